"""How likely the program understood a claim, from the scores that its extraction gave as reasons."""

from __future__ import annotations

from tawatur.model import Claim

LEAST = 0.05


def understood(claim: Claim) -> float:
    """The probability that a claim was read as it is meant, between 0 and 1; 1 where nothing scores it (a claim that
    somebody entered by hand).

    The geometric mean of what the reasons leave of the claim (that there is one, of this type, by these participants,
    at this place) and of 1: measured against reference claims, the plain product is too low, since doubts go together.
    """
    lowest: dict[str, float] = {}
    for reason in claim.because:
        slot, colon, _ = reason.rule.partition(":")
        if colon and reason.score is not None and 0 <= reason.score <= 1:
            lowest[slot] = min(lowest.get(slot, 1.0), reason.score)
    who = lowest.get("agent", lowest.get("target", 1.0))
    product = lowest.get("claim", 1.0) * lowest.get("type", 1.0) * lowest.get("place", 1.0) * who
    return max(float(product**0.5), LEAST)

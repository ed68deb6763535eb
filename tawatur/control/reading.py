"""How likely the program understood a claim, from the scores that its extraction gave as reasons."""

from __future__ import annotations

from typing import Literal

from tawatur.model import Claim

LEAST = 0.05
Role = Literal["agent", "target"]


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


def role_scores(claim: Claim, role: Role) -> tuple[float, ...] | None:
    """How likely each actor of a role plays it, in the claim's order; `None` where nothing scores the role, empty where
    the scores cannot be told apart by actor (one is named twice)."""
    found = [b.score for b in claim.because if b.rule.partition(":")[0] == role and b.score is not None]
    if not found:
        return None
    names = claim.agents if role == "agent" else claim.targets
    return tuple(found) if len(found) == len(names) else ()

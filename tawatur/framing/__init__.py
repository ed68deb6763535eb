"""Who calls which actor and act what, and what sets an outlet's wording apart."""

from tawatur.framing.contrast import contrasts
from tawatur.framing.words import wordings
from tawatur.model import Contents
from tawatur.model.framing import Framing

__all__ = ["contrasts", "framing", "wordings"]


def framing(contents: Contents) -> Framing:
    """The matrix of wordings and the contrasts of a casebook."""
    found = wordings(contents)
    return Framing(found, contrasts(found))

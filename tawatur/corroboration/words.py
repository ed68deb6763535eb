"""Words of the rules' data in the words of a claim."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.languages import fold


def folded(text: str) -> str:
    """Words as `has` reads them: folded, single spaces between and around them."""
    return " " + fold(" ".join(text.split())) + " "


@lru_cache(maxsize=400_000)
def has(text: str, words: tuple[str, ...]) -> bool:
    """Whether folded words have one of `words` at the start of a word, particles in front of it allowed."""
    return pattern(words).search(text) is not None


@lru_cache(maxsize=64)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds `words` at the start of a word of folded text."""
    return re.compile(
        r"(?<=[\s«\"“(])(?:[وفبلك]|ال|وال|بال|لل|فال)*(?:" + "|".join(re.escape(fold(w)) for w in words) + ")"
    )

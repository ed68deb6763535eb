"""Names to candidate places, with reasons: GeoNames and a supplement of the wars' own places."""

from tawatur.gazetteer.add import add
from tawatur.gazetteer.build import Progress, distance_km
from tawatur.gazetteer.courses import stretch
from tawatur.gazetteer.index import Gazetteer, clear, load
from tawatur.gazetteer.keys import phrase_key, skeleton
from tawatur.gazetteer.lint import lint, lint_words, unchecked
from tawatur.gazetteer.place import AddResult, Context, Match, Place
from tawatur.gazetteer.scoring import WAR_COUNTRIES, best_first, reasons, score, weighed
from tawatur.gazetteer.words import KindWord, Words, words


def lookup(name: str, context: Context | None = None) -> tuple[Match, ...]:
    """The places that a name may mean in this context, best first, each with its score and reasons."""
    return load().lookup(name, context)


__all__ = [
    "WAR_COUNTRIES", "AddResult", "Context", "Gazetteer", "KindWord", "Match", "Place", "Progress", "Words", "add",
    "best_first", "clear", "distance_km", "lint", "lint_words", "load", "lookup", "phrase_key", "reasons", "score",
    "skeleton", "stretch", "unchecked", "weighed", "words",
]  # fmt: skip

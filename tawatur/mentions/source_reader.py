"""What the rules for speakers read with: one sentence, the lexicons, and where a phrase must end."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.lexicon.actors import ActorIndex, actor_index
from tawatur.lexicon.attribution import Attribution, attribution
from tawatur.lexicon.outlets import Registry, registry
from tawatur.mentions.source_words import QUOTES_ANY, Words, opens_quote, quote_length

_LIMIT = 34
_NAME_QUOTE = 5  # words: a longer quotation is speech, a shorter one a name


class Source(NamedTuple):
    """A speaker as read from `start` to `end` (token positions of the sentence).

    `anaphor` is the head word, article off, if the phrase stands for a speaker named before; `heads` are the words by
    which later phrases may stand for it; `name` the words of a person's name; `body` the span of the body's name.
    """

    start: int
    end: int
    who: str
    organisation: str = ""
    anonymous: bool = False
    outlet: str = ""
    anaphor: str = ""
    heads: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    rule: str = ""


class Reader:
    """Reads speakers in one sentence; holds the lexicons, so that the rules need not pass them on."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lexicon: Attribution = attribution()
        self.registry: Registry = registry()
        self.actors: ActorIndex = actor_index()
        self.scope = self.lexicon.scope

    def skip(self, i: int, end: int) -> int:
        """The first position from `i` that is neither a mark nor a word of time."""
        keys = self.words.keys
        while i < end and (keys[i] in QUOTES_ANY or keys[i] in "-–—" or keys[i] in self.scope["times"]):
            i += 1
        return i

    def adjunct(self, at: int) -> bool:
        """Whether the word opens an adjunct; "علي" written with ya is the name, not the preposition."""
        key = self.words.keys[at]
        return key in self.scope["adjuncts"] and not (key == "علي" and self.words.tokens[at].text.endswith("ي"))

    def stop(self, i: int, end: int) -> int:
        """Where the phrase that starts at `i` must have ended: what is said, an adjunct, a full stop."""
        last = min(end, i + _LIMIT)
        return next((at for at in range(i, last) if self._said_at(at) or (at > i and self._leaves(at, end))), last)

    def _said_at(self, at: int) -> bool:
        """Whether what is said, or the next sentence, begins at `at`."""
        key = self.words.keys[at]
        if key in self.scope["that"] or key in ":.؟!؛":
            return True
        return opens_quote(self.words, at) and quote_length(self.words, at) > _NAME_QUOTE

    def _leaves(self, at: int, end: int) -> bool:
        """Whether a description that began before `at` has ended there."""
        key = self.words.keys[at]
        named = self.words.keys[at - 1] in self.lexicon.openers  # "غرفة عمليات تحرير ...": part of the name
        if (self.is_event(at) and not named) or key in self.scope["told"]:
            return True
        if key in ("في", "خلال", "عبر", "علي") and self.opens_occasion(at, end):
            return True
        if self.adjunct(at) and key not in self.scope["within_names"]:
            return True
        return key in self.scope["relative"] and not self._title_goes_on(at, end)

    def _title_goes_on(self, at: int, end: int) -> bool:
        """Whether what is said begins soon after a relative clause: then the clause belongs to the description."""
        return any(
            self.words.keys[k] in self.scope["that"] for k in range(at, min(end + 1, at + 8, len(self.words.keys)))
        )

    def is_event(self, at: int) -> bool:
        key = self.words.keys[at]
        return key in self.scope["events"] or (key[:1] in "بو" and key[1:] in self.scope["events"] and len(key) > 4)

    def opens_occasion(self, at: int, end: int) -> bool:
        """Whether "في/خلال ..." opens an occasion of speaking ("في بيان", "خلال مؤتمر صحافي")."""
        return at + 1 < end and self.words.keys[at + 1] in self.scope["occasions"]

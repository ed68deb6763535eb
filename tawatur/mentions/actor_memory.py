"""What a report has named so far: who can be meant by an anaphor, and how much each is in mind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from tawatur.lexicon.actors import Actor, ActorIndex

_RECALL = 40  # mentions looked back on: what is farther off weighs next to nothing
_AHEAD = 6  # mentions looked forward to, for an anaphor before any name
_DECAY = 0.7  # what a mention's weight keeps from one sentence to the next
_HEADLINE = 0.2
_CALLED = 0.3  # the report itself called it so
_TOGETHER = 0.4  # share of its mentions in which a force is named with a partner, to be thought of as a pair
_FIRST = 0.4  # the first actor of this or the last sentence is the likely topic


class Seen(NamedTuple):
    """An actor that the report named: in which sentence, at which offset, in a headline, first in its sentence, and
    what the very words used call it ("ميليشيا ...": a militia)."""

    sentence: int
    offset: int
    id: str
    headline: bool
    first: bool
    calls: frozenset[str] = frozenset()


class Memory:
    """The names of a report in reading order, and the anaphors resolved so far ("echoes")."""

    def __init__(self) -> None:
        self._named: list[Seen] = []
        self._echoes: list[Seen] = []
        self._at: tuple[list[int], list[int]] = ([], [])
        self.ids: set[str] = set()
        self.sides: set[str] = set()
        self._joined: dict[str, Counter[tuple[str, str] | None]] = {}

    def name(self, seen: Seen, actor: Actor) -> None:
        """Remembers a name; names come in reading order."""
        self._named.append(seen)
        self._at[0].append(seen.offset)
        self.ids.add(actor.id)
        if actor.side:
            self.sides.add(actor.side)

    def echo(self, seen: Seen) -> None:
        """Remembers that an anaphor kept an actor in mind; echoes come in reading order."""
        self._echoes.append(seen)
        self._at[1].append(seen.offset)

    def join(self, ident: str, partner: tuple[str, str] | None) -> None:
        """Remembers that an actor was named together with `partner` (name, id), or alone."""
        self._joined.setdefault(ident, Counter())[partner] += 1

    def partner(self, ident: str) -> tuple[str, str] | None:
        """The force that the report mostly names together with this one, if it does so often."""
        counts = self._joined.get(ident, Counter())
        ranked = sorted(((n, pair) for pair, n in counts.items() if pair is not None), key=lambda t: (-t[0], t[1]))
        if not ranked or ranked[0][0] < _TOGETHER * counts.total():
            return None
        return ranked[0][1]

    def opens(self, sentence: int) -> bool:
        """Whether nothing of the sentence has been named yet."""
        return not self._named or self._named[-1].sentence != sentence

    def before(self, offset: int) -> list[Seen]:
        """The last mentions before `offset`."""
        out: list[Seen] = []
        for rows, offsets in ((self._named, self._at[0]), (self._echoes, self._at[1])):
            end = bisect_left(offsets, offset)
            out += rows[max(0, end - _RECALL) : end]
        return out

    def after(self, offset: int) -> list[Seen]:
        """The first names after `offset`."""
        start = bisect_right(self._at[0], offset)
        return self._named[start : start + _AHEAD]


def salient(
    rows: list[Seen], calls: tuple[str, ...], sentence: int, index: ActorIndex, nearest: bool = False
) -> list[tuple[float, Actor]]:
    """The actors among `rows` that the words can mean, most salient first: near, often, first in their sentence;
    with `nearest` the last one named before all others."""
    wanted = set(calls)
    fit = [seen for seen in rows if wanted & seen.calls or wanted & index.calls[seen.id]]
    weight: dict[str, float] = {}
    for seen in fit:
        bonus = _HEADLINE if seen.headline else 0.0
        bonus += _CALLED if wanted & seen.calls else 0.0
        bonus += _FIRST if seen.first and seen.sentence >= sentence - 1 else 0.0
        weight[seen.id] = weight.get(seen.id, 0.0) + _DECAY ** abs(sentence - seen.sentence) + bonus
    if nearest and fit:
        weight[max(fit, key=lambda seen: seen.offset).id] += len(rows)
    return sorted(((v, index.actors[k]) for k, v in weight.items()), key=lambda t: (-t[0], t[1].id))

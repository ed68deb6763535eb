"""The time grammar: rules over items, in three levels (lengths, times, joined times), to `TimeRef` values.

At one place the longest match wins, then the first rule. Every value of a `TimeRef` is a named group of its rule or a
constant of it; a nested time (`since`, `range`) keeps its values under a prefix (`of.`, `to.`), see `nested`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tawatur.languages.tokens import Token
from tawatur.lexicon.times import TimePattern, time_lexicon, time_rules
from tawatur.mentions.number_words import Number, find_numbers
from tawatur.mentions.time_items import Item, items_of, line_of
from tawatur.model import Frozen, Precision, TimeRef
from tawatur.passages.document import Sentence

Values = dict[str, int | str]
_IDLE = ("other", "and", "comma", "num", "big", "lp", "rp", "dash")
"""Classes that make no time by themselves."""
_PERIODS: dict[str, Precision] = {"week": "week", "month": "month", "year": "year", "decade": "year"}
_LENGTHS: dict[str, Precision] = {
    "minute": "day", "hour": "day", "day": "day", "week": "week", "month": "month", "year": "year", "decade": "year",
}  # fmt: skip


class Found(Frozen, frozen=True):
    """A time expression over the tokens `[first, last)`: its normal form and the rule that read it."""

    first: int
    last: int
    glued: int
    ref: TimeRef
    rule: str


def values_of(ref: TimeRef) -> Values:
    """The values of a normal form as a mapping."""
    return dict(ref.values)


def nested(ref: TimeRef, prefix: str) -> TimeRef | None:
    """The time that a joined form holds under a prefix (`of`, `until`, `from`, `to`, `anchor`), else `None`."""
    head = prefix + "."
    values = {k[len(head) :]: v for k, v in ref.values if k.startswith(head)}
    if "form" not in values:
        return None
    form, precision = str(values.pop("form")), values.pop("precision")
    return TimeRef(form, tuple(values.items()), precision)  # type: ignore[arg-type]


def hold(prefix: str, ref: TimeRef) -> Values:
    """The values of a time under a prefix, so that another form can hold it."""
    held: Values = {f"{prefix}.form": ref.form, f"{prefix}.precision": ref.precision}
    held.update({f"{prefix}.{k}": v for k, v in ref.values})
    return held


def _take(values: Values, name: str, item: Item, length: str) -> None:
    """Adds the value of one named group."""
    value = item.value
    if isinstance(value, TimeRef):
        if value.form == "length":
            values.update(values_of(value))
            if name == length and "u" in values:
                values["unit"] = values.pop("u", "day")
        else:
            values.update(hold(name, value))
    elif isinstance(value, tuple):
        values.update({"y": value[0], "m": value[1], "d": value[2]})
    else:
        values[name] = value


def _groups(rule: TimePattern, match: Any, items: Sequence[Item]) -> Values:
    values: Values = dict(rule.constants)
    for name, text in match.groupdict().items():
        if not text:
            continue
        at = match.start(name)
        base = name.rstrip("_0123456789")
        _take(values, base, items[at], "l")
    return values


def _valid(form: str, values: Values) -> bool:
    """Whether the numbers can be what the form says: no month 13, no day 32, no pair of days that do not meet."""
    d, m = values.get("d"), values.get("m")
    if isinstance(d, int) and not 1 <= d <= 31:
        return False
    if isinstance(m, int) and not 1 <= m <= 12:
        return False
    if form == "pair":
        return (int(values["wdb"]) - int(values["wd"])) % 7 == 1
    if form == "years":
        return int(values["y"]) < int(values["yb"])
    if form == "hijri":
        return int(values.get("d", 1)) <= 30
    return True


def _precision(rule: TimePattern, values: Values) -> Precision:
    """The precision of a time by its form and unit (codebook, section 3)."""
    unit = str(values.get("unit", values.get("u", "")))
    if rule.form == "period":
        return _PERIODS.get(unit, "month")
    if rule.form == "year" and "pos" in values:
        return "season"
    if rule.form in ("since", "range", "until"):
        held = [values[f"{name}.precision"] for name in ("until", "of", "to", "from") if f"{name}.precision" in values]
        return held[0] if held else "day"  # type: ignore[return-value]
    if rule.form in ("ago", "since_ago", "after_event", "ahead", "span"):
        return _length_precision(rule.form, unit, values)
    return rule.precision


def _length_precision(form: str, unit: str, values: Values) -> Precision:
    if unit == "day" and ("n" not in values or (form == "span" and int(values["n"]) >= 5)):
        return "week"
    if unit == "week" and "n" not in values:
        return "month"
    return _LENGTHS.get(unit, "day")


def _rename(form: str, values: Values) -> Values:
    if form in ("period", "span", "lasting") and "u" in values:
        values["unit"] = values.pop("u")
    return values


class _Level:
    """One pass of the rules of a level over a row of items."""

    def __init__(self, level: int, items: list[Item], line: str, tokens: Sequence[Token]) -> None:
        self.rules = time_rules()[level]
        self.level = level
        self.items = items
        self.tokens = tokens
        self.line = line

    def blocked(self, at: int, rule: TimePattern) -> bool:
        """Whether a day and month is part of a name: "شارع 17 تموز", "لواء 17 رمضان"."""
        if rule.form not in ("date", "hijri", "month") or rule.name.startswith("times.numeric"):
            return False
        first = self.items[at]
        if (
            at
            and not first.glued
            and self.items[at - 1].cls in ("num", "ord")
            and self.items[at - 1].last == first.first
        ):
            first = self.items[at - 1]
        return first.first > 0 and not first.glued and self.tokens[first.first - 1].key in time_lexicon().heads

    def best(self, at: int) -> tuple[int, TimePattern, Values] | None:
        found: tuple[int, TimePattern, Values] | None = None
        for rule, regex in self.rules.get(self.line[at], ()):
            match = regex.match(self.line, at)
            if match is None or match.end() <= at or (found is not None and match.end() <= found[0]):
                continue
            values = _rename(rule.form, _groups(rule, match, self.items))
            if (
                not _valid(rule.form, values)
                or self.blocked(at, rule)
                or (rule.numbered and int(values.get("n", 0)) < 2)
            ):
                continue
            found = match.end(), rule, values
        return found

    def run(self) -> list[tuple[int, int, TimeRef, str]]:
        """All matches, left to right: first and end item, the form, the rule's name."""
        out = []
        past = 0
        for at, char in enumerate(self.line):
            if at < past or char not in self.rules or self.items[at].cls in ("comma", "lp", "rp", "other"):
                continue
            best = self.best(at)
            if best is None:
                continue
            end, rule, values = best
            ref = TimeRef(rule.form, tuple(sorted(values.items())), _precision(rule, values))
            end = self.trimmed(at, end)
            out.append((at, end, ref, rule.name))
            past = max(end, at + 1)
        return out

    def trimmed(self, at: int, end: int) -> int:
        """The end without a closing bracket that was not opened inside, and without trailing commas."""
        while end > at + 1 and (
            self.items[end - 1].cls == "comma"
            or (self.items[end - 1].cls == "rp" and not any(i.cls == "lp" for i in self.items[at:end]))
        ):
            end -= 1
        return end


def _reduced(
    items: list[Item], line: str, found: list[tuple[int, int, TimeRef, str]], cls: str
) -> tuple[list[Item], str, dict[int, str]]:
    """The items with every match replaced by one item of class `cls`, and their line; the rule of each match by its
    first token."""
    if not found:
        return items, line, {}
    out: list[Item] = []
    rules: dict[int, str] = {}
    here = 0
    for start, end, ref, rule in found:
        out += items[here:start]
        out.append(Item(cls, ref, items[start].first, items[end - 1].last, items[start].glued))
        rules[items[start].first] = rule
        here = end
    out += items[here:]
    return out, line_of(out), rules


@lru_cache(maxsize=1)
def _idle_chars() -> frozenset[str]:
    return frozenset(time_lexicon().chars[cls] for cls in _IDLE)


def _found(item: Item, rule: str) -> Found:
    assert isinstance(item.value, TimeRef)
    return Found(item.first, item.last, item.glued, item.value, rule)


def times_of(sentence: Sentence) -> tuple[Found, ...]:
    """The time expressions of a sentence: `find`, worked out once for all that ask."""
    return sentence.once("times", lambda of: find(of.tokens, numbers_of(of)))


def numbers_of(sentence: Sentence) -> tuple[Number, ...]:
    """The numbers of a sentence: `find_numbers`, worked out once for all that ask."""
    return sentence.once("numbers", lambda of: find_numbers(of.tokens))


def find(tokens: Sequence[Token], numbers: Sequence[Number]) -> tuple[Found, ...]:
    """The time expressions of one sentence, left to right. Time linear in the tokens for every text.

    None lies over another, save that "since the accord of March" also gives "March", the day of the accord itself.
    """
    items = items_of(tokens, numbers)
    line = line_of(items)
    if _idle_chars().issuperset(line):
        return ()
    items, line, _ = _reduced(items, line, _Level(0, items, line, tokens).run(), "L")
    items, line, rules = _reduced(items, line, _Level(1, items, line, tokens).run(), "T")
    top = _Level(2, items, line, tokens).run()
    inner = [
        item
        for start, end, _, rule in top
        if rule == "times.since.event"
        for item in items[start:end]
        if item.cls == "T"
    ]
    events = [_found(item, rules[item.first]) for item in inner]
    items, _, joined = _reduced(items, line, top, "T")
    rules.update(joined)
    whole = [_found(item, rules[item.first]) for item in items if item.cls == "T"]
    return tuple(sorted(whole + events, key=lambda f: (f.first, -f.last)))

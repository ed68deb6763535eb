"""A limit as a sentence, in English or Arabic; the sentences are data (`data/dating/sentences.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tawatur.lexicon.dating import speech
from tawatur.model.dating import AnyOf, Apart, Between, Constraint, Dated, Falls, MonthDays, Test, Weekdays, Yearly

_SHOWN, _FIRST, _FEW = 4, 3, 10
IT = "it"
"""The value of a limit between two days that holds what is known of the other: its first and last day."""


def english(one: Constraint) -> str:
    """The sentence of a limit in English."""
    return sentence(one, "en")


def sentence(one: Constraint, language: str) -> str:
    """The sentence of a limit in `en` or `ar`."""
    said = speech()
    values = {"words": " ".join(one.words.split()), "days": allowed(one.test, language)}
    values |= {_NAMES.get((one.rule, key), key): value for key, value in one.values}
    if one.rule == "reviewer":
        values["by"], values["reason"] = (
            f" ({values['by']})" if values["by"] else "",
            f": {values['reason']}".rstrip(": "),
        )
    if IT in values:
        first, last = (date.fromisoformat(day) for day in values[IT].split(".."))
        shown = interval(Between(first, last), language)
        values["days"] = said.phrases[language]["it"].format(days=values["days"], interval=shown)
    if one.rule == "weekday.wrong":
        values["weekday"] = said.weekdays[language][date.fromisoformat(values["day"]).weekday()]
    return said.sentences[one.rule][language].format(**values)


_NAMES = {("copied.passage", "words"): "words_count", ("copied.passage", "days"): "apart"} | {
    (f"fact.{kind}", "days"): "fact_days" for kind in ("told", "news", "dated", "past", "expected", "near", "partial")
}
"""Values whose name in a sentence differs, as the plain name stands for the report's words and the days allowed."""


def allowed(test: Test, language: str) -> str:  # noqa: PLR0911 (one case for each kind of limit)
    """What a limit allows, in words."""
    said = speech()
    phrases = said.phrases[language]
    match test:
        case Weekdays(days):
            return phrases["or"].join(said.weekdays[language][day] for day in days)
        case Between():
            return interval(test, language)
        case AnyOf(ranges):
            return listed(ranges, len(ranges), language)
        case Yearly(first, last):
            return phrases["yearly"].format(first=f"{first[1]}.{first[0]}.", last=f"{last[1]}.{last[0]}.")
        case MonthDays(first_day, last_day):
            return phrases["monthdays"].format(first=first_day, last=last_day)
        case Falls():
            return f"{said.weekdays[language][test.weekday]} {test.day}.{test.month}."
        case Apart(_, 0, 0):
            return phrases["same"]
        case Apart(_, int() as low_days, high_days) if low_days == high_days:
            return phrases["exactly"].format(count=days_in_words(low_days, language))
        case Apart():
            low, high = (said_or("...", end) for end in (test.low, test.high))
            return phrases["apart"].format(low=low, high=high)


def days_in_words(count: int, language: str) -> str:
    """A number of days: the Arabic noun differs for one, two, few (3 to 10), many and full hundreds."""
    small, last = ("zero", "one", "two"), count % 100
    form = small[count] if count < len(small) else "full" if last < len(small) else "few" if last <= _FEW else "many"
    return speech().phrases[language][form].format(n=count)


def said_or(nothing: str, value: int | None) -> str:
    """A number in digits, or a sign for its absence."""
    return nothing if value is None else str(value)


def interval(one: Between, language: str) -> str:
    """An interval in words: a day, both ends, or the one that is known."""
    phrases = speech().phrases[language]
    if one.start is not None and one.start == one.end:
        return one.start.isoformat()
    if one.start is None and one.end is None:
        return phrases["any"]
    key = "until" if one.start is None else "from" if one.end is None else "between"
    return phrases[key].format(start=one.start, end=one.end)


def remains(dated: Dated, language: str) -> str:
    """The days that remain, in words: all intervals if they are few, else their number and the first of them."""
    if dated.count <= _SHOWN:
        return listed(dated.runs, dated.count, language)
    phrases = speech().phrases[language]
    hull = interval(Between(dated.start.day, dated.end.day), language)
    within = phrases["within"].format(count=dated.count, interval=hull)
    if dated.start.day is None:
        return within
    return phrases["first"].format(within=within, listed=listed(dated.runs[:_FIRST], _FIRST, language))


def listed(ranges: Iterable[Between], count: int, language: str) -> str:
    """Intervals in words, the first few and how many more there are."""
    shown = [interval(one, language) for one in ranges][:_SHOWN]
    text = speech().phrases[language]["or"].join(shown)
    more = count - len(shown)
    return f"{text} {speech().phrases[language]['more'].format(count=more)}" if more > 0 else text

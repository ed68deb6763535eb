"""Where a sentence says that somebody says something: verbs of saying, phrases, colons, and the outlet's own asides."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.lexicon.attribution import Attribution, Verb, attribution
from tawatur.mentions.source_words import Words, among, longest, opens_quote, quote_length, unclitic

CueRole = Literal["verb", "according", "stated", "adverbial", "passive", "own", "colon"]
_REACH = 30
_BEFORE_NOUNS = frozenset(["من", "في", "عن", "علي", "الي", "بعد", "قبل", "خلال", "مع", "منذ", "رغم"])


class Cue(NamedTuple):
    """A cue from token `at` to token `to` (exclusive). `verb` is the place of its verb in the lexicon, -1 if none;
    `shape` its form; `joined` whether a conjunction is attached; `that` where what it takes begins, -1 if not found."""

    at: int
    to: int
    role: CueRole
    verb: int = -1
    shape: str = ""
    joined: bool = False
    that: int = -1
    who: str = ""


def find_cues(words: Words) -> tuple[Cue, ...]:
    """All cues of a sentence in order, none inside another."""
    lexicon = attribution()
    found: list[Cue] = []
    past = 0
    for i, key in enumerate(words.keys):
        if i < past or not _may_open(key, lexicon):
            continue
        behind = bool(found) and found[-1].role == "adverbial" and i - found[-1].to <= 1
        cue = _own(words, i, lexicon) or _phrase(words, i, lexicon) or _verb(words, i, lexicon, behind)
        spoken = bool(found) and found[-1].role == "verb" and i - found[-1].to <= 1
        cue = cue or (None if spoken else _reported(words, i, lexicon))
        if cue:
            found.append(cue)
            past = cue.to
    found = [c for c in found if not _within(c, found)]
    colon = _colon(words, found)
    return (colon, *found) if colon else tuple(found)


def _stems(key: str) -> tuple[str, ...]:
    """The word without the clitics and object pronouns that a cue may carry."""
    found = [key]
    if key[:1] in "وفسل":
        found.append(key[1:])
    if key[:2] in ("وس", "فس"):
        found.append(key[2:])
    return (*found, *(stem[: -len(end)] for stem in tuple(found) for end in ("ه", "ها") if stem.endswith(end)))


@lru_cache(maxsize=100_000)
def _may_open(key: str, lexicon: Attribution) -> bool:
    return not lexicon.openings.isdisjoint(_stems(key))


def _within(cue: Cue, found: list[Cue]) -> bool:
    """Whether a phrase stands between a verb of saying and what it takes ("وأكد، بحسب الوكالة، أن ...")."""
    if cue.role not in ("according", "adverbial"):
        return False
    return any(c.role == "verb" and c.that >= 0 and c.to <= cue.at < c.that and c.shape == "finite" for c in found)


def _reported(words: Words, i: int, lexicon: Attribution) -> Cue | None:
    """ "وأنباء عن ...", "وسط معلومات أولية عن ...": information that nobody signs, without a verb."""
    hit = longest(words, i, lexicon.noun_forms, 2, "و")
    if (
        not hit
        or lexicon.nouns[lexicon.noun_forms[hit[0]].noun].kind != "report"
        or lexicon.noun_forms[hit[0]].definite
    ):
        return None
    if not lexicon.scope["no_reports"].isdisjoint(words.keys[max(0, i - 3) : i]):
        return None
    if i and (words.keys[i - 1] == "وردت" or among(lexicon.noun_forms, words.keys[i - 1])):
        return None
    at = hit[1]
    while at < min(len(words.keys), hit[1] + 2) and words.keys[at] not in ("عن", "حول"):
        at += 1
    if at >= len(words.keys) or words.keys[at] not in ("عن", "حول"):
        return None
    return Cue(i, at + 1, "passive", -1, "noun", words.keys[i].startswith("و"), at, lexicon.noun_forms[hit[0]].en)


def _own(words: Words, i: int, lexicon: Attribution) -> Cue | None:
    starts = i == 0 or words.keys[i - 1] in ".!؟"
    hit = longest(words, i, lexicon.scope["own"], 5, "و") if starts else None
    hit = hit or longest(words, i, lexicon.scope["asides"], 5, "و")
    if (
        not hit
        and starts
        and words.keys[i] == "ذكر"
        and i + 1 < len(words.keys)
        and words.keys[i + 1] in ("ان", "انه", "انها")
    ):
        hit = ("ذكر ان", i + 2)  # "it is recalled that": background, nobody speaks
    return Cue(i, hit[1], "own") if hit else None


def _phrase(words: Words, i: int, lexicon: Attribution) -> Cue | None:
    best: Cue | None = None
    for lead, first in unclitic(words.keys[i]):
        if lead not in ("", "و", "ف"):
            continue
        for number in lexicon.phrase_index.get(first, ()):
            phrase = lexicon.phrases[number]
            if first == "يقال" and i and words.keys[i - 1] == "ما":
                continue
            if phrase.role in ("adverbial-no", "passive-no") or (lead == "" and first == "كما" and i == 0):
                continue
            to = _matches(words, i, lexicon.phrase_words[number])
            if to and (best is None or to > best.to):
                role: CueRole = phrase.role  # type: ignore[assignment]
                that = _complement(words, to, phrase.takes, lexicon) if phrase.takes else -1
                if role == "passive" and phrase.takes and that < 0:
                    continue
                if phrase.with_ and not any(longest(words, to, {w}, 1) for w in phrase.with_):
                    continue
                best = Cue(i, to, role, -1, "", bool(lead), that, phrase.who)
    return best


def _matches(words: Words, i: int, parts: tuple[str, ...]) -> int:
    """The position after the phrase if it stands at `i`, else 0; a last word of one letter is a clitic of the next."""
    for n, part in enumerate(parts):
        at = i + n
        if at >= len(words.keys):
            return 0
        key = words.keys[at]
        last = n == len(parts) - 1
        if last and len(part) == 1 and n:
            return at if key.startswith(part) else 0
        if key != part and not (n == 0 and key[1:] == part and key[:1] in "وف"):
            return 0
    return i + len(parts)


def _verb(words: Words, i: int, lexicon: Attribution, behind: bool) -> Cue | None:
    """A verb of saying at `i`; `behind` a phrase such as "وفقا لما" it counts in any reading, also with an object."""
    key = words.keys[i]
    readings = [("", key)]
    if behind:
        readings += [("", key[: -len(end)]) for end in ("ه", "ها") if key.endswith(end) and len(key) > 4]
    if key[:1] in "وفسل" and len(key) > (2 if key[0] == "و" else 3):
        readings.append((key[0], key[1:]))
    if key[:2] in ("وس", "فس") and len(key) > 4:
        readings.append((key[:2], key[2:]))
    for lead, rest in readings:
        for form in lexicon.forms.get(rest, ()):
            if lead and form.shape == "participle" and lead != "و":
                continue
            verb = lexicon.verbs[form.verb]
            that = _complement(words, i + 1, verb.takes, lexicon)
            if (behind and form.shape == "finite") or _counts(words, i, verb, form.shape, that, lexicon):
                return Cue(i, i + 1, "verb", form.verb, form.shape, lead[:1] in ("و", "ف"), that)
    return None


def _counts(words: Words, i: int, verb: Verb, shape: str, that: int, lexicon: Attribution) -> bool:
    """Whether the form is a verb of saying here."""
    if i and (words.keys[i - 1] in ("عدم", "دون", "بدون", "رفض") or words.keys[i - 1] in lexicon.scope["unsaid"]):
        return False
    if shape == "masdar":
        return _said_noun(words, i, verb, that, lexicon)
    if shape == "participle":
        return that >= 0 and not (i and words.keys[i - 1] in ("كان", "كانت", "وكان", "وكانت", "امرا", "شيا"))
    if i and words.keys[i - 1] in _BEFORE_NOUNS and words.keys[i] in lexicon.masdars:
        return False
    return not _other_word(words, i, that) and (that >= 0 or not verb.strict or "noun" in verb.takes)


def _said_noun(words: Words, i: int, verb: Verb, that: int, lexicon: Attribution) -> bool:
    """Whether a verbal noun attributes: "قوله إن ...", "إعلان الحزب انسحابه"."""
    near = that == i + 1 and words.keys[that] in lexicon.scope["that"]
    announced = verb.past in ("أعلن", "اتهم", "نفى") and i + 1 < len(words.keys) and not words.keys[i].startswith("ال")
    return near or announced or words.keys[i] in lexicon.scope["own_words"]


def _other_word(words: Words, i: int, that: int) -> bool:
    """Whether a form is rather one of the words that are written alike: "between", "it turned out", "through"."""
    key = words.keys[i]
    if key in ("تبين", "وتبين", "يتبين"):
        return that == i + 1
    if key in ("بين", "وبين", "فبين"):
        return not (that == i + 1 or (i == 0 and i < that <= i + 3))
    return key == "عبر" and "عن" not in words.keys[i + 1 : i + 6]


def _complement(words: Words, start: int, takes: tuple[str, ...], lexicon: Attribution) -> int:
    """The first position from `start` at which what the verb takes begins, -1 if the clause ends before."""
    for at in range(start, min(len(words.keys), start + _REACH)):
        key = words.keys[at]
        if _taken(words, at, takes, lexicon):
            return at
        if key in ".؟!؛" or (at > start and key[:1] in "وف" and _finite(key[1:], lexicon)):
            return -1
    return -1


_PREPOSITIONS = {"الي": "إلى", "عن": "عن", "علي": "على", "من": "من"}
_STATEMENTS = ("بيانا", "بلاغا", "بيان", "تقريرا")


def _taken(words: Words, at: int, takes: tuple[str, ...], lexicon: Attribution) -> bool:
    """Whether something that a verb with these complements takes begins at `at`."""
    key = words.keys[at]
    if key in lexicon.scope["that"]:
        return "that" in takes
    if _PREPOSITIONS.get(key) in takes or (key in _STATEMENTS and "بيان" in takes):
        return True
    if key in ("مسووليه", "المسووليه"):
        return "مسؤولية" in takes
    if key[:1] == "ب" and key[1:] in lexicon.scope["events"]:
        return "ب" in takes
    return "quote" in takes and (key == ":" or (opens_quote(words, at) and quote_length(words, at) > 5))


def _finite(key: str, lexicon: Attribution) -> bool:
    return any(form.shape == "finite" for form in lexicon.forms.get(key, ()))


def _colon(words: Words, found: list[Cue]) -> Cue | None:
    """ "المرصد: ..." at the start of a headline or sentence, no verb of saying before the colon."""
    for at, key in enumerate(words.keys[:14]):
        if key == ":":
            before = any(cue.at < at for cue in found)
            dashed = any(k in "-–—" for k in words.keys[:at])
            number = at + 1 < len(words.keys) and words.keys[at + 1].isdigit() and words.keys[at - 1].isdigit()
            return None if before or dashed or number or at == 0 else Cue(at, at + 1, "colon")
        if key in ".؟!":
            return None
    return None

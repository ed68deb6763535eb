"""The phrase that names a speaker: outlet, body, office and name, or a source without a name."""

from __future__ import annotations

from tawatur.languages import fold
from tawatur.lexicon.attribution import NounForm
from tawatur.mentions.source_bodies import adjectives_of, bare_body, body_at, government_of
from tawatur.mentions.source_outlets import outlet_at, short_name, the_outlet
from tawatur.mentions.source_persons import person_at
from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import among, longest, plain


def noun_at(r: Reader, i: int, end: int) -> Source | None:
    """A source without a name, a collective, an unnamed official, a statement, the press."""
    hit = longest(r.words, i, r.lexicon.noun_forms, 4, "وفبل")
    if not hit:
        return None
    form = r.lexicon.noun_forms[hit[0]]
    noun = r.lexicon.nouns[form.noun]
    head = noun.forms[0]
    if noun.kind == "press" and not form.definite:
        owner = body_at(r, hit[1], end)
        if owner and not owner[2]:
            who = f"{owner[0]} {form.en}"
            return Source(i, owner[1], who, owner[0], False, "", "", (bare_head(head),), (), "press")
    if noun.kind == "statement":
        return _statement(r, i, hit[1], end, form)
    said, at = adjectives_of(r, hit[1], end)
    body, stop = _belongs(r, at, end)
    who = " ".join([*said, form.en])
    definite = form.definite and not body and noun.kind in ("anonymous", "official", "group", "report")
    mine = government_of(r, hit[1], at) if noun.kind == "official" else ""
    return Source(
        i, stop, who, body or mine, True, "", bare_head(head) if definite else "", (bare_head(head),), (), noun.kind
    )


def _belongs(r: Reader, at: int, end: int) -> tuple[str, int]:
    """The body after "في", "من", "باسم", "ب", "مقربة من": its name and the position after it."""
    keys = r.words.keys
    start = at
    if at < end and keys[at] in ("في", "من", "لدي", "باسم", "داخل", "ضمن", "عن", "علي", "بين") and at + 1 < end:
        if r.opens_occasion(at, end):
            return "", start
        at += 1
    elif not (at < end and keys[at][:1] in "لب" and len(keys[at]) > 3 and not r.is_event(at)):
        return "", start
    if at < end and (keys[at] in ("قبل", "بعد", "خلال") or (keys[at][:1] == "ل" and outlet_at(r, at, end, True))):
        return "", start
    body = body_at(r, at, end, "بل")
    if body:
        return body[0], body[1]
    while at < end and r.words.is_word(at) and keys[at].startswith("ال"):
        at += 1
    return "", max(at, start)


def _statement(r: Reader, i: int, at: int, end: int, form: NounForm) -> Source:
    """ "بيان للجيش", "بيان صادر عن القيادة": the issuer speaks; "البيان" alone stands for one named before."""
    _, at = adjectives_of(r, at, end)
    keys = r.words.keys
    head = bare_head(r.lexicon.nouns[form.noun].forms[0])
    issued = at
    while at < end and keys[at] in (
        "الصادر",
        "الصادره",
        "صادر",
        "صدر",
        "صادره",
        "اصدره",
        "اصدرته",
        "مشترك",
        "عن",
        "من",
        "باسم",
        "مكتوب",
        "مقتضب",
        "صحافي",
        "صحفي",
        "نشرته",
        "نشره",
        "اخير",
        "جديد",
        "رسمي",
        "منسوب",
        "ل",
    ):
        at += 1
    inner = read(r, at, end) if at < end and (not form.definite or at > issued) else None
    if (
        inner
        and inner.start == at
        and (keys[at][:1] in "ل" or keys[at - 1] in ("عن", "من", "باسم") or inner.rule != "name")
    ):
        return inner._replace(start=i, heads=(*inner.heads, head))
    return Source(i, at, f"{form.en}", "", True, "", head, (head,), (), "statement")


def read(r: Reader, i: int, end: int, told: bool = False) -> Source | None:
    """The speaker that the phrase at `i` names, reading no further than `end`; `None` if it names none."""
    i = r.skip(i, end)
    if i < end and among(r.scope["quantifiers"], r.words.keys[i], "و"):  # "العديد من السكان": not those named before
        i = r.skip(i + 1 + (i + 1 < end and r.words.keys[i + 1] == "من"), end)
        some = _read(r, i, end, told)
        return some._replace(anaphor="") if some else None
    return _read(r, i, end, told)


def _read(r: Reader, i: int, end: int, told: bool) -> Source | None:
    stop = r.stop(i, end)
    if i >= stop:
        return None
    outlet = correspondent_at(r, i, stop) or outlet_at(r, i, stop, told) or the_outlet(r, i, stop)
    if outlet:
        return outlet
    office = person_at(r, i, stop)
    noun = noun_at(r, i, stop)
    if office and (not noun or office.rule == "person" or noun.anaphor or office.organisation):
        return office
    return noun or short_name(r, i, stop) or bare_body(r, i, stop)


def correspondent_at(r: Reader, i: int, end: int) -> Source | None:
    """ "مراسل قناة العالم في دير الزور": a person of a named outlet, whether a list knows the outlet or not."""
    keys = r.words.keys
    i = r.skip(i, end)
    stop = r.stop(i, end) if i < end else i
    if i + 1 >= stop or not among(r.scope["correspondents"], keys[i], "ول"):
        return None
    found = outlet_at(r, i + 1, stop, True)
    at = i + 1
    while at < stop and plain(keys[at]) in r.scope["outlet_words"]:
        at += 1
    last = at
    while last < stop and not r.adjunct(last) and keys[last] not in r.scope["times"] and keys[last] not in "،,":
        last += 1
    name = found.who if found and found.rule == "outlet" else r.words.text(at, last)
    if not name:
        return None
    outlet = found.outlet if found else ""
    return Source(i, last, f"{name} correspondent", name, False, outlet, "", ("مراسل",), (), "correspondent")


def bare_head(form: str) -> str:
    """The word under which a noun is remembered: its first form, folded."""
    return fold(form)

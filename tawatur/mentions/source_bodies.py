"""Bodies that speak: from the actor registry, composed ("وزارة الدفاع" and a nationality), or as they stand."""

from __future__ import annotations

from tawatur.mentions.source_reader import Reader, Source
from tawatur.mentions.source_words import among, bare, cut_clitic, longest, lookup, plain, unclitic


def body_at(r: Reader, i: int, end: int, clitics: str = "") -> tuple[str, int, bool] | None:
    """A body from the actor registry, by composition, or as it stands: name, end, whether it is a person."""
    known = known_body(r, i, end, clitics)
    composed = _composed(r, i, end, clitics)
    if composed and (not known or composed[1] > known[1]):
        return (*composed, False)
    if known:
        return known
    opener = longest(r.words, i, r.lexicon.openers, 2, clitics)
    if not opener:
        return None
    stop = _body_end(r, opener[1], end)
    first = next((rest for _, rest in unclitic(r.words.keys[i]) if rest in r.lexicon.openers), None)
    text = r.words.text(i, stop)
    if first and first != r.words.keys[i]:
        text = cut_clitic(text)
    return text, stop, False


def known_body(r: Reader, i: int, end: int, clitics: str) -> tuple[str, int, bool] | None:
    hit = longest(r.words, i, r.actors.phrases, 7, clitics)
    if not hit or hit[1] > end:
        return None
    forms = [f for f in r.actors.phrases[hit[0]] if not f.anaphor and f.id in r.actors.actors]
    firm = [f for f in forms if not f.weak]
    if len({f.id for f in firm}) > 1:
        text = r.words.text(i, hit[1])
        return text if hit[0].startswith(r.words.keys[i]) else cut_clitic(text), hit[1], False
    forms = firm or forms
    for form in forms:
        actor = r.actors.actors[form.id]
        if actor.kind == "generic":
            continue
        if form.weak and (actor.kind != "figure" or not _ends(r, hit[1], end)):
            continue
        return actor.name, hit[1], actor.kind == "figure"
    return None


def _ends(r: Reader, at: int, end: int) -> bool:
    """Whether a description ends at `at`: a surname alone then stands for a public figure."""
    if at >= end or at >= len(r.words.keys):
        return True
    key = r.words.keys[at]
    return not r.words.is_word(at) or r.adjunct(at) or key in r.scope["times"] or key in r.scope["that"]


def _composed(r: Reader, i: int, end: int, clitics: str) -> tuple[str, int] | None:
    hit = longest(r.words, i, r.lexicon.heads, 5, clitics)
    if not hit or hit[1] > end:
        return None
    nation, at = None, hit[1]
    while at < min(end, hit[1] + 4) and not nation:
        nation = r.lexicon.nationalities.get(r.words.keys[at])
        if not nation and not r.words.keys[at].startswith("ال"):
            break
        at += 1
    name = r.lexicon.heads[hit[0]].replace("{adj}", nation.en if nation else "").strip()
    return " ".join(name.split()), at if nation else hit[1]


def _body_end(r: Reader, at: int, end: int) -> int:
    """Where a body's name ends whose opening word stands before `at`: with its last definite word, unless that word
    opened it and what follows is its genitive ("حكومة طبرق")."""
    keys, start = r.words.keys, at
    while at < min(end, start + 8) and r.words.is_word(at) and not _leaves_body(r, at, start):
        key = keys[at]
        genitive = at == start and not plain(keys[at - 1]).startswith("ال")
        linked = key in r.lexicon.openers or key in r.lexicon.nationalities or key in r.scope["body_links"]
        linked = linked or (key[0] == "ل" and key[1:] in r.lexicon.openers)
        if not (key.startswith(("ال", "وال", "لل", "بال")) or linked or genitive):
            break
        at += 1
    while at > start and keys[at - 1] in r.scope["body_links"]:
        at -= 1
    return at


def _leaves_body(r: Reader, at: int, start: int) -> bool:
    """Whether the word can be no part of a body's name."""
    key, scope = r.words.keys[at], r.scope
    if key in scope["times"] or key in scope["relative"] or key in ("ل", "ب") or r.is_event(at):
        return True
    if at > start and r.words.keys[at - 1] in r.lexicon.nationalities and not key.startswith("ل"):
        return True
    if key in r.lexicon.ranks or (key in r.lexicon.honorifics and key not in r.lexicon.adjectives):
        return True
    return key[:1] in "بل" and bare(plain(key)) in scope["place_words"]


def government_of(r: Reader, start: int, end: int) -> str:
    for at in range(start, end):
        nation = lookup(r.lexicon.nationalities, r.words.keys[at], "و")
        if nation:
            return nation.government
    return ""


def adjectives_of(r: Reader, at: int, end: int) -> tuple[list[str], int]:
    """English of the adjectives that follow a noun, and the position after them; "وطبية" after "أمنية" too."""
    said: list[str] = []
    keys = r.words.keys
    while at < end and at < len(keys):
        key = keys[at]
        nation = lookup(r.lexicon.nationalities, key, "و")
        adjective = lookup(r.lexicon.adjectives, key, "و")
        if nation:
            said.insert(0, nation.en)
        elif adjective:
            said.append(f"and {adjective}" if key.startswith("و") and said else adjective)
        elif key.startswith("و") and among(r.lexicon.noun_forms, key, "و") and key not in r.lexicon.noun_forms:
            pass  # "ومسؤولون": a second group beside the first; both are one link
        elif not (keys[at] in "،" and at + 1 < end and among(r.lexicon.adjectives, keys[at + 1], "و")):
            break
        at += 1
    return said, at


def bare_body(r: Reader, i: int, end: int) -> Source | None:
    capital = longest(r.words, i, r.lexicon.capitals, 3, "وفلب")
    if capital and capital[1] <= end:
        name = r.lexicon.capitals[capital[0]]
        return Source(i, capital[1], name, name, False, "", "", (), (), "capital")
    body = body_at(r, i, end, "وفلب")
    if not body or body[1] > end:
        return None
    head = bare(plain(r.words.keys[i]))
    single = body[1] == i + 1 and r.words.keys[i].find("ال") in (0, 1)
    anaphor = head if single and not known_body(r, i, end, "وفلب") else ""
    return Source(i, body[1], body[0], "" if body[2] else body[0], False, "", anaphor, (head,), (), "body")

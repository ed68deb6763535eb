"""Actors of a report: forces, bodies, public figures and kinds of people, by the narrowest name the text bears."""

from __future__ import annotations

from tawatur.lexicon.actors import ActorIndex, Form, actor_index
from tawatur.mentions.actor_context import country_scores, is_about
from tawatur.mentions.actor_memory import Memory, Seen
from tawatur.mentions.actor_relations import allied_hits, loyal_hits, merged, remember_pairs, together
from tawatur.mentions.actor_resolve import Place, Reading, resolve_anaphor, resolve_name
from tawatur.mentions.actor_words import Hit, Words, readings, scan, words_of
from tawatur.model import ActorRef, Mention, Span, content_id
from tawatur.passages.document import Document


def _named_in_full(hits: list[list[Hit]]) -> frozenset[str]:
    """Ids of the actors that some hit of the report names without needing context."""
    return frozenset(f.id for each in hits for hit in each for f in hit.forms if not f.weak and not f.anaphor)


def _titled(words: Words, hit: Hit, index: ActorIndex) -> bool:
    before = hit.start - 1
    if before < 0 or words.cut[hit.start]:
        return False
    return any(
        (stem[2:] if stem.startswith("ال") else stem) in index.titles for _, stem in readings(words.keys[before])
    )


def _in_place_name(words: Words, hit: Hit, index: ActorIndex) -> bool:
    """Whether the name is part of a place's or an outlet's ("مدينة الثورة", "صحيفة الجيش")."""
    before = hit.start - 1
    if before < 0 or words.cut[hit.start] or hit.clitics or hit.head:
        return False
    return any(stem in index.places for _, stem in readings(words.keys[before]))


def _as_scene(words: Words, hit: Hit, index: ActorIndex) -> bool:
    """Whether a country stands as the scene ("في تركيا", "بتركيا") or as a newspaper, not as one who acts."""
    ids = {form.id for form in hit.forms}
    if hit.head or len(ids) != 1 or next(iter(ids)) not in index.actors:
        return False
    if index.actors[next(iter(ids))].kind != "state":
        return False
    if "ب" in hit.clitics or (words.quoted[hit.start] and hit.end == hit.start + 1):
        return True  # in quotation marks a capital is a newspaper
    before = hit.start - 1
    if before < 0 or words.cut[hit.start]:
        return False
    return words.keys[before] in index.within or ("و" in hit.clitics and _listed(words, before, index))


def _listed(words: Words, at: int, index: ActorIndex) -> bool:
    """Whether the word is a country or town of a list that names a scene ("من لبنان والأردن", "في العراق وتركيا")."""
    while at > 0 and any(stem in index.cues for _, stem in readings(words.keys[at])):
        before = words.keys[at - 1]
        if before in index.within or before in index.part_of:
            return True
        if not words.keys[at].startswith("و"):
            return words.keys[at].startswith("ب")
        at -= 1
    return False


def _hindered(words: Words, hit: Hit, form: Form, index: ActorIndex) -> bool:
    """Whether a neighbour makes the name another word ("القاعدة الجوية")."""
    if form.anaphor and any(c in index.anaphors[form.id].without for c in hit.clitics):
        return True
    unless = index.unless.get(form.id)
    if not unless:
        return False
    if hit.end - hit.start == 1:
        near = [words.keys[i] for i in (hit.start - 1, hit.end) if 0 <= i < len(words.keys)]
    else:  # a longer name is only changed by an adjective after it ("حزب العمال البريطاني")
        near = [key for key in words.keys[hit.end : hit.end + 1] if key.startswith("ال")]
    stems = [stem for key in near for _, stem in readings(key)]
    return any(stem in unless or (stem.startswith("ال") and stem[2:] in unless) for stem in stems)


def _kept(words: Words, hits: list[Hit], full: frozenset[str], index: ActorIndex) -> list[Hit]:
    """Hits that name somebody here: weak names need a fuller one or a title; places, outlets and scenes go."""
    out = []
    for at, hit in enumerate(hits):
        titled = any(form.weak for form in hit.forms) and (_titled(words, hit, index) or _beside(hits, at))
        forms = tuple(
            f for f in hit.forms if (not f.weak or f.id in full or titled) and not _hindered(words, hit, f, index)
        )
        if forms and not _in_place_name(words, hit, index) and not _as_scene(words, hit, index):
            out.append(hit if len(forms) == len(hit.forms) else hit._replace(forms=forms))
    return out


def _beside(hits: list[Hit], at: int) -> bool:
    """Whether another actor is joined to the name by "و" ("الحوثيين وصالح", "صالح والحوثيين")."""
    hit = hits[at]
    if at and hits[at - 1].end == hit.start and "و" in hit.clitics:
        return True
    return at + 1 < len(hits) and hits[at + 1].start == hit.end and "و" in hits[at + 1].clitics


def _local(hits: list[Hit], scores: dict[str, float], full: frozenset[str], index: ActorIndex) -> list[Hit]:
    """Hits without the local names of countries that the sentence is not about."""
    out = []
    for hit in hits:
        forms = tuple(
            f
            for f in hit.forms
            if not (f.local or (f.weak and f.id not in full and _at_war(f.id, index)))
            or is_about(scores, index.actors[f.id].countries)
        )
        if forms:
            out.append(hit if len(forms) == len(hit.forms) else hit._replace(forms=forms))
    return out


def _at_war(actor: str, index: ActorIndex) -> bool:
    """Whether the actor belongs to countries at war: abroad, a short name of his is somebody else's."""
    countries = index.actors[actor].countries
    return bool(countries) and all(c in index.countries and index.countries[c].weight >= 0.9 for c in countries)


def _mention(document: Document, reading: Reading, span: Span) -> Mention:
    value = ActorRef(reading.names, reading.ids, reading.person, reading.anaphor, reading.generic)
    name = content_id("mention", document.report.id, "actor", span.start, span.end, *reading.names)
    return Mention(name, document.report.id, span, "actor", value, reading.candidates, reading.because)


def find_actors(document: Document) -> tuple[Mention, ...]:
    """All actor mentions of a report, sorted by span.

    Each mention's value is an `ActorRef` with canonical English names; `because` names the rule, `candidates` the
    readings that lost. The registry is `data/actors/`, the method docs/data/actors.md.
    """
    index = actor_index()
    words = [words_of(sentence, index) for sentence in document.sentences]
    raw = [scan(w, index) for w in words]
    full = _named_in_full(raw)
    kept = [_kept(w, h, full, index) for w, h in zip(words, raw, strict=True)]
    scores = country_scores(words, kept, [s.headline for s in document.sentences], index)
    hits = [_local(h, s, full, index) for h, s in zip(kept, scores, strict=True)]
    memory = Memory()
    names = [
        _names(words[at], each, Place(at, s.span, scores[at], memory), s.headline, index)
        for at, (s, each) in enumerate(zip(document.sentences, hits, strict=True))
    ]
    out: list[Mention] = []
    for at, (sentence, named) in enumerate(zip(document.sentences, names, strict=True)):
        here = Place(at, sentence.span, scores[at], memory)
        found = _resolved(words[at], named, here, sentence.headline, index)
        found = loyal_hits(words[at], merged(words[at], together(found, index), index), here, index)
        found += allied_hits(words[at], found, here, index)
        remember_pairs(words[at], found, memory)
        out += [_mention(document, reading, words[at].span(hit.start, hit.end)) for hit, reading in found]
    return tuple(sorted(out, key=lambda m: (m.span, m.id)))


def _names(
    words: Words, hits: list[Hit], here: Place, headline: bool, index: ActorIndex
) -> list[tuple[Hit, Reading | None]]:
    """Reads the names of a sentence into memory; anaphors are left for when the whole report's names are known."""
    out: list[tuple[Hit, Reading | None]] = []
    for hit in hits:
        if all(form.anaphor for form in hit.forms):
            out.append((hit, None))
            continue
        span = words.span(hit.start, hit.end)
        reading = resolve_name(hit, here._replace(span=span), index)
        out.append((hit, reading))
        ident = reading.ids[0]
        if ident and not reading.generic and not reading.person:
            first = here.memory.opens(here.sentence)
            seen = Seen(here.sentence, span.start, ident, headline, first, _called(words, hit, index))
            here.memory.name(seen, index.actors[ident])
    return out


def _called(words: Words, hit: Hit, index: ActorIndex) -> frozenset[str]:
    """What the first two words of a mention and the one after it call the actor ("ميليشيا قسد", "داعش الإرهابي")."""
    after = (hit.end,) if words.joined(hit.start, hit.end + 1) else ()
    found = [
        index.noun_calls[stem]
        for at in (*range(hit.start, min(hit.end, hit.start + 2)), *after)
        for _, stem in readings(words.keys[at])
        if stem in index.noun_calls
    ]
    return frozenset(found)


def _resolved(
    words: Words, named: list[tuple[Hit, Reading | None]], here: Place, headline: bool, index: ActorIndex
) -> list[tuple[Hit, Reading]]:
    """The readings of a sentence with its anaphors resolved; what an anaphor stands for stays in mind."""
    out: list[tuple[Hit, Reading]] = []
    for hit, known in named:
        reading = known
        if reading is None:
            span = words.span(hit.start, hit.end)
            reading = resolve_anaphor(index.anaphors[hit.forms[0].id], hit, here._replace(span=span), index)
            if reading is not None and reading.ids[0] in index.actors:
                here.memory.echo(Seen(here.sentence, span.start, reading.ids[0], headline, False))
        if reading is not None:
            out.append((hit, reading))
    return out

"""Which country a sentence is about: "the army" is another one in Damascus than in Sanaa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tawatur.lexicon.actors import ActorIndex
from tawatur.mentions.actor_words import Hit, Words, readings

_SURE = 0.4  # a role is read in a country only if it scores at least this share of the likeliest
# Weights of a cue by where it stands; set by reading, not fitted: the own sentence outweighs all else, a round-up's
# other items keep little.
_OWN, _BEFORE, _LAST, _HEADLINE, _REPORT = 4.0, 2.0, 1.5, 1.5, 3.0


def _cues(words: Words, hits: Sequence[Hit], index: ActorIndex) -> Counter[str]:
    found: Counter[str] = Counter()
    for at, key in enumerate(words.keys):
        if not words.marks[at].cue:
            continue
        after = words.keys[at + 1] if at + 1 < len(words.keys) else ""
        for _, stem in readings(key):
            pair = index.cues.get(f"{stem} {after}") if stem in index.cue_starts else None
            codes = pair or index.cues.get(stem)
            if codes:
                found.update(dict.fromkeys(codes, 1.0 / len(codes)))
                break
    for hit in hits:
        ids = {form.id for form in hit.forms if not (form.anaphor or form.weak or form.local)}
        if len(ids) == 1:
            countries = index.actors[next(iter(ids))].countries
            if len(countries) == 1:
                found[countries[0]] += 1
    return found


def country_scores(
    words: Sequence[Words], hits: Sequence[Sequence[Hit]], headlines: Sequence[bool], index: ActorIndex
) -> tuple[dict[str, float], ...]:
    """For each sentence the countries it may be about with their scores (higher is likelier; no entry: no cue)."""
    own = [_cues(w, h, index) for w, h in zip(words, hits, strict=True)]
    whole: Counter[str] = Counter()
    for counts in own:
        whole.update(counts)
    total = sum(whole.values()) or 1
    heads: Counter[str] = Counter()
    for counts, headline in zip(own, headlines, strict=True):
        if headline:
            heads.update(counts)
    rows = [
        (code, index.countries[code].weight if code in index.countries else 0.1, _HEADLINE * (heads[code] > 0), of_all)
        for code, count in whole.items()
        for of_all in (_REPORT * count / total,)
    ]
    out = []
    last: Counter[str] = Counter()  # of the nearest sentence before that has any cue
    for at, counts in enumerate(own):
        near = [other.get for other in own[max(0, at - 2) : at]]
        here, past = counts.get, last.get
        scores = {}
        for code, weight, headed, of_all in rows:
            before = sum([get(code, 0) for get in near])
            value = _OWN * here(code, 0) + _BEFORE * before + _LAST * past(code, 0) + headed
            score = weight * (value + of_all)
            if score > 0:
                scores[code] = float(score)
        last = counts or last
        out.append(scores)
    return tuple(out)


def best_country(scores: dict[str, float], having: str, index: ActorIndex) -> tuple[str, float] | None:
    """The likeliest country in which somebody holds the role `having`; ties go to the alphabet."""
    fit = [(-v, c) for c, v in scores.items() if c in index.countries and having in index.countries[c].roles]
    if not fit:
        return None
    value, code = min(fit)
    if -value < _SURE * max(scores.values()):
        return None
    return code, -value


def is_about(scores: dict[str, float], countries: tuple[str, ...]) -> bool:
    """Whether a sentence with these scores may be about one of the countries."""
    best = max((scores.get(code, 0.0) for code in countries), default=0.0)
    return best > 0 and best >= _SURE * max(scores.values(), default=0.0)

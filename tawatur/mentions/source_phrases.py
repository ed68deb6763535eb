"""The phrase that names a speaker: outlet, body, office and name, or a source without a name."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.languages import fold
from tawatur.lexicon.actors import ActorIndex, actor_index
from tawatur.lexicon.attribution import Attribution, NounForm, attribution
from tawatur.lexicon.outlets import Outlet, Registry, registry
from tawatur.mentions.source_words import (
    QUOTES_ANY,
    QUOTES_OPEN,
    Words,
    bare,
    longest,
    lookup,
    opens_quote,
    quote_length,
    unclitic,
)

_LIMIT = 34
_NAME_WORDS = 4


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

    # positions -----------------------------------------------------------------------------------------------------

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
        keys, scope = self.words.keys, self.scope
        for at in range(i, min(end, i + _LIMIT)):
            key = keys[at]
            if key in scope["that"] or key in ":.؟!؛" or (at > i and self.is_event(at)):
                return at
            if opens_quote(self.words, at) and quote_length(self.words, at) > 5:
                return at
            if at > i and self.adjunct(at) and key not in ("في", "من", "علي", "مع", "عن", "الي", "لدي"):
                return at
            if at > i and key in scope["relative"] and not self._title_goes_on(at, end):
                return at
            if at > i and key in ("في", "خلال", "عبر", "علي") and self.opens_occasion(at, end):
                return at
            if at > i and key in scope["told"]:
                return at
        return min(end, i + _LIMIT)

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

    # outlets -------------------------------------------------------------------------------------------------------

    def outlet(self, i: int, end: int, told: bool = False) -> Source | None:
        """An outlet of the registry, or one named by a word such as "صحيفة" and a name in quotation marks."""
        words, keys = self.words, self.words.keys
        while i < end and keys[i] in QUOTES_ANY:
            i += 1
        kind_word = False
        name_at = i
        while name_at < end and bare(_plain(keys[name_at])) in self.scope["outlet_words"]:
            kind_word, name_at = True, name_at + 1
        for start in (i, name_at):
            found = self._registered(start, end, told or (kind_word and start == name_at))
            if found:
                outlet, stop = found
                heads = tuple({bare(_plain(k)) for k in keys[i:name_at]} | set(_outlet_heads(outlet)))
                return Source(i, self._close(stop, end), outlet.name, "", False, outlet.id, "", heads, (), "outlet")
        if kind_word and name_at < end and keys[name_at] in QUOTES_OPEN and 0 < quote_length(words, name_at) <= 4:
            stop = next(a for a in range(name_at + 1, end + 1) if a == end or keys[a] in QUOTES_ANY)
            name = words.text(name_at, stop)
            heads = tuple(bare(_plain(k)) for k in keys[i:name_at])
            return Source(i, self._close(stop, end), name, "", False, "", "", heads, (), "outlet/quoted")
        return self._by_kind(i, name_at, end) if kind_word else None

    def _by_kind(self, i: int, name_at: int, end: int) -> Source | None:
        """ "وكالة أنباء دوجان": an outlet that no list knows, named after the words for its kind."""
        keys, stop = self.words.keys, name_at
        while stop < end and stop - name_at < 2 and self.words.is_word(stop) and not keys[stop].startswith("ال"):
            key = keys[stop]
            known = key in self.lexicon.adjectives or key in self.lexicon.nationalities or key in self.lexicon.openers
            if (
                known
                or self.adjunct(stop)
                or key in self.scope["times"]
                or key in self.scope["that"]
                or self.is_event(stop)
            ):
                break
            stop += 1
        first = bare(_plain(keys[i]))
        if stop == name_at or first not in ("وكاله", "قناه", "صحيفه", "جريده", "موقع", "مجله", "اذاعه", "تلفزيون"):
            return None
        heads = (first,)
        return Source(
            i, self._close(stop, end), self.words.text(name_at, stop), "", False, "", "", heads, (), "outlet/quoted"
        )

    def _registered(self, i: int, end: int, free: bool) -> tuple[Outlet, int] | None:
        words, keys = self.words, self.words.keys
        if i >= end:
            return None
        quoted = i > 0 and keys[i - 1] in QUOTES_OPEN
        while i < end and keys[i] in QUOTES_ANY:
            quoted, i = True, i + 1
        if not words.is_word(i):
            return None
        for _, first in unclitic(keys[i]):
            joined: list[str] = [first]
            best = None
            at = i + 1
            while True:
                hit = self.registry.names.get(tuple(joined))
                if hit and (not hit[1] or free or quoted):
                    best = (hit[0], at)
                while at < end and keys[at] in QUOTES_ANY:
                    at += 1
                if at >= end or not words.is_word(at) or len(joined) >= self.registry.longest:
                    break
                joined.append(keys[at])
                at += 1
            if best:
                return best
        return None

    def _close(self, at: int, end: int) -> int:
        """Past closing marks and adjectives that follow a name ("رويترز الإخبارية", "«سانا» الرسمية")."""
        keys = self.words.keys
        while at < end and (
            (keys[at] in QUOTES_ANY
            and keys[at] not in "«“(")
            or (keys[at] in self.lexicon.nationalities
            and keys[at].startswith("ال"))
            or (keys[at] in self.lexicon.adjectives
            and keys[at].startswith("ال"))
        ):
            at += 1
        return at

    def _the_outlet(self, i: int, end: int) -> Source | None:
        """ "الصحيفة", "القناة التركية": an outlet named before."""
        key = _plain(self.words.keys[i])
        if not key.startswith("ال") or bare(key) not in self.scope["outlet_words"] or (key,) in self.registry.shorts:
            return None
        _, stop = self._adjectives(i + 1, end)
        return Source(i, stop, self.words.text(i, i + 1), "", False, "", bare(key), (bare(key),), (), "outlet/again")

    # sources without a name ----------------------------------------------------------------------------------------

    def noun(self, i: int, end: int) -> Source | None:
        """A source without a name, a collective, an unnamed official, a statement, the press."""
        hit = longest(self.words, i, self.lexicon.noun_forms, 4, "وفبل")
        if not hit:
            return None
        form = self.lexicon.noun_forms[hit[0]]
        noun = self.lexicon.nouns[form.noun]
        head = noun.forms[0]
        if noun.kind == "press":
            owner = self.body(hit[1], end)
            if owner and not owner[2]:
                who = f"{owner[0]} {form.en}"
                return Source(i, owner[1], who, owner[0], False, "", "", (bare_head(head),), (), "press")
        if noun.kind == "statement":
            return self._statement(i, hit[1], end, form)
        said, at = self._adjectives(hit[1], end)
        body, stop = self._belongs(at, end)
        who = " ".join([*said, form.en])
        definite = form.definite and not body and noun.kind in ("anonymous", "official", "group", "report")
        mine = self._nation_government(hit[1], at) if noun.kind == "official" else ""
        return Source(
            i, stop, who, body or mine, True, "", bare_head(head) if definite else "", (bare_head(head),), (), noun.kind
        )

    def _adjectives(self, at: int, end: int) -> tuple[list[str], int]:
        """English of the adjectives that follow a noun, and the position after them; "وطبية" after "أمنية" too."""
        said: list[str] = []
        keys = self.words.keys
        while at < end and at < len(keys):
            key = keys[at]
            nation = lookup(self.lexicon.nationalities, key, "و")
            adjective = lookup(self.lexicon.adjectives, key, "و")
            if nation:
                said.insert(0, nation.en)
            elif adjective:
                said.append(f"and {adjective}" if key.startswith("و") and said else adjective)
            elif (
                lookup(self.lexicon.noun_forms, key, "و") and key.startswith("و") and key not in self.lexicon.noun_forms
            ):
                pass  # "ومسؤولون": a second group beside the first; both are one link
            elif not (keys[at] in "،" and at + 1 < end and lookup(self.lexicon.adjectives, keys[at + 1], "و")):
                break
            at += 1
        return said, at

    def _belongs(self, at: int, end: int) -> tuple[str, int]:
        """The body after "في", "من", "باسم", "ب", "مقربة من": its name and the position after it."""
        keys = self.words.keys
        start = at
        if at < end and keys[at] in ("في", "من", "لدي", "باسم", "داخل", "ضمن", "عن", "علي", "بين") and at + 1 < end:
            if self.opens_occasion(at, end):
                return "", start
            at += 1
        elif not (at < end and keys[at][:1] in "لب" and len(keys[at]) > 3 and not self.is_event(at)):
            return "", start
        if at < end and (keys[at] in ("قبل", "بعد", "خلال") or (keys[at][:1] == "ل" and self.outlet(at, end, True))):
            return "", start
        body = self.body(at, end, "بل")
        if body:
            return body[0], body[1]
        while at < end and self.words.is_word(at) and keys[at].startswith("ال"):
            at += 1
        return "", max(at, start)

    def _nation_government(self, start: int, end: int) -> str:
        for at in range(start, end):
            nation = lookup(self.lexicon.nationalities, self.words.keys[at], "و")
            if nation:
                return nation.government
        return ""

    def _statement(self, i: int, at: int, end: int, form: NounForm) -> Source:
        """ "بيان للجيش", "بيان صادر عن القيادة": the issuer speaks; "البيان" alone stands for one named before."""
        _, at = self._adjectives(at, end)
        keys = self.words.keys
        head = bare_head(self.lexicon.nouns[form.noun].forms[0])
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
        inner = self.read(at, end) if at < end and (not form.definite or at > issued) else None
        if (
            inner
            and inner.start == at
            and (keys[at][:1] in "ل" or keys[at - 1] in ("عن", "من", "باسم") or inner.rule != "name")
        ):
            return inner._replace(start=i, heads=(*inner.heads, head))
        return Source(i, at, f"{form.en}", "", True, "", head, (head,), (), "statement")

    # bodies --------------------------------------------------------------------------------------------------------

    def body(self, i: int, end: int, clitics: str = "") -> tuple[str, int, bool] | None:
        """A body from the actor registry, by composition, or as it stands: name, end, whether it is a person."""
        known = self._known(i, end, clitics)
        composed = self._composed(i, end, clitics)
        if composed and (not known or composed[1] > known[1]):
            return (*composed, False)
        if known:
            return known
        opener = longest(self.words, i, self.lexicon.openers, 2, clitics)
        if not opener:
            return None
        stop = self._body_end(opener[1], end)
        first = next((r for lead, r in unclitic(self.words.keys[i]) if r in self.lexicon.openers), None)
        text = self.words.text(i, stop)
        if first and first != self.words.keys[i]:
            text = _cut_clitic(text)
        return text, stop, False

    def _known(self, i: int, end: int, clitics: str) -> tuple[str, int, bool] | None:
        hit = longest(self.words, i, self.actors.phrases, 7, clitics)
        if not hit or hit[1] > end:
            return None
        forms = [f for f in self.actors.phrases[hit[0]] if not f.anaphor and f.id in self.actors.actors]
        firm = [f for f in forms if not f.weak]
        if len({f.id for f in firm}) > 1:
            text = self.words.text(i, hit[1])
            return text if hit[0].startswith(self.words.keys[i]) else _cut_clitic(text), hit[1], False
        forms = firm or forms
        for form in forms:
            actor = self.actors.actors[form.id]
            if actor.kind == "generic":
                continue
            if form.weak and (actor.kind != "figure" or not self._ends(hit[1], end)):
                continue
            return actor.name, hit[1], actor.kind == "figure"
        return None

    def _ends(self, at: int, end: int) -> bool:
        """Whether a description ends at `at`: a surname alone then stands for a public figure."""
        if at >= end or at >= len(self.words.keys):
            return True
        key = self.words.keys[at]
        return not self.words.is_word(at) or self.adjunct(at) or key in self.scope["times"] or key in self.scope["that"]

    def _composed(self, i: int, end: int, clitics: str) -> tuple[str, int] | None:
        hit = longest(self.words, i, self.lexicon.heads, 5, clitics)
        if not hit or hit[1] > end:
            return None
        nation, at = None, hit[1]
        while at < min(end, hit[1] + 4) and not nation:
            nation = self.lexicon.nationalities.get(self.words.keys[at])
            if not nation and not self.words.keys[at].startswith("ال"):
                break
            at += 1
        name = self.lexicon.heads[hit[0]].replace("{adj}", nation.en if nation else "").strip()
        return " ".join(name.split()), at if nation else hit[1]

    def _body_end(self, at: int, end: int) -> int:
        keys = self.words.keys
        start = at
        while at < end and at - start < 8 and self.words.is_word(at):
            key = keys[at]
            if key in self.scope["times"] or key in self.scope["relative"] or key in ("ل", "ب"):
                break
            if at > start and keys[at - 1] in self.lexicon.nationalities and not key.startswith(("لل", "ل")):
                break
            linked = key in self.lexicon.openers or key in ("حقوق", "من", "اجل", "الي", "محافظه", "مدينه", "العام")
            if not (
                key.startswith(("ال", "وال", "لل", "بال")) or linked or key in self.lexicon.nationalities or at == start
            ):
                break
            if key in self.lexicon.ranks or key in self.lexicon.honorifics or self.is_event(at):
                break
            if key[:1] in "بل" and bare(_plain(key)) in self.scope["place_words"]:
                break
            at += 1
        return at

    # persons and offices -------------------------------------------------------------------------------------------

    def person(self, i: int, end: int) -> Source | None:
        """Office, body and name in any order: "المتحدث باسم الجيش العميد فلان", "فلان، عضو مجلس المحافظة"."""
        title = longest(self.words, i, self.lexicon.titles, 5, "وفبل")
        rank = longest(self.words, i, self.lexicon.ranks, 3, "وفبل")
        honorific = longest(self.words, i, self.lexicon.honorifics, 2, "وفبل")
        known = self._known(i, end, "وفبل")
        given = self._given(i)
        if not (title or rank or honorific or given or (known and known[2])):
            return None
        return self._office(i, end, title)

    def _given(self, i: int) -> bool:
        if not self.words.is_word(i):
            return False
        return any(
            rest in self.lexicon.given for lead, rest in unclitic(self.words.keys[i]) if lead in ("", "و", "ل", "ب")
        )

    def _office(self, i: int, end: int, title: tuple[str, int] | None) -> Source:
        keys = self.words.keys
        at, body, name, name_span = i, "", "", (i, i)
        heads: list[str] = []
        english = self.lexicon.titles[title[0]] if title else ""
        while at < end:
            hit = longest(self.words, at, self.lexicon.titles, 5, "وفبل")
            if hit and hit[1] <= end and not name:
                heads.append(bare(hit[0].split()[0]))
                at = hit[1]
                continue
            if (
                (keys[at][:1] in "بل"
                and keys[at][1:] in self.scope["place_words"])
                or keys[at] in self.scope["place_words"]
            ):
                at += 2
                continue
            if keys[at] == "في" and not body:
                heads_body = self.body(at + 1, end)
                if not heads_body:
                    at += 2
                    continue
            mark = longest(self.words, at, self.lexicon.ranks, 3) or longest(self.words, at, self.lexicon.honorifics, 2)
            if mark and mark[1] < end and not name:
                heads.append(bare(mark[0].split()[0]))
                described = keys[mark[1]] in self.lexicon.adjectives or keys[mark[1]] in self.lexicon.nationalities
                named = mark[1] if described else self._name_end(mark[1], end)
                if named > mark[1]:
                    name, name_span, at = self.words.text(mark[1], named), (mark[1], named), named
                    continue
                at = mark[1]
                continue
            found = self.body(at, end, "لب")
            if found and found[1] <= end:
                if found[2] and not name:
                    name, name_span = found[0], (at, found[1])
                elif not body and not found[2]:
                    body = found[0]
                at = found[1]
                continue
            if not name and heads and at > i and keys[at - 1] == "،" and self._set_off(at, end) > at:
                stop = self._set_off(at, end)
                name, name_span, at = self.words.text(at, stop), (at, stop), stop
                continue
            if not name and self._name_starts(at, i):
                named = self._name_end(at, end)
                if named > at:
                    name, name_span, at = self.words.text(at, named), (at, named), named
                    continue
            if keys[at] == "،" and (name or body) and not self._apposition(at + 1, end):
                break
            at += 1
        if name and name_span[0] == i and len(_plain(keys[i])) < len(keys[i]):
            name = _cut_clitic(name) if lookup(dict.fromkeys(self.lexicon.given, 1), keys[i]) is None else name
        return self._named(i, at, (english, body, name), heads, name_span)

    def _named(self, i: int, at: int, read: tuple[str, str, str], heads: list[str], span: tuple[int, int]) -> Source:
        english, body, name = read
        keys = self.words.keys
        if name:
            words = tuple(k for k in keys[span[0] : span[1]] if k not in QUOTES_ANY)
            body = body or (self._nation_government(i, at) if heads else "")
            return Source(i, at, name, body, False, "", "", tuple(heads), words, "person")
        definite = any(k.startswith("ال") for k in keys[i : i + 1])
        if body:
            open_title = not definite and english in ("member", "spokesman", "leading member", "official", "commander")
            return Source(
                i, at, f"{english or 'official'} of {body}", body, open_title, "", "", tuple(heads), (), "office"
            )
        if definite and at - i <= 2:
            return Source(i, at, english or "official", "", True, "", bare(_plain(keys[i])), tuple(heads), (), "office")
        nation = self._nation_government(i, at)
        return Source(
            i,
            at,
            english or self.words.text(i, at),
            nation,
            not (nation or definite),
            "",
            "",
            tuple(heads),
            (),
            "office",
        )

    def _name_starts(self, at: int, i: int) -> bool:
        """Whether a personal name may start here: a given name, or an indefinite word after a definite one."""
        keys = self.words.keys
        if not self.words.is_word(at) or self.is_event(at):
            return False
        if self._given(at):
            return True
        before = at - 1
        while before > i and keys[before] in QUOTES_ANY:
            before -= 1
        closed = before >= i and keys[before].startswith("ال")
        key = keys[at]
        plain = not key.startswith(("ال", "لل", "بال", "وال")) and not self.adjunct(at)
        known = key in self.lexicon.adjectives or key in self.lexicon.nationalities or key in self.lexicon.openers
        return closed and plain and not known and len(key) > 2 and key not in self.scope["times"]

    def _name_end(self, at: int, end: int) -> int:
        keys = self.words.keys
        start, count = at, 0
        while at < end and count < _NAME_WORDS + (keys[start] in self.lexicon.name_parts):
            key = keys[at]
            if key in QUOTES_ANY:
                if count and key in "«“(":
                    break
                at += 1
                continue
            stops = self.adjunct(at) or key in self.scope["times"] or key in self.lexicon.openers
            stops = stops or key in self.scope["relative"]
            if not self.words.is_word(at) or stops or self.is_event(at) or key in self.lexicon.titles:
                break
            if count and (key in self.lexicon.nationalities and key.startswith("ال") and count > 1):
                break
            if count and (key in self.lexicon.forms or key in self.lexicon.ranks):
                break
            quoted = start > 0 and keys[start - 1] in QUOTES_OPEN
            if count and not quoted and key[:1] == "ل" and at + 1 < len(keys) and keys[at + 1] in '«“"':
                break
            at, count = at + 1, count + 1
        return at

    def _apposition(self, at: int, end: int) -> bool:
        at = self.skip(at, end)
        if at >= end:
            return False
        titled = longest(self.words, at, self.lexicon.titles, 5) or longest(self.words, at, self.lexicon.ranks, 2)
        noun = longest(self.words, at, self.lexicon.noun_forms, 2)
        counted = self.words.keys[at] in self.scope["quantifiers"]
        return bool(titled or noun or counted or self._given(at) or self._set_off(at, end) > at)

    def _set_off(self, at: int, end: int) -> int:
        """The end of a name of two to four words between commas ("المسؤول الإعلامي للحزب، فلان الفلاني، أن")."""
        stop = at
        while stop < end and self.words.is_word(stop):
            stop += 1
        closed = stop >= end or self.words.keys[stop] in "،,"
        return stop if closed and 2 <= stop - at <= _NAME_WORDS and self._name_end(at, stop) == stop else at

    def unknown_name(self, i: int, end: int) -> Source | None:
        """One to four words that no rule knows, between a verb of saying and what is said: somebody's name."""
        stop = min(self.stop(i, end), end)
        at, count = i, 0
        while at < stop and (self.words.is_word(at) or self.words.keys[at] in QUOTES_ANY):
            key = self.words.keys[at]
            if at > i and (self.adjunct(at) or key in self.scope["times"] or (key[:1] == "ل" and len(key) > 4)):
                break
            count += self.words.is_word(at)
            at += 1
        if not 1 <= count <= _NAME_WORDS or (at < stop and count > 3):
            return None
        words = tuple(k for k in self.words.keys[i:at] if k not in QUOTES_ANY)
        name = self.words.text(i, at)
        if self._name_end(i, at) < at or words[0] in self.lexicon.adjectives:
            return None
        return Source(i, at, name, "", False, "", "", (), words, "name")

    # everything ----------------------------------------------------------------------------------------------------

    def read(self, i: int, end: int, told: bool = False) -> Source | None:
        """The speaker that the phrase at `i` names, reading no further than `end`; `None` if it names none."""
        i = self.skip(i, end)
        if i < end and lookup(dict.fromkeys(self.scope["quantifiers"], 1), self.words.keys[i], "و"):
            i = self.skip(i + 1 + (i + 1 < end and self.words.keys[i + 1] == "من"), end)
        stop = self.stop(i, end)
        if i >= stop:
            return None
        outlet = self.outlet(i, stop, told) or self._the_outlet(i, stop)
        if outlet:
            return outlet
        office = self.person(i, stop)
        noun = self.noun(i, stop)
        if office and (not noun or office.rule == "person" or noun.anaphor or office.organisation):
            return office
        if noun:
            return noun
        return self._short(i, stop) or self._plain_body(i, stop)

    def _short(self, i: int, end: int) -> Source | None:
        """ "المرصد" and the like: a body of the registry by its short name."""
        for _, key in unclitic(self.words.keys[i]):
            outlets = self.registry.shorts.get((key,))
            if outlets and len(outlets) == 1:
                outlet = outlets[0]
                return Source(i, i + 1, outlet.name, "", False, outlet.id, bare(key), (bare(key),), (), "short")
        two = longest(self.words, i, {" ".join(k) for k in self.registry.shorts if len(k) > 1}, 2, "ولب")
        if two:
            outlet = self.registry.shorts[tuple(two[0].split())][0]
            return Source(i, two[1], outlet.name, "", False, outlet.id, "", (bare(two[0].split()[0]),), (), "short")
        return None

    def _plain_body(self, i: int, end: int) -> Source | None:
        capital = longest(self.words, i, self.lexicon.capitals, 3, "وفلب")
        if capital and capital[1] <= end:
            name = self.lexicon.capitals[capital[0]]
            return Source(i, capital[1], name, name, False, "", "", (), (), "capital")
        body = self.body(i, end, "وفلب")
        if not body or body[1] > end:
            return None
        head = bare(_plain(self.words.keys[i]))
        single = body[1] == i + 1 and self.words.keys[i].find("ال") in (0, 1)
        anaphor = head if single and not self._known(i, end, "وفلب") else ""
        return Source(i, body[1], body[0], "" if body[2] else body[0], False, "", anaphor, (head,), (), "body")


def _plain(key: str) -> str:
    """A word without conjunction and preposition, its article kept ("وللجيش" -> "الجيش")."""
    for lead, rest in reversed(unclitic(key)):
        if lead and rest.startswith("ال") and len(rest) > 4:
            return rest
    return key


def bare_head(form: str) -> str:
    """The word under which a noun is remembered: its first form, folded."""
    return fold(form)


def _cut_clitic(text: str) -> str:
    first, _, rest = text.partition(" ")
    if first.startswith(("لل", "ولل")):
        first = "ال" + first.split("لل", 1)[1]
    elif first[:1] in "ولبف":
        first = first[1:]
    return f"{first} {rest}".strip()


def _outlet_heads(outlet: Outlet) -> tuple[str, ...]:
    named = tuple(bare(name.split()[0]) for name in map(fold, (*outlet.ar[:1], *outlet.short)) if name)
    return (
        named
        + {"agency": ("وكاله",), "outlet": ("صحيفه", "قناه", "موقع", "شبكه"), "documentation": ("منظمه",)}[outlet.kind]
    )

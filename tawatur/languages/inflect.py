"""Arabic inflection and derivation: from a verb's past and form number, or a noun's singular and plural, every written
form. Unvocalised script only; the ten derived forms, hollow, defective and doubled verbs (Ryding, *A Reference Grammar
of Modern Standard Arabic*, chapters 21 to 33)."""

from __future__ import annotations

from typing import Literal

from tawatur.languages.script import fold
from tawatur.model import Frozen

FormKind = Literal["past", "present", "masdar", "active", "passive", "noun"]
WEAK = "اىيو"


class Form(Frozen, frozen=True):
    """One written form as a folded key, with what it is: finite past or present, verbal noun, participle, noun."""

    key: str
    kind: FormKind


class VerbSpec(Frozen, frozen=True):
    """A verb as the data writes it: past (third person masculine singular), form (`I` to `X`, `Q`, `Q2`, `P` for a
    past that is passive already), its verbal noun and present where they do not follow from these."""

    past: str
    form: str
    masdar: str = ""
    present: str = ""
    finite_only: bool = False


def parse_verb(text: str) -> VerbSpec:
    """Reads `قاد I قيادة يقود`; a leading `v:` asks for the finite forms only. Raises `ValueError` with the text."""
    finite = text.startswith("v:")
    parts = text.removeprefix("v:").split()
    if len(parts) < 2 or parts[1] not in {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "Q", "Q2", "P"}:
        raise ValueError(f"not a verb: {text!r}; write the past and its form, such as 'قصف I قصف'")
    if parts[1] == "I" and len(parts) < 3:
        raise ValueError(f"form I needs its verbal noun: {text!r}")
    masdar, present = (*parts[2:4], "", "")[:2]
    return VerbSpec(parts[0], parts[1], masdar, present, finite)


def _hollow(past: str) -> bool:
    return len(past) >= 3 and past[-2] == "ا" and past[-1] not in WEAK


def _present(spec: VerbSpec) -> str:  # noqa: PLR0911 (one return for each family of forms reads best)
    """The present, third person masculine singular."""
    past, form = spec.past, spec.form
    if spec.present:
        return spec.present
    defective = past[-1] in "ىا" and form != "P"
    if form == "P":
        return ""
    if form in {"I", "II", "III", "Q"}:
        stem = past[:-2] + ("ي" if form != "I" else "و") + past[-1] if _hollow(past) and form == "I" else past
        if past[0] == "أ":
            stem = "أ" + past[1:]
        return "ي" + (stem[:-1] + "ي" if defective else stem)
    if form in {"V", "VI", "Q2"}:
        return "ي" + past
    body = past[1:]  # forms IV, VII, VIII, IX and X begin with an alef that the prefix replaces
    if defective:
        return "ي" + body[:-1] + "ي"
    if _hollow(past) and form in {"IV", "X"}:
        return "ي" + body[:-2] + "ي" + body[-1]
    return "ي" + body


def _masdar(spec: VerbSpec) -> tuple[str, ...]:  # noqa: PLR0911 (one return for each family of forms)
    """The verbal noun, or nouns."""
    past, form = spec.past, spec.form
    if spec.masdar:
        return (spec.masdar,)
    defective = past[-1] in "ىا"
    root = past[:-1] if defective else past
    if form == "II":
        return (f"ت{root}ية",) if defective else (f"ت{root[:-1]}ي{root[-1]}",)
    if form == "III":
        return (f"م{root}اة",) if defective else (f"م{past}ة",)
    if form in {"V", "VI", "Q2"}:
        return (root + "ي", root) if defective else (past,)
    if form == "Q":
        return (past + "ة",)
    if form == "IV":
        if defective:
            return (f"إ{root[1:]}اء",)
        return (f"إ{past[1:]}ة",) if _hollow(past) else (f"إ{past[1:-1]}ا{past[-1]}",)
    if form == "X" and _hollow(past):
        return (past + "ة",)
    if form in {"VII", "VIII", "IX", "X"}:
        if defective:  # استولى gives استيلاء: a waw after the kasra becomes a ya
            return (root[:3] + root[3:].replace("و", "ي", 1) + "اء",) if form == "X" else (root + "اء",)
        if _hollow(past):
            return (past[:-2] + "يا" + past[-1],)
        doubled = form == "VIII" and len(past) == 4  # احتل gives احتلال
        return (past + "ا" + past[-1],) if doubled else (past[:-1] + "ا" + past[-1],)
    return ()


def _participles(spec: VerbSpec, present: str) -> tuple[tuple[str, FormKind], ...]:
    """Active and passive participle, masculine singular; equal in script for most derived forms."""
    past, form = spec.past, spec.form
    if form == "P" or not present:
        return ()
    if form == "I":
        if len(past) != 3 or past[1] == "ا" or past[2] in WEAK:
            return ()
        return ((past[0] + "ا" + past[1:], "active"), ("م" + past[:2] + "و" + past[2], "passive"))
    stem = present[1:]
    if stem[-1:] == "ي":
        return (("م" + stem, "active"), ("م" + stem[:-1] + "ى", "passive"))
    if _hollow(past) and form in {"IV", "X"}:
        return (("م" + stem, "active"), ("م" + stem[:-2] + "ا" + stem[-1], "passive"))
    return (("م" + stem, "active"),)


def _past_forms(past: str) -> set[str]:
    if past[-1] in "ىا":
        root = past[:-1]
        return {past, root + "ت", root + "وا", root + "يا", root + "تا", root + "ين", root + "ينا", root + "يت"}
    if past[-1] == "ي":  # لقي
        return {past, past + "ت", past[:-1] + "وا", past + "ا", past + "نا", past + "ن"}
    short = past[:-2] + past[-1] if _hollow(past) else past
    return {past, past + "ت", past + "وا", past + "ا", past + "تا", short + "نا", short + "ن", short + "تم"}


def _present_forms(present: str) -> set[str]:
    body = present[1:]
    stems = {p + body for p in "يتنأ"}
    out = set(stems)
    plural = body[:-1] if body[-1] in "يىو" else body
    for p in "يت":
        out |= {p + plural + "ون", p + plural + "وا", p + body + "ان", p + body + "ا", p + body + "ن"}
    if body[-1] in "يىو":  # the jussive drops the weak letter: لم يستول
        out |= {p + body[:-1] for p in "يت"}
    elif len(body) >= 3 and body[-2] in "اوي" and body[-1] not in WEAK:  # لم يقد
        out |= {p + body[:-2] + body[-1] for p in "يت"} if len(body) > 3 or body[-2] == "و" else set()
    return out


def _passive_forms(spec: VerbSpec) -> tuple[set[str], set[str]]:
    """Finite passives whose letters differ from the active: those of hollow and long-vowelled forms."""
    past, form = spec.past, spec.form
    if form == "IV" and _hollow(past):
        return _past_forms(past[:-2] + "ي" + past[-1]), _present_forms("ي" + past[1:])
    if form == "X" and _hollow(past):
        return _past_forms(past[:-2] + "ي" + past[-1]), _present_forms("ي" + past[1:])
    if form == "III":
        return _past_forms(past[0] + "و" + past[2:]), set()
    if form == "VI":
        return _past_forms(past[:2] + "و" + past[3:]), set()
    if form == "I" and past[-1] in "اى":
        return _past_forms(past[:-1] + "ي"), set()
    return set(), set()


def noun_forms(singular: str, plural: str = "") -> frozenset[str]:
    """Written forms of a noun: singular, dual, sound plurals, the given plural; without article or pronoun."""
    head, _, rest = singular.partition(" ")
    tail = f" {rest}" if rest else ""
    out = {head, head + "ا"} if not head.endswith(("ة", "ا", "ى", "ء")) else {head}
    base = head[:-1] + "ت" if head.endswith("ة") else head
    if head.endswith("اء"):  # the hamza takes a seat before pronouns: استيلائهم, استيلاؤهم
        out |= {head[:-1] + "ئ", head[:-1] + "ؤ"}
    elif not head.endswith(("ى", "ا")):
        out |= {base + "ان", base + "ين", base + "ا", base + "ي"}
    if head.endswith("ة"):
        out |= {head[:-1] + "ات", base}
    forms = {form + tail for form in out}
    if plural:
        first, _, second = plural.partition(" ")
        forms |= {plural}
        if first.endswith("ين"):
            forms |= {first[:-2] + ending + (f" {second}" if second else "") for ending in ("ون", "ي", "و")}
        elif first.endswith("اء"):
            forms |= {first[:-1] + "ئ", first[:-1] + "ؤ"} if not second else set()
    return frozenset(forms)


def verb_forms(spec: VerbSpec) -> frozenset[Form]:
    """Every written form of a verb as folded keys, with its kind."""
    out: set[Form] = set()
    present = _present(spec)
    passive_past, passive_present = _passive_forms(spec)
    for text in _past_forms(spec.past) | passive_past:
        out.add(Form(fold(text), "past"))
    for text in (_present_forms(present) if present else set()) | passive_present:
        out.add(Form(fold(text), "present"))
    if not spec.finite_only:
        for masdar in _masdar(spec):
            plural = masdar[:-1] + "ات" if masdar.endswith("ة") else masdar + "ات"
            out |= {Form(fold(text), "masdar") for text in noun_forms(masdar, plural)}
        for text, kind in _participles(spec, present):
            plurals = (text + "ين", text + "ون", text + "ي", text + "ة", text + "ات", text + "تين")
            out |= {Form(fold(each), kind) for each in (text, *plurals)}
    return frozenset(form for form in out if len(form.key) >= 2)

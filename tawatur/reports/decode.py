"""From bytes to text: byte order mark, valid UTF-8, declared charset, then detection.

Detectors disagree on short Arabic pages (one took windows-1256 for a Korean code page), so every guess is checked
against the language: the reading with the most definite articles wins, and a declared charset is believed only where
its text looks like text.
"""

from __future__ import annotations

import codecs
import re

import chardet
from resiliparse.parse.encoding import detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_ARTICLE = re.compile("\\bال|\\bلل|\\bوال|\\bبال")
_WORD = re.compile(r"\w+")
_SAMPLE = 64_000
_NAMES = {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6", "cp1252": "windows-1252"}


def declared_charset(head: bytes) -> str:
    """The charset that an HTML or XML head names, or an empty string."""
    found = _CHARSET.search(head[:8192]) or _XML.search(head[:512])
    return found.group(1).decode("ascii", "ignore") if found else ""


def is_binary(head: bytes) -> bool:
    """Whether bytes cannot be text: NUL bytes that no UTF-16 or UTF-32 explains, or many control characters."""
    if any(head.startswith(bom) for bom, _ in _BOMS) or _wide(head):
        return False
    if b"\0" in head:
        return True
    controls = sum(head.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 26, 27))
    return controls * 20 > len(head)


def _wide(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` if the bytes look like UTF-16 without a mark: one half is small (0 or 6)."""
    even, odd = head[0:2000:2], head[1:2000:2]
    if len(odd) < 8:
        return ""
    for half, other, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        high = sum(b in (0, 6, 0x20) for b in half)
        if high > 0.9 * len(half) and len(set(other)) > 4 and (half.count(0) or half.count(6) > 0.5 * len(half)):
            return name
    return ""


def decode(data: bytes, declared: str = "", forced: str = "") -> tuple[str, str]:
    """The text of `data` and the name of its encoding; line ends and a UTF-8 mark stay as they stand.

    Raises `UnicodeDecodeError` or `LookupError` only for a forced encoding that does not fit.
    """
    if forced:
        return data.decode(forced), forced.lower()
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _guess(data, declared)


def _guess(data: bytes, declared: str) -> tuple[str, str]:
    stated = _readings(data, [declared])
    if stated and (stated[0][0] >= 0.05 or stated[0][1].isascii()):
        return stated[0][1], stated[0][2]
    mended = data.decode("utf-8", "replace")
    if 0 < mended.count("\ufffd") <= max(2, len(mended) // 500):
        return mended, f"utf-8 with {mended.count(chr(0xFFFD))} unreadable bytes"
    sample = data[:_SAMPLE]
    names = [detect_encoding(sample) or "", chardet.detect(sample).get("encoding") or "", "windows-1256", "iso-8859-6"]
    readings = stated + _readings(data, names)
    if not readings:
        return data.decode("windows-1256", "replace"), "windows-1256"
    # The most plausible one; of equals the first, so that the order of trust above decides.
    best = max(readings, key=lambda reading: reading[0])
    return best[1], best[2]


def _readings(data: bytes, names: list[str]) -> list[tuple[float, str, str]]:
    """`(plausibility, text, encoding)` of each encoding that fits the bytes, each once, in the order given."""
    found: dict[str, tuple[float, str, str]] = {}
    for name in filter(None, names):
        try:
            codec = codecs.lookup(name).name
            if codec not in found:
                text = data.decode(codec)
                found[codec] = (_plausible(text), text, _NAMES.get(codec, codec))
        except (UnicodeDecodeError, LookupError):
            continue
    return list(found.values())


def _plausible(text: str) -> float:
    """How much the text looks like Arabic: definite articles per word, less words of mixed script. 0 and below: no."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return 0.0
    strange = sum(sample.count(c) for c in "×÷ÙØâàçèéêëîïôùûü\ufffd")
    return (len(_ARTICLE.findall(sample)) - strange) / len(words)

"""Page furniture: the lines of a saved page that are not its report.

Order of evidence: what a line is by itself (a theme phrase, a date, a counter, a byline, a line shared or repeated),
then where it stands: labels before and just behind the headline, blocks of links to other reports up to the next
running text, and what is left behind the last running text.
"""

from __future__ import annotations

import re

from tawatur.model import Because, Span
from tawatur.passages.datelines import is_dateline, is_outlet_line, is_source_line
from tawatur.passages.lines import Line, lines_of
from tawatur.passages.phrases import Phrases, bare_key, phrases
from tawatur.reports.dates import months
from tawatur.reports.lines import is_date, labelled

_LABEL_WORDS, _NOTICE_WORDS, _LINK_WORDS = 3, 12, 20
_SEVERAL = 3
_CREDIT = re.compile(r"(?:\s[-–—]\s*|[^\W\d_][-–—]\s)[^\W\d_]+(?:[ /][^\W\d_]+){0,2}$")  # "... - the agency"
Marks = dict[int, Because]


def furniture(lines: list[Line], shared: frozenset[str]) -> Marks:
    """Line number -> why it is furniture."""
    marks: Marks = {}
    known = phrases()
    _alone(lines, known, marks)
    body = [i for i, line in enumerate(lines) if line.prose and i not in marks]
    if body:
        end = _cut_at_forms(lines, known, body, marks)
        body = [i for i in body if i < end]
    headline = _headline(lines, known, body, marks)
    _repeated(lines, headline, shared, marks)
    _blocks(lines, known, body, headline, marks)
    if body:
        _head(lines, known, body, headline, marks)
        _between(lines, known, body, marks)
        _tail(lines, known, body, marks)
    _notice(lines, shared, marks)
    return marks


def points_elsewhere(text: str, span: Span, last: bool) -> bool:
    """Whether the last sentence of a line is a pointer or a list of tags that the page glued to the text."""
    line = lines_of(span.of(text))
    if len(line) != 1 or line[0].stopped or len(line[0].words) > 30:
        return False
    return phrases().begins(line[0]) or (last and phrases().begins_in_tail(line[0]))


def _mark(marks: Marks, i: int, rule: str, note: str) -> None:
    marks.setdefault(i, Because(f"furniture.{rule}", note))


def _alone(lines: list[Line], known: Phrases, marks: Marks) -> None:
    """What is furniture by itself, wherever it stands."""
    for i, line in enumerate(lines):
        if not line.words:
            _mark(marks, i, "signs", "a line without words")
        elif len(line.words) > 30 or (line.prose and len(line.words) > 20):
            continue
        elif (key := bare_key(line)) in known.ends or key in known.lines:
            _mark(marks, i, "phrase", f"a phrase of page themes: {line.text[:60]}")
        elif key in known.sections and not line.text.endswith(":"):
            _mark(marks, i, "section", "the name of a section of the page")
        elif known.begins(line):
            _mark(marks, i, "pointer", f"it points elsewhere: {line.text[:60]}")
        elif len(line.words) <= 16 and (rule := known.pattern(line)):
            _mark(marks, i, rule.replace(" ", "-"), f"the line is a {rule}")
        elif _dated(line):
            _mark(marks, i, "date", "a date without a sentence")


def _dated(line: Line) -> bool:
    if len(line.words) > 14 or not any(c.isdigit() for c in line.text):
        return False
    found = labelled(line.text)
    if is_date(line.text) or (found is not None and found[0] in ("published", "updated") and is_date(found[1])):
        return True
    return len(line.words) == 2 and line.words[0].isdigit() and line.words[1] in months()


def _cut_at_forms(lines: list[Line], known: Phrases, body: list[int], marks: Marks) -> int:
    """The line of the comment form or footer that ends the page, if most of the running text stands before it."""
    words = sum(len(lines[i].words) for i in body)
    running, before = frozenset(body), 0
    for i, line in enumerate(lines):
        if i in running:
            before += len(line.words)
        elif i > body[0] and before >= 0.6 * words and bare_key(line) in known.ends:
            for j in range(i, len(lines)):
                _mark(marks, j, "footer", f"it stands behind {line.text[:40]!r}")
            return i
    return len(lines)


def _headline(lines: list[Line], known: Phrases, body: list[int], marks: Marks) -> int:
    """The line of the headline: the first of four words or more before the running text; -1 if there is none.

    A line that starts like a picture's caption is passed over if another one may be the headline."""
    open_lines = (i for i in range(body[0] if body else len(lines)) if i not in marks)
    fit = [i for i in open_lines if len(lines[i].words) > _LABEL_WORDS and not _told(lines[i])]
    named = (i for i in fit if not known.begins_caption(lines[i]))
    return next(named, fit[0] if fit else -1)


def _told(line: Line) -> bool:
    return is_dateline(line) or is_source_line(line)


def _repeated(lines: list[Line], headline: int, shared: frozenset[str], marks: Marks) -> None:
    """Lines that stand on the page twice, that carry the headline again, or that other reports have as well."""
    seen: set[str] = set()
    title = lines[headline].key if headline >= 0 else ""
    for i, line in enumerate(lines):
        key = line.key
        if len(line.words) >= _SEVERAL and key in seen and not line.stopped:
            _mark(marks, i, "repeated", "the line stands on the page before")
        elif i > headline >= 0 and len(title) > 24 and title in key and len(key) <= len(title) + 60:
            _mark(marks, i, "headline-again", "it carries the headline again")
        elif key in shared and i != headline and not line.prose and not _told(line):
            _mark(marks, i, "shared", "other reports have the same line")
        seen.add(key)


def _notice(lines: list[Line], shared: frozenset[str], marks: Marks) -> None:
    """A short sentence at the very end that other reports have as well: a notice of the page.

    Where the line before it is shared too, a passage was copied, and that is news of another kind."""
    told = [i for i, line in enumerate(lines) if i not in marks and not _told(line)]
    if len(told) < _SEVERAL or len(lines[told[-1]].words) > _NOTICE_WORDS:
        return
    if lines[told[-1]].key in shared and lines[told[-2]].key not in shared:
        _mark(marks, told[-1], "shared", "other reports end with the same line")


def _blocks(lines: list[Line], known: Phrases, body: list[int], headline: int, marks: Marks) -> None:
    """Lines under a title such as "مقالات ذات صلة", up to the next running text; "اقرأ أيضا" alone opens one line."""
    running, last = frozenset(body), body[-1] if body else -1
    opened, left = "", 0
    for i, line in enumerate(lines):
        pointer = i in marks and marks[i].rule == "furniture.pointer" and len(line.words) <= _LABEL_WORDS
        if i in running:
            opened = ""
        elif (bare_key(line) in known.blocks and i > 0) or pointer:
            opened, left = line.text[:40], 1 if pointer and i < last else len(lines)
            _mark(marks, i, "block", f"it opens a block of links: {opened}")
        elif opened and left and i != headline and not is_source_line(line):
            left -= 1
            _mark(marks, i, "linked", f"it stands under {opened!r}")


def _head(lines: list[Line], known: Phrases, body: list[int], headline: int, marks: Marks) -> None:
    """Labels, bylines and captions before the running text. In a round-up, whose parts go by short lines of their own
    ("تعز", "مأرب"), the line just before the text is the first of them."""
    inner = (i for i in range(body[0], body[-1]) if i not in marks)
    parted = any(len(lines[i].words) <= _LABEL_WORDS and not lines[i].ended for i in inner)
    for i in range(body[0]):
        line = lines[i]
        if is_outlet_line(line):
            _mark(marks, i, "label", "a line that names the outlet, and where or who wrote")
        if i in marks or i == headline or _told(line) or line.ended or line.text.endswith(":"):
            continue
        if parted and i == body[0] - 1 > headline >= 0:
            continue
        if len(line.words) <= (_LABEL_WORDS if headline >= 0 else _LABEL_WORDS - 1):
            _mark(marks, i, "label", "a short line before the running text: section, outlet or author")
        elif _listed(line):
            _mark(marks, i, "tags", "a list of names of sections or tags")
        elif _caption(line, known, i > headline >= 0):
            _mark(marks, i, "caption", "the caption of a picture")


def _listed(line: Line) -> bool:
    """Whether a line is a list of tags: three parts or more between commas, none longer than three words."""
    parts = re.split("[,،|]", line.text)
    return len(parts) >= _SEVERAL and all(1 <= len(part.split()) <= _LABEL_WORDS for part in parts)


def _caption(line: Line, known: Phrases, behind_headline: bool) -> bool:
    if known.begins_caption(line) or any(w in known.caption_words for w in line.words):
        return True
    return behind_headline and len(line.words) >= 5 and _CREDIT.search(line.text) is not None


def _between(lines: list[Line], known: Phrases, body: list[int], marks: Marks) -> None:
    """Single headlines of other reports between paragraphs, told by the signs that headlines use and prose does not."""
    for i in range(body[0] + 1, body[-1]):
        line = lines[i]
        if i not in marks and not line.ended and 4 <= len(line.words) <= _LINK_WORDS and not _told(line):
            inner = line.text.rstrip(". ")
            if "#" not in inner and any(sign in inner for sign in known.link_signs):
                _mark(marks, i, "link", "a headline of another report between paragraphs")


def _tail(lines: list[Line], known: Phrases, body: list[int], marks: Marks) -> None:
    """What is left behind the last running text: tags, labels, lists of headlines.

    One or two headlines alone stay: some pages are saved with their headline at the end."""
    last = body[-1]
    rest = [i for i in range(last + 1, len(lines)) if i not in marks and not is_source_line(lines[i])]
    links: list[int] = []
    for i in rest:
        line = lines[i]
        if known.begins_in_tail(line):
            _mark(marks, i, "tags", "tags behind the running text")
        elif len(line.words) <= _LABEL_WORDS and not is_dateline(line) and not line.text.endswith(":"):
            _mark(marks, i, "label", "a short line behind the running text")
        elif _listed(line):
            _mark(marks, i, "tags", "tags behind the running text")
        elif not line.stopped and len(line.words) <= _LINK_WORDS and not _told(line):
            links.append(i)
    told = [i for i in range(last + 1) if len(lines[i].words) >= 8 and i not in marks]
    stopped = sum(lines[i].stopped for i in told)
    if len(links) >= _SEVERAL and stopped >= 0.6 * len(told):
        for i in links:
            _mark(marks, i, "links", "one of several headlines behind the running text")

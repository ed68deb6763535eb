"""The main text and the metadata of an HTML page.

trafilatura finds the article (fast, without comments, and without its duplicate filter, whose state would make a
report's text depend on those read before it); where it finds nothing, its baseline of paragraphs is taken. The page's
headline is put before the text if the article does not start with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import lxml.html

from tawatur.errors import RefusedInputError
from tawatur.languages import fold
from tawatur.model import Frozen
from tawatur.reports.dates import page_words
from tawatur.reports.lines import stated_in

_ASIDE = re.compile(
    r"related|sidebar|side-bar|comment|footer|aside|widget|most-|popular|latest|trending|recommend|expir|next|prev",
    re.IGNORECASE,
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})(?:\2(\d{1,2}))?(?=[/_.?#-]|$)")
_URL_COMPACT = re.compile(r"/((?:20)\d\d)([01]\d)([0-3]\d)(?=[/_.?#-]|$)")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_BLOCKS = frozenset(
    ["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "blockquote", "section", "table", "ul"]
)
_SENTENCE_END = re.compile(r"[.؟!۔…](?:\s|$|[\"”»])")
_LAYOUT = 200
_SITE = re.compile(r"(?<=\S{2})\s+[|»–—-]\s+[^|»–—-]{2,40}$")  # "headline | name of the site"
Stating = tuple[str, str, str]


class Page(Frozen, frozen=True):
    """A page's main text, and what it states about itself as `(field, value, source)`."""

    text: str
    stated: tuple[Stating, ...]


def read_page(markup: str, source: str) -> Page:
    """The article of a page; raises `RefusedInputError` if it has none."""
    tree = _parse(markup)
    if tree is None:
        raise RefusedInputError(source, "a page with no article", "save the page of one report, not an empty one")
    stated = list(dict.fromkeys(_stated(tree)))
    headline = _headline(tree, stated)
    text = _main_text(tree, markup)
    if not _is_article(text):
        raise RefusedInputError(source, "a page with no article", "save the page of one report, not a list of them")
    if headline and fold(headline) not in fold(text[: len(headline) * 2 + 200]):
        text = f"{headline}\n{text}"
    return Page(text, (*stated, *stated_in(text)))


def fragment_text(markup: str) -> str:
    """The text of a fragment of HTML, one line a block."""
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    for node in tree.iter():
        if node.tag in _BLOCKS and node is not tree:
            node.tail = "\n" + (node.tail or "")
            if node.tag != "br":
                node.text = "\n" + (node.text or "")
    lines = (_SPACES.sub(" ", line).strip() for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _parse(markup: str) -> Any:
    # Bytes and a fixed encoding: lxml refuses text that carries an XML declaration.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None


def _main_text(tree: Any, markup: str) -> str:
    import trafilatura  # noqa: PLC0415 (costs 0.1 s to load, and most runs read no HTML)

    _unfold_layout(tree)
    text = trafilatura.extract(tree, include_comments=False, fast=True) or ""
    if not _is_article(text):
        text = trafilatura.baseline(markup)[1] or ""
    return "\n".join(line.strip() for line in str(text).splitlines() if line.strip())


def _unfold_layout(tree: Any) -> None:
    """Tables that lay out a page (a cell holds an article) become blocks, so that its lines are not read as a row."""
    for table in reversed(list(tree.iter("table"))):  # inner ones first
        cells = [cell for cell in table.iter("td") if len(str(cell.text_content())) >= _LAYOUT]
        if cells and not any(cell.find(".//table") is not None for cell in cells):
            for node in table.iter("table", "tbody", "tr", "td"):
                node.tag = "div"


def _is_article(text: str) -> bool:
    """Whether there is a sentence: a line of eight words that ends like one, or forty words in all."""
    lines = text.splitlines()
    told = any(len(line.split()) >= 8 and _SENTENCE_END.search(line) for line in lines)
    return told or max((len(line.split()) for line in lines), default=0) >= 25


def _headline(tree: Any, stated: list[Stating]) -> str:
    heads = [" ".join(str(h.text_content()).split()) for h in tree.iter("h1")]
    titles = [value for field, value, _ in stated if field == "title"]
    for head in heads:
        if 3 <= len(head.split()) <= 40 and (
            not titles or any(fold(head) in fold(t) or fold(t) in fold(head) for t in titles)
        ):
            return head
    title = _SITE.sub("", titles[0]) if titles else ""
    return title if 3 <= len(title.split()) <= 40 else ""


def _stated(tree: Any) -> Iterator[Stating]:
    found = [*_json_ld(tree), *_metas(tree), *_times(tree)]
    yield from found
    urls = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    yield from (("url", url, "link canonical") for url in urls[:1] if url)
    for url in [*urls[:1], *(value for field, value, _ in found if field == "url")][:1]:
        day = url_date(url)
        if day:
            yield ("published", day, "url")
    title = tree.find(".//title")
    if title is not None and title.text:
        yield ("title", " ".join(title.text.split()), "title element")


def url_date(url: str) -> str:
    """The date in a url's path (`/2017/11/19/`, `/2017/11/`), as `2017-11-19` or `2017-11`; empty if it has none.

    >>> url_date("https://news.example/2017/11/19/title"), url_date("https://news.example/a/1234567")
    ('2017-11-19', '')
    """
    path = url.partition("?")[0]
    found = _URL_DAY.search(path)
    if found and 1 <= int(found[3]) <= 12:
        return f"{found[1]}-{int(found[3]):02}" + (f"-{int(found[4]):02}" if found[4] else "")
    compact = _URL_COMPACT.search(path)
    return "-".join(compact.groups()) if compact else ""


@lru_cache(maxsize=1)
def _meta_fields() -> dict[str, tuple[int, str]]:
    table = page_words()["meta"]
    assert isinstance(table, dict)
    return {name: (i, field) for field, names in table.items() for i, name in enumerate(names)}


def _metas(tree: Any) -> list[Stating]:
    found: list[tuple[int, Stating]] = []
    for node in tree.iter("meta"):
        name = str(node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        value = str(node.get("content") or "").strip()
        if name in _meta_fields() and value:
            order, field = _meta_fields()[name]
            found.append((order, (field, value, f"meta {name}")))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _times(tree: Any) -> Iterator[Stating]:
    """The first `<time>` of the page that stands in no list of other articles, and the first that is an update."""
    seen: set[str] = set()
    for node in tree.iter("time"):
        value = str(node.get("datetime") or "").strip() or " ".join(str(node.text_content()).split())
        marks = " ".join(str(node.get(a) or "") for a in ("class", "itemprop", "id")).lower()
        field = "updated" if re.search("updat|modif", marks) else "published"
        if value and field not in seen and not _in_aside(node):
            seen.add(field)
            yield (field, value, "time element")


def _in_aside(node: Any) -> bool:
    for above in (node, *node.iterancestors()):
        if above.tag in ("aside", "footer", "nav"):
            return True
        if above.tag != "body" and _ASIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def _json_ld(tree: Any) -> list[Stating]:
    items: list[dict[str, Any]] = []
    for node in tree.iter("script"):
        if str(node.get("type") or "").lower() == "application/ld+json":
            try:
                items += _flat(json.loads(node.text or "", strict=False))
            except ValueError:
                continue  # pages break their own JSON-LD often; their other statements are read all the same
    kinds = page_words()["json_ld_types"]
    typed = [(min(_kinds(item, kinds), default=None), item) for item in items]
    known = sorted(((k, i) for i, (k, _) in enumerate(typed) if k is not None))
    return _article(typed[known[0][1]][1]) if known else []


def _kinds(item: dict[str, Any], kinds: Any) -> list[int]:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return [kinds.index(str(n).lower()) for n in names if str(n).lower() in kinds]


def _flat(content: Any) -> list[dict[str, Any]]:
    """The objects at the top and in `@graph`; what is nested deeper belongs to other pages."""
    if isinstance(content, list):
        return [found for item in content for found in _flat(item)]
    if not isinstance(content, dict):
        return []
    return [content, *_flat(content.get("@graph") or [])]


def _article(item: dict[str, Any]) -> list[Stating]:
    fields = (
        ("published", "datePublished"), ("updated", "dateModified"), ("title", "headline"), ("author", "author"),
        ("outlet", "publisher"), ("url", "url"), ("url", "mainEntityOfPage"),
    )  # fmt: skip
    found = ((field, _name(item.get(key)), f"json-ld {key}") for field, key in fields)
    return [stating for stating in found if stating[1]]


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(v) for v in value)))
    if isinstance(value, dict):
        return _name(value.get("name") or value.get("@id"))
    return str(value).strip() if isinstance(value, (str, int)) else ""

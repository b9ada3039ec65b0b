"""Numbered pages: where a list goes on, by its own plain link or by a template of the operator's (paging).

    <a rel="next" href="/news/page/2/">Older posts</a>       /news/page/2/
    <nav><b>1</b> <a href="?page=2">2</a> <a href="?page=3">3</a></nav>      ?page=2
    <button hx-get="/news?offset=20">Load more</button>      /news?offset=20

No address is made up: a link counts only where it stands on the page, leads to the same site, and differs
from the page by a number, or says `next`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.phrases.beside import NEXT_PAGE
from feedsvc.clean.text import fold
from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.extract.dom import attribute, parse_html
from feedsvc.extract.paging import Numbered
from feedsvc.models import Page

MAX_LINKS = 1500
_COUNTED = re.compile(
    r"(?:[?&](?:page|paged|pg|p|pn|pageno|page_?number|pagenum|seite|pagina|sida|strona|start|offset|from|skip)=|/page/?|/p/?|/seite/?"
    r"|/pagina/?|-page-?|_page_?|/index_?)(\d{1,7})(?=$|[/?&.#])",
    re.IGNORECASE,
)
"""A page's number in its address."""
_HINTS = ("?", "&", "page", "/p", "seite", "pagina", "/index")
"""One of these stands in every address with a page's number; most have none."""
_OFFSETS = re.compile(r"[?&](?:start|offset|from|skip)=", re.IGNORECASE)
_MORE_DATA = (
    "data-next-url",
    "data-next-page-url",
    "data-next-page",
    "data-next",
    "data-load-more-url",
    "hx-get",
)
_LESS_SURE = ("data-href", "data-url", "data-hx-get", "formaction")
_NEXT = re.compile(rf"{NEXT_PAGE}|[»›→>]{{1,2}}", re.IGNORECASE)
_CALLED_NEXT = re.compile(
    r"(?:^|[\s_-])(?:next|load-?more|loadmore|older|pager__item--next)(?:$|[\s_-])", re.IGNORECASE
)
_ENDED_NUMBER = re.compile(r"\d(?:$|[/?&.#])")
"""Where a page's number may end: few links have any there."""
_JOINED_ELSE = ("/.", "\t", "\r", "\n")
_ENDING = re.compile(r"(?:/index)?(?:\.[a-z]{2,5})?/?$")


def following(page: Page, options: Any, source: str, stories: int) -> str | None:
    """The address of the page after this one, where more than one is wanted."""
    if getattr(options, "pages", 1) == 1 or not stories:
        return None
    if isinstance(options.next, Numbered):
        return options.next.after(page.url, source or page.url, stories)
    return page_link(parse_html(page), page.url) if "<" in page.text[:500] else None


def counts_pages(href: str) -> bool:
    """Whether a link's address bears the number of a page (`?page=2`, `/news/page/2`)."""
    return _ENDED_NUMBER.search(href) is not None and _COUNTED.search(href) is not None


def template_of(url: str, further: str) -> str:
    """The template that gives `further` as the second page of a list at `url`; "" where none does."""
    found = _COUNTED.search(further)
    if found is None or _COUNTED.search(url) or urlsplit(url).netloc != urlsplit(further).netloc:
        return ""
    offset = _OFFSETS.match(found[0]) is not None
    if (found[1] != "2") if not offset else int(found[1]) < 3:
        return ""
    filled = further[: found.start(1)] + ("{offset}" if offset else "{n}") + further[found.end(1) :]
    same_path = urlsplit(url).path == urlsplit(further).path
    return filled[filled.index("?") :] if same_path and "?" in filled else filled[len(_origin(filled)) :]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def page_link(tree: LexborHTMLParser, url: str) -> str | None:
    """The absolute address under which the page says that its list goes on; None where it does not."""
    base = tree.css_first("base[href]")
    root = joined_url(url, attribute(base, "href")) or url if base is not None else url
    for found in _links(tree, url):
        there = joined_url(root, found).partition("#")[0]
        if there and there != url.partition("#")[0] and _same_site(there, url):
            return there
    return None


def _links(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """Addresses that may be the next page's, the surest first, each relative to the page."""
    for node in tree.css("link[rel~=next][href], a[rel~=next][href]"):
        yield attribute(node, "href")
    for node in tree.css(", ".join(f"[{name}]" for name in (*_MORE_DATA, *_LESS_SURE)))[:200]:
        for name in _MORE_DATA if not _says_next(node) else (*_MORE_DATA, *_LESS_SURE):
            value = attribute(node, name)
            if _COUNTED.search(value) or (value and _says_next(node) and value[:1] in "/?h"):
                yield value
    yield from _anchors(tree, url)


def _anchors(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """Links that say `next`, or the number after this page's, to the same list under another number."""
    here = _COUNTED.search(url)
    following = str(int(here[1]) + 1) if here and not _OFFSETS.match(here[0]) else "2"
    spare = []
    may_be = cache(_may_be_counted)  # menus and cards lead to one place again and again
    for node in tree.css("a[href]")[:MAX_LINKS]:
        href = (node.attrs.get("href") or "").strip()  # no look at what else it has
        if not (here or may_be(href)):  # joining is what costs, and few links have a page's number
            continue
        there = joined_url(url, href)
        if not _COUNTED.search(there) or _list_of(there) != _list_of(url):
            continue
        if _says_next(node):
            yield href
        elif fold(node.text()) == following:
            spare.append(href)
    yield from spare


def _may_be_counted(href: str) -> bool:
    """Whether a link on a page without a number may have one, once it is joined to the page's address."""
    if _is_joined_else(href):
        return True
    if href.isascii() and not any(map(f"/{href.lower()}".__contains__, _HINTS)):
        return False
    return bool(_ENDED_NUMBER.search(href) and _COUNTED.search(f"/{href}"))


def _is_joined_else(href: str) -> bool:
    """Whether the link has another end when it is joined to an address."""
    first = href[:1]
    return first == "." or first.isdecimal() or any(map(href.__contains__, _JOINED_ELSE))


def _says_next(node: LexborNode) -> bool:
    names = " ".join(attribute(node, name) for name in ("class", "id", "rel"))
    words = (fold(node.text()), fold(attribute(node, "aria-label")), fold(attribute(node, "title")))
    return any(
        _NEXT.fullmatch(word.strip(" .…") if len(word) < 3 else word.strip(" .…»›→>"))
        for word in words
        if 0 < len(word) < 40
    ) or (_CALLED_NEXT.search(names) is not None)


def _list_of(url: str) -> str:
    """An address without its page's number, nor the query that may stand beside it."""
    parts = urlsplit(_COUNTED.sub("", url))
    return f"{parts.netloc}{_ENDING.sub('', parts.path)}"


def _same_site(there: str, url: str) -> bool:
    one, other = url_parts(there), url_parts(url)
    return one.scheme in ("http", "https", "file") and one.netloc == other.netloc

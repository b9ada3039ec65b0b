"""Where an article goes on: its next page, or one page that has it whole.

    /story.html   →   /story.html?page=2, /story-2.html, /story.html/2, /story/2/, /story/page/2/
    /story        →   /story?view=all, /story/print, /story/komplettansicht

Only addresses that are the article's own with a number more are followed; `rel=next` alone often means the
next article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import canonical_url
from feedsvc.extract.article.foreign import is_elsewhere
from feedsvc.extract.dom import attribute, node_text

_PARAMETERS = (
    "page",
    "p",
    "pg",
    "seite",
    "pagina",
    "pagenum",
    "page_no",
    "paged",
    "s",
    "part",
    "strana",
    "sida",
    "sivu",
)
_IN_PATH = re.compile(
    r"(?:[/_,.-](?:page|seite|pagina|p|s|strana|part|teil)?[-_/,=]?)(\d{1,2})(?=(?:\.\w{3,5})?/?$)",
    re.IGNORECASE,
)
_WHOLE_PARAMETERS = {
    **dict.fromkeys(("page", "view", "pagewanted", "p", "seite", "show"), r"all|full|single|alles|print"),
    **dict.fromkeys(
        ("singlepage", "single", "onepage", "full", "printable", "print", "showall", "viewall"),
        r"1|true|yes|",
    ),
}
_WHOLE_PATH = re.compile(
    r"/(?:komplettansicht|single-?page|view-?all|full|all|print|druck|drucken)/?$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|reply|#", re.IGNORECASE)
MOST_LINKS = 3000
LONGEST_WORDS = 25
_NAMESAKE = re.compile(r"[_.,-]\d{1,2}(?:\.\w{3,5})?/?$")
Numbered = tuple[str, int]
"""What the addresses of an article's pages have in common, and the number of one."""


def further_pages(
    tree: LexborHTMLParser, base: str, address: str, first: str
) -> tuple[str | None, str | None]:
    """The address of the article's next page, and that of all of it on one; the latter only with the former.

    `address` is that of this page, `first` that of the page where the article begins.
    """
    stem = _stem(first)
    number = 1 if address == first else next((n for s, n in _readings(address) if s == stem), 1)
    links = [link for link in _links(tree, base) if _of_site(link[0]) == _of_site(first)]
    following = next((to for to, told in links if _is_page(to, told, stem, number + 1)), None)
    whole = next((to for to, _ in links if is_whole(to, stem)), None) if number == 1 and following else None
    return following, whole


def _links(tree: LexborHTMLParser, base: str) -> Iterator[tuple[str, str]]:
    """Address and words of every link that may go on; `next` stands for the words of one that says so."""
    for node in tree.css("a[href], link[rel=next]")[:MOST_LINKS]:
        href = attribute(node, "href")
        if not href or _COMMENTS.search(href) or is_elsewhere(node):
            continue
        if address := canonical_url(href, base):
            yield address, "next" if "next" in attribute(node, "rel").split() else node_text(node)


def _of_site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _is_page(address: str, told: str, stem: str, number: int) -> bool:
    """Whether the link leads to the article's page of this number, and its words are no other headline."""
    if (stem, number) not in _readings(address) or len(told) > LONGEST_WORDS:
        return False
    # `/quay-2` may be another story of the same name.
    return not _NAMESAKE.search(urlsplit(address).path) or told in ("next", str(number))


def _readings(address: str) -> Iterator[Numbered]:
    """Each way to understand the address as a page of a number."""
    for name, value in _query(address):
        if name.lower() in _PARAMETERS and re.fullmatch(r"[0-9]{1,2}", value):
            yield _stem(address, without=name), int(value)
    path = urlsplit(address).path
    if found := _IN_PATH.search(path):
        yield _stem(address, path=path[: found.start()] + path[found.end() :]), int(found[1])


def _query(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def _stem(address: str, *, without: str = "", path: str = "") -> str:
    """Host, path without a slash at its end, and the rest of the query."""
    rest = urlencode(sorted(pair for pair in _query(address) if pair[0] != without))
    return f"{_of_site(address)}{(path or urlsplit(address).path).rstrip('/')}?{rest}"


def is_whole(address: str, stem: str) -> bool:
    """Whether it is the article's address with a word for all of it."""
    for name, value in _query(address):
        wanted = _WHOLE_PARAMETERS.get(name.lower())
        if wanted is not None and re.fullmatch(wanted, value, re.IGNORECASE):
            return _stem(address, without=name) == stem
    path = urlsplit(address).path
    return bool(_WHOLE_PATH.search(path)) and _stem(address, path=_WHOLE_PATH.sub("", path)) == stem

"""What a sitemap says of one page, as a raw story: its address, news, pictures and videos."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from feedsvc.clean.media import extension_type
from feedsvc.clean.urls import url_parts
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.sitemapage import edited
from feedsvc.extract.upstream.markup import decoded_again
from feedsvc.models import Image

_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_PLAIN = {"title": "words of the address", "link": "line"}
MOST_BEFORE = 200
"""Characters in which the first address of a plain list begins."""
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$", re.I)
# No number is hexadecimal, too: what can be read in two ways is, at each of many.
_NUMBERS = re.compile(
    r"^(?:\d{4,}[-_]+)+|(?<![-_])(?:[-_]+(?:[a-z]?\d{4,}|(?![a-z]?\d+(?![0-9a-f]))[0-9a-f]{8,}))+$", re.I
)
LONGEST = 1000
"""Characters of a part of an address that are looked at: each number may be tried with all behind it."""


def pages_in(tree: Any) -> Sequence[Any]:
    """The pages of a sitemap, also where it holds another one."""
    inner = (url for one in children(tree, "urlset") for url in children(one, "url"))
    return children(tree, "url") or list(inner)


def story_of(node: Any) -> RawStory | None:
    """What a sitemap says of one page; None where it says no address."""
    loc = text_of(node, "loc")
    if not loc:
        return None
    news, video = _first(node, "news"), _first(node, "video")
    given = text_of(news, "title") or text_of(video, "title")
    keywords = [word.strip() for word in text_of(news, "keywords").split(",") if word.strip()]
    keywords += [" ".join((tag.text or "").split()) for tag in children(video, "tag")]
    return RawStory(
        title=decoded_again(given) or title_from_url(loc) or _pictured(node) or None,
        link=loc,
        published=_told(news) or _told(video) or edited(loc, text_of(node, "lastmod")),
        summary=escape(text_of(video, "description"), quote=False) or None,
        images=tuple(_images(node, video)),
        tags=tuple(filter(None, keywords)),
        language=text_of(_first(news, "publication"), "language") or None,
        reasons={"title": _whose(news, video), "link": "loc"},
    )


def listed_plainly(text: str) -> list[RawStory]:
    """The pages of a sitemap that is an address a line, and nothing else; none of another document."""
    if not text[:MOST_BEFORE].lstrip("\ufeff \t\r\n").lower().startswith(("http://", "https://")):
        return []
    lines = list(filter(None, map(str.strip, text.removeprefix("\ufeff").splitlines())))
    if not all(_ADDRESS.fullmatch(line) for line in lines):
        return []
    return [RawStory(title=title_from_url(line) or None, link=line, reasons=_PLAIN) for line in lines]


def title_from_url(url: str) -> str:
    """The words of an address: `/2026/second-quay-opens-101620055.html` → `Second quay opens`."""
    named = [part for part in unquote(url_parts(url).path).split("/") if part]
    for part in reversed(named):
        words = re.sub(r"[-_+\s]+", " ", _NUMBERS.sub("", _EXTENSION.sub("", part)[:LONGEST])).strip()
        if any(c.isalpha() for c in words):
            return words[:1].upper() + words[1:]
    return ""


def _pictured(node: Any) -> str:
    """What the only picture of a page is called, for a page whose address is but a number."""
    pictures = children(node, "image")
    return text_of(pictures[0], "title") or text_of(pictures[0], "caption") if len(pictures) == 1 else ""


def _told(part: Any) -> str:
    """When a news story or a video says that it was published."""
    return text_of(part, "publication_date")


def _whose(news: Any, video: Any) -> str:
    """Where the title stands."""
    told = "news:title" if text_of(news, "title") else "video:title" if text_of(video, "title") else ""
    return told or "words of the address"


def _images(node: Any, video: Any) -> Iterable[Image]:
    for image in children(node, "image"):
        if url := text_of(image, "loc"):
            yield Image(url=url, title=text_of(image, "caption") or text_of(image, "title") or None)
    if url := text_of(video, "thumbnail_loc"):
        yield Image(url=url)
    if url := text_of(video, "content_loc"):
        length = text_of(video, "duration")
        seconds = int(length) if length.isascii() and length.isdigit() and len(length) < 6 else None
        yield Image(url=url, media_type=extension_type(url) or "video/mp4", duration=seconds)


def children(node: Any, name: str) -> Sequence[Any]:
    """Child elements by local name, whatever namespace the sitemap writes, or forgets to declare."""
    if node is None:
        return []
    return [c for c in node if isinstance(c.tag, str) and _local(c.tag) == name]


def _first(node: Any, name: str) -> Any:
    return next(iter(children(node, name)), None)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def text_of(node: Any, name: str) -> str:
    """The text of the first child element of this local name; "" where there is none."""
    found = next(iter(children(node, name)), None)
    return " ".join((found.text or "").split()) if found is not None else ""

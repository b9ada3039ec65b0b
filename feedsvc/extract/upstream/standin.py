"""What stands in for what an entry does not say: its title, and the address its relative links belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from feedsvc.clean.urls import url_parts
from feedsvc.models import Image

UNTITLED = "Untitled"
_ALT = re.compile(r"<img\b[^<>]*?\salt\s*=\s*(?:\"([^\"]+)\"|'([^']+)')", re.IGNORECASE)
_IMAGE = re.compile(r"<(?:img|picture|video|audio|iframe)\b", re.IGNORECASE)
_CAMERA = re.compile(
    r"(?:img|dsc[fn]?|image|photo|p|pxl|screenshot|untitled|original|large|index|post|posts)?\W*\d*", re.I
)
_NOT_WORDS = re.compile(r"[\W_]+|(?<!\w)(?=\w*\d)[0-9a-fA-F]{6,}(?!\w)")


def stand_in(markup: str, files: Iterable[Image], link: str | None) -> str | None:
    """A title for an entry that has neither title nor words, or None where it has nothing at all.

    That of its picture's `alt`, else of a file, else the words of a file's name or of the link.
    """
    files = tuple(files)
    if alt := next((unescape(m[1] or m[2]).strip() for m in _ALT.finditer(markup)), ""):
        return alt
    if titled := next((file.title for file in files if file.title), None):
        return titled
    named = (words_of(url) for url in (*(file.url for file in files), link or ""))
    shown = bool(files or link or _IMAGE.search(markup))
    return next(filter(None, named), None) or (UNTITLED if shown else None)


def words_of(url: str) -> str:
    """The words of an address's last part, or "" where it is a number or a camera's name for a picture."""
    name = unquote(url_parts(url).path).rstrip("/").rpartition("/")[2]
    name = re.sub(r"^[\d._-]+(?=[^\W\d_])", "", name)
    said = _NOT_WORDS.sub(" ", re.sub(r"\.\w{1,5}$", "", name)).strip()
    if _CAMERA.fullmatch(said) or sum(map(str.isalpha, said)) < 3:
        return ""
    return said[:1].upper() + said[1:]


def content_base(given: str | None, link: str | None, home: str | None) -> str | None:
    """The address of relative links: `xml:base`, else the story's link, the site's; None: the feed's.

    A link to another site (a blog that comments on links) is no place of the entry's own text.
    """
    if given:
        return given
    if link and (not home or _host(link) == _host(home)):
        return link
    return home or None


def _host(url: str) -> str:
    return (url_parts(url).hostname or "").removeprefix("www.")

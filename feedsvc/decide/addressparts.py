"""The parts of an address that may say nothing of its story, named as `decide.sessionmarks` names them."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

_RANDOM = re.compile(
    r"(?=[^a-z]*[a-z])(?=\D*\d)[\w~.%-]{4,}|[\w~%]{16,}|[0-9a-f]{8,}", re.IGNORECASE | re.ASCII
)
"""What no counter and no date looks like: letters and digits mixed, or very long."""
_DATED = re.compile(
    r"\d{4}-\d\d-\d\d.*|v\d+(?:\.\d+)*|\d{8}(?:[t_-]?\d{4,6}z?)?|\d+(?:st|nd|rd|th)?",
    re.IGNORECASE | re.ASCII,
)
_WORDS = re.compile(r"[a-z]+(?:[-_][a-z]+)*", re.IGNORECASE | re.ASCII)
_COOKIELESS = re.compile(r"\((?:[A-Z]\([^()/]+\))+\)")
"""ASP.NET's way to carry a session in the path."""


def parts_of(url: str) -> dict[str, str]:
    """What may be a mark in an address: names as in the module's text, with their values."""
    split = urlsplit(url)
    return {name: value for name, value, _ in (*_of_path(split.path), *_of_query(split.query)) if name}


def without(url: str, marks: Collection[str]) -> str:
    """The address without these parts."""
    if not marks:
        return url
    split = urlsplit(url)
    query = "&".join(text for name, _, text in _of_query(split.query) if name not in marks)
    path = "".join(text for name, _, text in _of_path(split.path) if name not in marks) or "/"
    return urlunsplit((split.scheme, split.netloc, path, query, split.fragment))


def _of_query(query: str) -> list[tuple[str, str, str]]:
    """Name, value and text of each pair."""
    pairs = [(text, *text.partition("=")[::2]) for text in query.split("&") if text]
    return [
        (f"?{name}" if "=" in text else f"?[{place}]", value if "=" in text else name, text)
        for place, (text, name, value) in enumerate(pairs)
    ]


def _of_path(path: str) -> list[tuple[str, str, str]]:
    """Name, value and text of each part of a path and of what stands behind its semicolons."""
    found = []
    for place, segment in enumerate(path.split("/")):
        plain, *matrix = segment.split(";")
        slash = "/" if place else ""
        found.append((f"/{place}" if _may_be_session(plain) else "", plain, slash + plain))
        for text in matrix:
            name, mark, value = text.partition("=")
            found.append((f";{name}" if mark else ";", value if mark else name, f";{text}"))
    return found


def _may_be_session(segment: str) -> bool:
    return bool(_COOKIELESS.fullmatch(segment)) or (len(segment) >= 8 and is_random(segment))


def is_random(value: str) -> bool:
    """Whether a value looks as if nobody had counted, dated or written it."""
    if _DATED.fullmatch(value) or _WORDS.fullmatch(value):
        return False
    return bool(_COOKIELESS.fullmatch(value) or _RANDOM.fullmatch(value))

"""What a drawn page's scripts asked for that a source can ask for itself, without a browser.

    GET  /api/news.json                               →  url
    POST /graphql {"query": "{ news { title } }"}     →  url and body, as it was posted

    POST /ajax {page=1&tag=quay}                      →  url and body, as it was posted

A body is repeated where it is JSON or a form and only asks: with nothing secret in it, no mutation of
GraphQL, and no `${…}`, which would have a page read the environment. What a request said besides (headers,
cookies) is not repeated: where an answer takes that, there is none for us.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from feedsvc.browser.wire import Datum
from feedsvc.clean.secrets import without_secrets
from feedsvc.config.asking import MAX_BODY
from feedsvc.models import Page
from feedsvc.operate.secrets import holds_secret

_FORM = re.compile(r"[^\s&={}<>]+=[^\s&={}<>]*(?:&[^\s&={}<>]+=[^\s&={}<>]*)*")
"""A form as it is posted (application/x-www-form-urlencoded): nothing in it is text as it stands."""
MOST_ASKED = 5
"""Requests that are made again, without a browser."""
_ENDS = re.compile(r'[\r\n}"]')
"""What an operation of GraphQL stands behind: a comment's line, another definition, its own description."""
_CHANGES = re.compile(r"[\s,\ufeff]*(?:mutation|subscription)\b")
"""How one begins that does not only ask; commas and marks of byte order are space (GraphQL, 2.1 and 2.3)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """An address, and what is posted to it."""

    url: str
    body: str = ""


Ask = Callable[[Asked], Page]
"""The answer, had within every limit of a poll; raises SourceError."""


def askable(data: Iterable[Datum], titles: Iterable[str] = ()) -> list[Asked]:
    """Every request that a source can make, each once, those first whose answer has one of the titles."""
    wanted = [title.encode() for title in titles]

    def is_other(one: Datum) -> bool:
        return not any(title in one.content for title in wanted)

    return list(dict.fromkeys(_asked(sorted(data, key=is_other))))


def _asked(data: Iterable[Datum]) -> Iterator[Asked]:
    for one in data:
        if one.method == "GET":
            yield Asked(url=one.url)
        elif one.method == "POST" and without_secrets(one.url) == one.url and only_asks(one.body):
            yield Asked(url=one.url, body=one.body)


def only_asks(body: str) -> bool:
    """Whether a posted body may stand in a source's file, and be posted at every poll."""
    if "${" in body or len(body.encode()) > MAX_BODY:
        return False
    try:
        value = _posted(body)
        return isinstance(value, dict | list) and not holds_secret(value) and not _changes(value)
    except (ValueError, RecursionError):
        return False


def _posted(body: str) -> Any:
    """What a body says, JSON or a form; raises ValueError where it is neither."""
    try:
        return json.loads(body)
    except ValueError:
        if not _FORM.fullmatch(body):
            raise
        return [_field(name, value) for name, value in parse_qsl(body, keep_blank_values=True)]


def _field(name: str, value: str) -> dict[str, Any]:
    """One field by every part of its name (`auth[session]`), and by what stands in it where that is JSON."""
    try:
        inside = json.loads(value) if value.startswith(("{", "[")) else value
    except ValueError:
        inside = value
    return {part: inside for part in (name, *re.split(r"[\[\]]+", name)) if part}


def _changes(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_changes, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and any(map(_CHANGES.match, _ENDS.split(value)))

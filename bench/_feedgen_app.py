"""A feed made by feedgen at each request, the rival in `_serving.py`: `/50.atom` has fifty entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from render import feedgen_once, story

from feedsvc.models import Story


@cache
def stories(count: int) -> list[Story]:
    """Known beforehand: only the feed is made anew."""
    return [story(n) for n in range(1, count + 1)]


def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answers with a feed of as many entries as its path says."""
    count = int(environ["PATH_INFO"].strip("/").partition(".")[0] or 1)
    body = feedgen_once(1, "atom", stories(count))
    start_response("200 OK", [("Content-Type", "application/atom+xml"), ("Content-Length", str(len(body)))])
    return [body]

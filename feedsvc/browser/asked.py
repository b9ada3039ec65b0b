"""The data that a page asks for while it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from feedsvc.browser.wire import Datum

MOST_REQUESTS = 100
"""Requests for data that are remembered."""
MOST_DATA, MOST_DATUM, MOST_DATA_BYTES = 20, 2 << 20, 8 << 20
"""Answers that are kept, bytes of one, and of all."""


class Asked:
    """Remembers what a page has asked for, within bounds."""

    def __init__(self) -> None:
        self._requests: list[Any] = []

    def take(self, request: Any) -> None:
        """Remember a finished request for data."""
        if request.resource_type in ("fetch", "xhr") and len(self._requests) < MOST_REQUESTS:
            self._requests.append(request)

    def data(self) -> Iterator[Datum]:
        """The JSON that the page asked for, in its order, within bounds."""
        from playwright.sync_api import Error

        left, found = MOST_DATA_BYTES, 0
        for request in list(self._requests):
            with suppress(Error):
                datum = _datum(request)
                if datum and len(datum.content) <= left and found < MOST_DATA:
                    left, found = left - len(datum.content), found + 1
                    yield datum


def _datum(request: Any) -> Datum | None:
    response = request.response()
    if response is None or response.status != 200:
        return None
    if "json" not in response.headers.get("content-type", "") or _size(request) > MOST_DATUM:
        return None
    content = response.body()
    if len(content) > MOST_DATUM:
        return None
    return Datum(url=request.url, method=request.method, body=request.post_data or "", content=content)


def _size(request: Any) -> int:
    """Bytes of the answer as they came."""
    size: int = request.sizes()["responseBodySize"]
    return size

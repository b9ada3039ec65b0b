"""Errors as they are told everywhere: a page for browsers, JSON at `/api/`, a line of text for all others.

    explained(environ, start, "404 Not Found", "There is nothing at this address.")

What stands before Flask answers so itself; Flask's views say the same words (`web.answers.explain`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from feedsvc.web.headers import BARE_POLICY, NO_STORE, PAGE_POLICY, Headers, error_headers
from feedsvc.web.negotiation import wants_html
from feedsvc.web.view import PageView

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from feedsvc.web.render import Pages

HTML, TEXT, JSON = "text/html; charset=utf-8", "text/plain; charset=utf-8", "application/json"
WORDS = {
    301: ("Moved", "This has another address now."),
    308: ("Moved", "The address has no slash at its end."),
    400: ("That cannot be read", "The address or its parameters make no sense here."),
    401: ("Closed", "A token is needed."),
    403: ("Closed", "This token opens nothing."),
    404: ("Nothing here", "There is no page at this address."),
    405: ("Not that way", "This address can only be read."),
    410: ("Gone for good", "This topic has been removed; its feed will not come back."),
    413: ("Too much", "This is more than can be taken here."),
    429: ("Slow down", "Too many wrong tokens; please wait a minute."),
    431: ("Too much", "The headers of the request are more than can be taken here."),
    500: ("Something broke", "The mistake is ours and has been written down."),
    501: ("Not that way", "A body comes chunked or with its length, in no other coding."),
    503: ("One moment", "The database is away. Please try again in a few seconds."),
}
"""By status: the heading of the page, and the sentence where nobody has a better one."""
PROGRAMS = "/api/"
"""Where whoever asks is a program that reads JSON."""
_REMEMBERED = 64


def error_view(code: int, sentence: str = "") -> PageView:
    """The page that tells an error."""
    heading, words = words_of(code)
    return PageView("error.html", {"code": code, "heading": heading, "sentence": sentence or words})


def words_of(code: int) -> tuple[str, str]:
    """The heading of an error's page, and its sentence."""
    return WORDS.get(code, WORDS[400] if code < 500 else WORDS[500])


class Explained:
    """Answers errors before Flask sees the request; without pages, everybody is told in a line."""

    def __init__(self, pages: Pages | None = None) -> None:
        self._pages = pages
        # Who asks too often shall cost less than an answer, in a browser, too.
        self._page = lru_cache(maxsize=_REMEMBERED)(self._rendered)

    def _rendered(self, code: int, sentence: str) -> bytes:
        return self._pages.render(error_view(code, sentence)) if self._pages else b""

    def __call__(
        self,
        environ: WSGIEnvironment,
        start: StartResponse,
        status: str,
        sentence: str,
        extra: Headers | None = None,
        cache: tuple[str, str] = NO_STORE,
    ) -> Iterable[bytes]:
        """Why there is nothing else, not to be stored unless `cache` says so."""
        if environ.get("PATH_INFO", "").startswith(PROGRAMS):
            body, told = json.dumps({"error": sentence}).encode() + b"\n", (JSON, BARE_POLICY)
        elif self._pages and wants_html(environ.get("HTTP_ACCEPT")):
            body, told = self._page(int(status[:3]), sentence), (HTML, PAGE_POLICY)
        else:
            body, told = sentence.encode() + b"\n", (TEXT, BARE_POLICY)
        start(status, error_headers(len(body), *told, extra or (), cache))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

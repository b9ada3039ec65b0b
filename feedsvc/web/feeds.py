"""Published documents, answered before Flask sees the request.

    /feeds/… → plain document?  → shelf → 200, 304, 301, 404, 405, 410, 412, 503
             → filtered?          → filters → the same answers
             → a browser's Accept → Flask

About twenty microseconds a request: headers and codings stand ready on the shelf.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedsvc.errors import QueryError, StoreError
from feedsvc.publish.channels import OPML_PATH
from feedsvc.web.explained import Explained
from feedsvc.web.filtered import FilteredFeeds
from feedsvc.web.filters import is_filtered
from feedsvc.web.headers import safe_headers
from feedsvc.web.lookout import Keeper
from feedsvc.web.missing import Missing
from feedsvc.web.negotiation import not_modified, precondition_failed, wants_html
from feedsvc.web.paths import FEED_PATH
from feedsvc.web.served import Served, Variant
from feedsvc.web.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ALLOW = ("Allow", "GET, HEAD, OPTIONS")
PREFLIGHT = (
    ALLOW,
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, Accept, Cache-Control"),
    ("Access-Control-Max-Age", "86400"),
)
"""What scripts of other sites are told before they ask."""
_READS = ("GET", "HEAD")
MOVED = ("Cache-Control", "public, max-age=3600")
RETRY_AFTER = 5
"""Seconds after which something that is starting, or a database that is away, is worth asking again."""
STATUS = {
    "unknown": ("404 Not Found", "There is no feed at this address."),
    "gone": ("410 Gone", "This feed has been removed."),
    "moved": ("301 Moved Permanently", "This feed has moved."),
    "unbuilt": ("503 Service Unavailable", "This feed is being made; please ask again in a few seconds."),
    "slash": ("308 Permanent Redirect", "This feed's address has no slash at its end."),
    "away": ("503 Service Unavailable", "The database is away; please ask again in a few seconds."),
}


_SLASHES = re.compile("//+")
_IN_A_LINE = Explained()
"""Browsers are shown no feed whose version they could ask for."""


class FeedLayer:
    """WSGI in front of Flask's routing: answers `/feeds/…` from the shelf, hands the rest on."""

    def __init__(
        self,
        shelf: Shelf,
        keeper: Keeper,
        filtered: FilteredFeeds,
        flask: WSGIApplication,
        base_url: str,
        explained: Explained,
    ) -> None:
        self._explained = explained
        self._shelf, self._filtered = shelf, filtered
        self._entries = shelf.entries
        self._keeper = keeper
        self._flask = flask
        self._prefix = urlsplit(base_url).path.rstrip("/")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path:
            # Flask would lead to "/" by an address out of the Host header; both are one (RFC 9110, 4.2.3).
            path = environ["PATH_INFO"] = "/"
        if "//" in path:
            # Some servers fold them and some do not: with every one of them an address is the same.
            path = environ["PATH_INFO"] = _SLASHES.sub("/", path)
        self._keeper.fresh()
        if not path.startswith("/feeds") or path == "/feeds/-operator.atom":
            return self._flask(environ, start_response)
        if environ["REQUEST_METHOD"] not in _READS:
            return self._other_method(environ, start_response)
        if path[-1] == "/" and _names_document(path[:-1]):
            return self._moved(environ, start_response, "slash", path[:-1])
        if path != OPML_PATH and wants_html(environ.get("HTTP_ACCEPT")):
            return self._flask(environ, start_response)
        query = environ.get("QUERY_STRING")
        if query and is_filtered(path, query):
            return self._filtered_document(environ, start_response, path, query)
        found = self._entries.get(path) or self._shelf.find(path)
        if isinstance(found, Missing):
            return self._missing(environ, start_response, found)
        return self._document(environ, start_response, found)

    def _filtered_document(
        self, environ: WSGIEnvironment, start: StartResponse, path: str, query: str
    ) -> Iterable[bytes]:
        try:
            found = self._filtered.find(path, query)
        except QueryError as error:
            return self._explained(environ, start, "400 Bad Request", str(error))
        except StoreError:
            found = Missing("away")
        if isinstance(found, Missing):
            return self._missing(environ, start, found)
        return self._document(environ, start, found)

    def _document(self, environ: WSGIEnvironment, start: StartResponse, entry: Served) -> Iterable[bytes]:
        now = time.monotonic()
        entry.used = now
        if entry.expires < now:
            self._shelf.prepare(entry)
        coding = environ.get("HTTP_ACCEPT_ENCODING")
        variant = entry.choices.get(coding) or self._shelf.choose(entry, coding)
        return answer(environ, start, entry, variant)

    def _missing(self, environ: WSGIEnvironment, start: StartResponse, missing: Missing) -> Iterable[bytes]:
        if missing.reason == "moved":
            return self._moved(environ, start, "moved", missing.location)
        extra = [("Retry-After", str(RETRY_AFTER))] if missing.reason in ("unbuilt", "away") else []
        return self._explained(environ, start, *STATUS[missing.reason], extra)

    def _moved(
        self, environ: WSGIEnvironment, start: StartResponse, reason: str, location: str
    ) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING")
        address = self._prefix + location + (f"?{query}" if query else "")
        return self._explained(environ, start, *STATUS[reason], [("Location", address)], cache=MOVED)

    def _other_method(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "OPTIONS":
            start("204 No Content", [*PREFLIGHT, *safe_headers()])
            return ()
        return self._explained(environ, start, "405 Method Not Allowed", "Feeds can only be read.", [ALLOW])


def answer(
    environ: WSGIEnvironment, start: StartResponse, entry: Served, variant: Variant
) -> Iterable[bytes]:
    """200, 304 or 412: one variant of a document under the request's conditions; Range is ignored.

    It is a list: granian sends one at once, and everything else piece by piece.
    """
    modified = entry.modified
    if_match, if_unmodified = environ.get("HTTP_IF_MATCH"), _date(environ, entry, "HTTP_IF_UNMODIFIED_SINCE")
    if (if_match or if_unmodified) and precondition_failed(if_match, if_unmodified, variant.tag, modified):
        return _IN_A_LINE(environ, start, "412 Precondition Failed", "This feed is another version by now.")
    if_none_match = environ.get("HTTP_IF_NONE_MATCH")
    if_modified = _date(environ, entry, "HTTP_IF_MODIFIED_SINCE")
    if (if_none_match is not None or if_modified) and not_modified(
        if_none_match, if_modified, variant.tag, modified
    ):
        start("304 Not Modified", variant.unchanged.copy())
        return []
    start("200 OK", variant.ok.copy())
    return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []


def _names_document(path: str) -> bool:
    return path == OPML_PATH or FEED_PATH.match(path) is not None


def _date(environ: WSGIEnvironment, entry: Served, name: str) -> str | None:
    """A condition by date, which an undated document does not know (RFC 9110, section 13.1.3)."""
    return environ.get(name) if entry.dated else None

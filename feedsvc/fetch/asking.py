"""What a source asks with beside its address: values of the query, and a body that is posted.

    params = { key = "${API_KEY}" }               # added to the query of url, shown and stored nowhere
    method = "POST"
    body = { query = "{ posts { title } }" }      # a table is sent as JSON; text as it stands

A redirect of 303 (and of 301 and 302, as browsers do) is followed without the body, one of 307 or 308 with
it, but to the source's own origin only (RFC 9110, section 15.4).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote_plus, urlencode

from feedsvc.config import SourceConfig
from feedsvc.errors import FetchError
from feedsvc.fetch.targets import Target

KEEPS_BODY = (307, 308)
PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8"
"""The Accept of who reads pages."""
FEEDS = "application/rss+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.8,*/*;q=0.8,text/html;q=0.1"
"""That of a source of a feed: some sites answer browsers with a page at the same address (RFC 9110)."""
ACCEPTS = {"upstream": FEEDS, "json": "application/json,*/*;q=0.8,text/html;q=0.1"}
"""By extractor."""
FORM = "application/x-www-form-urlencoded"
"""The media type of what a form sends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """One request's query values and body; `left` says that a redirect has dropped the body."""

    params: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    media_type: str = ""
    """Of the body; empty where the body tells it."""
    left: bool = False
    accept: str = PAGES

    def address(self, url: str) -> str:
        """The URL with the values added to its query."""
        if not self.params:
            return url
        plain, _, _ = url.partition("#")
        pairs = urlencode(self.params, quote_via=quote)
        return f"{plain}{'&' if '?' in plain else '?'}{pairs}"

    def shown(self, target: Target) -> Target:
        """The target without the values in its query, as it may be stored and shown."""
        path, question, query = target.path.partition("?")
        kept = "&".join(self._others(query))
        return target.at(f"{path}?{kept}" if kept else path) if question and self.params else target

    def after(self, status: int, *, trusted: bool) -> Asking:
        """What is asked where a redirect leads; raises FetchError where a body would go to another origin."""
        if self.body is None:
            return self
        if status not in KEEPS_BODY:
            return replace(self, body=None, left=True)
        if not trusted:
            told = "it wants the body sent to another host, which is refused (put that address into url)"
            raise FetchError(told, rule="redirect")
        return self

    @property
    def content_type(self) -> str:
        """The media type of the body: JSON where it is some, else that of a form."""
        if self.media_type:
            return self.media_type
        try:
            json.loads(self.body or b"")
        except ValueError:
            return FORM
        return "application/json"

    def _others(self, query: str) -> Iterator[str]:
        for pair in query.split("&"):
            name, _, value = pair.partition("=")
            if self.params.get(unquote_plus(name)) not in (unquote_plus(value), value):
                yield pair


def asking_of(source: SourceConfig) -> Asking:
    """What the source asks with."""
    accept = ACCEPTS.get(source.extractor, PAGES)
    return Asking(params=source.params, body=source.body.encode() if source.posts else None, accept=accept)

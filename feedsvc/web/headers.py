"""The header rules of everything that is served: feeds, pages, errors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime

Headers = list[tuple[str, str]]

SHORTEST, LONGEST = 60, 3600
_STEP = 10
"""Seconds by which max-age moves: a 304 that follows its 200 must repeat the same Cache-Control."""
FULL = 86_400
"""Seconds for which a full archive page is fresh: nothing joins it, but edits and withdrawals rewrite it."""
STALE = "stale-while-revalidate=600, stale-if-error=86400"
FOREVER = "public, max-age=31536000, immutable"
NO_STORE = ("Cache-Control", "no-store")
VARY = "Accept-Encoding"
"""Of what is the same for everybody but for its coding."""
VARY_PAGE = f"{VARY}, Accept"
"""Of addresses at which browsers are shown a page, and programs are given something else."""
_SAFE = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
]
BARE_POLICY = ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
PAGE_POLICY = (
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https: http: data:; "
    "media-src https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
)
OPERATOR_POLICY = (
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
)
"""Of pages for the operator: they show what strangers wrote, and ask no stranger for anything."""
_SHARED = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Retry-After"),
]


def http_date(moment: datetime) -> str:
    """An IMF-fixdate (RFC 9110, section 5.6.7), whatever the locale.

    >>> from datetime import UTC
    >>> http_date(datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    'Wed, 04 Mar 2026 05:06:00 GMT'
    """
    return format_datetime(moment, usegmt=True)


def max_age(next_poll: datetime | None, now: datetime) -> int:
    """Seconds until the next planned poll, in steps of ten, within 60 … 3600."""
    if next_poll is None:
        return SHORTEST
    planned = int((next_poll - now) / timedelta(seconds=1))
    return min(LONGEST, max(SHORTEST, planned - planned % _STEP))


def cache_control(seconds: int) -> str:
    """Public freshness for so many seconds, and what a cache may do when we are slow or away."""
    return f"public, max-age={seconds}, {STALE}"


def feed_cache(seconds: int, *, full: bool) -> str:
    """Of a feed document; a full archive page stays as it is (RFC 5005, section 4), unless old ones change.

    So it is immutable (RFC 8246, section 2) for a day and not for good.
    """
    return f"{cache_control(FULL)}, immutable" if full else cache_control(seconds)


def link_header(self_url: str, hub: str | None) -> str:
    """WebSub discovery (W3C 2018, section 4): self always, hub where there is one."""
    hub_link = f'<{hub}>; rel="hub", ' if hub else ""
    return f'{hub_link}<{self_url}>; rel="self"'


def validators(tag: str, modified: datetime, cache: str, vary: str) -> Headers:
    """What a 304 repeats of its 200 (RFC 9110, section 15.4.5)."""
    return [
        ("ETag", tag),
        ("Last-Modified", http_date(modified)),
        ("Cache-Control", cache),
        ("Vary", vary),
    ]


def feed_headers(
    *,
    tag: str,
    modified: datetime,
    cache: str,
    link: str | None,
    vary: str,
) -> Headers:
    """What 200 and 304 answers of one feed document share."""
    head = validators(tag, modified, cache, vary)
    return [*head, *([("Link", link)] if link else []), *_SHARED, *safe_headers()]


def body_headers(media_type: str, length: int, coding: str | None) -> Headers:
    """What describes the bytes of a 200 answer."""
    encoding = [("Content-Encoding", coding)] if coding else []
    return [("Content-Type", f"{media_type}; charset=utf-8"), ("Content-Length", str(length)), *encoding]


def safe_headers(policy: tuple[str, str] = BARE_POLICY) -> Headers:
    """No sniffing, no referrer, no framing, nothing from elsewhere."""
    return [policy, *_SAFE]


def error_headers(
    length: int,
    content_type: str,
    policy: tuple[str, str],
    extra: Iterable[tuple[str, str]],
    cache: tuple[str, str],
) -> Headers:
    """Of an error, as a page or a line: not stored unless `cache` says so, readable from any origin."""
    return [
        ("Content-Type", content_type),
        ("Content-Length", str(length)),
        ("Vary", "Accept"),
        cache,
        *extra,
        *_SHARED,
        *safe_headers(policy),
    ]

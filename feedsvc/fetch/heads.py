"""Response heads: read line by line within a budget, then asked for what they mean."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from feedsvc.errors import FetchError
from feedsvc.models import Validators

BODY_STATUSES = (200, 203)
"""Those whose body is a page."""
MAX_HEAD = 64 * 1024
MAX_LINES = 400
DAY = timedelta(hours=24)
TOO_MANY = 429
_RESETS = ("x-retry-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset")
_SINCE_1970 = 10**9
"""Seconds from which on a count of them is a moment: no limit lasts thirty years."""

_COUNT = re.compile(r"[0-9]{1,10}")
_STATUS = re.compile(rb"HTTP/[0-9.]+ ([1-9][0-9][0-9])(?:[ \r\n]|$)")
_RANGE = re.compile(r"bytes 0-([0-9]{1,15})/([0-9]{1,15})")
_SAY_NOTHING = ('""', 'W/""')
_NEVER = re.compile(r"\b1970\b|^(?:0|-1)$")
"""When a file was changed of which nobody has kept that: it would be so for ever."""
_PRINTABLE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")


class Head:
    """The head of one response; interim heads (1xx) are forgotten but count against the budget."""

    def __init__(self) -> None:
        self.status = 0
        self.complete = False
        self._bytes = 0
        self._lines = 0
        self._fields: list[tuple[str, str]] = []

    def feed(self, line: bytes) -> None:
        """Take one header line; raises FetchError `protocol` for junk or too much."""
        self._bytes += len(line)
        self._lines += 1
        if self._bytes > MAX_HEAD or self._lines > MAX_LINES:
            raise FetchError("the response headers are too large", rule="protocol")
        if self.complete:
            return  # a trailer behind a chunked body says nothing that is used here
        text = line.rstrip(b"\r\n")
        if line.startswith(b"HTTP/"):
            self._begin(text)
        elif text:
            self._add(text)
        elif self.status >= 200:
            self.complete = True

    def values(self, name: str) -> list[str]:
        """Every value of a field, in order."""
        return [value for field, value in self._fields if field == name]

    def value(self, name: str) -> str:
        """The field's values joined by commas, or the empty text."""
        return ", ".join(self.values(name))

    def fields(self) -> dict[str, str]:
        """Every field but cookies, values of one name joined by commas."""
        return {name: self.value(name) for name, _ in self._fields if name != "set-cookie"}

    def length(self) -> int | None:
        """Content-Length; raises FetchError `protocol` for junk, or for lengths that disagree."""
        given = {part.strip() for value in self.values("content-length") for part in value.split(",")}
        if not given:
            return None
        text = given.pop()
        if given or not re.fullmatch(r"[0-9]{1,18}", text):
            raise FetchError("the Content-Length headers make no sense", rule="protocol")
        if any(value.lower() != "identity" for value in self.values("transfer-encoding")):  # RFC 2616, 3.6
            raise FetchError("Content-Length and Transfer-Encoding contradict each other", rule="protocol")
        return int(text)

    @property
    def brings_page(self) -> bool:
        """Whether the body is a page: that of a success, and of a part that is the whole of it."""
        return self.status in BODY_STATUSES or (self.status == 206 and self._is_whole())

    def location(self) -> str:
        """The Location header; raises FetchError `redirect` where there is none or several that differ."""
        given = set(self.values("location"))
        if len(given) != 1:
            raise FetchError("a redirect without one Location header", rule="redirect", status=self.status)
        return given.pop()

    def _is_whole(self) -> bool:
        """Whether a part begins with the first byte and ends with the last one (RFC 9110, section 14.4)."""
        part = _RANGE.fullmatch(self.value("content-range"))
        return part is not None and int(part[1]) + 1 == int(part[2])

    def _begin(self, text: bytes) -> None:
        status = _STATUS.match(text)
        if not status:
            raise FetchError("the status line makes no sense", rule="protocol")
        self.status = int(status[1])
        self._fields.clear()

    def _add(self, text: bytes) -> None:
        if text[:1] in b" \t" and self._fields:
            name, before = self._fields.pop()
            self._fields.append((name, f"{before} {_decode(text)}"))
            return
        name, _, value = _decode(text).partition(":")
        self._fields.append((name.strip().lower(), value.strip()))


def parse_validators(head: Head) -> Validators:
    """The validators to send next time; odd ones are dropped."""
    etag, last_modified = _safe(head.values("etag"), 1024), _safe(head.values("last-modified"), 100)
    return Validators(
        etag=None if etag in _SAY_NOTHING else etag,
        last_modified=None if last_modified and _NEVER.search(last_modified) else last_modified,
    )


def parse_retry_after(text: str, now: datetime) -> timedelta | None:
    """Retry-After in seconds or as a date (RFC 9110, section 10.2.3), within 0 … 24 hours."""
    # Some count them to the thousandth, and some say of what.
    told = _seconds(re.sub(r"(?<=[0-9])(?:\.[0-9]+)?(?:\s?s(?:ec(?:ond)?s?)?)?\Z", "", text.lower()))
    if told is not None:
        return told
    when = parse_http_date(text)
    return min(max(when - now, timedelta()), DAY) if when else None


def parse_wait(head: Head, now: datetime) -> timedelta | None:
    """How long a refusal asks us to wait: Retry-After, else when a limit on requests begins anew.

    Programs count that in seconds from now or since 1970 (draft-ietf-httpapi-ratelimit-headers).
    """
    given = dict.fromkeys(head.values("retry-after"))  # a proxy may have said it once more
    told = parse_retry_after(", ".join(given), now)
    if told is not None or not (head.status == TOO_MANY or _is_used_up(head)):
        return told
    resets = (int(value) for name in _RESETS if _COUNT.fullmatch(value := head.value(name)))
    seconds = next(resets, None)
    if seconds is None:
        return None
    left = seconds - int(now.timestamp()) if seconds >= _SINCE_1970 else seconds
    return min(timedelta(seconds=max(left, 0)), DAY)


def _is_used_up(head: Head) -> bool:
    return any(head.value(f"{name}-remaining") == "0" for name in ("x-ratelimit", "ratelimit"))


def parse_max_age(head: Head, now: datetime) -> timedelta | None:
    """How long the response stays fresh from now on (RFC 9111, section 4.2.1), at most 24 hours."""
    directives = [part.strip().lower() for part in head.value("cache-control").split(",")]
    if {"no-store", "no-cache"}.intersection(directives):
        return None
    ages = [d[8:].strip('"') for d in directives if d.startswith("max-age=")]
    lifetime = _seconds(ages[0]) if ages else _until_expires(head, now)
    if lifetime is None:
        return None
    fresh = lifetime - (_seconds(head.value("age")) or timedelta())
    return fresh if fresh > timedelta() else None


def parse_http_date(text: str) -> datetime | None:
    """An HTTP date as aware UTC; None for anything else, never raises."""
    try:
        when = parsedate_to_datetime(text[:100])
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _until_expires(head: Head, now: datetime) -> timedelta | None:
    expires = parse_http_date(head.value("expires"))
    if expires is None:
        return None
    return min(expires - (parse_http_date(head.value("date")) or now), DAY)


def _seconds(text: str) -> timedelta | None:
    if not re.fullmatch(r"[0-9]+", text):
        return None
    return DAY if len(text) > 5 else min(timedelta(seconds=int(text)), DAY)


def _safe(values: list[str], limit: int) -> str | None:
    if len(values) != 1 or len(values[0]) > limit or not _PRINTABLE.fullmatch(values[0]):
        return None
    return values[0]


def _decode(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")

"""What a server says before its page: a head that is understood, or one error."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from feedsvc.errors import FetchError
from feedsvc.fetch.charset import decide_charset
from feedsvc.fetch.cookies import Cookies
from feedsvc.fetch.heads import Head, parse_max_age, parse_retry_after, parse_validators
from feedsvc.fetch.inflate import make_inflater
from feedsvc.fetch.media import decide_media_type
from feedsvc.fetch.robots import read_rules
from feedsvc.fetch.targets import parse_target, redirect_target

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
HERE = parse_target("https://harbour.example/news/")
DAY = timedelta(days=1)
MOST = 100_000


def heads(data: bytes) -> None:
    """An answer as it comes over the wire: its head, a blank line, its body."""
    before, _, body = data.partition(b"\n\n")
    with suppress(FetchError):
        understood(head_of(before), body)
    permissions = read_rules(200, body, now=NOW, agent="feedsvc")
    assert timedelta() <= permissions.delay("feedsvc")


def head_of(before: bytes) -> Head:
    """The head, line by line as a client hands it over."""
    head = Head()
    for line in [b"HTTP/1.1 200 OK\r\n", *before.splitlines(keepends=True), b"\r\n"]:
        head.feed(line)
    return head


def understood(head: Head, body: bytes) -> None:
    """What the head says, and the body as it says it is."""
    given = parse_validators(head)
    for value in (given.etag, given.last_modified):
        assert value is None or (value.isascii() and value.isprintable())
    for wait in (parse_max_age(head, NOW), parse_retry_after(head.value("retry-after"), NOW)):
        assert wait is None or timedelta() <= wait <= DAY
    cookies = Cookies()
    cookies.take(HERE, head.values("set-cookie"))
    assert cookies.sent_to(HERE).isprintable()
    read(head, body)
    head.length()
    redirect_target(HERE, head.location())


def read(head: Head, body: bytes) -> None:
    """The body is inflated within bounds, and is text in some codec."""
    inflater = make_inflater(head.value("content-encoding"), MOST)
    inflater.feed(body)
    whole = inflater.finish()
    assert len(whole) <= MOST
    kind = head.value("content-type")
    assert whole.decode(decide_charset(kind, whole), "replace") is not None
    with suppress(FetchError):
        assert decide_media_type(kind, whole)

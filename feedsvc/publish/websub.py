"""Tell WebSub hubs that a feed has changed (W3C Recommendation 2018, section 7).

Pings come from the outbox that publishing filled in the same transaction as the new bytes, so a hub never
hears of bytes it cannot fetch; they are retried with back-off and never delay a poll.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlencode

from feedsvc.errors import FetchError
from feedsvc.models import Ping
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("websub")
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=6)
MOST_ATTEMPTS = 20
FORM = "application/x-www-form-urlencoded"
PINGS_AT_ONCE = 20


class Poster(Protocol):
    """The one way out: guarded, bounded POST (fetch.Fetcher has it)."""

    def post(self, url: str, data: bytes, content_type: str) -> int: ...


def ping_body(topic_url: str) -> bytes:
    """The form a hub expects: `hub.mode=publish`, and the feed's URL under both names in use."""
    return urlencode({"hub.mode": "publish", "hub.url": topic_url, "hub.topic": topic_url}).encode()


def retry_at(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many attempts; None when the ping is given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(LONGEST_RETRY, FIRST_RETRY * (1 << min(attempts - 1, 16)))


def send_pings(store: Store, poster: Poster, clock: Callable[[], datetime]) -> int:
    """Send what is due, oldest first; gives how many were delivered."""
    return sum(_send(store, poster, ping, clock) for ping in store.due_pings(clock(), PINGS_AT_ONCE))


def _send(store: Store, poster: Poster, ping: Ping, clock: Callable[[], datetime]) -> bool:
    error = _deliver(poster, ping)
    if error is None:
        store.ping_done(ping.id)
    else:
        store.ping_failed(ping.id, retry_at(ping.attempts + 1, clock()))
        log_event(
            log,
            "ping",
            logging.WARNING,
            hub=ping.hub,
            feed=ping.topic_url,
            attempt=ping.attempts + 1,
            error=error,
        )
    return error is None


def _deliver(poster: Poster, ping: Ping) -> str | None:
    """None when the hub accepted, else the reason in one line."""
    try:
        status = poster.post(ping.hub, ping_body(ping.topic_url), FORM)
    except FetchError as error:
        return str(error)
    return None if 200 <= status < 300 else f"the hub answered {status}"

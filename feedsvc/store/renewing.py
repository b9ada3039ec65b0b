"""A claim that lasts as long as the work it was taken for; who is killed leaves it for a lease at most."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from feedsvc.models import Claim
from feedsvc.telemetry import get_logger, log_event, safe

log = get_logger("claims")
Renew = Callable[[Claim, datetime], object]
"""Holds a claim until then (Store.renew)."""


@contextmanager
def renewing(renew: Renew, claim: Claim, lease: timedelta, clock: Callable[[], datetime]) -> Iterator[None]:
    """Keep the claim while the block runs; what goes wrong meanwhile is logged, and tried again.

    The thread is there from the start, though most polls are over before it renews anything: to begin one
    later, another would have to wait, and it costs a tenth of a millisecond.
    """
    done = threading.Event()

    def keep() -> None:
        while not done.wait(lease.total_seconds() / 3):
            try:
                renew(claim, clock() + lease)
            except Exception as error:
                log_event(log, "tick", logging.WARNING, source=claim.source, error=safe(error))

    thread = threading.Thread(target=keep, name=f"renew {claim.source}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()

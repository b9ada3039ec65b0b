"""When a login that was refused may be tried again, so that no account is locked. Pure.

    refused once → 15 minutes   twice → an hour   three times and more → a day

Another password, account or address in the source's file forgets what was refused, and so does an operator
who has the source polled by its name. Sources of one account wait together: a site locks the account,
whichever of them has asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from feedsvc.models import History

WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(days=1))


def next_try(past: History) -> datetime | None:
    """The time before which nobody signs in again; None where nothing was refused."""
    if not past.refused or past.refused_at is None:
        return None
    return past.refused_at + WAITS[min(past.refused, len(WAITS)) - 1]


def is_too_soon(past: History, now: datetime) -> bool:
    """Whether the next try has to wait; a clock that was set back keeps nobody waiting."""
    again = next_try(past)
    return again is not None and past.refused_at is not None and past.refused_at <= now < again


def together(past: History, let_in: datetime | None, others: Iterable[History]) -> History:
    """The past with the last refusal of its account; those from before the source was `let_in` are over."""
    for other in others:
        if other.refused_at is None or (let_in and other.refused_at <= let_in):
            continue
        if past.refused_at is None or other.refused_at > past.refused_at:
            past = replace(past, refused=max(other.refused, past.refused), refused_at=other.refused_at)
    return past

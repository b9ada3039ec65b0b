"""Why a login does not lead to its source's page, in one line: variables, never what they hold."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from feedsvc.config import LoginOptions, SourceConfig
from feedsvc.decide.logins import next_try
from feedsvc.errors import FetchError, SignedOut
from feedsvc.fetch.targets import one_line, redact
from feedsvc.models import History

BY_HAND = "sign in with a browser and give the source cookies = { … } instead"
LONGEST = 400


def failed(
    source: SourceConfig, login: LoginOptions, told: str, cause: FetchError | None = None
) -> SignedOut:
    """Nobody could sign in, and no password was refused."""
    text = f"signed out: {redact(login.url)} {one_line(told, LONGEST)}"
    return SignedOut(text, source=source.slug, retry_after=cause.retry_after if cause else None)


def refused(
    source: SourceConfig, login: LoginOptions, past: History, now: datetime, cause: FetchError | None = None
) -> SignedOut:
    """The site has let nobody in, once more: the next try has to wait."""
    past = replace(past, refused=past.refused + 1, refused_at=now)
    answered = f" (it answered {cause.status})" if cause else ""
    told = f"does not let {login.typed} in{answered}; correct them, or login.success"
    return _pausing(source, login, told, past, now, cause)


def unclear(
    source: SourceConfig, login: LoginOptions, past: History, now: datetime, cause: FetchError
) -> SignedOut:
    """What was sent is answered in a way that does not say whether it was right: the next try waits, too."""
    past = replace(past, refused=past.refused + 1, refused_at=now)
    return _pausing(source, login, one_line(f"cannot be used: {cause}", LONGEST), past, now, cause)


def waiting(
    source: SourceConfig, login: LoginOptions, past: History, now: datetime, own: History
) -> SignedOut:
    """Nobody tries for now; of what others of the account were refused nothing is stored with the source."""
    times = "once" if past.refused == 1 else f"{past.refused} times"
    error = _pausing(source, login, f"has refused {login.typed} {times}; correct them", past, now)
    error.refused, error.refused_at = own.refused, own.refused_at
    return error


def _pausing(
    source: SourceConfig,
    login: LoginOptions,
    told: str,
    past: History,
    now: datetime,
    cause: FetchError | None = None,
) -> SignedOut:
    again = max(next_try(past) or now, now + cause.retry_after if cause and cause.retry_after else now)
    then = f"the next try is at {again:%Y-%m-%d %H:%M} UTC (feedsvc poll {source.slug} tries at once)"
    return SignedOut(
        f"signed out: {redact(login.url)} {told}; {then}",
        source=source.slug,
        retry_after=again - now,
        refused=past.refused,
        refused_at=past.refused_at,
    )

"""Every exception of feedsvc.

FeedsvcError
├── ConfigError            the configuration is wrong: all problems at once (exit status 2)
├── SourceError            one source cannot be polled; carries the source's slug
│   ├── FetchError         the page could not be had; `rule` names what refused or failed
│   │   └── SignedOut      its site knows nobody by the login of the source
│   ├── SourceBusy         somebody else polls it now: trying again makes sense
│   ├── ExtractError       the page was had but no stories came of it; lists the attempts
│   └── ExtractorDied      the extracting child ran out of time or memory, or crashed
├── StoreError             the database refused
│   ├── StoreUnavailable   unreachable, locked or restarting: trying again makes sense
│   ├── StoreReadOnly      it can be read, not written
│   ├── StoreDamaged       it fails its integrity check: nothing is written any more
│   ├── SchemaTooNew       a newer feedsvc has upgraded it
│   ├── ClaimLost          somebody else holds the claim now: the poll is abandoned whole
│   ├── KeyTaken           another source stored the same new story first: decide again
│   └── TooSoon            a document changed in this very second: publish it in the next
├── RenderError            one story cannot be rendered; carries its id
└── QueryError             a filtered feed was asked for with bad parameters (HTTP 400)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


class FeedsvcError(Exception):
    """Anything feedsvc raises on purpose; its text is one line for a person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One configuration mistake: `FILE: dotted.key: what is wrong (what would be right)`."""

    file: str
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.text}" if self.key else f"{self.file}: {self.text}"


class ConfigError(FeedsvcError):
    """The configuration has mistakes; `problems` holds every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SourceError(FeedsvcError):
    """One source cannot be polled.

    `permanent` says that trying again soon makes no sense; `retry_after` is the wait that the
    server asked for, already capped.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str = "",
        permanent: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(message)
        self.source = source
        self.permanent = permanent
        self.retry_after = retry_after


class SourceBusy(SourceError):
    """Somebody else has the claim on the source: another process, or one that was killed a moment ago."""


class FetchError(SourceError):
    """The page could not be had.

    `rule` is a short stable word: address, scheme, port, url, dns, connect, tls, timeout, size,
    encoding, truncated, redirect, status, robots, protocol, media-type, file, busy, login, proxy. `wall` is
    the name of the wall that the answer is (decide.walls), or empty.
    """

    def __init__(
        self,
        message: str,
        *,
        rule: str,
        url: str = "",
        status: int | None = None,
        source: str = "",
        permanent: bool = False,
        retry_after: timedelta | None = None,
        wall: str = "",
    ) -> None:
        super().__init__(message, source=source, permanent=permanent, retry_after=retry_after)
        self.wall = wall
        self.rule = rule
        self.url = url
        self.status = status


class SignedOut(FetchError):
    """The source's login does not lead to its page.

    `refused` counts the logins in a row that were refused, `refused_at` is when the last one was; None and
    None where that is not what kept it from its page.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str = "",
        retry_after: timedelta | None = None,
        refused: int | None = None,
        refused_at: datetime | None = None,
    ) -> None:
        super().__init__(message, rule="login", source=source, retry_after=retry_after, wall="signed-out")
        self.refused = refused
        self.refused_at = refused_at


class ExtractError(SourceError):
    """No stories came of the page; `attempts` says what was tried and why each gave nothing.

    `kind` says what the page is instead, where that was recognised (captcha, consent, login …); `feeds`
    are absolute addresses of feeds that it names.
    """

    def __init__(
        self,
        message: str,
        *,
        attempts: Sequence[str] = (),
        kind: str | None = None,
        feeds: Sequence[str] = (),
        source: str = "",
    ) -> None:
        super().__init__(message, source=source)
        self.attempts = tuple(attempts)
        self.kind = kind
        self.feeds = tuple(feeds)


class ExtractorDied(SourceError):
    """The extracting child was killed: out of time, out of memory, or a crash of a parser."""


class StoreError(FeedsvcError):
    """The database refused."""


class StoreUnavailable(StoreError):
    """The database cannot be reached or is locked; trying again makes sense."""


class StoreReadOnly(StoreError):
    """The database can be read but not written."""


class StoreDamaged(StoreError):
    """The database fails its integrity check; nothing is written until an operator mends it."""


class SchemaTooNew(StoreError):
    """The database was upgraded by a newer feedsvc; this one refuses to touch it."""


class ClaimLost(StoreError):
    """The claim under which this poll ran has passed to somebody else."""


class KeyTaken(StoreError):
    """Another poll stored a story under one of this record's strong keys first; decide again."""


class TooSoon(StoreError):
    """A document changed in this very second already; `seconds` says when it may change again.

    Last-Modified counts whole seconds: two changes in one would share it, and caches would miss one.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"published a moment ago; try again in {seconds:.1f} s")
        self.seconds = seconds


class RenderError(FeedsvcError):
    """One story cannot be rendered; the feed is published without it."""

    def __init__(self, message: str, *, story: str) -> None:
        super().__init__(message)
        self.story = story


class QueryError(FeedsvcError):
    """A filtered feed was asked for with parameters that cannot be served."""

"""robots.txt: asked once a day and origin, read by protego (RFC 9309)."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from protego import Protego

from feedsvc.errors import FetchError
from feedsvc.fetch.targets import Target
from feedsvc.recent import Recent

MAX_ROBOTS = 512 * 1024
"""Bytes that are read (RFC 9309, section 2.5 asks for at least 500 KiB)."""
KEEP = timedelta(hours=24)
KEEP_REFUSAL = timedelta(seconds=60)
KEEP_STALE = timedelta(days=30)
MAX_DELAY = timedelta(seconds=60)
MAX_ORIGINS, ROOM = 20_000, 24_000_000
"""Origins whose rules are kept, and bytes of memory of all of them together."""
EMPTY, LETTER = 500, 14
"""Bytes that rules take in memory without any text, and for each character that was parsed, about."""
MAX_LINE = 2048

_AGENT = re.compile(r"(?i)user(?:-|\s*)agent\s*:?\s*([^#]*)")
_RULE = re.compile(r"(?i)(?:dis)?allow\s*:")
_OTHER = "User-agent: somebody-else"

Ask = Callable[[Target], tuple[int, bytes]]
"""Fetches a robots.txt: its final status and the bytes of a 200; raises FetchError."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """What one robots.txt says to us."""

    robots: Protego | None
    """None where nothing is forbidden."""
    until: datetime
    """When to ask again."""
    fetched: datetime
    refusal: FetchError | None = None
    """Set where the file could not be had: everything is forbidden for the time being."""
    size: int = EMPTY
    """Bytes that they take in memory, about."""

    def delay(self, agent: str) -> timedelta:
        """Crawl-delay, within 0 … 60 s."""
        seconds = self.robots.crawl_delay(agent) if self.robots else None
        if seconds is None or not math.isfinite(seconds) or seconds < 0:
            return timedelta()
        return min(timedelta(seconds=min(seconds, 3600)), MAX_DELAY)


class Robots:
    """A bounded, thread-safe cache of the rules of every origin asked lately."""

    def __init__(self, agent: str, clock: Callable[[], datetime]) -> None:
        self._agent = agent
        self._clock = clock
        self._rules: Recent[Permissions] = Recent(MAX_ORIGINS, room=ROOM, size=lambda rules: rules.size)
        self._asking: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, target: Target, ask: Ask, patience: float, way: str = "") -> timedelta:
        """The origin's crawl-delay where the URL may be fetched; raises FetchError `robots` where not.

        `patience` in seconds: how long another thread's question about the same origin is waited for.
        `way` is the proxy that is asked: a site may answer it otherwise.
        """
        rules = self._current(target, ask, patience, way)
        if rules.refusal:
            raise rules.refusal
        if rules.robots and not rules.robots.can_fetch(target.url, self._agent):
            raise FetchError("robots.txt forbids it", rule="robots")
        return rules.delay(self._agent)

    def _current(self, target: Target, ask: Ask, patience: float, way: str) -> Permissions:
        origin = f"{way} {target.at('').url}" if way else target.at("").url
        if known := self._fresh(origin):
            return known
        asking = self._question(origin)
        if not asking.acquire(timeout=patience):
            raise FetchError("robots.txt is still being asked for", rule="timeout")
        try:
            return self._fresh(origin) or self._renew(origin, target.at("/robots.txt"), ask)
        finally:
            asking.release()
            with self._lock:
                self._asking.pop(origin, None)

    def _fresh(self, origin: str) -> Permissions | None:
        with self._lock:
            rules = self._rules.get(origin)
            now = self._clock()
            # A clock set back must not keep rules for longer than they were meant to live.
            return rules if rules and rules.fetched <= now < rules.until else None

    def _renew(self, origin: str, target: Target, ask: Ask) -> Permissions:
        now = self._clock()
        try:
            rules = read_rules(*ask(target), now=now, agent=self._agent)
        except FetchError as error:
            rules = self._unreachable(origin, error, now)
        with self._lock:
            self._rules.keep(origin, rules)
        return rules

    def _unreachable(self, origin: str, error: FetchError, now: datetime) -> Permissions:
        with self._lock:
            old = self._rules.get(origin)
        if old and not old.refusal and now - old.fetched < KEEP_STALE:
            return replace(old, until=now + KEEP_REFUSAL)
        if error.rule == "redirect":
            return Permissions(robots=None, until=now + KEEP, fetched=now)  # "unavailable": RFC 9309, 2.3.1.2
        if error.rule not in ("status", "truncated", "encoding", "size", "protocol"):
            raise error  # the page would fail the same way: its own reason says more
        refusal = FetchError(
            f"robots.txt cannot be had ({error}), so nothing may be fetched for now",
            rule="robots",
            retry_after=error.retry_after,
        )
        return Permissions(robots=None, until=now + KEEP_REFUSAL, fetched=now, refusal=refusal)

    def _question(self, origin: str) -> threading.Lock:
        with self._lock:
            return self._asking.setdefault(origin, threading.Lock())


def read_rules(status: int, content: bytes, *, now: datetime, agent: str) -> Permissions:
    """The rules of an answer: 4xx forbids nothing, 5xx everything (RFC 9309, section 2.3.1)."""
    if 200 <= status < 300:
        text = ours(content, agent)
        size = EMPTY + LETTER * len(text)
        return Permissions(robots=Protego.parse(text), until=now + KEEP, fetched=now, size=size)
    if 400 <= status < 500:
        return Permissions(robots=None, until=now + KEEP, fetched=now)
    raise FetchError(f"status {status}", rule="status", status=status)


def ours(content: bytes, agent: str) -> str:
    """The text of a file without what it says to other agents alone: so its cost stays linear, and small."""
    if len(content) >= MAX_ROBOTS:  # half a line, such as `Disallow: /`, says what nobody has said
        content = content[:MAX_ROBOTS].rpartition(b"\n")[0]
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return "\n".join(_kept((line.strip() for line in lines if len(line) <= MAX_LINE), agent))


def _kept(lines: Iterable[str], agent: str) -> Iterator[str]:
    """The lines, with one name for all other agents, without the rules of groups that name only those.

    A group is held to go on where it may: what is dropped belongs to others, however the rest is read.
    """
    to_us, has_rules, last = True, False, ""
    for line in lines:
        if named := _AGENT.match(line):
            us = named[1].strip().lower() in ("*", agent.lower())
            to_us, has_rules = us or (to_us and not has_rules), False
            line = line if us else _OTHER
        elif _RULE.match(line):
            has_rules = True
            if not to_us:
                continue
        if line and not line.startswith("#") and not (line == last == _OTHER):
            yield line
            last = line

"""Kinds of polls: those that may need a browser, and all others. Neither waits behind the other.

render = "auto", "always"  →  a line and threads of their own; with a queue, `feedsvc worker --render`
everything else            →  threads, or `feedsvc worker`, which never starts a browser
"""

from __future__ import annotations

from enum import Enum

from feedsvc.config import Config, SourceConfig

WAITING_FOR_NETWORK = 8
"""Threads for every poll at work: most of them wait for an answer, and extraction has its own bound."""
DRAWING = 2
"""Polls that may need the browser at one time: while it draws one page, the next is fetched."""


class Kind(Enum):
    """What a poll may need; the value names its line in the queue."""

    PLAIN = "polls"
    DRAWN = "renders"


def kind_of(source: SourceConfig) -> Kind:
    """What polls of the source may need."""
    return Kind.DRAWN if source.may_draw else Kind.PLAIN


def known_of(config: Config, kind: Kind) -> frozenset[str]:
    """The sources of this kind that may be claimed under a configuration."""
    return frozenset(s.slug for s in config.sources if s.enabled and kind_of(s) is kind)


def threads_of(config: Config, kind: Kind) -> int:
    """How many hosts are polled at one time at most."""
    return DRAWING if kind is Kind.DRAWN else config.schedule.threads * WAITING_FOR_NETWORK

"""A test of the channels that alerts go out by: one message each, and what came of it.

A channel is named by its number in the configuration and by its kind: its address is a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedsvc.errors import FeedsvcError, Problem
from feedsvc.schedule.alerts import UNUSABLE, Notifier, kind_of, load_channels, make_notifier

TITLE = "feedsvc: a test"
BODY = "This channel works: what happens to your sources will be told here."
NONE = 'no channel is configured (set [alerts] urls = ["mailto://…", "${MY_WEBHOOK}"] in feedsvc.toml)'
Make = Callable[[Sequence[str]], Notifier | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What came of a test of one channel."""

    number: int
    kind: str
    delivered: bool


def channel_problems(file: Path, channels: Sequence[str]) -> list[Problem]:
    """The channels of this file that cannot be used."""
    unusable = load_channels(channels)[1] if channels else []
    return [Problem(file=str(file), key=f"alerts.urls[{n - 1}]", text=UNUSABLE) for n in unusable]


def try_channels(
    channels: Sequence[str], number: int | None = None, make: Make = make_notifier
) -> list[Tried]:
    """Send a message through every channel, or the one of this number; raises FeedsvcError without any."""
    if not channels:
        raise FeedsvcError(NONE)
    if number is not None and not 1 <= number <= len(channels):
        raise FeedsvcError(f"there is no channel {number} (1 to {len(channels)} are configured)")
    wanted = [number] if number is not None else range(1, len(channels) + 1)
    return [
        Tried(number=n, kind=kind_of(channels[n - 1]), delivered=is_delivered(channels[n - 1], make))
        for n in wanted
    ]


def is_delivered(channel: str, make: Make) -> bool:
    """Whether the message went out; whatever a channel raises is no."""
    try:
        notify = make([channel])
        return notify is not None and notify(TITLE, BODY)
    except Exception:  # as where alerts are sent: any of a hundred kinds may raise anything
        return False

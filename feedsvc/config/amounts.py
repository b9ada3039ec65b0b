"""Checks of amounts: how long, how much, how often, which share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from feedsvc.config.checks import line, shown
from feedsvc.config.options import Check, Wrong

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "y": 365 * 86400}
_SIZES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


def _in_unit(seconds: float) -> str:
    """A bound as people say it: in days where it is some."""
    days, rest = divmod(seconds, _UNITS["d"])
    return f"{days:g} d" if days and not rest else f"{seconds:g} s"


def duration(low: float = 0, high: float = 3650 * 86400) -> Check[timedelta]:
    """A check of durations, `10m`, within these seconds."""
    return _time(low, high, "smhd", 'a duration (a number and s, m, h or d, such as "10m")')


def age(value: Any) -> timedelta:
    """How long something is kept: a day at least, a hundred years at most."""
    return _time(86400, 36500 * 86400, "hdwy", 'an age (a number and d, w or y, such as "5y")')(value)


def _time(low: float, high: float, units: str, what: str) -> Check[timedelta]:
    def check(value: Any) -> timedelta:
        pattern = rf"(\d{{1,9}}(?:\.\d{{1,6}})?)\s*([{units}])"
        found = re.fullmatch(pattern, value) if isinstance(value, str) else None
        if not found:
            raise Wrong(f"{shown(value)} is not {what}")
        seconds = float(found[1]) * _UNITS[found[2]]
        if not low <= seconds <= high:
            raise Wrong(f"{shown(value)} is out of bounds ({_in_unit(low)} to {_in_unit(high)})")
        return timedelta(seconds=seconds)

    return check


def size(value: Any) -> int:
    """A number of bytes, `8MB`."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value}B"
    found = re.fullmatch(r"(\d{1,12})\s*([A-Za-z]+)", value) if isinstance(value, str) else None
    size = int(found[1]) * _SIZES.get(found[2], 0) if found else 0
    if not 1 <= size <= 2**40:
        raise Wrong(f'{shown(value)} is not a size (a number and {", ".join(_SIZES)}, such as "8MB")')
    return size


def share(value: Any) -> float:
    """A percentage as a number from 0 to 1."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)\s*%", value) if isinstance(value, str) else None
    if not found or float(found[1]) > 100:
        raise Wrong(f'{shown(value)} is not a percentage ("0%" to "100%", such as "10%")')
    return float(found[1]) / 100


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds, all of which may come at once."""

    requests: int
    seconds: int


def rate(value: Any) -> Rate | None:
    """So many requests per second, minute or hour, `600/m`; "" for any number.

    >>> rate("600/m")
    Rate(requests=600, seconds=60)
    """
    found = re.fullmatch(r"([1-9]\d{0,6})\s*/\s*([smh])(?:ec(?:ond)?|in(?:ute)?|our)?", line(value))
    if value and not found:
        raise Wrong(f'{shown(value)} is not a rate (requests per s, m or h, such as "600/m"; "" for none)')
    return Rate(int(found[1]), _UNITS[found[2]]) if found else None

"""Dates that only dateparser knows: slow, and asked last."""

from __future__ import annotations

import re
import warnings
from datetime import datetime, tzinfo
from functools import lru_cache

from feedsvc.clean.habits import Habits
from feedsvc.clean.saiddates import in_english

# All two hundred languages of dateparser cost seconds for a text that is no date in any of them.
_LANGUAGES = "en zh es fr de pt it nl ru ja ko ar tr pl sv da nb fi cs uk vi id el he hu ro hi fa th".split()  # noqa: SIM905
# What makes a text worth dateparser's time: a digit, or a word of one of the usual languages.
_PROMISING = re.compile(
    r"\d|now|today|yesterday|ago|heute|gestern|hier|aujourd|hoy|ayer|oggi|ieri|hoje|ontem|сегодня|вчера"
    r"|[刚昨今前]",
    re.IGNORECASE,
)

EARLIEST = 1500
"""Earlier years are of other calendars, which dateparser takes for ours: 1404 is the Persian 2025."""


def guessed(line: str, habits: Habits) -> datetime | None:
    """The date that dateparser reads in the line."""
    minute = habits.now.replace(second=0, microsecond=0) if habits.now else None
    order = habits.order or ("DMY" if habits.day_first else None)
    return _by_dateparser(in_english(line), habits.zone, minute, order)


@lru_cache(maxsize=2048)
def _by_dateparser(line: str, zone: tzinfo, now: datetime | None, order: str | None) -> datetime | None:
    if not _PROMISING.search(line):
        return None
    from dateparser import parse  # loads slowly, seldom needed

    settings: dict[str, object] = {
        "TIMEZONE": str(zone),
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"] if now else ["day", "month", "year"],
        "PARSERS": ["relative-time", "absolute-time"] if now else ["absolute-time"],
    }
    if order:
        settings["DATE_ORDER"] = order
    if now:
        settings["RELATIVE_BASE"] = now.astimezone(zone).replace(tzinfo=None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parse(line, languages=_LANGUAGES, settings=settings)
    except Exception:  # a fuzzed date has made it raise nearly everything
        return None
    return found if isinstance(found, datetime) and found.year >= EARLIEST else None

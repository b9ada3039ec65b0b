"""Which of the dates in a block is its own, where it shows several."""

from __future__ import annotations

from collections.abc import Sequence

from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.outline import DATED, Hit, Outline


def own_date(out: Outline, found: Sequence[Hit]) -> Hit | None:
    """The complete one that says what a badge without a year says; else the one that is marked as a date.

    Where nothing marks one: the first complete one, then the first.
    """
    first = found[0] if found else None
    complete = [date for date in found if date.sure]
    if first is None or first.sure or not complete:
        return first
    if agreeing := next((date for date in complete if _same_day(date, first)), None):
        return agreeing
    marked = _is_marked(out, first) and not any(_is_marked(out, date) for date in complete)
    return first if marked and find_worded(first.text) else complete[0]


def _same_day(one: Hit, other: Hit) -> bool:
    days = [find_worded(date.text) for date in (one, other)]
    first, second = ((day.month, day.day) if day else None for day in days)
    return first is not None and first == second


def _is_marked(out: Outline, date: Hit) -> bool:
    return out.tags[date.at] == "time" or bool(out.tokens[date.at] & DATED)

"""Which of the dates in a block is its own, where it shows several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.clean.numberdates import number_date
from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.datelines import goes_on
from feedsvc.extract.auto.elementdates import DATED, MAX_LEAF
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.sight import is_kept_from_sight
from feedsvc.extract.datetext import find_date
from feedsvc.extract.ofchange import is_of_change, is_of_end

LEADING = 32
"""Letters in which a date stands that a text begins with."""
_ISO = re.compile(r"\d{4}-(\d\d)-(\d\d)")


def own_date(out: Outline, found: Sequence[Hit]) -> Hit | None:
    """The complete one that says what a badge without a year says; else the one that is marked as a date.

    Where nothing marks one: the first complete one, then the first.
    """
    if len(found) > 1:  # that of a change, or of an end, only where there is no other
        found = [date for date in found if not is_of_change(out.nodes[date.at], date.text)] or found
        found = [date for date in found if not is_of_end(out.nodes[date.at], date.text)] or found
        found = _seen(out, found) or found
    first = found[0] if found else None
    complete = [date for date in found if date.sure]
    if first is None or first.sure or not complete:
        return first
    if agreeing := next((date for date in complete if _same_day(date, first)), None):
        return agreeing
    marked = _is_marked(out, first) and not any(_is_marked(out, date) for date in complete)
    return first if marked and find_worded(first.text) else complete[0]


def _seen(out: Outline, found: Sequence[Hit]) -> list[Hit]:
    """The dates that are shown, where one of them is complete; keys to sort by stand hidden beside others."""
    shown = [date for date in found if not is_kept_from_sight(out, date.at)]
    return shown if any(date.sure for date in shown) else []


def _same_day(one: Hit, other: Hit) -> bool:
    first, second = _day(one.text), _day(other.text)
    return first is not None and first == second


def _day(text: str) -> tuple[int, int] | None:
    """Month and day."""
    if iso := _ISO.match(text):
        return int(iso[1]), int(iso[2])
    found = find_worded(text) or number_date(text, None)
    return (found.month, found.day) if found else None


def _is_marked(out: Outline, date: Hit) -> bool:
    """Whether it is said to be the date, or stands in an attribute for programs to read."""
    if date.text not in out.texts[date.at] and any(
        date.text in (v or "") for v in out.attributes[date.at].values()
    ):
        return True
    return out.tags[date.at] == "time" or bool(out.tokens[date.at] & DATED)


def leading_date(out: Outline, start: int, end: int) -> Hit | None:
    """The complete date with which a text of some length begins, where the block has no other."""
    for number in range(start, end):
        text = out.texts[number]
        if len(text) > MAX_LEAF and text[0].isdigit() and (found := find_date(text[:LEADING])):
            return Hit(number, found[0]) if found[1] and _heads(text, found[0]) else None
    return None


def _heads(text: str, date: str) -> bool:
    """Whether the text begins with the date, and no sentence does."""
    return text.startswith(date) and not goes_on(text[len(date) :])

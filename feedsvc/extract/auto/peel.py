"""A name without the number and date that stand before or behind it in every row of its column.

    11/20/2026 – No. 12345 – Smith v. Joyner
    11/13/2026 – No. 12331 – State v. Quick

give "Smith v. Joyner" and "State v. Quick"; what only some rows have is part of their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedsvc.clean.datewords import has_digit
from feedsvc.extract.auto.rowpieces import Field, trimmed
from feedsvc.extract.datetext import find_date

MOST_PARTS = 3
FEWEST = 4
"""Letters that must be left of every name."""
_NUMBER = re.compile(
    r"(?:no|nr|n°|№|#|case|docket)?[.:]?\s?(?!(?:19|20)\d\d\b)[\w./:-]*\d[\w./:-]*(?:\s[-–—|:·]\s|:\s)", re.I
)


def peeled(fields: dict[int, Field]) -> dict[int, Field]:
    """The fields without what all of them begin or end with, as long as they still differ as much."""
    if any(one.link for one in fields.values()):
        return fields
    for _ in range(MOST_PARTS):
        before = fields
        for peel in (_without_date, _without_number):
            fields = _all(fields, peel)
        if fields is before:
            break
    return fields


def _all(fields: dict[int, Field], peel: Callable[[str], str]) -> dict[int, Field]:
    left: dict[int, Field] = {}
    for item, one in fields.items():
        text = peel(one.text)
        if text == one.text or len(text) < FEWEST:
            return fields
        left[item] = one._replace(text=text)
    return fields if _different(left) < _different(fields) else left


def _different(fields: Mapping[int, Field]) -> int:
    return len({one.text for one in fields.values()})


def _without_date(text: str) -> str:
    found = find_date(text) if has_digit(text) else None
    date = found[0] if found and found[1] else ""
    if date and text.startswith(date):
        return trimmed(text[len(date) :])
    if date and text.endswith(f". {date}."):  # a sentence of its own
        return text[: -len(date) - 3]
    return trimmed(text[: -len(date)]) if date and text.endswith(date) else text


def _without_number(text: str) -> str:
    found = _NUMBER.match(text)
    return trimmed(text[found.end() :]) if found else text

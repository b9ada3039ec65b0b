"""Dates in numbers of which a badge says the day large, and year and month small beside it.

    <div class="box"><strong>22</strong><span>2026-11</span></div>

gives "2026-11-22".
"""

from __future__ import annotations

import re

from feedsvc.clean.datewords import has_digit, with_digits

_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}日? {_YEAR}\s?[-./年]\s?{_MONTH}月?",
        rf"{_YEAR}\s?[-./年]\s?{_MONTH}月? {_DAY}日?",
        rf"{_YEAR}年? {_MONTH}[-./]{_DAY}",
        rf"{_MONTH}-{_DAY} {_YEAR}年?",
    )
)


def parted_date(text: str) -> tuple[str, bool] | None:
    """The complete date that all of a badge's words make in parts; None where they make none."""
    if not has_digit(text):
        return None
    line = with_digits(text)
    found = next(filter(None, (pattern.fullmatch(line) for pattern in _PARTS)), None)
    return (f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}", True) if found else None

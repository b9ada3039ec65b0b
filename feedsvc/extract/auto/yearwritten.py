"""A date without its year, with the year of a heading: `28 Nov, 10:05` becomes `28 Nov 2025, 10:05`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.extract.datetext import find_date

_WIDE = re.compile(r"\d{1,2}\s?[月월]")
_CLOCK = re.compile(r"[,\s]+\d{1,2}[:.h]\d\d.*$")
_NUMBERS = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\.?")


def with_year(text: str, year: str) -> str | None:
    """The complete date, or None where the text is no day and month."""
    return next((date for date in _tries(text, year) if find_date(date) == (date, True)), None)


def _tries(text: str, year: str) -> Iterator[str]:
    if _WIDE.match(text):
        yield f"{year}年{text}"
    clock = _CLOCK.search(text)
    day, rest = (text[: clock.start()], clock.group()) if clock else (text, "")
    yield f"{day} {year}{rest}"
    if numbers := _NUMBERS.fullmatch(day):
        first, sign, second = numbers.groups()
        yield f"{year}-{first}-{second}{rest}" if sign == "-" else f"{first}{sign}{second}{sign}{year}{rest}"

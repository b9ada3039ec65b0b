"""Years and days of other calendars, as those of the Gregorian one."""

from __future__ import annotations

from datetime import date, timedelta

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The year before an era's first one (元年)."""
LETTERS = {"R": 2018, "H": 1988, "S": 1925}
"""The letters by which Japanese eras are written: `R8.11.28`."""
_THAI = 543


def year_of_thai(year: int) -> int:
    """The year of the Buddhist era (2569) in ours (2026)."""
    return year - _THAI


def gregorian_of_persian(year: int | None, month: int, day: int) -> tuple[int, int, int] | None:
    """Year, month and day of a date of the Persian solar calendar; None where there is no such day.

    By the rule of 33 years (a leap year where (25 · year + 11) mod 33 < 8), true for the years 1244 to 1502.
    """
    if year is None or not 1244 <= year <= 1502 or not 1 <= month <= 12:
        return None
    if not 1 <= day <= (31 if month <= 6 else 30):
        return None
    before = 365 * (year - 1) + (8 * (year - 1) + 29) // 33
    in_year = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    found = date(622, 3, 21) + timedelta(days=before + in_year)
    return found.year, found.month, found.day

"""A page of many rows in one line a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Seen = tuple[str, str, str | None]
"""Title, address and day of a story."""
DAY = date(2026, 3, 3)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page and its stories in page order; none where nothing on it is a story."""

    name: str
    body: str
    stories: tuple[Seen, ...] = ()
    url: str = "https://town.example/list/"
    language: str = "en"

    @property
    def html(self) -> str:
        """The whole page."""
        head = f"<title>{self.name}</title>"
        return (
            f'<!doctype html><html lang="{self.language}"><head>{head}</head><body>{self.body}</body></html>'
        )


def rows(template: str, values: Sequence[Mapping[str, object]], parity: Sequence[str] = ("", "")) -> str:
    """The template once for every row; `{even}` is one of the two words of `parity` in turn."""
    given = ({"n": n, "even": parity[n % 2], **row} for n, row in enumerate(values))
    return "".join(template.format_map(row) for row in given)


def days_back(n: int) -> date:
    """The day n days before the newest one."""
    return date.fromordinal(DAY.toordinal() - n)


def spoken(day: date) -> dict[str, object]:
    """The parts of a day as pages write them."""
    return {
        "iso": day.isoformat(), "d": day.day, "dd": f"{day.day:02}", "m": day.month, "mm": f"{day.month:02}",
        "y": day.year, "month": MONTHS[day.month - 1], "mon": MONTHS[day.month - 1][:3],
        "weekday": WEEKDAYS[day.weekday()], "wd": WEEKDAYS[day.weekday()][:3],
    }  # fmt: skip

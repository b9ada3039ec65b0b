"""Days in titles whose year has two digits, and numbers that look alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.extract.strategies import extract

OF_DAYS = {
    "before the words": ("{} Regular meeting", "11/20/26 11/6/26 10/14/26 9/30/26"),
    "with dashes": ("{} Regular Meeting Minutes", "11-20-26 11-06-26 10-14-26 09-30-26"),
    "with full stops": ("{} Agenda of the board", "11.20.26 11.06.26 10.14.26 09.30.26"),
    "behind the words": ("Protokoll der Sitzung vom {}", "20.11.26 06.11.26 14.10.26 30.09.26"),
    "a file's name": ("Minutes_{}.pdf", "11-20-26 11-06-26 10-14-26 09-30-26 09-16-26"),
}
OF_NONE = {
    "versions": ["Widget firmware 1.2.26", "Widget firmware 1.2.25", "Widget firmware 1.2.24"],
    "versions that have no day": [
        "Widget firmware 13.20.26",
        "Widget firmware 13.19.0",
        "Widget firmware 12.9.1",
    ],
    "resolutions of a month": [
        "Resolution 26-11-01 on fees",
        "Resolution 26-11-02 on moles",
        "Resolution 26-11-03",
    ],
    "resolutions of a year": [
        "Resolution 26-01-14 on fees",
        "Resolution 26-02-15 on moles",
        "Resolution 26-03-16",
    ],
    "bulletins of which one part counts on": [f"Bulletin 3.{n}.26 of the club" for n in (12, 11, 10, 9)],
    "resolutions of a board that count on": [
        f"Resolution {n} on fees" for n in ("3-12-26", "3-11-26", "2-10-26", "2-9-26")
    ],
    "few of them": ["Tides of 11/20/26 and after", "About the harbour's board", "Fees and other charges"],
    "two in a title": ["Open 11/20/26 to 11/24/26", "Open 10/20/26 to 10/24/26", "Open 9/20/26 to 9/24/26"],
}


def published(titles: Sequence[str]) -> list[str | None]:
    """The days of a list of links under these titles."""
    items = "".join(f'<li><a href="/m/{n}.pdf">{title}</a></li>' for n, title in enumerate(titles, 41))
    page = f"<body><main><h1>Papers of the board</h1><ul>{items}</ul></main></body>"
    return [str(s.published) if s.published else None for s in extract("auto", page).stories]


@pytest.mark.parametrize("kind", OF_DAYS)
def test_days_with_short_years_that_nearly_all_titles_bear_date_them(kind: str) -> None:
    title, days = OF_DAYS[kind]
    assert published([title.format(day) for day in days.split()]) == days.split()


def test_packed_days_that_nearly_all_titles_bear_date_them() -> None:
    titles = [f"{day} Minutes of the board" for day in ("20261120", "20261106", "20261014")]
    assert published(titles) == ["2026-11-20", "2026-11-06", "2026-10-14"]


@pytest.mark.parametrize("kind", OF_NONE)
def test_numbers_that_look_like_days_with_short_years_date_nothing(kind: str) -> None:
    assert published(OF_NONE[kind]) == [None] * len(OF_NONE[kind])


def test_a_title_without_its_day_has_none_among_many_that_bear_one() -> None:
    days = ["11-20-26", "11-06-26", "10-14-26", "09-30-26"]
    titles = [*(f"{day} Regular Meeting Minutes" for day in days), "Special Meeting Minutes of the board"]
    assert published(titles) == [*days, None]

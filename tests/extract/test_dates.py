"""Dates from the markup to the moment: what cannot be read is told, odd places are found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from tests.extract.helpers import make_page, make_settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]
NO_DATE = "1 Qershorxyz viti 20x6"


def read(body: str, extractor: str = "auto", zone: str = "UTC", **options: str) -> Extraction:
    return run(make_page(body), make_settings(extractor=extractor, timezone=zone, options=options), NOW)


def listing(dates: Sequence[str], markup: str = "<time>{}</time>") -> str:
    """A list of stories with these dates."""
    pairs = zip(TITLES, dates, strict=False)
    rows = [f'<li><a href="/{n}">{title}</a> {markup.format(d)}</li>' for n, (title, d) in enumerate(pairs)]
    return f"<ul>{''.join(rows)}</ul>"


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        pytest.param([NO_DATE] * 3, f"3 of 3 stories (as {NO_DATE!r})", id="none"),
        pytest.param([NO_DATE, "x" * 90, "2026-11-20"], f"2 of 3 stories (as {NO_DATE!r})", id="most"),
        pytest.param([NO_DATE, "", ""], f"1 of 1 stories (as {NO_DATE!r})", id="the only one"),
        pytest.param(["x" * 90] * 3, f"3 of 3 stories (as {'x' * 60!r})", id="a long text"),
    ],
)
def test_an_option_whose_dates_cannot_be_read_is_named(dates: list[str], told: str) -> None:
    page = listing(dates)
    data = json.dumps([{"t": title, "d": date} for title, date in zip(TITLES, dates, strict=True)])
    by_selectors = read(page, "selectors", item="li", title="a", date="time")
    by_json = read(data, "json", items="@", title="t", date="d")
    assert f"selectors: date 'time' matches, but cannot be read in {told}" in by_selectors.attempts
    assert f"json: date 'd' matches, but cannot be read in {told}" in by_json.attempts


def test_dates_that_were_found_without_an_option_are_told_too() -> None:
    page = listing(["20 Qershorxyz 2026"] * 3)
    told = "auto: the dates cannot be read in 3 of 3 stories (as '20 Qershorxyz 2026')"
    assert told in read(page).attempts


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param(["2026-11-20"] * 3, id="all are read"),
        pytest.param(["2026-11-20", NO_DATE, "2026-11-18"], id="most are read"),
        pytest.param(["", "", ""], id="none is there"),
    ],
)
def test_dates_that_are_read_need_no_words(dates: list[str]) -> None:
    attempts = read(listing(dates), "selectors", item="li", title="a", date="time").attempts
    assert "cannot be read" not in " ".join(attempts)

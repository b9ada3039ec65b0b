"""Dates as they are written in many languages, and texts that are none: one named row each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.clean.dates import parse_date
from feedsvc.clean.wordeddates import languages_for, languages_of
from feedsvc.extract.datetext import find_date

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def rows() -> Iterator[tuple[str, str, datetime]]:
    """Language, text and moment of every row of the table."""
    for line in (HERE / "date_texts.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, text, moment = line.split(" | ")
            yield language, text, datetime.fromisoformat(moment).replace(tzinfo=UTC)


ROWS = [pytest.param(text, moment, id=f"{code}: {text}") for code, text, moment in rows()]
ALONE = {"09:30", "9:30 a.m.", "11:30 PM", "23:30", "20261128", "1795860300", "5 мин. назад", "3 days"}
"""Dates only where nothing else stands: clocks, ages, seconds, digits without signs between them."""
NO_DATES = [line for line in (HERE / "no_dates.txt").read_text("utf-8").splitlines() if line[:1] != "#"]


@pytest.mark.parametrize(("text", "moment"), ROWS)
def test_a_date_of_the_table_means_what_it_says(text: str, moment: datetime) -> None:
    assert parse_date(text, UTC, now=NOW) == moment


@pytest.mark.parametrize(("text", "moment"), ROWS)
@pytest.mark.no_cover
def test_a_date_of_the_table_is_found_as_it_stands(text: str, moment: datetime) -> None:
    found = find_date(text)
    assert (parse_date(found[0], UTC, now=NOW) if found else None) == (None if text in ALONE else moment)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["32 November 2026", "0 March 2026", "30 February 2026", "31. April 2026", "45/45/2026", "29.02.2026"],
)
def test_a_day_that_is_not_there_is_no_date(text: str) -> None:
    assert parse_date(text, UTC, now=NOW) is None


def test_the_table_is_as_wide_as_it_claims() -> None:
    assert len(ROWS) >= 300
    assert len({language for language, _, _ in rows()}) >= 30
    assert len(NO_DATES) >= 60


def test_languages_that_fit_all_words_for_months_are_those_of_every_date() -> None:
    told = [(text, languages_for([text])) for _, text, _ in rows()]
    assert sum(bool(languages) for _, languages in told) > 150
    assert any(languages is None for _, languages in told)
    for text, languages in told:
        if languages is None:
            assert not languages_of(text)
        elif found := languages_of(text):
            assert languages <= found


@pytest.mark.parametrize(
    ("texts", "own", "fits"),
    [
        pytest.param(["28 Nov 2026", "Dec 3", "10:20"], "en", True, id="all-fit"),
        pytest.param(["28 Nov 2026", "3. Dezember"], "en", False, id="one-does-not"),
        pytest.param(["28 Nov 2026"], "", False, id="no-language"),
        pytest.param(["28 tháng 11 2026"], "vi", False, id="a-name-of-two-words-is-left-to-reading"),
    ],
)
def test_a_language_fits_where_all_words_for_months_name_one_in_it(
    texts: list[str], own: str, fits: bool
) -> None:
    languages = languages_for(texts)
    assert languages is not None
    assert (own in languages) == fits


def test_where_no_word_names_a_month_no_language_is_asked_for() -> None:
    assert languages_for(["2026-11-28", "10:20"]) is None

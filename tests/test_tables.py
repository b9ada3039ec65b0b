"""A table that is one test fails with every row that fails, and names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import in_one, is_table, try_all


def halves(number: int, skip: bool = False) -> None:
    if skip:
        pytest.skip("not installed")
    assert number % 2 == 0


def test_each_row_that_fails_is_named_and_none_is_left_untried() -> None:
    rows = [(name, halves, {"number": n}) for n, name in enumerate(("zero", "one", "two", "three"))]
    with pytest.raises(ExceptionGroup, match="2 of 4 rows: one, three") as told:
        try_all(rows)
    assert [error.__notes__ for error in told.value.exceptions] == [["in the row one"], ["in the row three"]]


def test_a_row_that_was_skipped_is_told_where_no_other_fails() -> None:
    skipped = ("skipped", halves, {"number": 0, "skip": True})
    with pytest.raises(pytest.skip.Exception, match="not installed"):
        try_all([skipped, ("two", halves, {"number": 2})])
    with pytest.raises(ExceptionGroup, match="1 of 2 rows: one"):
        try_all([skipped, ("one", halves, {"number": 1})])


@pytest.mark.parametrize("number", [0, pytest.param(2, id="two")])
def plain(number: int) -> None: ...


@pytest.mark.parametrize("number", [0, pytest.param(1, marks=pytest.mark.golden)])
def with_a_mark(number: int) -> None: ...


@pytest.mark.parametrize("number", [])
def without_rows(number: int) -> None: ...


@pytest.mark.parametrize("number", [0, 2])
def with_a_fixture(number: int, tmp_path: Path) -> None: ...


@pytest.mark.parametrize("number", [0, 2], indirect=True)
def with_a_fixture_s_values(number: int) -> None: ...


@pytest.mark.parametrize("number", [0, 2])
@given(st.booleans())
def drawn(number: int, drawn: bool) -> None: ...


def test_a_table_is_what_asks_for_values_alone() -> None:
    others = (with_a_mark, without_rows, with_a_fixture, with_a_fixture_s_values, drawn, halves)
    assert is_table(plain)
    assert not [test.__name__ for test in others if is_table(test)]


def test_a_table_keeps_its_place_and_the_marks_of_all_its_rows() -> None:
    marked = pytest.mark.golden(plain)
    table = in_one(marked, list)
    assert [mark.name for mark in table.pytestmark] == ["golden"]  # type: ignore[attr-defined]
    assert table.__name__ == "plain"
    table()

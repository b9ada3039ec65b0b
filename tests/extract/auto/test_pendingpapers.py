"""Words that stand in place of a paper name no row; those of a column of their own do."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

DAYS = ("May 4, 2026", "April 6, 2026", "March 2, 2026", "February 2, 2026", "January 5, 2026")
AGENDAS = [f"{day}: Agenda" for day in DAYS]
TABLE = "<tr><td>{day}</td><td><a href='/a/{n}.pdf'>Agenda</a></td><td>{last}</td></tr>"
LIST = "<li>{day} <a href='/a/{n}.pdf'>Agenda</a> <span>{last}</span></li>"
NAMED = "<tr><td>{day}</td><td>{name}</td><td><a href='/a/{n}.pdf'>Agenda</a></td><td>{last}</td></tr>"


def titles(row: str, *, pending: int = 1, name: str = "") -> list[str | None]:
    """The titles of the rows, of which so many wait for their minutes and bear the name."""
    given = [
        row.format(
            n=n,
            day=day,
            name=name if n < pending else "",
            last="Not yet approved" if n < pending else f"<a href='/m/{n}.pdf'>Minutes</a>",
        )
        for n, day in enumerate(DAYS)
    ]
    tag = "ul" if row == LIST else "table"
    page = f"<body><main><h1>Meetings of the board</h1><{tag}>{''.join(given)}</{tag}></main></body>"
    return [story.title for story in extract("auto", page).stories]


@pytest.mark.parametrize("row", [TABLE, LIST])
@pytest.mark.parametrize("pending", [1, 2])
def test_what_is_said_in_place_of_a_paper_is_no_title(row: str, pending: int) -> None:
    assert titles(row, pending=pending) == AGENDAS


def test_the_name_that_few_rows_have_in_a_column_of_its_own_is_their_title() -> None:
    assert titles(NAMED, name="Special meeting on the fees of the harbour") == [
        "Special meeting on the fees of the harbour",
        *AGENDAS[1:],
    ]

"""Two sides of a match are one title; a label, a day or a section beside a title is none of its sides."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

SIDES = [("Gulls", "Mill Rovers"), ("Eel Town", "Quay Harriers"), ("Fen United", "Lock Athletic")]
TITLES = ["Second quay opens", "Night ferries return", "Old mint is a library"]


def titles(row: str, values: list[dict[str, object]]) -> list[str | None]:
    rows = "".join(f"<li>{row.format(n=n, **value)}</li>" for n, value in enumerate(values, 1))
    return [story.title for story in extract("auto", f"<main><ul>{rows}</ul></main>").stories]


@pytest.mark.parametrize(
    ("row", "title"),
    [
        pytest.param(
            '<i>2026-03-0{n}</i> <a href="/m/{n}"><b class="team">{a}</b> <b class="team">{b}</b></a>',
            "Gulls Mill Rovers",
            id="a link around both",
        ),
        pytest.param(
            '<i>2026-03-0{n}</i> <a href="/t/{a}" class="home">{a}</a> <a href="/t/{b}" class="away">{b}</a>',
            "Gulls Mill Rovers",
            id="a link of each",
        ),
        pytest.param(
            '<i>2026-03-0{n}</i> <b><a href="/t/{a}">{a}</a></b> <a href="/m/{n}">{n} – 0</a> <b>{b}</b>',
            "Gulls 1 – 0 Mill Rovers",
            id="the score between",
        ),
    ],
)
def test_the_sides_of_a_match_are_one_title(row: str, title: str) -> None:
    assert titles(row, [{"a": a, "b": b} for a, b in SIDES])[0] == title


def test_a_side_may_be_called_by_a_number() -> None:
    sides = '<div class="team">{a}</div><div class="team">{b}</div>'
    row = f'<a href="/m/{{n}}"><i>2026-03-0{{n}}</i>{sides}<div>Harbour cup 2026: group stage</div></a>'
    assert titles(row, [{"a": "404", "b": b} for _, b in SIDES])[0] == "404 Mill Rovers"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            '<p class="left-side">Ports</p><p class="right-side"><a href="/n/{n}">{t}</a></p><i>2026-03-0{n}</i>',
            id="two columns",
        ),
        pytest.param(
            '<p class="home-day">2026-03-0{n}</p><p class="home-title"><a href="/n/{n}">{t}</a></p>',
            id="parts of a first page",
        ),
        pytest.param(
            '<b class="home-tag"><a href="/x">Ports</a></b> <b class="home-news"><a href="/n/{n}">{t}</a></b>'
            "<i>2026-03-0{n}</i>",
            id="parts of a first page with links",
        ),
        pytest.param(
            '<b>Ports</b> <b>–</b> <a href="/n/{n}">{t}</a> <i>2026-03-0{n}</i>', id="a label and a dash"
        ),
        pytest.param(
            '<a href="/tag/ports">Ports</a> <b>-</b> <a href="/n/{n}">{t}</a> <i>2026-03-0{n}</i>',
            id="a section and a dash",
        ),
        pytest.param(
            '<b>Ann Lee</b> <b>:</b> <a href="/n/{n}">{t}</a> <i>2026-03-0{n}</i>', id="a name and a colon"
        ),
    ],
)
def test_what_stands_beside_a_title_is_no_side_of_it(row: str) -> None:
    assert titles(row, [{"t": title} for title in TITLES]) == TITLES


def test_odds_behind_a_match_whose_score_stands_between_its_sides_are_not_its_page() -> None:
    row = '<tr><td>{n}.11.2026</td><td><a href="/t/{n}">Gulls</a></td><td>2:1</td><td><a href="/t/9{n}">Mill</a></td><td><a href="/bet/{n}">1:3</a></td></tr>'
    rows = "".join(row.replace("{n}", str(n)) for n in range(10, 16))
    found = extract("auto", f"<body><main><table>{rows}</table></main></body>").stories
    assert [story.link for story in found] == [f"/t/{n}" for n in range(10, 16)]

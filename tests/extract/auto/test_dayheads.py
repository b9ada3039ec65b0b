"""Lines that say a day above several rows, in whatever elements they are."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.dayheads import day_heads
from feedsvc.extract.auto.walk import outline
from tests.extract.strategies import extract

CASES = ("Eel Co. v. Lund", "In re Dab", "State v. Tern", "Mill v. Mill", "Gull v. Harbour Board", "A. v. B.")
BELOW = {27: (0, 1), 26: (1, 4), 20: (4, 6)}
"""The first case of each day, and the one after its last."""


def page(day: str, case: str, around: str = "{}", rows: str = "{}") -> str:
    """Days and the cases below them."""
    parts = []
    for number, (first, last) in BELOW.items():
        cases = (case.replace("{n}", str(n)).replace("{case}", CASES[n]) for n in range(first, last))
        parts.append(day.replace("{day}", f"November {number}, 2026") + rows.replace("{}", "".join(cases)))
    return "<main><h1>Opinions</h1>" + around.replace("{}", "".join(parts)) + "</main>"


PAGES = [
    pytest.param("<div class=day>{day}</div>", '<div class=c><a href="/o/{n}">{case}</a> <i>affirmed</i></div>', "{}", "{}", id="boxes"),
    pytest.param("<p><b>{day}</b></p>", '<li><a href="/o/{n}">{case}</a></li>', "{}", "<ul>{}</ul>", id="lists below paragraphs"),
    pytest.param("<h4>Opinions released {day}</h4>", '<p><a href="/o/{n}">{case}</a></p>', "{}", "{}", id="headings that say more"),
    pytest.param(
        "<tr class=g><td colspan=2><b>{day}</b></td></tr>", '<tr><td>26-{n}</td><td><a href="/o/{n}">{case}</a></td></tr>', "<table>{}</table>", "{}", id="rows of a table"
    ),
    pytest.param(
        "<h3>{day}</h3>", '<div class=cell><a href="/o/{n}">{case}</a><br><small>No. 26</small></div>', "{}", "<div>{}</div>", id="boxes of boxes"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "case", "around", "rows"), PAGES)
def test_every_row_is_of_the_day_above_it(day: str, case: str, around: str, rows: str) -> None:
    found = extract("auto", page(day, case, around, rows)).stories
    assert [(s.title, s.link, s.published) for s in found] == [
        (CASES[n], f"/o/{n}", f"November {number}, 2026")
        for number, (first, last) in BELOW.items()
        for n in range(first, last)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '<p>November {n}, 2026</p><p><a href="/o/{n}">Case {n} of the harbour</a></p>',
        '<p>November {n}, 2026</p><p><a href="/a/{n}">Agenda</a> <a href="/m/{n}">Minutes</a></p>',
        '<p><a href="/d/{n}">November {n}, 2026</a></p><p><a href="/o/{n}">One</a></p><p><a href="/o/9{n}">Two</a></p>',
        "<p>November {n}, 2026</p><p>Nothing was said of it.</p><p>Nor of this.</p>",
        '<p>November {n}, 2026 was the day on which it began to rain</p><p><a href="/o/{n}">One</a></p><p><a href="/p/{n}">Two</a></p>',
    ],
    ids=["one row below each", "two papers in one row", "days that lead somewhere", "no links", "a sentence"],
)
def test_other_lines_with_days_head_nothing(rows: str) -> None:
    whole = (
        "".join(rows.replace("{n}", str(n)) for n in (7, 6, 5)) + '<p><a href="?page=2">Older ones</a></p>'
    )
    assert not day_heads(outline(LexborHTMLParser(f"<main>{whole}</main>")))


def test_what_stands_beyond_the_last_day_s_list_is_not_of_that_day() -> None:
    cases = page(
        "<div class=day>{day}</div>",
        '<div class=c><a href="/o/{n}">{case}</a></div>',
        "<section>{}</section>",
    )
    rules = "".join(
        f'<div class=c><a href="/r/{n}">Rule {n} of the harbour court</a></div>' for n in (1, 2, 3)
    )
    found = extract("auto", cases.replace("</main>", f"<section>{rules}</section></main>")).stories
    assert all(story.published is None for story in found if "/r/" in (story.link or ""))


def test_the_way_to_older_rows_below_the_last_day_is_no_story() -> None:
    cases = page("<p><b>{day}</b></p>", '<p><a href="/o/{n}">{case}</a></p>')
    found = extract("auto", cases.replace("</main>", '<p><a href="?page=2">Next page</a></p></main>')).stories
    assert [story.link for story in found] == [f"/o/{n}" for n in range(6)]


def test_days_behind_their_rows_head_nothing() -> None:
    rows = "".join(
        f'<div class=c><a href="/o/{n}">{case}</a></div>'
        + (f"<div class=day>November {20 - n}, 2026</div>" if n not in (2, 5) else "")
        for n, case in enumerate(CASES)
    )
    tree = LexborHTMLParser(f"<main><h1>Opinions</h1><div>{rows}</div></main>")
    assert not day_heads(outline(tree))

"""A reading that may be wrong says why, and one that is plain says nothing."""

from __future__ import annotations

import pytest

from feedsvc.extract.auto.doubts import doubts_of
from feedsvc.extract.auto.structure import believed_groups
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings
from tests.extract.listings.fronts import FRONTS

LINES = "".join(
    f'<li>2026-03-0{n} <a href="/n/{n}">The quay of the year, part {n}</a></li>' for n in range(1, 5)
)
OTHERS = LINES.replace("/n/", "/m/").replace("quay", "mill")
CODES = "".join(
    f'<tr><td><a href="/r/{n}">QX/TS 41{n}:26</a></td><td>2026-03-0{n}</td></tr>' for n in range(1, 6)
)
PARTS = "".join(
    f'<li>2026-03-0{n} <a href="/all#p{n}">The {quay} quay of the year</a></li>'
    for n, quay in enumerate(("new", "old", "long", "lost"), 1)
)
ROUTES = "".join(
    f'<tr><td>2026-03-0{n}</td><td><b>{town}</b></td><td>{what}</td><td><a href="/n/{n}">more</a></td></tr>'
    for n, (town, what) in enumerate(
        (
            ("Harbour line", "Diversion by the old mill and the bridge"),
            ("Mill line", "Stop at the market is closed"),
            ("Airport line", "Last departure half an hour earlier"),
            ("Night line", "Replaced by a smaller vehicle"),
        ),
        1,
    )
)
EMPTY = "<li>Nothing of note</li>" * 4
DAYS = "".join(
    f"<p>2026-03-0{n}</p><ul>{items}</ul>"
    for n, items in enumerate(
        (
            "<li><a href=/a>SC1 Oak Farm against the Road Trust</a></li><li><a href=/b>SC2</a></li>",
            "<li><a href=/c>SC3 Net Makers against the Cannery</a></li>",
            "<li><a href=/d>SC4 Old Mint against the Lamplighters</a></li>",
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        pytest.param(f"<ul>{LINES}</ul>", None, id="a plain list"),
        pytest.param(
            f"<ul>{LINES}{EMPTY}</ul>", "4 of 8 rows of the list are no stories", id="rows left out"
        ),
        pytest.param(
            f"<ul>{LINES.replace('/n/', '/authors/')}</ul>", "most links lead to people", id="people"
        ),
        pytest.param(
            f'<ul class="a">{LINES}</ul><div><ul class="b"><li><p>{OTHERS.replace("li", "p")}</ul></div>',
            None,
            id="lists that go together",
        ),
        pytest.param(f"<table>{CODES}</table>", "most titles are numbers, as of a register", id="numbers"),
        pytest.param(f"<ul>{PARTS}</ul>", "all links lead to one page", id="one page"),
        pytest.param(f"<table>{ROUTES}</table>", "the title may be another text", id="another text"),
        pytest.param(
            f"<table>{ROUTES.replace('<b>', '<h3>').replace('</b>', '</h3>')}</table>",
            None,
            id="headings beside another text",
        ),
    ],
)
def test_a_reading_says_what_makes_it_doubtful(body: str, doubt: str | None) -> None:
    page = make_page(f"<html><body><h1>News</h1>{body}</body></html>")
    found = run(page, make_settings(extractor="auto", timezone="UTC"), NOW)
    assert any(doubt in one for one in found.doubts) if doubt else found.doubts == ()


def test_a_front_with_what_is_most_read_is_not_doubted() -> None:
    front = next(front for front in FRONTS if front.name == "cards with advertisements")
    page = make_page(front.html, url=front.url)
    assert run(page, make_settings(extractor="auto", timezone="UTC"), NOW).doubts == ()


def test_days_of_which_some_hold_several_rows_are_doubted() -> None:
    out = outline(parse_html(make_page(f"<html><body><main>{DAYS}</main></body></html>")))
    days = next(group for group in believed_groups(out) if group.tag == "p" and group.stretched)
    assert doubts_of(out, [days], None, ()) == ("some rows may hold several stories",)

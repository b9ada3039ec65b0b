"""Undated lists that are no stories are refused, and those that may be some are read."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.errors import ExtractError
from feedsvc.extract.auto.choice import best_groups
from feedsvc.extract.auto.floor import below_floor
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings

NAMES = ["Lamps for the long quay", "Ropes of the old mill", "Nets for the upper pond", "Boats on the canal"]


def panes(*, links: int = 1, picture: str = "", titles: list[str] = NAMES) -> str:
    return "".join(
        f'<div class="p"><h3><a href="/{n}/">{title}</a></h3>{picture}'
        + "".join(f'<a href="/{n}/{k}">Part {k}</a>' for k in range(1, links))
        + "</div>"
        for n, title in enumerate(titles)
    )


PANES = panes()
ARTICLES = '<p><a href="/a">One</a> <a href="/b">Two</a> <a href="/c">Three</a> <a href="/d">Four</a></p>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(f"<h1>News</h1>{PANES}", None, id="below the page's heading"),
        pytest.param(f"<main>{PANES}</main>", None, id="in the content"),
        pytest.param(f"{PANES}<h1>About us</h1><p>Words.</p>", None, id="nothing but words below"),
        pytest.param(panes(links=5, picture='<img src="/i.jpg">'), None, id="cards with pictures"),
        pytest.param(panes(links=3), None, id="cards with few links"),
        pytest.param(f"{PANES}<main>{ARTICLES}</main>", "outside", id="outside the content"),
        pytest.param(f"{PANES}<h1>Minutes</h1>{ARTICLES}", "outside", id="above the page's heading"),
        pytest.param(panes(links=5), "head lists of further links", id="panes of links"),
        pytest.param(panes(titles=["View the brief of the case"] * 4), "one title", id="one title"),
    ],
)
def test_what_is_below_the_floor_is_told(body: str, told: str | None) -> None:
    out = outline(LexborHTMLParser(f"<html><body>{body}</body></html>"))
    found = below_floor(out, [block for group in best_groups(out)[0] for block in group.blocks])
    assert told in found if told and found else found == told


def test_auto_finds_nothing_in_a_menu_and_says_what_it_saw() -> None:
    page = make_page(f"<html><body>{PANES}<h1>Minutes</h1>{ARTICLES}</body></html>")
    with pytest.raises(ExtractError, match="4 undated links stand outside the page's content"):
        run(page, make_settings(extractor="auto"), NOW)


SERVICES = f"<section><h2>Services</h2>{PANES}</section>"
MINUTES = "<ul>{}</ul>".format(
    "".join(f'<li><a href="/m/{n}.pdf">March {n}, 2026</a></li>' for n in (27, 20, 13))
)


@pytest.mark.parametrize(
    ("body", "first"),
    [
        pytest.param(f"<main><h1>Minutes</h1>{MINUTES}</main>{SERVICES}", "March 27, 2026", id="below it"),
        pytest.param(f"{SERVICES}<main><h1>Minutes</h1>{MINUTES}</main>", "March 27, 2026", id="above it"),
        pytest.param(
            f"<main>{PANES}</main>{MINUTES}", NAMES[0], id="undated in the content, dated beside it"
        ),
        pytest.param(
            f"<h1>Minutes</h1>{MINUTES}{SERVICES}", NAMES[0], id="nothing tells what the content is"
        ),
    ],
)
def test_a_dated_list_in_the_content_is_read_beside_a_menu_of_services(body: str, first: str) -> None:
    out = outline(LexborHTMLParser(f"<html><body>{body}</body></html>"))
    assert next(group.blocks[0].title for group in best_groups(out)[0]) == first


FEET = [
    "© 2026 The town of the long quay",
    "An equal opportunity employer of the coast",
    "Copyright complaints",
    "Maintained by the harbour office",
]
RIGHTS = ["Copyright reform passes the parliament", "Privacy policy of the ferries is challenged", *NAMES[:2]]


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        pytest.param(FEET, "whose it is", id="the foot of a page"),
        pytest.param([*RIGHTS, "Impressum"], None, id="one of more"),
        pytest.param(RIGHTS, None, id="stories of rights"),
    ],
)
def test_links_to_rights_and_rules_are_no_stories(titles: list[str], told: str | None) -> None:
    lines = "".join(f'<p><a href="/{n}/">{title}</a></p>' for n, title in enumerate(titles))
    out = outline(LexborHTMLParser(f"<h1>News</h1><div>{lines}</div>"))
    why = below_floor(out, best_groups(out)[0][0].blocks)
    assert told in (why or "") if told else why is None

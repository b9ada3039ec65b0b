"""A block that an element wraps reads the same with it and without; what says something itself wraps nothing."""

from __future__ import annotations

import pytest

from feedsvc.extract.auto.walk import outline
from feedsvc.extract.auto.wrappers import is_wrapper
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings

CARD = '<h3><a href="/news/{0}-quay-opens.html">Quay number {0} opens after years of debate</a></h3><p>On {0} March 2026</p>'
CARDS = [CARD.format(n) for n in range(1, 9)]
PLAIN = "<div class=card>{}</div>"
WRAPPED = "<div class=card><div class=inner><div>{}</div></div></div>"


def stories(shape: str) -> list[tuple[str | None, str | None]]:
    page = make_page(f"<main>{''.join(map(shape.format, CARDS))}</main>")
    return [(story.title, story.url) for story in run(page, make_settings(extractor="auto"), NOW).stories]


def test_wrapped_cards_read_as_bare_ones_do() -> None:
    assert stories(WRAPPED) == stories(PLAIN)
    assert len(stories(PLAIN)) == len(CARDS)


SHAPES = {
    "around but one element": ("<div id=it><div><h3><a href=/a>A</a></h3></div></div>", True),
    "beside another element": ("<div id=it><div><h3><a href=/a>A</a></h3></div><p>B</p></div>", False),
    "with words of its own": ("<div id=it>C<div><h3><a href=/a>A</a></h3></div></div>", False),
    "around no link": ("<div id=it><div><h3>A</h3></div></div>", False),
    "a row": ("<table><tr id=it><td><b><a href=/a>A</a></b></td></tr></table>", False),
    "around a link itself": ("<div id=it><a href=/a><b>A</b></a></div>", False),
}


@pytest.mark.parametrize(("markup", "wraps"), SHAPES.values(), ids=SHAPES)
def test_what_wraps_a_block(markup: str, wraps: bool) -> None:
    out = outline(parse_html(make_page(markup)))
    (at,) = [n for n, own in enumerate(out.attributes) if own.get("id") == "it"]
    assert is_wrapper(out, at, out.ends[at]) is wraps

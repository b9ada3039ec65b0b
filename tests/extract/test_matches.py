"""One search of a page gives each item the matches that a search of the item gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.matches import Matches

SELECTORS = [
    *(
        "p",
        "a",
        "h2",
        "h2 a",
        ".c",
        "article",
        "article p",
        "body p",
        "p + p",
        "h2 ~ p",
        "div > article > p",
        "*",
    ),
    *("p, .c", "p:first-child", "p:not(.c)", "article:has(a) p", ":root", "[href]", "article + article p"),
]
PIECES = [
    "<p>1</p>",
    "<p class=c>2</p>",
    "<h2><a href=/1>3</a></h2>",
    "<div><p>4</p></div>",
    "<div><a>5</a></div>",
]
SCATTERED = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
STORY = SCATTERED.map(lambda inside: f"<article>{inside}</article>")
LIST = st.lists(
    st.one_of(STORY, STORY, STORY.map(lambda story: f"<div>{story}</div>"), SCATTERED), max_size=9
)


def same(items: list[LexborNode], select: str) -> Iterator[bool]:
    """Whether each item is told what it has, or is to be searched."""
    matches = Matches(items)
    for item in items:
        known = matches.inside(item, select)
        yield known is None or [n.mem_id for n in known] == [n.mem_id for n in item.css(select)]


@settings(max_examples=60, deadline=None)
@given(inside=LIST.map("".join), select=st.sampled_from(SELECTORS))
def test_every_item_gets_what_a_search_of_it_gives(inside: str, select: str) -> None:
    items = LexborHTMLParser(f"<h2>6</h2><div>{inside}</div><p>7</p>").css("article")
    assert not items or all(same(items, select))


@pytest.mark.parametrize("select", SELECTORS)
def test_matches_at_any_depth_belong_to_their_item(select: str) -> None:
    irregular = ["<p>1</p>", "<div><div><p>2</p></div></div>", "", "<p>3</p><p>4</p>", "<div><p>5</p></div>"]
    page = "<p>6</p>".join(f"<article>{one}</article>" for one in irregular)
    assert all(same(LexborHTMLParser(page).css("article"), select))


def test_a_page_of_deep_nesting_is_walked_once() -> None:
    deep = "<div>" * 3000 + "<p>1</p>" + "</div>" * 3000
    items = LexborHTMLParser("<article><p>2</p></article>" * 5 + f"<section>{deep}</section>" * 2).css(
        "article"
    )
    assert all(same([*items], "div"))


def test_what_matches_often_in_an_item_is_searched_for_there() -> None:
    items = LexborHTMLParser("<article><p>1</p><p>2</p><p>3</p></article>" * 5).css("article")
    assert Matches(items).inside(items[0], "p") is None


def test_what_is_no_item_is_searched_itself() -> None:
    tree = LexborHTMLParser("<article><p>1</p></article>" * 5 + "<nav><a href=?p=2>More</a></nav>")
    assert tree.body is not None
    assert Matches(tree.css("article")).inside(tree.body, "nav a") is None

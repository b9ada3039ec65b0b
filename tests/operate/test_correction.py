"""A list is corrected however it was read, field by field, and stays the same list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.errors import FeedsvcError
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import node_text
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction, Page
from feedsvc.operate.correction import (
    NotListed,
    as_guessed,
    as_selectors,
    corrected,
    placed,
    value_of,
    without,
)
from feedsvc.operate.tries import Run
from tests.extract.helpers import NOW, make_page, make_settings
from tests.fakes import InProcessExtractor

CHILDREN = InProcessExtractor()
DESK = "What the harbour's desk has heard about"
NEWS = [
    (f"{DESK} the second quay", "/n/quay-1", "4 March 2026", "Ann Lee"),
    (f"{DESK} a late ferry", "/n/ferry-2", "3 March 2026", "Bo Ek"),
    (f"{DESK} the fish market", "/n/market-3", "1 March 2026", "Cy Oh"),
    (f"{DESK} the old lighthouse", "/n/light-4", "27 February 2026", "Di Fox"),
]
ROW = '<div class="row"><span class="day">{d}</span><h3><a href="{u}">{t}</a></h3><p class="who">by {a}</p></div>'
BYLINE = (
    "<h3><a href='{u}'>{t}</a></h3><p>Words of the story about {u}, in a sentence.</p>"
    "<p>{a} / Mar 04, 2026 08:00 AM / City</p>"
)
TERMS = "<dt><a href='{u}'>{t}</a></dt><dd class='on'>{d}</dd>"


def page_of(form: str, around: str = "<main>{}</main>", head: str = "") -> Page:
    rows = "".join(form.format(t=t, u=u, d=d, a=a) for t, u, d, a in NEWS)
    return make_page(f"<html><head><title>News</title>{head}</head><body>{around.format(rows)}</body></html>")


def linked_data() -> str:
    graph = [
        {
            "@type": "NewsArticle",
            "headline": t,
            "url": f"https://news.example{u}",
            "datePublished": f"2026-02-1{n}T08:00:00Z",
        }
        for n, (t, u, _, _) in enumerate(NEWS)
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph})
    return f'<script type="application/ld+json">{text}</script>'


def carried() -> str:
    items = [
        {"title": t, "url": u, "publishedAt": f"2026-02-1{n}T08:00:00Z"}
        for n, (t, u, _, _) in enumerate(NEWS)
    ]
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"posts": items}})}</script>'


def reader(page: Page) -> Run:
    def read(name: str, options: Mapping[str, Any]) -> Extraction:
        return run(page, make_settings(extractor=name, options=options, article_id=None, timezone="UTC"), NOW)

    return read


def at(page: Page, words: str) -> int:
    nodes = LexborHTMLParser(page.text).css("*")
    return [n for n, node in enumerate(nodes) if node_text(node) == words][-1]


STATE = {
    "state": "__NEXT_DATA__",
    "items": "props.posts",
    "title": "title",
    "link": "url",
    "date": "publishedAt",
}


@pytest.mark.parametrize(
    ("extractor", "options", "page"),
    [
        pytest.param("auto", {}, page_of(ROW), id="auto"),
        pytest.param("jsonld", {}, page_of(ROW, head=linked_data()), id="linked data"),
        pytest.param("state", STATE, page_of(ROW, head=carried()), id="what scripts carry"),
        pytest.param(
            "jsonld", {}, page_of(TERMS, "<dl>{}</dl>", linked_data()), id="terms and what follows them"
        ),
        pytest.param("byline", {}, page_of(BYLINE), id="bylines below headings"),
        pytest.param("selectors", {"item": ".row", "title": "a", "link": "a"}, page_of(ROW), id="selectors"),
    ],
)
def test_a_list_read_in_any_way_is_read_by_selectors_too(
    extractor: str, options: dict[str, Any], page: Page
) -> None:
    read = reader(page)
    found = read(extractor, options)
    same = read("selectors", as_selectors(page, found, read, CHILDREN))
    assert [(s.title, s.url) for s in same.stories] == [(s.title, s.url) for s in found.stories]
    assert len(found.stories) == len(NEWS)


def test_one_field_is_corrected_and_every_other_stays() -> None:
    page = page_of(ROW, head=linked_data())
    read = reader(page)
    found = read("jsonld", {})
    options = as_selectors(page, found, read, CHILDREN)
    wanted = corrected(page, options, "date", at(page, NEWS[1][2]), read, CHILDREN)
    dates = [story.published.day for story in read("selectors", wanted).stories if story.published]
    assert dates == [4, 3, 1, 27]
    assert {k: v for k, v in wanted.items() if k != "date"} == {
        k: v for k, v in options.items() if k != "date"
    }


def test_rows_beside_others_and_titles_told_twice_are_one_list() -> None:
    rows = "".join(f"<tr><td>{d}</td><td><b>{t}</b> <a href='{u}'>pdf</a></td></tr>" for t, u, d, _ in NEWS)
    again = f"<tr><td>26 February 2026</td><td><b>{NEWS[0][0]}</b> <a href='/n/quay-0'>pdf</a></td></tr>"
    page = make_page(f"<table><tr><td>Date</td><td>Notice</td></tr>{rows}{again}</table>")
    titles = [*(title for title, *_ in NEWS), NEWS[0][0]]
    options = CHILDREN.listed(page, [{"title": title} for title in titles])
    assert options["item"] == "tr:has(b)"
    stories = reader(page)("selectors", options).stories
    assert [story.title for story in stories] == titles
    assert [story.published.day for story in stories if story.published] == [4, 3, 1, 27, 26]


def test_a_list_that_the_page_shows_nowhere_is_told() -> None:
    page = page_of("<p>Nothing.</p>", head=linked_data())
    read = reader(page)
    with pytest.raises(NotListed, match="does not show these stories as a list"):
        as_selectors(page, read("jsonld", {}), read, CHILDREN)


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        pytest.param("date", f"by {NEWS[0][3]}", "is not read as a date", id="words are no date"),
        pytest.param("rank", NEWS[0][2], "no field that can be corrected", id="no field"),
    ],
)
def test_what_gives_no_such_field_is_told(field: str, words: str, told: str) -> None:
    page = page_of(ROW)
    with pytest.raises((FeedsvcError, UseFallback), match=told):
        corrected(page, {"item": ".row", "title": "a"}, field, at(page, words), reader(page), CHILDREN)


def test_every_field_but_the_title_can_be_left_out() -> None:
    options = {"item": ".row", "title": "a", "author": ".who"}
    assert without(options, "author") == {"item": ".row", "title": "a"}
    assert as_guessed({"item": "li", "title": "b"}, options, "author") == {
        "item": "li",
        "title": "b",
        "author": ".who",
    }
    assert as_guessed(options, {"item": ".row", "title": "a"}, "author") == {"item": ".row", "title": "a"}
    with pytest.raises(FeedsvcError, match="needs a title"):
        without(options, "title")
    with pytest.raises(FeedsvcError, match="no field"):
        without(options, "item")


def test_places_go_with_their_stories_though_some_are_missing() -> None:
    page = page_of(ROW)
    stories = reader(page)("selectors", {"item": ".row", "title": "a"}).stories
    places = [(story.title, {"item": n}) for n, story in enumerate(stories) if n != 1]
    assert list(placed(stories, places)) == [{"item": 0}, {}, {"item": 2}, {"item": 3}]


def test_the_fields_of_a_story_are_told_by_name() -> None:
    page = page_of(ROW)
    story = reader(page)("selectors", {"item": ".row", "title": "a", "link": "a", "date": ".day"}).stories[0]
    assert value_of("title", story) == NEWS[0][0]
    assert value_of("link", story) == "https://news.example/n/quay-1"
    assert value_of("date", story) == story.published
    assert not any(value_of(name, story) for name in ("image", "author", "summary"))

"""Whatever tags, classes and ids a page has: selectors made of them are read again, and mean the same."""

from __future__ import annotations

import tomllib
from html import escape
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from feedsvc.config.toml import toml_value
from feedsvc.extract.auto.survey import survey
from feedsvc.extract.elementnames import css_tag, own_names
from feedsvc.extract.pointing.lists import listed
from feedsvc.extract.pointing.numbers import numbers_of
from feedsvc.extract.pointing.point import point
from feedsvc.extract.relearn import relearn
from tests.extract.helpers import make_page
from tests.extract.strategies import extract

STORIES = [
    {"title": f"The {kind} of the harbour is opened at last", "author": f"Ann {kind}", "section": "City"}
    for kind in ("Quay", "Ferry", "Market", "Lantern", "Basalt")
]
SIGNS = "abZé9_-:.@/[]()#'\"\\!$%&*+,;=?^`{|}~ß漢"
NAMES = st.text(st.sampled_from(SIGNS), min_size=1, max_size=8)
TAGS = st.builds(
    "{}{}".format, st.sampled_from("abxz"), st.text(st.sampled_from(SIGNS.replace("/", "")), max_size=7)
)
FORM = """<{tag} class="{item}" id="{id}-{n}"><h3 class="{name}"><a href="/n/{n}">{title}</a></h3>
<{inner} class="{name}">{author}</{inner}> <i class="{item}">{section}</i>
<p>All that is to be said of number {n} is said here in some words.</p></{tag}>"""


def page_of(tag: str, inner: str, item: str, name: str, id: str) -> str:
    given = {"tag": tag, "inner": inner, "item": escape(item), "name": escape(name), "id": escape(id)}
    shown = "".join(FORM.format(n=n, **given, **story) for n, story in enumerate(STORIES, 1))
    return f'<html><body><{tag} id="{escape(id)}" class="{escape(name)}">{shown}</{tag}></body></html>'


def titles(text: str, options: Any) -> list[str | None]:
    """What `selectors` reads with these options, after they have stood in a file."""
    written = tomllib.loads(f"options = {toml_value(dict(options))}")["options"]
    return [story.title for story in extract("selectors", text, **written).stories]


@given(TAGS, TAGS, NAMES, NAMES, NAMES)
@example("fb:post", "o:p", "md:flex", "w-1/2", "1a")
@example("x.y", "a@b", "@container", "a[b]", "#")
@example("news-card", "z'\"", "it's", 'a"b', "\\")
@settings(max_examples=60, deadline=None)
def test_lists_of_any_names_are_read_by_their_own_selectors(
    tag: str, inner: str, item: str, name: str, id: str
) -> None:
    text = page_of(tag, inner, item, name, id)
    page, wanted = make_page(text), [story["title"] for story in STORIES]
    for proposal in survey(page).lists:
        if proposal.extractor == "selectors":
            assert titles(text, proposal.options)
    options = listed(page, STORIES)
    if options:
        assert set(wanted) <= set(titles(text, options))
        relearn(page, str(options["item"]), STORIES)
        points(text, options)


def points(text: str, options: Any) -> None:
    """Press an author: what it gives is read again."""
    nodes = numbers_of(LexborHTMLParser(text)).nodes
    at = next(n for n, node in enumerate(nodes) if node.text(deep=False) == STORIES[0]["author"])
    assert titles(text, {**options, **point(make_page(text), options, "author", at)})


@given(TAGS, NAMES)
@example("fb:post", "a:b")
@example("a@b", "@")
@settings(max_examples=200, deadline=None)
def test_every_name_of_an_element_finds_it(tag: str, name: str) -> None:
    tree = LexborHTMLParser(
        f'<html><body><div><{tag} class="plain {escape(name)}">x</{tag}></div></body></html>'
    )
    (node,) = tree.css("div > *")
    for selector in (*own_names(node), css_tag(node)):
        assert "@" not in selector
        assert node.mem_id in {found.mem_id for found in tree.css(selector)}


@pytest.mark.parametrize(
    ("tag", "item"),
    [
        ("fb:post", r"fb\:post"),
        ("o:p", r"o\:p"),
        ("x.y", r"x\.y"),
        ("x@y", r"x\000040y"),
        ("news-card", "news-card"),
    ],
)
def test_an_odd_tag_is_the_item(tag: str, item: str) -> None:
    text = page_of(tag, "b", "", "", "")
    (proposal, *_) = (one for one in survey(make_page(text)).lists if one.extractor == "selectors")
    assert proposal.options["item"].endswith(item)
    assert titles(text, proposal.options) == [story["title"] for story in STORIES]

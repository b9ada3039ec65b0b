"""A page drawn anew for a frame of ours."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.errors import FeedsvcError
from feedsvc.extract.base import UseFallback
from feedsvc.extract.frame import frame
from tests.builders import make_page

PAGE = """<html lang="nb-NO"><head><style>h2{color:red}</style><script>steal()</script></head><body onload="steal()">
<h2 style="x" id="a"><a href="https://evil.example/">Second  quay opens</a></h2><h2>Weather</h2>
<img src="https://evil.example/beacon.png" alt="a quay" onerror="steal()"><iframe src="https://evil.example/"></iframe>
<form action="https://evil.example/"><input name="word"></form><p>Words of the page.</p>
<x-card onclick="steal()"><a href="https://evil.example/card" aria-label="The whole card"></a></x-card>
<time datetime="2026-11-28"></time><p hidden>Not to be seen.</p><div style="display: none">Nor this.</div>
<table><tr><td colspan="2" dir="rtl">Cell</td></tr></table></body></html>"""
HEADLINE = 5
"""The number of the first h2: html, head, style and script and body stand before it."""


def test_what_was_found_is_marked_and_everything_else_only_words() -> None:
    shown = frame(make_page(PAGE), {HEADLINE: "story"})
    assert f'<h2 id="e{HEADLINE}" class="story">' in shown
    assert ">Weather</h2>" in shown
    assert "Words of the page." in shown
    assert shown.startswith('<div lang="nb-NO"><main')
    assert "The whole card" in shown
    assert "2026-11-28" in shown
    assert 'colspan="2" dir="rtl"' in shown


@pytest.mark.parametrize("pressed", ["", "at/{}"])
def test_nothing_of_a_page_can_run_or_ask_for_anything(pressed: str) -> None:
    shown = frame(make_page(PAGE), {}, pressed)
    for word in (
        "script",
        "style",
        "evil.example",
        "src",
        "onload",
        "onerror",
        "onclick",
        "iframe",
        "form",
        "input",
    ):
        assert word not in shown
    assert set(re.findall(r' ([a-z-]+)="', shown)) <= {
        "id",
        "class",
        "href",
        "target",
        "colspan",
        "dir",
        "lang",
    }
    assert all(re.fullmatch(r"at/\d+", href) for href in re.findall(r'href="([^"]*)"', shown))


def test_every_word_is_pressed_as_a_part_of_its_own_element() -> None:
    shown = LexborHTMLParser(frame(make_page(PAGE), {}, "at/{}"))
    presses = {node.text(strip=True): node.attributes["href"] for node in shown.css("a")}
    assert presses["Second  quay opens"] == f"at/{HEADLINE + 1}"
    assert presses["a quay"] == "at/8"
    assert frame(make_page(PAGE), {}, "at/{}").count("<a ") == len(shown.css("a"))  # none in another


def test_what_the_page_hides_is_drawn_only_where_a_story_stands_in_it() -> None:
    assert "Nor this" not in frame(make_page(PAGE), {})
    tree = LexborHTMLParser(PAGE)
    numbers = {node.mem_id: number for number, node in enumerate(tree.css("*"))}
    hidden = tree.css_first("div[style]")
    assert hidden is not None
    assert "Nor this" in frame(make_page(PAGE), {numbers[hidden.mem_id]: "story"})


@pytest.mark.parametrize(
    "words",
    [
        "&lt;script&gt;steal()&lt;/script&gt;",
        "&quot;&gt;&lt;img src=x onerror=steal()&gt;",
        "<plaintext>",
        "<xmp><script>steal()</script></xmp>",
    ],
)
def test_words_that_look_like_markup_stay_words(words: str) -> None:
    shown = frame(make_page(f"<p>{words}</p>"), {}, "at/{}")
    again = LexborHTMLParser(shown)
    assert not again.css("script, img, plaintext, xmp, [onerror]")


def test_a_trap_of_nesting_is_refused() -> None:
    with pytest.raises((UseFallback, FeedsvcError)):
        frame(make_page("<div>" * 20_000), {})


def test_a_page_without_end_is_drawn_in_part_and_whole_elements() -> None:
    shown = frame(make_page("<body>" + "<p>Words and words.</p>" * 60_000), {}, "at/{}")
    assert len(shown) < 2_000_000
    assert shown.count("<p ") == shown.count("</p>")

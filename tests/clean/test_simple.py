"""Most stories are paragraphs, emphasis and links: they take a short way to the same safe HTML."""

from __future__ import annotations

from itertools import product

import pytest

from feedsvc.clean.html import _made_safe, _with_replacements
from feedsvc.clean.simple import is_simple

BASE = "https://pier.example/news/"

SIMPLE = {
    "words alone": "Crane falls & nobody is hurt",
    "paragraphs": "<p>Crane <b>falls</b>.</p><p>Nobody <em>is</em> hurt.<br>Ferry sails.</p>",
    "links": '<p>See <a href="/crane?dir=1">the crane</a> at https://pier.example/crane.</p>',
    "an address with a word for what is hidden": '<a href="/a hidden=1">Crane</a>',
    "nothing closed": "<p>Crane<p>falls <i>again",
    "more closed than opened": "Crane</p></b></a> falls",
    "words about style sheets": "<p>What sr-only, emoji and display:none mean</p>",
    "an empty paragraph": "<p> </p><p>Crane</p>",
    "signs behind references": "<p>Crane &lt;img&gt; &#x202E; falls &#5</p>",
    "nothing": "",
}
NOT = {
    "an address alone": "<p> https://film.example/7</p>",
    "a shortcode": "<p>[caption id=1]The quay[/caption]</p>",
    "a picture": '<p><img src="/a.jpg"></p>',
    "a hidden paragraph": '<p style="display:none">Read this first</p>',
    "another way to run": '<p dir="rtl">Crane</p>',
    "an embed": '<iframe src="https://film.example/7"></iframe>',
    "an embed in an address": '<a href="<iframe src=/7></iframe>">Crane</a>',
    "a heading": '<h2>Why <a href="#why">¶</a></h2>',
    "a box": "<div>Crane</div>",
    "a comment": "<!-- Crane --><p>falls</p>",
    "a sign that opens nothing": "<p>2 < 3</p>",
    "a link with more": '<a href="/crane" hidden>Crane</a>',
    "capitals": "<P>Crane</P>",
}


@pytest.mark.parametrize("markup", SIMPLE.values(), ids=SIMPLE)
def test_simple_markup_comes_out_as_by_the_long_way(markup: str) -> None:
    assert is_simple(markup)
    short = _made_safe(markup, BASE)
    ways = product((True, False), repeat=2)
    assert {_with_replacements(markup, BASE, embeds=embeds, aids=aids) for embeds, aids in ways} == {short}


@pytest.mark.parametrize("markup", NOT.values(), ids=NOT)
def test_what_may_be_replaced_is_not_simple(markup: str) -> None:
    assert not is_simple(markup)

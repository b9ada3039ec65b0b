from __future__ import annotations

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.extract.base import UseFallback
from feedsvc.extract.frame import frame
from tests.builders import make_page

PAGE = """<html><head><style>h2{color:red}</style><script>steal()</script></head><body onload="steal()">
<h2 style="x" id="a"><a href="https://evil.example/">Second  quay opens</a></h2><h2>Weather</h2>
<img src="https://evil.example/beacon.png" alt="a quay"><iframe src="https://evil.example/"></iframe>
<form action="https://evil.example/"><input name="word"></form><p>Words of the page.</p></body></html>"""


def test_what_was_found_is_marked_and_everything_else_only_words() -> None:
    shown = frame(make_page(PAGE), ["Second quay opens"])
    assert '<h2 class="story">' in shown
    assert "<h2>Weather</h2>" in shown
    assert "Words of the page." in shown


def test_nothing_of_a_page_can_run_or_ask_for_anything() -> None:
    shown = frame(make_page(PAGE), [])
    for word in ("script", "style", "evil.example", "href", "src", "onload", "iframe", "form", "input"):
        assert word not in shown


def test_a_trap_of_nesting_is_refused() -> None:
    with pytest.raises((UseFallback, FeedsvcError)):
        frame(make_page("<div>" * 20_000), [])

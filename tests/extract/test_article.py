"""The article on a story's own page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.article import article
from tests.extract.helpers import NOW, make_page, make_settings
from tests.extract.strategies import HOSTILE

WORDS = [
    "The vote ended a dispute that had kept ships waiting in the roads for most of a decade, members said.",
    "Work on the foundations begins in April and will take two summers, the harbour master told reporters.",
    "Fishermen asked that the old slip stay open, and the council promised to look into it before autumn.",
    "The cost is to be borne by a toll on containers, which shipping lines have already called too high.",
]
MENU = "<nav>" + "".join(f'<a href="/m/{n}">Menu entry {n}</a> ' for n in range(20)) + "</nav>"
PAGE = f"""<html><head><title>Post</title><meta property="og:type" content="article">
<meta property="og:title" content="Second quay opens"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-03-03T08:00:00+01:00"></head><body>{MENU}<main><article>
<h1>Second quay opens</h1><p class="by">By Ann Lee, 3 March 2026</p>{"".join(f"<p>{w}</p>" for w in WORDS)}
<p>See <a href="/plan">the plan</a>.</p><script>evil()</script></article></main>
<footer><p>Copyright of the Post, all rights reserved.</p></footer></body></html>"""


def test_the_body_comes_without_menus_headline_and_byline() -> None:
    story = article(make_page(PAGE), make_settings(), NOW)
    assert story.text.splitlines()[0] == WORDS[0]
    assert all(words in story.text for words in WORDS)
    assert not any(word in story.text for word in ("Menu", "Copyright", "evil", "By Ann Lee"))
    assert '<a href="https://news.example/plan">the plan</a>' in story.content


def test_title_authors_and_date_come_with_it() -> None:
    story = article(make_page(PAGE), make_settings(), NOW)
    assert (story.title, story.authors) == ("Second quay opens", ("Ann Lee",))
    assert story.published == datetime(2026, 3, 3, 7, tzinfo=UTC)
    assert story.url == "https://news.example/live/"


@pytest.mark.parametrize("body", [*HOSTILE, pytest.param(b"<p>Short.</p>", id="a notice")])
def test_a_page_without_an_article_is_told(body: bytes) -> None:
    with pytest.raises(ExtractError, match="full_text: "):
        article(make_page(body), make_settings(), NOW)

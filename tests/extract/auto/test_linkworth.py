"""Which of a block's links is the story's own, and why."""

from __future__ import annotations

import pytest

from feedsvc.extract.auto.linkworth import Reason, Worth, link_worth
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import parse_html
from tests.extract.helpers import make_page
from tests.extract.strategies import extract

LINK = '<a href="/1">Second quay opens</a>'


def worths(block: str) -> list[Worth]:
    """The worth of every link of the block."""
    out = outline(parse_html(make_page(f'<body><div id="item">{block}</div></body>')))
    item = next(n for n, own in enumerate(out.attributes) if own.get("id") == "item")
    return [link_worth(out, link, out.headings, item) for link in out.links]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        pytest.param('<a href="/quay-2.zip">Second quay opens</a>', Reason.FILE, id="archive"),
        pytest.param('<a href="/c">3f9ac01</a>', Reason.FILE, id="commit"),
        pytest.param('<a href="/1">Read more »</a>', Reason.SAYS_NOTHING, id="read more"),
        pytest.param('<a href="/1">17</a>', Reason.SAYS_NOTHING, id="number"),
        pytest.param(f'<p class="author">{LINK}</p>', Reason.BESIDE, id="author"),
        pytest.param('<a rel="tag" href="/t">Second quay opens</a>', Reason.BESIDE, id="tag"),
        pytest.param('<a href="/users/7/second">Second quay opens</a>', Reason.BESIDE, id="person"),
        pytest.param(
            '<a href="/profile.jsp?user=7">Second quay opens</a>', Reason.BESIDE, id="person of a query"
        ),
        pytest.param(
            '<a href="/users/7/posts/2">Second quay opens</a>', Reason.PLAIN, id="what a person wrote"
        ),
        pytest.param(f"<p>{LINK}</p>", Reason.PLAIN, id="plain"),
        pytest.param(f'<p class="entry-title">{LINK}</p>', Reason.CALLED, id="called"),
        pytest.param(f"<h2>{LINK}</h2>", Reason.HEADING, id="in a heading"),
        pytest.param('<a href="/1"><h2>Second quay</h2></a>', Reason.HEADING, id="around a heading"),
        pytest.param(f"<h2>Second quay opens</h2>{LINK}", Reason.HEADING, id="a heading's words"),
        pytest.param(f'<h2 class="title">{LINK}</h2>', Reason.CALLED_HEADING, id="called heading"),
    ],
)
def test_each_link_has_one_reason(block: str, reason: Reason) -> None:
    assert [worth.reason for worth in worths(block)] == [reason]


def test_the_reason_counts_before_the_length() -> None:
    called, plain = worths(
        f'<p class="title">{LINK}</p><a href="/2">Far more words that nobody calls a title</a>'
    )
    assert called > plain
    assert called.letters < plain.letters


def test_of_two_names_of_a_release_the_release_is_meant() -> None:
    block = '<h2>v2.4.0</h2><a href="/files/v2.4.0">v2.4.0</a><a href="/release/v2.4.0">v2.4.0</a>'
    files, release = worths(block)
    assert release > files


@pytest.mark.parametrize(
    ("best", "other", "rivals"),
    [
        pytest.param(Worth(Reason.PLAIN, 30), Worth(Reason.PLAIN, 25), True, id="two plain ones"),
        pytest.param(Worth(Reason.PLAIN, 30), Worth(Reason.PLAIN, 24), False, id="a short one"),
        pytest.param(Worth(Reason.CALLED, 30), Worth(Reason.PLAIN, 40), True, id="a longer plain one"),
        pytest.param(Worth(Reason.CALLED, 30), Worth(Reason.PLAIN, 29), False, id="a shorter plain one"),
        pytest.param(Worth(Reason.HEADING, 30), Worth(Reason.PLAIN, 90), False, id="below a heading"),
        pytest.param(Worth(Reason.HEADING, 30), Worth(Reason.HEADING, 9), True, id="two headings"),
        pytest.param(Worth(Reason.PLAIN, 30), Worth(Reason.BESIDE, 90), False, id="an author"),
    ],
)
def test_another_link_is_a_story_of_its_own(best: Worth, other: Worth, rivals: bool) -> None:
    assert other.rivals(best) is rivals


@pytest.mark.parametrize(
    ("href", "read"),
    [
        pytest.param("#/news/{}", True, id="what scripts show another page for"),
        pytest.param("#!/news/{}", True, id="the same with a mark for crawlers"),
        pytest.param("#news-{}", False, id="a place on the page"),
        pytest.param("#!", False, id="nothing"),
    ],
)
def test_a_fragment_is_an_address_where_it_is(href: str, read: bool) -> None:
    rows = "".join(
        f'<li><a href="{href.format(n)}">The ferry stops at quay number {n}</a></li>' for n in range(5)
    )
    page = make_page(f"<html><body><main><h1>News</h1><ul>{rows}</ul></main></body></html>")
    try:
        links = [story.link for story in extract("auto", page).stories]
    except UseFallback:
        links = []
    assert links == ([href.format(n) for n in range(5)] if read else [])

"""Known vocabularies under prefixes of a feed's own choice."""

from __future__ import annotations

import pytest

from feedsvc.extract.upstream.namespaces import usual_prefixes
from tests.extract.feeds import read

PODCAST = "https://podcastindex.org/namespace/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"


def feed(declared: str, item: str) -> str:
    return f"<rss version='2.0' {declared}><channel><item><title>x</title>{item}</item></channel></rss>"


def test_what_stands_beside_an_episode_is_read_under_any_prefix() -> None:
    told = (
        "<pc:chapters url='https://m.example/c'/><pc:transcript url='https://m.example/t' type='text/vtt'/>"
    )
    (story,) = read(feed(f"xmlns:pc='{PODCAST}'", told)).stories
    assert [(one.rel, one.url) for one in story.related] == [
        ("chapters", "https://m.example/c"),
        ("transcript", "https://m.example/t"),
    ]


@pytest.mark.parametrize(
    "space", [CONTENT, CONTENT.rstrip("/"), CONTENT.replace("http:", "https:"), CONTENT.upper()]
)
def test_an_address_that_is_written_otherwise_is_known(space: str) -> None:
    text = "<c:encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</c:encoded>"
    (story,) = read(feed(f'xmlns:c="{space}"', text)).stories
    assert story.content == "<p>One.</p><p>Two.</p>"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(feed(f"xmlns:content='{CONTENT}'", "<content:encoded>a</content:encoded>"), id="the usual prefix"),
        pytest.param(feed("xmlns:pc='https://mill.example/pc'", "<pc:chapters/>"), id="another vocabulary"),
        pytest.param(
            feed(f"xmlns:content='https://mill.example/own' xmlns:c='{CONTENT}'", "<c:encoded>a</c:encoded>"),
            id="a prefix that means something else",
        ),
        pytest.param("<rss", id="no feed"),
    ],
)  # fmt: skip
def test_all_else_stays_as_it_stands(text: str) -> None:
    assert usual_prefixes(text) == text

"""The order in which a page's feeds are named: its own first, of comments last."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.feedlinks import feed_links


def links(*feeds: tuple[str, str]) -> LexborHTMLParser:
    made = (
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
        for href, title in feeds
    )
    return LexborHTMLParser(f"<html><head>{''.join(made)}</head></html>")


SITE, COMMENTS, CATEGORY = ("/feed/", "Quay"), ("/comments/feed/", "Quay"), ("/category/boats/feed/", "Boats")


@pytest.mark.parametrize(
    ("url", "feeds", "order"),
    [
        pytest.param("/", (COMMENTS, SITE), ["/feed/", "/comments/feed/"], id="comments last"),
        pytest.param(
            "/category/boats/",
            (SITE, COMMENTS, CATEGORY),
            ["/category/boats/feed/", "/feed/", "/comments/feed/"],
            id="the category's first",
        ),
        pytest.param(
            "/news", (SITE, ("/newsletter/feed", "x"), ("/news.rss", "x")), ["/news.rss", "/feed/", "/newsletter/feed"], id="whole words"
        ),
        pytest.param(
            "/post/", (SITE, ("/post/feed/", "Quay » Post Comments Feed")), ["/feed/", "/post/feed/"], id="a post's comments last"
        ),
        pytest.param("/news", (("http://[", "x"), SITE), ["http://[", "/feed/"], id="no address"),
    ],
)  # fmt: skip
def test_feeds_are_named_in_this_order(
    url: str, feeds: tuple[tuple[str, str], ...], order: list[str]
) -> None:
    assert feed_links(links(*feeds), f"https://a.example{url}") == order

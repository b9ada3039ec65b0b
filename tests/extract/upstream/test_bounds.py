"""Feeds that end too early, and very long ones."""

from __future__ import annotations

import json

import pytest

from feedsvc.errors import ExtractError
from tests.extract.feeds import FEED, read
from tests.extract.helpers import make_page
from tests.extract.strategies import extract

HEAD = "<rss version='2.0'><channel><title>Mill</title>"
END = "</channel></rss>"


def item(number: int, day: str = "") -> str:
    date = f"<pubDate>{day} Mar 2026 08:00:00 GMT</pubDate>" if day else ""
    return f"<item><title>Story {number}</title><description>Of {number}.</description>{date}</item>"


def open_item(number: int) -> str:
    return item(number).removesuffix("</item>")


@pytest.mark.parametrize(
    ("body", "stories", "truncated"),
    [
        pytest.param(HEAD + item(1) + item(2) + END, 2, False, id="whole"),
        pytest.param(HEAD + item(1) + item(2)[:40] + END, 2, False, id="an item without its end"),
        pytest.param(HEAD + item(1) + item(2) + "</channel>\n", 2, False, id="no end but the channel's"),
        pytest.param(HEAD + item(1) + item(2) + END + "<!-- cached -->" * 20, 2, False, id="words behind it"),
        pytest.param(HEAD + item(1) + item(2)[:-20], 1, True, id="cut off in an item"),
        pytest.param(HEAD + item(1) + item(2), 2, False, id="no end of its own, or cut off behind one"),
        pytest.param(HEAD + item(1) + END + "<p>Ad</p>" * 1000, 1, False, id="a page behind it"),
        pytest.param(HEAD + item(1) + "<ite", 1, True, id="cut off in a tag"),
        pytest.param(
            HEAD + item(1) + "<item><title>b</title><description><![CDATA[So </item> ends",
            1,
            True,
            id="in a text about it",
        ),
        pytest.param("<feed><entry><title>a</title></entry><entry><title>b</ti", 1, True, id="Atom"),
        pytest.param(HEAD + open_item(1) + open_item(2) + "\n", 2, False, id="no end of anything"),
        pytest.param(HEAD + open_item(1), 1, False, id="no end of its only item"),
        pytest.param(
            "<feed><entry><title>a</title><link href='/a'/><entry><title>b</title><link href='/b'/>",
            2,
            False,
            id="no end of anything in Atom",
        ),
        pytest.param(HEAD + item(1) + open_item(2) + open_item(3), 2, True, id="no end of the last ones"),
        pytest.param(HEAD + open_item(1) + open_item(2)[:-20], 1, True, id="no end, cut off in an item"),
        pytest.param(HEAD + open_item(1) + open_item(2) + "<lin", 1, True, id="no end, cut off in a tag"),
        pytest.param(
            HEAD + open_item(1) + "<item><title>b</title><description><![CDATA[So <item> begins</p>",
            1,
            True,
            id="no end, cut off in a text about it",
        ),
    ],
)
def test_of_a_feed_that_is_cut_off_the_whole_entries_are_read(
    body: str, stories: int, truncated: bool
) -> None:
    found = read(body)
    assert (len(found.stories), found.truncated) == (stories, truncated)


def test_a_feed_that_is_cut_off_in_its_first_entry_has_none() -> None:
    with pytest.raises(ExtractError, match="has no entries before it is cut off"):
        read(HEAD + item(1)[:-9])


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        pytest.param(["04", "03", "02", "01"], ["0", "1"], id="newest first"),
        pytest.param(["01", "02", "03", "04"], ["2", "3"], id="newest last"),
        pytest.param(["01", "06", "05", "04", "03"], ["0", "1"], id="an old one pinned above the newest"),
        pytest.param(["04", "04", "04", "04"], ["0", "1"], id="of one day"),
        pytest.param(["", "", "", ""], ["0", "1"], id="undated"),
        pytest.param(["04", "x", "01", "02"], ["0", "1"], id="one out of its turn"),
    ],
)
def test_of_a_long_feed_the_newest_entries_are_read(days: list[str], shown: list[str]) -> None:
    body = HEAD + "".join(item(n, day) for n, day in enumerate(days)) + END
    found = extract("upstream", body, limit=2)
    assert [(s.title or "")[-1:] for s in found.stories] == shown
    assert found.page_title == "Mill"
    items = [
        {"id": n, "title": f"Story {n}", "content_text": "x", "date_published": f"2026-03-{day}T08:00:00Z"}
        for n, day in enumerate(days)
    ]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items})
    assert [(s.title or "")[-1:] for s in extract("upstream", feed, limit=2).stories] == shown


def test_a_feed_in_a_call_is_read() -> None:
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "title": "Quay"}]})
    page = make_page(f"show({feed});", media_type="application/javascript", url=FEED)
    assert page.text.startswith("show(")
    assert [s.title for s in read(page.text).stories] == ["Quay"]

"""Everything that feeds say, from a site's feed to what readers are given: Atom, RSS, JSON Feed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from tests.builders import NOW
from tests.render.helpers import NS
from tests.render.validator import complaints

HEAD = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY eacute "&#233;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Pier</title><link>https://pier.example/</link>"""
ITEMS = """
<item><title>Caf&eacute; &amp; quay &lt;new&gt; (3 comments)</title><link>https://pier.example/2026/quay#top</link>
 <pubDate>Wed, 04 Mar 2026 05:00:00 CEST</pubDate><dc:creator>Ann Lee</dc:creator>
 <comments>https://pier.example/2026/quay#comments</comments>
 <description><![CDATA[<p dir="rtl">One <a href="map.html">map</a> &#xD83D;&#xDE00;</p><div>Two</div><div>Three</div>
 <ul><li>x</li></ul><img data-src="gull.png" title="It is late"><iframe src="https://player.vimeo.com/video/77"></iframe>
 <math><mi>x</mi></math><ruby>漢<rt>kan</rt></ruby><details><summary>More</summary>Less</details>]]></description>
 <media:content url="https://0.gravatar.com/avatar/0a1b?s=96" medium="image"/></item>
<item><title>Tides</title><link>https://pier.example/ep/1/</link><pubDate>Wed, 04 Mar 2026 02:00:00 GMT</pubDate>
 <enclosure url="https://pod.example/1.mp3?token=0123456789abcdef0123&amp;e=9" type="audio/mpeg" length="5"/>
 <enclosure url="https://pod.example/1.mp4" type="video/mp4" length="7"/><enclosure url="https://pod.example/get/9"/>
 <itunes:duration>32:10</itunes:duration><itunes:image href="https://pod.example/1.jpg"/><itunes:season>2</itunes:season>
 <podcast:chapters url="https://pod.example/1.json" type="application/json+chapters"/>
 <podcast:transcript url="https://pod.example/1.vtt" type="text/vtt"/></item>
<item><link>https://pier.example/p/red-door</link><pubDate>Wed, 04 Mar 2026 01:00:00 GMT</pubDate>
 <description>&lt;img src="/red.jpg" alt="A red door"&gt;</description></item>"""
LATER = [
    ("https://pier.example/ep/1/", "https://pier.example/ep/1"),
    ("(3 comments)", "(5 comments)"),
    ("?token=0123456789abcdef0123&amp;e=9", "?token=99998888777766665555&amp;e=10"),
]


@pytest.fixture
def read(program: Any) -> Any:
    """A program that has read that feed."""
    program.site.answers("/feed", 200, f"{HEAD}{ITEMS}</channel></rss>".encode(), "application/rss+xml")
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == 3
    return program


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_a_validator_finds_nothing_to_say_of_what_comes_of_it(read: Any, form: str) -> None:
    assert (
        complaints(read.body(f"all.{form}"), f"https://feeds.example/feeds/all.{form}", NOW.replace(hour=9))
        == []
    )


def test_what_its_texts_show_is_shown(read: Any) -> None:
    item = json.loads(read.body("all.json"))["items"][0]
    assert (item["title"], item["url"]) == (
        "Café & quay <new> (3 comments)",
        "https://pier.example/2026/quay#top",
    )
    assert (item["date_published"], item["authors"]) == ("2026-03-04T03:00:00+00:00", [{"name": "Ann Lee"}])
    assert ("image" in item, item["_feedsvc"]["replies"]) == (
        False,
        "https://pier.example/2026/quay#comments",
    )
    for shown in (
        '<p dir="rtl">One <a href="https://pier.example/2026/map.html">map</a> 😀</p>Two<br>Three',
        "<li>x</li>",
        '<img src="https://pier.example/2026/gull.png" title="It is late" referrerpolicy="no-referrer">',
        '<a href="https://player.vimeo.com/video/77"><img src="https://vumbnail.com/77.jpg" alt="Vimeo"',
        "<math><mi>x</mi></math>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><br>More<br>Less",
    ):
        assert shown in item["content_html"], shown


def test_an_episode_is_whole_in_every_format(read: Any) -> None:
    item = etree.fromstring(read.body("all.rss")).findall("channel/item")[1]
    files = [n.get("url") for path in ("enclosure", "media:content") for n in item.iterfind(path, NS)]
    signed = "https://pod.example/1.mp3?token=0123456789abcdef0123&e=9"
    others = ["https://pod.example/1.mp4", "https://pod.example/get/9", "https://pod.example/1.jpg"]
    assert files == [signed, *others]
    told = {
        n.tag.rpartition("}")[2]: n.text or n.get("url") or n.get("href")
        for n in item
        if "podcast" in n.tag or "itunes" in n.tag
    }
    assert told == {
        "duration": "32:10",
        "season": "2",
        "image": "https://pod.example/1.jpg",
        "chapters": "https://pod.example/1.json",
        "transcript": "https://pod.example/1.vtt",
    }
    attached = json.loads(read.body("all.json"))["items"][1]["attachments"]
    assert [a["mime_type"] for a in attached] == [
        "audio/mpeg",
        "video/mp4",
        "application/octet-stream",
        "image/jpeg",
    ]
    assert attached[0]["duration_in_seconds"] == 1930
    links = read.feed().entries[1].links
    assert [x.href for x in links if x.rel == "enclosure"] == [a["url"] for a in attached]


def test_an_entry_without_title_bears_that_of_its_picture(read: Any) -> None:
    assert read.feed().entries[2].title == "A red door"


def test_neither_a_slash_nor_a_counter_nor_a_new_signature_is_news(read: Any) -> None:
    before = {e.id: e.updated for e in read.feed().entries}
    later = ITEMS
    for was, now in LATER:
        assert was in later
        later = later.replace(was, now)
    read.site.answers("/feed", 200, f"{HEAD}{later}</channel></rss>".encode(), "application/rss+xml")
    report = read.polls()
    assert (report.ok, report.new, report.edited) == (True, 0, 0)
    assert {e.id: e.updated for e in read.feed().entries} == before


def test_stories_of_one_title_and_links_of_their_own_are_believed(program: Any) -> None:
    same = "".join(
        f"<item><title>Notice</title><link>https://pier.example/n/{n}</link><description>No. {n}</description>"
        f"<pubDate>Wed, 04 Mar 2026 00:{n:02}:00 GMT</pubDate></item>"
        for n in range(12)
    )
    program.site.answers("/same", 200, f"{HEAD}{same}</channel></rss>".encode(), "application/rss+xml")
    program.watches("world", "/same", extractor="upstream", article_id=None)
    report = program.polls()
    assert (report.ok, report.new) == (True, 12)
    assert len(program.feed().entries) == 12

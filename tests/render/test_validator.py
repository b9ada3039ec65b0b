"""The judge is judged: each fault, put into a faultless document, is seen."""

from __future__ import annotations

import pytest

from tests.builders import NOW, make_story
from tests.render.cases import EVERYTHING, RICH
from tests.render.helpers import channel_for, render
from tests.render.validator import complaints

FAULTS = [
    ("atom", b"<updated>2026-03-04T04:06:00+00:00</updated><author>", b"<author>", "no RFC 3339 date"),
    ("atom", b"2026-03-04T03:06:00", b"2026-03-04T04:06:00", "updated occurs twice"),
    ("atom", b"2026-03-04T03:06:00+00:00</updated>", b"2027-03-04T03:06:00+00:00</updated>", "implausible"),
    ("atom", b'rel="self"', b'rel="bookmark"', "self link is not"),
    ("atom", b'content type="html"', b'content type="text"', "not html"),
    ("atom", b'label="World"', b'label=""', "term or label"),
    ("atom", b"000000000002</id>", b"000000000001</id>", "id occurs twice"),
    ("atom", b'xml:lang="en"', b'xml:lang="Neverland!"', "no language tag"),
    ("atom", b"https://news.example/bridges", b"/bridges", "not absolute"),
    ("atom", b"&lt;p&gt;The", b"&lt;script&gt;x&lt;/script&gt;The", "content has script"),
    ("atom", b"&lt;p&gt;The", b"&lt;p onclick='x'&gt;The", "content has onclick"),
    ("atom", b'<title type="html">Ferries &amp;amp;', b"<title>Ferries &amp;", "undeclared markup"),
    ("atom", b"<published>2026-03-04T03", b"<published>2026-03-04T04", "updated before it was published"),
    ("atom", b"<?xml version='1.0' encoding='UTF-8'?>\n", b"", "XML declaration"),
    ("rss", b'isPermaLink="false"', b'isPermaLink="true"', "claims to be a link"),
    ("rss", b"Wed, 04 Mar 2026 03", b"Mi, 04 Mrz 2026 03", "no RFC 822 date"),
    ("rss", b"Wed, 04 Mar 2026 03", b"Tue, 04 Mar 2026 03", "implausible date"),
    ("rss", b"<ttl>10</ttl>", b"", "not one ttl"),
    ("rss", b"Ferries &#x26;", b"Ferries &amp;", "no hexadecimal references"),
    ("rss", b"<pubDate>Wed, 04 Mar 2026 05:06:00 +0000</pubDate><ttl>", b"<ttl>", "not one pubDate"),
    (
        "rss",
        b"04 Mar 2026 05:06:00 +0000</lastBuildDate>",
        b"04 Mar 2026 03:06:00 +0000</lastBuildDate>",
        "older",
    ),
    ("rss", b"<dc:creator>Mei Tan</dc:creator>", b"<author>Mei Tan</author>", "must be an address"),
    ("rss", b'length="512"', b'length=""', "lacks length"),
    ("rss", b"icon.png</url>", b"icon.svg</url>", "no picture"),
    ("rss", b'rel="self"', b'rel="alternate"', "self link is not"),
    ("json", b"version/1.1", b"version/1", "version"),
    ("json", b'"content_html"', b'"html"', "no content"),
    ("json", b'"date_modified":"2026', b'"date_modified":"yesterday 2026', "no RFC 3339 date"),
    ("json", b"https://feeds.example/feeds/world.json", b"https://x.example/", "feed_url"),
]


@pytest.mark.parametrize(
    ("fmt", "right", "wrong", "said"), [pytest.param(*f, id=f"{f[0]}: {f[3]}") for f in FAULTS]
)
def test_a_fault_is_seen(fmt: str, right: bytes, wrong: bytes, said: str) -> None:
    channel = channel_for(fmt, **EVERYTHING)
    body = render([make_story(1, **RICH), make_story(2)], fmt, channel)
    assert right in body

    found = complaints(body.replace(right, wrong), channel.self_url, NOW)

    assert any(said in complaint for complaint in found), found

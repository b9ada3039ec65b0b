"""Feeds in one line: what stands in an entry, from its bytes to the cleaned story."""

from __future__ import annotations

import json
from typing import Any

from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction, ParsedStory
from tests.extract.helpers import NOW, make_page, make_settings

FEED = "https://feeds.example/mill/feed"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def read(body: str) -> Extraction:
    settings = make_settings(extractor="upstream", timezone="UTC", article_id=None)
    return run(make_page(body, media_type="application/xml", url=FEED), settings, NOW)


def rss(
    item: str, title: str = "<title>Mill turns</title><link>https://mill.example/1</link>"
) -> ParsedStory:
    head = "<title>Mill</title><link>https://mill.example/</link>"
    return read(
        f'<rss version="2.0" {SPACES}><channel>{head}<item>{title}{item}</item></channel></rss>'
    ).stories[0]


def atom(entry: str, head: str = "") -> ParsedStory:
    body = f"<id>urn:e</id><title>Mill turns</title>{entry}"
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom"{head}<entry>{body}</entry></feed>').stories[0]


def json_feed(**item: Any) -> ParsedStory:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": "https://mill.example/",
        "items": [item],
    }
    return read(json.dumps(feed)).stories[0]

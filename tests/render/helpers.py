"""Reading documents back, and feedgen's own way of writing them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from feedsvc.models import Channel, Story
from feedsvc.render import FORMATS, RenderContext, syndication
from feedsvc.render.entry import make_entry
from tests.builders import make_channel

BASE = "https://feeds.example"
PAGE = "https://news.example/world/"
CTX = RenderContext(base_url=BASE, sources={"world": PAGE})
NS = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def channel_for(fmt: str, **given: Any) -> Channel:
    """The channel of topic `world` as document in one format."""
    return make_channel(**({"self_url": f"{BASE}/feeds/world.{fmt}"} | given))


def render(
    stories: Sequence[Story], fmt: str, channel: Channel | None = None, ctx: RenderContext = CTX
) -> bytes:
    """A document joined from fragments, as publishing does it."""
    fragments = [FORMATS[fmt].fragment(story, ctx) for story in stories]
    return FORMATS[fmt].document(channel or channel_for(fmt), fragments)


def render_whole(stories: Sequence[Story], fmt: str, channel: Channel, ctx: RenderContext = CTX) -> bytes:
    """The same document written by feedgen in one go."""
    feed = syndication.make_feed(channel, fmt)
    for story in stories:
        feed.add_entry(syndication.make_feed_entry(make_entry(story, ctx), fmt), order="append")
    body: bytes = feed.atom_str() if fmt == "atom" else feed.rss_str()
    if fmt == "atom":
        return body
    head, item, items = body.partition(b"<item>")
    return _hexadecimal(head, b"title|description") + item + _hexadecimal(items, b"title")


def _hexadecimal(body: bytes, names: bytes) -> bytes:
    def written(found: re.Match[bytes]) -> bytes:
        return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")

    return re.sub(rb"<(?:%s)>[^<]*" % names, written, body)


def parse(body: bytes) -> etree._Element:
    """The document's root by a strict XML parser."""
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, huge_tree=True))


def child(node: etree._Element, path: str) -> etree._Element:
    """The first element at a path, which has to be there."""
    found = node.find(path, NS)
    assert found is not None, f"no {path} in {node.tag!r}"
    return found


def attributes(node: etree._Element, path: str) -> dict[str, str]:
    """The attributes of the first element at a path, which has to be there."""
    return {str(name): str(value) for name, value in child(node, path).attrib.items()}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry as read back from any format."""

    id: str | None
    title: str | None
    link: str | None
    summary: str | None
    content: str | None
    authors: tuple[str | None, ...]
    categories: tuple[str | None, ...]
    published: str | None
    updated: str | None


def items(body: bytes, fmt: str) -> list[Item]:
    """Every entry of a document, in document order."""
    return {"atom": _atom_items, "rss": _rss_items, "json": _json_items}[fmt](body)


def text_of(node: etree._Element, path: str) -> str | None:
    """A plain text of Atom as a reader shows it, whichever type it is written in."""
    found = node.find(path, NS)
    if found is None or found.get("type", "text") == "text":
        return None if found is None else found.text or ""
    return unescape(found.text or "")


def _atom_items(body: bytes) -> list[Item]:
    return [
        Item(
            id=node.findtext("a:id", None, NS),
            title=text_of(node, "a:title"),
            link=child(node, "a:link").get("href"),
            summary=text_of(node, "a:summary"),
            content=node.findtext("a:content", None, NS),
            authors=tuple(n.text for n in node.findall("a:author/a:name", NS)),
            categories=tuple(n.get("label") for n in node.findall("a:category", NS)),
            published=node.findtext("a:published", None, NS),
            updated=node.findtext("a:updated", None, NS),
        )
        for node in parse(body).findall("a:entry", NS)
    ]


def _rss_items(body: bytes) -> list[Item]:
    return [
        Item(
            id=node.findtext("guid"),
            title=node.findtext("title"),
            link=node.findtext("link"),
            summary=node.findtext("description"),
            content=node.findtext("content:encoded", None, NS),
            authors=tuple(n.text for n in node.findall("dc:creator", NS)),
            categories=tuple(n.text for n in node.findall("category")),
            published=node.findtext("pubDate"),
            updated=node.findtext("a:updated", None, NS),
        )
        for node in parse(body).findall("channel/item")
    ]


def _json_items(body: bytes) -> list[Item]:
    return [
        Item(
            id=item["id"],
            title=item["title"],
            link=item["url"],
            summary=item["summary"],
            content=item.get("content_html"),
            authors=tuple(a["name"] for a in item.get("authors", ())),
            categories=tuple(item.get("tags", ())),
            published=item["date_published"],
            updated=item["date_modified"],
        )
        for item in json.loads(body)["items"]
    ]

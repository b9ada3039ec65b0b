"""Atom 1.0 and RSS 2.0 through feedgen, with its traps closed.

A story becomes a fragment (`<entry>` or `<item>`) once per format; a document is an envelope that
feedgen made around nothing, with fragments joined into it. The bytes are those that feedgen writes
for everything in one go, at a hundredth of the cost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import feedgen.entry
import feedgen.feed
import feedgen.util
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree
from msgspec.structs import replace

from feedsvc.errors import RenderError
from feedsvc.models import Channel, Story
from feedsvc.recent import made_once_in_a_row
from feedsvc.render import shapes
from feedsvc.render.bare import RSS_IMAGES
from feedsvc.render.dates import rfc822, rfc3339, whole_seconds
from feedsvc.render.entry import GENERATOR, MEDIA_TYPES, Entry, RenderContext, channel_authors, make_entry
from feedsvc.render.extensions import (
    ATOM,
    CONTENT,
    AtomEntry,
    AtomFeed,
    RssFeed,
    RssItem,
    archive_links,
)
from feedsvc.render.text import as_html, href, language_tag, legal, line, web_url

# feedgen formats RSS dates by switching the locale of the whole process back and forth: another
# thread sees, or leaves behind, the wrong one.
for _module in (feedgen.util, feedgen.feed, feedgen.entry):
    _module.formatRFC2822 = rfc822

_TAGS = {"atom": b"<entry", "rss": b"<item"}
_ENDS = {"atom": b"</feed>", "rss": b"</channel></rss>"}
_NAMESPACES = {
    "atom": AtomFeed().extend_ns(),
    "rss": {**RssFeed().extend_ns(), "atom": ATOM, "content": CONTENT},
}
_TITLE = re.compile(rb"<title>[^<]*")
_CHANNEL_TEXT = re.compile(rb"<(?:title|description)>[^<]*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Envelope(NamedTuple):
    """A document without entries, open at its date and at its end."""

    head: bytes
    middle: bytes
    end: bytes


def entry_fragment(story: Story, fmt: str, context: RenderContext) -> bytes:
    """One story as `<entry>` (fmt `atom`) or `<item>` (`rss`); RenderError where it cannot be."""
    try:
        entry = make_entry(story, context)
        shaped = _shaped(entry)
        if shaped is None:
            return _serialise(make_feed_entry(entry, fmt), fmt)
        shape, words = shaped
        return shapes.filled(_pattern(shape, fmt), words, _entry_dates(entry.published, entry.updated, fmt))
    except (ValueError, TypeError, OverflowError) as error:
        raise RenderError(f"story {story.id} cannot be rendered as {fmt}: {error}", story=story.id) from error


def document(channel: Channel, fragments: Sequence[bytes], fmt: str) -> bytes:
    """A whole feed document around ready fragments, in their order."""
    envelope = _envelope(replace(channel, updated=_EPOCH, published=_EPOCH), fmt)
    return b"".join((envelope.head, _dates(channel, fmt), envelope.middle, *fragments, envelope.end))


def make_feed_entry(entry: Entry, fmt: str) -> Any:
    """feedgen's entry with everything set from stored state, its default of "now" replaced."""
    made = FeedEntry()
    made.id(entry.id)
    made.title(entry.title)
    made.published(entry.published)
    made.updated(entry.updated)
    made.link(href=entry.link, rel="alternate")
    # RSS reads a description as HTML, Atom a summary without type as plain text.
    made.summary(as_html(entry.summary) if fmt == "rss" else entry.summary)
    if entry.content:
        made.content(entry.content, type="html")
    made.author([{"name": name} for name in entry.authors])
    made.category([{"term": name, "label": name} for name in entry.categories])
    made.register_extension("feedsvc", AtomEntry if fmt == "atom" else RssItem, fmt == "atom", fmt == "rss")
    made.feedsvc.entry = entry
    return made


def make_feed(channel: Channel, fmt: str) -> Any:
    """feedgen's feed of a channel, without entries."""
    feed = FeedGenerator()
    feed.id(legal(channel.id))
    feed.title(line(channel.title) or legal(channel.id))
    feed.updated(whole_seconds(channel.updated))
    feed.pubDate(whole_seconds(channel.published or channel.updated))
    feed.generator("feedsvc", version=GENERATOR)
    feed.language(language_tag(channel.language) or "en")
    _set_atom(feed, channel) if fmt == "atom" else _set_rss(feed, channel)
    feed.register_extension(
        "feedsvc", AtomFeed if fmt == "atom" else RssFeed, None, fmt == "atom", fmt == "rss"
    )
    feed.feedsvc.channel = channel
    return feed


def _set_atom(feed: Any, channel: Channel) -> None:
    feed.link(href=href(channel.html_url), rel="alternate", type="text/html")
    feed.link(href=href(channel.self_url), rel="self", type=MEDIA_TYPES["atom"])
    for link in archive_links(channel):
        feed.link(href=link.href, rel=link.rel)
    if subtitle := line(channel.subtitle):
        feed.subtitle(subtitle)
    feed.author([{"name": name} for name in channel_authors(channel)])
    if icon := web_url(channel.icon):
        feed.icon(icon)


def _set_rss(feed: Any, channel: Channel) -> None:
    # The channel's <link> is the last one added, so the alternate comes last.
    feed.link(href=href(channel.self_url), rel="self", type=MEDIA_TYPES["rss"])
    feed.link(href=href(channel.html_url), rel="alternate", type="text/html")
    feed.description(line(channel.subtitle) or line(channel.title) or legal(channel.id))
    feed.ttl(max(channel.ttl, 1))
    icon = web_url(channel.icon)
    if icon and icon.lower().endswith(RSS_IMAGES):
        feed.image(icon)


# A story is rendered in one format after the other, as in `make_entry`.
@made_once_in_a_row
def _shaped(entry: Entry) -> tuple[shapes.Shape, shapes.Words] | None:
    """The shape and the texts of an entry; None where those do not tell all of it."""
    if not shapes.is_usual(entry):
        return None
    words = shapes.Words(entry)
    return shapes.shape_of(entry, words), words


@lru_cache(maxsize=512)
def _pattern(shape: shapes.Shape, fmt: str) -> shapes.Pattern:
    """An entry of this shape as feedgen writes it, open where its texts and dates stand."""
    body = _serialise(make_feed_entry(shapes.sample(shape), fmt), fmt)
    return shapes.parted(body.decode(), _entry_dates(shapes.PUBLISHED, shapes.UPDATED, fmt))


def _entry_dates(published: datetime, updated: datetime, fmt: str) -> tuple[str, str]:
    return rfc3339(published) if fmt == "atom" else rfc822(published), rfc3339(updated)


@lru_cache(maxsize=2048)
def _envelope(channel: Channel, fmt: str) -> _Envelope:
    feed = make_feed(channel, fmt)
    body: bytes = feed.atom_str() if fmt == "atom" else _hexadecimal(feed.rss_str(), _CHANNEL_TEXT)
    # Text is escaped, so these tags occur nowhere but where feedgen wrote them.
    head, middle = body.split(_dates(channel, fmt), 1)
    return _Envelope(head, middle.removesuffix(_ENDS[fmt]), _ENDS[fmt])


def _dates(channel: Channel, fmt: str) -> bytes:
    if fmt == "atom":
        return f"<updated>{rfc3339(channel.updated)}</updated>".encode()
    built, newest = rfc822(channel.updated), rfc822(channel.published or channel.updated)
    return f"<lastBuildDate>{built}</lastBuildDate><pubDate>{newest}</pubDate>".encode()


def _hexadecimal(body: bytes, texts: re.Pattern[bytes]) -> bytes:
    """RSS with `&#x26;` and `&#x3C;` in its plain texts, by which they are known for such.

    RSS profile, "Character Data"; to a parser of XML they are the same as `&amp;` and `&lt;`.
    """
    return texts.sub(lambda m: m[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), body)


def _serialise(made: Any, fmt: str) -> bytes:
    # Under a root with the document's namespaces no declaration is repeated in the fragment.
    root = etree.Element("root", nsmap=_NAMESPACES[fmt])
    root.append(made.atom_entry() if fmt == "atom" else made.rss_entry())
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    entry = body[body.index(_TAGS[fmt]) : body.rindex(b"</root>")]
    return _hexadecimal(entry, _TITLE) if fmt == "rss" else entry

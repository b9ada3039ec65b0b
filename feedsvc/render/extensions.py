"""feedgen extensions: what Atom and RSS need and feedgen 1.0.0 leaves out or writes wrongly.

feedgen makes an instance per feed and per entry; whoever registers it then sets `entry` or `channel`.
Elements of Atom's own namespace carry no prefix in an Atom tree (feedgen writes `xmlns` as a plain
attribute), those of others take the prefix that `extend_ns` declares at the root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem
from lxml import etree

from feedsvc.models import Channel, Image
from feedsvc.render.dates import rfc3339
from feedsvc.render.entry import Entry
from feedsvc.render.podcast import write_discussion, write_episode
from feedsvc.render.text import as_html, line, web_url

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link of a document: rel, absolute href, media type."""

    rel: str
    href: str
    type: str | None = None
    title: str | None = None


def archive_links(channel: Channel) -> tuple[Link, ...]:
    """The document's hub and RFC 5005 links, in a fixed order."""
    found = (
        ("hub", channel.hub),
        ("current", channel.current_url),
        ("prev-archive", channel.prev_archive_url),
        ("next-archive", channel.next_archive_url),
    )
    urls = ((rel, web_url(url)) for rel, url in found)
    return tuple(Link(rel=rel, href=url) for rel, url in urls if url)


def entry_links(entry: Entry) -> Iterator[Link]:
    """Links beside the alternate: where the story was seen, and what it points to."""
    if entry.via:
        yield Link(rel="via", href=entry.via)  # a page, a feed, a register: nobody knows here
    for related in entry.related:
        if related.url:
            yield Link(rel="related", href=related.url, title=related.title)
    for link in entry.links:
        if link.url and link.rel == "replies":  # RFC 4685
            yield Link(rel="replies", href=link.url, type=link.media_type)


class AtomEntry(BaseEntryExtension):  # type: ignore[misc]
    """Writes the entry's links whole (feedgen loses rel, type, length, title), images and language."""

    entry: Entry

    def extend_atom(self, node: etree._Element) -> etree._Element:
        """Repair and complete one `<entry>`."""
        if self.entry.language:
            node.set(XML_LANG, self.entry.language)
        _mark_texts(node, "title", "summary")
        alternate = node.find("link")
        if alternate is not None:
            alternate.attrib.update({"rel": "alternate", "type": self.entry.page_type})
        for link in entry_links(self.entry):
            _write_link(node, "link", link)
        for image in self.entry.images:
            _write_link(node, "link", _enclosure(image), length=image.length)
        _write_thumbnails(node, self.entry)
        return node


class RssItem(BaseEntryExtension):  # type: ignore[misc]
    """Adds authors without addresses, the time of the last edit, links, images and language."""

    entry: Entry

    def extend_rss(self, node: etree._Element) -> etree._Element:
        """Complete one `<item>`."""
        for author in self.entry.authors:
            xml_elem(f"{{{DC}}}creator", node).text = author
        if self.entry.language:
            xml_elem(f"{{{DC}}}language", node).text = self.entry.language
        xml_elem(f"{{{ATOM}}}updated", node).text = rfc3339(self.entry.updated)
        for link in entry_links(self.entry):
            _write_link(node, f"{{{ATOM}}}link", link)
        _write_enclosure(node, self.entry)
        _write_thumbnails(node, self.entry)
        _write_other_files(node, self.entry)
        write_discussion(node, self.entry)
        write_episode(node, self.entry)
        return node


class AtomFeed(BaseExtension):  # type: ignore[misc]
    """Adds the archive mark and tombstones to an Atom feed."""

    channel: Channel

    def extend_ns(self) -> dict[str, str]:
        """Prefixes declared at the root, the same in every document so that fragments fit in all."""
        return {"media": MEDIA, "fh": HISTORY}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Complete `<feed>`."""
        _mark_texts(feed, "title", "subtitle")
        _write_archive_mark(feed, self.channel)
        for tombstone in self.channel.tombstones:
            # Declared here and not at the root: only documents with a withdrawal know the namespace.
            gone = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", nsmap={"at": TOMBSTONES})
            gone.set("ref", f"urn:uuid:{tombstone.id.removeprefix('urn:uuid:')}")
            gone.set("when", rfc3339(tombstone.when))
        return feed


class RssFeed(BaseExtension):  # type: ignore[misc]
    """Adds hub and archive links, as atom:link, and the archive mark to an RSS channel."""

    channel: Channel

    def extend_ns(self) -> dict[str, str]:
        """Prefixes declared at the root besides feedgen's `atom` and `content`."""
        return {"media": MEDIA, "fh": HISTORY, "dc": DC}

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """Complete `<channel>`."""
        node = rss[0]
        for link in archive_links(self.channel):
            _write_link(node, f"{{{ATOM}}}link", link)
        _write_archive_mark(node, self.channel)
        return rss


def _mark_texts(node: etree._Element, *names: str) -> None:
    """Say of texts with signs of markup how they are to be read; without, readers guess (RFC 4287, 3.1.1)."""
    for text in (child for name in names for child in node.findall(name)):
        said = text.text or ""
        if "<" in said or "&" in said:
            text.set("type", "html")
            text.text = as_html(said)


def _write_archive_mark(node: etree._Element, channel: Channel) -> None:
    if channel.archive:
        xml_elem(f"{{{HISTORY}}}archive", node)


def _write_link(node: etree._Element, tag: str, link: Link, length: int | None = None) -> None:
    values = {"href": link.href, "rel": link.rel, "type": link.type, "title": line(link.title or "")}
    if length is not None:
        values["length"] = str(max(length, 0))
    xml_elem(tag, node, **{name: value for name, value in values.items() if value})


def _enclosure(image: Image) -> Link:
    return Link(rel="enclosure", href=image.url, type=image.media_type, title=image.title)


def _write_enclosure(node: etree._Element, entry: Entry) -> None:
    # RSS allows one enclosure an item, and a picture has its thumbnail; 0 says that the length is not known.
    if shown := entry.file or entry.picture:
        length = str(max(shown.length or 0, 0))
        xml_elem("enclosure", node, url=shown.url, length=length, type=shown.media_type)


def _write_thumbnails(node: etree._Element, entry: Entry) -> None:
    if entry.picture:
        xml_elem(f"{{{MEDIA}}}thumbnail", node, url=entry.picture.url)


def _write_other_files(node: etree._Element, entry: Entry) -> None:
    """What RSS has no enclosure left for (https://www.rssboard.org/media-rss)."""
    for file in (image for image in entry.images if image != (entry.file or entry.picture)):
        values = {
            "url": file.url,
            "type": file.media_type,
            "medium": "image" if file.is_picture else "",
            "fileSize": file.length,
            "duration": file.duration,
        }
        given = {name: str(value) for name, value in values.items() if value}
        xml_elem(f"{{{MEDIA}}}content", node, **given)

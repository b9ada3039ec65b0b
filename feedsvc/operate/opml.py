"""A list of subscriptions as feed readers export it (OPML, http://opml.org/spec2.opml).

    <opml version="2.0"><head><title>Mine</title></head><body>
      <outline text="Harbours">
        <outline text="Quay" type="rss" xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example/"/>
        <outline text="Pier" htmlUrl="https://pier.example/news"/>
      </outline>
    </body></opml>

gives a feed called Quay and a page called Pier, both of the folder Harbours. Nothing is asked for; a trap is
refused before a parser sees it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from feedsvc.clean.secrets import without_secrets
from feedsvc.clean.text import visible_line
from feedsvc.errors import FeedsvcError
from feedsvc.extract.base import UseFallback
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.fetch.charset import decide_charset
from feedsvc.models import Page
from feedsvc.operate.finding import LONG_AGO

LARGEST = 1 << 20
"""Bytes of a file: some four thousand feeds."""
MOST = 2_000
"""Feeds and pages of a file."""
LONGEST_NAME = 300
XML_OWN = frozenset(["amp", "lt", "gt", "quot", "apos"])
TOLD = ("title", "text", "type", "url", "xmlurl", "htmlurl")
"""The attributes of an outline that are read, in lower case."""
_FEED_SCHEME = re.compile(r"feed:(?://)?(https?://)?", re.I)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,30});")


class NoOpml(FeedsvcError):
    """A file that is no list of subscriptions; the message names it and says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpmlOutline:
    """One subscription: the address of a feed, of a page, or of both."""

    title: str
    feed: str = ""
    page: str = ""
    folder: str = ""
    """The names of the folders that it lies in, the outermost first, `/` between them."""

    @property
    def address(self) -> str:
        """What it is known by: its feed, else its page."""
        return self.feed or self.page

    @property
    def shown(self) -> str:
        """Its address as it may be shown: without a user, a password and other secrets."""
        return without_secrets(self.address)


@dataclass(frozen=True, kw_only=True, slots=True)
class Opml:
    """What a file lists, in its order."""

    title: str
    outlines: tuple[OpmlOutline, ...]


def read_opml(content: bytes, name: str) -> Opml:
    """The subscriptions of a file; raises NoOpml, whose one line names the file and the reason."""
    try:
        root = parsed_opml(content)
        outlines = tuple(outlines_in(root))
    except UseFallback as error:
        raise NoOpml(f"{name}: {error}") from error
    if not outlines:
        raise NoOpml(f"{name}: names no feed and no page (an outline has an xmlUrl or an htmlUrl)")
    if len(outlines) > MOST:
        raise NoOpml(f"{name}: names more than {MOST:,} feeds (split it)")
    return Opml(title=name_in_line(root.findtext("head/title") or ""), outlines=outlines)


def parsed_opml(content: bytes) -> Any:
    """The first element of the file; raises UseFallback for traps and for everything else."""
    if len(content) > LARGEST:
        raise UseFallback(f"is larger than {LARGEST >> 20} MB (split it)")
    if not content.strip():
        raise UseFallback("is empty")
    kind = "text/x-opml"
    charset = decide_charset(kind, content)
    page = Page(url="", content=content, media_type=kind, charset=charset, fetched_at=LONG_AGO)
    text = xml_text(page)
    if (found := root_name(text)) != "opml":
        raise UseFallback(f"is no OPML (its first element is {found or 'missing'})")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return plainly_named(etree.fromstring(_NAMED.sub(as_character, text).encode(), parser))
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise UseFallback(f"is no well-formed XML ({str(error).partition(' (<string>')[0]})") from error


def as_character(name: re.Match[str]) -> str:
    """What HTML calls so, which is no name of XML."""
    return name[0] if name[1] in XML_OWN else html.escape(html.unescape(name[0]))


def plainly_named(root: Any) -> Any:
    """The tree with every element under its bare name: some readers write a namespace, or capitals."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname.lower()
    return root


def outlines_in(element: Any, folders: tuple[str, ...] = ()) -> Iterator[OpmlOutline]:
    """The subscriptions below an element, at any depth that the guard lets through."""
    for outline in element.iterfind("body/outline" if element.tag == "opml" else "outline"):
        told = told_by(outline)
        title = name_in_line(told.get("title") or told.get("text") or "")
        feed, page = meant_address(told.get("xmlurl", "")), meant_address(page_address(told))
        if feed or page:
            folder = name_in_line(" / ".join(folders))
            yield OpmlOutline(title=title, feed=feed, page=page, folder=folder)
        yield from outlines_in(outline, folders if feed or page or not title else (*folders, title))


def told_by(outline: Any) -> dict[str, str]:
    """What an outline says of a subscription, in whatever case its attributes are written."""
    named = {str(name).lower(): name for name in outline.attrib}
    # One by one: lxml looks through all of them for each value, a minute for a hundred thousand.
    return {told: outline.get(named[told]).strip() for told in TOLD if told in named}


def page_address(told: Mapping[str, str]) -> str:
    """The page of an outline; one of type `link` has it in `url`."""
    return told.get("htmlurl") or (told.get("url", "") if told.get("type", "").lower() == "link" else "")


def meant_address(address: str) -> str:
    """The address of the web that one of the scheme `feed` means (as readers register it).

    >>> meant_address("feed://quay.example/feed"), meant_address("feed:https://quay.example/feed")
    ('http://quay.example/feed', 'https://quay.example/feed')
    """
    found = _FEED_SCHEME.match(address)
    return f"{found[1] or 'http://'}{address[found.end() :]}" if found else address


def name_in_line(text: str) -> str:
    """A name as one line of a sensible length."""
    return visible_line(text)[:LONGEST_NAME].strip()

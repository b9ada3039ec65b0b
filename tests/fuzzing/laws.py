"""What holds for everything that is published, whatever stood on a page."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.text import remove_controls
from feedsvc.models import Extraction, ParsedStory

ACTIVE = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "template",
        "noscript",
        "svg",
        "link",
        "meta",
        "base",
        "title",
        "audio",
        "video",
        "dialog",
    ]
)
"""Elements that do something, or that make a browser read differently what follows."""
LINKING = frozenset(
    [
        "href",
        "src",
        "srcset",
        "action",
        "formaction",
        "poster",
        "data",
        "cite",
        "background",
        "xlink:href",
        "ping",
    ]
)
ISOLATES = re.compile("[\u2066-\u2069]")
"""What stands open in markup ends with its element at the latest, in a line it must be ended."""
WEB = ("http://", "https://")


def harmless(markup: str) -> None:
    """As a browser reads it, markup is nothing but text, links and pictures."""
    assert one_by_one_legal(ISOLATES.sub("", markup)), "has characters that XML forbids"
    root = LexborHTMLParser(f"<div>{markup}</div>").body
    assert root is not None, "has no body"
    for node in root.traverse(include_text=False):
        assert node.tag not in ACTIVE, f"<{node.tag}> came through"
        for name, value in node.attributes.items():
            harmless_attribute(name.lower(), value or "")


def harmless_attribute(name: str, value: str) -> None:
    """An attribute runs nothing and leads to the web only."""
    assert not name.startswith("on"), f"{name} came through"
    assert name not in ("style", "srcdoc", "id", "class"), f"{name} came through"
    if name in LINKING:
        # To a browser `https:/h` is `https://h`.
        assert value[:6].lower().startswith(("http:", "https:")), f"{name} leads to {value[:80]!r}"


def one_by_one_legal(text: str) -> bool:
    """Whether no character is one that XML forbids or that disturbs the display."""
    return all(remove_controls(line, isolates=True) == line for line in text.split("\n"))


def is_link(address: str | None) -> bool:
    """Whether this is no address, or one of the web that names a host and no user."""
    if address is None:
        return True
    parts = urlsplit(address)
    return address.isascii() and address.startswith(WEB) and bool(parts.hostname) and "@" not in parts.netloc


def is_moment(moment: datetime | None) -> bool:
    """Whether this is no time, or one in UTC of whole seconds."""
    return moment is None or (moment.utcoffset() == timedelta(0) and moment.microsecond == 0)


def sound(story: ParsedStory) -> None:
    """A parsed story holds what readers may be shown."""
    assert story.title.strip() == story.title != ""
    for line in (story.title, story.summary, *story.authors, *story.tags, story.section or ""):
        assert "\n" not in line
        assert one_by_one_legal(line)
    links = (story.url, *(image.url for image in story.images), *(one.url for one in story.related))
    assert all(map(is_link, links)), links
    assert is_moment(story.published)
    harmless(story.content)


def sound_extraction(found: Extraction) -> None:
    """Every story is sound; where there is none, there is a page that has them."""
    assert found.stories or found.next_url
    for story in found.stories:
        sound(story)
    assert all(map(is_link, (found.next_url, *found.leads)))

"""Feed readers on the web that take a feed's address in a link of theirs."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

READERS = {
    "Feedly": "https://feedly.com/i/subscription/feed/{}",
    "Inoreader": "https://www.inoreader.com/?add_feed={}",
    "NewsBlur": "https://www.newsblur.com/?url={}",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url={}",
}


def reader_links(feed: str) -> Iterator[tuple[str, str]]:
    """Name and address of whatever can open this feed: the program of this machine, and readers on the web.

    Those can reach no address of this machine or of a house's own network.
    """
    yield "a program on this device", f"feed:{feed}"
    if not is_inside(urlsplit(feed).hostname or ""):
        for name, form in READERS.items():
            yield name, form.format(quote(feed, safe=""))


def is_inside(host: str) -> bool:
    """Whether only this machine or its network knows the host."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost", ".lan"))

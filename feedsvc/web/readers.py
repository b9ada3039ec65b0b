"""Where a person can take a feed's address: the reader on this machine, or one on the web. Pure.

Only links, which nothing follows by itself: no page of ours asks another site for anything.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import quote, urlsplit

READERS = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F{}",
    "Inoreader": "https://www.inoreader.com/?add_feed={}",
    "NewsBlur": "https://www.newsblur.com/?url={}",
    "Feedbin": "https://feedbin.com/?subscribe={}",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url={}",
}
"""Readers on the web with the address at which each of them takes a feed's."""


def app_link(address: str) -> str:
    """The address as programs on this machine have registered for it (the scheme `feed`).

    >>> app_link("http://127.0.0.1:8000/feeds/all.atom"), app_link("https://feeds.example/feeds/all.atom")
    ('feed://127.0.0.1:8000/feeds/all.atom', 'feed:https://feeds.example/feeds/all.atom')
    """
    # `feed://` has always meant http; every other scheme is named.
    return address.replace("http:", "feed:", 1) if address.startswith("http:") else f"feed:{address}"


def reader_links(address: str) -> list[tuple[str, str]]:
    """(name, address) for every reader on the web."""
    return [(name, form.format(quote(address, safe=""))) for name, form in READERS.items()]


def is_local(address: str) -> bool:
    """True when no reader on the web can reach the address.

    >>> is_local("http://127.0.0.1:8000/feeds/all.atom"), is_local("https://feeds.example/feeds/all.atom")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan"))

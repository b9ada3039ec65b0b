"""Checks of addresses: of pages, of databases and browsers, of networks and hosts, of whoever is told."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import urlsplit

from feedsvc.config.checks import line, pattern, shown, words
from feedsvc.config.options import Wrong

Network = IPv4Network | IPv6Network


def network(value: Any) -> Network:
    """A network or one address in CIDR."""
    try:
        return ip_network(line(value))
    except ValueError as error:
        raise Wrong(f'{shown(value)} is not a network: {error} (CIDR, such as "10.0.0.0/8")') from None


def web_url(value: Any) -> str:
    """An http or https URL with a host, without credentials; a trailing slash is dropped."""
    text = line(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s\\]", text):
        raise Wrong(f'{shown(value)} is not a web address (such as "https://example.org/news")')
    if "@" in parts.netloc:
        raise Wrong('holds a password (leave it out; headers may say Authorization = "${NAME}")')
    return text


def base_url(value: Any) -> str:
    """The address under which the service is reached, without a slash at its end."""
    url = web_url(value)
    if "?" in url or "#" in url:
        raise Wrong(f"{shown(value)} goes on behind its path (leave out everything from ? or # on)")
    return url.rstrip("/")


def contact(value: Any) -> str:
    """Whom owners of pages may write to: a mailto: or an address of the web; "" for nobody."""
    text = line(value)
    if text and not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", text):
        try:
            return web_url(text)
        except Wrong:
            raise Wrong(f'{shown(value)} is no contact ("mailto:you@example.org" or a URL)') from None
    return text


def source_url(value: Any) -> str:
    """The address of a page of the web, or of a file below the configuration directory."""
    return line(value) if re.match(r"file:.", line(value)) else web_url(value)


def store_url(value: Any) -> str:
    """The address of a database that the store knows."""
    # The value is not repeated in the message: it may hold a password.
    if not re.match(r"sqlite:///.|postgresql\+psycopg://.", line(value)):
        raise Wrong(
            'is no known database ("sqlite:///var/feedsvc.db" or "postgresql+psycopg://user@host/db")'
        )
    return line(value)


def devtools(value: Any) -> str:
    """The address at which a browser that runs already is driven (Chrome DevTools Protocol), or nothing."""
    text = line(value)
    if text and not re.fullmatch(r"(?:wss?|https?)://[^\s\\/?#]+(?:[/?#]\S*)?", text):
        raise Wrong(f'{shown(value)} is no DevTools address (such as "ws://127.0.0.1:9222")')
    return text


def channel(value: Any) -> str:
    """The address of a way out for alerts, as Apprise writes it."""
    # Nor here: channels are secrets.
    if not isinstance(value, str) or not re.match(r"[A-Za-z][A-Za-z0-9]*://.", words(value)):
        raise Wrong('is no Apprise URL (such as "mailto://user:password@example.org" or "${MY_WEBHOOK}")')
    return line(value)


host = pattern(
    r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]", "a host name", 'without port, such as "feeds.example.org"'
)

"""Addresses: one spelling each, on the web only; no spelling of a private one passes the guard."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from feedsvc.clean.secrets import without_secrets
from feedsvc.clean.urls import article_number, canonical_url, file_url, link_url
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.targets import Target, parse_target, redact, redirect_target
from tests.fuzzing.laws import is_link, one_by_one_legal
from tests.fuzzing.targets.texts import lines_of

GUARD = AddressGuard()
BASE = "https://harbour.example/news/"


def addresses(data: bytes) -> None:
    """Two lines: an address, and what it is relative to."""
    text, base = lines_of(data, 2)
    for against in (BASE, base):
        cleaned(text, against)
    assert one_by_one_legal(redact(text))
    without_secrets(text)
    dialled(text)
    judged(text)


def cleaned(text: str, base: str) -> None:
    """A cleaned address is of the web, and is cleaned once."""
    for clean in (canonical_url, link_url, file_url):
        found = clean(text, base)
        assert is_link(found), found
        assert found is None or clean(found) == found, f"{found} is cleaned again: {clean(found)}"
    with suppress(FetchError):
        target = parse_target(canonical_url(text, base) or "")
        assert target.host == (urlsplit(target.url).hostname or "")
    article_number(canonical_url(text, base) or "", r"-(\d+)\.html$")


def dialled(text: str) -> None:
    """What is asked for is what every parser would ask, and a redirect from there as well."""
    with suppress(FetchError):
        asked(parse_target(text))
    with suppress(FetchError):
        asked(redirect_target(parse_target(BASE), text))


def asked(target: Target) -> None:
    """A target has one meaning; one by number is what the system takes it for."""
    assert target.url.isascii()
    assert target.url.isprintable()
    assert parse_target(target.url) == target
    parts = urlsplit(target.url)
    assert (parts.hostname, parts.port or target.port) == (target.host, target.port)
    if (meant := numbered(target.host)) is not None:
        assert ip_address(target.host) == meant, f"{target.host} is dialled as {meant}"
        judged(target.host)


def numbered(host: str) -> IPv4Address | IPv6Address | None:
    """The address that the system takes a host for without asking anybody, however it is spelled."""
    try:
        found = socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return None
    return ip_address(str(found[0][4][0]).partition("%")[0])


def judged(text: str) -> None:
    """What the guard lets through is public, also where it stands for another address."""
    if "\0" in text or GUARD.refusal(text) is not None:
        return
    ip = ip_address(text)
    inner = [ip, getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)]
    inner += [*(getattr(ip, "teredo", None) or ())]
    for one in filter(None, inner):
        assert one.is_global, f"{text} passes"
        assert not one.is_multicast, f"{text} passes"

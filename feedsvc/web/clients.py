"""Who asks, behind the proxies that are trusted to say so. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from feedsvc.config.addresses import Network

_V6_SITE = 64
"""Bits of an IPv6 address that one client has: whoever owns a /64 owns every address in it."""


def client_of(remote: str, forwarded: str | None, trusted: Sequence[Network]) -> str:
    """Who asks: the peer, or behind configured proxies the last address that no such proxy vouches for."""
    if not forwarded or not trusted or not _is_trusted(remote, tuple(trusted)):
        return _site(remote)
    for hop in reversed(forwarded[-2000:].split(",")):
        address = _without_port(hop.strip())
        if _address(address) is None:
            break
        remote = address
        if not _is_trusted(address, tuple(trusted)):
            break
    return _site(remote)


def _without_port(hop: str) -> str:
    """The address of `192.0.2.7:51234` or `[2001:db8::7]:443`, as some proxies write it."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    host, _, port = hop.partition(":")
    return host if port.isdigit() else hop


@lru_cache(maxsize=4096)
def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=4096)
def _is_trusted(text: str, trusted: tuple[Network, ...]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in trusted)


@lru_cache(maxsize=4096)
def _site(text: str) -> str:
    address = _address(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _V6_SITE), strict=False))
    return str(address or text[:64])

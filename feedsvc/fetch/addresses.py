"""Which addresses may be dialled: public unicast ones, and what the operator allows.

`ipaddress.is_global` is not enough: it says True for NAT64, 6to4, `::127.0.0.1`, `fec0::`, multicast,
192.0.0.192. So the special ranges are listed here (IANA special-purpose registries, RFC 6890), and of IPv6
only global unicast space (2000::/3) is let through at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from feedsvc.errors import FetchError

Network = IPv4Network | IPv6Network
PERMIT = "[fetch] allow_networks in feedsvc.toml can permit its network"

REFUSED_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

REFUSED_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard-only"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)

GLOBAL_UNICAST = IPv6Network("2000::/3")
ISATAP = (0x00005EFE, 0x02005EFE)
"""Upper half of an ISATAP interface identifier (RFC 5214, section 6.1): an IPv4 address follows."""


class AddressGuard:
    """Judges addresses against the special ranges and the operator's `allow_networks`."""

    def __init__(self, allow: Sequence[Network] = ()) -> None:
        self._allow = tuple(allow)

    def permits(self, address: str) -> bool:
        """True where the operator's networks contain the address (a mapped one counts as its IPv4)."""
        ip = parse_address(address)
        return ip is not None and self._allowed(ip)

    def refusal(self, address: str) -> str | None:
        """Why this address may not be dialled, or None when it may."""
        ip = parse_address(address)
        if ip is None:
            return "scoped or malformed"
        return None if self._allowed(ip) else special_range(ip)

    def choose(self, addresses: Sequence[str]) -> list[str]:
        """The addresses of a host that may be dialled; raises FetchError `address` where one may not.

        A host that mixes public and refused addresses is refused whole: one of the two answers lies. Where
        the operator allows one of its addresses, the refused ones are only left out (`localhost` is both
        127.0.0.1 and ::1).
        """
        refused = {a: reason for a in addresses if (reason := self.refusal(a))}
        good = [a for a in addresses if a not in refused]
        if not refused or any(map(self.permits, good)):
            return good
        address, reason = next(iter(refused.items()))
        raise FetchError(f"{address} is {reason}, not public ({PERMIT})", rule="address")

    def _allowed(self, ip: IPv4Address | IPv6Address) -> bool:
        return any(ip.version == network.version and ip in network for network in self._allow)


def parse_address(address: str) -> IPv4Address | IPv6Address | None:
    """The address, a mapped one as the IPv4 address it means; None where scoped or malformed."""
    try:
        ip = ip_address(address)
    except ValueError:
        return None
    if isinstance(ip, IPv6Address):
        if ip.scope_id:
            return None
        return ip.ipv4_mapped or ip
    return ip


def special_range(ip: IPv4Address | IPv6Address) -> str | None:
    """The name of the special range that holds the address; None for public unicast."""
    if isinstance(ip, IPv4Address):
        named = next((name for network, name in REFUSED_V4 if ip in network), None)
        return named or (None if ip.is_global else "reserved")
    named = next((name for network, name in REFUSED_V6 if ip in network), None)
    return named or _unnamed_v6(ip)


def _unnamed_v6(ip: IPv6Address) -> str | None:
    if ip not in GLOBAL_UNICAST:
        return "reserved"
    if (int(ip) >> 32) & 0xFFFFFFFF in ISATAP:
        return "ISATAP"
    return None if ip.is_global else "reserved"

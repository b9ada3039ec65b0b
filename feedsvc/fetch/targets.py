"""What a URL means, decided once, strictly, before anything is connected.

Parsers differ over backslashes, tabs, userinfo and odd hosts, and attackers live in the difference. So a URL
that two parsers could read differently is refused, and the client is given the pieces decided here.
"""

from __future__ import annotations

import re
import socket
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from feedsvc.clean.hosts import DEFAULT_PORTS, ascii_host
from feedsvc.clean.secrets import without_secrets
from feedsvc.errors import FetchError

MAX_URL = 8192

_PORTS = """
    1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111
    113 115 117 119 123 135 137 139 143 161 179 389 427 445 465 512 513 514 515 526 530 531
    532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3306 3659 4045
    4190 5060 5061 5432 6000 6379 6566 6665 6666 6667 6668 6669 6679 6697 10080 11211
"""
BAD_PORTS = frozenset(map(int, _PORTS.split()))
"""Ports on which something else than HTTP listens (WHATWG Fetch, "port blocking", and three databases)."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SHAPE = re.compile(r"(?i:(https?))://([^/?#]*)([^#]*)(?:#.*)?", re.DOTALL)
_BRACKETED = re.compile(r"\[([^\[\]]*)\](?::([^:]*))?")
_PLAIN = re.compile(r"([^:\[\]]*)(?::([^:]*))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_KEPT = "%/:=&?~+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True)
class Target:
    """One URL as it will be requested: ASCII host in lower case (IPv6 unbracketed), port, path, query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """`host` or `host:port`, the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL that is requested, in ASCII."""
        return f"{self.scheme}://{self.authority}{self.path}"

    def at(self, path: str) -> Target:
        """Another path of the same origin."""
        return Target(self.scheme, self.host, self.port, path)

    def trusts(self, other: Target) -> bool:
        """True where what was meant for this origin may go to `other` (the same, or its upgrade to https)."""
        if (self.scheme, self.host, self.port) == (other.scheme, other.host, other.port):
            return True
        upgrade = (self.scheme, self.port, other.scheme, other.port) == ("http", 80, "https", 443)
        return upgrade and self.host == other.host


def parse_target(url: str) -> Target:
    """The target of a URL; raises FetchError (`url`, `scheme`, `port`, `address`) for what is refused."""
    _check_spelling(url)
    shape = _SHAPE.fullmatch(url)
    if not shape:
        raise _wrong("it is not http(s)://host/path")
    scheme, authority, rest = shape[1].lower(), shape[2], shape[3]
    host, port = _split_authority(authority)
    path = rest if rest.startswith("/") else f"/{rest}"
    return Target(scheme, host, _parse_port(port, scheme), quote(path, safe=_KEPT))


def redirect_target(base: Target, location: str) -> Target:
    """Where a Location header leads from `base`; junk raises FetchError `redirect`."""
    location = location.strip(" ")
    if not location or location.startswith("///") or re.match(r"(?i)https?:(?!//[^/])", location):
        raise FetchError("the Location header is not a URL", rule="redirect")
    try:
        return parse_target(_join(base, location))
    except FetchError as error:
        if error.rule != "url":
            raise
        raise FetchError(f"the Location header is refused: {error}", rule="redirect") from error


def redact(url: str) -> str:
    """The URL as it may be shown: one line, without secrets and without the values of its query."""
    head, question, _ = url.split("#")[0].partition("?")
    head = without_secrets(head)
    return one_line(head, 300) + ("?…" if question else "")


def one_line(text: str, limit: int = 300) -> str:
    """Printable text on one line, at most `limit` characters."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _check_spelling(url: str) -> None:
    if len(url) > MAX_URL:
        raise _wrong(f"it is longer than {MAX_URL} characters")
    if _CONTROL.search(url):
        raise _wrong("it holds a control character")
    if "\\" in url:
        raise _wrong("it holds a backslash")
    if "#@" in url:
        raise _wrong("it holds `#@`")
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in DEFAULT_PORTS:
        raise FetchError(f"{scheme[1].lower()} is not http or https", rule="scheme")


def _join(base: Target, location: str) -> str:
    _check_spelling(location)
    try:
        return urljoin(base.url, location)
    except ValueError as error:
        raise _wrong("it cannot be read") from error


def _split_authority(authority: str) -> tuple[str, str | None]:
    if "@" in authority:
        raise _wrong("it holds a user name (put credentials into the source's headers)")
    if bracketed := _BRACKETED.fullmatch(authority):
        return _parse_v6(bracketed[1]), bracketed[2]
    plain = _PLAIN.fullmatch(authority)
    if not plain or not plain[1]:
        raise _wrong("its host cannot be read")
    return _parse_host(plain[1]), plain[2]


def _parse_v6(text: str) -> str:
    if "%" in text:
        raise FetchError("the address is scoped", rule="address")
    try:
        return str(IPv6Address(text))
    except AddressValueError as error:
        raise _wrong("its host is not an IPv6 address") from error


def _parse_host(text: str) -> str:
    if "%" in text:
        raise FetchError("its host is percent-encoded", rule="address")
    host = _plain_host(text)
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _parse_v4(host)
    if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _wrong("its host is not a name")
    return ".".join(labels)


def _parse_v4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError as error:
        raise FetchError(f"{host} is an odd spelling of {_meaning(host)}", rule="address") from error


def _meaning(host: str) -> str:
    # What a C library would make of it, for the person who reads the message.
    try:
        return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
    except (OSError, ValueError):
        return "an IPv4 address"


def _plain_host(text: str) -> str:
    if not text.isascii() and not _is_plain(text):
        raise FetchError("its host uses look-alike characters", rule="address")
    try:
        return ascii_host(text)
    except ValueError as error:
        raise _wrong("its host is not an international name") from error


def _is_plain(text: str) -> bool:
    return unicodedata.normalize("NFKC", text) == text and all(map(_is_letter, text))


def _is_letter(character: str) -> bool:
    # Leaves out other scripts' full stops and everything invisible, which encoders map to dots or to nothing.
    # The two joiners are part of names in Persian and in India; IDNA knows between which letters.
    return character in "-._\u200c\u200d" or unicodedata.category(character)[0] in "LMN"


def _parse_port(text: str | None, scheme: str) -> int:
    if not text:
        return DEFAULT_PORTS[scheme]
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise FetchError("the port is not a number up to 65535", rule="port")
    port = int(text)
    if not 0 < port < 65536 or port in BAD_PORTS:
        raise FetchError(f"port {port} is not a web port", rule="port")
    return port


def _wrong(text: str) -> FetchError:
    return FetchError(text, rule="url")

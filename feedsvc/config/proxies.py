"""A proxy as the configuration names it: `proxy` of a source, or of [fetch] for all that name none.

proxy = "http://proxy.example.org:3128"                         CONNECT (RFC 9110, section 9.3.6)
proxy = "socks5h://me:${PROXY_PASSWORD}@127.0.0.1:1080"         it resolves names (RFC 1928, 1929)
proxy = "socks5://127.0.0.1:1080"                               names are resolved here
proxy = "none"                                                  none, whatever [fetch] says
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from feedsvc.config.checks import Secret, line
from feedsvc.config.options import Wrong

EXAMPLE = 'such as "http://proxy.example.org:3128" or "socks5h://127.0.0.1:1080"'
LONGEST = 255
"""Bytes of a name or a password (RFC 1929, section 2)."""
NAMED = re.compile(r"\$\{\w+\}")
_SHAPE = re.compile(
    r"(http|socks5h?)://(?:([^/?#@]*)@)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+):([0-9]{1,5})/?", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proxy:
    """Who is asked in place of a site; with no scheme nobody is, whatever [fetch] says."""

    scheme: str = ""
    host: str = ""
    port: int = 0
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Its address, without who asks."""
        return f"{self.scheme}://{self.place}"

    @property
    def place(self) -> str:
        """Where it listens, as messages say it."""
        return f"{self.host}:{self.port}"


def proxy(value: Any) -> Proxy | None:
    """The proxy that is meant, None where nothing is said."""
    text = value if isinstance(value, Secret) else line(value)
    if text in ("", "none"):
        return Proxy() if text else None
    found = _SHAPE.fullmatch(text)
    if not found or not 0 < int(found[4]) < 65536:
        raise Wrong(f"is no address of a proxy, with its port ({EXAMPLE})")
    user, _, password = (found[2] or "").partition(":")
    who = [_plain(user), _plain(password)]
    return Proxy(
        scheme=found[1].lower(), host=found[3].lower(), port=int(found[4]), user=who[0], password=who[1]
    )


def check_written(value: Any) -> None:
    """Raises Wrong where a password stands in the file itself: it shall come from the environment."""
    who, at, _ = str(value).rpartition("@")
    secret = re.split(r"[/:]", who)[-1]
    if at and not NAMED.fullmatch(secret):
        raise Wrong("holds a password (write http://user:${NAME}@host:port, and set NAME in the environment)")


def quoted(text: str) -> str:
    """A user's name or password as it stands in an address."""
    return quote(text, safe="", errors="surrogateescape")


def _plain(text: str) -> str:
    """A user's name or password as it is sent."""
    plain = unquote(text, errors="surrogateescape")
    if not plain.isprintable() or len(plain.encode("utf-8", "replace")) > LONGEST:
        raise Wrong(
            f"names a user or password that is no line of {LONGEST} bytes at most (look at ${{NAME}})"
        )
    return plain

"""Cookies that redirects set, for the length of one fetch: sent back to who set them, then forgotten.

Bot protections and log-in checks answer with a redirect to the same page and a cookie, and serve the page to
whoever brings the cookie back (RFC 6265). No cookie goes to another host, `www.` and none being one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from feedsvc.fetch.targets import Target

MOST = 50
"""Cookies that are kept (RFC 6265, section 6.1)."""
LONGEST = 4096
ROOM = 6144
"""Bytes of all of them together: beyond 8 KiB of a field servers refuse who comes (and would for ever)."""
_PAIR = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e ,\"]*")
_GONE = re.compile(r";\s*(?:max-age\s*=\s*(?:0|-\d+)|expires\s*=[^;]*\b19\d\d\b)", re.IGNORECASE)
_SECURE = re.compile(r";\s*secure\s*(?:;|$)", re.IGNORECASE)


Site = tuple[str, int]


class Cookies:
    """What has been set so far: `take`, `sent_to`."""

    def __init__(self) -> None:
        self._held: dict[tuple[Site, str], tuple[str, bool]] = {}

    def take(self, target: Target, told: Iterable[str]) -> None:
        """Keep what `target` has set by its Set-Cookie fields; what is malformed or too much is left out."""
        for field in told:
            pair, name = field.partition(";")[0].strip(), field.partition("=")[0].strip()
            key = (_site(target), name)
            if _GONE.search(field):
                self._held.pop(key, None)
            elif _PAIR.fullmatch(pair) and len(pair) <= LONGEST:
                self._keep(key, (pair, bool(_SECURE.search(field))))

    def _keep(self, key: tuple[Site, str], value: tuple[str, bool]) -> None:
        """The newest stay, as who signs in is told last of all; so many bytes as a server surely reads."""
        self._held.pop(key, None)
        self._held[key] = value
        while len(self._held) > MOST or sum(len(pair) for pair, _ in self._held.values()) > ROOM:
            del self._held[next(iter(self._held))]

    def sent_to(self, target: Target) -> str:
        """The value of the Cookie field for a request to `target`, or ""."""
        return "; ".join(self.held_for(target).values())

    def held_for(self, target: Target) -> dict[str, str]:
        """`name=value` by name, of what a request to `target` brings back."""
        safe = target.scheme == "https"
        return {
            name: pair
            for (site, name), (pair, secure) in self._held.items()
            if site == _site(target) and (safe or not secure)
        }


def _site(target: Target) -> Site:
    """The host and its odd port: an upgrade to https stays on the site."""
    return target.host.removeprefix("www."), 0 if target.port in (80, 443) else target.port

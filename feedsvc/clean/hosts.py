"""The host of a URL in ASCII, and its port: one rule, so that what is fetched is what is named."""

from __future__ import annotations

DEFAULT_PORTS = {"http": 80, "https": 443}


def ascii_host(host: str) -> str:
    """The host in lower case and in ASCII, as browsers write it; raises ValueError for no such name.

    IDNA 2008 with the mapping of UTS 46, non-transitional: `Straße.example` is `xn--strae-oqa.example`
    and never `strasse.example`, which may be somebody else's. ASCII is only lower-cased.
    """
    host = host.lower()
    if host.isascii():
        return host
    import idna  # hardly any name needs its tables

    return idna.encode(host, uts46=True).decode("ascii")

"""What went wrong at a proxy, in one line that says whose fault it is and what to do; never the site's wall.

proxy: https://news.example/: the proxy 10.0.0.5:3128 wants to know who asks (407): write …
"""

from __future__ import annotations

import re

import pycurl

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch.heads import Head

E_PROXY = 97
"""libcurl's word for a SOCKS proxy that does not go along; pycurl has no name for it."""
OF_PROXIES = (407, 502, 504)
"""Statuses that a proxy gives for itself (RFC 9110, sections 15.5.8, 15.6.3 and 15.6.5)."""
LOGIN = "write http://user:${NAME}@host:port into proxy, and set NAME in the environment"
REPLIES = {
    1: "it failed",
    2: "its rules forbid it",
    3: "the site's network cannot be reached from there",
    4: "the site cannot be reached from there",
    5: "the site does not answer it",
    6: "the site is too far from it",
    7: "it does not know how",
    8: "it does not know this kind of address",
}
"""Of SOCKS (RFC 1928, section 6)."""


def proxy_failure(proxy: Proxy, code: int, text: str, connected: int) -> FetchError | None:
    """The error of a proxy that stands behind libcurl's; None where the site failed behind it.

    `connected` is the proxy's answer to CONNECT, 0 where there was none.
    """
    if code == pycurl.E_OPERATION_TIMEDOUT:
        return None  # whoever was slow
    if proxy.scheme == "http" and connected not in (0, 200):
        return answered(proxy, connected)
    if code == pycurl.E_COULDNT_CONNECT:
        return _told(proxy, "does not answer (start it, or correct proxy of the source or of [fetch])")
    if code == E_PROXY:
        return _told(proxy, _of_socks(text))
    if proxy.scheme == "http" and _is_connect(text):
        return _told(proxy, "does not speak HTTP, or hung up (correct proxy)")
    return None


def refused_by(proxy: Proxy, head: Head) -> FetchError | None:
    """The error of an answer that a proxy gave in the site's place, to a request that was not tunnelled."""
    if proxy.scheme != "http" or not (head.status in OF_PROXIES or head.value("x-squid-error")):
        return None
    return answered(proxy, head.status)


def answered(proxy: Proxy, status: int) -> FetchError:
    """The error for a proxy that refuses, or does not reach the site."""
    if status == 407:
        what = "correct its user and password in the environment" if proxy.user else LOGIN
        return _told(proxy, f"does not know who asks (407): {what}")
    return _told(proxy, f"answered {status}: it may not reach the site, or cannot (ask who runs it)")


def _of_socks(text: str) -> str:
    reply = re.search(r"SOCKS5 connection to .* \((\d+)\)", text)
    if reply:
        why = REPLIES.get(int(reply[1]), f"reply {reply[1]}")
        return f"did not connect: {why} (ask who runs it)"
    if re.search(r"rejected|authentication", text):
        return f"refuses who asks: {LOGIN.replace('http:', 'socks5h:')}"
    return "does not speak SOCKS, or hung up (correct proxy)"


def _is_connect(text: str) -> bool:
    """Whether libcurl failed before there was a tunnel."""
    return "CONNECT" in text or text == "Invalid response header"


def _told(proxy: Proxy, text: str) -> FetchError:
    return FetchError(f"the proxy {proxy.place} {text}", rule="proxy")

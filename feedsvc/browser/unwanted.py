"""What a page asks for and no list of stories needs."""

from __future__ import annotations

import re

UNWANTED = frozenset(
    ("image", "imageset", "media", "font", "texttrack", "manifest", "ping", "beacon", "eventsource")
)
"""Kinds of requests that no list of stories needs."""
TRACKERS = re.compile(
    r"(?:^|\.)(?:google-analytics\.com|googletagmanager\.com|googlesyndication\.com|doubleclick\.net"
    r"|facebook\.net|hotjar\.com|segment\.(?:com|io)|sentry\.io|matomo\.cloud|scorecardresearch\.com|chartbeat\.com"
    r"|quantserve\.com|criteo\.(?:com|net)|taboola\.com|outbrain\.com|adnxs\.com|amazon-adsystem\.com"
    r"|clarity\.ms|mixpanel\.com|amplitude\.com|newrelic\.com|nr-data\.net|fullstory\.com)$"
)


def host_of(url: str) -> str:
    """The host of an http or https address as a browser writes it."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].lower()

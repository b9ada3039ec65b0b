"""The feeds of a page, which it links or hides, beside what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feedsvc.errors import SourceError
from feedsvc.models import Extraction
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.tries import Run, tried_with

MAX_FEEDS = 2
"""Feeds of one page that are asked for."""
MAX_TRIES = 3
"""Addresses of hidden feeds that are tried; but one beside a feed that the page links."""
MAX_HIDDEN = 2
"""Hidden feeds that are offered."""


def with_feeds(detection: Detection, open_feed: Callable[[str], Run]) -> Detection:
    """With the first linked feed that has stories, of two at most; it is the best where it says more.

    `open_feed` fetches a feed and raises SourceError where it cannot be had. A page that shows as many
    dated stories as its feed needs no feed.
    """
    findings, title = list(detection.findings), detection.page_title
    best = detection.best
    for url in [u for u in detection.feeds if u.startswith(("http://", "https://"))][:MAX_FEEDS]:
        finding, extraction = try_feed(url, open_feed)
        findings.append(finding)
        if extraction and finding.stories:
            title = title or extraction.page_title
            best = finding if best is None or says_more(finding, best) else best
            break
    return replace(detection, findings=tuple(findings), best=best, page_title=title)


def with_hidden(detection: Detection, open_feed: Callable[[str], Run]) -> Detection:
    """With the hidden feeds that can be read, of few tries; what is none is not told of."""
    linked = any(f.url and f.stories for f in detection.findings)
    asked = {f.url for f in detection.findings}
    found: list[Finding] = []
    for url in [u for u in detection.hidden if u not in asked][: 1 if linked else MAX_TRIES]:
        finding, extraction = try_feed(url, open_feed)
        if extraction and finding.stories and len(found) < MAX_HIDDEN:
            found.append(finding)
            title = detection.page_title or extraction.page_title
            best = detection.best
            better = best is None or says_more(finding, best)
            detection = replace(detection, page_title=title, best=finding if better else best)
    feeds = dict.fromkeys((*detection.feeds, *(f.url for f in found)))
    return replace(detection, findings=(*detection.findings, *found), feeds=tuple(feeds))


def try_feed(url: str, open_feed: Callable[[str], Run]) -> tuple[Finding, Extraction | None]:
    """What the feed at this address says, or why it says nothing."""
    try:
        finding, extraction = tried_with("upstream", {}, open_feed(url))
    except SourceError as error:
        return Finding(strategy="upstream", url=url, reason=str(error)), None
    return replace(finding, url=url), extraction


def says_more(feed: Finding, best: Finding) -> bool:
    """Whether a feed is the better source than what the page shows."""
    return feed.dated > best.dated and feed.worth > best.worth

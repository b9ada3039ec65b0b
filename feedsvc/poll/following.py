"""A page that only links its feed, read by `auto`: the feed is read in its place, and remembered.

    page without stories, links /feed.xml  →  /feed.xml is fetched within every limit of a page
    later polls                            →  /feed.xml with its own validators, the page when it is gone

The stories are those that a source of the feed itself would have, with the same links and ids, so that their
keys are the same whichever way they are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, SourceError
from feedsvc.poll.reading import GONE

if TYPE_CHECKING:
    from feedsvc.models import Extraction, Page, SourceState

MOST_FEEDS = 2
"""Feeds of one page that are asked for."""
_COMMENTS = re.compile(
    r"(?<![a-z])(?:com+ents?|kommentare?|replies|reacties|reactions?)(?![a-z])|комментари|评论", re.IGNORECASE
)


def may_follow(source: SourceConfig, state: SourceState) -> bool:
    """Whether a feed may be read in place of the page.

    Not where stories came of the page itself: it is broken then, and its feed may be of something else.
    """
    return source.extractor == "auto" and (not state.stories or bool(state.history.feed))


def remembered(source: SourceConfig, state: SourceState) -> str:
    """The feed that is read in place of the source's page; empty where the page itself is read."""
    return state.history.feed if source.extractor == "auto" else ""


def at_feed(source: SourceConfig, feed: str) -> SourceConfig:
    """The source at its feed's address; what it tells its own origin may be secret, and goes nowhere else."""
    from feedsvc.clean.urls import url_parts  # who only asks what is remembered does not wait for it

    if url_parts(source.url)[:2] == url_parts(feed)[:2]:
        return replace(source, url=feed)
    return replace(source, url=feed, headers={}, params={}, method="GET", body="", cookies={}, login=None)


def is_gone(error: SourceError) -> bool:
    """Whether the remembered feed is there no more, so that its page may know another."""
    return getattr(error, "status", None) in GONE


def _is_of_stories(feed: str) -> bool:
    from feedsvc.clean.urls import url_parts

    return feed.startswith(("http://", "https://")) and not _COMMENTS.search(url_parts(feed).path)


def follow(
    error: ExtractError, read: Callable[[str], tuple[Page, Extraction]]
) -> tuple[str, Page, Extraction]:
    """The first feed with stories that a page without any links; raises the error where there is none.

    `read` fetches a feed and reads it. A page that stands in for another one is not followed; one that
    scripts draw is. Another feed than the first is asked for where that is gone, not where it is in trouble:
    what is read once is read from then on.
    """
    from feedsvc.extract.pagekind import SCRIPTED  # who only asks what is remembered does not wait for it

    feeds = [url for url in error.feeds if _is_of_stories(url)][:MOST_FEEDS]
    failed: SourceError = error
    for feed in feeds if error.kind in (None, SCRIPTED) else ():
        try:
            page, extraction = read(feed)
        except SourceError as problem:
            failed = problem
            if not is_gone(problem):
                break
            continue
        told = f"auto: follows the feed {feed}"
        return feed, page, structs.replace(extraction, attempts=(*error.attempts, told, *extraction.attempts))
    if failed is error:
        raise error
    raise ExtractError(
        f"{error}; and the feed that it links cannot be read: {failed}",
        attempts=error.attempts,
        feeds=error.feeds,
        source=error.source,
    ) from failed

"""The names under which a story is looked up.

Strong keys are globally unique: whatever bears one is that story.

    article:<host>:<number>        the part of a URL that names the story for good
    url:<host/path?query>          the canonical URL without its scheme
    guid:<source>:<guid>           the upstream feed's identifier

Weak keys are hints that several stories may share; a match by them needs agreement elsewhere.

    byline:<site>:<authors>|<minute>
    title:<site>:<hash of the title>
    dated:<site>:<hash of the title>|<minute>      of a story without a link, as the page dates it

The site of a weak key is the host of the source's page, so that two pages of one site that print no
links still recognise each other's stories.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedsvc.clean.people import split_people
from feedsvc.clean.urls import shown_url
from feedsvc.decide.similarity import bare_words
from feedsvc.models import KnownStory, ParsedStory

MOST_REMEMBERED = 1024
"""Addresses and bylines whose keys are kept: one poll asks for each of them several times."""

_SCHEMES = (":http://", ":https://"), (":https://", ":http://")
DATED = "dated:"
"""How the key of a title and its date begins."""


class Source(Protocol):
    """The part of a source's configuration that identity needs."""

    @property
    def slug(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def timezone(self) -> ZoneInfo: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """Everything to look up for one page."""

    strong: frozenset[str]
    weak: frozenset[str]


def lookup_keys(stories: Iterable[ParsedStory], source: Source) -> Keys:
    """The keys of every story on a page, for `Store.known_stories`."""
    strong, weak = set[str](), set[str]()
    for story in stories:
        strong |= looked_up(story, source)
        weak |= weak_keys(story, source)
    return Keys(strong=frozenset(strong), weak=frozenset(weak))


def looked_up(story: ParsedStory, source: Source) -> frozenset[str]:
    """The unique keys of a story, and that of its address with a slash more or less."""
    other = slash_key(story.url)
    return strong_keys(story, source) | ({other} if other else set())


def strong_keys(story: ParsedStory, source: Source) -> frozenset[str]:
    """The unique keys of a story as this source shows it; empty where it shows neither link nor guid."""
    return _strong_keys(story.article, story.url, story.guid, source.slug)


# One poll asks for a story's keys three times, the next one again for most of the page.
@lru_cache(maxsize=MOST_REMEMBERED)
def _strong_keys(article: str | None, url: str | None, guid: str | None, slug: str) -> frozenset[str]:
    return frozenset(filter(None, (article_key(article, url), url_key(url), guid_key(guid, slug))))


def weak_keys(story: ParsedStory, source: Source) -> frozenset[str]:
    """The hints of a story as this source shows it."""
    named = bool(story.url or story.guid)
    return _weak_keys(tuple(story.authors), story.published, story.title, site(source), named)


@lru_cache(maxsize=MOST_REMEMBERED)
def _weak_keys(
    authors: tuple[str, ...], published: datetime | None, title: str, at: str, named: bool
) -> frozenset[str]:
    dated = "" if named else dated_key(title, published, at)
    return frozenset(filter(None, (byline_key(authors, published, at), title_key(title, at), dated)))


def known_keys(known: KnownStory, source: Source) -> frozenset[str]:
    """Every key of a stored story: those it was stored under and those its fields give."""
    at = site(source)
    found = (
        article_key(known.article, known.url),
        url_key(known.url),
        title_key(known.title, at),
        byline_key(known.authors, known.published, at) if known.dated else "",
        known.alias,
    )
    return known.keys.union(filter(None, found))


def article_key(article: str | None, url: str | None) -> str:
    """`article:<host>:<number>`, or "" without a number."""
    return f"article:{host(url)}:{article}" if article and url else ""


@lru_cache(maxsize=MOST_REMEMBERED)
def url_key(url: str | None) -> str:
    """`url:<host/path?query>`, or "" without a URL; http and https, with and without www. are one.

    A fragment is left out: it names a place on the page, unless scripts show another one for it.
    """
    shown = shown_url(url or "")
    return f"url:{shown.partition('://')[2].removeprefix('www.')}" if shown else ""


def slash_key(url: str | None) -> str:
    """The key of the address with a slash more at its end, or one less; "" for a file's and before a query.

    Looked up only: no story is stored under it.
    """
    key = url_key(url)
    if not key or "?" in key or "." in key.rpartition("/")[2]:
        return ""
    return key[:-1] if key.endswith("/") else f"{key}/"


def guid_key(guid: str | None, slug: str) -> str:
    """`guid:<source>:<guid>`, or "" without one."""
    return f"guid:{slug}:{guid}" if guid else ""


def byline_key(authors: tuple[str, ...], published: datetime | None, at: str) -> str:
    """`byline:<site>:<authors>|<minute>`, or "" unless both are given."""
    return _byline_key(authors, published, at) if authors and published else ""


@lru_cache(maxsize=MOST_REMEMBERED)
def _byline_key(authors: tuple[str, ...], published: datetime, at: str) -> str:
    return f"byline:{at}:{author_key(authors)}|{minute_of(published):%Y-%m-%dT%H:%M}"


@lru_cache(maxsize=MOST_REMEMBERED)
def title_key(title: str, at: str) -> str:
    """`title:<site>:<hash>`, or "" for a title without a word in it."""
    said = " ".join(bare_words(title))
    return f"title:{at}:{blake2b(said.encode(), digest_size=12).hexdigest()}" if said else ""


def dated_key(title: str, published: datetime | None, at: str) -> str:
    """`dated:<site>:<hash>|<minute>`, or "" without either.

    What a page dates to a day to come is stored as published when it was found: only this key keeps its day.
    """
    titled = title_key(title, at).partition(":")[2]
    return f"{DATED}{titled}|{minute_of(published):%Y-%m-%dT%H:%M}" if published and titled else ""


def other_scheme(key: str) -> str:
    """The key of a guid that is a web address, under the other scheme; "" of any other key.

    Looked for only: a site that moves to https is asked for no guid that is not known from its last poll.
    """
    if not key.startswith("guid:") or "://" not in key:
        return ""
    for one, other in _SCHEMES:
        if one in key:
            return key.replace(one, other, 1)
    return ""


def has_date(keys: Iterable[str]) -> bool:
    """Whether the date that the page shows is among a story's keys."""
    return any(key.startswith(DATED) for key in keys)


def author_key(authors: Iterable[str]) -> str:
    """The authors in one comparable string, whatever their order and case, joined in one line or not."""
    return _author_key(tuple(authors))


@lru_cache(maxsize=MOST_REMEMBERED)
def _author_key(authors: tuple[str, ...]) -> str:
    people = (name for line in authors for name in split_people(line))
    return ",".join(sorted(" ".join(name.split()).casefold() for name in people))


@lru_cache(maxsize=MOST_REMEMBERED)
def host(url: str | None) -> str:
    """The host of a canonical URL, with its port, without www.; "" for none."""
    return urlsplit(url or "").netloc.removeprefix("www.")


def site(source: Source) -> str:
    """The host of a source's page; its slug for a file."""
    return host(source.url) or source.slug


def minute_of(when: datetime) -> datetime:
    """The first moment of a time's minute, in UTC."""
    return when.astimezone(UTC).replace(second=0, microsecond=0)

"""The sites: each source's page lists its latest stories, and has its bad days."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from feedsvc.errors import FetchError
from feedsvc.models import NotModified, Page, Validators

SHOWN, KEPT = 4, 10
"""Stories on a page; of how many older ones the sites know."""
TIMEOUT = 20.0
WORDS = ("harbour", "lantern", "kiln", "orchard", "glacier", "saddle", "violin", "copper", "meadow", "ferry")


@dataclass(frozen=True, slots=True)
class Article:
    """A story as its site wrote it; one without a date says nothing of when."""

    number: int
    link: str
    title: str
    text: str
    date: datetime | None


def write(number: int, slug: str, now: datetime, *, dated: bool = True) -> Article:
    """Story `number` of a source: words, link and date of its own."""
    a, b, c = (WORDS[(number * k + len(slug)) % len(WORDS)] for k in (3, 5, 11))
    link = f"http://read.example/{slug}/{a}-{b}-{number}.html"
    text = f"<p>In district {number} a {a} was seen beside a {b}, said the {c} office in notice {number * 17}.</p>"
    title = f"The {a} of {slug} {number} meets the {b}"
    return Article(number, link, title, text, now.replace(microsecond=0) if dated else None)


@dataclass
class Site:
    """One source's page, its host, and what ails them."""

    slug: str
    host: str
    dated: bool
    articles: list[Article] = field(default_factory=list)
    before: bytes = b"[]"
    mode: str = ""
    slow_until: float = 0.0

    def page(self) -> bytes:
        """The page as it is when all is well."""
        return listed(self.articles[:SHOWN])


def listed(articles: list[Article]) -> bytes:
    """The bytes of a list."""
    lines = [
        {"title": a.title, "link": a.link, "date": a.date and a.date.isoformat(), "text": a.text}
        for a in articles
    ]
    return json.dumps(lines).encode()


class Origin:
    """Every site; told what to do by the plan, asked by processes."""

    def __init__(self, sites: list[Site], now: datetime) -> None:
        self.sites = {site.slug: site for site in sites}
        self._next = 100
        self.heard: dict[str, datetime] = {}
        for site in sites:
            for hours in range(SHOWN - 1, -1, -1):
                self.news(site.slug, now - timedelta(hours=hours + 1, minutes=7 * len(site.slug)))

    def news(self, slug: str, now: datetime, how: str = "new") -> None:
        """A site writes a story, or changes, drops or takes over one."""
        site = self.sites[slug]
        site.before = site.page()
        if how == "edit":
            first = site.articles[0]
            site.articles[0] = replace(
                first, title=f"{first.title} again", text=f"{first.text}<p>Corrected.</p>"
            )
        elif how == "drop" and len(site.articles) > SHOWN:
            del site.articles[1]
        elif how == "share":
            other = next(iter(self.sites.values()))
            if other.articles[0].link not in {a.link for a in site.articles}:
                site.articles.insert(0, other.articles[0])
        elif how == "new":
            self._next += 1
            site.articles.insert(0, write(self._next, slug, now, dated=site.dated))
        del site.articles[KEPT:]

    def answer(
        self, slug: str, url: str, validators: Validators, time: float, rng: Random
    ) -> tuple[float, Page | NotModified | FetchError]:
        """How long an answer takes, and what it is; its time is for the one who asked to say."""
        site = self.sites[slug]
        seconds = rng.uniform(0.05, 0.5)
        if time < site.slow_until:
            seconds = rng.uniform(5, TIMEOUT + 5)
        if seconds >= TIMEOUT or site.mode == "timeout":
            return TIMEOUT, FetchError(f"{url}: no answer within 20 s", rule="timeout", url=url)
        failure = failure_of(site.mode, url)
        return seconds, failure or self._page(site, url, validators)

    def _page(self, site: Site, url: str, validators: Validators) -> Page | NotModified:
        content = content_of(site)
        etag = hashlib.sha256(content).hexdigest()[:12]
        if validators.etag == etag or (site.mode == "stuck" and validators.etag):
            return NotModified(fetched_at=EVER, validators=Validators(etag=validators.etag))
        return Page(
            url=f"{url}/moved" if site.mode == "moved" else url,
            content=content,
            media_type="text/html" if site.mode == "broken" else "application/json",
            charset="utf-8",
            fetched_at=EVER,
            validators=Validators(etag=etag),
            requested_url=url,
        )


EVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def failure_of(mode: str, url: str) -> FetchError | None:
    """The failure that a mode is, None where there is a page."""
    match mode:
        case "error":
            return FetchError(f"{url}: answered 500", rule="status", url=url, status=500)
        case "gone":
            return FetchError(f"{url}: answered 404", rule="status", url=url, status=404)
        case "refused":
            return FetchError(f"{url}: nobody listens", rule="connect", url=url)
        case "busy":
            wait = timedelta(minutes=4)
            return FetchError(f"{url}: answered 429", rule="status", url=url, status=429, retry_after=wait)
    return None


def content_of(site: Site) -> bytes:
    """The bytes that a page has on this day."""
    shown = site.articles[:SHOWN]
    match site.mode:
        case "empty":
            return b"[]"
        case "login":
            return json.dumps([{"title": "Please sign in", "link": f"http://{site.host}/login"}]).encode()
        case "broken":
            return b"<!doctype html><html><body><div id=app></div></body></html>"
        case "old":
            return site.before
        case "half":
            return listed(shown[: len(shown) // 2])
        case "shuffled":
            return listed(shown[::-1])
    return listed(shown)


def host_of(url: str) -> str:
    """The host that an address names."""
    return urlsplit(url).netloc

"""Every document and page as files, for serving without any application (`feedsvc publish --to DIR`).

Pages that ask a live server something (the status page, filters) are shown as they are now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from feedsvc.botkey.ring import Ring
from feedsvc.config import Config
from feedsvc.models import Document, TopicState
from feedsvc.publish.finished import make_document
from feedsvc.publish.mirror import Mirror
from feedsvc.store import Store
from feedsvc.web import assets
from feedsvc.web.botpages import ABOUT, about_bot
from feedsvc.web.pages import Site
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages
from feedsvc.web.view import Pager, PageView

DEADLINE = 60.0
"""Seconds for one read: nobody waits for a page here."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Files say what polls have seen: what only the passing of time tells would be wrong in them soon."""
TYPES = {f".{suffix}": kind for suffix, kind in assets.TYPES.items()}


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page that is rendered when it is wanted; equal versions mean equal bytes, None says nothing."""

    path: str
    version: str | int | None
    render: Callable[[], bytes | None]
    """None where what it shows has gone meanwhile."""


def static_pages(config: Config, store: Store) -> Iterator[StaticPage]:
    """Every page and static file: index, topics, stories, status, who polls; raises StoreError.

    Index and status name no version: they count stories, so whatever changes changes them too.

    Only the first page of a topic has a path of its own; older stories are reached by their permalinks.
    """
    files = assets.load_assets()
    site = Site(config, store, Reads(deadline=DEADLINE), clock=lambda: BEGINNING)
    pages = Pages(config, files, live=False)

    def page(path: str, view: Callable[[], PageView | None], version: str | int | None = None) -> StaticPage:
        return StaticPage(path, version, lambda: pages.render(shown) if (shown := view()) else None)

    yield page("/", site.index)
    yield page("/status", site.status)
    yield page(
        ABOUT, partial(about_bot, config, signs=bool(Ring(config.bot_key, config.site.base_url).keys()))
    )
    for topic in site.directory.topics():
        yield page(f"/topics/{topic.slug}", partial(only_page, site, topic.slug), face_of(topic))
    for story, stamp in store.story_stamps():
        yield page(f"/stories/{story}", partial(site.stories.show, story), stamp)
    for asset in (asset for name, asset in files.items() if name not in assets.OPERATORS + assets.LIVE):
        yield StaticPage(asset.path, 0, partial(bytes, asset.body))


def face_of(topic: TopicState) -> str:
    """What a topic's page is made from, as far as the store knows; the rest is the configuration."""
    return f"{topic.version} {topic.stories} {topic.updated} {topic.title}"


def only_page(site: Site, slug: str) -> PageView | None:
    """A topic's first page, as if there were no other."""
    view = site.topics.plain(slug)
    return PageView(view.template, {**view.values, "pager": Pager(1, 1)}) if view else None


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the site, made when it is wanted; equal versions mean equal bytes, None says nothing."""

    path: str
    version: str | int | None
    make: Callable[[], Document | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies in the directory of one part: the version it was made from, and the length of each file."""

    version: str | int | None
    sizes: Mapping[str, int]


class SiteWriter:
    """Keeps a directory equal to what is published; what it wrote and is the same since is not made again."""

    def __init__(self, config: Config, store: Store, directory: Path) -> None:
        self._config = config
        self._store = store
        self._mirror = Mirror(directory)
        self._standing: dict[str, Standing] = {}
        """By path, everything after the last writing."""

    def write(self, now: datetime) -> tuple[list[str], list[str]]:
        """Make the directory equal what is published; gives the paths written and the files removed."""
        found: dict[str, Standing] = {}
        written: list[str] = []
        for part in everything(self._config, self._store, now):
            if self._stands(part):
                found[part.path] = self._standing[part.path]
            elif document := part.make():
                written += self._mirror.write([document])
                found[part.path] = Standing(part.version, self._mirror.sizes(part.path))
        gone = self._standing.keys() - found.keys()
        removed = self._mirror.prune(found) if gone or not self._standing else []
        self._standing = found
        return written, removed

    def _stands(self, part: Part) -> bool:
        """Whether its files were written from the same version and are still there, whole."""
        standing = self._standing.get(part.path)
        if standing is None or part.version is None or standing.version != part.version:
            return False
        return self._mirror.sizes(part.path) == standing.sizes


def everything(config: Config, store: Store, now: datetime) -> Iterator[Part]:
    """Published documents, then pages; each made for itself, since an archive may be large."""
    for head in store.document_heads():
        yield Part(head.path, head.etag, partial(store.document, head.path))
    for page in static_pages(config, store):
        yield Part(page.path, page.version, partial(page_document, page, now))


def page_document(page: StaticPage, now: datetime) -> Document | None:
    """A page as a document; where its bytes are those of the file, the file keeps its time."""
    body = page.render()
    if body is None:
        return None
    made = make_document(page.path, body, TYPES.get(Path(page.path).suffix, "text/html"), None)
    return replace(made, last_modified=now.replace(microsecond=0))

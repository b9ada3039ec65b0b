"""Every HTML page as bytes, for serving without any application (issue: `feedsvc publish --to DIR`).

Pages that ask a live server something (the status page, filters) are shown as they are now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from feedsvc.config import Config
from feedsvc.store import Store
from feedsvc.web.assets import load_assets
from feedsvc.web.pages import Pager, PageView, Site
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages

DEADLINE = 60.0
"""Seconds for one read: nobody waits for a page here."""


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page that is rendered when it is wanted; equal versions mean equal bytes, None says nothing."""

    path: str
    version: int | None
    render: Callable[[], bytes | None]
    """None where what it shows has gone meanwhile."""


def static_pages(config: Config, store: Store) -> Iterator[StaticPage]:
    """Every page and static file: index, topics, stories, status; raises StoreError.

    Only the first page of a topic has a path of its own; older stories are reached by their permalinks.
    """
    assets = load_assets()
    site, pages = Site(config, store, Reads(deadline=DEADLINE)), Pages(config, assets)

    def page(path: str, view: Callable[[], PageView | None], version: int | None = None) -> StaticPage:
        return StaticPage(path, version, lambda: pages.render(shown) if (shown := view()) else None)

    yield page("/", site.index)
    yield page("/status", site.status)
    for topic in site.topics():
        yield page(f"/topics/{topic.slug}", partial(only_page, site, topic.slug))
    for story, stamp in store.story_stamps():
        yield page(f"/stories/{story}", partial(site.story, story), stamp)
    for asset in assets.values():
        yield StaticPage(asset.path, 0, partial(bytes, asset.body))


def only_page(site: Site, slug: str) -> PageView | None:
    """A topic's first page, as if there were no other."""
    view = site.topic(slug)
    return PageView(view.template, {**view.values, "pager": Pager(1, 1)}) if view else None

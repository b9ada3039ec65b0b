"""Every HTML page as bytes, for serving without any application (issue: `feedsvc publish --to DIR`).

Pages that ask a live server something (the status page, filters) are shown as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.config import Config
from feedsvc.store import Store
from feedsvc.web.assets import load_assets
from feedsvc.web.pages import Pager, PageView, Site
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages

DEADLINE = 60.0
"""Seconds for one read: nobody waits for a page here."""


def render_site(config: Config, store: Store) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every page and static file: index, topics, stories, status; raises StoreError.

    Only the first page of a topic has a path of its own; older stories are reached by their permalinks.
    """
    assets = load_assets()
    site, pages = Site(config, store, Reads(deadline=DEADLINE)), Pages(config, assets)
    yield "/", pages.render(site.index())
    yield "/status", pages.render(site.status())
    for topic in site.topics():
        if view := site.topic(topic.slug):
            only_page = PageView(view.template, {**view.values, "pager": Pager(1, 1)})
            yield f"/topics/{topic.slug}", pages.render(only_page)
    for story_id in story_ids(store):
        if view := site.story(story_id):
            yield f"/stories/{story_id}", pages.render(view)
    for asset in assets.values():
        yield asset.path, asset.body


def story_ids(store: Store, batch: int = 500) -> Iterable[str]:
    """Every stored story's id, in batches."""
    after = None
    while stories := store.stories_after(after, batch):
        yield from (story.id for story in stories)
        after = stories[-1]

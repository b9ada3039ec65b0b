"""One document of a topic in every format: its channel around entries that are rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from feedsvc.models import Document, Fragments, Member, Story
from feedsvc.publish.channels import Channels, feed_path
from feedsvc.publish.entries import Entries
from feedsvc.publish.finished import make_document
from feedsvc.publish.plan import Plan
from feedsvc.render import FORMATS, etag_of
from feedsvc.store import Store


class Documents:
    """Makes the subscription document and archive pages of a plan."""

    def __init__(self, store: Store, formats: Sequence[str], channels: Channels, entries: Entries) -> None:
        self._store = store
        self._formats = formats
        self._channels = channels
        self._entries = entries

    def of(
        self,
        plan: Plan,
        page: int | None,
        keep: Callable[[Fragments], None],
        fresh: Mapping[str, Story] = MappingProxyType({}),
    ) -> Iterator[Document]:
        """One document in every format, without those whose bytes are published already.

        `keep` is given the entries that had to be rendered.
        """
        members = plan.subscription if page is None else self._on_page(plan, page)
        authors, entries = self._entries.authors(members), self._entries.of(members, keep, fresh)
        channels = self._channels.channels(
            plan.topic, plan.state, plan.place(page), self._formats, members, authors
        )
        for fmt, channel in zip(self._formats, channels, strict=True):
            body = FORMATS[fmt].document(channel, entries[fmt])
            path = feed_path(plan.topic.slug, fmt, page)
            if not plan.standing or plan.standing.get(path) != etag_of(body):
                yield make_document(path, body, FORMATS[fmt].media_type, plan.topic.slug)

    def _on_page(self, plan: Plan, page: int) -> Sequence[Member]:
        """What stands on an archive page; nothing yet on the last one, lest every story rewrite it."""
        if page == plan.last_page:
            return []
        first, last = (page - 1) * plan.size, page * plan.size
        return self._store.members(plan.topic.slug, after_seq=first, upto_seq=last)

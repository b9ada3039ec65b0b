"""/feeds.opml: every topic's feed in one list, for programs that subscribe to many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feedsvc.config import Config
from feedsvc.errors import TooSoon
from feedsvc.models import TopicState
from feedsvc.publish.channels import OPML_PATH, feed_path
from feedsvc.publish.finished import make_document
from feedsvc.render import Subscription, etag_of, opml
from feedsvc.render.opml import MEDIA_TYPE as OPML_TYPE
from feedsvc.store import Store


class Overview:
    """Keeps /feeds.opml equal to the topics that there are."""

    def __init__(self, config: Config, store: Store, clock: Callable[[], datetime]) -> None:
        self._config = config
        self._store = store
        self._clock = clock
        self._topics = {t.slug: t for t in config.topics}
        self._right_at = -1
        """The version of all documents at which the list was found to be right."""

    def is_right(self) -> bool:
        """Whether nothing was published since the list was found to be right."""
        return self._store.documents_version() == self._right_at

    def put(self) -> list[str]:
        """Store the list where it says something else by now; gives its path then."""
        version = self._store.documents_version()
        topics = sorted((t for t in self._store.topic_states() if not t.removed), key=lambda t: t.slug)
        body = opml(self._config.site.title, [self._subscription(t) for t in topics])
        standing = self._store.document(OPML_PATH)
        if standing and standing.etag == etag_of(body):
            self._right_at = version
            return []
        document = make_document(OPML_PATH, body, OPML_TYPE, None)
        try:
            return self._store.put_documents(None, 0, [document], now=self._clock())
        except TooSoon:
            return []  # the next tick finds it different and puts it then

    def _subscription(self, state: TopicState) -> Subscription:
        base, topic = self._config.site.base_url, self._topics.get(state.slug)
        return Subscription(
            title=state.title,
            xml_url=base + feed_path(state.slug, self._config.publish.formats[0]),
            html_url=f"{base}/topics/{state.slug}",
            description=topic.description if topic else "",
            language=(topic.language if topic else None) or self._config.site.language,
        )

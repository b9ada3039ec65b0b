"""What each HTML page shows: read from the store, shaped for a template.

site.index() → ("index.html", values) → rendered by the application, or written by `publish --to`
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feedsvc.config import Config
from feedsvc.config.alive import Standing
from feedsvc.process import utc_now
from feedsvc.publish.channels import OPML_PATH
from feedsvc.store import Store
from feedsvc.web.directory import Directory
from feedsvc.web.finder import Finder
from feedsvc.web.reads import Reads
from feedsvc.web.searchpage import SearchPage
from feedsvc.web.sourcelist import MOST_SHOWN, drawn, listed
from feedsvc.web.storypage import StoryPage
from feedsvc.web.topicpage import TopicPage
from feedsvc.web.view import Pager, PageView, pages_of


class Site:
    """Every page of the service; methods raise StoreError when the database is away.

    Without a finder, which static files do not have, nothing can be searched or filtered.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        reads: Reads,
        finder: Finder | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.directory = Directory(config, store, reads, clock, exact=finder is None)
        self._opml = config.site.base_url + OPML_PATH
        self.topics = TopicPage(self.directory, finder)
        self.stories = StoryPage(self.directory, finder)
        self.search = SearchPage(self.directory, finder) if finder else None

    def index(self, number: int | None = None) -> PageView | None:
        """Topics and sources, so many at once; without a number all of them."""
        topics = self.directory.topics()
        shown = topics if number is None else topics[(number - 1) * MOST_SHOWN :][:MOST_SHOWN]
        pages = 1 if number is None else pages_of(len(topics), MOST_SHOWN)
        if number is not None and not 1 <= number <= pages:
            return None
        cards = [(t, self.directory.feeds(t), self.directory.description(t.slug)) for t in shown]
        filled = [card for card in cards if card[0].stories]
        values = {
            "topics": filled or cards,
            "empty": [card for card in cards if not card[0].stories] if filled else [],
            "count": len(topics),
            "pager": Pager(number or 1, pages, "/"),
            "sources": listed(self.directory.sources(), self.directory.urls, number and 1, worst_first=False),
            "urls": self.directory.urls,
            "discovery": [link for t in shown for link in self.directory.feeds(t)[:1]],
            "opml": self._opml,
        }
        return PageView("index.html", values)

    def status(self, standing: Standing | None = None, number: int | None = None) -> PageView | None:
        """Every source: when it was read, what came of it, when it is read next; what ails all stands above.

        So many at once; without a number all of them.
        """
        page = listed(self.directory.sources(), self.directory.urls, number)
        if number is not None and not 1 <= number <= page.pages:
            return None
        shown = [s for group in page.groups for s in group.sources] + list(page.well)
        values = {
            "sources": page,
            "urls": self.directory.urls,
            "holds": self.directory.holds(shown),
            "drawings": drawn(self.directory, shown),
            "topics": self.directory.topics(),
            "pager": Pager(number or 1, page.pages, "/status"),
            "problems": standing.problems if standing else (),
            "trouble": standing.trouble if standing else (),
        }
        return PageView("status.html", values)

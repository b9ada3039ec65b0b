"""What each HTML page shows: read from the store, shaped for a template.

site.index() → ("index.html", values) → rendered by the application, or written by `publish --to`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from feedsvc.config import Config
from feedsvc.models import Member, Revision, SourceState, State, Story, TopicState
from feedsvc.publish.channels import OPML_PATH, feed_path
from feedsvc.publish.status import feed_urls, listed_topics, source_states
from feedsvc.render import FORMATS
from feedsvc.store import Store
from feedsvc.web.chart import DAYS, Chart, chart_of
from feedsvc.web.filters import NAMES, Filter, FilteredFeeds, describe
from feedsvc.web.groups import is_troubled, troubled_groups, well
from feedsvc.web.reads import Reads

PAGE_SIZE = 30
MOST_PAGES = 10_000
SORTED = 1_000
MOST_CHARTS = 200
"""Sources up to which /status draws their last days: it reads all of their polls for that."""
STATE_WORDS = {
    State.NEW: "new",
    State.OK: "working",
    State.FAILING: "failing",
    State.HELD: "held for review",
    State.STALE: "no news for long",
    State.DISABLED: "switched off",
}


@dataclass(frozen=True, slots=True)
class PageView:
    """A template's name and the values it is filled with."""

    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One subscription document: what people call it, where it is, what it is."""

    label: str
    url: str
    path: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The feed at whose address a person looks: its format, and whether it is a page of its archive."""

    label: str
    archive: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a topic's history: page `number` of `count`, the newest being 1."""

    number: int
    count: int

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


class Site:
    """Every page of the service; methods raise StoreError when the database is away."""

    def __init__(
        self, config: Config, store: Store, reads: Reads, filtered: FilteredFeeds | None = None
    ) -> None:
        self._config, self._store, self._reads, self._filtered = config, store, reads, filtered

    # -- pages -------------------------------------------------------------------------------------

    def index(self) -> PageView:
        """Topics and sources."""
        topics = self.topics()
        sources = self.sources()
        cards = [(t, self.feeds(t), self._description(t.slug)) for t in topics]
        filled = [card for card in cards if card[0].stories]
        values = {
            "topics": filled or cards,
            "empty": [card for card in cards if not card[0].stories] if filled else [],
            "everything": self._everything(topics) if self._filtered else None,
            **self._source_values(sources),
            "counts": _counts(sources),
            "discovery": [link for t in topics for link in self.feeds(t)[:1]],
            "opml": self._config.site.base_url + OPML_PATH,
        }
        return PageView("index.html", values)

    def _source_values(self, sources: Sequence[SourceState]) -> dict[str, Any]:
        """The sources in two parts: what needs a look, folded by host and reason, and the others."""
        urls = {s.slug: s.url for s in self._config.sources}
        return {"groups": troubled_groups(sources, urls), "well": well(sources), "urls": urls}

    def _everything(self, topics: Sequence[TopicState]) -> TopicState | None:
        """The topic that holds every story, where there is one: what a search looks through."""
        configured = ((t, self._config.topic(t.slug)) for t in topics)
        return next((state for state, topic in configured if topic and topic.takes_all), None)

    def topic(self, slug: str, number: int = 1, opened: Opened | None = None) -> PageView | None:
        """One page of a topic's stories, newest first; None where there is no such page.

        `opened` is the feed at whose address a person looks.
        """
        state = self._reads(self._store.topic_state, slug)
        if state is None or state.removed:
            return None
        members, count = self._window(slug, number)
        if number > count or number < 1:
            return None
        values = self._topic_values(state, self._stories(members), opened)
        return PageView("topic.html", values | {"pager": Pager(number, count)})

    def _window(self, slug: str, number: int) -> tuple[Sequence[Member], int]:
        """The places shown on one page, and how many pages there are.

        Up to SORTED places are ordered by date; a longer history is cut by sequence, like its archives.
        """
        newest = self._reads(self._store.members, slug, newest=SORTED)
        last = max((m.seq for m in newest), default=0)
        if last <= SORTED:
            order = _newest_first(m for m in newest if not m.left)
            return order[(number - 1) * PAGE_SIZE :][:PAGE_SIZE], max(1, -(-len(order) // PAGE_SIZE))
        top = last - (number - 1) * PAGE_SIZE
        found = self._reads(
            self._store.members, slug, after_seq=max(0, top - PAGE_SIZE), upto_seq=max(0, top)
        )
        return _newest_first(found), -(-last // PAGE_SIZE)

    def filtered(self, slug: str, wanted: Filter, opened: Opened | None = None) -> PageView | None:
        """The stories of a topic that pass a filter, with the address of that feed."""
        state = self._reads(self._store.topic_state, slug)
        if state is None or state.removed or self._filtered is None:
            return None
        values = self._topic_values(state, self._filtered.stories(slug, wanted), opened)
        feeds = [self._with_query(link, wanted) for link in values["feeds"]]
        more = {"feeds": feeds, "discovery": feeds, "filter": describe(wanted), "pager": Pager(1, 1)}
        return PageView("topic.html", values | more | {"asked": asked_of(wanted)})

    def story(self, story_id: str) -> PageView | None:
        """One story with its earlier versions; None where there is none of that id."""
        story = self._reads(self._store.story, story_id)
        if story is None:
            return None
        revisions: Sequence[Revision] = self._reads(self._store.revisions, story_id)
        topics = self._story_topics(story_id)
        values = {
            "story": story,
            "host": _host(story.url),
            "revisions": sorted(revisions, key=lambda r: r.number, reverse=True),
            "topics": topics,
            "sources": [s for s in self._config.sources if s.slug in story.sources],
            "discovery": [link for t in topics for link in self.feeds(t)],
        }
        return PageView("story.html", values)

    def status(self, problems: Sequence[str] = ()) -> PageView:
        """Every source: when it was read, what came of it, when it is read next; `problems` stand above."""
        sources = self.sources()
        values = {
            **self._source_values(sources),
            "counts": _counts(sources),
            "holds": self.holds(sources),
            "charts": self._charts(sources),
            "topics": self.topics(),
            "problems": problems,
        }
        return PageView("status.html", values)

    def _charts(self, sources: Sequence[SourceState]) -> dict[str, Chart | None]:
        """The last days of each source up to the newest poll; none where sources are too many to be drawn."""
        latest = max((s.last_poll for s in sources if s.last_poll), default=None)
        if latest is None or len(sources) > MOST_CHARTS:
            return {}
        slugs = [s.slug for s in sources]
        found = self._reads(self._store.polled_days, slugs, latest - timedelta(days=DAYS))
        until = int(latest.timestamp()) // 86400
        return {slug: chart_of(days, until) for slug, days in found.items()}

    # -- parts ----------------------------------------------------------------------------------------

    def topics(self) -> list[TopicState]:
        """Every topic that is served, in the order of the index."""
        return listed_topics(self._config, self._reads(self._store.topic_states))

    def sources(self) -> list[SourceState]:
        """Every configured source with its state."""
        return source_states(self._config, self._reads(self._store.source_states))

    def holds(self, sources: Sequence[SourceState]) -> dict[str, tuple[str, ...]]:
        """Why each held source is held."""
        held = [s.slug for s in sources if s.state is State.HELD]
        found = {slug: self._reads(self._store.hold, slug) for slug in held}
        return {slug: hold.reasons for slug, hold in found.items() if hold}

    def feeds(self, topic: TopicState) -> list[FeedLink]:
        """A topic's subscription documents."""
        return [
            FeedLink(
                label=FORMATS[fmt].label,
                url=url,
                path=feed_path(topic.slug, fmt),
                media_type=FORMATS[fmt].media_type,
                title=f"{topic.title} ({FORMATS[fmt].label})",
            )
            for fmt, url in feed_urls(self._config, topic.slug).items()
        ]

    def _topic_values(
        self, state: TopicState, stories: Sequence[Story], opened: Opened | None
    ) -> dict[str, Any]:
        # The address that somebody has opened stands first, else the format that is recommended.
        feeds = sorted(self.feeds(state), key=lambda feed: opened is not None and feed.label != opened.label)
        topic = self._config.topic(state.slug)
        return {
            "topic": state,
            "description": self._description(state.slug),
            "language": (topic.language if topic else None) or self._config.site.language,
            "stories": stories,
            "feeds": feeds,
            "discovery": feeds,
            "filter": None,
            "asked": dict.fromkeys(NAMES, ""),
            "opened": opened,
            "can_filter": self._filtered is not None,
            "choices": [(s.slug, s.title) for s in self._config.sources],
        }

    def _stories(self, members: Sequence[Member]) -> list[Story]:
        wanted = [m.story for m in members if not m.left]
        found = {s.id: s for s in self._reads(self._store.stories, wanted)}
        return [found[i] for i in wanted if i in found]

    def _story_topics(self, story_id: str) -> list[TopicState]:
        slugs = self._reads(self._store.story_topics, story_id)
        return [t for t in self.topics() if t.slug in slugs]

    def _description(self, slug: str) -> str:
        topic = self._config.topic(slug)
        return topic.description if topic else ""

    @staticmethod
    def _with_query(link: FeedLink, wanted: Filter) -> FeedLink:
        query = wanted.query()
        return FeedLink(
            link.label, f"{link.url}?{query}", f"{link.path}?{query}", link.media_type, link.title
        )


def _newest_first(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda m: (m.published, m.seq), reverse=True)


def _counts(sources: Sequence[SourceState]) -> dict[str, int]:
    troubled = sum(map(is_troubled, sources))
    return {"all": len(sources), "troubled": troubled, "stories": sum(s.stories for s in sources)}


def asked_of(wanted: Filter) -> dict[str, str]:
    """A filter as the fields of its form hold it, each as it would be typed."""
    pairs = parse_qsl(wanted.query())
    fields = {name: " ".join(value for key, value in pairs if key == name) for name, _ in pairs}
    return (
        dict.fromkeys(NAMES, "")
        | fields
        | ({"since": wanted.since.date().isoformat()} if wanted.since else {})
    )


def _host(url: str | None) -> str:
    host = urlsplit(url).hostname if url else None
    return (host or "").removeprefix("www.")


def state_word(state: State) -> str:
    """A source's state for people."""
    return STATE_WORDS[state]


def when(moment: datetime | None) -> str:
    """A time for people, in English whatever the locale: `29 Oct 2020, 08:12 UTC`."""
    if moment is None:
        return "never"
    # No-break spaces: where a line ends, it ends between the date and the time.
    return f"{day(moment)}, {moment:%H:%M}\xa0UTC"


def day(moment: datetime) -> str:
    """The day of a time, in UTC: `29 Oct 2020`."""
    return f"{moment.day}\xa0{_MONTHS[moment.month - 1]}\xa0{moment.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

"""A small published site for the web tests: two topics, twelve stories, one edited, one source failing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from msgspec.structs import replace

from feedsvc.config import Config, PublishOptions, SiteOptions, SourceConfig, TopicConfig, WebOptions
from feedsvc.models import Changes, ModifiedStory, Outcome, State
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store
from tests.builders import (
    HOUR,
    NOW,
    make_new,
    make_record,
    make_revision,
    make_sighting,
    make_state,
    story_id,
)

BASE = "https://feeds.example"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MINUTE = timedelta(minutes=1)


def close(app: Flask) -> None:
    """End the thread of an application that a web process would make, and its connections."""
    web = app.extensions["feedsvc"]
    web.keeper.close()
    web.store.close()


def make_config(**given: Any) -> Config:
    """Topics `world` (once `globe`) and `boats`, sources `world` and `harbour`."""
    defaults: dict[str, Any] = {
        "directory": Path("."),
        "site": SiteOptions(title="Lantern Post", base_url=BASE),
        "publish": PublishOptions(hub="https://hub.example/"),
        "web": WebOptions(admin_token="sesame-and-poppy"),
        "topics": (
            TopicConfig(slug="world", title="World", description="News of the world", former=("globe",)),
            TopicConfig(slug="boats", title="Boats & Piers", sources=("harbour",)),
        ),
        "sources": (
            SourceConfig(
                slug="world", title="World page", url="https://news.example/world/", extractor="byline"
            ),
            SourceConfig(slug="harbour", title="Harbour", url="https://harbour.example/", extractor="auto"),
        ),
    }
    return Config(**(defaults | given))


class Town:
    """A store that is filled and published step by step."""

    def __init__(self, config: Config, store: Store, now: datetime = NOW) -> None:
        self.config, self.store, self.now = config, store, now

    def clock(self) -> datetime:
        return self.now

    def settle(self) -> None:
        """Configure the store: sources and topics, no stories."""
        self.store.sync_sources(self.config.sources, self.now)
        self.store.sync_topics(self.config.topics, lambda _story: frozenset(), self.now)

    def poll(
        self, *numbers: int, source: str = "world", topics: tuple[str, ...] = ("world",), **given: Any
    ) -> None:
        """A poll of `source` that brings these stories."""
        new = tuple(make_new(n, source=source, **given) for n in numbers)
        joins = {n.story.id: frozenset(topics) for n in new}
        self.record(source, Changes(new=new), joins=joins)

    def edit(
        self, number: int, title: str, topics: tuple[str, ...] = ("world",), source: str = "world"
    ) -> None:
        """An edit of one story that readers see."""
        stored = self.store.story(story_id(number))
        assert stored is not None
        story = replace(
            stored, title=title, updated=self.now, edited_at=self.now, revision=2, digest="1:edited"
        )
        changed = ModifiedStory(story=story, revision=make_revision(number), membership=True)
        self.record(source, Changes(modified=(changed,)), joins={story.id: frozenset(topics)})

    def sight(self, *numbers: int, source: str) -> None:
        """A poll of `source` that shows stories which others brought."""
        stories = self.store.stories(map(story_id, numbers))
        seen = [make_sighting(source=source, digest=s.digest, since=self.now) for s in stories]
        shown = (ModifiedStory(story=s, sighting=t) for s, t in zip(stories, seen, strict=True))
        self.record(source, Changes(modified=tuple(shown)))

    def fail(self, source: str, error: str) -> None:
        """A poll of `source` that failed."""
        state = make_state(source, state=State.FAILING, failures=3, error=error, next_poll=self.now + HOUR)
        self.record(source, Changes(), state=state, outcome=Outcome.FAILED)

    def record(self, source: str, changes: Changes, **given: Any) -> None:
        claim = self.store.claim(source, "tests", self.now, HOUR)
        assert claim is not None
        state = given.pop("state", None) or make_state(
            source,
            last_poll=self.now,
            last_success=self.now,
            last_change=self.now,
            next_poll=self.now + HOUR / 6,
        )
        times = {"started": self.now, "finished": self.now}
        record = make_record(source, claim=claim, changes=changes, state=state, **(times | given))
        self.store.record_poll(record)

    def publish(self) -> list[str]:
        """Make every stale document; time goes on a little, as it does between two publications."""
        self.now += MINUTE
        return Publisher(self.config, self.store, clock=self.clock, sleep=self._sleep).publish_stale()

    def _sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def make_town(config: Config, store: Store) -> Town:
    """The whole site, published."""
    town = Town(config, store)
    town.settle()
    town.poll(*range(1, 10))
    town.poll(10, 11, 12, source="harbour", topics=("world", "boats"), authors=("Ann Lee", "Bo Öz"))
    town.edit(2, "Lanterns, counted again")
    town.publish()
    return town

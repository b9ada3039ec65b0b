"""A site that is told what to do, the poller over a real database, and what readers are shown of both."""

from __future__ import annotations

import json
import random
import re
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from feedsvc.config import Config, PublishOptions, SiteOptions, SourceConfig, TopicConfig
from feedsvc.models import PollReport
from feedsvc.operate.review import review
from feedsvc.poll.making import make_poller
from feedsvc.schedule.housekeep import make_housekeeper
from feedsvc.store import open_store
from tests.disks import memory_folder
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor
from tests.furnished import put_database
from tests.living import BEIJING, DESIGNS, LivingStory

BASE = "https://harbour.example"
ARTICLE = r"-(\d+)\.html$"
FEEDS = ("/feeds/all.json", "/feeds/all.atom", "/feeds/world.atom")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A story as readers see it."""

    id: str
    title: str
    published: datetime
    updated: datetime


@dataclass
class Life:
    """Two pages of one site, and a feed of both; what is taken off `live` is withdrawn."""

    folder: Path = field(
        default_factory=lambda: Path(tempfile.mkdtemp(prefix="feedsvc-life-", dir=memory_folder()))
    )
    clock: FakeClock = field(default_factory=FakeClock)
    design: str = "plain"
    pages: dict[str, list[LivingStory]] = field(default_factory=lambda: {"world": [], "live": []})
    broken: dict[str, str] = field(default_factory=dict)
    store: Any = None
    poller: Any = None

    def __post_init__(self) -> None:
        self.web = FakeWeb(self.clock)
        self.database = self.folder / "feedsvc.db"
        put_database(self.database)
        self.starts()

    @property
    def config(self) -> Config:
        sources = tuple(
            SourceConfig(
                slug=slug,
                title=slug,
                url=f"{BASE}/{slug}/",
                extractor="byline",
                timezone=BEIJING,
                article_id=ARTICLE,
                vanish="withdraw" if slug == "live" else "keep",
            )
            for slug in self.pages
        )
        world = TopicConfig(slug="world", title="World", sections=("World",))
        return Config(
            directory=self.folder,
            site=SiteOptions(base_url="https://feeds.example"),
            publish=PublishOptions(entries=1000, formats=("atom", "json")),
            topics=(TopicConfig(slug="all", title="All"), world),
            sources=sources,
        )

    def starts(self) -> None:
        """Open the database, as every process does at its start."""
        self.store = open_store(f"sqlite:///{self.database}")
        self.poller = make_poller(
            self.config,
            self.store,
            clock=self.clock,
            rng=random.Random(7),
            sleep=self.clock.sleep,
            extractor=InProcessExtractor(),  # type: ignore[arg-type]  # it only reads pages
            fetcher=self.web,
        )

    def stops(self) -> None:
        """Close the database."""
        self.store.close()

    def tidies(self) -> None:
        """What a scheduler does between polls."""
        make_housekeeper(
            self.config,
            self.store,
            self.poller.publisher,
            self.web,
            clock=self.clock,
            sleep=self.clock.sleep,
        ).tidy()

    def edits(self, number: int, **changes: Any) -> None:
        """Change a story wherever it stands."""
        for stories in self.pages.values():
            stories[:] = [replace(s, **changes) if s.number == number else s for s in stories]

    def polls(self, slug: str, after: timedelta) -> PollReport:
        """Let time pass, and poll a page as it stands now."""
        self.clock.now += after
        url = f"{BASE}/{slug}/"
        if how := self.broken.get(slug):
            breaks(self.web, url, how)
        else:
            self.web.serves(url, DESIGNS[self.design](slug, self.pages[slug], BASE))
        report: PollReport = self.poller.poll(slug)
        return report

    def reviews(self, slug: str, action: str) -> PollReport:
        """Decide what is held."""
        self.clock.advances(minutes=5)
        return review(self.poller, self.store, slug, action)

    def documents(self) -> dict[str, bytes]:
        """Every document, by its path."""
        found = {path: self.store.document(path) for path in FEEDS}
        return {path: document.body for path, document in found.items() if document}

    def shown(self) -> dict[int, list[Shown]]:
        """What readers see of each story, by its number."""
        document = self.store.document(FEEDS[0])
        items = json.loads(document.body)["items"] if document else []
        stories: dict[int, list[Shown]] = {}
        for item in items:
            stories.setdefault(number_of(item["url"]), []).append(shown_of(item))
        return stories


def breaks(web: FakeWeb, url: str, how: str) -> None:
    """Let a page be empty, gone for good, or out of reach."""
    if how == "empty":
        web.serves(url, "<html><body><p>Nothing today.</p></body></html>")
    elif how == "gone":
        web.fails(url, "status", status=410, permanent=True)
    else:
        web.fails(url, how)


def number_of(url: str) -> int:
    """The number that the site gave a story."""
    found = re.search(ARTICLE, url.partition("#")[0])
    assert found, f"{url} names no story"
    return int(found[1])


def shown_of(item: dict[str, Any]) -> Shown:
    """An item of the JSON feed."""
    published = datetime.fromisoformat(item["date_published"])
    updated = datetime.fromisoformat(item.get("date_modified", item["date_published"]))
    return Shown(id=item["id"], title=item["title"], published=published, updated=updated)

"""One redesign tried whole: polled, redesigned, held, healed, polled again, and compared with the truth."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.config.toml import toml_value
from feedsvc.decide.similarity import same_words
from feedsvc.decide.topics import Matcher
from feedsvc.models import Outcome
from feedsvc.operate import mending, proposal
from feedsvc.operate.case import NoRepair
from feedsvc.operate.way import Repair
from feedsvc.poll.poller import Poller
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor
from tests.furnished import new_store
from tests.operate.designs import Drawn
from tests.operate.redesigns import NOW, redesign

URL = "https://quay.example/news/"


class Children(InProcessExtractor):
    """In this process; stories' own pages are never asked for."""

    def article(self, *_: Any) -> Any:
        raise AssertionError("no article is read here")


def mending_poller(
    folder: Path, source: SourceConfig, store: Store, web: FakeWeb, clock: FakeClock
) -> Poller:
    """A poller of this source and a topic of everything, which mends; the store agrees with it."""
    topics = (TopicConfig(slug="all", title="All"),)
    config = Config(directory=folder, sources=(source,), topics=topics)
    poller = Poller(
        config,
        store,
        web,
        Children(),
        Publisher(config, store, clock=clock),
        Matcher(topics),
        clock=clock,
        rng=Random(1),
        mend=mending.Mender(store),
    )
    poller.agree()
    return poller


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of one redesign; `needed` where the source was held."""

    source: int
    number: int
    needed: bool
    right: bool = False
    sure: bool = False
    twice: int = 0
    lost: int = 0
    seconds: float = 0.0
    told: str = ""
    doubts: tuple[str, ...] = ()


class Place:
    """A source's configuration, store, web and poller."""

    def __init__(self, folder: Path, options: dict[str, Any], *, heal: Any = "off") -> None:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{name} = {toml_value(value)}\n" for name, value in options.items())
        text = f'title = "Quay"\nurl = "{URL}"\nextractor = "selectors"\nheal = "{heal}"\n[options]\n{lines}'
        self.file = folder / "sources" / "quay.toml"
        self.file.write_text(text, "utf-8")
        self.folder = folder
        self.clock = FakeClock(NOW)
        self.web = FakeWeb(self.clock)
        self.store = new_store(folder / "feedsvc.db")
        self.source = SourceConfig(
            slug="quay", title="Quay", url=URL, extractor="selectors", options=options, heal=heal
        )
        self.poller = mending_poller(folder, self.source, self.store, self.web, self.clock)

    def polls(self, html: str) -> Any:
        """The page shows this, an hour later."""
        self.clock.advances(hours=1)
        self.web.serves(URL, html)
        return self.poller.poll("quay")

    def stories(self) -> dict[str, Any]:
        return {s.id: s for id in [i for i, _ in self.store.story_stamps()] for s in self.store.stories([id])}


def try_redesign(source: int, number: int, folder: Path) -> Trial:
    """Poll, redesign, poll, heal, apply, poll: every step as an operator does it."""
    before, after = redesign(source, number)
    place = Place(folder / "place", before.options)
    try:
        return tried(place, before, after, source, number)
    finally:
        place.store.close()


def tried(place: Place, before: Drawn, after: Drawn, source: int, number: int) -> Trial:
    first = place.polls(before.html)
    assert first.new == len(before.items), f"{source}: {first}"
    old = {by_title(place, item.title): item.number for item in before.items}
    held = place.polls(after.html)
    if held.outcome is not Outcome.HELD:
        return Trial(source=source, number=number, needed=False, told=str(held.outcome))
    began = time.process_time()
    try:
        repair, _ = proposal.look(place.poller, place.store, "quay")
    except NoRepair as error:
        return Trial(
            source=source, number=number, needed=True, told=str(error), seconds=time.process_time() - began
        )
    seconds = time.process_time() - began
    wrong = mistakes(place, repair, after)
    report = mending.heal(place.poller, place.store, "quay")[1] if not wrong else None
    twice, lost = (0, 0) if wrong else announced(place, old, after)
    told = f"{wrong} {repair.doubts} {json.dumps(dict(repair.after.options))} {report and report.error}"
    return Trial(
        source=source,
        number=number,
        needed=True,
        right=not wrong,
        sure=repair.is_sure,
        twice=twice,
        lost=lost,
        seconds=seconds,
        told=told,
        doubts=repair.doubts,
    )


def by_title(place: Place, title: str) -> str:
    return next(id for id, s in place.stories().items() if s.title == title)


def mistakes(place: Place, repair: Repair, after: Drawn) -> str:
    """What the proposal reads otherwise than the page means; nothing where all is right."""
    page = place.store.snapshots("quay")[0].page
    found = place.poller.extract(repair.after, page).stories
    if len(found) != len(after.items):
        return f"{len(found)} of {len(after.items)} stories"
    for story, item in zip(found, after.items, strict=True):
        if not same_words(story.title, item.title):
            return f"title {story.title!r}"
        if story.url != f"https://quay.example{after.design.link(item)}":
            return f"link {story.url}"
        day = item.day if after.design.to_the_minute else item.day.replace(hour=0, minute=0)
        if story.published is None or story.published.replace(second=0) != day.replace(second=0):
            return f"date {story.published} for {day}"
        if after.design.byline and "author" in repair.before.options and story.authors != (item.author,):
            return f"author {story.authors}"
        if after.design.lead and "summary" in repair.before.options and item.lead not in story.summary:
            return f"summary {story.summary!r}"
        if after.design.section and "section" in repair.before.options and story.section != item.section:
            return f"section {story.section!r}"
    return ""


def announced(place: Place, old: dict[str, int], after: Drawn) -> tuple[int, int]:
    """How many known stories have a second id, and how many new ones none, after the repair and one more poll."""
    place.polls(after.html)
    stories = place.stories()
    new = {s.title for id, s in stories.items() if id not in old}
    known = set(old.values())
    twice = sum(item.title in new for item in after.items if item.number in known)
    lost = sum(item.title not in new for item in after.items if item.number not in known)
    return twice, lost + sum(id not in stories for id in old)

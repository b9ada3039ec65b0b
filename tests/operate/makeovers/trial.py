"""One makeover tried whole, as its operator sees it: polled twice, made over, healed, polled again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from feedsvc.config import SourceConfig
from feedsvc.config.toml import toml_value
from feedsvc.decide.similarity import same_words
from feedsvc.errors import FeedsvcError
from feedsvc.models import Outcome, ParsedStory
from feedsvc.operate import mending, proposal
from feedsvc.operate.case import NoRepair
from feedsvc.operate.review import review
from feedsvc.operate.way import Repair
from tests.fakes import FakeClock, FakeWeb
from tests.furnished import new_store
from tests.operate.healing import mending_poller
from tests.operate.makeovers.before import FORMERS, Former, rss
from tests.operate.makeovers.data import MOVES, Answers
from tests.operate.makeovers.newsroom import HOST, NOW, Edition, Item, edition
from tests.operate.makeovers.pages import MAKEOVERS, Makeover
from tests.operate.makeovers.walls import WALLS

OF_DATA = ("json", "sitemap")
"""Strategies of sources that no page takes the place of."""
FEED = "/rss-new.xml"


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What came of one makeover; `needed` where its source was held or failed."""

    kind: str
    source: str
    needed: bool = True
    right: bool = False
    sure: bool = False
    twice: int = 0
    lost: int = 0
    seconds: float = 0.0
    told: str = ""
    doubts: tuple[str, ...] = ()
    after: str = ""


class Site:
    """A source, its service, and what its site shows."""

    def __init__(self, folder: Path, former: Former, heal: Any) -> None:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        self.former = former
        keys = {
            "title": "Pier",
            "url": former.url,
            "extractor": former.extractor,
            "heal": heal,
            **former.keys,
        }
        self.file = folder / "sources" / "pier.toml"
        lines = [f"{name} = {toml_value(value)}" for name, value in keys.items()]
        options = [f"{name} = {toml_value(value)}" for name, value in former.options.items()]
        self.file.write_text("\n".join([*lines, "[options]", *options, ""]), "utf-8")
        zone = ZoneInfo(former.keys.get("timezone", "UTC"))
        self.source = SourceConfig(slug="pier", options=former.options, **keys | {"timezone": zone})
        self.clock = FakeClock(NOW)
        self.web = FakeWeb(self.clock)
        self.store = new_store(folder / "feedsvc.db")
        self.poller = mending_poller(folder, self.source, self.store, self.web, self.clock)

    def shows(self, answers: Answers, when: datetime) -> None:
        """From then on the site answers so."""
        self.clock.now = when
        self.web.fails(self.former.url, "status", status=404)
        for path, (body, media_type) in answers.by_path.items():
            self.web.serves(HOST + path, body, media_type=media_type)

    def polls(self) -> Any:
        return self.poller.poll("pier")

    def titles(self) -> dict[str, str]:
        """Title by id, of every stored story."""
        ids = [id for id, _ in self.store.story_stamps()]
        return {s.id: s.title for s in self.store.stories(ids)}


def local(stories: Edition, former: Former) -> Edition:
    """The edition with times of the source's zone."""
    zone = ZoneInfo(former.keys.get("timezone", "UTC"))

    def turned(items: Sequence[Item]) -> list[Item]:
        return [replace(item, day=item.day.astimezone(zone)) for item in items]

    return Edition(
        first=turned(stories.first),
        second=turned(stories.second),
        third=turned(stories.third),
        fourth=turned(stories.fourth),
    )


def before(former: Former, items: Sequence[Item]) -> Answers:
    return Answers(by_path={former.path: (former.draw(items), former.media_type)})


def begun(folder: Path, former: Former, stories: Edition, heal: str = "off") -> Site:
    """A site whose source was polled twice."""
    site = Site(folder, former, heal)
    for items in (stories.first, stories.second):
        site.shows(before(former, items), items[0].day + timedelta(hours=1))
        report = site.polls()
        assert report.outcome is Outcome.OK, f"{former.name}: {report}"
    site.shows(before(former, stories.second), NOW - timedelta(minutes=40))
    assert site.polls().ok
    assert len(site.titles()) == len({i.number for i in (*stories.first, *stories.second)}), former.name
    return site


Show = Callable[[Sequence[Item]], Answers]
Wrong = Callable[[Sequence[ParsedStory], Sequence[Item]], str]


def try_makeover(makeover: Makeover, former: Former, seed: int, folder: Path, heal: str = "off") -> Outcomes:
    """The page is drawn in another way."""

    def link(item: Item) -> str:
        return makeover.link(item, former)

    def show(items: Sequence[Item]) -> Answers:
        pages = {
            former.path: (makeover.page(items, link), "text/html"),
            FEED: (rss(items, link), "application/rss+xml"),
        }
        return Answers(by_path=pages)

    def wrong(found: Sequence[ParsedStory], items: Sequence[Item]) -> str:
        return mistake(found, items, makeover, link, former)

    return _tried(makeover.name, former, seed, folder, show, wrong, heal)


def try_move(name: str, former: Former, seed: int, folder: Path, heal: str = "off") -> Outcomes:
    """The source is data, in another shape or place."""
    move = MOVES[name][1]
    plain = Makeover(name=name, page=lambda items, link: "")

    def wrong(found: Sequence[ParsedStory], items: Sequence[Item]) -> str:
        return mistake(found, items, plain, former.link, former)

    return _tried(name, former, seed, folder, lambda items: move(items, former), wrong, heal)


def _tried(
    kind: str, former: Former, seed: int, folder: Path, show: Show, wrong: Wrong, heal: str
) -> Outcomes:
    stories = local(edition(seed, former.language), former)
    site = begun(folder / "site", former, stories, heal)
    try:
        return _healed(site, kind, stories, show, wrong)
    finally:
        site.store.close()


def _healed(site: Site, kind: str, stories: Edition, show: Show, wrong: Wrong) -> Outcomes:
    old, told = site.titles(), Outcomes(kind=kind, source=site.former.name)
    site.shows(show(stories.third), NOW)
    report = site.polls()
    if report.ok:
        told = replace(told, needed=False, told=str(report.outcome), right=True)
    else:
        told = _proposed(site, told, stories, wrong)
        if not told.right:
            return replace(told, told=f"{told.told} [{report.error}]")
    return _followed(site, told, old, stories, show)


def _proposed(site: Site, told: Outcomes, stories: Edition, wrong: Wrong) -> Outcomes:
    began = time.process_time()
    try:
        repair, page = proposal.look(site.poller, site.store, "pier")
    except NoRepair as error:
        return _accepted(
            site, replace(told, told=str(error), seconds=time.process_time() - began), stories, wrong
        )
    except FeedsvcError as error:
        return replace(told, told=str(error), seconds=time.process_time() - began)
    told = replace(
        told,
        seconds=time.process_time() - began,
        sure=repair.is_sure,
        doubts=repair.doubts,
        after=described(repair),
    )
    mistaken = wrong(site.poller.extract(repair.after, page).stories, stories.third)
    if mistaken:
        return replace(told, told=mistaken)
    report = mending.heal(site.poller, site.store, "pier")[1]
    return replace(told, right=report.ok, told=report.error or "")


def _accepted(site: Site, told: Outcomes, stories: Edition, wrong: Wrong) -> Outcomes:
    """A page that is read rightly as it was, and held for what it lacks: right where it says so, and is accepted."""
    hold = site.store.hold("pier")
    if hold is None or "accept publishes what is held" not in told.told or wrong(hold.stories, stories.third):
        return told
    return replace(told, right=review(site.poller, site.store, "pier", "accept").ok)


def described(repair: Repair) -> str:
    return f"{repair.after.extractor} {repair.after.url.removeprefix(HOST)} {dict(repair.after.options)}"


def _followed(site: Site, told: Outcomes, old: dict[str, str], stories: Edition, show: Show) -> Outcomes:
    """What the next two looks bring: the same page, then one more story."""
    for when, items in (
        (NOW + timedelta(hours=1), stories.third),
        (NOW + timedelta(hours=3), stories.fourth),
    ):
        site.shows(show(items), when)
        report = site.polls()
    after = site.titles()
    known = {i.number: i.title for i in (*stories.first, *stories.second)}
    fresh = [i for i in (stories.fourth[0], *stories.third) if i.number not in known]
    added = len(after) - len(old)
    lost = sum(
        not any(same_words(title, i.title) for id, title in after.items() if id not in old) for i in fresh
    )
    return replace(
        told,
        twice=max(0, added - (len(fresh) - lost)),
        lost=lost,
        told=f"{told.told} then {report.outcome} {report.error or ''}",
    )


def mistake(
    found: Sequence[ParsedStory],
    items: Sequence[Item],
    makeover: Makeover,
    link: Callable[[Item], str],
    former: Former,
) -> str:
    """What is read otherwise than the page means; nothing where all is right."""
    shown = items[: makeover.most]
    by_title = {makeover.title(i): i for i in shown}
    pairs = [(s, by_title[s.title]) for s in found if s.title in by_title]
    if len(pairs) < len(found):
        return f"not a story: {next(s.title for s in found if s.title not in by_title)!r}"
    if len(pairs) < makeover.least * len(shown):
        return f"{len(pairs)} of {len(shown)} stories"
    for story, item in pairs:
        if (story.url or "").partition("?utm")[0] not in (full := _addresses(link(item))):
            return f"link {story.url} for {full}"
        if problem := misdated(story.published, item.day, makeover.shows, former):
            return problem
    return ""


def _addresses(path: str) -> tuple[str, ...]:
    whole = path if path.startswith("http") else HOST + path
    return (whole, whole.partition("?utm")[0])


def misdated(given: datetime | None, day: datetime, shows: str, former: Former) -> str:
    if shows == "none":
        return f"a date out of nothing, {given}" if given and given.date() != day.date() else ""
    if given is None:
        return f"no date for {day}" if shows != "about" else ""
    apart = abs(given - day)
    good = {
        "minute": apart < timedelta(minutes=1),
        "day": given.astimezone(day.tzinfo).date() == day.date(),
        "about": apart <= timedelta(days=1, hours=1),
    }[shows]
    return "" if good else f"date {given} for {day}"


def try_wall(name: str, former: Former, seed: int, folder: Path) -> Outcomes:
    """The page shows no stories of its own for a while, then is as it was; `right`: nothing is taken for them."""
    stories = local(edition(seed, former.language), former)
    site = begun(folder / "site", former, stories, "auto")
    try:
        return _walled(site, name, stories)
    finally:
        site.store.close()


def _walled(site: Site, name: str, stories: Edition) -> Outcomes:
    old, text = site.titles(), site.file.read_text("utf-8")
    body = WALLS[name](stories.second, site.former)
    site.shows(Answers(by_path={site.former.path: (body, "text/html")}), NOW)
    report = site.polls()
    applied = site.file.read_text("utf-8") != text
    try:
        repair, _ = proposal.look(site.poller, site.store, "pier")
        told, sure = f"{described(repair)} {repair.doubts}", repair.is_sure
    except FeedsvcError as error:
        told, sure = str(error), False
    during = len(site.titles()) - len(old)
    for when, items in (
        (NOW + timedelta(hours=1), stories.third),
        (NOW + timedelta(hours=3), stories.fourth),
    ):
        site.shows(before(site.former, items), when)
        report = site.polls()
    fresh = {i.number for i in (stories.fourth[0], *stories.third)} - {
        i.number for i in (*stories.first, *stories.second)
    }
    added = len(site.titles()) - len(old)
    return Outcomes(
        kind=f"wall: {name}",
        source=site.former.name,
        right=not applied and not sure,
        sure=sure or applied,
        twice=max(0, added - len(fresh)),
        lost=max(0, len(fresh) - added),
        told=f"{told}; {during} stored meanwhile; then {report.outcome} {report.error or ''}",
    )


def pages_of(makeover: Makeover) -> list[Former]:
    """The sources whose page may be made over so."""
    sources = [f for f in FORMERS if f.extractor not in OF_DATA]
    return [f for f in sources if makeover.auto_reads or f.extractor != "auto"]


def moved_of(name: str) -> list[Former]:
    return [f for f in FORMERS if f.extractor == MOVES[name][0]]


Try = Callable[[int, Path], Outcomes]


def tries(folder: Path, only: str = "", seeds: int = 1, every: int = 1) -> Iterator[Outcomes]:
    """Each makeover, move and wall of each source that it may befall, or one of so many (`every`)."""
    seed = 0
    for _ in range(seeds):
        for name, one in _all():
            seed += 1
            if only in name and seed % every == 0:
                yield one(seed, folder)


def _all() -> Iterator[tuple[str, Try]]:
    for makeover in MAKEOVERS:
        for former in pages_of(makeover):
            yield f"{makeover.name}/{former.name}", partial(try_makeover, makeover, former)
    for name in MOVES:
        for former in moved_of(name):
            yield f"{name}/{former.name}", partial(try_move, name, former)
    for name in WALLS:
        for former in FORMERS:
            yield f"wall: {name}/{former.name}", partial(try_wall, name, former)

"""A small world around decide: a source, known stories made from parsed ones, and one poll after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from feedsvc.decide.changes import decide_changes
from feedsvc.decide.digest import digest
from feedsvc.decide.keys import lookup_keys, strong_keys, weak_keys
from feedsvc.decide.trust import Verdict, judge, lasting, remember
from feedsvc.decide.withstored import complete
from feedsvc.models import Changes, History, Hold, KnownStory, ParsedStory, Sighting, Story
from tests.builders import NOW, make_extraction, make_sighting, story_id

UTC_ZONE = ZoneInfo("UTC")
MINUTES = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Source:
    slug: str = "world"
    url: str = "https://news.example/world/"
    timezone: ZoneInfo = UTC_ZONE


WORLD = Source()
FINANCE = Source(slug="finance", url="https://news.example/finance/")


def known_from(story: ParsedStory, number: int = 1, source: Source = WORLD, **given: Any) -> KnownStory:
    """What the store remembers after `source` has shown exactly this story."""
    shown = digest(story)
    values = {
        "id": story_id(number),
        "title": story.title,
        "url": story.url,
        "article": story.article,
        "guid": story.guid,
        "authors": story.authors,
        "published": story.published or NOW - timedelta(days=1),
        "dated": story.published is not None,
        "updated": story.published or NOW - timedelta(days=1),
        "edited_at": None,
        "sections": (story.section,) if story.section else (),
        "text": story.text,
        "summary": story.summary,
        "digest": shown,
        "sightings": (make_sighting(source=source.slug, section=story.section, digest=shown),),
        "keys": strong_keys(story, source) | weak_keys(story, source),
    }
    return KnownStory(**(values | given))


def known_all(stories: Iterable[ParsedStory], source: Source = WORLD, **given: Any) -> list[KnownStory]:
    return [known_from(story, number, source, **given) for number, story in enumerate(stories, 1)]


def minting() -> Any:
    """Ids 1001, 1002 … in order."""
    numbers = iter(range(1001, 100_000))
    return lambda _keys: story_id(next(numbers))


def decide(
    parsed: Iterable[ParsedStory], known: Iterable[KnownStory], source: Source = WORLD, **given: Any
) -> Changes:
    options = {"now": NOW, "mint": minting()} | given
    now = options.pop("now")
    return decide_changes(source, list(parsed), list(known), now, **options)


@dataclass
class World:
    """A store in memory: applies believed changes, so that polls can follow each other."""

    now: datetime = NOW
    known: dict[str, KnownStory] = field(default_factory=dict)
    history: dict[str, History] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    mint: Any = field(default_factory=minting)
    verdict: Verdict = field(default_factory=Verdict)
    hold: Hold | None = None

    def poll(self, stories: Iterable[ParsedStory], source: Source = WORLD, **extraction: Any) -> Changes:
        """One poll ten minutes after the last; what is not believed changes nothing."""
        self.now += 10 * MINUTES
        listed = tuple(stories)
        known = self.known_for(listed, source)
        changes = decide_changes(
            source, listed, known, self.now, mint=self.mint, taken={s.updated for s in self.stories.values()}
        )
        changes = complete(changes, self.stories)
        page, history = make_extraction(*listed, **extraction), self.history.get(source.slug, History())
        since = lasting(self.hold, listed)
        self.verdict = judge(page, changes, known, history, self.now, since)
        self.hold = None
        if self.verdict.held:
            self.hold = Hold(source=source.slug, held_at=since or self.now, reasons=(), stories=listed)
        if not self.verdict.reasons:
            self.history[source.slug] = remember(history, page, changes, self.now)
            self.apply(changes, source.slug)
        return changes

    def known_for(self, stories: Iterable[ParsedStory], source: Source) -> list[KnownStory]:
        keys = lookup_keys(stories, source)
        return [
            k
            for k in self.known.values()
            if k.keys & (keys.strong | keys.weak)
            or any(s.source == source.slug and s.gone is None for s in k.sightings)
        ]

    def apply(self, changes: Changes, source: str) -> None:
        for new in changes.new:
            self.write(new.story, None, new.strong_keys | new.weak_keys, new.sighting)
        for one in changes.modified:
            self.write(one.story, one.revision, one.strong_keys | one.weak_keys, one.sighting)
        for how in ("scrolled", "vanished"):
            for id in getattr(changes, how):
                known = self.known[id]
                shown = known.sighting(source)
                assert shown is not None
                sighting = replace(shown, gone=how)
                self.known[id] = replace(known, sightings=sightings_with(known, sighting))

    def write(self, story: Story, revision: Any, keys: frozenset[str], sighting: Sighting | None) -> None:
        old = self.known.get(story.id)
        revisions = old.revisions if old else ()
        self.stories[story.id] = story
        self.known[story.id] = KnownStory(
            **{
                name: getattr(story, name)
                for name in [
                    "id",
                    "title",
                    "url",
                    "article",
                    "guid",
                    "authors",
                    "published",
                    "dated",
                    "updated",
                    "edited_at",
                    "sections",
                    "text",
                    "summary",
                    "digest",
                    "withdrawn_at",
                ]
            },
            revisions=(*revisions, revision.digest) if revision else revisions,
            sightings=sightings_with(old, sighting),
            keys=keys | (old.keys if old else frozenset()),
        )

    def face(self) -> Mapping[str, Story]:
        """Everything readers see."""
        return dict(self.stories)


def sightings_with(known: KnownStory | None, sighting: Sighting | None) -> tuple[Sighting, ...]:
    seen = {s.source: s for s in (known.sightings if known else ())}
    if sighting:
        seen[sighting.source] = sighting
    return tuple(seen.values())

"""Laws of a story's life, whatever a site does to it: one id for good, one date, no byte without a reason."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from feedsvc.models import Outcome
from tests.living import DESIGNS, LivingStory, invent
from tests.poll.life import Life, Shown

MINUTES = timedelta(minutes=1)
PAUSES = st.sampled_from([10 * MINUTES, 70 * MINUTES, timedelta(hours=7), timedelta(days=2)])
SLUGS = st.sampled_from(["world", "live"])
PLACES = st.integers(0, 30)
"""Which story of a page: counted around."""


class StoryLife(RuleBasedStateMachine):
    """A site does what sites do, pages are polled, and readers are shown what follows from it."""

    @initialize()
    def begins(self) -> None:
        self.life = Life()
        self.made = 0
        self.seen: dict[int, Shown] = {}
        """Each story as readers saw it last, by its number."""
        self.edited: set[int] = set()
        """Stories whose words have changed since readers were last told of it."""
        self.held: set[str] = set()
        self.refused: set[str] = set()
        """Pages as they were rejected: they count as read."""
        self.gone: list[LivingStory] = []
        self.on_live: set[int] = set()
        """Stories that ever stood on the page whose stories are withdrawn when they are taken off."""
        for slug in self.life.pages:
            self.life.pages[slug] = [self.another() for _ in range(5)][::-1]
            assert self.life.polls(slug, 10 * MINUTES).ok

    def teardown(self) -> None:
        if hasattr(self, "life"):
            self.life.stops()
            shutil.rmtree(self.life.folder)

    def another(self, **facts: Any) -> LivingStory:
        """A story that was never there before."""
        self.made += 1
        published = self.life.clock.now - 5 * MINUTES + self.made * timedelta(seconds=1)
        return replace(invent(self.made, published=published.replace(second=0)), **facts)

    def one_of(self, slug: str, place: int) -> LivingStory:
        """A story of the page."""
        page = self.life.pages[slug]
        return page[place % len(page)]

    def standing(self, slug: str) -> set[int]:
        """The stories of the page, by their numbers."""
        return {story.number for story in self.life.pages[slug]}

    # -- what a site does ------------------------------------------------------------------------------

    @rule(slug=SLUGS)
    def publishes(self, slug: str) -> None:
        self.life.pages[slug].insert(0, self.another())

    @rule(slug=SLUGS, place=PLACES)
    def gives_another_story_the_same_title(self, slug: str, place: int) -> None:
        self.life.pages[slug].insert(0, self.another(headline=self.one_of(slug, place).headline))

    @rule(slug=SLUGS, place=PLACES, word=st.sampled_from("ABC"))
    def edits_a_title(self, slug: str, place: int, word: str) -> None:
        story = self.one_of(slug, place)
        self.life.edits(story.number, headline=f"{invent(story.number % 1000).headline} {word}")
        self.edited.add(story.number)

    @rule(slug=SLUGS, place=PLACES, count=st.integers(1, 3))
    def edits_a_text(self, slug: str, place: int, count: int) -> None:
        story = self.one_of(slug, place)
        said = f"The {count}th correction of number {story.number} changes what was said before."
        self.life.edits(story.number, paragraphs=(said, *story.paragraphs[1:]))
        self.edited.add(story.number)

    @rule(slug=SLUGS, place=PLACES, spelled=st.sampled_from([str.upper, str.title, lambda s: f"new-{s}"]))
    def spells_a_link_otherwise(self, slug: str, place: int, spelled: Any) -> None:
        story = self.one_of(slug, place)
        self.life.edits(story.number, slug=spelled(story.slug))

    @rule(slug=SLUGS, place=PLACES, hours=st.sampled_from([-30, -1, 1]))
    def dates_a_story_anew(self, slug: str, place: int, hours: int) -> None:
        story = self.one_of(slug, place)
        self.life.edits(story.number, published=story.published + hours * timedelta(hours=1))

    @rule(slug=SLUGS, place=PLACES)
    def moves_a_story_to_another_section(self, slug: str, place: int) -> None:
        story = self.one_of(slug, place)
        self.life.edits(story.number, section="Finance" if story.section == "World" else "World")

    @rule(slug=SLUGS, place=PLACES)
    def repeats_a_story_under_another_link(self, slug: str, place: int) -> None:
        story = self.one_of(slug, place)
        self.life.pages[slug].append(replace(story, slug=f"again-{story.slug}"))

    @rule(place=PLACES)
    def shows_a_story_on_the_other_page_too(self, place: int) -> None:
        story = self.one_of("world", place)
        if story.number not in {s.number for s in self.life.pages["live"]}:
            self.life.pages["live"].insert(0, story)

    @precondition(lambda self: all(len(page) > 3 for page in self.life.pages.values()))
    @rule(slug=SLUGS, place=PLACES)
    def takes_a_story_off(self, slug: str, place: int) -> None:
        number = self.one_of(slug, place).number
        self.gone += [s for page in self.life.pages.values() for s in page if s.number == number][:1]
        for page in self.life.pages.values():
            page[:] = [s for s in page if s.number != number]

    @precondition(lambda self: bool(self.gone))
    @rule(slug=SLUGS)
    def brings_it_back(self, slug: str) -> None:
        self.life.pages[slug].append(self.gone.pop())

    @rule(slug=SLUGS)
    def lets_stories_scroll_off(self, slug: str) -> None:
        del self.life.pages[slug][8:]

    @rule(design=st.sampled_from(sorted(DESIGNS)))
    def is_redesigned(self, design: str) -> None:
        self.life.design = design

    @rule(slug=SLUGS, how=st.sampled_from(["empty", "gone", "connect", "", ""]))
    def breaks_or_heals(self, slug: str, how: str) -> None:
        self.life.broken[slug] = how

    @rule(slug=SLUGS)
    def floods_with_old_stories(self, slug: str) -> None:
        old = self.life.clock.now - timedelta(days=90)
        self.life.pages[slug] += [self.another(published=old + n * 47 * MINUTES) for n in range(40)]

    # -- what we do --------------------------------------------------------------------------------------

    @rule(slug=SLUGS, pause=PAUSES)
    def is_polled(self, slug: str, pause: timedelta) -> None:
        before = self.life.documents()
        report = self.life.polls(slug, pause)
        self.judge(slug, report, before)

    @rule(slug=SLUGS)
    def is_polled_twice(self, slug: str) -> None:
        self.is_polled(slug, 10 * MINUTES)
        before, waiting = self.life.documents(), self.edited & set(self.seen)
        report = self.life.polls(slug, 10 * MINUTES)
        self.judge(slug, report, before)
        assert waiting or self.life.documents() == before, "the page is the same, its documents are not"

    @precondition(lambda self: not any(self.life.broken.values()))
    @rule(slug=SLUGS)
    def settles(self, slug: str) -> None:
        """What a page goes on showing is what readers are shown in the end."""
        for _ in range(4):
            self.is_polled(slug, timedelta(hours=7))
        if slug not in self.held | self.refused:
            shown = self.life.shown()
            said = {s.number: s.headline for s in self.life.pages[slug] if not self.elsewhere(slug, s)}
            assert {number: shown[number][0].title for number in said} == said

    @precondition(lambda self: bool(self.held))
    @rule(action=st.sampled_from(["accept", "reject"]))
    def is_reviewed(self, action: str) -> None:
        slug = sorted(self.held)[0]
        if action == "accept" and not self.life.store.hold(slug).stories:
            return
        before = self.life.documents()
        report = self.life.reviews(slug, action)
        assert report.ok
        self.held.discard(slug)
        self.refused |= {slug} if action == "reject" else set()
        self.told()
        assert action == "accept" or self.life.documents() == before

    @rule()
    def is_tidied(self) -> None:
        before = self.life.documents()
        self.life.tidies()
        assert self.life.documents() == before

    @rule()
    def is_started_anew(self) -> None:
        before = self.life.documents()
        self.life.stops()
        self.life.starts()
        assert self.life.documents() == before

    def judge(self, slug: str, report: Any, before: dict[str, bytes]) -> None:
        """A good poll shows every story of its page, any other one changes no byte."""
        if report.outcome is Outcome.HELD:
            self.held.add(slug)
        if not report.ok:
            assert self.life.documents() == before, f"{report.outcome} changed what readers see"
            return
        self.held.discard(slug)
        self.told()
        self.refused -= {slug} if report.outcome is Outcome.OK else set()
        missing = self.standing(slug) - set(self.life.shown())
        assert not missing or slug in self.refused, "a story of the page is nowhere"

    def told(self) -> None:
        """Compare what readers see with what they saw before."""
        for number, copies in self.life.shown().items():
            (now,) = copies
            if before := self.seen.get(number):
                assert now.id == before.id, "another id"
                assert now.published == before.published, "dated anew"
                assert now.updated >= before.updated, "updated went back"
                assert now.updated == before.updated or number in self.edited, "updated without a reason"
                if now.updated != before.updated:
                    self.edited.discard(number)
            self.seen[number] = now

    def elsewhere(self, slug: str, story: LivingStory) -> bool:
        """Whether another page shows a story too, and may have shown it otherwise."""
        return story.number in self.standing("live" if slug == "world" else "world")

    # -- laws --------------------------------------------------------------------------------------------

    @invariant()
    def every_story_is_there_once(self) -> None:
        if not hasattr(self, "life"):
            return
        shown = self.life.shown()
        assert not [number for number, copies in shown.items() if len(copies) > 1], "doubled"
        ids = [story.id for copies in shown.values() for story in copies]
        assert len(ids) == len(set(ids)), "one id for two stories"
        assert all(s.updated <= self.life.clock.now for copies in shown.values() for s in copies)

    @invariant()
    def no_story_is_lost(self) -> None:
        if hasattr(self, "life"):
            self.on_live |= self.standing("live")
            assert not set(self.seen) - set(self.life.shown()) - self.on_live, "lost"


USUAL = settings.default or settings()
HISTORIES = USUAL.max_examples // 8
"""Each polls some forty times: a share of what the profile gives to others."""


@pytest.mark.slow
@pytest.mark.no_cover
def test_a_story_keeps_its_id_and_its_dates_whatever_the_site_does() -> None:
    long = HISTORIES > 12
    how = settings(max_examples=HISTORIES, stateful_step_count=50 if long else 25, derandomize=not long)
    run_state_machine_as_test(StoryLife, settings=how)

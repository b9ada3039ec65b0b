"""Laws that hold for any sequence of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from feedsvc.models import ParsedStory
from tests.builders import make_parsed
from tests.decide.helpers import FINANCE, WORLD, Source, World

numbers = st.integers(1, 12)
bare = st.booleans()


@st.composite
def pages(draw: st.DrawFn) -> list[ParsedStory]:
    """A page of some of twelve stories, each perhaps edited, moved, under another slug, or repeated."""
    listed = []
    for number in draw(st.lists(numbers, max_size=14)):
        story = make_parsed(number)
        if draw(st.booleans()):
            story = replace(story, title=f"{story.title} {draw(st.sampled_from('ABC'))}")
        if draw(st.booleans()):
            story = replace(story, section=draw(st.sampled_from(["World", "Finance", None])))
        if draw(st.booleans()):
            story = replace(story, url=f"https://news.example/{draw(numbers)}-{story.article}.html")
        listed.append(story)
    return listed


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(pages(), st.sampled_from([WORLD, FINANCE])), max_size=8))
def test_any_history_of_pages_keeps_ids_dates_and_order(
    history: Sequence[tuple[list[ParsedStory], Source]],
) -> None:
    world = World()
    for page, source in history:
        before = world.face()
        world.poll(page, source)
        for id, story in before.items():
            after = world.stories[id]
            assert after.published == story.published
            assert after.updated >= story.updated
            assert after.article == story.article
        assert all(s.updated <= world.now for s in world.stories.values())
    articles = [s.article for s in world.stories.values()]
    assert len(articles) == len(set(articles)), "one article number, one id"
    times = [s.updated for s in world.stories.values()]
    assert len(times) == len(set(times))


@settings(max_examples=60, deadline=None)
@given(pages(), st.randoms(use_true_random=False))
def test_the_same_page_again_in_any_order_means_nothing(page: Any, random: Any) -> None:
    world = World()
    world.poll(page)
    shuffled = list({s.article: s for s in page if [p.article for p in page].count(s.article) == 1}.values())
    again = World(now=world.now)
    again.poll(shuffled)
    random.shuffle(shuffled)
    assert not again.poll(shuffled)

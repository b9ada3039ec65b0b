"""Stories without links under another date: known ones that are read otherwise, and the next of their name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.keys import has_date
from tests.builders import NOW, make_parsed
from tests.decide.helpers import WORLD, World, decide, known_all, known_from

DAY = timedelta(days=1)
TITLES = ("Tide tables", "Rules for anchoring", "Names of the quays", "Dues of the harbour")
LONG = (
    "The old crane at the pier was taken down in the night, and by noon nobody could say who had ordered it."
)


def bare(title: str, **given: Any) -> Any:
    return make_parsed(**({"url": None, "article": None, "title": title, "authors": (), "text": ""} | given))


def listed(*days: int, titles: Any = TITLES, **given: Any) -> list[Any]:
    """Stories of these days, counted from now."""
    return [bare(title, published=NOW + day * DAY, **given) for title, day in zip(titles, days, strict=False)]


def test_a_list_without_links_whose_dates_are_read_otherwise_keeps_its_stories() -> None:
    world = World()
    before = world.poll(listed(-10, -20, -30, -40))
    after = world.poll(listed(-40, -50, -61, -70))
    assert not world.verdict.held
    assert (after.new, after.modified and after.edits, len(before.new)) == ((), (), 4)


def test_a_list_of_days_to_come_is_known_at_each_poll_and_when_its_days_have_passed() -> None:
    world = World()
    world.poll(listed(3, 5, 8, 20))
    for days in (0, 2, 4, 30):
        world.now = NOW + days * DAY
        seen = world.poll(listed(3, 5, 8, 20))
        assert (seen.new, seen.edits, world.verdict.held) == ((), (), False)


def test_events_of_one_name_are_told_apart_by_the_days_that_their_page_shows() -> None:
    world, name = World(), ("Yoga on the pier",) * 4
    ids = [new.story.id for new in world.poll(listed(3, 10, 17, titles=name)).new]  # last one first
    world.now = NOW + 4 * DAY
    seen = world.poll(listed(10, 17, 24, titles=name))
    assert len(seen.new) == 1
    assert {*ids[:2]} <= {*seen.unmodified, *(m.story.id for m in seen.modified)}


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(bare("Tide tables", published=NOW), id="the next one of its name"),
        pytest.param(bare("Tide tables", published=NOW - 20 * DAY, text=LONG), id="another text"),
        pytest.param(bare("Tide tables", published=NOW - 20 * DAY, authors=("Lee",)), id="another author"),
        pytest.param(
            bare("Tide tables", published=NOW - 20 * DAY, url="https://news.example/t"), id="a link"
        ),
    ],
)
def test_what_may_be_another_story_is_new(story: Any) -> None:
    known = known_all([bare("Tide tables", published=NOW - 2 * DAY, text="", authors=("Poe",))])
    assert len(decide([story], known, WORLD).new) == 1


@pytest.mark.parametrize(("summary", "new"), [("The moon is full.", 0), ("The moon is full!", 0), (LONG, 1)])
def test_where_there_are_no_texts_the_summaries_tell(summary: str, new: int) -> None:
    known = known_all([bare("Tide tables", published=NOW - 2 * DAY, summary="The moon is full.")])
    story = bare("Tide tables", published=NOW - 20 * DAY, summary=summary)
    assert len(decide([story], known, WORLD).new) == new


def test_a_story_that_a_feed_named_is_not_known_by_its_title() -> None:
    known = known_all([bare("Tide tables", published=NOW - 2 * DAY, guid="tides-3")])
    assert len(decide([bare("Tide tables", published=NOW - 20 * DAY)], known, WORLD).new) == 1


@pytest.mark.parametrize(("keyed", "new"), [(False, 0), (True, 1)])
def test_a_day_to_come_is_the_next_one_s_unless_nothing_is_known_of_the_day_that_was_shown(
    keyed: bool, new: int
) -> None:
    story = bare("Tide tables", published=NOW - 2 * DAY)
    keys = frozenset(key for key in known_from(story).keys if keyed or not has_date([key]))
    kept = known_from(story, keys=keys)
    assert len(decide([bare("Tide tables", published=NOW + 3 * DAY)], [kept], WORLD).new) == new


OTHERS = tuple(bare(f"Notice {n} of the board", published=NOW - 7 * n * DAY) for n in range(1, 6))


def minutes(day: int, **given: Any) -> Any:
    """A story of which nothing but the title is told."""
    return bare("Minutes of the meeting", **{"published": NOW + day * DAY, "summary": ""} | given)


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        pytest.param([minutes(-3), *OTHERS], [*OTHERS, minutes(-61)], 1, id="an earlier one comes up from below"),
        pytest.param([minutes(-3), *OTHERS], [minutes(-3), *OTHERS, minutes(-61)], 1, id="both stand there"),
        pytest.param([minutes(-3), *OTHERS], [*OTHERS[:3], minutes(-22), *OTHERS[3:]], 0, id="dated anew"),
        pytest.param([minutes(-3), *OTHERS], [minutes(-20), *OTHERS], 0, id="dated anew in its place"),
        pytest.param(
            [minutes(-3, summary="Dues rise."), *OTHERS], [*OTHERS, minutes(-61, summary="Dues rise.")], 0,
            id="its summary speaks for it",
        ),
        pytest.param([minutes(-3)], [minutes(-61)], 0, id="nothing else says how dates are read"),
        pytest.param(
            [minutes(0, published=datetime(2026, 3, 2, tzinfo=UTC)), OTHERS[0]],
            [OTHERS[0], minutes(0, published=datetime(2026, 2, 3, tzinfo=UTC))], 0,
            id="day and month change places",
        ),
        pytest.param(
            [minutes(-3), *listed(-5, -9)], [minutes(-61), *listed(-35, -70)], 0, id="all are read otherwise"
        ),
        pytest.param(
            [minutes(-3), bare("Tides", url="https://news.example/t", published=NOW - 5 * DAY)],
            [minutes(-61), bare("Tides", url="https://news.example/t", published=NOW - 35 * DAY)], 0,
            id="the date of a linked one is read otherwise",
        ),
    ],
)  # fmt: skip
def test_an_earlier_story_of_one_name_that_comes_up_from_below_is_another(
    before: list[Any], after: list[Any], new: int
) -> None:
    world = World()
    world.poll(before)
    assert len(world.poll(after).new) == new


def test_of_two_stories_of_one_title_none_is_named_by_it() -> None:
    known = known_all(listed(-2, -3, titles=("Tide tables",) * 2))
    assert len(decide(listed(-20, -30, titles=("Tide tables",) * 2), known, WORLD).new) == 2


def test_dates_that_prove_to_be_those_of_ends_are_lost_in_silence() -> None:
    world = World()
    world.poll(listed(3, -5, -8, -20))
    undated = [bare(title, published=None) for title in TITLES]
    seen = world.poll(undated, ends=len(TITLES))
    assert (seen.new, seen.edits, world.verdict.held) == ((), (), False)
    for _ in range(3):  # also once dates are what the source had no more
        seen = world.poll(undated, ends=len(TITLES))
        assert (seen.new, seen.edits, world.verdict.held) == ((), (), False)


def test_dates_that_are_lost_are_still_missed() -> None:
    world = World()
    world.poll(listed(-3, -5, -8, -20))
    world.poll([bare(title, published=None) for title in TITLES])
    assert world.verdict.held


@pytest.mark.parametrize(
    ("first", "then", "age", "new"),
    [
        pytest.param(
            timedelta(hours=21), timedelta(hours=39), DAY, 0, id="a day ago, an hour before the next"
        ),
        pytest.param(timedelta(hours=1), timedelta(hours=46), DAY, 0, id="an hour ago at first"),
        pytest.param(timedelta(days=6), timedelta(days=13), 7 * DAY, 0, id="a week ago"),
        pytest.param(timedelta(days=24), timedelta(days=55), 30 * DAY, 0, id="a month ago"),
        pytest.param(DAY, 2 * DAY, DAY, 1, id="the one of a day later"),
        pytest.param(timedelta(hours=21), timedelta(hours=39), timedelta(hours=20), 1, id="hours ago"),
        pytest.param(timedelta(hours=21), timedelta(hours=39), timedelta(hours=25), 1, id="to the hour"),
    ],
)
def test_a_story_whose_age_is_told_in_days_is(first: Any, then: Any, age: Any, new: int) -> None:
    world = World()
    world.poll([bare("Tide tables", published=world.now + timedelta(minutes=10) - first)])
    world.now += then - first
    seen = world.poll([bare("Tide tables", published=world.now + timedelta(minutes=10) - age)])
    assert len(seen.new) == new


def test_the_day_of_another_page_is_no_age() -> None:
    midnight = NOW.replace(hour=0, minute=0)
    known = known_all([bare("Tide tables", published=midnight - timedelta(days=1, hours=20))])
    story = bare("Tide tables", published=midnight - DAY)
    assert not decide(
        [replace(story, published=midnight - DAY + timedelta(minutes=1))],
        known,
        WORLD,
        now=midnight + timedelta(minutes=1),
    ).new
    assert len(decide([story], known, WORLD, now=midnight).new) == 1

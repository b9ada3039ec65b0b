"""Stories whose dates have all moved by one amount."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from feedsvc.decide.shifted import shifted
from tests.builders import HOUR, NOW, make_parsed, make_sighting
from tests.decide.helpers import WORLD, World, known_all

TITLES = ("Tide tables printed", "Crane inspected again", "Ferry sails at last", "Quay is swept")
MINUTES = timedelta(minutes=1)


def stories(moved: timedelta = timedelta(), **given: Any) -> list[Any]:
    plain = {"article": None, "authors": (), "text": "", "summary": "", "content": "", "url": None}
    dates = (NOW - n * 7 * HOUR - n * 13 * MINUTES + moved for n in range(1, 5))
    pairs = zip(TITLES, dates, strict=True)
    return [make_parsed(**{**plain, "title": title, "published": at, **given}) for title, at in pairs]


def found(before: list[Any], after: list[Any], *, since: Any = NOW) -> int:
    seen: dict[str, Any] = {"sightings": (make_sighting(source=WORLD.slug, since=since),)}
    window = remember_keys(known_all(before, **seen), WORLD)
    same = shifted(listing(after, WORLD), {}, window, WORLD.slug)
    assert all(after[at].title == known.story.title for at, known in same.items())
    return len(same)


@pytest.mark.parametrize(
    ("moved", "given", "count"),
    [
        pytest.param(-HOUR, {}, 4, id="an hour back"),
        pytest.param(HOUR, {}, 4, id="an hour on"),
        pytest.param(5.5 * HOUR, {}, 4, id="half an hour in it"),
        pytest.param(-7 * MINUTES, {}, 0, id="no zone is so far"),
        pytest.param(24 * HOUR, {}, 0, id="the next day"),
        pytest.param(timedelta(), {}, 0, id="not at all"),
        pytest.param(
            HOUR, {"text": "Ships wait for the tide at the northern basin."}, 4, id="with words by now"
        ),
    ],
)
def test_stories_are_known_that_moved(moved: timedelta, given: Any, count: int) -> None:
    assert found(stories(), stories(moved, **given)) == count


def test_another_text_or_author_or_number_is_another_story() -> None:
    said = "The lanterns of the pier were lit at dusk and a crowd came to watch them all."
    other = "Ships wait for the tide at the northern basin until the divers have gone home."
    assert found(stories(text=said), stories(HOUR, text=other)) == 0
    assert found(stories(authors=("Mei Tan",)), stories(HOUR, authors=("Bo Wu",))) == 0


def test_the_next_ones_of_their_names_are_dated_after_those_stood_there() -> None:
    assert found(stories(), stories(HOUR), since=NOW - 40 * HOUR) == 0


def test_a_title_that_two_stories_have_tells_nothing() -> None:
    twin = stories(HOUR)[0]
    assert found(stories(), [*stories(HOUR)[:3], make_parsed(1, title=twin.title, published=NOW)]) == 0


def test_two_stories_are_too_few() -> None:
    assert found(stories()[:2], stories(HOUR)[:2]) == 0
    assert found(stories(), stories(HOUR)[:2]) == 0
    assert found(stories()[:2], stories(HOUR)) == 0
    assert found(stories()[:3], [*stories(HOUR)[:2], *stories(2 * HOUR)[2:3]]) == 0


def test_a_site_that_changes_its_zone_has_no_new_stories() -> None:
    world = World(now=NOW + HOUR)
    world.poll(stories())
    before = world.face()
    changes = world.poll(stories(-HOUR))
    assert (world.verdict.reasons, changes.new) == ((), ())
    assert world.face() == before


def test_hourly_news_that_a_site_dates_too_early_are_new_each_hour() -> None:
    early = NOW - 4 * HOUR
    numbers = range(len(TITLES))
    plain = {"article": None, "authors": (), "text": "", "summary": "", "content": ""}

    def issue(hour: int) -> list[Any]:
        urls = [f"https://news.example/{hour}-{n}" for n in numbers]
        rows = [
            plain | {"title": TITLES[n], "url": urls[n], "published": early + hour * HOUR} for n in numbers
        ]
        return [make_parsed(1, **row) for row in rows]

    kept = [make_parsed(n, published=early - n * HOUR) for n in range(7, 18)]
    world = World()
    assert world.poll([*issue(0), *kept]).new
    world.now += 50 * MINUTES
    assert len(world.poll([*issue(1), *kept]).new) == len(TITLES)

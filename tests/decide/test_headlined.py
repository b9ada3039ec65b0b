"""Stories whose headline, link and guid are new while their minute and text are not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.headlined import headlined
from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, known_all

TEXT = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
BEFORE = {"article": None, "authors": (), "text": "", "content": "", "summary": TEXT}
BEFORE["url"] = "https://news.example/crane-falls"
AFTER = BEFORE | {"title": "Northern quay shut", "url": "https://news.example/quay-shut"}
NOON = NOW.replace(hour=12, minute=0)
HALF, SOON = NOON.replace(minute=30), NOON.replace(second=7)
DAY = timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0, minute=0)


def found(page: Any, before: Any) -> Any:
    window = remember_keys(known_all(before), WORLD)
    pairs = headlined(listing(page, WORLD), {}, window, WORLD)
    return [pairs[at].story.id if at in pairs else None for at in range(len(page))]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, {}, True, id="one minute and summary"),
        pytest.param({"summary": "", "text": TEXT}, {"summary": "", "text": TEXT}, True, id="one text"),
        pytest.param({"guid": "https://n.example/a"}, {"guid": "https://n.example/b"}, True, id="guids are links"),
        pytest.param({"guid": "https://n.example/?p=1"}, {"guid": "https://n.example/?p=2"}, False, id="numbered guids"),
        pytest.param({}, {"url": "https://news.example/quay-shut-2"}, False, id="a number in a link"),
        pytest.param({"published": NOON}, {"published": NOON}, False, id="a full hour"),
        pytest.param({"published": HALF}, {"published": HALF}, False, id="a half hour"),
        pytest.param({"published": SOON}, {"published": SOON}, True, id="seconds after a full hour"),
        pytest.param({"published": None}, {"published": NOW - DAY}, False, id="undated, first seen in that minute"),
        pytest.param({"guid": "g1"}, {"guid": "g2"}, False, id="guids are names"),
        pytest.param({"guid": "https://n.example/a"}, {"guid": "g2"}, False, id="a guid is a name now"),
        pytest.param({}, {"published": NOW}, False, id="another minute"),
        pytest.param({"published": MIDNIGHT}, {"published": MIDNIGHT}, False, id="dated to their day"),
        pytest.param({}, {"summary": f"{TEXT} They wait."}, False, id="another summary"),
        pytest.param({"summary": "Read on."}, {"summary": "Read on."}, False, id="hardly a summary"),
        pytest.param({}, {"url": "https://other.example/quay-shut"}, False, id="another site"),
        pytest.param({}, {"url": None}, False, id="no link"),
        pytest.param({"article": "7"}, {"article": "8"}, False, id="another number"),
    ],
)  # fmt: skip
def test_a_story_under_another_headline_is(before: Any, after: Any, same: bool) -> None:
    expected = [story_id(1)] if same else [None]
    assert found([make_parsed(1, **AFTER | after)], [make_parsed(1, **BEFORE | before)]) == expected


def test_what_several_stories_say_tells_nothing() -> None:
    adverts = [make_parsed(n, **BEFORE, published=NOW) for n in range(1, 4)]
    other = make_parsed(4, **AFTER, published=NOW)
    assert found([other], adverts) == [None]
    assert found([other, adverts[1]], adverts[:1]) == [None, None]


def test_notes_below_releases_of_other_minutes_tell_nothing() -> None:
    earlier = make_parsed(5, **BEFORE | {"title": "Ferries sail"}, published=NOW - 2 * DAY)
    before, after = make_parsed(1, **BEFORE), make_parsed(1, **AFTER)
    assert found([after], [before, earlier]) == [None]
    assert found([after, earlier], [before]) == [None, None]


def test_a_minute_that_only_another_story_has_is_another_minute() -> None:
    later = NOW + timedelta(minutes=7)
    before = make_parsed(1, **BEFORE, published=later)
    other = make_parsed(
        2, **AFTER | {"summary": TEXT[::-1], "url": "https://news.example/tide"}, published=later
    )
    assert found([make_parsed(3, **AFTER, published=NOW), other], [before]) == [None, None]


def test_a_known_story_is_no_other_one() -> None:
    page = listing([make_parsed(1, **AFTER), make_parsed(1, **BEFORE)], WORLD)
    window = remember_keys(known_all([make_parsed(1, **BEFORE)]), WORLD)
    assert headlined(page, {1: window[0]}, window, WORLD) == {1: window[0]}

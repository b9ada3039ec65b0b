"""How long stories are kept: by topic, by source, and never less than a feed's newest entries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.retention import Retention, newest, without_pruned
from feedsvc.models import PRUNED, Aged, Changes, Member
from tests.builders import NOW, make_changes, make_known, story_id

DAY = timedelta(days=1)
WEEK = Retention(topics={"harbour": 7 * DAY})


def make_aged(days: int = 8, **given: Any) -> Aged:
    defaults: dict[str, Any] = {"sources": ("world",), "places": {"harbour": 1}, "left": frozenset()}
    return Aged(id="a", published=NOW - days * DAY, **(defaults | given))


@pytest.mark.parametrize(
    ("retention", "story", "shown", "leaves", "goes"),
    [
        pytest.param(WEEK, make_aged(6), {"harbour": ()}, [], False, id="young"),
        pytest.param(WEEK, make_aged(), {"harbour": ()}, ["harbour"], True, id="old, and nowhere else"),
        pytest.param(WEEK, make_aged(), {"harbour": (1, 2)}, [], False, id="among the newest entries"),
        pytest.param(WEEK, make_aged(), {}, [], False, id="in a topic whose documents are behind"),
        pytest.param(
            WEEK,
            make_aged(places={"harbour": 1, "all": 1}),
            {"harbour": (), "all": ()},
            ["harbour"],
            False,
            id="also in a topic that keeps it",
        ),
        pytest.param(WEEK, make_aged(places={}, left=frozenset({"harbour"})), {}, [], True, id="left before"),
        pytest.param(WEEK, make_aged(places={}), {}, [], False, id="never stood anywhere"),
        pytest.param(
            Retention(sources={"world": 7 * DAY}),
            make_aged(places={"harbour": 1, "all": 1}),
            {"harbour": (), "all": ()},
            ["all", "harbour"],
            True,
            id="old for its source",
        ),
        pytest.param(
            Retention(sources={"world": 7 * DAY}),
            make_aged(sources=("world", "ports")),
            {"harbour": ()},
            [],
            False,
            id="another source keeps it",
        ),
        pytest.param(
            Retention(sources={"world": DAY, "ports": 9 * DAY}),
            make_aged(sources=("world", "ports")),
            {"harbour": ()},
            [],
            False,
            id="another source keeps it longer",
        ),
        pytest.param(
            Retention(sources={"world": DAY}),
            make_aged(sources=()),
            {"harbour": ()},
            [],
            False,
            id="of no source",
        ),
    ],
)
def test_what_happens_to_a_story(
    retention: Retention, story: Aged, shown: dict[str, Any], leaves: list[str], goes: bool
) -> None:
    places = {topic: frozenset(seqs) for topic, seqs in shown.items()}
    found = retention.leaves(story, places, NOW)
    assert sorted(found) == leaves
    assert retention.goes(story, found, NOW) is goes


def test_the_shortest_time_says_where_to_look() -> None:
    assert Retention().shortest is None
    assert Retention(topics={"a": 9 * DAY}, sources={"b": 7 * DAY}).shortest == 7 * DAY


def test_the_newest_entries_are_those_with_the_latest_dates_that_are_shown() -> None:
    members = [
        Member(seq=n, story=str(n), published=NOW - age * DAY, updated=NOW, changed=1, left=left)
        for n, age, left in ((1, 1, False), (2, 5, False), (3, 0, True), (4, 2, False))
    ]
    assert newest(members, 2) == {1, 4}


def test_what_a_page_says_of_a_pruned_story_is_not_heard() -> None:
    known = [make_known(1, digest=PRUNED), make_known(2)]
    changes = Changes(withdrawn=(story_id(1), story_id(2)), new=make_changes(3).new)
    assert without_pruned(changes, known) == Changes(withdrawn=(story_id(2),), new=changes.new)
    assert without_pruned(changes, known[1:]) is changes

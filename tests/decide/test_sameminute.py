"""Stories of the very minute of one that is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from feedsvc.decide.sameminute import are_related, sameminute
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, World, known_all

AT = NOW.replace(hour=3, minute=42)
TEXT = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
MORE = f"{TEXT} They wait."
NOTE = "Minutes of it are kept at the office, where whoever wants may read them on Mondays."
PLAIN = {"article": None, "authors": (), "text": "", "summary": "", "content": ""}
BEFORE = PLAIN | {
    "title": "Crane falls at northern quay",
    "published": AT,
    "url": "https://news.example/live/crane",
}
MOVED = BEFORE | {"url": "https://news.example/a/4471"}
RETOLD = BEFORE | {"title": "Northern quay shut after crane falls", "url": "https://news.example/quay-shut"}
OTHER = {"title": "Ships wait for hours", "url": "https://news.example/ships-wait"}


def found(before: Any, after: Any, *, known: int = 3, extra: Any = (), stood: Any = ()) -> Any:
    rest = [make_parsed(n, **PLAIN) for n in range(2, 5)]
    window = remember_keys(known_all([make_parsed(1, **before), *rest, *stood]), WORLD)
    page = listing([make_parsed(1, **after), *rest, *extra], WORLD)
    pairs = {n: window[n] for n in range(1, known + 1)}
    return sameminute(page, pairs, window, WORLD).get(0)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, MOVED, True, id="another link"),
        pytest.param({"title": "Crane"}, MOVED | {"title": "Crane"}, False, id="hardly a title"),
        pytest.param({"text": TEXT}, MOVED | {"text": MORE}, True, id="a version of its text"),
        pytest.param({"text": TEXT}, MOVED | {"text": NOTE}, False, id="another text"),
        pytest.param({}, MOVED | {"published": AT + timedelta(minutes=1)}, False, id="another minute"),
        pytest.param({}, MOVED | {"published": None}, False, id="no date"),
        pytest.param({"published": None}, MOVED, False, id="no date before"),
        pytest.param({"published": AT.replace(minute=30)}, MOVED | {"published": AT.replace(minute=30)}, False, id="half an hour"),
        pytest.param({"article": "7001"}, MOVED | {"article": "7002"}, False, id="another number"),
        pytest.param({"authors": ("Mei Tan",)}, MOVED | {"authors": ("Bo Wu",)}, False, id="another author"),
        pytest.param({}, MOVED | {"url": "https://pier.example/live/crane"}, False, id="another site"),
        pytest.param({"guid": "a"}, MOVED | {"guid": "b"}, False, id="guids are names"),
        pytest.param({"guid": "https://news.example/1"}, MOVED | {"guid": "https://news.example/2"}, True, id="guids are addresses"),
        pytest.param({"url": "https://news.example/w/north-coast"}, MOVED | {"url": "https://news.example/w/south-coast"}, False, id="two things named by their links"),
        pytest.param({}, RETOLD, True, id="a related headline"),
        pytest.param({}, RETOLD | OTHER, False, id="another headline"),
        pytest.param({"text": TEXT}, RETOLD | OTHER | {"text": MORE}, True, id="another headline above much the same text"),
        pytest.param({"text": "Read on."}, RETOLD | OTHER | {"text": "Read on."}, False, id="another headline above hardly a text"),
        pytest.param({}, RETOLD | {"url": "https://news.example/quay-shut-2"}, False, id="a number in the link"),
        pytest.param({}, RETOLD | {"title": "Crane falls at 2 northern quays"}, False, id="a number in the headline"),
    ],
)  # fmt: skip
def test_a_story_of_the_minute_of_one_that_is_gone_is(before: Any, after: Any, same: bool) -> None:
    seen = found(BEFORE | before, after)
    assert (seen and seen.story.id) == (story_id(1) if same else None)


def test_a_minute_that_others_share_tells_nothing() -> None:
    twin = make_parsed(9, **PLAIN | {"published": AT})
    assert found(BEFORE, MOVED, extra=[twin]) is None
    assert found(BEFORE, MOVED, stood=[twin]) is None


def test_most_of_the_page_must_be_known() -> None:
    assert found(BEFORE, MOVED, known=2) is not None
    assert found(BEFORE, MOVED, known=1) is None


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("Harbor master falls off quay wall and is saved", "Harbor master falls off quay wall", True),
        ("Storm closes northern harbour", "Northern harbour closed by storm", True),
        ("Crane falls at quay", "Crane wins an award", False),
        ("Ship sinks in the northern strait", "Prices rise in the northern strait of the sea again", False),
        ("Minutes of the council meeting on fishing quotas", "Agenda of the council meeting on harbour dues", False),
    ],
)  # fmt: skip
def test_headlines_are_related(one: str, other: str, related: bool) -> None:
    assert are_related(one, other) is related


def test_at_the_end_of_a_list_two_of_one_minute_take_turns() -> None:
    rest = [make_parsed(n, **PLAIN | {"published": NOW - n * timedelta(minutes=7)}) for n in (2, 3, 4)]
    world = World(now=NOW + timedelta(hours=1))
    for coast, count in (("northern", 4), ("southern", 1), ("northern", 0)):
        warning = {"title": f"Weather warning for {coast} coast", "url": f"https://news.example/{coast}"}
        last = make_parsed(1, **PLAIN | warning | {"published": AT})
        changes = world.poll([*rest, last])
        assert (len(changes.new), changes.edits) == (count, ())

"""Stories whose headline and slug were put right above the text that they had."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.corrected import corrected, is_correction
from feedsvc.decide.knownbykeys import remember_keys
from feedsvc.decide.listing import listing
from tests.builders import NOW, make_parsed, story_id
from tests.decide.helpers import WORLD, known_all

DAY = NOW.replace(hour=0, minute=0)
TEXT = "Ships were sent to the southern basin until divers had looked at the piles of the quay."
BEFORE = {"article": None, "authors": (), "text": TEXT, "published": DAY, "title": "Build a your own crane"}
BEFORE |= {"url": "https://news.example/build-a-your-own-crane"}
AFTER = BEFORE | {"title": "Build your own crane", "url": "https://news.example/build-your-own-crane"}
OTHERS = {"authors": (), "published": DAY.replace(day=1)}


def found(before: Any, after: Any, *, below: bool = True) -> Any:
    rest = [make_parsed(n, **OTHERS) for n in range(2, 5)]
    window = remember_keys(known_all([make_parsed(1, **before), *rest]), WORLD)
    shown = [make_parsed(1, **after), *rest]
    pairs = {at: k for at, s in enumerate(shown) for k in window[1:] if below and k.story.url == s.url}
    return corrected(listing(shown, WORLD), pairs, window, WORLD).get(0)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param({}, {}, True, id="a word less"),
        pytest.param({}, {"title": "Buildd a your own crane"}, True, id="a slip of letters"),
        pytest.param({}, {"title": "Build a new crane"}, False, id="another word"),
        pytest.param({}, {"title": "Build a your own crane for nothing at all"}, False, id="many words more"),
        pytest.param({"title": "Cranes"}, {"title": "Cranes again"}, False, id="hardly a headline"),
        pytest.param({}, {"title": "Build your 2 cranes"}, False, id="a number in the headline"),
        pytest.param({}, {"url": "https://news.example/build-your-own-crane-2"}, False, id="a number in the link"),
        pytest.param({}, {"published": DAY.replace(day=3)}, False, id="another day"),
        pytest.param({}, {"published": None}, False, id="no day"),
        pytest.param({"published": None}, {}, False, id="no day before"),
        pytest.param({}, {"text": f"{TEXT} They wait."}, False, id="another text"),
        pytest.param({"text": "Read on."}, {"text": "Read on."}, False, id="hardly a text"),
        pytest.param({}, {"guid": "b"}, True, id="a guid where none was"),
        pytest.param({"guid": "a"}, {"guid": "b"}, False, id="guids are names"),
    ],
)  # fmt: skip
def test_a_story_with_a_corrected_headline_is(before: Any, after: Any, same: bool) -> None:
    seen = found(BEFORE | before, AFTER | after)
    assert (seen and seen.story.id) == (story_id(1) if same else None)


def test_what_was_the_last_one_may_have_scrolled_off() -> None:
    assert (
        found(BEFORE | {"published": DAY.replace(day=1)}, AFTER | {"published": DAY.replace(day=1)}) is None
    )
    assert found(BEFORE, AFTER, below=False) is None


def test_what_two_stories_say_tells_nothing() -> None:
    twin = make_parsed(
        9, **BEFORE | {"title": "Build a shed of your own", "url": "https://news.example/shed"}
    )
    window = remember_keys(known_all([make_parsed(1, **BEFORE), twin, make_parsed(2, **OTHERS)]), WORLD)
    page = [make_parsed(1, **AFTER), twin, make_parsed(2, **OTHERS)]
    assert 0 not in corrected(listing(page, WORLD), {1: window[1], 2: window[2]}, window, WORLD)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Road works in Mill Lane", "Road works in Church Lane", False),
        ("Road works in Mill Lane", "Road works in Mill Lane (cancelled)", False),
        ("Notice of public hearing", "Notice of second public hearing", False),
        ("Northern League results", "Northern League women results", False),
        ("Strike at the port", "Strike at the port over", False),
        ("Nurse in Hamburg clinic", "Head nurse in Hamburg clinic", False),
        ("Nurse in the the clinic", "Nurse in the clinic", True),
        ("Votes on new breakwater", "Votes on the new breakwater", True),
        ("Nurse at clinic wanted", "Nurse at a clinic wanted", True),
    ],
)
def test_a_correction_is(one: str, other: str, same: bool) -> None:
    assert is_correction(one, other) is same

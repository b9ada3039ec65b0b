"""However a page is made, what it costs to decide stays in proportion to its stories: nothing stops a poll there.

Reading has a deadline, deciding has none. Work is counted in calls, which no busy machine changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from feedsvc.decide import identity, knownbykeys
from feedsvc.decide.listing import listing
from feedsvc.decide.sessionmarks import learn
from feedsvc.models import ParsedStory
from tests.builders import NOW, make_parsed
from tests.decide.helpers import WORLD, decide, known_all

SITE = "https://harbour.example"
Shape = Callable[[int, str], dict[str, Any]]
"""Fields of a story by its number and the poll that shows it."""
FEW, MANY = 60, 240
DAY = NOW.replace(hour=0, minute=0)


def words(number: int) -> str:
    """Twelve words that are not those of another number."""
    return " ".join(f"w{number}x{place}" for place in range(12))


def many_names(number: int, poll: str) -> dict[str, Any]:
    pairs = "&".join(f"{poll}{number}n{place}=ab12{poll}34{place}" for place in range(35))
    return {"url": f"{SITE}/{number}?{pairs}"}


SHAPES: dict[str, Shape] = {
    "other names in every query": many_names,
    "one title": lambda n, poll: {"url": f"{SITE}/{poll}{n}", "title": "Untitled", "text": ""},
    "one title and one path": lambda n, poll: {"url": f"{SITE}/?{poll}={n}", "title": "Untitled", "text": ""},
    "one link": lambda n, poll: {"url": f"{SITE}/", "title": words(n), "text": words(-n)},
    "one guid": lambda n, poll: {"url": f"{SITE}/{n}", "guid": "x", "title": words(n), "text": words(-n)},
    "one text without a link": lambda n, poll: {
        "url": None,
        "title": "Untitled",
        "text": "",
        "authors": (f"Ada {n}",),
    },
}


def stories(shape: Shape, count: int, poll: str) -> list[ParsedStory]:
    return [make_parsed(n, **({"article": None} | shape(n, poll))) for n in range(1, count + 1)]


def calls(act: Callable[[], object]) -> int:
    """How many functions were called meanwhile, built-in ones included."""
    number = 0

    def count(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return number


def decided(shape: Shape, count: int) -> int:
    known, now = known_all(stories(shape, count, "a")), stories(shape, count, "b")

    def act() -> None:
        learn(now, known, ())
        identity.match(listing(now, WORLD), knownbykeys.remember_keys(known, WORLD), WORLD)

    return calls(act)


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", SHAPES)
def test_deciding_costs_no_more_than_in_proportion(kind: str) -> None:
    few, many = decided(SHAPES[kind], FEW), decided(SHAPES[kind], MANY)
    assert many < 1.9 * MANY / FEW * few


@pytest.mark.no_cover
def test_lists_of_which_every_other_row_is_new_cost_in_proportion() -> None:
    def act(count: int) -> int:
        row = {"text": words(1), "url": None, "article": None, "authors": (), "published": DAY}
        before, after = (
            [make_parsed(n, **row | {"title": f"{poll if n % 2 else ''}{n} post"}) for n in range(count)]
            for poll in "ab"
        )
        known = known_all(before)
        return calls(lambda: decide(after, known))

    assert act(4 * MANY) < 1.9 * 4 * act(MANY)


def test_of_a_hint_that_thousands_share_only_some_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knownbykeys, "MOST_SHARING", 20)
    shape = SHAPES["one text without a link"]
    known = knownbykeys.remember_keys(known_all(stories(shape, MANY, "a")), WORLD)
    (block,) = listing(stories(shape, 1, "b"), WORLD)
    weighed = calls(lambda: knownbykeys.candidates(block, known, knownbykeys.index(known)))
    assert weighed < calls(lambda: knownbykeys.index(known)) + 200


def test_a_link_that_hundreds_share_still_names_no_story() -> None:
    blocks = listing(stories(SHAPES["one link"], MANY, "a"), WORLD)
    assert len(blocks) == MANY
    assert not any(block.strong for block in blocks)


def test_a_mark_is_learnt_although_titles_repeat() -> None:
    def shown(mark: str) -> list[ParsedStory]:
        named = {n: {"url": f"{SITE}/{n}?s={mark}", "title": "Weather", "text": ""} for n in range(1, MANY)}
        return [make_parsed(n, article=None, **given) for n, given in named.items()]

    assert learn(shown("ef56gh78"), known_all(shown("ab12cd34")), ()) == ("?s",)

"""Of many long texts the few that could be versions of one are found without comparing all of them."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from feedsvc.decide import pairing, refound
from feedsvc.decide.fit import fit_of
from feedsvc.decide.similarity import ALIKE, likeness
from feedsvc.decide.sketch import KEPT, MOST_WEIGHED, Sketches, sketch
from feedsvc.models import KnownStory, ParsedStory
from tests.builders import NOW, make_parsed
from tests.decide.helpers import decide, known_all

MANY = 60
WORDS = [f"word{number}" for number in range(2_000)]


def text(number: int, words: int = 600) -> str:
    """A text like no other."""
    return " ".join(random.Random(number).choices(WORDS, k=words))


def with_edits(given: str, share: float) -> str:
    """The text with every so manieth word replaced."""
    every = round(1 / share)
    return " ".join(w if n % every else f"{w}s" for n, w in enumerate(given.split(), start=1))


def stories(read: Callable[[int], str], first: int = 1) -> list[ParsedStory]:
    """Stories of one day whose titles and links are their own."""
    return [
        make_parsed(
            first + n,
            title=text(-first - n, 8),
            url=f"https://news.example/{first + n}",
            article=None,
            text=read(n),
            published=NOW,
        )
        for n in range(MANY)
    ]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The long texts that were compared word by word."""
    found: list[str] = []

    def counting(one: str, other: str) -> float:
        if len(one) > 200:
            found.append(one)
        return likeness(one, other)

    for module in (pairing, refound):
        monkeypatch.setattr(module, "likeness", counting)
    return found


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
def test_an_edited_text_is_the_closest_of_many(share: float) -> None:
    known, sketches = known_all(stories(text)), Sketches()
    for number in range(0, MANY, 6):
        edited = with_edits(text(number), share)
        assert likeness(edited, text(number)) >= ALIKE
        assert sketches.closest(edited, known)[0].text == text(number)


def test_a_text_that_shares_nothing_has_no_closest() -> None:
    assert Sketches().closest("Quay opens on Monday", known_all(stories(text))) == []
    assert Sketches().closest("", known_all(stories(text))) == []


def test_of_texts_that_are_as_close_the_first_known_come_first() -> None:
    known = known_all(stories(lambda _: text(0)))
    assert Sketches().closest(text(0), known) == known[:MOST_WEIGHED]


def test_a_sketch_is_small_and_the_same_in_every_process() -> None:
    assert len(sketch(text(1))) == KEPT
    assert sketch("Quay opens") == {773529541, 3546621477}


def known_and_shown(kind: str) -> tuple[list[KnownStory], list[ParsedStory]]:
    """Known stories, and a page on which each stands under another title and address, and edited a little."""
    shown: dict[str, Callable[[int], str]] = {
        "edited": lambda n: with_edits(text(n), 0.05),
        "other": lambda n: text(1_000 + n),
        "alike": lambda n: with_edits(text(0), 0.3),
    }
    return known_all(stories(text if kind != "alike" else lambda _: text(0))), stories(shown[kind], MANY + 1)


@pytest.mark.parametrize(("kind", "found"), [("edited", MANY), ("other", 0), ("alike", 0)])
def test_a_list_is_found_again_by_few_comparisons(kind: str, found: int, compared: list[str]) -> None:
    known, shown = known_and_shown(kind)
    assert fit_of(shown, known).found == found
    assert len(compared) <= MOST_WEIGHED * MANY


@pytest.mark.parametrize(("kind", "again"), [("edited", True), ("other", False)])
def test_what_would_be_announced_again_is_found_by_few_comparisons(
    kind: str, again: bool, compared: list[str]
) -> None:
    known, shown = known_and_shown(kind)
    new = decide(shown, []).new
    assert bool(refound.announced_again(new, known)) is again
    assert len(compared) <= 2 * MOST_WEIGHED * len(new)

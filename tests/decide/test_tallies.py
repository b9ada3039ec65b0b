"""Numbers that stand at most titles of a page are no part of them; those at one title are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from feedsvc.decide.tallies import tallies_of, without_tallies
from tests.builders import make_stories
from tests.decide.helpers import World

WORDS = ("Quay opens", "Ferry sails", "Crane falls", "Lamp lit", "Tug sold", "Silo burns")


def edited(title_of: Callable[[int, str], str], *, others: Callable[[int, str], str] | None = None) -> int:
    """Edits where the numbers of two titles have grown by the second poll."""
    world, page = World(), make_stories(len(WORDS))
    titles = [(others if others and n > 1 else title_of)(n, word) for n, word in enumerate(WORDS)]
    world.poll([replace(story, title=title) for story, title in zip(page, titles, strict=True)])
    titles[:2] = [title_of(n + 7, word) for n, word in enumerate(WORDS[:2])]
    return len(world.poll([replace(s, title=title) for s, title in zip(page, titles, strict=True)]).edits)


TALLIED = [
    pytest.param(lambda n, word: f"{n + 1}. {word}", id="ranks"),
    pytest.param(lambda n, word: f"#{n + 1}) {word}", id="ranks behind a sign"),
    pytest.param(lambda n, word: f"{n * 31 - 40}° - {word}", id="degrees"),
    pytest.param(lambda n, word: f"{word} ({n})", id="answers"),
    pytest.param(lambda n, word: f"[{n * 31}] {word}", id="points in brackets before"),
    pytest.param(lambda n, word: f"(+{n}) {word}", id="points with their sign"),
    pytest.param(lambda n, word: f"{word}［{n}］".replace("［", "[").replace("］", "]"), id="answers in square brackets"),
]  # fmt: skip


@pytest.mark.parametrize("title_of", TALLIED)
def test_a_number_at_most_titles_that_changes_is_no_edit(title_of: Callable[[int, str], str]) -> None:
    assert edited(title_of) == 0


@pytest.mark.parametrize("title_of", TALLIED)
def test_a_number_at_a_few_titles_is_a_part_of_them(title_of: Callable[[int, str], str]) -> None:
    assert edited(title_of, others=lambda _, word: word) == 2


@pytest.mark.parametrize("sign", ["[{}] {}", "（{}） {}"])
def test_numbers_of_cases_before_all_titles_name_them(sign: str) -> None:
    assert edited(lambda n, word: sign.format(4711 - n, word)) == 2
    assert edited(lambda n, word: sign.format(47 + n // 2, word)) == 0
    assert edited(lambda n, word: sign.format(470 + n // 2, word)) == 0


def test_a_number_among_the_words_of_all_titles_is_a_part_of_them() -> None:
    assert edited(lambda n, word: f"{word} kills {n + 3}") == 2


@pytest.mark.parametrize(
    "title_of",
    [
        pytest.param(lambda n, word: f"{40 - n}. session: {word}", id="sessions, the latest first"),
        pytest.param(lambda n, word: f"#{4 * n + 20} {word}", id="numbers of issues"),
        pytest.param(lambda n, word: f"#{n + 300} {word}", id="numbers of issues in a row"),
        pytest.param(
            lambda n, word: f"4. match day: {word}" if n < 7 else f"5. match day: {word}", id="one number"
        ),
        pytest.param(lambda n, word: f"{n % 3 + 1}. league: {word}", id="leagues"),
        pytest.param(lambda n, word: f"{word} ({2010 + n})", id="years"),
        pytest.param(lambda n, word: f"[{2010 + n}] {word}", id="years before"),
        pytest.param(lambda n, word: f"[{n}/26] {word}", id="numbers of files"),
    ],
)
def test_a_number_at_most_titles_that_counts_something_else_is_a_part_of_them(
    title_of: Callable[[int, str], str],
) -> None:
    assert edited(title_of) == 2


def test_a_title_that_is_nothing_but_a_number_stays() -> None:
    tallies = tallies_of([f"{n}° " for n in range(9)])
    assert without_tallies("7°", tallies) == "7°"
    assert without_tallies("7° - Quay", tallies) == "Quay"
    assert not tallies_of([f"{n}. Quay" for n in range(4)])

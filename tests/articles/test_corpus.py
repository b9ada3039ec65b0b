"""The text of made-up articles in thirty layouts is had, and hardly anything else."""

from __future__ import annotations

from statistics import mean

import pytest

from tests.articles.corpus import LAYOUTS, Sample, f1, nameless, samples
from tests.articles.reading import text_of

FLOOR = 0.95


def first_of_each() -> list[Sample]:
    """One article of each layout; the benchmark reads all of them."""
    return list({sample.layout: sample for sample in reversed(list(samples()))}.values())


@pytest.mark.parametrize("sample", first_of_each(), ids=lambda sample: sample.layout)
def test_the_text_of_an_article_is_read(sample: Sample) -> None:
    assert f1(text_of(sample), sample.text) >= FLOOR


def test_what_elements_are_called_is_no_more_than_a_hint() -> None:
    found = [f1(text_of(nameless(sample)), sample.text) for sample in first_of_each()]
    assert mean(found) >= FLOOR


def test_there_are_enough_layouts() -> None:
    assert len(LAYOUTS) >= 20
    assert len(list(samples())) >= 60


@pytest.mark.parametrize(
    ("found", "true", "score"),
    [
        pytest.param("one two", "one two", 1.0, id="equal"),
        pytest.param("one two three four", "one two", 2 / 3, id="twice as much"),
        pytest.param("", "one", 0.0, id="nothing"),
        pytest.param("港灯", "港船", 0.5, id="signs"),
    ],
)
def test_f1_counts_words(found: str, true: str, score: float) -> None:
    assert f1(found, true) == pytest.approx(score)

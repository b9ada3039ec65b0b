from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.decide.similarity import bare_words, likeness, opening_words, plain, same_words, says


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("a  b\n\tc", "a b c", id="white space"),
        pytest.param("“don’t” – stop…", '"don\'t" - stop...', id="typography"),
        pytest.param("so\u00adft ５G\u00a0x", "soft 5G x", id="compatibility forms"),
    ],
)
def test_plain_text_is_written_one_way(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_words_ignore_case_and_punctuation_and_part_unspaced_scripts() -> None:
    assert bare_words("Well, WELL: 5G") == ("well", "well", "5g")
    assert bare_words("人工 AI") == ("人", "工", "ai")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("A b.", "a B", True, id="case and punctuation"),
        pytest.param("a b", "b a", False, id="order"),
        pytest.param("", "", False, id="nothing is not something"),
        pytest.param("—", "…", False, id="no words at all"),
        pytest.param("a", "", False, id="one empty"),
    ],
)
def test_same_words(one: str, other: str, expected: bool) -> None:
    assert same_words(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        pytest.param("", "a", 0, 0, id="empty"),
        pytest.param("same text", "same text", 1, 1, id="equal"),
        pytest.param("—", "…", 0, 0, id="no words"),
        pytest.param("the red boat left the pier", "the red boat left the harbour", 0.8, 0.9, id="one word"),
        pytest.param(
            "the cost of rice rose in May", "a court in the north heard of it", 0, 0.1, id="unrelated"
        ),
    ],
)
def test_likeness_counts_neighbouring_words(one: str, other: str, low: Any, high: Any) -> None:
    assert low <= likeness(one, other) <= high


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Second quay opens", "the SECOND quay opens, at last", True, id="among more"),
        pytest.param("the second quay opens", "Quay opens", True, id="the other way"),
        pytest.param("Quay", "Quays open", False, id="whole words"),
        pytest.param("quay opens second", "second quay opens", False, id="in order"),
        pytest.param("…", "second quay", False, id="no words"),
        pytest.param("港口 开放", "新的港口开放了", True, id="no spaces"),
    ],
)
def test_says(one: str, other: str, expected: bool) -> None:
    assert says(one, other) is expected


LETTERS = st.sampled_from("aZéßﬁſ漢ไ가ᄀ̈́ \n.-—_½Ⅷ５\u00ad\u200b\u0301\u1161")


@given(st.text(LETTERS | st.characters(), max_size=260))
def test_the_first_words_are_found_without_the_rest(text: str) -> None:
    assert opening_words(text) == bare_words(text)[:3]

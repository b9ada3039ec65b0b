from __future__ import annotations

from typing import Any

import pytest

from feedsvc.decide.keywords import FEW, Keywords, between_blanks, folded, joins, keyword_problem


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        pytest.param("Huawei", "huawei's phones", id="case and possessive"),
        pytest.param("Huawei", "华为Huawei手机", id="beside an unspaced script"),
        pytest.param("人工智能", "中国人工智能产业", id="Chinese inside a sentence"),
        pytest.param("삼성", "삼성은 오늘", id="Korean with an ending"),
        pytest.param("5G", "The 5g, at last.", id="digit and letter"),
        pytest.param("AT&T", "Shares of at&t rose", id="punctuation inside"),
        pytest.param("C++", "written in C++.", id="punctuation at the end"),
        pytest.param(".NET", "the .net runtime", id="punctuation at the start"),
        pytest.param("electric cars", "Electric\ncars are sold", id="phrase over a line end"),
        pytest.param("électrique", "Voiture ÉLECTRIQUE", id="accents"),
        pytest.param("électrique", "voiture e\u0301lectrique", id="decomposed accents"),
        pytest.param("straße", "die STRASSE", id="sharp s"),
        pytest.param("ΟΔΟΣ", "η οδός οδος", id="final sigma"),
        pytest.param("Москва", "в Москва-сити", id="Cyrillic"),
        pytest.param("हिन्दी", "आज हिन्दी में", id="vowel signs"),
        pytest.param("ＡＩ", "AI “AI”", id="full width"),
        pytest.param("İstanbul", "istanbul limanı", id="a dotted capital"),
        pytest.param("istanbul", "İSTANBUL limanı", id="a dotted capital in the text"),
        pytest.param("قطر", "أخبار قَطَر اليوم", id="vowel signs that are seldom written"),
        pytest.param("שלום", "אמר שָׁלוֹם", id="Hebrew points"),
        pytest.param("O'Brien", "Ann O’Brien speaks", id="typographic apostrophe"),
        pytest.param("data-driven", "a data\u2011driven port", id="a hyphen that does not break"),
        pytest.param("electric cars", "electric\u00a0cars “sold”", id="a blank that does not break"),
        pytest.param("huawei", "Hua\u00adwei", id="soft hyphen"),
        pytest.param("chips", "“chips”", id="typographic quotes"),
        pytest.param(
            "chips",
            "「chips」" + "".join(map(chr, range(0x4E00, 0x4E00 + 2 * FEW))),
            id="many Chinese characters",
        ),
        pytest.param("/chips?\\b/", "Chip, it said", id="pattern, any case"),
        pytest.param("/^the (red|blue) boat/", "The red boat", id="pattern with a choice"),
    ],
)
def test_a_keyword_is_found(keyword: str, text: Any) -> None:
    assert Keywords([keyword, "unrelated"]).found(text) == {keyword}


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        pytest.param("AI", "He said so again", id="inside a word"),
        pytest.param("5G", "at 5GHz and 15G", id="inside a unit"),
        pytest.param("chip", "chips", id="plural"),
        pytest.param("caf", "café", id="before an accent"),
        pytest.param("caf\u0065", "cafe\u0301", id="before a combining accent"),
        pytest.param("हिन्द", "हिन्दी", id="before a vowel sign"),
        pytest.param("istanbul", "ıstanbul", id="another letter, without a dot"),
        pytest.param("data-driven", "data “driven”", id="no hyphen between two words"),
        pytest.param("قط", "قَطَر", id="before a letter behind a vowel sign"),
        pytest.param("AT&T", "at&ts", id="odd keyword, word goes on"),
        pytest.param("AT&T", "bat&t", id="odd keyword, word began before"),
        pytest.param("electric cars", "electric, cars", id="phrase broken by punctuation"),
        pytest.param("electric cars", "title electric \0 cars", id="phrase across title and text"),
        pytest.param("москв", "Москва", id="Cyrillic stem"),
        pytest.param("/(?-i)AI/", "ai", id="pattern that minds case"),
        pytest.param("word", "", id="empty text"),
    ],
)
def test_a_keyword_is_not_found(keyword: str, text: str) -> None:
    assert Keywords([keyword, "unrelated"]).found(text) == frozenset()


def test_overlapping_keywords_are_all_found_under_every_spelling() -> None:
    words = ["York", "New York", "new york", "New York Times"]
    assert Keywords(words).found("the New York Times") == set(words)


def test_no_keywords_find_nothing() -> None:
    assert Keywords([]).found("anything") == frozenset()


def test_more_patterns_than_one_set_holds() -> None:
    patterns = [f"/pier {n}\\b/" for n in range(120)]
    assert Keywords(patterns).found("Pier 7 and pier 119.") == {"/pier 7\\b/", "/pier 119\\b/"}


@pytest.mark.parametrize(
    ("keyword", "problem"),
    [
        pytest.param("Huawei", None, id="a word"),
        pytest.param("/", None, id="a slash is a word"),
        pytest.param("//", None, id="two slashes are a word"),
        pytest.param("/a+b/", None, id="a pattern"),
        pytest.param("/(a+)+$/", None, id="slow elsewhere, linear here"),
        pytest.param(" ", "an empty keyword", id="blank"),
        pytest.param("x" * 1001, "1001 characters", id="too long"),
        pytest.param("/(/", "no regular expression", id="broken pattern"),
        pytest.param("/(a)\\1/", "no regular expression", id="back reference"),
        pytest.param("/a*/", "matches everything", id="pattern that needs nothing"),
    ],
)
def test_unusable_keywords_are_named(keyword: Any, problem: str | None) -> None:
    found = keyword_problem(keyword)
    assert found is None if problem is None else problem in (found or "")


def test_both_ways_of_blanking_agree() -> None:
    text = "Café “noir” – 5G, Ünïcode…"
    rest = "".join(map(chr, range(0x400, 0x400 + 2 * FEW)))
    assert between_blanks(f"{text} {rest}").startswith(between_blanks(text).rstrip())


@pytest.mark.parametrize("character", ["a", "7", "_", "é", "\u0301", "\u200d", "я", "ह"])
def test_characters_that_go_on_a_word(character: str) -> None:
    assert joins(character)


@pytest.mark.parametrize("character", ["", " ", "-", "’", "\0", "人", "か", "한", "ไ"])
def test_characters_that_end_a_word(character: str) -> None:
    assert not joins(character)


def test_folding_joins_lines() -> None:
    assert folded("A\nB") == "a b"
    assert folded("É\nB") == "é b"

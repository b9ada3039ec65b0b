"""Text becomes safe lines; titles are cut where words end."""

from __future__ import annotations

import sys
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.clean.text import clean_lines, clean_text, cut_text, fold, remove_controls

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("AT&T", "AT&T", id="ampersand"),
        pytest.param("a <b> c", "a <b> c", id="angle-brackets-are-text"),
        pytest.param("&lt;", "&lt;", id="already-decoded-entity"),
        pytest.param("  two\n\tlines\u00a0here ", "two lines here", id="white-space"),
        pytest.param("nul\x00 vt\x0bff\x0c esc\x1b[31m", "nul vt ff esc[31m", id="controls"),
        pytest.param("\ud800lone\udfff", "lone", id="surrogates"),
        pytest.param("\ufeffbom\ufffe\uffff", "bom", id="non-characters"),
        pytest.param("abc\u202edef\u2066ghi", "abcdefghi", id="bidi"),
        pytest.param("👩‍👩‍👧 family", "👩‍👩‍👧 family", id="emoji-joiners-stay"),
        pytest.param("שלום עולם", "שלום עולם", id="rtl"),
        pytest.param("中文　标题", "中文 标题", id="ideographic-space"),
        pytest.param("soft\u00adhyphen", "softhyphen", id="soft-hyphen"),
        pytest.param(None, "", id="none"),
        pytest.param(" \u200b ", "", id="nothing-visible"),
    ],
)
def test_a_text_is_cleaned(raw: str | None, clean: str) -> None:
    assert clean_text(raw) == clean


@given(ANY_TEXT)
def test_any_text_becomes_one_line_that_xml_accepts(raw: str) -> None:
    clean = clean_text(raw)
    element = ElementTree.Element("t")
    element.text = clean
    assert (ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or "") == clean
    assert len(clean) <= 500
    assert clean == " ".join(clean.split())
    assert not any(unicodedata.category(c) in ("Cs", "Cc") for c in clean)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(ANY_TEXT)
def test_the_fast_way_of_folding_equals_the_slow_one(raw: str) -> None:
    assert fold(raw) == fold(f"\n{raw}\n")


def test_what_is_removed_is_what_does_not_print() -> None:
    everything = [chr(number) for number in range(sys.maxunicode + 1)]
    assert [c for c in everything if c.isprintable() and remove_controls(f"\n{c}") != f"\n{c}"] == []


@given(ANY_TEXT)
def test_lines_are_clean_lines(raw: str) -> None:
    for line in clean_lines(raw).splitlines():
        assert line
        assert line == fold(line, isolates=True)


def test_a_giant_title_is_capped() -> None:
    assert len(clean_text("word " * 20_000)) <= 500


@given(ANY_TEXT, st.integers(2, 120))
def test_a_cut_text_is_never_longer_than_asked(raw: str, limit: int) -> None:
    text = fold(raw)
    cut = cut_text(text, limit)
    assert len(cut) <= limit
    assert cut == text or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three four", 10, "one two…"),
        ("one two, three", 10, "one two…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("人工智能芯片的新时代开始了", 6, "人工智能芯…"),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, limit: int, cut: str) -> None:
    assert cut_text(text, limit) == cut

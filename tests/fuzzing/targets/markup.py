"""Markup of strangers: harmless as a browser reads it, also when it is cleaned again, and text without tags."""

from __future__ import annotations

from feedsvc.clean.html import clean_html, content_and_text, markup_to_text, text_to_html
from feedsvc.clean.names import clean_names
from feedsvc.clean.people import split_people
from feedsvc.clean.plain import as_markup, plain_to_html
from feedsvc.clean.references import decode_entities
from feedsvc.clean.sentences import first_sentence
from feedsvc.clean.teaser import cut_off
from feedsvc.clean.text import clean_text, cut_text, fold
from feedsvc.clean.wording import html_to_text
from tests.fuzzing.laws import harmless, one_by_one_legal
from tests.fuzzing.targets.texts import text_of

BASE = "https://harbour.example/news/"


def markup(data: bytes) -> None:
    """Clean the bytes as markup, and as lines of text."""
    raw = text_of(data)
    content, text = content_and_text(raw, BASE)
    harmless(content)
    harmless(clean_html(content, BASE))
    assert one_by_one_legal(text)
    for made in (text_to_html([raw]), clean_html(plain_to_html(raw), BASE), clean_html(as_markup(raw), BASE)):
        harmless(made)
    assert one_by_one_legal(markup_to_text(raw))
    assert one_by_one_legal(html_to_text(content))
    lines(raw)


def lines(raw: str) -> None:
    """A line is short, legal, and cleaned once."""
    for line in (clean_text(raw, 80), fold(raw), clean_text(decode_entities(raw), 80)):
        assert "\n" not in line
        assert one_by_one_legal(line)
        assert fold(line) == line
    assert len(clean_text(raw, 80)) <= 80
    assert all(name == name.strip() != "" for name in clean_names([raw]))
    split_people(raw)
    cut_off(raw)
    first_sentence(cut_text(fold(raw), 60))

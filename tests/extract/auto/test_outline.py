"""What the outline of a page says of its elements: their words, and which texts have places of their own."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto import walk
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.tagnames import MAX_KNOWN


def outlined(body: str) -> Outline:
    return walk.outline(LexborHTMLParser(f"<html><body>{body}</body></html>"))


def said(body: str) -> list[tuple[str, str]]:
    """Tags and own words of what stands in the body."""
    out = outlined(body)
    return list(zip(out.tags, out.texts, strict=True))[1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p> The  quay\nopens </p>", [("p", "The quay opens")]),
        (
            "<p>The <b>long</b> quay <i>opens</i> today</p>",
            [("p", "The quay today"), ("b", "long"), ("i", "opens")],
        ),
        ("<p>\n <b>long</b>\n </p>", [("p", ""), ("b", "long")]),
        ("<p>&nbsp;<b>long</b>&nbsp;</p>", [("p", ""), ("b", "long")]),
        ("<p>The<script>1</script><!-- 2 --> quay</p>", [("p", "The quay")]),
        (
            "<p>The quay <a href=/q>opens</a> and <a href=/f>ferries</a> leave</p>",
            [
                ("p", ""),
                ("-text", "The quay"),
                ("a", "opens"),
                ("-text", "and"),
                ("a", "ferries"),
                ("-text", "leave"),
            ],
        ),
        ("<p>The quay <a href=/q>opens</a></p>", [("p", "The quay"), ("a", "opens")]),
    ],
    ids=["folded", "around others", "blank", "unbroken blanks", "unseen", "among links", "before a link"],
)
def test_texts_stand_with_their_element_or_alone_among_links(
    body: str, expected: list[tuple[str, str]]
) -> None:
    assert said(body) == expected


def test_an_element_says_what_follows_the_last_one_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_ELEMENTS", 3)
    assert said("<p>The <b>long</b> quay <i>opens</i> today</p>") == [("p", "The quay today"), ("b", "long")]


@pytest.mark.parametrize("more", ["", " x" * MAX_KNOWN], ids=["short", "long"])
def test_classes_say_the_same_on_every_page(more: str) -> None:
    body = f'<p class="entryDate day-7{more}">1 March 2026</p>'
    first, second = outlined(body), outlined(body)
    assert (first.tokens, first.steps) == (second.tokens, second.steps)
    assert {"entry", "date", "day"} <= first.tokens[1]

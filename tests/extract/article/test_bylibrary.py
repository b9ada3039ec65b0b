"""What opens an article: a byline is no part of its text, a sentence that begins like one is."""

from __future__ import annotations

import pytest

from feedsvc.extract.article.bylibrary import known_article

BODY = "<p>The boats sail every hour from the old quay, and nobody has to wait for the tide any more.</p>" * 4


@pytest.mark.parametrize(
    ("first", "stays"),
    [
        ("By Ann Lee", False),
        ("Von Ann Lee und Bo Wu", False),
        ("By the harbour a new light was lit on Monday night.", True),
        ("Von Montag an fährt die Fähre wieder.", True),
        ("Por fin abre el muelle, dicen todos.", True),
    ],
)
def test_a_byline_is_left_out_and_a_sentence_is_not(first: str, stays: bool) -> None:
    page = f"<html><body><article><h1>Ferry returns</h1><p>{first}</p>{BODY}</article></body></html>"
    assert (first in known_article(page)) is stays

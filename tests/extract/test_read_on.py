"""A page's ways to read on, in any language: no title, no part of a summary, no story of their own."""

from __future__ import annotations

import pytest

from tests.clean.test_phrases import PHRASES
from tests.extract.strategies import extract

TITLES = ["Second quay opens after years", "Night ferries return to isles", "Orchards test their drones"]
LEAD = "The harbour has waited for this since the great storm of the last century"


def page(end: str, link: str) -> str:
    """A list of stories whose teasers end so, each with a link of these words."""
    return "".join(
        f"<article><h2><a href='/n/{n}'>{title}</a></h2><time>2026-03-0{n + 1}</time>"
        f"<p>{LEAD}{end}</p><a class=go href='/n/{n}#rest'>{link}</a></article>"
        for n, title in enumerate(TITLES)
    )


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_list_s_stories_have_titles_and_summaries_without_a_way_to_read_on(phrase: str) -> None:
    found = extract("auto", page(f"… {phrase}", f"{phrase} »")).stories
    assert [story.title for story in found] == TITLES
    assert {story.summary for story in found} == {f"{LEAD}…"}


@pytest.mark.parametrize(
    ("end", "summary"),
    [
        pytest.param(". Read more about the quay", f"{LEAD}.", id="words behind a phrase"),
        pytest.param(" Read more about the quay", LEAD, id="a phrase with a capital"),
        pytest.param(" read more", LEAD, id="a phrase that ends the text"),
        pytest.param(" to read more of it.", f"{LEAD} to read more of it.", id="a sentence"),
        pytest.param(", und alle sollen mehr lesen.", f"{LEAD}, und alle sollen mehr lesen.", id="German"),
        pytest.param(". The full story emerged.", f"{LEAD}. The full story emerged.", id="a full story"),
    ],
)
def test_a_summary_loses_what_leads_on_and_keeps_its_sentences(end: str, summary: str) -> None:
    assert {story.summary for story in extract("auto", page(end, "Read more")).stories} == {summary}

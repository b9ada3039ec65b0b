"""A box to subscribe among the stories of a list is none of them."""

from __future__ import annotations

from tests.extract.strategies import extract

TITLES = [
    "Second quay opens after years",
    "Night ferries return",
    "Old mint becomes a library",
    "Fish market moves",
]
CARD = '<li><h3><a href="/{n}">{title}</a></h3><time>2026-03-0{d}</time></li>'
CARDS = [CARD.format(n=n, d=9 - n, title=title) for n, title in enumerate(TITLES)]
BOX = '<li><h3>Get our letter every week</h3><p>All news by mail.</p><a href="/letter">Sign up now</a></li>'


def titles_of(*cards: str) -> list[str | None]:
    return [story.title for story in extract("auto", f"<ul>{''.join(cards)}</ul>").stories]


def test_the_only_block_without_a_day_whose_title_leads_nowhere_is_a_box() -> None:
    assert titles_of(*CARDS[:2], BOX, *CARDS[2:]) == TITLES


def test_a_story_without_a_day_stays() -> None:
    undated = '<li><h3><a href="/9">Orchards test drones against frost</a></h3><p>Words.</p></li>'
    assert len(titles_of(*CARDS[:2], undated, *CARDS[2:])) == len(TITLES) + 1


def test_where_several_have_no_day_they_are_stories() -> None:
    assert len(titles_of(*CARDS, BOX, BOX.replace("letter", "paper"))) == len(TITLES) + 2


def test_a_story_without_a_day_that_leads_to_more_of_it_stays() -> None:
    undated = '<li><h3>Orchards test drones against frost</h3><p>Words.</p><a href="/9">Read more</a></li>'
    assert len(titles_of(*CARDS[:2], undated, *CARDS[2:])) == len(TITLES) + 1

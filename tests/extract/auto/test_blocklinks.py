"""Which link of a card is its story's, where the heading leads nowhere and several say what to do."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

TITLES = ("Repairs to the north quay", "Lanterns for the old pier", "Dredging of the basin")
STORY, OTHER = "/n/{}", "/other/{}"


def chosen(*links: tuple[str, str], heading: str = "{}") -> list[str]:
    """Where the cards with these links under their headings lead."""
    shown = " ".join(f'<a href="{href}">{words}</a>' for words, href in links)
    cards = "".join(
        f'<div class="card"><h3>{heading.format(title)}</h3><p>1{n} March 2026</p>{shown.format(n, n)}</div>'
        for n, title in enumerate(TITLES)
    )
    return [story.link or "" for story in extract("auto", f"<body><main>{cards}</main></body>").stories]


@pytest.mark.parametrize(
    "links",
    [
        pytest.param((("View details", STORY), ("Apply", OTHER)), id="before what to do"),
        pytest.param((("Transport", OTHER), ("Read more", STORY)), id="behind a label"),
        pytest.param((("Ansehen", STORY), ("Bewerben", OTHER)), id="German"),
        pytest.param((("查看", STORY), ("报名", OTHER)), id="Chinese"),
        pytest.param((("Agenda", STORY), ("Join online", OTHER)), id="a paper that stands first"),
        pytest.param((("Share", OTHER), ("Transport", STORY)), id="nothing that leads on"),
        pytest.param((("Transport", STORY), ("Agenda", OTHER)), id="a paper that stands behind"),
        pytest.param((("Tickets", STORY), ("More", "https://hall.example/")), id="a way to another site"),
        pytest.param((("Plan of the works in detail", STORY), ("Read more", OTHER)), id="words that tell"),
    ],
)
def test_below_a_heading_the_way_to_read_on_is_the_storys(links: tuple[tuple[str, str], ...]) -> None:
    assert chosen(*links) == [STORY.format(n) for n in range(3)]


def test_a_heading_that_leads_somewhere_needs_no_way_to_read_on() -> None:
    linked = '<a href="/n?{0}">{0}</a>'
    assert chosen(("Read more", OTHER), ("Apply", OTHER), heading=linked) == [f"/n?{t}" for t in TITLES]

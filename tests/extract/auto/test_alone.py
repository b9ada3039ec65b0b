"""Lists in which nothing leads anywhere, which are stories only where the page shows no others."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract, refusal

NAMES = ("Lamps of the long quay", "Harbour choir in the customs house", "The ferrymen's last dance")


def listed(row: str) -> str:
    """Rows of three evenings, the newest first."""
    days = zip((27, 20, 13), NAMES, strict=True)
    rows = [row.replace("{day}", str(day)).replace("{name}", name) for day, name in days]
    return f"<main><h1>Evenings</h1>{''.join(rows)}</main>"


@pytest.mark.parametrize(
    "row",
    [
        "<li><span>{day} November 2026</span> <strong>{name}</strong> <span>Mill Hall, eight o'clock</span></li>",
        "<p><b>{day}/11/2026</b> – {name}</p>",
        "<li>{day} November 2026: {name}</li>",
        "<dt>November {day}, 2026</dt><dd>{name}</dd>",
        "<div><div class=when>2026-11-{day}</div><div class=what>{name}</div><div>with a band</div></div>",
    ],
    ids=[
        "a day and what stands out",
        "a day before the words",
        "both in one text",
        "a list of terms",
        "boxes",
    ],
)
def test_rows_with_a_day_and_a_name_are_told(row: str) -> None:
    found = extract("auto", listed(row)).stories
    assert [(story.title, story.link) for story in found] == [(name, None) for name in NAMES]
    assert all(story.published for story in found)


@pytest.mark.parametrize(
    "row",
    [
        "<p>The harbour master said on {day} November 2026 that {name} would be shown to everybody.</p>",
        "<li><b>{day} November 2026</b> Closed all day for everyone</li>",
        "<tr><td>{day} November 2026</td><td>14.20</td><td>15.75</td></tr>",
        "<p><b>{day} November 2026</b> The harbour master said to all who had come that it would be shown. "
        "He then went home, and {name} was seen by few. It is to be shown again to those who missed it then.</p>",
    ],
    ids=["days in running text", "one name again and again", "numbers", "texts"],
)
def test_what_only_bears_days_is_no_list(row: str) -> None:
    assert "no repeated blocks look like stories" in refusal("auto", listed(row))


def test_beside_stories_with_links_they_are_none() -> None:
    news = "".join(
        f'<article><h2><a href="/n/{n}">{name} is over</a></h2><p>{n} October 2026</p></article>'
        for n, name in enumerate(NAMES, 1)
    )
    page = listed("<li><span>{day} November 2026</span> <strong>{name}</strong></li>") + news
    assert [story.link for story in extract("auto", page).stories] == ["/n/1", "/n/2", "/n/3"]


def test_a_card_that_a_script_opens_is_called_by_its_first_part() -> None:
    card = """<li><a href="javascript:fn_view('{day}');"><p class=tit>{name}</p><span>Writer : Harbour office</span>
        <span>Written : 2026-11-{day}</span></a></li>"""
    found = extract("auto", listed(card)).stories
    assert [(story.title, story.published) for story in found] == [
        (name, f"2026-11-{day}") for day, name in zip((27, 20, 13), NAMES, strict=True)
    ]

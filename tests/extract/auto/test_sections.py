"""Sections of an undated front page, each in a box of its own kind: those headed alike are read together."""

from __future__ import annotations

from tests.extract.strategies import extract

TOWN = [
    "Second quay opens after three years",
    "Night ferries return to the islands",
    "Old mint becomes a library",
]
SPORT = [
    "Rowers win the cup at the last bend",
    "Why the harbour run was put off",
    "Chess in the old boat house",
]
LATER = [
    "Orchards test drones against frost",
    "A guide to the new timetable",
    "What to see from the long bridge",
]


def section(
    kind: str, titles: list[str], card: str = '<h3><a href="/{kind}/{n}">{title}</a></h3><p>{text}</p>'
) -> str:
    text = "The town had waited for it since the great storm of the other spring."
    told = [card.format(kind=kind, n=n, title=title, text=text) for n, title in enumerate(titles)]
    return f'<div class="{kind}">' + "".join(f'<div class="card">{one}</div>' for one in told) + "</div>"


def titles_of(body: str) -> list[str | None]:
    return [story.title for story in extract("auto", f'<div class="page">{body}</div>').stories]


def test_sections_headed_alike_are_read_together() -> None:
    boxes = section("town", TOWN) + section("sport", SPORT) + section("guide", LATER)
    assert titles_of(boxes) == [*TOWN, *SPORT, *LATER]


def test_what_is_headed_otherwise_or_leads_from_elsewhere_stands_apart() -> None:
    others = section("help", LATER, '<h4><a href="/{kind}/{n}">{title}</a></h4>')
    plain = section("links", SPORT, '<a href="/{kind}/{n}">{title}</a>')
    below = section("more", SPORT, '<h3>{title}</h3><a href="/{kind}/{n}">All of it</a>')
    assert titles_of(section("town", TOWN) + others + plain) == TOWN
    assert titles_of(section("town", TOWN) + below) == TOWN


def test_what_stands_aside_or_is_read_most_goes_with_no_section() -> None:
    aside = f"<aside>{section('sport', SPORT)}</aside>"
    popular = f"<div><h2>Most read</h2>{section('sport', SPORT)}</div>"
    assert titles_of(section("town", TOWN) + aside) == TOWN
    assert titles_of(section("town", TOWN) + popular) == TOWN


def test_a_list_whose_days_stand_in_its_headlines_is_read_alone() -> None:
    days = [f"{title} - 0{n + 1}.03.2026" for n, title in enumerate(TOWN)]
    assert titles_of(section("town", days) + section("sport", SPORT)) == days


ROWS = "".join(
    f'<li><h3><a href="/n/{n}">{t}</a></h3><time>2026-03-0{3 - n}</time></li>' for n, t in enumerate(TOWN)
)


def test_a_short_headline_with_a_picture_may_lead_the_page() -> None:
    lead = '<div class="hero">{}<h2><a href="/lead">Open day</a></h2><time>2026-03-04</time></div>'
    picture = '<a href="/lead"><img src="/lead.jpg" alt=""></a>'
    assert titles_of(f"{lead.format(picture)}<ul>{ROWS}</ul>") == ["Open day", *TOWN]
    assert titles_of(f"<ul>{ROWS}</ul>{lead.format(picture)}") == TOWN
    assert titles_of(f"{lead.format('')}<ul>{ROWS}</ul>") == TOWN

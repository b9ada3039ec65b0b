"""What leads an undated page, told before its list in a way of its own, and what a front tells beside its list."""

from __future__ import annotations

import re

import pytest

from feedsvc.extract.auto.addresses import folder_of
from tests.extract.helpers import make_page
from tests.extract.strategies import extract

LIST = [
    ("town", "Second quay opens after three years"),
    ("sport", "Rowers win the cup at the last bend"),
    ("town", "Night ferries return to the islands"),
    ("arts", "Old mint becomes a public library"),
]
FIRST = "Storm tears the long bridge from its piers"
SECOND = "What the harbour pilots saw that night"


def address(section: str, title: str) -> str:
    return f"/{section}/{'-'.join(title.lower().split())}-17.html"


def listed(dates: str = "") -> str:
    cards = [f'<li><h3><a href="{address(*one)}">{one[1]}</a></h3>{dates}</li>' for one in LIST]
    return f"<ul>{''.join(cards)}</ul>"


def titles_of(body: str) -> list[str | None]:
    return [story.title for story in extract("auto", f"<main>{body}</main>").stories]


TITLES = [title for _, title in LIST]
LINKED = f'<article><h2><a href="{address("town", FIRST)}">{FIRST}</a></h2><p>It took an hour.</p></article>'
AROUND = (
    f'<a href="{address("town", FIRST)}"><div><img src="/1.jpg"><header><h2>{FIRST}</h2></header></div></a>'
)
PAIR = f'<div><h2><a href="{address("arts", SECOND)}">{SECOND}</a></h2></div>'
RELATED = f'<article>{LINKED}<h5><a href="{address("town", SECOND)}">{SECOND}</a></h5></article>'
SLIDES = "".join(
    f'<p class="slide"><a href="{address("town", title)}"><img src="/1.jpg"><span>{title}</span></a></p>'
    for title in (FIRST, SECOND, "A map of the bridge as it stood in spring")
)


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        pytest.param(LINKED, [FIRST], id="a linked heading"),
        pytest.param(AROUND, [FIRST], id="a link around a card"),
        pytest.param(f"<div>{LINKED}{PAIR}</div>", [FIRST, SECOND], id="two side by side"),
        pytest.param(RELATED, [FIRST], id="with smaller ones of it below"),
    ],
)
def test_what_leads_the_page_is_its_first_story(lead: str, told: list[str]) -> None:
    assert titles_of(lead + listed()) == told + TITLES


@pytest.mark.parametrize(
    "other",
    [
        pytest.param('<h2><a href="/town/">All news of the town and its quays</a></h2>', id="a section"),
        pytest.param('<h2><a href="/subscribe.html">Read all we write for a year</a></h2>', id="an offer"),
        pytest.param(LINKED.replace("/town/", "/shop/books/"), id="told elsewhere"),
        pytest.param(LINKED.replace('"/town', '"https://other.example/town'), id="of another site"),
        pytest.param(LINKED.replace("h2>", "h5>"), id="smaller than the others"),
        pytest.param(f"<aside>{LINKED}</aside>", id="aside"),
    ],
)
def test_what_stands_before_the_list_and_is_told_elsewhere_is_none(other: str) -> None:
    assert titles_of(other + listed()) == TITLES


def test_what_stands_alone_behind_the_list_leads_nothing() -> None:
    assert titles_of(listed() + LINKED) == TITLES


def test_what_leads_a_list_of_one_section_is_of_that_section() -> None:
    body = LINKED.replace("/town/", "/ads/") + listed().replace("/sport/", "/town/").replace(
        "/arts/", "/town/"
    )
    assert titles_of(body) == TITLES


def test_two_dated_stories_lead_a_dated_list_side_by_side() -> None:
    day = "<time>3 March 2026</time>"
    first, second = LINKED.replace("</article>", f"{day}</article>"), PAIR.replace("</div>", f"{day}</div>")
    assert titles_of(f"<div>{first}{second}</div>{listed(day)}") == [FIRST, SECOND, *TITLES]


def test_pictures_in_turn_before_a_list_are_read_with_it() -> None:
    page = f"<body><div>{SLIDES}</div>{listed()}</body>"
    found = [story.title for story in extract("auto", page).stories]
    assert found == [FIRST, SECOND, "A map of the bridge as it stood in spring", *TITLES]


def test_pictures_that_lead_elsewhere_stand_apart() -> None:
    page = f"<body><div>{SLIDES.replace('/town/', '/gallery/2026/')}</div>{listed()}</body>"
    assert [story.title for story in extract("auto", page).stories] == TITLES


BIG = '<div class="top"><a href="{at}"><img src="/1.jpg"></a><a class="title" href="{at}">{title}</a><p>At night.</p></div>'


def section(leads: list[str], rest: list[str], place: str = "/town/") -> str:
    top = "".join(
        BIG.format(at=address("town", title).replace("/town/", place), title=title) for title in leads
    )
    rows = "".join(f'<li><a href="{address("town", title)}">{title}</a></li>' for title in rest)
    return f"<div><b>Town</b>{top}<ul>{rows}</ul></div>"


def found(body: str) -> list[str | None]:
    return [story.title for story in extract("auto", f"<body><div>{body}</div></body>").stories]


def test_what_leads_each_section_is_read_with_its_rows() -> None:
    leads = [FIRST, SECOND, "A map of the bridge as it stood in spring"]
    boxes = [section([lead], [f"{title} {n}" for title in TITLES]) for n, lead in enumerate(leads)]
    assert found("".join(boxes))[::5] == leads


def test_what_leads_each_section_elsewhere_stands_apart() -> None:
    leads = [FIRST, SECOND, "A map of the bridge as it stood in spring"]
    boxes = [
        section([lead], [f"{title} {n}" for title in TITLES], "/gallery/3/") for n, lead in enumerate(leads)
    ]
    assert found("".join(boxes)) == [f"{title} {n}" for n in range(3) for title in TITLES]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param("xl-large-promo", [FIRST], id="a story by its size"),
        pytest.param("promo", [], id="an advertisement"),
        pytest.param("house-promo", [], id="what the house praises"),
    ],
)
def test_a_promo_of_a_size_is_a_story(kind: str, told: list[str]) -> None:
    lead = LINKED.replace("<article>", f'<article class="{kind}">').replace(
        "<h2>", f'<h2 class="{kind}-headline">'
    )
    assert titles_of(lead + listed()) == told + TITLES


ROWS = "".join(
    f'<li><a href="{address("town", title)}">{title}</a></li>'
    for title in ("Anglers count the eels of the mill race", FIRST, SECOND)
)
FRONT, WITHIN = "https://news.example/", "https://news.example/town/"


def read_at(url: str, body: str) -> list[str | None]:
    page = make_page(f"<body><div>{body}</div></body>", url=url)
    return [story.title for story in extract("auto", page).stories]


def test_a_list_behind_the_other_is_read_on_the_first_page_of_a_site_alone() -> None:
    body = f"<div>{listed()}</div><ol>{ROWS}</ol>"
    assert read_at(FRONT, body)[len(TITLES) :] == ["Anglers count the eels of the mill race", FIRST, SECOND]
    assert read_at(WITHIN, body) == TITLES


def test_a_list_that_leads_elsewhere_stands_apart_on_a_first_page_too() -> None:
    body = f"<div>{listed()}</div><ol>{ROWS.replace('/town/', '/help/pages/')}</ol>"
    assert read_at(FRONT, body) == TITLES


def test_a_card_without_a_heading_leads_the_first_page_of_a_site_alone() -> None:
    body = f'<div><a href="{address("town", FIRST)}"><img src="/1.jpg"><b>{FIRST}</b></a></div>{listed()}'
    assert read_at(FRONT, body) == [FIRST, *TITLES]
    assert read_at(WITHIN, body) == TITLES


@pytest.mark.parametrize(
    ("href", "told"),
    [
        pytest.param(address("town", FIRST), [FIRST], id="a story"),
        pytest.param("/about-us.html", [], id="a welcome"),
    ],
)
def test_what_leads_by_a_button_is_read_where_it_leads_to_a_story(href: str, told: list[str]) -> None:
    lead = f'<div><h2>{FIRST}</h2><p>It took an hour.</p><a href="{href}">Read more</a></div>'
    assert titles_of(lead + listed()) == told + TITLES


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://paper.example", ""),
        ("https://paper.example/?ref=1", ""),
        ("https://paper.example/pt-BR/", ""),
        ("https://paper.example/index.html", ""),
        ("https://paper.example/town/", "town"),
        ("https://paper.example/town?page=2", "town"),
        ("https://paper.example/town/index.html", "index.html"),
    ],
)
def test_a_page_is_of_the_last_name_in_its_address(url: str, folder: str) -> None:
    assert folder_of(url) == folder


def test_a_second_list_of_the_folder_is_read_on_its_page() -> None:
    body = f"<div>{listed()}</div><ol>{ROWS}</ol>".replace("/sport/", "/town/").replace("/arts/", "/town/")
    assert read_at("https://news.example/town", body)[len(TITLES) :] != []
    assert read_at("https://news.example/boats", body) == TITLES
    told, opening, rows = body.partition("<ol>")
    elsewhere = told + opening + rows.replace("/town/", "/ports/")
    assert read_at("https://news.example/town", elsewhere) == TITLES


@pytest.mark.parametrize(
    ("url", "more"),
    [
        pytest.param("https://news.example/town", [], id="on the page of the folder"),
        pytest.param(
            WITHIN.replace("town", "today"), ["Anglers count the eels of the mill race"], id="elsewhere"
        ),
    ],
)
def test_plain_links_to_other_folders_stand_beside_the_stories_of_one(url: str, more: list[str]) -> None:
    day = "<time>3 March 2026</time>"
    told = listed(day).replace("/sport/", "/town/").replace("/arts/", "/town/")
    latest = ROWS.replace("/town/", "/ports/").replace("</a>", f"</a> {day}")
    assert read_at(url, f"<div>{told}</div><ol>{latest}</ol>")[len(TITLES) :][:1] == more


SOLD = ["Mug with the old lighthouse", "Calendar of the long quay", "Book of the harbour pilots"]


def linked_rows(titles: list[str], place: str) -> str:
    rows = "".join(f'<li><a href="{address("town", t)}">{t}</a></li>' for t in titles)
    return f"<ol>{rows.replace('/town/', place)}</ol>"


@pytest.mark.parametrize("place", ["/shop/", "/topics/", "/"])
def test_titles_in_other_folders_than_the_stories_are_told_elsewhere(place: str) -> None:
    assert read_at(FRONT, f"<div>{listed()}</div>{linked_rows(SOLD, place)}") == TITLES
    line = f'<div><a href="{place}how-we-work-with-advertisers">How we work with advertisers</a></div>'
    assert read_at(FRONT, line + listed()) == TITLES


@pytest.mark.parametrize("number", ["", "-48211"])
def test_right_below_the_root_a_number_tells_stories_from_pages(number: str) -> None:
    def at_root(markup: str) -> str:
        return re.sub(r"/(?:town|sport|arts)/([a-z-]+)-17\.html", rf"/\1{number}", markup)

    lead = '<h2><a href="/become-a-member-of-the-pier">Become a member of the pier</a></h2>'
    assert read_at(FRONT, at_root(lead + listed())) == TITLES
    assert read_at(FRONT, at_root(LINKED + listed())) == ([FIRST, *TITLES] if number else TITLES)


def test_one_address_of_another_kind_keeps_no_list_away() -> None:
    rows = linked_rows([*SOLD, FIRST], "/town/").replace("/town/mug", "https://shop.example/mug")
    assert read_at(FRONT, f"<div>{listed()}</div>{rows}")[len(TITLES) :] == [*SOLD, FIRST]


def test_plain_links_of_another_form_are_no_other_section() -> None:
    day = "<time>3 March 2026</time>"
    told = listed(day).replace("/sport/", "/town/").replace("/arts/", "/town/")
    older = ROWS.replace("/town/", "/2025/").replace("</a>", f"</a> {day}")
    found = read_at("https://news.example/town", f"<div>{told}</div><ol>{older}</ol>")
    assert found[len(TITLES) :][:1] == ["Anglers count the eels of the mill race"]

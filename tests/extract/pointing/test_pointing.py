"""What is pressed in one story means the same in every other one."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import node_text
from feedsvc.extract.pointing.fieldplaces import places
from feedsvc.extract.pointing.point import point
from tests.extract.helpers import make_page
from tests.extract.strategies import extract

NEWS = (
    ("Second quay opens", "4 March 2026", "Ann Lee", "City"),
    ("Ferry is late", "3 March 2026", "Bo Ek", "Sea"),
    ("Market moves", "1 March 2026", "Cy Oh", "Town"),
)
CARDS = (
    '<div class="card x-{n}"><a class="cover" href="/s/{n}"></a><span class="css-9z8y tag">{s}</span>'
    '<h3><a href="/n/{n}">{t}</a></h3><p class="meta"><span>{d}</span> · <b class="by">{a}</b></p>'
    '<img src="/i/{n}.jpg" alt="{t}"><p>All about story {n} in words.</p></div>'
)
ROWS = "<tr><td>{s}</td><td>{d}</td><td><a href='/n/{n}'>{t}</a></td><td>{a}</td></tr>"
NESTED = "<section><div><div><div>{s}</div><div>{t}</div></div><div><div>{d}</div><div>{a}</div></div></div></section>"
HOSTILE = "<li class='it\"em a]b' ><h4 class='ti\"tle{{}} t:1 \\'>{t}</h4><i class='d\"a> te'>{d}</i><i class=\"]]>'\">{a}</i></li>"
DEFINITIONS = "<dt><a href='/n/{n}'>{t}</a></dt><dd>{a}</dd><dd class='when'>{d}</dd>"
SIBLINGS = "<p class='day'>{d}</p><h2>{t}</h2><p>Words of story {n}.</p>"
PAIRS = "<div class='pair'><div class='left'><em>{d}</em></div><div class='right'><a href='/n/{n}'>{t}</a></div></div>"


def page_of(form: str, around: str = "{}") -> str:
    items = "".join(form.format(n=n, t=t, d=d, a=a, s=s) for n, (t, d, a, s) in enumerate(NEWS, 1))
    return f"<html><head><title>News</title></head><body>{around.format(items)}</body></html>"


def at(page: str, words: str) -> int:
    """The number of the innermost element that says these words, or shows this picture."""
    nodes = LexborHTMLParser(page).css("*")
    said = [
        n for n, node in enumerate(nodes) if node_text(node) == words or node.attributes.get("src") == words
    ]
    return said[-1]


def read(page: str, options: dict[str, Any], field: str) -> list[Any]:
    """What every story of the list gives."""
    stories = extract("selectors", page, **options).stories
    return [
        {
            "title": story.title,
            "link": story.link,
            "date": story.published,
            "author": ", ".join(story.authors) or None,
            "summary": story.summary,
            "image": story.images[0].url if story.images else None,
        }[field]
        for story in stories
    ]


TITLES, DATES, AUTHORS, SECTIONS = (list(column) for column in zip(*NEWS, strict=True))
LINKS = ["/n/1", "/n/2", "/n/3"]
TABLE = "<table><tbody>{}</tbody></table>"


@pytest.mark.parametrize(
    ("form", "around", "item", "field", "words", "rule", "expected"),
    [
        pytest.param(CARDS, "{}", "div.card", "title", TITLES[1], "h3 > a", TITLES, id="the title of a card"),
        pytest.param(CARDS, "{}", "div.card", "link", TITLES[1], "h3 > a@href", LINKS, id="its link, not the cover's"),
        pytest.param(CARDS, "{}", "div.card", "date", DATES[2], "p.meta > span", DATES, id="its date"),
        pytest.param(CARDS, "{}", "div.card", "author", AUTHORS[0], "b.by", AUTHORS, id="its author"),
        pytest.param(CARDS, "{}", "div.card", "title", SECTIONS[0], "span.tag", SECTIONS, id="a name before a made-up one"),
        pytest.param(CARDS, "{}", "div.card", "image", "/i/2.jpg", "img", ["/i/1.jpg", "/i/2.jpg", "/i/3.jpg"],
                     id="its picture"),
        pytest.param(CARDS, "{}", "div.card", "summary", "All about story 1 in words.", "p:nth-child(6)",
                     [f"All about story {n} in words." for n in (1, 2, 3)], id="a paragraph without a name"),
        pytest.param(ROWS, TABLE, "tr", "title", TITLES[0], "td > a", TITLES, id="the title of a row"),
        pytest.param(ROWS, TABLE, "tr", "date", DATES[0], "td:nth-child(2)", DATES, id="a cell by its place"),
        pytest.param(ROWS, TABLE, "tr", "author", AUTHORS[2], "td:nth-child(4)", AUTHORS, id="one cell of an author"),
        pytest.param(NESTED, "{}", "section", "title", TITLES[1], "div:nth-child(2)", TITLES,
                     id="boxes in boxes"),
        pytest.param(NESTED, "{}", "section", "date", DATES[1], {"xpath": "div[1]/div[2]/div[1]"}, DATES,
                     id="boxes in boxes, the date"),
        pytest.param(HOSTILE, "<ul>{}</ul>", "li", "title", TITLES[0], "h4", TITLES, id="hostile names, a heading"),
        pytest.param(HOSTILE, "<ul>{}</ul>", "li", "author", AUTHORS[0], "i:nth-child(3)", AUTHORS,
                     id="hostile names, by place"),
        pytest.param(DEFINITIONS, "<dl>{}</dl>", "dt", "date", DATES[0],
                     {"xpath": "following-sibling::dd[contains(concat(' ', normalize-space(@class), ' '), ' when ')][1]"},
                     DATES, id="behind its term, by name"),
        pytest.param(DEFINITIONS, "<dl>{}</dl>", "dt", "author", AUTHORS[1], {"xpath": "following-sibling::dd[1]"},
                     AUTHORS, id="behind its term, the first"),
        pytest.param(SIBLINGS, "{}", "h2", "summary", "Words of story 2.", {"xpath": "following-sibling::p[1]"},
                     [f"Words of story {n}." for n in (1, 2, 3)], id="after its heading"),
        pytest.param(SIBLINGS, "{}", "h2", "date", DATES[1],
                     {"xpath": "preceding-sibling::p[contains(concat(' ', normalize-space(@class), ' '), ' day ')][1]"},
                     DATES, id="before its heading"),
        pytest.param(PAIRS, "{}", "div.right", "date", DATES[1], {"xpath": "..//em"}, DATES, id="beside its item"),
    ],
)  # fmt: skip
def test_what_is_pressed_in_one_story_is_found_in_every_other(
    form: str, around: str, item: str, field: str, words: str, rule: Any, expected: list[str]
) -> None:
    page, options = page_of(form, around), {"item": item, "title": "*"}
    given = point(make_page(page), options, field, at(page, words))[field]
    assert given == rule
    assert read(page, options | {field: given}, field) == expected


def test_the_heading_of_a_day_dates_all_below_it() -> None:
    page = page_of("<ul><li><a href='/n/{n}'>{t}</a></li><li><a href='/m/{n}'>More of {n}</a></li></ul>")
    page = page.replace("<ul>", "<h3>5 March 2026</h3><ul>", 1)
    options = {"item": "li", "title": "a"}
    given = point(make_page(page), options, "date", at(page, "5 March 2026"))["date"]
    assert read(page, options | {"date": given}, "date") == ["5 March 2026"] * 6


def test_a_story_without_the_field_is_not_given_its_neighbours() -> None:
    page = page_of(DEFINITIONS, "<dl>{}</dl>").replace("<dd class='when'>3 March 2026</dd>", "")
    page = page.replace(" class='when'", "").replace("<dd>Bo Ek</dd>", "")
    options = {"item": "dt", "title": "a"}
    given = point(make_page(page), options, "author", at(page, AUTHORS[0]))["author"]
    assert read(page, options | {"author": given}, "author") == [AUTHORS[0], None, AUTHORS[2]]


def test_every_author_of_a_line_is_taken() -> None:
    page = page_of("<li><b>{t}</b><p class='by'><a>{a}</a> and <a>Dee</a></p><a href='/n/{n}'>more</a></li>")
    options = {"item": "li", "title": "b"}
    given = point(make_page(page), options, "author", at(page, AUTHORS[0]))["author"]
    assert given == "p.by > a"
    assert read(page, options | {"author": given}, "author")[0] == "Ann Lee, Dee"


@pytest.mark.parametrize(
    ("form", "field", "words", "value"),
    [
        pytest.param("<li><h2><a href='/n/{n}'>{t} <em>now</em></a></h2></li>", "title", "now",
                     "Ferry is late now", id="a word of the title is the whole title"),
        pytest.param("<li><b>{t}</b><time datetime='2026-03-0{n}T08:00Z'><i>lately</i></time></li>", "date", "lately",
                     "2026-03-02T08:00Z", id="the date for machines"),
        pytest.param("<li><b>{t}</b><span data-date='2026-03-0{n}'>lately</span></li>", "date", "lately",
                     "2026-03-02", id="a date in an attribute"),
        pytest.param("<li><b>{t}</b><a href='/n/{n}'><i>go</i></a></li>", "link", "go", "/n/2",
                     id="the link around what is pressed"),
    ],
)  # fmt: skip
def test_what_is_meant_is_more_than_what_is_pressed(form: str, field: str, words: str, value: str) -> None:
    page, options = page_of(form, "<ul>{}</ul>"), {"item": "li", "title": "b, h2"}
    given = point(make_page(page), options, field, at(page, words))[field]
    assert read(page, options | {field: given}, field)[1] == value


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        pytest.param("date", AUTHORS[0], "“Ann Lee” is not read as a date", id="no date"),
        pytest.param("link", DATES[0], "leads anywhere", id="no link"),
        pytest.param("image", TITLES[0], "no picture", id="no picture"),
        pytest.param("title", "Menu", "belongs to no story", id="beside the list"),
        pytest.param("rank", TITLES[0], "no field that can be pointed at", id="no field"),
    ],
)
def test_what_means_nothing_is_told_in_a_sentence(field: str, words: str, told: str) -> None:
    page = page_of(CARDS, "<nav><b>Menu</b></nav><main>{}</main>")
    with pytest.raises(UseFallback, match=told):
        point(make_page(page), {"item": "div.card", "title": "h3"}, field, at(page, words))


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_part_that_is_not_there_is_told(number: int) -> None:
    page = page_of(CARDS)
    with pytest.raises(UseFallback, match="no such part"):
        point(make_page(page), {"item": "div.card", "title": "h3"}, "title", number)


def test_places_are_those_of_what_is_read() -> None:
    page = page_of(CARDS)
    options = {
        "item": "div.card",
        "title": "h3",
        "link": "h3 a@href",
        "date": "p.meta > span",
        "image": "img",
    }
    found = places(make_page(page), options)
    assert [title for title, _ in found] == TITLES
    assert found[1][1]["date"] == at(page, DATES[1])
    assert found[2][1]["image"] == at(page, "/i/3.jpg")
    assert set(found[0][1]) == {"item", "title", "link", "date", "image"}

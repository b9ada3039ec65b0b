"""Cards of things: what else a card says and leads to is no story beside it."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

GOODS = (
    "Boots that never leak",
    "Lantern of blown glass",
    "Rope for the northern quay",
    "Kettle with a long spout",
    "Almanac of the tides",
)


def told(card: str, goods: tuple[str, ...] = GOODS) -> list[tuple[str | None, str | None]]:
    """Titles and links of such cards, each with its number and name."""
    cards = [card.replace("{n}", str(n)).replace("{name}", name) for n, name in enumerate(goods, 1)]
    found = extract("auto", f"<main><div class=shop>{''.join(cards)}</div></main>").stories
    return [(story.title, story.link) for story in found]


OWN = [(name, f"/item/{n}") for n, name in enumerate(GOODS, 1)]
STARS = (
    '<div><a href="/item/{n}?said"><img src="s.gif" alt="4.{n} of 5 stars by those who bought it"></a></div>'
)
NAMED = '<p class=ti><a href="/item/{n}">{name}</a></p>'
PICTURED = '<div class=pi><a href="/item/{n}"><img src="{n}.jpg" alt="{name}"></a></div>'


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(f"<div class=w><div class=p>{PICTURED}{NAMED}</div>{STARS}</div>", id="stars"),
        pytest.param(
            '<div class=c><a href="/item/{n}"></a><img src="{n}.jpg" alt="{name}"><div><a href="/list?action=buy_now&id={n}">'
            "Add to cart +</a><div>{name}</div><div>200 ml</div></div></div>",
            id="a cart before the name",
        ),
        pytest.param(
            f'<div class=c>{PICTURED}<h4><a href="/item/{{n}}">{{name}}</a></h4>'
            '<a href="/cart/add/{n}">Put it into the basket</a></div>',
            id="a cart behind it",
        ),
    ],
)
def test_what_a_card_does_or_counts_is_no_story(card: str) -> None:
    assert told(card) == OWN


def test_a_picture_with_the_name_cut_off_and_another_query_is_the_same_thing() -> None:
    card = """<div class=g><div class=i><a href="/show?n={n}&from=list"><img src="{n}.jpg" alt="{name}..."></a></div>
        <div class=n><a href="/show?list=4&n={n}">{name}</a></div></div>"""
    assert told(card) == [(name, f"/show?list=4&n={n}") for n, name in enumerate(GOODS, 1)]


MAKERS = ("Gull & Tern Weavers", "Old Mill Forge", "Tide Glass Works")


def test_makers_that_come_again_are_no_things() -> None:
    card = f'<td><div>{PICTURED}</div><div><a href="/item/{{n}}">{{name}}</a><br>'
    cells = [
        card.replace("{n}", str(n)).replace("{name}", name)
        + f'<a href="/maker-m{n % 3}.html">{MAKERS[n % 3]}</a></div></td>'
        for n, name in enumerate(GOODS, 1)
    ]
    found = extract("auto", f"<main><table><tr>{''.join(cells)}</tr></table></main>").stories
    assert [(story.title, story.link) for story in found] == OWN


def test_two_stories_below_one_picture_stay_two() -> None:
    box = """<td><div><a href="/n/{n}"><img src="{n}.jpg"></a></div><div><a href="/n/{n}">{name} are shown on the quay</a><br>
        <a href="/n/9{n}">What was said of {name} and its maker</a></div></td>"""
    cells = [box.replace("{n}", str(n)).replace("{name}", name) for n, name in enumerate(GOODS, 1)]
    found = extract("auto", f"<main><table><tr>{''.join(cells)}</tr></table></main>").stories
    assert len(found) == 2 * len(GOODS)


def test_meetings_of_one_name_below_their_months_stay() -> None:
    months = "".join(
        f"<section><h3>Month {n}</h3><p><a href='/m/{n}1'>Meeting of the whole harbour board</a></p>"
        f"<p><a href='/m/{n}2'>Hearing on the {name}</a></p></section>"
        for n, name in enumerate(GOODS, 1)
    )
    links = [story.link for story in extract("auto", f"<main>{months}</main>").stories]
    assert {"/m/11", "/m/12"} <= set(links)


def test_a_release_beside_the_files_of_its_version_is_still_meant() -> None:
    row = """<div class=release><div class=side><a href="/tree/v2.{n}.1">v2.{n}.1</a></div><div class=main>
        <div><a href="/releases/tag/v2.{n}.1">v2.{n}.1</a></div>
        <p><a href="/ida">ida</a> released this <relative-time datetime="2026-10-2{n}T10:00:00Z">2026-10-2{n}</relative-time></p>
        <div><h3>Fixes</h3><ul><li>The handle turns both ways again.</li></ul></div></div></div>"""
    page = "".join(row.replace("{n}", str(n)) for n in (4, 3, 2, 1))
    links = [story.link for story in extract("auto", f"<main>{page}</main>").stories]
    assert links == [f"/releases/tag/v2.{n}.1" for n in (4, 3, 2, 1)]


@pytest.mark.parametrize(
    "address",
    ["/blog/add-to-cart-buttons-{n}", "/compare/product-{n}-or-the-old-one", "/houses?mode=buy&id={n}"],
)
def test_what_tells_of_buying_leads_to_a_story(address: str) -> None:
    card = f'<article><h3><a href="{address}">{{name}}</a></h3><time>2026-03-0{{n}}</time></article>'
    assert told(card) == [(name, address.replace("{n}", str(n))) for n, name in enumerate(GOODS, 1)]

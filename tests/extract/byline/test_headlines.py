"""Headlines in several lines, and what stands beside a headline and is no part of it."""

from __future__ import annotations

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, make_page, make_settings

A, B = "Lamps for All, Says", "Maker of Lanterns"
TITLE = f"{A} {B}"
LINK = '<a href="/2026-03-04/lamps-102300001.html">'
BYLINE = "<p>By Ada Lin / Mar 04, 2026 01:06 PM / World</p>"
BODY = "<p>A lamp was lit.</p>"
PICTURE = '<img src="/lamp.jpg" alt="A lamp at night">'
TEASER = "<p>A teaser sentence that ends with a full stop.</p>"


def titles(*heads: str) -> list[str]:
    """The titles of a page's stories, which have these headlines in one block each or none."""
    blocks = (f"{head.replace('0001', f'000{n}')}{BYLINE}{BODY}" for n, head in enumerate(heads, 1))
    found = run(make_page(f"<html><body><main>{''.join(blocks)}</main></body></html>"), make_settings(), NOW)
    assert {story.text for story in found.stories} == {"A lamp was lit."}
    return [story.title for story in found.stories]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"<div>{LINK}{A}<br/>{B}</a></div>", id="a break in a link"),
        pytest.param(f"<div>{LINK}<div>{A}<br>{B}</div></a></div>", id="a break in a link's block"),
        pytest.param(f"<div>{LINK}<div>{A}</div><div>{B}</div></a></div>", id="two blocks in a link"),
        pytest.param(f"<div>{LINK}<span>{A}</span><br><span>{B}</span></a></div>", id="two spans in a link"),
        pytest.param(f"<div>{LINK}{A}</a><br>{LINK}{B}</a></div>", id="two links in a block"),
        pytest.param(f"<div>{LINK}{A}</a></div><div>{LINK}{B}</a></div>", id="two links in two blocks"),
        pytest.param(f"<p><b>{A}<br>{B}</b></p>", id="bold letters"),
        pytest.param(f"<p><b>{A} Maker of<br>Lanterns</b></p>", id="a short second line"),
        pytest.param(f"<div>{A}<br>{B}</div>", id="no mark at all"),
        pytest.param(f"<h2>{LINK}{A}<br>{B}</a></h2>", id="a break in a heading"),
        pytest.param(f"<h2>{LINK}<div>{A}</div><div>{B}</div></a></h2>", id="two blocks in a heading"),
        pytest.param(f"{LINK}<h3>{A}</h3><h3>{B}</h3></a>", id="two headings in a link"),
        pytest.param(f"<div>{LINK}{PICTURE}<div>{A}</div><div>{B}</div></a></div>", id="below its picture"),
    ],
)
def test_a_headline_in_several_lines_is_whole(head: str) -> None:
    assert titles(head) == [TITLE]
    assert titles(head, head) == [TITLE, TITLE]


@pytest.mark.parametrize("first", ["Lamps Sold by Co.", "Lamps Sold in the U.S.", "Lamps at Last!", "AI"])
def test_a_headline_may_break_behind_an_abbreviation(first: str) -> None:
    assert titles(f"<div>{LINK}{first}<br>{B}</a></div>") == [f"{first} {B}"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"{LINK}<h3>{TITLE}</h3>{TEASER}</a>", id="heading, teaser"),
        pytest.param(f"{LINK}<h3>{TITLE}</h3><p>A teaser without an end</p></a>", id="heading, open teaser"),
        pytest.param(f"{LINK}<h3>{A}<br>{B}</h3>{PICTURE}{TEASER}</a>", id="broken heading, picture, teaser"),
        pytest.param(f"{LINK}<h2>{TITLE}</h2><h4>Its subtitle in short</h4></a>", id="heading, subtitle"),
        pytest.param(f"{LINK}<h3>{TITLE}</h3><p>Photo: Stock</p></a>", id="heading, credit"),
        pytest.param(f"{LINK}<div>{A}<br>{B}</div>{TEASER}{TEASER}</a>", id="no heading, teasers"),
        pytest.param(f"{LINK}<div>{A}</div><div>{B}</div>{TEASER}</a>", id="two blocks, teaser"),
        pytest.param(f"<p>{LINK}<b>{TITLE}</b><br>A teaser without an end</a></p>", id="bold, open teaser"),
    ],
)
def test_of_a_link_around_headline_and_teaser_the_headline_is_the_title(head: str) -> None:
    assert titles(head, head) == [TITLE, TITLE]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"<div>{LINK}<div>WORLD</div><div>{A}</div><div>{B}</div></a></div>", id="capitals"),
        pytest.param(f"<div>{LINK}POLITICS &amp; LAW<br>{A}<br>{B}</a></div>", id="capitals and a break"),
        pytest.param(f"<div>{LINK}<span>World</span><br>{A}<br>{B}</a></div>", id="the byline's section"),
        pytest.param(f"<div>{LINK}<div>Exclusive</div><div>{TITLE}</div></a></div>", id="a word in a block"),
        pytest.param(f"<p><b>WORLD<br>{A}<br>{B}</b></p>", id="bold"),
        pytest.param(f"<h2>WORLD<br>{LINK}{A}<br>{B}</a></h2>", id="unlinked in the heading"),
        pytest.param(f"<h2>{LINK}WORLD<br>{A}<br>{B}</a></h2>", id="linked in the heading"),
        pytest.param(f"{LINK}<h2>WORLD</h2><p>{TITLE}</p></a>", id="a heading of its own"),
    ],
)
def test_a_label_above_a_headline_is_no_part_of_it(head: str) -> None:
    assert titles(head, head) == [TITLE, TITLE]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(
            f"<div>{LINK}{PICTURE}</a><p>{LINK}A lamp in a street</a></p></div>", id="below, linked"
        ),
        pytest.param(f"<div>{LINK}{PICTURE}<p>A lamp in a street</p></a></div>", id="in the picture's link"),
        pytest.param(f"{LINK}{PICTURE}</a><p>{LINK}A lamp in a street</a></p>", id="beside the headline"),
        pytest.param(f"{LINK}{PICTURE}</a><p>{LINK}A lamp at night</a></p>", id="its alternative text"),
        pytest.param(
            f"{LINK}<figure>{PICTURE}<figcaption>A lamp in a street</figcaption></figure></a>", id="a figure"
        ),
        pytest.param(f"{LINK}{PICTURE}</a><p>{LINK}Photo: Stock</a></p>", id="a credit"),
        pytest.param(f"{LINK}{PICTURE}</a><p>{LINK}A lamp is lit in a street.</a></p>", id="a sentence"),
    ],
)
def test_a_pictures_caption_with_the_headlines_address_is_no_part_of_it(picture: str) -> None:
    assert titles(f"<div>{picture}<div>{LINK}{A}<br>{B}</a></div></div>") == [TITLE]
    assert titles(f"<div>{picture}<div>{LINK}{TITLE}</a></div></div>") == [TITLE]


def test_a_caption_inside_the_headlines_link_is_no_part_of_it() -> None:
    picture = f"<div>{PICTURE}<p>A lamp in a street</p></div>"
    assert titles(f"{LINK}{picture}<p>{A}</p><p>{B}</p></a>") == [TITLE]
    assert titles(f"{LINK}{PICTURE}<p>A lamp at night</p><p>{A}</p><p>{B}</p></a>") == [TITLE]


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("<p>Related:</p><p><a href='/2026-01-01/x-102000001.html'>Other Lamps Sold</a></p>", id="related"),
        pytest.param(f"<p>Related:</p><p>{LINK}{TITLE}</a></p>", id="related, the same story"),
        pytest.param("<div><a href='#'>Share this lamp now</a></div>", id="nowhere"),
        pytest.param(f"<p>Related:</p><p>{LINK}An Earlier Headline of Lamps</a></p>", id="related, renamed"),
    ],
)  # fmt: skip
def test_the_last_lines_of_the_story_above_are_no_part_of_a_headline(end: str) -> None:
    second = f"<div>{LINK.replace('0001', '0002')}{A}<br>{B}</a></div>"
    assert titles(f"<h3>{LINK}Lamps</a></h3>", f"{end}{second}".replace("0001", "0002"))[1] == TITLE


def test_a_label_in_a_headlines_link_is_no_related_headline_of_the_story_above() -> None:
    related = "<p>Related:</p><p><a href='/2026-01-01/x-102000001.html'>Other Lamps</a></p>"
    head = f"{LINK}<div>ECONOMY</div><p>Lamps and people</p><h3>{TITLE}</h3></a>"
    body = f"<main><h3>Lamps</h3>{BYLINE}{BODY}{related}{head}{BYLINE}{BODY}</main>"
    found = run(make_page(body), make_settings(), NOW).stories
    assert [r.title for r in found[0].related] == ["Other Lamps"]
    assert found[1].title == TITLE


def test_a_bold_sentence_right_above_a_broken_headline_belongs_to_the_story_above() -> None:
    assert titles(f"<p><b>This story has been corrected.<br>{A}<br>{B}</b></p>") == [TITLE]


def test_a_link_to_nowhere_in_two_blocks_is_not_put_together() -> None:
    head = '<div><a href="#">Share this lamp now</a></div><div><a href="#">{}</a></div>'
    assert titles(head.format(TITLE)) == [TITLE]

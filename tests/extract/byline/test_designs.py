"""One story in designs that once lost a part of it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.base import Extractor, UseFallback
from feedsvc.extract.byline.byline import Byline
from feedsvc.extract.byline.furniture import kind_of
from feedsvc.extract.byline.linekinds import Kind
from feedsvc.extract.paging import Paged
from feedsvc.extract.pipeline import run
from feedsvc.models import ParsedStory
from tests.extract.helpers import NOW, make_page, make_settings

LINK = '<a href="/2026-03-04/lamps-102300001.html">'
HEAD = f"<h2>{LINK}Lamps for All</a></h2>"
BY = "By Ada Lin / Mar 04, 2026 01:06 PM / World"
BYLINE = f"<p>{BY}</p>"


def only_story(body: str, media_type: str = "text/html") -> ParsedStory:
    """The one story of a page, whose facts are always the same."""
    (story,) = run(make_page(body, media_type=media_type), make_settings(), NOW).stories
    assert story.authors == ("Ada Lin",)
    assert story.section == "World"
    return story


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{HEAD}{BYLINE}A lamp was lit.<br>It is on.</div>", id="text right behind a block"),
        pytest.param(
            f"<div>{LINK}<h2>Lamps for All</h2></a>{BYLINE}<p>A lamp was lit.</p><p>It is on.</p></div>",
            id="a link that ends behind the heading",
        ),
        pytest.param(
            f"{HEAD}<p><svg><title>clock</title><path/></svg>{BY}</p><p>A lamp was lit.</p><p>It is on.</p>",
            id="an icon at the head of the byline",
        ),
        pytest.param(
            f"{HEAD}<x-by><x-n>By Ada Lin</x-n> / <x-d>Mar 04, 2026 01:06 PM</x-d> / <x-s>World</x-s></x-by>"
            "<p>A lamp was lit.</p><p>It is on.</p>",
            id="slashes between the byline's blocks",
        ),
        pytest.param(f"{HEAD}{BYLINE}<nav>x</nav>A lamp was lit.<hr>It is on.", id="text behind a hidden block"),
    ],
)  # fmt: skip
def test_no_word_of_a_story_is_lost(body: str) -> None:
    story = only_story(f"<html><body>{body}</body></html>")
    assert (story.title, story.article) == ("Lamps for All", "102300001")
    assert story.text == "A lamp was lit.\nIt is on."


@pytest.mark.parametrize(
    "title", ["AI 6", "Photos: Lamps of the Year", "LAMPS FOR 300", "Lamps Sold to Co. Ltd."]
)
@pytest.mark.parametrize("head", ["<h3>{}</h3>", "<p><strong>" + LINK + "{}</a></strong></p>"])
def test_odd_headlines_are_headlines(title: str, head: str) -> None:
    assert only_story(f"{head.format(title)}{BYLINE}<p>A lamp was lit.</p>").title == title


def test_a_headline_with_a_line_break_is_one() -> None:
    kicker = '<a href="/world-live/">World</a><br>'
    head = f"<h2>{kicker}{LINK}Lamps<br>for<br>All</a></h2>"
    assert only_story(f"{head}{BYLINE}<p>A lamp was lit.</p>").title == "Lamps for All"


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        pytest.param("<span>By</span><span>Ada Lin</span>", ["Ada Lin"], id="two elements"),
        pytest.param("<b>By</b>Ada Lin and Bo Wu", ["Ada Lin", "Bo Wu"], id="By alone in an element"),
        pytest.param("BY<b>ADA LIN</b>", ["ADA LIN"], id="the name alone in an element, capitals"),
        pytest.param("<i></i><span> By</span><a href='/ada'>Ada Lin</a>", ["Ada Lin"], id="a linked name"),
        pytest.param("<span>By</span><span>李雷</span>", ["李雷"], id="a script without capitals"),
        pytest.param(
            "<div><span>By</span><span>Ada Lin</span></div>", ["Ada Lin"], id="a block of their own"
        ),
        pytest.param("<span>By</span><span>Byron Lee</span>", ["Byron Lee"], id="a name like By"),
        pytest.param("<span>Byron Lee</span>", ["Byron Lee"], id="Byron"),
        pytest.param("<span>ByteDance</span>", ["ByteDance"], id="ByteDance"),
        pytest.param("<b>By</b>water", ["Bywater"], id="a name that begins in bold letters"),
    ],
)
def test_by_in_an_element_of_its_own_is_no_part_of_the_name(names: str, authors: list[str]) -> None:
    rest = "<span>/</span><span>Mar 04, 2026 01:06 PM</span><span>/</span><span>World</span>"
    (story,) = run(make_page(f"{HEAD}<div>{names}{rest}</div><p>A lamp.</p>"), make_settings(), NOW).stories
    assert (list(story.authors), story.section, story.text) == (authors, "World", "A lamp.")


def test_by_in_an_element_of_its_own_parts_headline_and_names_in_one_line() -> None:
    byline = "<span>By</span><span>Ada Lin</span><i>/</i><i>Mar 04, 2026 01:06 PM</i><i>/</i><i>World</i>"
    assert only_story(f"<p>{LINK}Lamps for All</a>{byline}</p><p>A lamp.</p>").title == "Lamps for All"


@pytest.mark.parametrize("title", ["AI 6", "Lamps Sold to Co. Ltd.", "Lamps at Last!"])
def test_in_plain_text_a_line_nearer_to_the_byline_is_its_headline(title: str) -> None:
    assert only_story(f"Home >\n\n\n{title}\n{BY}\n\nA lamp was lit.\n", "text/plain").title == title


@pytest.mark.parametrize(
    "title", ["AI 6", "Photos: Lamps of the Year", "Lamps at Last!", "Lamps Sold to Co. Ltd."]
)
@pytest.mark.parametrize(
    "markup", ["<p>Related: {0}</p><p>{1}</p>", "<p>Related:</p><ul><li>{0}</li><li>{1}</li></ul>"]
)
def test_linked_related_headlines_are_related_whatever_they_say(title: str, markup: str) -> None:
    links = (
        f'<a href="/2026-01-01/r-10230000{n}.html">{said}</a>' for n, said in ((2, "Other Lamps"), (3, title))
    )
    story = only_story(f"{HEAD}{BYLINE}<p>A lamp was lit.</p>{markup.format(*links)}")
    assert [r.title for r in story.related] == ["Other Lamps", title]
    assert story.text == "A lamp was lit."


def test_the_next_headlines_section_label_is_no_part_of_the_story_above() -> None:
    block = "<div>World</div>{}{}<p>Lamp {} was lit.</p>"
    second = HEAD.replace("0001", "0009").replace("All", "Some")
    body = f"<main>{block.format(HEAD, BYLINE, 1)}{block.format(second, BYLINE, 2)}</main>"
    found = run(make_page(body), make_settings(), NOW).stories
    assert [story.text for story in found] == ["Lamp 1 was lit.", "Lamp 2 was lit."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Editor Bo Wu ( and editor Cy Park (", Kind.CONTACT),
        ("Editors Bo Wu (bo@example.org) and Cy Park (cy@example.org)", Kind.CONTACT),
        ("Editors Without Limits (EWL), a charity, said no.", Kind.BODY),
        ("Reporters were let in (there were twelve of them).", Kind.BODY),
        ("Credit: that is what farmers need most, he said.", Kind.BODY),
        ("Video: a new one every day, the app promises.", Kind.BODY),
        ("Source: Wind", Kind.CREDIT),
        ("The photo: a blur, nothing more.", Kind.BODY),
        ("Lamps in a row (photo: Stock)", Kind.CREDIT),
    ],
)
def test_sentences_that_begin_like_furniture_stay(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize("title", ["AI 6", "Lamps at Last!", "Lamps Sold to Lamps Co."])
def test_in_plain_text_a_second_related_headline_is_no_paragraph(title: str) -> None:
    text = f"Lamps for All\n{BY}\n\nA lamp was lit.\n\nRelated: Other Lamps\n\n{title}\n"
    story = only_story(f"Home >\n\n\n{text}", "text/plain")
    assert [r.title for r in story.related] == ["Other Lamps", title]
    assert story.text == "A lamp was lit."


TIMES = {
    "at once": "01:06 PM",
    "with seconds": "01:06:30 PM",
    "dotted": "1:06 p.m.",
    "in elements": "01:<b>06</b>&nbsp;<i>P</i>M",
    "with signs that are not shown": "01:0\u200b6\u2060 PM",
}


@pytest.mark.parametrize("time", TIMES.values(), ids=TIMES.keys())
def test_a_page_with_a_byline_is_not_refused_at_first_sight(time: str) -> None:
    page = make_page(f"{HEAD}<p>By Ada Lin / Mar 04, 2026 {time} / World</p><p>A lamp was lit.</p>")
    assert len(make_byline().extract(page).stories) == 1
    assert Byline.refusal(page, LexborHTMLParser(page.content)) == ""


@pytest.mark.parametrize("time", ["", "13:06", "morning", "page 7 of 8"])
def test_a_page_is_refused_at_first_sight_in_the_words_of_a_longer_look(time: str) -> None:
    page = make_page(f"{HEAD}<p>By Ada Lin / Mar 04, 2026 {time} / World</p><p>A lamp was lit.</p>")
    with pytest.raises(UseFallback) as refused:
        make_byline().extract(page)
    assert Byline.refusal(page, LexborHTMLParser(page.content)) == str(refused.value)


def test_plain_text_is_not_judged_by_a_tree() -> None:
    page = make_page(f"Lamps for All\n{BY}\nA lamp was lit.", media_type="text/plain")
    assert Byline.refusal(page, LexborHTMLParser("")) == ""


def make_byline() -> Extractor[Paged]:
    return Byline.make(make_settings())

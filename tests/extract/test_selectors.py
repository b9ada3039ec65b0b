"""`selectors`: CSS and XPath say where things stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import make_page, make_settings
from tests.extract.strategies import HOSTILE, extract, problems, refusal

LATER = datetime(2026, 12, 24, tzinfo=UTC)

PAGE = """<html><head><title>Post &amp; more</title></head><body>
<h3>Wednesday, 4 March 2026</h3>
<article class="story" data-id="7"><h2><a href="/q?x=1">Second <i>quay</i></a></h2><time datetime="2026-03-04T08:00Z">4
March</time><p class="by"><b>Ann Lee</b> and <b>Bo Ek</b></p><p>One.</p><p>Two.</p><img data-src="/lazy.jpg"></article>
<article class="story"><h2><a href="/f">Ferries<br>return</a></h2></article>
<a class="next" href="?page=2">more</a></body></html>"""
BASIC = {"item": "article.story", "title": "h2"}


def test_fields_stand_where_the_selectors_point() -> None:
    found = extract("selectors", PAGE, **BASIC, link="h2 a@href", date="time@datetime", author=".by b")
    first, second = found.stories
    assert (first.title, first.link, first.published) == ("Second quay", "/q?x=1", "2026-03-04T08:00Z")
    assert first.authors == ("Ann Lee", "Bo Ek")
    assert (second.title, second.link, second.published, second.authors) == ("Ferries return", "/f", None, ())
    assert found.page_title == "Post & more"


@pytest.mark.parametrize(
    ("field", "rule", "value"),
    [
        pytest.param("link", "h2 a", "/q?x=1", id="a link gives its address"),
        pytest.param("date", "time", "2026-03-04T08:00Z", id="a time gives its machine-readable date"),
        pytest.param("section", "", "Second quay 4 March Ann Lee and Bo Ek One. Two.", id="empty is the item"),
        pytest.param("link", "@data-id", "7", id="an attribute of the item itself"),
        pytest.param("link", {"select": "", "attr": "data-id"}, "7", id="the same as a table"),
        pytest.param("section", {"select": "h2", "regex": "S(.)c"}, "e", id="the first group of a regex"),
        pytest.param("section", {"select": "h2", "regex": "qu.y"}, "quay", id="the whole match of a regex"),
        pytest.param("section", {"select": "h2", "regex": "[0-9]"}, None, id="a regex that does not match"),
        pytest.param("link", {"select": "", "attr": "data-id", "template": "/s/{value}/{title}"},
                     "/s/7/Second quay", id="a template with another field"),
        pytest.param("section", {"xpath": "string(h2)"}, "Second quay", id="an XPath string"),
        pytest.param("section", {"xpath": "h2/a/@href"}, "/q?x=1", id="an XPath attribute"),
        pytest.param("section", {"xpath": "preceding::h3[1]"}, "Wednesday, 4 March 2026", id="XPath backwards"),
    ],
)  # fmt: skip
def test_a_rule_gives(field: str, rule: object, value: str | None) -> None:
    story = extract("selectors", PAGE, **BASIC, **{field: rule}).stories[0]
    given = {"link": story.link, "date": story.published, "section": story.section}[field]
    assert given == value


@pytest.mark.parametrize(
    ("rule", "markup", "value"),
    [
        pytest.param("h2 a", "<h2><a>Harbour opens</a></h2>", None, id="an anchor that lost its address"),
        pytest.param("h2 a", "<h2><a data-href='/s/1'>/s/1</a></h2>", None, id="no anchor's text is an address"),
        pytest.param("h2 a", "<h2><a>Gone</a><a href='/s/1'>Harbour</a></h2>", "/s/1", id="the next anchor has one"),
        pytest.param("h2", "<h2>Harbour opens</h2>", None, id="words"),
        pytest.param("h2", "<h2>/s/1 and more</h2>", None, id="an address among words"),
        pytest.param("h2", "<h2>/s/1</h2>", "/s/1", id="a path in text"),
        pytest.param("h2", "<h2>https://a.example/1</h2>", "https://a.example/1", id="an address in text"),
        pytest.param({"select": "h2", "template": "/s/{value}"}, "<h2>one</h2>", "/s/one", id="text for a template"),
        pytest.param({"select": "h2", "regex": "o.e"}, "<h2>No one</h2>", "one", id="text for a regex"),
        pytest.param({"select": "h2 a", "template": "/s{value}"}, "<h2><a>A</a></h2>", None, id="nothing to fill in"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["link", "image"])
def test_words_are_no_address(field: str, rule: object, markup: str, value: str | None) -> None:
    markup = markup if field == "link" else markup.replace("<a href", "<img src")
    rule = "h2 :is(a, img)" if (field, rule) == ("image", "h2 a") else rule
    page = f"<article><p>Ships no longer wait.</p>{markup}</article>"
    story = extract("selectors", page, item="article", title="p", **{field: rule}).stories[0]
    assert (story.link if field == "link" else next((i.url for i in story.images), None)) == value


def test_a_next_page_that_is_only_a_word_is_none() -> None:
    page = PAGE.replace('href="?page=2"', "")
    assert extract("selectors", page, **BASIC, next="a.next", pages=3).next_url is None


def test_the_format_that_fits_goes_with_the_date() -> None:
    date = {"xpath": "preceding::h3[1]", "regex": ", (.*)", "format": ["%d.%m.%Y", "%d %B %Y"]}
    story = extract("selectors", PAGE, **BASIC, date=date).stories[0]
    assert (story.published, story.date_format) == ("4 March 2026", "%d %B %Y")


def test_content_is_markup_and_an_image_may_load_lazily() -> None:
    story = extract("selectors", PAGE, **BASIC, content="p:not(.by)", image="img").stories[0]
    assert story.content == "One.Two."
    assert [image.url for image in story.images] == ["/lazy.jpg"]


def test_items_may_be_found_by_xpath() -> None:
    found = extract("selectors", PAGE, item={"xpath": "//article[@data-id]"}, title="h2")
    assert [story.title for story in found.stories] == ["Second quay"]


def test_further_pages_are_named_only_where_they_are_wanted() -> None:
    options = {**BASIC, "next": "a.next@href"}
    assert extract("selectors", PAGE, **options).next_url is None
    assert extract("selectors", PAGE, **options, pages=3).next_url == "?page=2"


def test_each_field_says_where_it_comes_from() -> None:
    found = extract("selectors", PAGE, **BASIC, date="time", section=".none")
    assert found.stories[0].reasons == {"title": "h2", "date": "time"}
    assert found.attempts == ("selectors: 2 stories; section '.none' matches nothing in them",)


def test_a_page_that_ends_early_loses_its_last_story() -> None:
    found = extract("selectors", PAGE[: PAGE.index("Ferries") + 3] + "<a hr", **BASIC)
    assert found.truncated
    assert [story.title for story in found.stories] == ["Second quay"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param({**BASIC, "item": ".none"}, "item '.none' matches nothing on the page", id="nothing"),
        pytest.param({**BASIC, "item": "*"}, "item '*' matches everything", id="everything"),
        pytest.param({**BASIC, "item": "body"}, "item 'body' matches everything", id="the body"),
        pytest.param({**BASIC, "item": ""}, "item '' matches everything", id="empty item"),
        pytest.param({"item": "article", "title": "h9"}, "title 'h9' matches nothing in 2 items", id="title"),
        pytest.param({"item": "article, h2, a", "title": ""}, "inside one another", id="nested items"),
        pytest.param({**BASIC, "date": {"xpath": "nope()"}}, "xpath 'nope()' failed", id="XPath that fails"),
    ],
)
def test_an_option_that_finds_nothing_is_named(options: dict[str, object], told: str) -> None:
    assert told in refusal("selectors", PAGE, **options)


def test_more_than_a_thousand_items_are_everything() -> None:
    assert "matches everything (1001 elements)" in refusal("selectors", "<p>x" * 1001, item="p", title="")


@pytest.mark.parametrize(
    ("options", "key", "told"),
    [
        pytest.param({"title": "a"}, "item", "is missing", id="no item"),
        pytest.param({"item": "p["}, "item", "is no CSS selector", id="bad item"),
        pytest.param({"item": "p"}, "title", "is missing", id="no words"),
        pytest.param({**BASIC, "title": 3}, "title", "must be 'CSS'", id="a number"),
        pytest.param({**BASIC, "titel": "x"}, "titel", "unknown", id="unknown option"),
        pytest.param({**BASIC, "link": {"selct": "a"}}, "link.selct", "unknown key", id="unknown key"),
        pytest.param({**BASIC, "link": {"attr": "href"}}, "link", "says not where", id="no place"),
        pytest.param({**BASIC, "link": {"select": "a", "xpath": "b"}}, "link.xpath", "beside", id="two places"),
        pytest.param({**BASIC, "link": {"select": "a", "regex": "("}}, "link.regex", "no regular", id="regex"),
        pytest.param({**BASIC, "link": {"select": "a", "regex": ""}}, "link.regex", "must be text", id="empty regex"),
        pytest.param({**BASIC, "link": {"select": "a", "attr": "a b"}}, "link.attr", "attribute", id="attribute"),
        pytest.param({**BASIC, "link": {"xpath": "//["}}, "link.xpath", "is no XPath", id="bad XPath"),
        pytest.param({**BASIC, "link": {"xpath": 1}}, "link.xpath", "must be text", id="XPath number"),
        pytest.param({**BASIC, "link": {"template": "{x}"}}, "link.template", "{x} is unknown", id="template"),
        pytest.param({**BASIC, "link": {"template": ""}}, "link.template", "must be text", id="empty template"),
        pytest.param({**BASIC, "link": {"select": 1}}, "link.select", "must be text", id="select number"),
        pytest.param({**BASIC, "link": {"select": "a", "format": "%d"}}, "link.format", "unknown", id="no date"),
        pytest.param({**BASIC, "date": {"select": "a", "format": "%Q"}}, "date.format", "no date format", id="format"),
        pytest.param({**BASIC, "date": {"select": "a", "format": []}}, "date.format", "must be", id="no format"),
        pytest.param({**BASIC, "pages": 0, "next": "a"}, "pages", "whole number", id="no pages"),
        pytest.param({**BASIC, "item": "p@id"}, "item", "selects elements", id="item with attribute"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_key(options: dict[str, object], key: str, told: str) -> None:
    assert told in problems("selectors", **options)[key]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("selectors", body, item="li.story", title="a")


@pytest.mark.parametrize(
    ("start", "dates", "first"),
    [
        pytest.param("", ["05/03/2026", "25/02/2026"], (3, 5), id="a day above twelve"),
        pytest.param("", ["05/03/2026", "02/03/2026"], (5, 3), id="nothing tells"),
        pytest.param('<html lang="fr">', ["05/03/2026", "02/03/2026"], (3, 5), id="French"),
        pytest.param("<html lang=en-US>", ["05/03/2026", "02/03/2026"], (5, 3), id="American"),
    ],
)
def test_all_dates_of_a_page_are_read_in_one_order(
    start: str, dates: list[str], first: tuple[int, int]
) -> None:
    page = start + "".join(f"<li><i>{d}</i> <a href=/{n}>Headline {n}</a></li>" for n, d in enumerate(dates))
    options = {"item": "li", "title": "a", "date": "i"}
    found = run(make_page(page), make_settings(extractor="selectors", timezone="UTC", options=options), LATER)
    assert found.stories[0].published == datetime(2026, *first, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        pytest.param("Fri, 20 Nov 2026 16:05:00 +0900", 7, id="offset"),
        pytest.param("Fri, 20 Nov 2026 16:05:00 JST", 7, id="Japanese"),
        pytest.param("By Ann Lee | Nov. 20, 2026 at 4:05 p.m. EST", 21, id="American, among other words"),
        pytest.param("Friday, November 20, 2026 - 16:05 EST", 21, id="American, weekday first"),
        pytest.param("20 Nov 2026 16:05 UTC+8", 8, id="hours"),
        pytest.param("Friday, 20 November 2026, 16:05 (GMT+2)", 14, id="hours in brackets"),
    ],
)
@pytest.mark.parametrize(
    ("markup", "date"),
    [
        pytest.param('<p class="d">{}</p>', ".d", id="text"),
        pytest.param('<time datetime="{}">today</time>', "time", id="time"),
        pytest.param('<time datetime="{}">today</time>', "time@datetime", id="attribute"),
    ],
)
def test_a_date_keeps_the_zone_it_carries(text: str, hour: int, markup: str, date: str) -> None:
    options = {"item": "li", "title": "a", "date": date}
    page = f'<li><a href="/1">Second quay opens</a> {markup.format(text)}</li>'
    found = run(make_page(page), make_settings(extractor="selectors", timezone="UTC", options=options), LATER)
    assert found.stories[0].published == datetime(2026, 11, 20, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["Bo Wu | Nov. 20, 2026", "Friday, Nov. 20, 2026", "By Bo Wu, 20 November 2026"]
)
def test_a_date_may_stand_among_a_few_words(text: str) -> None:
    page, options = f"<li><a>Second quay</a> <i>{text}</i></li>", {"item": "li", "title": "a", "date": "i"}
    found = run(make_page(page), make_settings(extractor="selectors", timezone="UTC", options=options), LATER)
    assert found.stories[0].published == datetime(2026, 11, 20, tzinfo=UTC)

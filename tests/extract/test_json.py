"""`json`: APIs and JSON in pages, by JMESPath."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.extract.strategies import HOSTILE, extract, problems, refusal

DATA = '{"d": {"p": [{"t": "Quay &amp; crane", "s": "q", "at": 1772607600, "by": ["Ann Lee", "Bo Ek"], "no": 7}]}}'
BASIC = {"items": "d.p", "title": "t"}


def test_values_stand_where_the_paths_point() -> None:
    link = {"path": "s", "template": "https://p.example/{value}/{guid}"}
    (story,) = extract("json", DATA, **BASIC, link=link, author="by", guid="no", date="at").stories
    assert (story.title, story.link, story.guid) == ("Quay & crane", "https://p.example/q/7", "7")
    assert story.authors == ("Ann Lee", "Bo Ek")
    assert story.published == datetime(2026, 3, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize("seconds", ["1772607600", "1772607600000", "1772607600.0"])
def test_seconds_and_milliseconds_are_moments(seconds: str) -> None:
    data = f'[{{"t": "x", "at": {seconds}}}]'
    (story,) = extract("json", data, items="@", title="t", date="at").stories
    assert story.published == datetime(2026, 3, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f'<script id="D" type="application/json">{DATA}</script>', id="alone"),
        pytest.param(f'<script id="D">window.D = {DATA};</script>', id="assigned"),
    ],
)
def test_json_in_a_script_is_read(page: str) -> None:
    assert len(extract("json", page, **BASIC, script="#D").stories) == 1


def test_a_guard_before_the_json_is_stepped_over() -> None:
    assert len(extract("json", ")]}',\n" + DATA, **BASIC).stories) == 1


@pytest.mark.parametrize(
    ("page", "options", "told"),
    [
        pytest.param(DATA, {**BASIC, "items": "d.x"}, "items 'd.x' finds nothing", id="items"),
        pytest.param(DATA, {**BASIC, "title": "x"}, "title 'x' finds nothing in 1 items", id="title"),
        pytest.param(DATA, {**BASIC, "link": "length(no)"}, "path 'length(no)' failed", id="function"),
        pytest.param("<p>" + DATA, BASIC, "the page is no JSON (give script", id="in a page"),
        pytest.param("<p>", {**BASIC, "script": "#D"}, "script '#D' matches nothing", id="no script"),
        pytest.param("<script>1</script>", {**BASIC, "script": "script"}, "is no JSON", id="no JSON in it"),
        pytest.param("[1,", {**BASIC}, "no readable JSON", id="broken"),
    ],
)
def test_what_finds_nothing_is_named(page: str, options: dict[str, object], told: str) -> None:
    assert told in refusal("json", page, **options)


@pytest.mark.parametrize(
    ("options", "key", "told"),
    [
        pytest.param({"title": "t"}, "items", "is missing", id="no items"),
        pytest.param({"items": "d.p"}, "title", "is missing", id="no words"),
        pytest.param({**BASIC, "items": "a["}, "items.path", "is no JMESPath", id="bad path"),
        pytest.param({**BASIC, "link": 3}, "link", "must be a JMESPath", id="number"),
        pytest.param({**BASIC, "link": {"regex": "x"}}, "link.path", "is missing", id="no path"),
        pytest.param(
            {**BASIC, "link": {"path": "s", "format": "%d"}}, "link.format", "unknown key", id="no date"
        ),
        pytest.param({**BASIC, "script": "a["}, "script", "is no CSS", id="bad script"),
    ],
)
def test_a_mistake_is_told_with_its_key(options: dict[str, object], key: str, told: str) -> None:
    assert told in problems("json", **options)[key]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("json", body, **BASIC)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        pytest.param("Ropes &amp; knots&hellip;", "Ropes &amp; knots…", id="entities"),
        pytest.param("a < b", "a &lt; b", id="a sign"),
        pytest.param("one<br>two", "one<br>two", id="markup"),
        pytest.param("&lt;p&gt;one&lt;/p&gt;", "<p>one</p>", id="escaped markup"),
        pytest.param("One.\n\nTwo.", "<p>One.</p><p>Two.</p>", id="paragraphs"),
    ],
)
def test_a_summary_and_a_content_are_read_as(told: str, read: str) -> None:
    body = json.dumps([{"t": "Quay", "s": told, "c": told}])
    story = extract("json", body, items="@", title="t", summary="s", content="c").stories[0]
    assert (story.summary, story.content) == (read, read)


@pytest.mark.parametrize(
    ("given", "link"),
    [
        pytest.param({}, "/node/7?a=1&b=2", id="no other"),
        pytest.param({"link": "u"}, "/read/7", id="its own"),
    ],
)
def test_a_title_s_link_is_the_story_s_where_no_other_is_given(given: dict[str, str], link: str) -> None:
    rows = [{"t": '<a class="x" href="/node/7?a=1&amp;b=2">Second <i>quay</i> opens</a>', "u": "/read/7"}]
    (story,) = extract("json", json.dumps(rows), items="@", title="t", **given).stories
    assert (story.title, story.link) == ("Second quay opens", link)


@pytest.mark.parametrize(
    "at",
    [
        pytest.param("[2026, 3, 4, 7, 5]", id="a list"),
        pytest.param('{"year": 2026, "monthValue": 3, "month": "MARCH", "dayOfMonth": 4, "hour": 7, "minute": 5}', id="Java"),
    ],
)  # fmt: skip
def test_a_date_in_parts_is_put_together(at: str) -> None:
    (story,) = extract("json", f'[{{"t": "x", "at": {at}}}]', items="@", title="t", date="at").stories
    assert story.published == "2026-03-04 07:05:00"


def test_the_zone_beside_a_date_of_php_counts() -> None:
    at = '{"date": "2026-03-04 08:00:00.000000", "timezone_type": 3, "timezone": "Europe/Berlin"}'
    (story,) = extract("json", f'[{{"t": "x", "at": {at}}}]', items="@", title="t", date="at").stories
    assert story.published == "2026-03-04 08:00:00.000000 Europe/Berlin"


@pytest.mark.parametrize("at", ["[2026, 3]", "[2026, 13, 4]", "[1, 2, 3]", '[2026, "3", 4]', "[true, 3, 4]"])
def test_other_lists_are_no_dates(at: str) -> None:
    (story,) = extract("json", f'[{{"t": "x", "at": {at}}}]', items="@", title="t", date="at").stories
    assert story.published != "2026-03-04 00:00:00"

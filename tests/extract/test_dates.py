"""Dates from the markup to the moment: what cannot be read is told, odd places are found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from tests.extract.helpers import make_page, make_settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]
NO_DATE = "1 Qershorxyz viti 20x6"


def read(body: str, extractor: str = "auto", zone: str = "UTC", **options: str) -> Extraction:
    return run(make_page(body), make_settings(extractor=extractor, timezone=zone, options=options), NOW)


def listing(dates: Sequence[str], markup: str = "<time>{}</time>") -> str:
    """A list of stories with these dates."""
    pairs = zip(TITLES, dates, strict=False)
    rows = [f'<li><a href="/{n}">{title}</a> {markup.format(d)}</li>' for n, (title, d) in enumerate(pairs)]
    return f"<ul>{''.join(rows)}</ul>"


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        pytest.param([NO_DATE] * 3, f"3 of 3 stories (as {NO_DATE!r})", id="none"),
        pytest.param([NO_DATE, "x" * 90, "2026-11-20"], f"2 of 3 stories (as {NO_DATE!r})", id="most"),
        pytest.param([NO_DATE, "", ""], f"1 of 1 stories (as {NO_DATE!r})", id="the only one"),
        pytest.param(["x" * 90] * 3, f"3 of 3 stories (as {'x' * 60!r})", id="a long text"),
    ],
)
def test_an_option_whose_dates_cannot_be_read_is_named(dates: list[str], told: str) -> None:
    page = listing(dates)
    data = json.dumps([{"t": title, "d": date} for title, date in zip(TITLES, dates, strict=True)])
    by_selectors = read(page, "selectors", item="li", title="a", date="time")
    by_json = read(data, "json", items="@", title="t", date="d")
    assert f"selectors: date 'time' matches, but cannot be read in {told}" in by_selectors.attempts
    assert f"json: date 'd' matches, but cannot be read in {told}" in by_json.attempts


def test_dates_that_were_found_without_an_option_are_told_too() -> None:
    page = listing(["20 Qershorxyz 2026"] * 3)
    told = "auto: the dates cannot be read in 3 of 3 stories (as '20 Qershorxyz 2026')"
    assert told in read(page).attempts


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param(["2026-11-20"] * 3, id="all are read"),
        pytest.param(["2026-11-20", NO_DATE, "2026-11-18"], id="most are read"),
        pytest.param(["", "", ""], id="none is there"),
    ],
)
def test_dates_that_are_read_need_no_words(dates: list[str]) -> None:
    attempts = read(listing(dates), "selectors", item="li", title="a", date="time").attempts
    assert "cannot be read" not in " ".join(attempts)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param("<span>20</span> <span>Nov</span> <span>2026</span>", id="white space between"),
        pytest.param("<span>20</span><span>Nov</span><span>2026</span>", id="no white space"),
        pytest.param("<b>Nov</b><b>20</b><b>2026</b>", id="month first"),
        pytest.param("<b>20</b><p><i>November</i><i>2026</i></p>", id="parts in parts"),
        pytest.param("<b>20</b>\n<i>Nov 2026</i>", id="month and year together"),
        pytest.param("<p>20</p><span>2026-11</span>", id="year and month in numbers"),
    ],
)
def test_a_badge_of_day_month_and_year_is_a_date(parts: str) -> None:
    page = listing([parts] * 3, '<div class="cal">{}</div>')
    by_selectors = read(page, "selectors", item="li", title="a", date=".cal")
    for found in (read(page), by_selectors):
        assert {s.published for s in found.stories} == {datetime(2026, 11, 20, tzinfo=UTC)}


def test_a_badge_in_numbers_begins_with_its_day() -> None:
    page = listing(["<p>04</p><span>2026-11</span>"] * 3, '<div class="cal">{}</div>')
    by_selectors = read(page, "selectors", item="li", title="a", date=".cal")
    for found in (read(page), by_selectors):
        assert {s.published for s in found.stories} == {datetime(2026, 11, 4, tzinfo=UTC)}


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param("<b>12</b> <span>Marketing</span>", id="a count"),
        pytest.param("<b>12</b> <span>May</span> <span>2026</span> <i>read more</i>", id="more than a date"),
    ],
)
def test_what_stands_beside_other_parts_is_no_badge(parts: str) -> None:
    found = read(listing([parts] * 3, "<div>{}</div>"))
    assert {s.published for s in found.stories} == {None}


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        pytest.param("11月20日", 19, 16, id="day"),
        pytest.param("11月20日 10:30", 20, 2, id="day and clock"),
        pytest.param("（11月20日）", 19, 16, id="in brackets"),
    ],
)
@pytest.mark.parametrize("markup", ["<span>{}</span>", "<time>{}</time>"])
def test_a_chinese_date_without_a_year_is_read(text: str, day: int, hour: int, markup: str) -> None:
    found = read(listing([text] * 3, markup), zone="Asia/Shanghai")
    moment = datetime(2026, 11, day, hour, 30 if ":" in text else 0, tzinfo=UTC)
    assert {s.published for s in found.stories} == {moment}


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        pytest.param({"date_gmt": "2026-11-21T07:00:00"}, {"date": "date_gmt"}, id="GMT"),
        pytest.param({"post_utc": "2026-11-21 07:00"}, {"date": "post_utc"}, id="UTC"),
        pytest.param({"date_gmt": "2026-11-21T08:00:00+01:00"}, {"date": "date_gmt"}, id="its own zone"),
        pytest.param({"date": "2026-11-21T15:00:00"}, {"date": "date"}, id="the source's zone"),
        pytest.param({"date_gmt": "2026-11-21T07:00:00"}, {}, id="GMT, found by itself"),
        pytest.param(
            {"date": "2026-11-21T03:00:00", "date_gmt": "2026-11-21T07:00:00"}, {}, id="GMT beside another"
        ),
    ],
)
def test_json_dates_called_gmt_or_utc_are_in_utc(fields: dict[str, str], options: dict[str, str]) -> None:
    data = json.dumps([{"title": title, "url": f"/{n}", **fields} for n, title in enumerate(TITLES)])
    named = {"items": "@", "title": "title"} | options
    found = read(data, "json", "Asia/Shanghai", **named) if options else read(data, zone="Asia/Shanghai")
    assert {s.published for s in found.stories} == {datetime(2026, 11, 21, 7, tzinfo=UTC)}


def dated(
    dates: Sequence[str], *, lang: str = "", url: str = "https://news.example/live/", **given: str
) -> Extraction:
    """What is found on a page of this language with these dates."""
    page = make_page(f"<html lang={lang or 'en'}><title>Notices</title><body>{listing(dates)}", url=url)
    return run(page, make_settings(extractor="auto", timezone="UTC", **given), NOW)


def days(found: Extraction) -> list[str]:
    return [f"{s.published:%Y-%m-%d}" if s.published else "" for s in found.stories]


@pytest.mark.parametrize(
    ("dates", "given", "order", "first"),
    [
        pytest.param(
            ["03/11/2026", "02/11/2026", "25/10/2026"], {}, "DMY", "2026-11-03", id="the dates tell"
        ),
        pytest.param(
            ["11/03/2026", "11/02/2026", "10/25/2026"], {}, "MDY", "2026-11-03", id="they tell otherwise"
        ),
        pytest.param(
            ["03/12/2026", "03/11/2026", "03/10/2026"], {}, "MDY", "2026-03-12", id="none is to come"
        ),
        pytest.param(["03/04/2026"] * 3, {"lang": "en-GB"}, "DMY", "2026-04-03", id="the page's language"),
        pytest.param(["03/04/2026"] * 3, {"lang": "en-US"}, "MDY", "2026-03-04", id="its region"),
        pytest.param(["03/04/2026"] * 3, {"url": "https://post.ie/"}, "DMY", "2026-04-03", id="its country"),
        pytest.param(
            ["11/03/2026", "11/02/2026", "10/25/2026"],
            {"date_order": "DMY"},
            "DMY",
            "2026-03-11",
            id="the file",
        ),
    ],
)
def test_day_and_month_stand_as_all_dates_together_tell(
    dates: list[str], given: dict[str, str], order: str, first: str
) -> None:
    found = dated(dates, **given)
    assert (found.date_order, days(found)[0]) == (order, first)


def test_an_order_that_only_custom_tells_is_a_doubt() -> None:
    assert "auto: which number of its dates is the month" in " ".join(dated(["03/04/2026"] * 3).attempts)
    assert dated(["03/04/2026"] * 3, lang="de").date_doubt
    assert not dated(["03/04/2026", "25/03/2026", "24/03/2026"]).date_doubt


@pytest.mark.parametrize(
    ("lang", "given", "day"),
    [
        pytest.param("cs", {}, "2025-11-28", id="Czech"),
        pytest.param("hr", {}, "2026-10-28", id="Croatian"),
        pytest.param("en", {"date_language": "hr"}, "2026-10-28", id="as the file says"),
    ],
)
def test_a_name_that_means_two_months_means_that_of_the_page(
    lang: str, given: dict[str, str], day: str
) -> None:
    found = dated(["28. listopada"] * 3, lang=lang, **given)
    assert days(found)[0] == day
    assert found.date_language == given.get("date_language", lang)


@pytest.mark.parametrize("month", ["Jan", "Feb", "Jun", "Jul", "Dec"])
def test_a_month_that_other_languages_shorten_alike_is_in_the_page_s_language(month: str) -> None:
    found = dated([f"{month} {day}, 2025" for day in (9, 8, 7)], lang="en")
    assert found.date_language == "en"


def test_a_list_over_new_year_has_falling_years() -> None:
    assert days(dated(["10 Jan", "20 Dec", "5 Oct"])) == ["2026-01-10", "2025-12-20", "2025-10-05"]


@pytest.mark.parametrize("title", ["Events", "Veranstaltungen", "What's on"])
def test_events_may_be_to_come(title: str) -> None:
    page = f"<html lang=en><title>{title}</title><body>{listing(['5 Dec', '12 Jan', '20 Feb'])}"
    found = run(make_page(page), make_settings(extractor="auto", timezone="UTC"), NOW)
    assert days(found) == ["2026-12-05", "2027-01-12", "2027-02-20"]


OFFICE = ["11.20.26", "11.19.26", "10.30.26"]


@pytest.mark.parametrize(
    "markup", ["<span class='date'>{}</span>", "<p>{}</p>", "{} -", "<p>Posted on {} by the Office</p>"]
)
@pytest.mark.parametrize(
    "dates", [OFFICE, [date.replace(".", "/") for date in OFFICE]], ids=["dots", "slashes"]
)
def test_a_short_year_may_stand_behind_month_and_day(dates: list[str], markup: str) -> None:
    found = [story.published for story in read(listing(dates, markup)).stories]
    assert [f"{day:%m.%d.%y}" for day in found if day] == OFFICE


@pytest.mark.parametrize(
    "text", ["Version 11.20.26", "Ratio 11/20/26 for all", "v11.20.26", "Filed by 11/20/26/4"]
)
def test_three_numbers_that_nothing_calls_a_day_are_none(text: str) -> None:
    assert [story.published for story in read(listing([text] * 3, "<p>{}</p>")).stories] == [None] * 3


DAYS = ["20 November 2026", "19 November 2026", "12 November 2026"]


def flat(block: str, start: str = "") -> list[str]:
    """The days of stories whose parts stand in one element, one behind the other."""
    told = [
        block.format(d=d, n=n, title=title) for n, (d, title) in enumerate(zip(DAYS, TITLES, strict=True))
    ]
    found = [s.published for s in read(f"<div id='news'>{start}{' '.join(told)}</div>").stories]
    return [f"{day.day} {day:%B %Y}" if day else "" for day in found]


@pytest.mark.parametrize("after", ["", "<p>Of which the whole town has spoken since the great storm.</p>"])
@pytest.mark.parametrize(
    "day", ["<span class='date'>{d}</span>", "<time>{d}</time>", "<em>Posted on {d}</em>"]
)
def test_a_day_before_each_heading_is_that_of_the_heading(day: str, after: str) -> None:
    assert flat(day + '<h2><a href="/{n}">{title}</a></h2>' + after) == DAYS


@pytest.mark.parametrize("day", ["<span class='date'>{d}</span>", "<time>{d}</time>"])
def test_a_day_behind_each_heading_is_that_of_the_heading(day: str) -> None:
    assert flat('<h2><a href="/{n}">{title}</a></h2>' + day) == DAYS
    assert flat('<h2><a href="/{n}">{title}</a></h2>' + day, start="<time>22 November 2026</time>") == DAYS

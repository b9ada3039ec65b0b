"""Dates of every kind become aware UTC times, or None; nothing raises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.clean.dates import parse_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Oct 29, 2020 10:29 AM", utc(2020, 10, 29, 2, 29)),
        ("Oct 29, 2020 12:00 AM", utc(2020, 10, 28, 16, 0)),
        ("Oct 29, 2020 12:01 pm", utc(2020, 10, 29, 4, 1)),
        ("October 9, 2020 1:05 p.m.", utc(2020, 10, 9, 5, 5)),
        ("Oct. 29,2020 10:29AM", utc(2020, 10, 29, 2, 29)),
        ("2026-03-04", utc(2026, 3, 3, 16)),
        ("2026-03-04T05:06:07Z", utc(2026, 3, 4, 5, 6, 7)),
        ("2026-03-04T05:06:07.999999999+08:00", utc(2026, 3, 3, 21, 6, 7)),
        ("2026-03-04 05:06 +0800", utc(2026, 3, 3, 21, 6)),
        ("2026-03-04T05:06:07+14:00", utc(2026, 3, 3, 15, 6, 7)),
        ("20260304", utc(2026, 3, 3, 16)),
        ("2026年3月4日 13:06", utc(2026, 3, 4, 5, 6)),
        ("2026/3/4 13:06", utc(2026, 3, 4, 5, 6)),
        ("Wed, 04 Mar 2026 05:06:07 GMT", utc(2026, 3, 4, 5, 6, 7)),
        ("Wed, 04 Mar 2026 05:06:07 -0000", utc(2026, 3, 4, 5, 6, 7)),
        ("4 Mar 2026 05:06 EST", utc(2026, 3, 4, 10, 6)),
        ("1772600767", utc(2026, 3, 4, 5, 6, 7)),
        ("1772600767000", utc(2026, 3, 4, 5, 6, 7)),
        ("1970-01-01T00:00:00Z", utc(1970, 1, 1)),
        ("Published: Mar 4, 2026 1:06 PM", utc(2026, 3, 4, 5, 6)),
        ("发布时间：2026-03-04 13:06", utc(2026, 3, 4, 5, 6)),
        ("5 minutes ago", utc(2026, 3, 4, 5, 1)),
        ("5分钟前", utc(2026, 3, 4, 5, 1)),
        ("March 3rd, 2026", utc(2026, 3, 2, 16)),
        ("3 марта 2026", utc(2026, 3, 2, 16)),
    ],
)
def test_a_date_is_read(text: str, moment: datetime) -> None:
    assert parse_date(text, SHANGHAI, now=NOW) == moment


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        pytest.param("20 Nov 2026 16:05 +0900", 7, id="offset"),
        pytest.param("20 Nov 2026 16:05 +09:00", 7, id="offset with a colon"),
        pytest.param("20 Nov 2026 16:05:00 -05", 21, id="offset of hours"),
        pytest.param("20 Nov 2026 16:05Z", 16, id="Z"),
        pytest.param("20 Nov 2026 16:05 UTC+8", 8, id="UTC with hours"),
        pytest.param("20 Nov 2026 16:05 (GMT+2)", 14, id="GMT with hours, in brackets"),
        pytest.param("20 Nov 2026 16:05 GMT+0200", 14, id="GMT with an offset"),
        pytest.param("20 Nov 2026 16:05:00+8:00", 8, id="offset of one digit, close behind"),
        pytest.param("2026-11-20T16:05:00+2:00", 14, id="ISO 8601 with an offset of one digit"),
        pytest.param("Fri, 20 Nov 2026 16:05:00 JST", 7, id="Japanese"),
        pytest.param("Nov. 20, 2026 at 4:05 p.m. EST", 21, id="American"),
        pytest.param("Nov. 20, 2026 at 4:05 p.m. ET", 21, id="American, winter and summer"),
        pytest.param("20 Nov 2026 16:05 CET", 15, id="European"),
        pytest.param("20.11.2026 16:05 Uhr MEZ", 15, id="German"),
        pytest.param("20.11.2026 16:05 Uhr (MEZ)", 15, id="German, in brackets"),
        pytest.param("2026年11月20日 16:05 (JST)", 7, id="Japanese, in brackets"),
        pytest.param("Posted 20 Nov 2026 16:05 EST | World", 21, id="between other words"),
        pytest.param("20 Nov 2026 16:05 IST", 10, id="India, which has half an hour"),
        pytest.param("20 Nov 2026 16:05 XYT", 16, id="an unknown name"),
        pytest.param("20 Nov 2026 16:05:00 ET", 21, id="American, winter and summer, at the end"),
        pytest.param("20 Nov 2026 16:05 ET MORE", 16, id="the word of two letters"),
        pytest.param("Fri, 20 Nov 2026 16:05:00 GST", 12, id="of the Gulf"),
    ],
)
def test_a_zone_that_the_date_carries_counts(written: str, hour: int) -> None:
    moment = utc(2026, 11, 20, hour, 35 if "IST" in written else 5)
    assert parse_date(written, ZoneInfo("UTC"), now=datetime(2026, 11, 22, tzinfo=UTC)) == moment


@pytest.mark.parametrize(
    ("written", "own", "hour"),
    [
        pytest.param("16:05 CST", "Asia/Shanghai", 8, id="CST in China"),
        pytest.param("16:05 CST", "America/New_York", 22, id="CST elsewhere"),
        pytest.param("16:05 PST", "Asia/Manila", 8, id="PST in the Philippines"),
        pytest.param("4:05 PM ET", "Asia/Shanghai", 21, id="ET"),
    ],
)
def test_a_name_that_the_source_s_zone_bears_means_that_zone(written: str, own: str, hour: int) -> None:
    assert parse_date(f"Nov 20, 2026 {written}", ZoneInfo(own)) == utc(2026, 11, 20, hour, 5)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "junk", "12", "year 10000", "10000-01-01", "0000-00-00", "2026-02-30", "Feb 30, 2026 10:00 AM",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9" * 10_000, "Infinity", "NaN", "\x00", "Mar 3, 2026 99:99 PM", "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, SHANGHAI, now=NOW) is None


def test_a_day_before_its_month_in_europe() -> None:
    assert parse_date("04/03/2026 10:00", BERLIN, now=NOW) == utc(2026, 3, 4, 9)
    assert parse_date("04/03/2026 10:00", NEW_YORK, now=NOW) == utc(2026, 4, 3, 14)
    assert parse_date("04/03/2026", UTC, now=NOW, order="DMY") == utc(2026, 3, 4)
    assert parse_date("04/03/2026", BERLIN, now=NOW, order="MDY") == utc(2026, 4, 2, 22)


def test_dots_mean_day_first() -> None:
    assert parse_date("04.03.2026", UTC, now=NOW) == utc(2026, 3, 4)
    assert parse_date("04.03.2026 10:00", NEW_YORK, now=NOW) == utc(2026, 3, 4, 15)


def test_explicit_formats_come_first() -> None:
    assert parse_date("04.03.26 10h15", BERLIN, ["%d.%m.%y %Hh%M"]) == utc(2026, 3, 4, 9, 15)
    assert parse_date("03/04/2026", BERLIN, ["nonsense", "%m/%d/%Y"]) == utc(2026, 3, 3, 23)


def test_a_bad_format_is_no_error() -> None:
    assert parse_date("2026-03-04", BERLIN, ["%", "%Q", "%d" * 40]) == utc(2026, 3, 3, 23)


def test_the_gap_of_a_clock_change_counts_as_before_it() -> None:
    assert parse_date("2026-03-08 02:30", NEW_YORK) == utc(2026, 3, 8, 7, 30)


def test_relative_dates_need_a_now() -> None:
    assert parse_date("5 minutes ago", BERLIN) is None


def test_a_date_without_a_year_lies_in_the_past_of_now() -> None:
    assert parse_date("Dec 24", BERLIN, now=NOW) == utc(2025, 12, 23, 23)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2月20日", utc(2026, 2, 19, 16), id="this year's"),
        pytest.param("12月24日", utc(2025, 12, 23, 16), id="last year's"),
        pytest.param("2月20日 10:30", utc(2026, 2, 20, 2, 30), id="with a clock"),
        pytest.param("2月20日（金）10:30", utc(2026, 2, 20, 2, 30), id="with a weekday"),
        pytest.param("2月20日 10:30 JST", utc(2026, 2, 20, 1, 30), id="with a zone"),
        pytest.param("2월 20일", utc(2026, 2, 19, 16), id="Korean"),
        pytest.param("13月20日", None, id="no month"),
        pytest.param("2月30日", None, id="no day"),
    ],
)
def test_month_and_day_in_east_asia_need_no_year(text: str, moment: datetime | None) -> None:
    assert parse_date(text, SHANGHAI, now=NOW) == moment
    assert parse_date(text, SHANGHAI) is None


def test_guessing_can_be_left_out() -> None:
    assert parse_date("2 fortnights ago", BERLIN, now=NOW)
    assert parse_date("2 fortnights ago", BERLIN, now=NOW, guess=False) is None


def test_a_ready_datetime_is_brought_to_utc() -> None:
    given_time = datetime(2026, 3, 4, 13, 6, 7, 999, timezone(timedelta(hours=8)))
    assert parse_date(given_time, BERLIN) == NOW
    assert parse_date(datetime(2026, 3, 4, 6, 6, 7), BERLIN) == NOW  # noqa: DTZ001
    assert parse_date(datetime.max, NEW_YORK) is None  # noqa: DTZ901


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=150)
    | st.from_regex(r"[0-9]{1,5}[-/. ][0-9]{1,4}[-/. ][0-9A-Za-z:+ ]{0,30}", fullmatch=True)
)
def test_no_text_raises(text: str) -> None:
    found = parse_date(text, SHANGHAI, now=NOW)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("5:32AM", utc(2026, 3, 3, 10, 32)),  # to come: yesterday's
        ("12:05 am", utc(2026, 3, 4, 5, 5)),
        ("00:10", utc(2026, 3, 4, 5, 10)),
        ("13:05 pm", None),
        ("25:10", None),
        ("3:75", None),
    ],
)
def test_a_clock_alone_means_today_where_the_page_is_written(text: str, moment: datetime | None) -> None:
    assert parse_date(text, NEW_YORK, now=NOW) == moment


def test_a_clock_alone_says_nothing_where_today_is_unknown() -> None:
    assert parse_date("5:32AM", NEW_YORK) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261128T100500Z", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("2026-11-28T1005", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("2026-11-28T10:05:00+01:00[Europe/Berlin]", datetime(2026, 11, 28, 9, 5, tzinfo=UTC)),
        ("Fri, 27 Nov 2026 24:00:00 +0000", datetime(2026, 11, 28, tzinfo=UTC)),
        ("2026-11-27 24:00", datetime(2026, 11, 28, tzinfo=UTC)),
        ("2026-11-27 10:24:00", datetime(2026, 11, 27, 10, 24, tzinfo=UTC)),
        ("028, 28 Nov 2026 10:05:00 +0000", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("Sat, 28 Nov 2026 10:05:00 +1", datetime(2026, 11, 28, 9, 5, tzinfo=UTC)),
        ("2026-11-28 10:05:00.000000 Europe/Berlin", datetime(2026, 11, 28, 9, 5, tzinfo=UTC)),
        ("2026-11-28 10:05:00 Europe/Nowhere", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("20261128100500", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("28.12. – 3.1.00", datetime(1999, 12, 28, tzinfo=UTC)),
        ("202611281005", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("20269928100500", None),
        ("Sat Nov 28 10:05:07 +0100 2026", datetime(2026, 11, 28, 9, 5, 7, tzinfo=UTC)),
        ("lør, 28 nov 2026 10:05:07 +0100", datetime(2026, 11, 28, 9, 5, 7, tzinfo=UTC)),
        ("11/28/2026 10:05:07 AM", datetime(2026, 11, 28, 10, 5, 7, tzinfo=UTC)),
        ("Yesterday 10:05:07", datetime(2026, 11, 27, 10, 5, 7, tzinfo=UTC)),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("0000-00-00 00:00:00", None),
        ("0000-01-01", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("1/1/0001 12:00:00 AM", None),
        ("Sat, 28 Nov 2026 00:00:00 +0000", datetime(2026, 11, 28, tzinfo=UTC)),
        ("1795860300000000", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("1795860300000000000", datetime(2026, 11, 28, 10, 5, tzinfo=UTC)),
        ("17958603000", None),
        ("1404/13/05", None),
        ("1404/12o17", None),
    ],
)
def test_what_programs_write_for_a_moment_or_for_none(text: str, moment: datetime | None) -> None:
    assert parse_date(text, ZoneInfo("UTC"), now=datetime(2026, 11, 28, 12, tzinfo=UTC)) == moment

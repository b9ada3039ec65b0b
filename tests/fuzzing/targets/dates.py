"""A text is a date in UTC or none; a date that was read is read again as the same."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedsvc.clean.dateorders import learn_order, order_of
from feedsvc.clean.dates import has_no_year, parse_date
from feedsvc.clean.wordeddates import languages_of
from feedsvc.clean.yearsinturn import years_in_turn
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.fetch.heads import parse_http_date, parse_retry_after
from feedsvc.web.negotiation import parse_date as parse_header
from tests.fuzzing.laws import is_moment
from tests.fuzzing.targets.texts import text_of

NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
BEIJING, OSLO = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Oslo")


def dates(data: bytes) -> None:
    """Read the bytes as a date in every way there is, and their lines as the dates of a list."""
    text = text_of(data)
    one_date(text)
    lines = text.split("\n")[:20]
    list_of_dates(lines)
    header = parse_header(text)
    assert header is None or header.tzinfo
    assert is_moment(parse_http_date(text))
    parse_retry_after(text, NOW)


def one_date(text: str) -> None:
    """A text on its own, far east and with the month first, here and in German."""
    for found in (
        parse_date(text, BEIJING, now=NOW),
        parse_date(text, OSLO, now=NOW, order="MDY", language="de", future=True, guess=False),
    ):
        assert is_moment(found)
        if found:
            assert parse_date(found.isoformat(), BEIJING) == found
            assert parse_date(found, BEIJING) == found
    assert isinstance(has_no_year(text), bool)
    for part in (find_date(text), bare_date(text)):
        assert part is None or part[0]


def list_of_dates(lines: list[str]) -> None:
    """What a list of dates tells of each of them."""
    assert order_of(lines) in (None, "DMY", "MDY", "YMD")
    learn_order(lines, NOW.date(), usual="DMY")
    for line in lines:
        languages_of(line)
    moments = [parse_date(line, OSLO, now=NOW, guess=False) for line in lines]
    turned = years_in_turn(moments, [has_no_year(line) for line in lines])
    assert len(turned) == len(moments)
    assert all(map(is_moment, turned))

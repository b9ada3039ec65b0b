from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedsvc.web.headers import http_date, max_age
from feedsvc.web.negotiation import choose_coding, matches, not_modified, precondition_failed, wants_html
from tests.builders import NOW

SIZES = {"identity": 1000, "gzip": 300, "br": 200, "zstd": 250}


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        pytest.param(None, "identity", id="no header"),
        pytest.param("", "identity", id="empty header"),
        pytest.param("gzip", "gzip", id="one"),
        pytest.param("GZip", "gzip", id="any case"),
        pytest.param("x-gzip", "gzip", id="old name"),
        pytest.param("gzip, br, zstd", "br", id="equal weights: fewest bytes"),
        pytest.param("gzip;q=1.0, br;q=0.5", "gzip", id="weight before size"),
        pytest.param("gzip;q=0", "identity", id="refused"),
        pytest.param("gzip;q=0.000, identity", "identity", id="refused with digits"),
        pytest.param("gzip;q=0.0000", "identity", id="refused with a digit too many"),
        pytest.param("br;q=.5, gzip;q=.75", "gzip", id="weights without their zero"),
        pytest.param("gzip ; q=0", "identity", id="refused with spaces"),
        pytest.param("*;q=0", "identity", id="everything refused is still answered"),
        pytest.param("identity;q=0", "identity", id="nothing left is still answered"),
        pytest.param("identity;q=0, *", "br", id="anything but identity"),
        pytest.param("*", "br", id="star"),
        pytest.param("*;q=0.5, gzip;q=0", "br", id="star without gzip"),
        pytest.param("gzip;q=0.5, identity", "identity", id="identity preferred by name"),
        pytest.param("gzip;q=0.5, *;q=0", "gzip", id="only gzip"),
        pytest.param("deflate, gzip;q=1.0, *;q=0.5", "gzip", id="unknown beside known"),
        pytest.param("deflate", "identity", id="unknown"),
        pytest.param("gzip;q=2", "gzip", id="impossible weight counts as 1"),
        pytest.param(",,;;q=,", "identity", id="junk"),
    ],
)
def test_the_coding_is_what_the_client_asks_for(header: str | None, coding: str) -> None:
    assert choose_coding(header, SIZES) == coding


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        pytest.param("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True, id="browser"),
        pytest.param("text/html, image/gif, image/jpeg, */*; q=0.2", False, id="Java"),
        pytest.param("text/html;q=0, application/xhtml+xml", False, id="refused"),
        pytest.param("Text/HTML, Application/XHTML+XML", True, id="any case"),
        pytest.param("application/xhtml+xml,text/html;q=1.0", True, id="the other way round"),
        pytest.param("text/html,application/xhtml+xml;q=0.9", False, id="less than full weight"),
        pytest.param("text/html,application/xhtml+xml,application/xml", False, id="xml as dear as HTML"),
        pytest.param(
            "application/atom+xml, text/html, application/xhtml+xml, */*;q=0.1", False, id="feed named first"
        ),
        pytest.param(
            "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.8",
            False,
            id="feed named last",
        ),
        pytest.param("text/html,application/xhtml+xml,application/feed+json;q=0", True, id="feed refused"),
        pytest.param("application/atom+xml", False, id="reader"),
        pytest.param("*/*", False, id="anything"),
        pytest.param(None, False, id="none"),
    ],
)
def test_html_is_for_browsers_alone(accept: str | None, html: bool) -> None:
    assert wants_html(accept) is html


@pytest.mark.parametrize(
    ("header", "match"),
    [
        pytest.param('"a"', True, id="the tag"),
        pytest.param('W/"a"', True, id="weak"),
        pytest.param('"x", "a" , "y"', True, id="in a list"),
        pytest.param("*", True, id="star"),
        pytest.param('"b"', False, id="another"),
        pytest.param("a", False, id="unquoted"),
        pytest.param('"x,"a"', False, id="broken list"),
        pytest.param('"""' + ",,;" + "x" * 3000, False, id="junk"),
        pytest.param("", False, id="empty"),
    ],
)
def test_entity_tags_are_compared_weakly(header: str, match: bool) -> None:
    assert matches(header, '"a"') is match


@pytest.mark.parametrize(
    ("since", "current"),
    [
        pytest.param(http_date(NOW), True, id="equal"),
        pytest.param(http_date(NOW + timedelta(hours=1)), True, id="later"),
        pytest.param(http_date(NOW - timedelta(seconds=1)), False, id="earlier"),
        pytest.param("Wednesday, 04-Mar-26 05:06:00 GMT", True, id="RFC 850"),
        pytest.param("Wed Mar  4 05:06:00 2026", True, id="asctime"),
        pytest.param("yesterday", False, id="no date"),
        pytest.param("9" * 5000, False, id="junk"),
        pytest.param(None, False, id="absent"),
    ],
)
def test_dates_decide_where_no_tag_does(since: str | None, current: bool) -> None:
    assert not_modified(None, since, '"a"', NOW) is current
    assert not_modified('"a"', since, '"a"', NOW) is True
    assert not_modified('"b"', since, '"a"', NOW) is False


@pytest.mark.parametrize(
    ("if_match", "unmodified", "failed"),
    [
        pytest.param('"a"', None, False, id="the tag"),
        pytest.param("*", None, False, id="star"),
        pytest.param('W/"a"', None, True, id="weak tags never match strongly"),
        pytest.param('"b"', None, True, id="another"),
        pytest.param(None, http_date(NOW), False, id="unmodified"),
        pytest.param(None, http_date(NOW - timedelta(hours=1)), True, id="modified"),
        pytest.param(None, "junk", False, id="no date"),
    ],
)
def test_preconditions_can_forbid_an_answer(
    if_match: str | None, unmodified: str | None, failed: bool
) -> None:
    assert precondition_failed(if_match, unmodified, '"a"', NOW) is failed


@pytest.mark.parametrize(
    ("ahead", "seconds"),
    [
        pytest.param(-50, 60, id="overdue"),
        pytest.param(59, 60, id="soon"),
        pytest.param(605, 600, id="in steps of ten"),
        pytest.param(86_400, 3600, id="tomorrow"),
    ],
)
def test_freshness_lasts_until_the_next_poll(ahead: int, seconds: int) -> None:
    assert max_age(NOW + timedelta(seconds=ahead), NOW) == seconds
    assert max_age(None, NOW) == 60


def test_dates_are_english_in_gmt() -> None:
    assert http_date(datetime(2026, 11, 1, 23, 59, 59, tzinfo=UTC)) == "Sun, 01 Nov 2026 23:59:59 GMT"

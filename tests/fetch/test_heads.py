"""Response heads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.errors import FetchError
from feedsvc.fetch.heads import (
    DAY,
    MAX_HEAD,
    Head,
    parse_http_date,
    parse_max_age,
    parse_retry_after,
    parse_validators,
    parse_wait,
)
from feedsvc.models import Validators
from tests.builders import NOW


def make_head(*lines: str, status: str = "HTTP/1.1 200 OK") -> Head:
    """A complete head."""
    head = Head()
    for line in (status, *lines, ""):
        head.feed(line.encode() + b"\r\n")
    return head


def test_interim_heads_are_forgotten() -> None:
    head = Head()
    for line in (b"HTTP/1.1 103 Hints", b"ETag: early", b"", b"HTTP/2 200", b"ETag: late", b""):
        assert not head.complete
        head.feed(line + b"\r\n")
    assert head.complete
    assert (head.status, head.values("etag")) == (200, ["late"])


def test_trailers_change_nothing() -> None:
    head = make_head("ETag: a")
    head.feed(b"ETag: b\r\n")
    head.feed(b"HTTP/1.1 500 No\r\n")
    assert (head.status, head.value("etag")) == (200, "a")


def test_folded_lines_are_joined() -> None:
    assert make_head("Link: a,", "  b").value("link").split() == ["a,", "b"]


def feed_many(head: Head, line: bytes) -> None:
    for _ in range(MAX_HEAD):
        head.feed(line)


def test_the_budget_spans_every_interim_head() -> None:
    head = Head()
    with pytest.raises(FetchError) as caught:
        feed_many(head, b"HTTP/1.1 103 Hints\r\n")
    assert caught.value.rule == "protocol"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param(["5"], 5, id="one"),
        pytest.param(["5", "5"], 5, id="twice the same"),
        pytest.param(["5, 5"], 5, id="list of the same"),
    ],
)
def test_lengths_are_read(values: list[str], expected: int | None) -> None:
    assert make_head(*(f"Content-Length: {v}" for v in values)).length() == expected


@pytest.mark.parametrize(
    "values", [["5", "6"], ["5,6"], ["-1"], ["+5"], ["5.0"], ["0x5"], ["٥"], [""], ["5 5"], ["9" * 30]]
)
def test_lengths_that_make_no_sense_are_errors(values: list[str]) -> None:
    with pytest.raises(FetchError) as caught:
        make_head(*(f"Content-Length: {v}" for v in values)).length()
    assert caught.value.rule == "protocol"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(['ETag: "a"'], Validators(etag='"a"'), id="strong"),
        pytest.param(['ETag: W/"a b"'], Validators(etag='W/"a b"'), id="weak"),
        pytest.param(["ETag: unquoted"], Validators(etag="unquoted"), id="sent back verbatim"),
        pytest.param(["ETag: " + "x" * 2000], Validators(), id="long"),
        pytest.param(["ETag: a\x01"], Validators(), id="control"),
        pytest.param(["ETag: é"], Validators(), id="not ASCII"),
        pytest.param(["ETag: a", "ETag: b"], Validators(), id="two"),
        pytest.param(["ETag: ", "Last-Modified: x"], Validators(last_modified="x"), id="empty"),
        pytest.param(['ETag: ""'], Validators(), id="a tag of nothing"),
        pytest.param(['ETag: W/""'], Validators(), id="a weak one"),
        pytest.param(
            ["Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT"], Validators(), id="a day that nobody kept"
        ),
        pytest.param(["Last-Modified: 0"], Validators(), id="its number"),
        pytest.param(['ETag: "0"'], Validators(etag='"0"'), id="a tag that is a number"),
    ],
)
def test_validators_are_kept_when_they_can_be_sent_back(lines: list[str], expected: Validators) -> None:
    assert parse_validators(make_head(*lines)) == expected


@given(st.text(max_size=60))
def test_dates_and_numbers_never_raise(text: str) -> None:
    when = parse_http_date(text)
    assert when is None or when.utcoffset() == timedelta()
    wait = parse_retry_after(text, NOW)
    assert wait is None or timedelta() <= wait <= DAY


@given(
    st.lists(st.sampled_from(["Cache-Control", "Expires", "Age", "Date"]), max_size=4),
    st.text('0123456789-=,"maxge GMT:', max_size=30),
)
def test_freshness_never_raises(names: list[str], value: str) -> None:
    age = parse_max_age(make_head(*(f"{name}: {value}" for name in names)), NOW)
    assert age is None or timedelta() < age <= DAY


@given(st.lists(st.binary(max_size=30), max_size=20))
def test_any_lines_give_a_head_or_a_fetch_error(lines: list[bytes]) -> None:
    head = Head()
    try:
        for line in lines:
            head.feed(line)
        head.length()
    except FetchError as error:
        assert error.rule == "protocol"  # noqa: PT017


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param("60", timedelta(seconds=60), id="seconds"),
        pytest.param(str(int(NOW.timestamp()) + 90), timedelta(seconds=90), id="a moment"),
        pytest.param(str(int(NOW.timestamp()) - 90), timedelta(), id="a moment that is over"),
        pytest.param("999999999", DAY, id="years"),
        pytest.param(str(int(NOW.timestamp() * 1000)), None, id="thousandths since 1970"),
        pytest.param("-5", None, id="negative"),
        pytest.param("²", None, id="a digit of no number"),
        pytest.param("٣", None, id="another script's digit"),
    ],
)
def test_a_limit_s_end_is_a_count_of_seconds(told: str, expected: timedelta | None) -> None:
    head = make_head(f"X-RateLimit-Reset: {told}", status="HTTP/1.1 429 Too Many")
    assert parse_wait(head, NOW) == expected

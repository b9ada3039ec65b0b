from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.decide.windows import archive_pages, archived_pages, carried, newest_first, page_of, wanted
from feedsvc.models import Member
from tests.builders import NOW, story_id


def members(count: Any, *, first: Any = 1, every: Any = timedelta(days=1), left: Any = ()) -> Any:
    return [
        Member(
            seq=n,
            story=story_id(n),
            published=NOW + n * every,
            updated=NOW + n * every,
            changed=1,
            left=n in left,
        )
        for n in range(first, first + count)
    ]


@pytest.mark.parametrize(
    ("seq", "page"),
    [
        pytest.param(1, 1, id="the first place"),
        pytest.param(50, 1, id="the last of a page"),
        pytest.param(51, 2, id="the first of the next"),
    ],
)
def test_every_place_stands_on_one_page(seq: int, page: int) -> None:
    assert page_of(seq, 50) == page


@pytest.mark.parametrize(
    ("last", "pages"),
    [
        pytest.param(0, 0, id="empty topic"),
        pytest.param(49, 0, id="no page full"),
        pytest.param(50, 2, id="one full and one that fills"),
        pytest.param(120, 3, id="two full and one that fills"),
    ],
)
def test_archives_exist_once_a_page_is_full(last: int, pages: int) -> None:
    assert archive_pages(last, 50) == pages


@pytest.mark.parametrize(
    ("count", "every", "archived"),
    [
        pytest.param(50, timedelta(days=1), 0, id="exactly what a subscription needs"),
        pytest.param(99, timedelta(days=1), 0, id="the next page would leave too few"),
        pytest.param(100, timedelta(days=1), 1, id="one page may go"),
        pytest.param(120, timedelta(hours=1), 0, id="all of the newest week stays"),
        pytest.param(400, timedelta(minutes=1), 4, id="a busy week stays up to two hundred"),
    ],
)
def test_subscription_keeps_what_readers_need(count: int, every: Any, archived: int) -> None:
    assert archived_pages(members(count, every=every), 50, 0) == archived


def test_a_page_once_archived_never_returns() -> None:
    assert archived_pages(members(60, first=101), 50, 2) == 2


def test_places_whose_story_left_do_not_count() -> None:
    gone = set(range(60, 100))
    assert archived_pages(members(100, left=gone), 50, 0) == 0


def test_an_empty_window_wants_a_whole_page() -> None:
    assert wanted([], 50) == 50


def test_documents_list_the_newest_first_and_ties_by_place() -> None:
    tied = members(3, every=timedelta())
    assert [m.seq for m in newest_first(tied)] == [3, 2, 1]


def test_documents_leave_out_who_left() -> None:
    assert [m.seq for m in newest_first(members(3, left={2}))] == [3, 1]


def late(count: Any, *, first: Any) -> Any:
    """Old stories that take the next places."""
    return [replace(m, published=m.published - timedelta(days=3000)) for m in members(count, first=first)]


HOURLY = members(60, every=timedelta(hours=1))


@pytest.mark.parametrize(
    ("last", "needed"),
    [
        pytest.param([], 60, id="a week of sixty"),
        pytest.param(late(120, first=61), 180, id="old stories behind them stay with them"),
        pytest.param(late(500, first=61), 50, id="too many old stories do not"),
    ],
)
def test_a_subscription_wants_the_newest_week(last: Any, needed: int) -> None:
    assert wanted([*HOURLY, *last], 50) == needed


@pytest.mark.parametrize(
    ("older", "rest", "places"),
    [
        pytest.param([], members(60, every=timedelta(hours=1)), [], id="nothing is archived"),
        pytest.param(members(100), members(50, first=101), [], id="old pages stay in the archive"),
        pytest.param(HOURLY, late(60, first=61), list(range(1, 61)), id="the newest week comes back"),
        pytest.param(members(100), members(30, first=101), list(range(81, 101)), id="a page is filled up"),
        pytest.param(members(10), members(30, first=11), list(range(1, 11)), id="with what there is"),
        pytest.param(members(10, left={9, 10}), [], list(range(1, 9)), id="live ones alone"),
    ],
)
def test_what_a_subscription_carries_of_the_archive(older: Any, rest: Any, places: Any) -> None:
    assert [m.seq for m in carried(older, rest, 50)] == places


def test_no_more_than_two_hundred_of_a_week_are_carried() -> None:
    busy = members(900, every=timedelta(minutes=1))
    assert [m.seq for m in carried(busy, late(60, first=901), 50)] == list(range(701, 901))
    assert carried(busy[:600], busy[600:], 50) == []

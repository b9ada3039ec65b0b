"""Thirty days in a drawing, and the same in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.models import PolledDay
from feedsvc.store.pastpolls import MOST_POLLS
from feedsvc.web.chart import DAYS, chart_of, spark_of

SECOND = timedelta(seconds=1)
TODAY = 20_000


def day(ago: int, **given: Any) -> PolledDay:
    usual: dict[str, Any] = {"new": 1, "failed": 0, "held": 0, "polls": 1, "took": SECOND}
    return PolledDay(number=TODAY - ago, **(usual | given))


def test_bars_stand_on_their_days_in_the_colour_of_the_worst_poll() -> None:
    days = [
        day(DAYS, failed=1),
        day(29),
        day(2, held=1, took=2 * SECOND),
        day(1, held=1, failed=1),
        day(0, took=0 * SECOND),
    ]
    chart = chart_of(days, TODAY)
    assert chart is not None
    assert chart.paths == {
        "ok": "M0 9h3v11h-3zM116 17h3v3h-3z",
        "held": "M108 0h3v20h-3z",
        "failing": "M112 9h3v11h-3z",
    }
    assert chart.told == (
        "4 polls with news or trouble in 30 days, 1.0 s on average, 4 new stories; trouble on 2 days"
    )


def test_without_a_poll_there_is_no_chart() -> None:
    assert chart_of([], TODAY) is None
    assert chart_of([day(DAYS)], TODAY) is None


@pytest.mark.parametrize(
    ("took", "said"),
    [(0.01, "under 0.1 s"), (1.26, "1.3 s"), (59.9, "59.9 s"), (60, "1 min 0 s"), (125.9, "2 min 5 s")],
)
def test_durations_are_spoken(took: float, said: str) -> None:
    chart = chart_of([day(0, took=took * SECOND)], TODAY)
    assert chart is not None
    assert f", {said} on average" in chart.told


def test_a_busy_source_shows_its_last_polls() -> None:
    chart = chart_of([day(0, polls=MOST_POLLS, new=1000)], TODAY)
    assert chart is not None
    assert chart.told == "The last 200 polls with news or trouble, 1.0 s on average, 1,000 new stories"


def test_a_line_of_news_turns_where_news_does() -> None:
    spark = spark_of({TODAY: 4, TODAY - 10: 2, TODAY - 40: 9}, TODAY)
    assert spark.path == "M2 19L74 19L78 10L82 19L114 19L118 1"
    assert (spark.count, spark.told) == (6, "6 new stories in 30 days, on 2 days, at most 4 a day")
    assert spark_of({}, TODAY).path == "M2 19L118 19"
    assert spark_of({}, TODAY).told == "0 new stories in 30 days"

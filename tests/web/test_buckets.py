from __future__ import annotations

from feedsvc.config.amounts import Rate
from feedsvc.web.buckets import Buckets
from tests.fakes import Seconds


def test_a_client_may_ask_so_often_and_then_waits() -> None:
    clock = Seconds()
    buckets = Buckets(Rate(3, 60), clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 20 + 1]
    assert buckets.take("b") == 0
    clock.now += 20.1
    assert [buckets.take("a"), buckets.take("a") > 0] == [0, True]
    clock.now += 3600
    assert [buckets.take("a") for _ in range(4)].count(0) == 3


def test_a_million_clients_take_no_more_room_than_the_limit() -> None:
    buckets = Buckets(Rate(1, 60), most=100)
    for number in range(1000):
        buckets.take(str(number))
    assert len(buckets) == 100

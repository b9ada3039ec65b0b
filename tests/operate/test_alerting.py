"""Channels of alerts are tried one by one, and named without their secrets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.operate.alerting import NONE, TITLE, Tried, try_channels
from feedsvc.schedule.alerts import Notifier

CHANNELS = ("json://one.example", "mailto://u:secret@two.example", "slack://three")


def make(urls: Sequence[str]) -> Notifier | None:
    """A notifier that delivers to the first channel, refuses the second, and breaks at the third."""
    if urls[0] == CHANNELS[2]:
        raise TypeError(f"cannot send to {urls[0]}")
    return lambda title, _body: title == TITLE and urls[0] == CHANNELS[0]


def test_each_channel_is_tried_and_told_by_number_and_kind() -> None:
    assert try_channels(CHANNELS, make=make) == [
        Tried(number=1, kind="json", delivered=True),
        Tried(number=2, kind="mailto", delivered=False),
        Tried(number=3, kind="slack", delivered=False),
    ]


def test_one_channel_is_tried_alone() -> None:
    assert [tested.number for tested in try_channels(CHANNELS, 2, make)] == [2]


@pytest.mark.parametrize(
    ("channels", "number", "told"), [((), None, NONE), (CHANNELS, 4, "there is no channel 4 (1 to 3")]
)
def test_what_is_not_there_is_no_test(channels: Sequence[str], number: int | None, told: str) -> None:
    with pytest.raises(FeedsvcError) as raised:
        try_channels(channels, number, make)
    assert str(raised.value).startswith(told)

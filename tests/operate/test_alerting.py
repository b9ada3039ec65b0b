"""Channels of alerts are tried one by one, and named without their secrets."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.operate.alerting import NONE, TITLE, Tried, channel_problems, try_channels
from feedsvc.schedule.alerts import Notifier, make_notifier

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


UNUSABLE = ("nosuch://user:secret@one.example", "json://two.example", "slack://secret", "mailto://u:secret@")


def test_channels_that_cannot_be_used_are_named_by_their_place() -> None:
    problems = channel_problems(Path("feedsvc.toml"), UNUSABLE)
    assert [problem.key for problem in problems] == ["alerts.urls[0]", "alerts.urls[2]", "alerts.urls[3]"]
    assert channel_problems(Path("feedsvc.toml"), ()) == []


def test_what_cannot_be_used_is_logged_by_its_kind_and_keeps_its_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert make_notifier(UNUSABLE) is not None
    told = [vars(record)["fields"] for record in caplog.records if record.name == "feedsvc.alerts"]
    assert [(one["channel"], one["kind"]) for one in told] == [(1, "nosuch"), (3, "slack"), (4, "mailto")]
    assert "secret" not in f"{told} {caplog.text}"

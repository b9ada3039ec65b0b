"""Whether the days of a list are over when the page is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from feedsvc.clean.dateorders import order_of
from feedsvc.clean.dates import parse_date
from feedsvc.clean.numberdates import ORDERS
from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.storyblock import Block


def is_past(date: Hit, blocks: Sequence[Block], now: datetime | None) -> bool:
    """Whether the day is over, in whatever order it is written where the others do not tell."""
    learned = order_of(block.date.text for block in blocks if block.date)
    orders = [learned] if learned else ORDERS
    days = [parse_date(date.text, UTC, now=now, guess=False, order=order) for order in orders]
    return now is not None and any(days) and all(day <= now for day in days if day)

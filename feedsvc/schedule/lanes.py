"""A dispatcher of each kind of polls, as one: what a browser takes long for keeps nothing else waiting."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from feedsvc.config import Config
from feedsvc.schedule.kinds import Kind
from feedsvc.schedule.roles import Dispatcher, Poller


class Lanes:
    """Has what is due polled by the dispatcher of its kind (roles.Dispatcher)."""

    def __init__(self, lanes: Mapping[Kind, Dispatcher]) -> None:
        self._lanes = lanes

    def tick(self) -> int:
        """Start what is due of every kind; gives how many claims were taken."""
        return sum(lane.tick() for lane in self._lanes.values())

    def turns_to(self, config: Config, poller: Poller) -> None:
        """Go on under another configuration, by which a source may be of another kind."""
        for lane in self._lanes.values():
            lane.turns_to(config, poller)

    def is_polling_with(self, poller: Poller) -> bool:
        """Whether any poll of this poller still runs."""
        return any(lane.is_polling_with(poller) for lane in self._lanes.values())

    def stop(self, seconds: float) -> bool:
        """Stop all of them at once, each within its time."""
        with ThreadPoolExecutor(len(self._lanes)) as beside:
            return all(list(beside.map(lambda lane: lane.stop(seconds), self._lanes.values())))

"""What an operator may ask of a running service over HTTP (`POST /admin/<action>/<source>`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedsvc.errors import FeedsvcError
from feedsvc.models import PollReport
from feedsvc.operate.mending import heal
from feedsvc.operate.review import review
from feedsvc.poll.poller import Poller
from feedsvc.store import Store


class Desk:
    """The actions `poll`, `accept`, `reject` and `heal`, from the moment that there is a poller."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._poller: Poller | None = None

    def hands_to(self, poller: Poller) -> Poller:
        """Let this poller do what is asked."""
        self._poller = poller
        return poller

    @property
    def actions(self) -> Mapping[str, Callable[[str], str]]:
        """Action by name; each takes a source and gives one line that says what came of it."""
        return {
            "poll": lambda slug: self._said(lambda poller: poller.poll(slug, insists=True)),
            "accept": lambda slug: self._said(lambda poller: review(poller, self._store, slug, "accept")),
            "reject": lambda slug: self._said(lambda poller: review(poller, self._store, slug, "reject")),
            "heal": lambda slug: self._said(lambda poller: heal(poller, self._store, slug)[1]),
        }

    def _said(self, act: Callable[[Poller], PollReport]) -> str:
        if self._poller is None:
            return "not yet: the service is starting"
        try:
            report = act(self._poller)
        except FeedsvcError as error:
            return f"failed: {error}"
        brought = f"{report.outcome}, {report.new} new, {report.edited} edited"
        return f"{report.source}: {report.error or brought}"

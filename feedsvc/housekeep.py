"""What a crash, a new configuration or a deaf hub left undone is done at the next tick.

Stale topics, unsent pings and untold transitions are queries, not memory: any process can finish them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feedsvc.alerts import Channel, tell
from feedsvc.publish import Publisher
from feedsvc.store import Store
from feedsvc.websub import Poster, send_pings

MOST_ALERTS = 20


class Housekeeper:
    """Finishes what is unfinished; every step may be repeated and interrupted."""

    def __init__(
        self,
        store: Store,
        publisher: Publisher,
        poster: Poster,
        channel: Channel | None,
        *,
        clock: Callable[[], datetime],
        write_site: Callable[[], object] | None = None,
    ) -> None:
        self._store = store
        self._publisher = publisher
        self._poster = poster
        self._channel = channel
        self._clock = clock
        self._write_site = write_site
        self._written = -1

    def tidy(self) -> None:
        """Publish stale topics, mirror what changed, ping hubs, tell operators."""
        self._publisher.publish_stale()
        self._mirror()
        send_pings(self._store, self._poster, self._clock)
        self._alert()

    def _mirror(self) -> None:
        """Write the static site when any document has changed since it was last written."""
        if self._write_site is None:
            return
        version = self._store.documents_version()
        if version != self._written:
            self._write_site()
            self._written = version

    def _alert(self) -> None:
        """Tell each transition once: whoever marks it tells it; what is not delivered is unmarked."""
        for number, transition in self._store.untold_transitions(MOST_ALERTS):
            if self._store.transition_told(number, self._clock()) and not tell(transition, self._channel):
                self._store.transition_untold(number)

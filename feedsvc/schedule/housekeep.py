"""What a crash, a new configuration or a deaf hub left undone is done at the next tick.

Stale topics, unsent pings and untold transitions are queries, not memory: any process can finish them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError
from feedsvc.models import Transition
from feedsvc.process import Trim
from feedsvc.publish.publisher import Publisher
from feedsvc.publish.websub import Poster, send_pings
from feedsvc.schedule.alerts import Notifier, make_notifier, tell
from feedsvc.schedule.prune import Pruner
from feedsvc.schedule.vigil import Vigil
from feedsvc.schedule.watch import Watch
from feedsvc.store import Store

MOST_ALERTS = 20
SOON = timedelta(seconds=5)
CACHED = timedelta(seconds=1)
"""How long a server in front may have the file that was replaced."""


class Housekeeper:
    """Finishes what is unfinished; every step may be repeated and interrupted."""

    def __init__(
        self,
        store: Store,
        publisher: Publisher,
        poster: Poster,
        notifier: Notifier | None,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], object] = time.sleep,
        write_site: Callable[[], object] | None = None,
        watch: Callable[[], object] = lambda: None,
        vigil: Callable[[], object] = lambda: None,
        trim: Callable[[], object] = lambda: None,
        prune: Callable[[], object] = lambda: None,
    ) -> None:
        self._store = store
        self._vigil, self._watch = vigil, watch
        self._trim, self._prune = trim, prune
        self._publisher = publisher
        self._poster = poster
        self._notifier = notifier
        self._clock = clock
        self._sleep = sleep
        self._write_site = write_site
        self._written = -1
        self._cached_until = datetime.min.replace(tzinfo=UTC)

    def tidy(self) -> None:
        """Publish stale topics, mirror what changed, ping hubs, judge sources by the time, tell operators,
        let go of what was kept for long enough, sum up what was stored for searches.

        A step that fails holds up no other; the first failure is raised at the end.
        """
        failures: list[Exception] = []
        mending = (self._publisher.publish_stale, self._mirror, self._ping)
        for step in (
            self._vigil,
            *mending,
            self._watch,
            self._alert,
            self._prune,
            self._store.sum_up,
            self._trim,
        ):
            try:
                step()
            except Exception as error:
                failures.append(error)
        if failures:
            raise failures[0]

    def finish(self) -> None:
        """Tidy, and wait until hubs may be told of what was published: for a process that ends then."""
        try:
            self.tidy()
        finally:
            while (due := self._store.next_ping()) and due - self._clock() <= SOON:
                self._sleep(max(0.0, (due - self._clock()).total_seconds()))
                self._ping()

    def _ping(self) -> None:
        """Send what is due, once no server has an older file in its cache: hubs fetch at once."""
        now, due = self._clock(), self._store.next_ping()
        if due and due <= now < self._cached_until:
            self._sleep((self._cached_until - now).total_seconds())
        send_pings(self._store, self._poster, self._clock)

    def _mirror(self) -> None:
        """Write the static site when any document has changed since it was last written."""
        if self._write_site is None:
            return
        version = self._store.documents_version()
        if version != self._written:
            try:
                self._write_site()
            except OSError as error:
                told = f"{error.filename or 'a file'}: {error.strerror}"
                raise FeedsvcError(
                    f"[publish] directory cannot be written: {told} (make room and let feedsvc write there)"
                ) from error
            self._written = version
            self._cached_until = self._clock() + CACHED

    def _alert(self) -> None:
        """Tell each transition until it is delivered; what its teller never noted as told is told again."""
        for number, transition in self._store.untold_transitions(MOST_ALERTS):
            if self._store.begin_telling(number, self._clock()):
                self._tell(number, transition)

    def _tell(self, number: int, transition: Transition) -> None:
        if tell(transition, self._notifier):
            self._store.transition_told(number, self._clock())
        else:
            self._store.transition_untold(number)


def make_housekeeper(
    config: Config,
    store: Store,
    publisher: Publisher,
    poster: Poster,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], object] = time.sleep,
    write_site: Callable[[], object] | None = None,
) -> Housekeeper:
    """A housekeeper that tells the channels of [alerts]."""
    notifier = make_notifier(config.alerts.channels)
    return Housekeeper(
        store,
        publisher,
        poster,
        notifier,
        clock=clock,
        sleep=sleep,
        write_site=write_site,
        watch=Watch(config, store, clock).look,
        vigil=Vigil(store, notifier, clock).look,
        trim=Trim(),
        prune=Pruner(config, store, clock).step,
    )

"""What every process that stays has: one poller after the other, as its configuration changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feedsvc.cli.setup import Setup
from feedsvc.cli.works import polling, works_of
from feedsvc.config import Config
from feedsvc.config.alive import Alive
from feedsvc.config.changedfiles import Watch
from feedsvc.process import LARGE_OF_POLLS, share_heaps, stay, utc_now
from feedsvc.schedule import service
from feedsvc.schedule.renewal import Renewal, Works
from feedsvc.store import Store

if TYPE_CHECKING:
    from feedsvc.cli.actions import Desk
    from feedsvc.extract.child import ExtractorPool
    from feedsvc.fetch.session import Sessions


class Crew:
    """Makes one poller after the other over the same children, for a process whose configuration changes."""

    def __init__(self, store: Store, desk: Desk | None = None) -> None:
        self._store = store
        self._desk = desk
        self._children: ExtractorPool | None = None
        self._sessions: Sessions | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        if self._children:
            self._children.close()

    def works(self, config: Config) -> Works:
        """What polls under this configuration; the store agrees with it then.

        The schema is looked at again, lest the database was away or write-protected before.
        """
        from feedsvc.fetch.session import Sessions
        from feedsvc.poll.making import make_children

        self._store.upgrade()
        self._children = self._children or make_children()
        prepare(self._children, config)
        self._sessions = self._sessions or Sessions()  # another configuration signs nobody out
        poller = polling(config, self._store, self._children, self._sessions)
        if self._desk:
            self._desk.hands_to(poller)
        return works_of(config, self._store, poller)


def prepare(children: ExtractorPool, config: Config) -> None:
    """Start the first child before the first page is there, where polls are made in this process."""
    source = next((source for source in config.sources if source.enabled), None)
    if source and config.schedule.dispatcher != "queue":
        children.prepare(source.extractor)


def renewal_of(
    alive: Alive,
    store: Store,
    crew: Crew,
    asked: Callable[[], bool],
    also: Callable[[Config], object] = lambda _config: None,
) -> Renewal:
    """What takes a process over to another configuration."""
    return Renewal(alive, store, crew.works, clock=utc_now, also=also, asked=asked)


@contextmanager
def staying(setup: Setup) -> Iterator[tuple[Store, Renewal]]:
    """The store and a configuration that is alive, for a process that serves nothing."""
    stay()
    share_heaps(LARGE_OF_POLLS)
    watch = Watch(setup.directory)
    config = setup.config(stays=True)
    with service.hangups() as asked, service.ending_early(), setup.store(config) as store:
        config = config.at_port(store.port())
        alive = Alive(config, lambda: setup.config(stays=True).at_port(store.port()), watch, clock=utc_now)
        with Crew(store) as crew:
            yield store, renewal_of(alive, store, crew, asked)

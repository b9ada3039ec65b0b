"""What polls and tidies up, on the real clock; each part is imported when it is made."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from feedsvc.config import Config, SourceConfig
from feedsvc.process import utc_now

if TYPE_CHECKING:
    from feedsvc.extract.child import ExtractorPool
    from feedsvc.fetch.session import Sessions
    from feedsvc.models import SourceState
    from feedsvc.poll.attempt import Attempt
    from feedsvc.poll.poller import Mend, Poller
    from feedsvc.schedule.housekeep import Housekeeper
    from feedsvc.schedule.renewal import Works
    from feedsvc.store import Store


def polling(
    config: Config,
    store: Store,
    children: ExtractorPool | None = None,
    sessions: Sessions | None = None,
) -> Poller:
    """A poller on the real clock, over these children or its own, with the sessions of this process.

    Imported late: what only looks at the database needs no network, parsers or children.
    """
    from feedsvc.poll.making import make_poller

    config = config.at_port(store.port())
    return make_poller(
        config,
        store,
        clock=utc_now,
        rng=random.SystemRandom(),
        sleep=time.sleep,
        extractor=children,
        mend=mending(store),
        sessions=sessions,
    )


def mending(store: Store) -> Mend:
    """What mends held pages; imported with the first of them, since finding lists anew takes 3 MiB."""

    @cache
    def mender() -> Mend:
        from feedsvc.operate.mending import Mender

        return Mender(store)

    def mend(
        poller: Poller, source: SourceConfig, state: SourceState, attempt: Attempt
    ) -> tuple[SourceConfig, Attempt]:
        return mender()(poller, source, state, attempt)

    return mend


def works_of(config: Config, store: Store, poller: Poller) -> Works:
    """A poller with its housekeeper, for a process that stays."""
    from feedsvc.schedule.renewal import Works

    return Works(poller, housekeeping(config, store, poller).tidy, poller.agree)


def housekeeping(config: Config, store: Store, poller: Poller) -> Housekeeper:
    """Who finishes what a poll leaves undone, and keeps [publish] directory up to date."""
    from feedsvc.schedule.housekeep import make_housekeeper

    config = config.at_port(store.port())
    return make_housekeeper(
        config,
        store,
        poller.publisher,
        poller.fetcher,
        clock=utc_now,
        write_site=site_writer(config, store),
    )


def site_writer(config: Config, store: Store) -> Callable[[], object] | None:
    """What writes [publish] directory, or None where none is configured; imported late, it renders pages."""
    directory = config.publish.directory
    if directory is None:
        return None
    from feedsvc.web.static_site import SiteWriter

    writer = SiteWriter(config, store, directory)
    return lambda: writer.write(utc_now())

"""A poller put together: its network, its children, what publishes for it, over a store that agrees."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from feedsvc.browser.drawing import Browser
from feedsvc.browser.renderer import make_renderer
from feedsvc.config import Config
from feedsvc.decide.topics import Matcher
from feedsvc.extract.child import ExtractorPool
from feedsvc.fetch import StoreGate, make_fetcher
from feedsvc.fetch.session import Sessions
from feedsvc.poll.agreement import agree
from feedsvc.poll.poller import Mend, Poller
from feedsvc.poll.roles import Extractor, Fetcher
from feedsvc.poll.slots import Slots
from feedsvc.process import owner_name
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store


def make_poller(
    config: Config,
    store: Store,
    *,
    clock: Callable[[], datetime],
    rng: Random,
    sleep: Callable[[float], None] = time.sleep,
    extractor: Extractor | None = None,
    mend: Mend | None = None,
    fetcher: Fetcher | None = None,
    renderer: Browser | None = None,
    sessions: Sessions | None = None,
) -> Poller:
    """A poller with everything it needs, over a store whose schema is current.

    The store is made to agree with the configuration first: new sources are due at once, new topics are
    filled from what is stored. `extractor` is a pool of children that is there already; it stays open.
    `fetcher` asks in place of the usual one, and keeps the turns of its hosts itself. `sessions` are
    those that sources have at their sites in this process already.
    """
    owner, slots = owner_name(), Slots()
    matcher = Matcher(config.topics, auto_sections=config.auto_sections)
    publisher = Publisher(config, store, clock=clock, sleep=sleep)
    agree(store, config, matcher, publisher, clock())
    return Poller(
        config,
        store,
        fetcher or _polite_fetcher(config, store, clock, sleep, owner, sessions, slots),
        extractor or make_children(),
        publisher,
        matcher,
        clock=clock,
        rng=rng,
        owner=owner,
        owns_children=extractor is None,
        mend=mend,
        renderer=renderer or make_renderer(config),
        slots=slots,
    )


def _polite_fetcher(
    config: Config,
    store: Store,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    owner: str,
    sessions: Sessions | None,
    slots: Slots,
) -> Fetcher:
    """A fetcher that takes its turns at hosts among all processes that share the store."""
    lease = config.fetch.timeout + timedelta(seconds=10)
    gate = StoreGate(store, clock=clock, sleep=sleep, owner=owner, lease=lease)
    return make_fetcher(config, gate, clock, sessions, slots.aside)


def make_children() -> ExtractorPool:
    """As many extracting children as polls can keep busy here; started when they are needed."""
    return ExtractorPool(os.cpu_count() or 1)

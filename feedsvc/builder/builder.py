"""The builder put together: what a process needs to make sources."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from feedsvc.browser.drawing import Browser
from feedsvc.browser.renderer import make_renderer
from feedsvc.builder.correcting import Corrector
from feedsvc.builder.files import Files
from feedsvc.builder.looking import AT_ONCE, Looker
from feedsvc.builder.sources import Sources
from feedsvc.config import Config
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.extract.child import ExtractorPool
from feedsvc.store import Store
from feedsvc.web.answers import this_web


class Builder:
    """What a process needs to make sources; children start when they are needed.

    `load` reads and checks the configuration's files, as they are now; raises ConfigError. What is looked at
    is kept below `folder`, for all workers that are given the same one.
    """

    def __init__(
        self,
        store: Store,
        load: Callable[[], Config],
        folder: Path,
        children: ExtractorPool | None = None,
        browser: Callable[[Config], Browser] = make_renderer,
    ) -> None:
        self._store = store
        self.load = load
        self.children = children or ExtractorPool(AT_ONCE)
        self.looker = Looker(store, self.children, folder, browser)
        self.corrector = Corrector(self.looker)
        self._lock = threading.Lock()
        self._sources: Sources | None = None

    @property
    def sources(self) -> Sources:
        """What makes and changes sources, over the directory of the configuration."""
        with self._lock:
            if self._sources is None:
                files = Files(this_web().config.directory, self.load)
                self._sources = Sources(self._store, files, self.looker, self.load, self.load_anyhow)
            return self._sources

    def load_anyhow(self) -> Config:
        """The configuration as its files are now, where they are right; else the one in force."""
        try:
            return self.load()
        except FeedsvcError:
            return this_web().config

    def files_now(self) -> tuple[Config, tuple[Problem, ...]]:
        """The same, with every mistake that the files have; they are read once."""
        try:
            return self.load(), ()
        except ConfigError as error:
            return this_web().config, error.problems

    def close(self) -> None:
        """End the children."""
        self.children.close()


def shown_at_once() -> None:
    """Let this process serve what was published a moment ago; the others see it within a second."""
    this_web().shelf.refresh()

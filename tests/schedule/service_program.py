"""A process that schedules or serves with a poller that obeys; started by test_service."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feedsvc.cli import together
from feedsvc.config import Config, ScheduleOptions, SourceConfig, StoreOptions
from feedsvc.config.alive import Alive
from feedsvc.config.changedfiles import Watch
from feedsvc.errors import StoreReadOnly
from feedsvc.models import Claim, Outcome, PollReport
from feedsvc.process import utc_now
from feedsvc.schedule import service
from feedsvc.schedule.renewal import Renewal, Works
from feedsvc.store import open_store


class SlowPoller:
    """Takes its time, and says what it does."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def poll(self, slug: str, *, dry_run: bool = False, claim: Claim | None = None) -> PollReport:
        print(f"polling {slug}", flush=True)
        time.sleep(self._seconds)
        print(f"polled {slug}", flush=True)
        return PollReport(source=slug, outcome=Outcome.OK)

    def close(self) -> None:
        print("closed", flush=True)


def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [threading.current_thread().name.encode()]


def main(what: str, database: str, seconds: str) -> None:
    source = SourceConfig(slug="slow", title="Slow", url="https://slow.example/", extractor="auto")
    config = Config(
        directory=Path(),
        store=StoreOptions(url=database),
        schedule=ScheduleOptions(tick=timedelta(seconds=0.2)),
        sources=(source,),
    )
    store = open_store(database)
    store.upgrade()
    store.sync_sources([source], datetime.now(UTC))
    poller = SlowPoller(float(seconds))
    refusals = ["attempt to write a readonly database"] if what == "refused" else []

    def make(given: Config) -> Works:
        if refusals:
            raise StoreReadOnly(refusals.pop())
        return Works(poller, lambda: None)

    alive = Alive(config, lambda: config, Watch(config.directory), clock=utc_now)
    renewal = Renewal(alive, store, make, clock=utc_now)
    if what in ("run", "refused"):
        together.MEND_PAUSE = 0.2
        together.run_both(store, renewal, app, host="127.0.0.1", port=0, ready=announce)
    else:
        service.run_scheduler(store, renewal)
    store.close()
    print("gone", flush=True)


def announce(address: str) -> None:
    print(address, flush=True)

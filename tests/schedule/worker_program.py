"""A queue worker with a poller that obeys; started by test_queue."""

from __future__ import annotations

from pathlib import Path

from feedsvc.config import Config, ScheduleOptions, SourceConfig, StoreOptions
from feedsvc.config.alive import Alive
from feedsvc.config.changedfiles import Watch
from feedsvc.process import utc_now
from feedsvc.schedule.kinds import Kind
from feedsvc.schedule.renewal import Renewal, Works
from feedsvc.schedule.worker import run_worker
from feedsvc.store import open_store
from tests.schedule.service_program import SlowPoller


def main(database: str, name: str, seconds: str, kind: str = "polls") -> None:
    config = Config(
        directory=Path(),
        store=StoreOptions(url=database),
        schedule=ScheduleOptions(dispatcher="queue"),
        sources=(
            SourceConfig(slug="slow", title="Slow", url="https://slow.example/", extractor="auto"),
            SourceConfig(
                slug="app", title="App", url="https://slow.example/", extractor="auto", render="always"
            ),
        ),
    )
    store = open_store(database)
    alive = Alive(config, lambda: config, Watch(config.directory), clock=utc_now)
    works = Works(SlowPoller(float(seconds)), lambda: None)
    renewal = Renewal(alive, store, lambda given: works, clock=utc_now)
    run_worker(store, renewal, owner=name, clock=utc_now, kind=Kind(kind))
    store.close()
    print("gone", flush=True)

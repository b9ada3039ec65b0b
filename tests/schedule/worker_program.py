"""A queue worker with a poller that obeys; started by test_queue.

python -m tests.schedule.worker_program DATABASE NAME POLL_SECONDS
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from feedsvc.config import Config, ScheduleOptions, StoreOptions
from feedsvc.schedule.queue import run_worker
from feedsvc.store import open_store
from tests.schedule.service_program import SlowPoller


def main(database: str, name: str, seconds: str) -> None:
    config = Config(
        directory=Path(),
        store=StoreOptions(url=database),
        schedule=ScheduleOptions(dispatcher="queue"),
    )
    store = open_store(database)
    run_worker(config, store, SlowPoller(float(seconds)), owner=name, clock=lambda: datetime.now(UTC))
    store.close()
    print("gone", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

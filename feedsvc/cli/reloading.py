"""The command that has running services read their configuration now: reload."""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from feedsvc.cli.output import note, say
from feedsvc.cli.overview import many
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError
from feedsvc.store import Store

PATIENCE, PAUSE = 10.0, 0.1
"""Seconds that a running service has to answer, and between two looks whether it has."""


@click.command()
@click.pass_obj
def reload(setup: Setup) -> int:
    """Have running services read the configuration now.

    They do so by themselves within seconds; this checks it first (exit status 2 for mistakes), and waits
    until it is in force. Exit status 1 when no service answers, or one refuses it.
    """
    config = setup.config()
    with setup.store(config) as store:
        if not answered(store, store.ask_reload()):
            raise FeedsvcError(
                "no running service answered (feedsvc run or feedsvc schedule reads the files at its start)"
            )
        trouble = store.config_trouble()
    for problem in trouble:
        note(problem)
    if trouble:
        raise FeedsvcError("a running service refuses the configuration (mend the above)")
    say(f"in force: {many(len(config.sources), 'source')}, {many(len(config.topics), 'topic')}")
    return 0


def answered(
    store: Store,
    number: int,
    *,
    sleep: Callable[[float], object] = time.sleep,
    monotonic: Callable[[], float] = time.monotonic,
) -> bool:
    """Whether a running service has read its configuration since this request; waits for it."""
    end = monotonic() + PATIENCE
    while store.marks().answered < number:
        if monotonic() > end:
            return False
        sleep(PAUSE)
    return True

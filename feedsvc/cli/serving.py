"""Commands that stay: run, schedule, worker."""

from __future__ import annotations

from contextlib import suppress

import click

from feedsvc.cli.desk import Desk
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup, polling
from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.poll import Poller
from feedsvc.process import owner_name, utc_now
from feedsvc.schedule import service
from feedsvc.store import Store

PORTS = click.IntRange(0, 65535)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=PORTS,
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port (or PORT); 0 takes a free one.",
)
@click.pass_obj
def run(setup: Setup, host: str, port: int) -> None:
    """Serve and poll in one process.

    It prints its address, polls new sources at once, and stops on SIGTERM or Ctrl-C.
    """
    from feedsvc.web import create_app

    local = port if host == "127.0.0.1" else 0
    config = setup.config(stays=True).at_port(local)
    with service.ending_early(), setup.store(config, serving=True) as store:
        remember_port(store, local)
        desk = Desk(store)
        service.run_both(
            config,
            store,
            lambda: desk.hands_to(writing(config, store)),
            create_app(config, store, on_admin=desk.actions),
            host=host,
            port=port,
            ready=lambda address: say(f"feedsvc is at {address} (stop it with Ctrl-C)"),
        )


def writing(config: Config, store: Store) -> Poller:
    """A poller; the schema is looked at again, lest the database was away or write-protected before."""
    store.upgrade()
    return polling(config, store)


def remember_port(store: Store, port: int) -> None:
    """Note where we serve, for other processes that make the same links; nothing where the store is away."""
    with suppress(StoreError):
        store.remember_port(port)


@click.command()
@click.pass_obj
def schedule(setup: Setup) -> None:
    """Poll sources when they are due.

    Any number may run: each source is polled once per turn. Stops on SIGTERM or Ctrl-C.
    """
    config = setup.config(stays=True)
    said = f"feedsvc polls {len(config.sources)} sources (stop it with Ctrl-C)"
    with service.ending_early(), setup.store(config) as store:
        service.run_scheduler(config, store, lambda: polling(config, store), lambda: say(said))


@click.command()
@click.pass_obj
def worker(setup: Setup) -> None:
    """Poll what is in the queue.

    A scheduler with [schedule] dispatcher = "queue" fills it. Stops on SIGTERM or Ctrl-C.
    """
    config = setup.config(stays=True)
    if config.schedule.dispatcher != "queue":
        raise FeedsvcError('there is no queue to work on (set [schedule] dispatcher = "queue")')
    from feedsvc.schedule.queue import run_worker

    with service.ending_early(), setup.store(config) as store, setup.poller(config, store) as poller:
        run_worker(config, store, poller, owner=owner_name(), clock=utc_now)

"""Commands that stay: run, schedule, worker. What they do is imported when one of them is done."""

from __future__ import annotations

import click

from feedsvc.cli.output import say
from feedsvc.cli.overview import many
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Address, Whole
from feedsvc.errors import FeedsvcError
from feedsvc.process import owner_name, utc_now

PORTS = Whole(0, 65535)


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
@click.option("--sign-in", "signs_in", is_flag=True, help="Print an address that signs its reader in once.")
@click.pass_obj
def run(setup: Setup, host: str, port: int, signs_in: bool) -> None:
    """Serve and poll in one process.

    It prints its address, polls new sources at once, takes up changed configuration files within seconds
    (SIGHUP: at once), and stops on SIGTERM or Ctrl-C. With --sign-in sources can be added in a browser also
    where no admin token is configured: one is made up for as long as it runs.
    """
    from feedsvc.cli.together import serve_and_poll

    serve_and_poll(setup, host, port, signs_in=signs_in)


HEALTH = click.option(
    "--health",
    type=Address(),
    help="Answer /healthz and /readyz here; /readyz is 503 while a source is late.",
)


@click.command()
@HEALTH
@click.pass_obj
def schedule(setup: Setup, health: tuple[str, int] | None) -> None:
    """Poll sources when they are due.

    Any number may run: each source is polled once per turn. Changed configuration files are taken up within
    seconds (SIGHUP: at once). Stops on SIGTERM or Ctrl-C.
    """
    from feedsvc.cli.crew import staying
    from feedsvc.schedule import health as looked_after
    from feedsvc.schedule import service

    with (
        staying(setup) as (store, renewal),
        looked_after.health(health, lambda: renewal.config, store, utc_now),
    ):
        said = f"feedsvc polls {many(len(renewal.config.sources), 'source')} (stop it with Ctrl-C)"
        service.run_scheduler(store, renewal, lambda: say(said))


@click.command()
@click.option(
    "--render", "renders", is_flag=True, help="Take the sources that may need a browser, and no others."
)
@HEALTH
@click.pass_obj
def worker(setup: Setup, renders: bool, health: tuple[str, int] | None) -> None:
    """Poll what is in the queue.

    A scheduler with [schedule] dispatcher = "queue" fills it. Sources with `render` are left to workers with
    --render, which may run where the browser is. Stops on SIGTERM or Ctrl-C.
    """
    config = setup.config(stays=True)
    if config.schedule.dispatcher != "queue":
        raise FeedsvcError('there is no queue to work on (set [schedule] dispatcher = "queue")')
    from feedsvc.browser.program import executable
    from feedsvc.cli.crew import staying
    from feedsvc.schedule import health as looked_after
    from feedsvc.schedule.kinds import Kind
    from feedsvc.schedule.worker import run_worker

    if renders:
        executable(config.browser)

    with (
        staying(setup) as (store, renewal),
        looked_after.health(health, lambda: renewal.config, store, utc_now),
    ):
        kind = Kind.DRAWN if renders else Kind.PLAIN
        run_worker(store, renewal, owner=owner_name(), clock=utc_now, kind=kind)

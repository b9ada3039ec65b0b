"""The command that polls now: poll."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING

import click

from feedsvc.cli.naming import chosen, source_names
from feedsvc.cli.output import JSON, complain
from feedsvc.cli.progress import Advance, progress
from feedsvc.cli.reports import show_reports
from feedsvc.cli.setup import Setup
from feedsvc.cli.works import housekeeping
from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError, SourceBusy, StoreError
from feedsvc.models import Outcome, PollReport
from feedsvc.process import user_name
from feedsvc.telemetry import action

if TYPE_CHECKING:
    from feedsvc.poll.poller import Poller
    from feedsvc.schedule.housekeep import Housekeeper
    from feedsvc.schedule.kinds import Kind

BUSY_TRIES, BUSY_PAUSE = 260, 0.5
"""A little longer than a lease: who was killed leaves one behind."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=source_names)
@click.option("--dry-run", is_flag=True, help="Show what would change; write and publish nothing.")
@JSON
@click.pass_obj
def poll(setup: Setup, sources: Sequence[str], dry_run: bool, as_json: bool) -> int:
    """Poll sources now and publish.

    Every enabled source where none is named, whatever the schedule says. Exit status 1 when one failed;
    one that is held did not. Stopped by SIGTERM or Ctrl-C it ends the polls that it has begun.

    \b
    feedsvc poll
    feedsvc poll example --dry-run
    """
    from feedsvc.schedule.kinds import Kind, threads_of
    from feedsvc.schedule.service import stop_signals

    config = setup.config()
    wanted = chosen(config, sources)
    with setup.store(config) as store, setup.poller(config, store) as poller:
        telling = progress(len(wanted), quiet=as_json)
        with noted(sources, dry_run), telling as advance, stop_signals() as stop:
            threads = {kind: threads_of(config, kind) for kind in Kind}
            reports = poll_all(poller, wanted, threads, dry_run, advance, insists=bool(sources), stop=stop)
        show_reports(reports, as_json)
        if stop.is_set():
            raise click.Abort
        if not dry_run:
            finish(housekeeping(config, store, poller))
    return 0 if all(report.ok or report.outcome is Outcome.HELD for report in reports) else 1


def noted(sources: Sequence[str], dry_run: bool) -> AbstractContextManager[object]:
    """Logs who has which sources polled; a dry run does nothing, and all of them is what a scheduler does."""
    on = ",".join(dict.fromkeys(sources))
    return nullcontext() if dry_run or not on else action("poll", on, user_name())


def finish(housekeeper: Housekeeper) -> None:
    """Keep house; what cannot be done is said, and is no failure of a source."""
    try:
        housekeeper.finish()
    except StoreError:
        raise
    except FeedsvcError as error:
        complain(str(error))


def poll_all(
    poller: Poller,
    sources: Sequence[SourceConfig],
    threads: Mapping[Kind, int],
    dry_run: bool,
    advance: Advance,
    *,
    insists: bool = False,
    stop: threading.Event | None = None,
) -> list[PollReport]:
    """Every source polled, hosts beside each other, the sources of a host in turn; in the given order.

    Once it is told to stop no further poll is begun.
    """
    stop = stop or threading.Event()
    groups = in_turns(sources)
    reports: dict[str, PollReport] = {}

    def work(slugs: list[str]) -> None:
        for slug in slugs:
            if stop.is_set():
                break
            reports[slug] = patiently(poller, slug, dry_run, stop.wait, insists=insists)
            advance(slug)

    with ExitStack() as stack:
        pools = {kind: stack.enter_context(ThreadPoolExecutor(most)) for kind, most in threads.items()}
        for done in as_completed([pools[kind].submit(work, slugs) for kind, slugs in groups]):
            done.result()
    return [reports[source.slug] for source in sources if source.slug in reports]


def in_turns(sources: Sequence[SourceConfig]) -> list[tuple[Kind, list[str]]]:
    """The sources of one kind and host together: they are polled one after the other."""
    from feedsvc.schedule.hosts import hosts_of
    from feedsvc.schedule.kinds import kind_of

    hosts = hosts_of(sources)
    turns: dict[tuple[Kind, str], list[str]] = {}
    for source in sorted(sources, key=lambda one: hosts[one.slug]):
        turns.setdefault((kind_of(source), hosts[source.slug]), []).append(source.slug)
    return [(kind, slugs) for (kind, _), slugs in turns.items()]


def patiently(
    poller: Poller,
    slug: str,
    dry_run: bool,
    sleep: Callable[[float], object],
    *,
    insists: bool = False,
) -> PollReport:
    """Poll, waiting a lease long for whoever polls the source now; a failure of one is a report.

    `sleep` may say that it is to wait no longer.
    """
    for left in range(BUSY_TRIES, -1, -1):
        try:
            return poller.poll(slug, dry_run=dry_run, insists=insists)
        except FeedsvcError as error:
            if left == 0 or not isinstance(error, SourceBusy) or sleep(BUSY_PAUSE):
                return PollReport(source=slug, outcome=Outcome.FAILED, error=str(error))
    raise AssertionError("the last try returns")

"""Commands of the operator: status, publish, replay, record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import JSON, complain, say, show_json
from feedsvc.cli.overview import coloured, overview
from feedsvc.cli.setup import Setup
from feedsvc.config.alive import Standing
from feedsvc.errors import FeedsvcError
from feedsvc.process import user_name, utc_now
from feedsvc.publish.status import status_document
from feedsvc.telemetry import action as noted

if TYPE_CHECKING:
    from feedsvc.config import Config
    from feedsvc.store import Store


@click.command()
@JSON
@click.pass_obj
def status(setup: Setup, as_json: bool) -> None:
    """Show every source and topic.

    The worst first, with its reason, in the terminal's width (80 columns where there is none); --json has
    all of it.
    """
    config = setup.config(reads_pages=False)
    with setup.store(config) as store:
        holds = {s.slug: h.reasons for s in config.sources if (h := store.hold(s.slug))}
        standing = Standing(loaded_at=utc_now(), problems=store.config_trouble(), trouble=store.trouble())
        document = status_document(
            config, store.source_faces(), store.topic_states(), holds, standing=standing, now=utc_now()
        )
    if as_json:
        show_json(document)
        return
    for line in overview(document, utc_now(), get_terminal_size().columns):
        click.echo(coloured(line))
    for problem in standing.trouble:
        complain(f"database: {problem}")
    for problem in standing.problems:
        complain(f"configuration: {problem}")


@click.command()
@click.option(
    "--to",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write every document and page there.",
)
@JSON
@click.pass_obj
def publish(setup: Setup, directory: Path | None, as_json: bool) -> None:
    """Publish, also as files.

    What is stale is published; with --to (or [publish] directory) every document and page is written as a
    file below DIR, unchanged files untouched.
    """
    from feedsvc.publish.publisher import Publisher

    config = setup.config()
    target = directory or config.publish.directory
    with setup.store(config) as store, setup.poller(config, store):
        config = config.at_port(store.port())
        changed = Publisher(config, store, clock=utc_now).publish_stale()
        if not as_json:
            say(f"documents changed: {len(changed)}")
        files = write_site(config, store, target) if target else None
    if as_json:
        show_json({"changed": sorted(changed), "files": files})
    elif files:
        say(f"{target}: files written: {files['written']}, removed: {files['removed']}")


def write_site(config: Config, store: Store, target: Path) -> dict[str, Any]:
    """Every document and page as a file below `target`; how many were written, and removed."""
    from feedsvc.web.static_site import SiteWriter

    with writing_to(target):
        written, removed = SiteWriter(config, store, target).write(utc_now())
    return {"directory": target, "written": len(written), "removed": len(removed)}


@contextmanager
def writing_to(directory: Path) -> Iterator[None]:
    """What cannot be written there is one line that names it."""
    try:
        yield
    except OSError as error:
        told = f"{error.filename or directory}: {error.strerror} (choose another --to)"
        raise FeedsvcError(told) from error


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option("--apply", "write", is_flag=True, help="Write the result; without it, only show it.")
@JSON
@click.pass_obj
def replay(setup: Setup, source: str, write: bool, as_json: bool) -> None:
    """Read kept pages again.

    Today's code over the last pages of SOURCE: shows what would change, and with --apply changes it,
    without new ids.
    """
    from feedsvc.cli.reports import show_replay
    from feedsvc.operate.replay import replay as read_again

    config = setup.config()
    named(config, source)
    log = noted("replay", source, user_name()) if write else nullcontext()
    with setup.store(config) as store, setup.poller(config, store) as poller, log:
        reports = read_again(poller, store, source, apply=write)
    show_replay(source, reports, applied=write, as_json=as_json)


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option(
    "--to",
    "directory",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default=Path("tests/pages"),
    show_default=True,
    help="Write its folder there.",
)
@click.pass_obj
def record(setup: Setup, source: str, directory: Path) -> None:
    """Make a page a test case.

    The newest kept page of SOURCE becomes a folder of page, meta and expected stories.
    """
    from feedsvc.operate.golden import record_case

    config = setup.config()
    named(config, source)
    with setup.store(config) as store, setup.poller(config, store) as poller, writing_to(directory):
        say(f"wrote {record_case(poller, store, source, directory)}")

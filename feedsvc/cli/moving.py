"""`feedsvc db copy`: a running installation moves to another database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from feedsvc.cli.output import JSON, say, show_json
from feedsvc.cli.progress import gauge
from feedsvc.cli.setup import Setup
from feedsvc.config.addresses import store_url
from feedsvc.config.options import Wrong
from feedsvc.config.place import anchored, home_of
from feedsvc.errors import FeedsvcError


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@JSON
@click.pass_obj
def copy(setup: Setup, source: str, target: str, as_json: bool) -> None:
    """Copy the database into an empty one.

    FROM and TO are written as in [store] url; SQLite to PostgreSQL, back, or of one kind. Ids, archives and
    documents stay the same to the byte. What is polled meanwhile is left behind: stop the pollers first.

    \b
    feedsvc db copy sqlite:///var/feedsvc.db postgresql+psycopg://user@host/db
    """
    from feedsvc.store import open_store
    from feedsvc.store.transfer import copy_store

    home = home_of(setup.directory) if setup.is_configured() else Path()
    old, new = database(source, "FROM", home), database(target, "TO", home)
    if old == new:
        raise click.UsageError("FROM and TO are the same database (name a new one)")
    with (
        closing(open_store(old, read_only=True)) as reading,
        closing(open_store(new)) as writing,
        gauge("copying") as told,
    ):
        try:
            copied = copy_store(reading, writing, told)
        except FeedsvcError as error:
            raise FeedsvcError(f"nothing was copied: {error}") from error
    if as_json:
        show_json({"copied": copied})
    else:
        rows = ", ".join(f"{copied[name]:,} {name}" for name in ("stories", "sources", "topics", "documents"))
        say(f"copied: {rows} (now set [store] url, or FEEDSVC_STORE_URL, to the new database)")


def database(url: str, name: str, home: Path) -> str:
    """A database's URL, a relative file found as one of the configuration; raises UsageError."""
    try:
        return anchored(store_url(url), home)
    except Wrong as wrong:
        raise click.UsageError(f"{name} {wrong}") from None

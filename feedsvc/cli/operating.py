"""Commands of the operator: check, status, publish, review, replay, record, db."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedsvc.cli.output import JSON, complain, say, show_json, show_reports, show_table
from feedsvc.cli.setup import Setup, named, opened, source_names
from feedsvc.config.alive import Standing
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.models import Hold
from feedsvc.process import utc_now
from feedsvc.publish.status import status_document

if TYPE_CHECKING:
    from feedsvc.operate.review import Beside
    from feedsvc.poll.poller import Poller
    from feedsvc.store import Store

SHOWN = 40
"""Stories that a review lists."""


@click.command()
@JSON
@click.pass_obj
def check(setup: Setup, as_json: bool) -> int:
    """Check configuration and database.

    Lists every source with its state. Exit status 1 when the database needs a look, 2 for mistakes in the
    configuration.
    """
    from feedsvc.poll.following import remembered

    config = setup.config()
    store = opened(config)
    try:
        with suppress(StoreError):  # what stands in its way is what the check tells
            store.upgrade()
        problems = store.check()
        states = {} if problems else {s.slug: s for s in store.source_states()}
    finally:
        store.close()
    rows = [
        (s.slug, states[s.slug].state.value if s.slug in states else "new", s.extractor, s.every, s.url)
        for s in config.sources
    ]
    feeds = {s.slug: remembered(s, states[s.slug]) if s.slug in states else "" for s in config.sources}
    if as_json:
        names = ("slug", "state", "extractor", "every", "url")
        told = [dict(zip(names, row, strict=True)) | {"feed": feeds[str(row[0])]} for row in rows]
        show_json({"problems": problems, "sources": told})
    else:
        show_table(("source", "state", "extractor", "every", "url"), rows)
        for slug, feed in feeds.items():
            if feed:
                say(f"{slug}: its page only links a feed, which is read instead: {feed}")
        say(f"configuration: {len(config.sources)} sources, {len(config.topics)} topics, no mistakes")
        say(f"database: {'needs a look' if problems else 'well'}")
    for problem in problems:
        complain(f"database: {problem}")
    return 1 if problems else 0


@click.command()
@JSON
@click.pass_obj
def status(setup: Setup, as_json: bool) -> None:
    """Show every source and topic."""
    config = setup.config()
    with setup.store(config) as store:
        holds = {s.slug: h.reasons for s in config.sources if (h := store.hold(s.slug))}
        standing = Standing(loaded_at=utc_now(), problems=store.config_trouble())
        document = status_document(
            config, store.source_states(), store.topic_states(), holds, standing=standing
        )
    if as_json:
        show_json(document)
        return
    columns = ("slug", "state", "stories", "last_success", "last_change", "next_poll", "failures", "error")
    rows = [[short(name, source[name]) for name in columns] for source in document["sources"]]
    show_table([name.replace("_", " ") for name in columns], rows)
    topics = [
        (t["slug"], t["stories"], short("updated", t["updated"]), t["title"]) for t in document["topics"]
    ]
    show_table(("topic", "stories", "updated", "title"), topics)
    for problem in standing.problems:
        complain(f"configuration: {problem}")


def short(name: str, value: object) -> object:
    """A value as a narrow table shows it: times to the minute."""
    timed = name.startswith(("last_", "next_", "updated")) and isinstance(value, str)
    return str(value)[:16].replace("T", " ") if timed else value


@click.command()
@click.option("--to", "directory", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.pass_obj
def publish(setup: Setup, directory: Path | None) -> None:
    """Publish, also as files.

    What is stale is published; with --to (or [publish] directory) every document and page is written as a
    file below DIR, unchanged files untouched.
    """
    from feedsvc.publish.publisher import Publisher
    from feedsvc.web.static_site import SiteWriter

    config = setup.config()
    target = directory or config.publish.directory
    with setup.store(config) as store, setup.poller(config, store):
        config = config.at_port(store.port())
        changed = Publisher(config, store, clock=utc_now).publish_stale()
        say(f"documents changed: {len(changed)}")
        if target is None:
            return
        try:
            written, removed = SiteWriter(config, store, target).write(utc_now())
        except OSError as error:
            raise FeedsvcError(
                f"{error.filename or target}: {error.strerror} (choose another --to)"
            ) from error
        say(f"{target}: files written: {len(written)}, removed: {len(removed)}")


@click.command()
@click.argument("source", shell_complete=source_names)
@click.argument("action", type=click.Choice(["accept", "reject"]), required=False)
@click.pass_obj
def review(setup: Setup, source: str, action: str | None) -> int:
    """Show, accept or reject what is held.

    Without an action: what is held of SOURCE, and why. `accept` publishes it, `reject` drops it.
    """
    config = setup.config()
    named(config, source)
    with setup.store(config) as store:
        hold = store.hold(source)
        if hold is None:
            say(f"nothing of {source} is held")
            return 0 if action is None else 1
        from feedsvc.operate import review as reviewing

        with setup.poller(config, store) as poller:
            if action is None:
                show_hold(hold, reviewing.compare(poller, hold))
                say_repair(poller, store, source)
                return 0
            show_reports([reviewing.review(poller, store, source, action)], as_json=False)
    return 0


def say_repair(poller: Poller, store: Store, source: str) -> None:
    """How a page that changed its shape can be read now, where known stories are found in it."""
    from feedsvc.operate.mending import hint, kept_proposal

    if repair := kept_proposal(poller, store, source):
        say(hint(repair))


def show_hold(hold: Hold, stories: Sequence[Beside]) -> None:
    """Reasons, and held stories beside the known ones."""
    for reason in hold.reasons:
        say(f"held since {hold.held_at:%Y-%m-%d %H:%M}Z: {reason}")
    rows = [(s.what, s.published, s.held, s.known, s.url) for s in stories[:SHOWN]]
    if rows:
        show_table(("what", "published", "held", "known", "link"), rows)
    if len(stories) > SHOWN:
        say(f"… and {len(stories) - SHOWN} more")
    counts = Counter(s.what for s in stories)
    told = ", ".join(f"{counts[what]} {what}" for what in ("new", "edited", "known", "missing"))
    say(f"{told} (feedsvc review {hold.source} accept | reject)")


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option("--apply", "write", is_flag=True, help="Write the result; without it, only show it.")
@click.pass_obj
def replay(setup: Setup, source: str, write: bool) -> None:
    """Read kept pages again.

    Today's code over the last pages of SOURCE: shows what would change, and with --apply changes it,
    without new ids.
    """
    from feedsvc.operate.replay import replay as read_again

    config = setup.config()
    named(config, source)
    with setup.store(config) as store, setup.poller(config, store) as poller:
        show_reports(read_again(poller, store, source, apply=write), as_json=False)
    if not write:
        say("nothing was written (--apply writes it)")


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option(
    "--to", "directory", type=click.Path(path_type=Path), default=Path("tests/pages"), show_default=True
)
@click.pass_obj
def record(setup: Setup, source: str, directory: Path) -> None:
    """Make a page a test case.

    The newest kept page of SOURCE becomes a folder of page, meta and expected stories.
    """
    from feedsvc.operate.cases import record_case

    config = setup.config()
    named(config, source)
    with setup.store(config) as store, setup.poller(config, store) as poller:
        say(f"wrote {record_case(poller, store, source, directory)}")


@click.group()
def db() -> None:
    """The database."""


@db.command()
@click.pass_obj
def upgrade(setup: Setup) -> None:
    """Bring the schema up to date; safe beside anything else."""
    config = setup.config()
    store = opened(config)
    try:
        say("the schema was upgraded" if store.upgrade() else "the schema is up to date")
    finally:
        store.close()

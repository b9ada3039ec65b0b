"""Commands of the operator: check, status, publish, review, replay, record, db."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from feedsvc.cli.backups import backup, restore
from feedsvc.cli.moving import copy
from feedsvc.cli.output import JSON, complain, say, show_json, show_replay, show_reports, show_table
from feedsvc.cli.overview import coloured, many, overview
from feedsvc.cli.setup import Setup, named, opened, source_names
from feedsvc.cli.usage import Group, Word
from feedsvc.config import Config
from feedsvc.config.alive import Standing
from feedsvc.errors import ConfigError, FeedsvcError, StoreError
from feedsvc.models import Hold, TopicState
from feedsvc.process import user_name, utc_now
from feedsvc.publish.status import status_document
from feedsvc.telemetry import action as noted

if TYPE_CHECKING:
    from feedsvc.operate.review import Beside
    from feedsvc.operate.way import Repair

SHOWN = 40
"""Stories that a review lists."""


@click.command()
@JSON
@click.pass_obj
def check(setup: Setup, as_json: bool) -> int:
    """Check configuration and database.

    Lists every source with its state. Exit status 1 when the database or the key that signs requests needs a
    look, 2 for mistakes in the configuration.
    """
    from feedsvc.browser.finding import told as browser_told
    from feedsvc.cli.keys import broken_key
    from feedsvc.extract.confine import tell
    from feedsvc.operate.alerting import channel_problems
    from feedsvc.poll.following import remembered

    config = setup.config()
    if wrong := channel_problems(config.directory / "feedsvc.toml", config.alerts.channels):
        raise ConfigError(wrong)
    store = opened(config)
    try:
        with suppress(StoreError):  # what stands in its way is what the check tells
            store.upgrade()
        problems = store.check()
        states = {} if problems else {s.slug: s for s in store.source_states()}
        topics = [] if problems else store.topic_states()
    finally:
        store.close()
    rows = [
        (s.slug, states[s.slug].state.value if s.slug in states else "new", s.extractor, s.every, s.address)
        for s in config.sources
    ]
    feeds = {s.slug: remembered(s, states[s.slug]) if s.slug in states else "" for s in config.sources}
    browser, key = browser_told(config.browser), broken_key(config.bot_key)
    if as_json:
        names = ("slug", "state", "extractor", "every", "url")
        told = [dict(zip(names, row, strict=True)) | {"feed": feeds[str(row[0])]} for row in rows]
        wrong_here = [*problems, *([key] if key else [])]
        show_json({"problems": wrong_here, "sources": told, "confinement": tell(), "browser": browser})
    else:
        show_table(("source", "state", "extractor", "every", "url"), rows)
        for slug, feed in feeds.items():
            if feed:
                say(f"{slug}: its page only links a feed, which is read instead: {feed}")
        for line in kept_anyway(config, topics, utc_now()):
            say(line)
        held = f"{many(len(config.sources), 'source')}, {many(len(config.topics), 'topic')}"
        say(f"configuration: {held}, no mistakes")
        say(f"database: {'needs a look' if problems else 'well'}")
        say(f"browser for pages drawn by JavaScript: {browser}")
        say(f"pages are read in processes of their own: {', '.join(tell())}")
    for problem in problems:
        complain(f"database: {problem}")
    if key:
        complain(f"{key}: no request is signed")
    return 1 if problems or key else 0


def kept_anyway(config: Config, topics: Sequence[TopicState], now: datetime) -> Iterator[str]:
    """A line for each topic that `keep` would empty: its newest entries stay."""
    for state in topics:
        topic = config.topic(state.slug)
        if topic and topic.keep and state.updated and state.updated < now - topic.keep:
            entries = topic.entries or config.publish.entries
            yield f"{topic.slug}: all its stories are older than keep; the newest {entries} stay"


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
@click.option("--to", "directory", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@JSON
@click.pass_obj
def publish(setup: Setup, directory: Path | None, as_json: bool) -> None:
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
        if not as_json:
            say(f"documents changed: {len(changed)}")
        try:
            written, removed = SiteWriter(config, store, target).write(utc_now()) if target else ([], [])
        except OSError as error:
            raise FeedsvcError(
                f"{error.filename or target}: {error.strerror} (choose another --to)"
            ) from error
    if as_json:
        files = {"directory": target, "written": len(written), "removed": len(removed)} if target else None
        show_json({"changed": sorted(changed), "files": files})
    elif target:
        say(f"{target}: files written: {len(written)}, removed: {len(removed)}")


@click.command()
@click.argument("source", shell_complete=source_names)
@click.argument("action", type=Word(["accept", "reject"]), required=False)
@JSON
@click.pass_obj
def review(setup: Setup, source: str, action: str | None, as_json: bool) -> int:
    """Show, accept or reject what is held.

    Without an action: what is held of SOURCE, and why. `accept` publishes it (of a page that changed its
    shape: has it read as `heal` proposes, where that is sure), `reject` drops it.
    """
    config = setup.config(reads_pages=False)
    named(config, source)
    with setup.store(config) as store:
        hold = store.hold(source)
        if hold is None:
            if as_json:
                show_json({"source": source, "held": None})
            else:
                say(f"nothing of {source} is held")
            return 0 if action is None else 1
        from feedsvc.operate import review as reviewing
        from feedsvc.operate.mending import kept_proposal

        with setup.poller(setup.config(), store) as poller:
            if action is None:
                stories = reviewing.compare(poller, hold)
                repair = kept_proposal(poller, store, source)
                tell_hold(hold, stories, repair) if as_json else show_hold(hold, stories, repair)
                return 0
            before = poller.source(source)
            with noted(action, source, user_name()):
                report = reviewing.review(poller, store, source, action)
            show_reports([report], as_json)
            if not as_json and poller.source(source) != before:
                say(f"read in another way from now on (the old options stand in {poller.file(source)})")
    return 0


def tell_hold(hold: Hold, stories: Sequence[Beside], repair: Repair | None) -> None:
    """The same for programs: every story with all of its fields, and what would mend the source."""
    beside = [asdict(story) for story in stories]
    held = {"held_at": hold.held_at, "reasons": hold.reasons, "stories": beside}
    show_json({"source": hold.source, "held": held, "repair": repair.values() if repair else None})


def show_hold(hold: Hold, stories: Sequence[Beside], repair: Repair | None) -> None:
    """Reasons, held stories beside the known ones, and what would mend the source."""
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
    if repair is not None:
        told = "accept takes this over" if repair.is_sure else f"doubtful: {repair.doubts[0]}"
        say(f"can be mended: {repair.told()}; {told} (feedsvc heal {hold.source} shows it)")


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


@click.group(cls=Group)
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


db.add_command(copy)
db.add_command(backup)
db.add_command(restore)

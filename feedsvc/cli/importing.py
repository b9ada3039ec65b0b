"""The command `import`: from a reader's list of subscriptions (OPML) to files of sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedsvc.cli.output import JSON, say, show_json
from feedsvc.cli.overview import many
from feedsvc.cli.progress import progress
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError
from feedsvc.process import user_name
from feedsvc.telemetry import action

if TYPE_CHECKING:
    from feedsvc.builder.importing import Importer
    from feedsvc.builder.subscriptions import Brought
    from feedsvc.operate.opml import Opml


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--topic", metavar="T", default="", help="One topic for all, in place of one for each folder.")
@JSON
@click.pass_obj
def import_(setup: Setup, file: Path, topic: str, as_json: bool) -> int:
    """Make sources of a reader's subscriptions.

    FILE is what feed readers export (OPML). Each feed in it becomes a source with the strategy upstream, in
    a topic called as its folder; a page without a feed is looked at as `feedsvc new` does. What is there
    already is left as it is, and named; where no topic lists it, it joins its folder's. The feeds
    are written all together or not at all. The exit status is 1 where something of the file could not become
    a source.

    \b
    feedsvc import subscriptions.opml
    feedsvc import subscriptions.opml --topic "My feeds"
    """
    opml = opened_opml(file)
    brought: list[Brought] = []
    pages = sum(not outline.feed for outline in opml.outlines)
    with (
        action("import", file.name, user_name()),
        importer_of(setup) as importer,
        progress(pages, quiet=as_json, doing="importing") as waiting,
    ):
        topic = " ".join(topic.split())
        for one in chain(importer.feeds(opml, file.name, topic), importer.pages(opml, topic)):
            if one.outcome == "looking":
                waiting(one.outline.shown)
                continue
            brought.append(one)
            if not as_json:
                waiting.says(line_about(one))
    show_json(import_document(file, brought)) if as_json else say(summed_up(brought))
    return 1 if any(one.outcome == "failed" for one in brought) else 0


def opened_opml(file: Path) -> Opml:
    """The subscriptions of a file; raises FeedsvcError in one line that names it."""
    from feedsvc.operate.opml import LARGEST, read_opml

    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise FeedsvcError(f"{file}: {error.strerror} (name a file that your reader exported)") from error
    return read_opml(content, str(file))


@contextmanager
def importer_of(setup: Setup) -> Iterator[Importer]:
    """What brings subscriptions in, over one child and one browser for all pages."""
    from feedsvc.builder.files import Files
    from feedsvc.builder.importing import Importer
    from feedsvc.cli.visiting import explorer

    config = setup.config()
    with explorer(config) as look:
        yield Importer(Files(setup.directory, setup.config), setup.config, look.detection)


def line_about(one: Brought) -> str:
    """What became of a subscription, in a line."""
    title = one.outline.title or one.outline.shown
    if one.outcome == "made":
        return f"wrote sources/{one.slug}.toml: {title}"
    if one.outcome == "there":
        return f"there already as {one.slug}: {title}"
    where = "" if one.outline.shown in one.told else f" ({one.outline.shown})"
    return f"not made: {title}: {one.told}{where}"


def summed_up(brought: list[Brought]) -> str:
    """How many were made, were there, and were not made."""
    counts = {word: sum(one.outcome == word for one in brought) for word in ("made", "there", "failed")}
    there = f", {counts['there']} there already" if counts["there"] else ""
    failed = f", {counts['failed']} not made" if counts["failed"] else ""
    return f"{many(counts['made'], 'source')} made{there}{failed}"


def import_document(file: Path, brought: list[Brought]) -> dict[str, Any]:
    """What became of every subscription, as plain JSON values."""
    from feedsvc.builder.subscriptions import brought_values

    return {"file": str(file), "subscriptions": list(map(brought_values, brought))}

"""The command that shows what is found on a page, and writes nothing: extract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import JSON, say, show_json, show_table
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError
from feedsvc.models import Extraction, ParsedStory

if TYPE_CHECKING:
    from feedsvc.config import Config


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option(
    "--source", "slug", metavar="SLUG", help="Read it as this source is read.", shell_complete=source_names
)
@JSON
@click.pass_obj
def extract(setup: Setup, page: str, slug: str | None, as_json: bool) -> None:
    """Show what is found on a page.

    Every story with where its fields came from; nothing is written. Without --source the page is read as
    the source with its URL or file, or by trying everything. No configuration is needed.

    \b
    feedsvc extract https://example.org/news
    feedsvc extract saved.html --source example
    """
    from feedsvc.cli.look import looked_at, source_at

    config = setup.config_or_defaults()
    source = named(config, slug) if slug else source_at(config, page)
    found = looked_at(config, page, source)
    marks = marks_of(config, slug) if slug else ()
    if as_json:
        from feedsvc.operate.candidates import preview

        show_json(preview(found) | ({"marks": list(marks)} if slug else {}))
        return
    show_extraction(found)
    if marks:
        say(f"session marks left out of its addresses: {', '.join(marks)}")


def marks_of(config: Config, slug: str) -> tuple[str, ...]:
    """What polls have learnt to leave out of the source's addresses; nothing without a database."""
    from feedsvc.cli.setup import opened
    from feedsvc.config.place import sqlite_file

    file = sqlite_file(config.store.url)
    if file and not file.exists():  # looking makes none
        return ()
    with suppress(FeedsvcError), closing(opened(config)) as store:
        state = store.source_state(slug)
        return state.history.marks if state else ()
    return ()


def show_extraction(found: Extraction) -> None:
    """Every story with its fields and where each came from."""
    for n, story in enumerate(found.stories, 1):
        say(f"{n}. {story.title}")
        show_table((), list(story_rows(story)))
    for attempt in found.attempts:
        say(f"tried {attempt}")
    kind = f", looks like a {found.page_kind} page" if found.page_kind else ""
    say(f"{len(found.stories)} stories by {found.strategy}, {found.dropped} dropped{kind}")


def story_rows(story: ParsedStory) -> Iterator[tuple[str, object, str]]:
    """Field, value and reason, for the fields that have a value."""
    values: dict[str, object] = {
        "link": story.url,
        "published": story.published,
        "authors": ", ".join(story.authors),
        "section": story.section,
        "summary": story.summary[:200],
        "text": story.text.replace("\n", " ")[:200],
        "related": ", ".join(r.title for r in story.related),
        "images": ", ".join(i.url for i in story.images),
    }
    names = {"link": "url", "published": "date", "authors": "author", "text": "content", "images": "image"}
    for name, value in {"title": story.title, **values}.items():
        if value:
            reason = story.reasons.get(name) or story.reasons.get(names.get(name, ""), "")
            yield name, value, reason

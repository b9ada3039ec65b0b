"""The command `new`: from a URL to a source's file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from feedsvc.cli.look import extractors, page_of_file
from feedsvc.cli.output import say, show_table
from feedsvc.cli.setup import Setup
from feedsvc.config import Config, checks
from feedsvc.config.options import Check, Wrong
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.child import ExtractorPool
from feedsvc.fetch import LocalGate, make_fetcher
from feedsvc.models import Page
from feedsvc.operate.detect import Detection, Finding, Run, detect, source_toml, suggest_slug, with_feeds
from feedsvc.operate.worth import doubts, not_worth_it
from feedsvc.process import utc_now


@click.command()
@click.argument("url")
@click.option("--slug", metavar="S", help="Name of the source; made from the URL where not given.")
@click.option("--title", metavar="T", help="Title of the source; the page's own where not given.")
@click.option("--timezone", default="UTC", show_default=True, help="Zone of dates that carry none.")
@click.option("--force", is_flag=True, help="Write the file even if what is found is not worth it.")
@click.pass_obj
def new(setup: Setup, url: str, slug: str | None, title: str | None, timezone: str, force: bool) -> None:
    """Make a source of a page.

    Tries every way of reading it, shows what each finds, and writes sources/<slug>.toml with the best.
    Where nothing there is worth it, nothing is written without --force. A file that is already there is
    never touched. Without a configuration the file's text is printed.
    """
    config = setup.config_or_defaults()
    place = free_place(config.directory / "sources", slug or suggest_slug(url, title))
    checked("--timezone", checks.zone, timezone)
    detection = explored(config, url, timezone)
    show_detection(detection)
    refuse_worthless(detection, place, force=force)
    text = source_toml(detection, title=title)
    if not setup.is_configured():
        show_text(place, text)
        return
    write(setup, place, text)
    say(f"wrote {place} (try it: feedsvc poll {place.stem})")


def refuse_worthless(detection: Detection, place: Path, *, force: bool) -> None:
    """Raises FeedsvcError for what is below the floor of worth, unless forced; else says what is doubtful."""
    problem = not_worth_it(detection)
    if problem and not force:
        way = f"write {place} by hand with selectors, or name another page; --force writes it all the same"
        raise FeedsvcError(f"{detection.url}: {problem} ({way})")
    said = [problem] if problem else doubts(detection.best) if detection.best else ()
    for doubt in said:
        click.echo(f"warning: {doubt}", err=True)


def show_text(place: Path, text: str) -> None:
    """The text of a source's file that has no place yet, and what would give it one."""
    for line in text.removesuffix("\n").split("\n"):
        say(line)
    note = f"nothing was written: there is no configuration (feedsvc init makes one, for its {place})"
    click.echo(note, err=True)


def free_place(directory: Path, slug: str) -> Path:
    """Where the source's file goes; a bad name is a usage error, one that is taken an error."""
    checked("--slug", checks.slug, slug)
    place = directory / f"{slug}.toml"
    if place.exists():
        raise FeedsvcError(f"{place} is already there (choose another name with --slug)")
    return place


def checked(name: str, check: Check[Any], value: str) -> None:
    """A value that fails its check is a usage error."""
    try:
        check(value)
    except Wrong as wrong:
        raise click.UsageError(f"{name}: {wrong}") from wrong


def explored(config: Config, url: str, timezone: str) -> Detection:
    """What every strategy finds on the page, on the one that it leads to, and in the feeds that it links."""
    with visitor(config) as visit, extractors() as pool:

        def look(place: str) -> Detection:
            page = visit(place)
            refuse_outside(config, place, page)
            return detect(page, reader(pool, page, timezone), timezone=timezone)

        detection = look(url)
        if detection.best is None and detection.next_url:
            say(f"the page leads to {detection.next_url}, which shows its stories")
            detection = replace(look(detection.next_url), url=url)
        return with_feeds(detection, lambda feed: reader(pool, visit(feed), timezone))


def refuse_outside(config: Config, place: str, page: Page) -> None:
    """Raises FeedsvcError for a file that no poll may read."""
    if page.url.startswith("file:") and not (config.directory / unquote(page.url[5:])).is_file():
        raise FeedsvcError(
            f"{place}: lies outside {config.directory} (copy it below: only there is it polled)"
        )


@contextmanager
def visitor(config: Config) -> Iterator[Callable[[str], Page]]:
    """Fetches URLs, with the pauses that their hosts are owed, and files."""
    fetcher = make_fetcher(config, LocalGate(sleep=time.sleep, clock=utc_now), utc_now)

    def visit(place: str) -> Page:
        if place.startswith(("http://", "https://")):
            return fetcher.fetch_url(place)
        return page_of_file(config, place, None)

    try:
        yield visit
    finally:
        fetcher.close()


def reader(pool: ExtractorPool, page: Page, timezone: str) -> Run:
    """Tries a strategy on the page in the killable child."""
    base, now = ExtractSettings(extractor="auto", timezone=timezone, url=page.url), utc_now()
    return lambda name, options: pool.extract(page, replace(base, extractor=name, options=options), now)


def show_detection(detection: Detection) -> None:
    """One row a strategy, and the feeds that the page names."""
    rows = [
        (
            f.strategy + (" *" if f is detection.best else ""),
            f.stories,
            f.dated,
            f.linked,
            f.authored,
            sample(f),
        )
        for f in detection.findings
    ]
    show_table(("strategy", "stories", "dated", "linked", "authors", "sample"), rows)
    if detection.further and detection.best:
        say(f"the list goes on at {detection.further} (pages = 3 in its options reads more of it)")
    for feed in detection.other_feeds:
        say(f"the page links a feed of its own: {feed} (feedsvc new {feed})")


def sample(finding: Finding) -> str:
    """A title, or why there is none; with the address of a linked feed before it."""
    text = finding.titles[0] if finding.titles else finding.reason
    return text if not finding.url or finding.url in text else f"{finding.url}: {text}"


def write(setup: Setup, place: Path, text: str) -> None:
    """Write a source's file, which must be a good one; nothing is ever overwritten."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise FeedsvcError(f"{place}: {error.strerror} (choose another --slug or --config)") from error
    try:
        setup.config()
    except ConfigError:
        place.unlink()
        raise

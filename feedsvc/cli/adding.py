"""The command `new`: from a URL to a source's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from feedsvc.cli.look import extractors, fetched
from feedsvc.cli.output import say, show_table
from feedsvc.cli.setup import Setup
from feedsvc.config import checks
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.detect import Detection, detect, source_toml, suggest_slug
from feedsvc.models import Extraction, Page
from feedsvc.process import utc_now


@click.command()
@click.argument("url")
@click.option("--slug", metavar="S", help="Name of the source; made from the URL where not given.")
@click.option("--title", metavar="T", help="Title of the source; the page's own where not given.")
@click.option("--timezone", default="UTC", show_default=True, help="Zone of dates that carry none.")
@click.pass_obj
def new(setup: Setup, url: str, slug: str | None, title: str | None, timezone: str) -> None:
    """Make a source of a page.

    Tries every way of reading it, shows what each finds, and writes config/sources/<slug>.toml with the best.
    A file that is already there is never touched.
    """
    config = setup.config()
    place = free_place(config.directory / "sources", slug or suggest_slug(url, title))
    checked("--timezone", checks.zone, timezone)
    page = fetched(config, url, None)
    if page.url.startswith("file:") and not (config.directory / unquote(page.url[5:])).is_file():
        raise FeedsvcError(f"{url}: lies outside {config.directory} (copy it below: only there is it polled)")
    detection = detected(page, timezone)
    if detection.best is None and detection.next_url:
        say(f"the page leads to {detection.next_url}, which shows its stories")
        detection = replace(detected(fetched(config, detection.next_url, None), timezone), url=url)
    show_detection(detection)
    if detection.best is None:
        raise FeedsvcError(
            f"{url}: nothing finds stories there (write {place} by hand with selectors, or name another page)"
        )
    write(setup, place, source_toml(detection, title=title))
    say(f"wrote {place} (try it: feedsvc poll {place.stem})")


def free_place(directory: Path, slug: str) -> Path:
    """Where the source's file goes; a bad name is a usage error, one that is taken an error."""
    checked("--slug", checks.slug, slug)
    place = directory / f"{slug}.toml"
    if place.exists():
        raise FeedsvcError(f"{place} is already there (choose another name with --slug)")
    return place


def checked(name: str, check: checks.Check[Any], value: str) -> None:
    """A value that fails its check is a usage error."""
    try:
        check(value)
    except checks.Wrong as wrong:
        raise click.UsageError(f"{name}: {wrong}") from wrong


def detected(page: Page, timezone: str) -> Detection:
    """What every strategy finds, each tried in the killable child."""
    base = ExtractSettings(extractor="auto", timezone=timezone, url=page.url)
    now = utc_now()
    with extractors() as pool:

        def run(strategy: str, options: Mapping[str, Any]) -> Extraction:
            return pool.extract(page, replace(base, extractor=strategy, options=options), now)

        return detect(page, run, timezone=timezone)


def show_detection(detection: Detection) -> None:
    """One row a strategy, and the feeds that the page names."""
    rows = [
        (
            f.strategy + (" *" if f is detection.best else ""),
            f.stories,
            f.dated,
            f.linked,
            f.authored,
            f.titles[0] if f.titles else f.reason,
        )
        for f in detection.findings
    ]
    show_table(("strategy", "stories", "dated", "linked", "authors", "sample"), rows)
    for feed in detection.feeds:
        say(f"the page links a feed of its own: {feed} (feedsvc new {feed})")


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

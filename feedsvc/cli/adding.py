"""The command `new`: from a URL to a source's file."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

import click

from feedsvc.browser.renderer import make_renderer
from feedsvc.cli.choice import show_candidates
from feedsvc.cli.look import extractors, page_of_file
from feedsvc.cli.output import JSON, say, show_json
from feedsvc.cli.proxied import through, written_through
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Whole
from feedsvc.config import Config, names
from feedsvc.config.options import Check, Wrong
from feedsvc.decide.similarity import bare_words
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.fetch import LocalGate, make_fetcher
from feedsvc.fetch.targets import parse_target
from feedsvc.files import one_writer
from feedsvc.models import Page, Validators
from feedsvc.operate.candidates import Candidate, candidates, document, is_like
from feedsvc.operate.copied import Copied
from feedsvc.operate.curl import read_curl
from feedsvc.operate.detection import Detection
from feedsvc.operate.explore import Explorer, Tell
from feedsvc.operate.sourcefile import source_toml, suggest_slug
from feedsvc.operate.worth import not_worth_it, refusal
from feedsvc.process import user_name, utc_now
from feedsvc.telemetry import action


class Visit(Protocol):
    """Fetches an address, or its answer to a posted body."""

    def __call__(self, place: str, body: str = "") -> Page: ...


@click.command()
@click.argument("url", required=False)
@click.option("--curl", metavar="COMMAND", default="", help="Ask as this command copied from a browser asks.")
@click.option("--choose", metavar="N", type=Whole(min=1), help="Take the list of this number.")
@click.option("--like", metavar="WORDS", default="", help="Take the list with these words of the page.")
@click.option("--slug", metavar="S", help="Name of the source; made from the URL where not given.")
@click.option("--title", metavar="T", help="Title of the source; the page's own where not given.")
@click.option("--timezone", default="", help="Zone of dates that carry none: the page's own, or UTC.")
@click.option("--proxy", metavar="URL", default="", help="Ask through this proxy, now and at every poll.")
@click.option("--force", is_flag=True, help="Write the file even if what is found is not worth it.")
@JSON
@click.pass_obj
def new(
    setup: Setup,
    url: str | None,
    curl: str,
    choose: int | None,
    like: str,
    slug: str | None,
    title: str | None,
    timezone: str,
    proxy: str,
    force: bool,
    as_json: bool,
) -> int:
    """Make a source of a page.

    Shows every list that the page has and the feeds that it links, best first, and writes
    sources/<slug>.toml for the first, for the one of --choose, or for the one that shows the words of --like.
    Where nothing there is worth it, nothing is written without --force. A file that is already there is
    never touched. Without a configuration the file's text is printed. With --json nothing is written.
    With --curl the secrets of the command are named as variables of the environment, and never written.
    With --proxy the page is looked at, and the source polled, through a proxy (http://, socks5h://, socks5://);
    a password stays a variable of the environment there, too: 'http://me:${NAME}@host:port'.
    """
    copied = copied_from(curl, url)
    url = copied.url if copied else url
    if url is None:
        raise click.MissingParameter(param_type="argument", param_hint="'URL'")
    config = through(setup.config_or_defaults(), proxy)
    checked("--timezone", names.zone, timezone or "UTC")
    if like and not bare_words(like):
        raise click.UsageError("--like: holds no words (copy some of a story's title from the page)")
    if as_json:
        return print_candidates(config, url, like, timezone, copied)
    place = free_place(config.directory / "sources", slug or suggest_slug(url, title))
    detection = explored(config, url, like, timezone, say, copied)
    lists = candidates(detection, like)
    chosen = pick(detection, lists, choose=choose, like=like, force=force)
    show_candidates(detection, lists, chosen)
    refuse_worthless(chosen, lists, place, like=like, force=force)
    text = written_through(proxy, asked_as(copied, chosen, source_toml(chosen, title=title)))
    if not setup.is_configured():
        show_text(place, text)
        return 0
    with action("make", place.stem, user_name()):
        write(setup, place, text, copied.secrets if copied else {})
    say(f"wrote {place} (try it: feedsvc poll {place.stem})")
    return 0


def copied_from(curl: str, url: str | None) -> Copied | None:
    """What the copied command asks; None without one, a usage error where it is not understood."""
    if not curl:
        return None
    try:
        copied = read_curl(curl)
    except FeedsvcError as error:
        raise click.UsageError(str(error)) from error
    if url and parse_target(url) != parse_target(copied.url):
        raise click.UsageError("--curl: the command asks another address than URL (leave URL out)")
    for note in copied.notes:
        click.echo(f"note: {note}", err=True)
    return copied


def asked_as(copied: Copied | None, chosen: Detection, text: str) -> str:
    """The text with what the command asks beside the address, where that is read; says what to set."""
    if copied is None or (chosen.best and chosen.best.url not in ("", copied.url)):
        return text
    for line in copied.variables():
        click.echo(line, err=True)
    return copied.written_into(text)


def print_candidates(config: Config, url: str, like: str, timezone: str, copied: Copied | None = None) -> int:
    """Prints what there is to choose from as JSON; the exit status, 1 where nothing is worth it."""
    detection = explored(config, url, like, timezone, lambda _step: None, copied)
    lists = candidates(detection, like)
    show_json(document(detection, lists))
    worth = [c for c in lists if not refusal(c.finding) and (not like or is_like(c.finding, like))]
    return 0 if worth else 1


def pick(
    detection: Detection, lists: Sequence[Candidate], *, choose: int | None, like: str, force: bool
) -> Detection:
    """The detection with the list that is wanted as its best one, None where there is none."""
    if choose is not None:
        if choose > len(lists):
            there = f"1 to {len(lists)}" if lists else "none"
            raise click.UsageError(f"--choose: the page has no list {choose} (there are: {there})")
        return replace(detection, best=lists[choose - 1].finding)
    if like:
        first = next((c.finding for c in lists[:1] if is_like(c.finding, like)), None)
        return replace(detection, best=first)
    if detection.best is None and force and lists:
        return replace(detection, best=lists[0].finding)
    return detection


def refuse_worthless(
    detection: Detection, lists: Sequence[Candidate], place: Path, *, like: str, force: bool
) -> None:
    """Raises FeedsvcError for what is below the floor of worth, unless forced; else says what is doubtful."""
    problem = not_worth_it(detection)
    if problem and like and detection.best is None:
        way = "copy words that stand in the page as it is served, or leave --like out"
        raise FeedsvcError(f"{detection.url}: no list shows the words {like!r} ({way})")
    if problem and not force:
        others = "choose a list with --choose N, " if any(not refusal(c.finding) for c in lists) else ""
        way = f"{others}write {place} by hand with selectors, or name another page"
        raise FeedsvcError(f"{detection.url}: {problem} ({way}; --force writes it all the same)")
    chosen = next((c for c in lists if c.finding is detection.best), None)
    for doubt in chosen.warnings if chosen else [problem or ""]:
        click.echo(f"warning: {doubt}", err=True)


def show_text(place: Path, text: str) -> None:
    """The text of a source's file that has no place yet, and what would give it one."""
    for line in text.removesuffix("\n").split("\n"):
        say(line)
    note = f"nothing was written: there is no configuration (feedsvc init makes one, for its {place})"
    click.echo(note, err=True)


def free_place(directory: Path, slug: str) -> Path:
    """Where the source's file goes; a bad name is a usage error, one that is taken an error."""
    checked("--slug", names.slug, slug)
    place = directory / f"{slug}.toml"
    if place.exists():
        ways = f"choose another name with --slug; was its page redesigned, feedsvc heal {slug} mends it"
        raise FeedsvcError(f"{place} is already there ({ways})")
    return place


def checked(name: str, check: Check[Any], value: str) -> None:
    """A value that fails its check is a usage error."""
    try:
        check(value)
    except Wrong as wrong:
        raise click.UsageError(f"{name}: {wrong}") from wrong


def explored(
    config: Config, url: str, like: str, timezone: str, tell: Tell, copied: Copied | None = None
) -> Detection:
    """What every strategy finds on the page, on the one that it leads to, and in the feeds that it links."""
    with visitor(config, copied) as visit, extractors() as pool, closing(make_renderer(config)) as browser:
        pool.prepare("auto", "survey")
        draw = None if copied else lambda page: browser.render(page, visit)
        explorer = Explorer(visit, pool, clock=utc_now, tell=tell, draw=draw, post=visit)
        return explorer.detection(url, like=like, timezone=timezone)


def refuse_outside(config: Config, place: str, page: Page) -> None:
    """Raises FeedsvcError for a file that no poll may read."""
    if page.url.startswith("file:") and not (config.directory / unquote(page.url[5:])).is_file():
        raise FeedsvcError(
            f"{place}: lies outside {config.directory} (copy it below: only there is it polled)"
        )


@contextmanager
def visitor(config: Config, copied: Copied | None = None) -> Iterator[Visit]:
    """Fetches URLs, with the pauses that their hosts are owed, and files that a poll may read."""
    fetcher = make_fetcher(config, LocalGate(sleep=time.sleep, clock=utc_now), utc_now)

    def visit(place: str, body: str = "") -> Page:
        if copied and place == copied.url:
            page = fetcher.fetch(copied.source(), Validators())
            return page if isinstance(page, Page) else fetcher.fetch_url(place)
        if place.startswith(("http://", "https://")):
            return fetcher.fetch_url(place, body=body)
        page = page_of_file(config, place, None)
        refuse_outside(config, place, page)
        return page

    try:
        yield visit
    finally:
        fetcher.close()


def write(setup: Setup, place: Path, text: str, secrets: Mapping[str, str]) -> None:
    """Write a source's file, which must be a good one where these are set; nothing is ever overwritten."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with one_writer(place.parent.parent):
            write_checked(setup, place, text, secrets)
    except OSError as error:
        raise FeedsvcError(f"{place}: {error.strerror} (choose another --slug or --config)") from error


def write_checked(setup: Setup, place: Path, text: str, secrets: Mapping[str, str]) -> None:
    """Write the file, and take it away again where the configuration is wrong with it."""
    with place.open("x", encoding="utf-8") as file:
        file.write(text)
    try:
        setup.config(besides=secrets)
    except ConfigError:
        place.unlink()
        raise

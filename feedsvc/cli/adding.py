"""The command `new`: from a URL to a source's file."""

from __future__ import annotations

from pathlib import Path

import click

from feedsvc.cli.choice import show_candidates
from feedsvc.cli.curl import asked_as, copied_from
from feedsvc.cli.output import JSON, say, show_json
from feedsvc.cli.picking import pick, refuse_worthless
from feedsvc.cli.placing import checked, free_place, show_text, write
from feedsvc.cli.proxied import through, written_through
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Whole
from feedsvc.cli.visiting import explored
from feedsvc.config import Config, names
from feedsvc.decide.similarity import bare_words
from feedsvc.operate.candidates import candidates, document, is_like
from feedsvc.operate.copied import Copied
from feedsvc.operate.sourcefile import source_toml, suggest_slug
from feedsvc.operate.worth import refusal
from feedsvc.process import user_name
from feedsvc.telemetry import action


@click.command()
@click.argument("url", required=False)
@click.option("--curl", metavar="COMMAND", default="", help="Ask as this command copied from a browser asks.")
@click.option("--choose", metavar="N", type=Whole(min=1), help="Take the list of this number.")
@click.option("--like", metavar="WORDS", default="", help="Take the list with these words of the page.")
@click.option("--slug", metavar="S", help="Name of the source; made from the URL where not given.")
@click.option("--title", metavar="T", help="Title of the source; the page's own where not given.")
@click.option(
    "--timezone", default="", metavar="ZONE", help="Zone of dates that carry none: the page's own, or UTC."
)
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

    \b
    feedsvc new https://example.org/news
    feedsvc new https://example.org/news --like "words of a story" --slug example
    """
    copied = copied_from(curl, url)
    url = place_of(url, copied)
    config = through(setup.config_or_defaults(), proxy)
    refuse_senseless(timezone, like)
    if as_json:
        return print_candidates(config, url, like, timezone, copied)
    place = free_place(config.directory / "sources", slug or suggest_slug(url, title))
    detection = explored(config, url, like, timezone, say, copied)
    lists = candidates(detection, like)
    chosen = pick(detection, lists, choose=choose, like=like, force=force)
    show_candidates(detection, lists, chosen)
    refuse_worthless(chosen, lists, place, like=like, force=force)
    text = written_through(proxy, asked_as(copied, chosen, source_toml(chosen, title=title)))
    put_down(setup, place, text, copied)
    return 0


def put_down(setup: Setup, place: Path, text: str, copied: Copied | None) -> None:
    """Writes the source's file, or shows its text where there is no configuration."""
    if not setup.is_configured():
        show_text(place, text)
        return
    with action("make", place.stem, user_name()):
        write(setup, place, text, copied.secrets if copied else {})
    say(f"wrote {place} (try it: feedsvc poll {place.stem})")


def place_of(url: str | None, copied: Copied | None) -> str:
    """What is looked at: URL, or what the copied command asks."""
    if copied:
        return copied.url
    if url is None:
        raise click.MissingParameter(param_type="argument", param_hint="'URL'")
    return url


def refuse_senseless(timezone: str, like: str) -> None:
    """A zone that is none and words that are none are usage errors."""
    checked("--timezone", names.zone, timezone or "UTC")
    if like and not bare_words(like):
        raise click.UsageError("--like: holds no words (copy some of a story's title from the page)")


def print_candidates(config: Config, url: str, like: str, timezone: str, copied: Copied | None) -> int:
    """Prints what there is to choose from as JSON; the exit status, 1 where nothing is worth it."""
    detection = explored(config, url, like, timezone, lambda _step: None, copied)
    lists = candidates(detection, like)
    show_json(document(detection, lists))
    worth = [c for c in lists if not refusal(c.finding) and (not like or is_like(c.finding, like))]
    return 0 if worth else 1

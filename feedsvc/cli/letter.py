"""The command `letter`: what to write to the owner of a page that keeps us out."""

from __future__ import annotations

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError


@click.command()
@click.argument("source", shell_complete=source_names)
@click.pass_obj
def letter(setup: Setup, source: str) -> None:
    """Write to a page's owner.

    Prints a letter to the owner of SOURCE's page that asks to let feedsvc in: who asks, for what, how often,
    which wall it met last, and the lines of robots.txt that stop it. Send it yourself.
    """
    from feedsvc.operate.letter import letter as written

    config = setup.config(reads_pages=False)
    found = named(config, source)
    if found.is_file:
        raise FeedsvcError(f"{source} is a file of your own: there is nobody to write to")
    with setup.store(config) as store:
        state = store.source_state(source)
    for line in written(config, found, state.history.wall if state else "").split("\n"):
        say(line)

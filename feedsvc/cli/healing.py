"""The command `heal`: how a page that changed its shape is read now, beside how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import JSON, say, show_json, show_table
from feedsvc.cli.overview import many
from feedsvc.cli.reports import show_reports
from feedsvc.cli.setup import Setup
from feedsvc.operate.twoways import beside
from feedsvc.process import user_name
from feedsvc.telemetry import action

if TYPE_CHECKING:
    from feedsvc.operate.way import Repair

SHOWN = 10
"""New stories that are named."""


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option("--apply", "write", is_flag=True, help="Write it into the source's file, and read the page so.")
@JSON
@click.pass_obj
def heal(setup: Setup, source: str, write: bool, as_json: bool) -> int:
    """Mend a source whose page has changed.

    Looks for the known stories of SOURCE in its page, and shows how it can be read now beside how it was.
    With --apply the source's file is changed (the old options stay in it as comments), known stories keep
    their ids, and what is held ends. Exit status 1 where nothing is to be proposed.
    """
    from feedsvc.operate import mending, proposal

    config = setup.config()
    named(config, source)
    with setup.store(config) as store, setup.poller(config, store) as poller:
        if not write:
            repair, _ = proposal.look(poller, store, source)
            show_json(repair.values()) if as_json else show_repair(repair)
            return 0
        with action("heal", source, user_name()):
            repair, report = mending.heal(poller, store, source)
    if as_json:
        show_json(repair.values() | {"applied": report.ok})
    else:
        show_repair(repair, applied=True)
        show_reports([report], as_json=False)
    return 0 if report.ok else 1


def show_repair(repair: Repair, *, applied: bool = False) -> None:
    """Old and new options side by side, what is found, and what would be new."""
    values = repair.values()
    show_table(("option", "before", "after"), list(beside(values["before"], values["after"])))
    say(f"finds {repair.fit.found} of the {repair.fit.possible} known stories that can be there")
    new = many(len(repair.announces), "new story", "new stories")
    say(f"{'publishes' if applied else 'would publish'} {new}")
    for title in repair.announces[:SHOWN]:
        say(f"  {title}")
    for doubt in repair.doubts:
        say(f"doubtful: {doubt}")
    if not applied:
        say(f"nothing was written (feedsvc heal {repair.before.slug} --apply writes it)")

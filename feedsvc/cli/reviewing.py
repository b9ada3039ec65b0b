"""The command `review`: what is held, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import JSON, say, show_json, show_table
from feedsvc.cli.reports import show_reports
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Word
from feedsvc.models import Hold
from feedsvc.process import user_name
from feedsvc.telemetry import action as noted

if TYPE_CHECKING:
    from feedsvc.operate.review import Beside
    from feedsvc.operate.way import Repair
    from feedsvc.poll.poller import Poller
    from feedsvc.store import Store


SHOWN = 40
"""Stories that a review lists."""


@click.command()
@click.argument("source", shell_complete=source_names)
@click.argument("action", type=Word(["accept", "reject"]), required=False)
@JSON
@click.pass_obj
def review(setup: Setup, source: str, action: str | None, as_json: bool) -> int:
    """Show, accept or reject what is held.

    Without an action: what is held of SOURCE, and why. `accept` publishes it (of a page that changed its
    shape: has it read as `heal` proposes, where that is sure), `reject` drops it.

    \b
    feedsvc review example
    feedsvc review example accept
    """
    config = setup.config(reads_pages=False)
    named(config, source)
    with setup.store(config) as store:
        hold = store.hold(source)
        if hold is None:
            show_nothing(source, as_json)
            return 0 if action is None else 1
        with setup.poller(setup.config(), store) as poller:
            if action is None:
                show(hold, poller, store, as_json)
            else:
                act(action, source, poller, store, as_json)
    return 0


def show_nothing(source: str, as_json: bool) -> None:
    """That nothing of a source is held."""
    show_json({"source": source, "held": None}) if as_json else say(f"nothing of {source} is held")


def show(hold: Hold, poller: Poller, store: Store, as_json: bool) -> None:
    """What is held beside what is known, and what would mend the source; changes nothing."""
    from feedsvc.operate.proposal import kept_proposal
    from feedsvc.operate.review import compare

    stories, repair = compare(poller, hold), kept_proposal(poller, store, hold.source)
    tell_hold(hold, stories, repair) if as_json else show_hold(hold, stories, repair)


def act(action: str, source: str, poller: Poller, store: Store, as_json: bool) -> None:
    """Accept or reject what is held, and say what came of it."""
    from feedsvc.operate.review import review as decide

    before = poller.sources.named(source)
    with noted(action, source, user_name()):
        report = decide(poller, store, source, action)
    show_reports([report], as_json)
    if not as_json and poller.sources.named(source) != before:
        say(f"read in another way from now on (the old options stand in {poller.sources.file(source)})")


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

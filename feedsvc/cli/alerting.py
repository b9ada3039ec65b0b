"""The command `alert`: whether what happens to sources would be told."""

from __future__ import annotations

import click

from feedsvc.cli.output import JSON, show_json, show_table
from feedsvc.cli.setup import Setup
from feedsvc.cli.usage import Whole
from feedsvc.process import user_name
from feedsvc.telemetry import action


@click.group()
def alert() -> None:
    """The channels of [alerts]."""


@alert.command()
@click.argument("channel", type=Whole(min=1), required=False)
@JSON
@click.pass_obj
def test(setup: Setup, channel: int | None, as_json: bool) -> int:
    """Send a test through every channel.

    Or through the one of this number. Exit status 1 where one was not delivered.
    """
    from feedsvc.operate.alerting import try_channels

    config = setup.config()
    with action("alert test", f"channel {channel}" if channel else "every channel", user_name()):
        tested = try_channels(config.alerts.channels, channel)
    if as_json:
        rows = [{"channel": t.number, "kind": t.kind, "delivered": t.delivered} for t in tested]
        show_json({"channels": rows})
    else:
        words = {True: "delivered", False: "not delivered"}
        show_table(("channel", "kind", "test"), [(t.number, t.kind, words[t.delivered]) for t in tested])
    return 0 if all(t.delivered for t in tested) else 1

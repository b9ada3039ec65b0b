"""The option `new --curl`: what a command copied from a browser asks."""

from __future__ import annotations

import click

from feedsvc.cli.output import note
from feedsvc.errors import FeedsvcError
from feedsvc.fetch.targets import parse_target
from feedsvc.operate.copied import Copied
from feedsvc.operate.curl import read_curl
from feedsvc.operate.detection import Detection


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
    for left_out in copied.notes:
        note(f"note: {left_out}")
    return copied


def asked_as(copied: Copied | None, chosen: Detection, text: str) -> str:
    """The text with what the command asks beside the address, where that is read; says what to set."""
    if copied is None or (chosen.best and chosen.best.url not in ("", copied.url)):
        return text
    for line in copied.variables():
        note(line)
    return copied.written_into(text)

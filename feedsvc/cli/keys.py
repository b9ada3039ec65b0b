"""The command `bot-key`: the key by which pages' owners know that it is us who asks."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from feedsvc.botkey.ring import PUBLIC
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError
from feedsvc.files import one_writer
from feedsvc.process import user_name, utc_now
from feedsvc.telemetry import action


def broken_key(file: Path) -> str:
    """What is wrong with the file of keys, in a line that names it; empty where there is none."""
    if not file.exists():
        return ""
    from feedsvc.botkey.keys import read_keys  # its library is loaded for those who sign

    try:
        read_keys(file)
    except FeedsvcError as error:
        return str(error)
    return ""


@click.command("bot-key")
@click.option("--rotate", is_flag=True, help="Make another key; the one before stays published for a week.")
@click.pass_obj
def bot_key(setup: Setup, rotate: bool) -> None:
    """Sign requests with a key.

    Makes an Ed25519 key in bot-key.json beside feedsvc.toml (or in the file of [fetch] bot_key), for you
    alone; from then on every request for a page is signed (RFC 9421, web-bot-auth), without a restart. Its
    public half is at /.well-known/http-message-signatures-directory of [site] base_url. Removing the file
    ends it.
    """
    from feedsvc.botkey.keys import make_key, read_keys, rotated, write_keys

    config = setup.config(reads_pages=False)
    file, now = config.bot_key, utc_now()
    with one_writer(config.directory), action("bot-key", "", user_name()):
        keys = read_keys(file)
        if keys and not rotate:
            raise FeedsvcError(f"{file} holds a key already (feedsvc bot-key --rotate makes another)")
        write_keys(file, keys := rotated(keys, make_key(now, secrets.token_bytes(32)), now))
    say(f"wrote {file} (keep it to yourself)")
    say(f"key {keys[0].keyid}")
    if not config.site.base_url.startswith(PUBLIC):
        way = "give it a public https address"
        say(f"nothing is signed yet: [site] base_url is {config.site.base_url} ({way})")

"""What the row of a source says once its file was written, changed or taken out."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from feedsvc.clean.secrets import without_secrets
from feedsvc.config import SourceConfig
from feedsvc.models import State
from feedsvc.store.rows import history_json, history_of

DISABLED = State.DISABLED.value
SIGNED_OUT = ("login", "signed-out")
"""Walls that other cookies or another password may open, so that a source's new file is tried at once."""


def source_values(source: SourceConfig, known: Any, now: datetime) -> dict[str, Any]:
    """The columns to write for a configured source; empty when nothing changed."""
    digest = file_digest(source)
    face = {"title": source.title, "url": source.address, "config_digest": digest, "enabled": source.enabled}
    if known is None:
        return new_values(now) | face | {"state": State.NEW.value if source.enabled else DISABLED}
    if all(known[name] == value for name, value in face.items()):
        return {}
    return face | changed_values(
        source, known, now, fresh_file=known["config_digest"] not in (digest, told_in_clear(source))
    )


def file_digest(source: SourceConfig) -> str:
    """Changes with the source's file; begins with what bears on how its page is read.

    The rest is hashed, since headers may hold secrets of the environment (issue 10).
    """
    rest = hashlib.sha256(told_in_clear(source).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{source.digest} {rest}"


def told_in_clear(source: SourceConfig) -> str:
    """What stood in the place of the digest up to version 0.1; an equal one is no new file."""
    told = f"{source.digest} {source.every} {source.headers} {source.robots} {source.vanish}"
    return f"{told} {access_digest(source)}" if source.cookies or source.login else told


def access_digest(source: SourceConfig) -> str:
    """Changes with the source's cookies and login; slow, since people think passwords up."""
    login = source.login
    given = [dict(source.cookies), *((login.url, dict(login.form), login.success) if login else ())]
    said = json.dumps(given, sort_keys=True).encode()
    salt = f"{source.slug} {source.address}".encode("utf-8", "surrogatepass")
    return hashlib.scrypt(said, salt=salt, n=1 << 12, r=8, p=1, dklen=16).hex()


def new_values(now: datetime) -> dict[str, Any]:
    """What is stored of a source that was never polled, which is due at once."""
    numbers = {"failures": 0, "interval_factor": 1.0, "stories": 0, "dropped": 0, "claim_epoch": 0}
    return numbers | {"next_poll": now, "outcomes": {}, "history": history_json(history_of({}, 0))}


def changed_values(source: SourceConfig, known: Any, now: datetime, *, fresh_file: bool) -> dict[str, Any]:
    """What its file changes of a source that is known: another page, another way to read it, a stop."""
    values: dict[str, Any] = {}
    if without_secrets(known["url"]) != source.address:
        values |= {"etag": None, "last_modified": None, "page_digest": None, "full_fetch_at": None}
        own = replace(history_of(known["history"], 0), feed="", wall="")  # it was the other page's
        values |= {"history": history_json(own)}
    elif not str(known["config_digest"]).startswith(source.digest):
        values |= {"etag": None, "last_modified": None}  # read otherwise now: a 304 would say nothing
    if not source.enabled:
        return values | {"state": DISABLED}
    if known["state"] == DISABLED:
        values |= {"state": (State.OK if known["last_success"] else State.NEW).value, "next_poll": now}
    elif fresh_file and ((past := history_of(known["history"], 0)).refused or past.wall in SIGNED_OUT):
        given_anew = replace(past, refused=0, refused_at=None)
        values |= {"next_poll": now, "history": history_json(given_anew)}
    elif fresh_file and not known["failures"]:
        values |= {"next_poll": now}
    return values

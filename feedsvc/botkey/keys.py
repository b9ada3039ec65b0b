"""The file of keys: made, rotated, read; Ed25519 keys as JWK (RFC 8037), named by thumbprint (RFC 7638).

    {"keys": [{"kty": "OKP", "crv": "Ed25519", "d": "…", "x": "…", "made": "2026-03-04T05:06:00+00:00"}]}

The first key signs. One that was replaced bears `replaced`, and stays in the directory for a week.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedsvc.errors import FeedsvcError
from feedsvc.files import replace_file

STAYS = timedelta(days=7)
"""A replaced key is still published for so long: who checks signatures keeps directories for a day or so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BotKey:
    """One private key."""

    secret: bytes
    made: datetime
    replaced: datetime | None = None

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key that signs."""
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    @property
    def public(self) -> dict[str, str]:
        """The public half as JWK."""
        return {"crv": "Ed25519", "kty": "OKP", "x": _text(self.private.public_key().public_bytes_raw())}

    @property
    def keyid(self) -> str:
        """Its thumbprint: of the members that RFC 8037 requires, in the order of their names."""
        shown = json.dumps(self.public, separators=(",", ":"), sort_keys=True)
        return _text(hashlib.sha256(shown.encode()).digest())


def make_key(now: datetime, secret: bytes) -> BotKey:
    """A key of these 32 random bytes."""
    return BotKey(secret=secret, made=now)


def rotated(keys: Sequence[BotKey], key: BotKey, now: datetime) -> tuple[BotKey, ...]:
    """The keys with this one in front; the one before is replaced from now on."""
    before = (one if one.replaced else replace(one, replaced=now) for one in keys)
    return (key, *published(tuple(before), now))


def published(keys: Sequence[BotKey], now: datetime) -> tuple[BotKey, ...]:
    """The keys that the directory shows at this moment."""
    return tuple(key for key in keys if not key.replaced or now < key.replaced + STAYS)


def read_keys(file: Path) -> tuple[BotKey, ...]:
    """The keys of the file, none where there is no file; raises FeedsvcError."""
    try:
        return tuple(_key_of(values) for values in json.loads(file.read_bytes())["keys"])
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FeedsvcError(f"{file}: {error.strerror} (it holds the key that signs requests)") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        way = "put it back from a copy, or move it away and make another with feedsvc bot-key"
        raise FeedsvcError(f"{file}: is no file of keys ({way})") from error


def write_keys(file: Path, keys: Sequence[BotKey]) -> None:
    """Put the keys there, for us alone; raises FeedsvcError."""
    text = json.dumps({"keys": [_values(key) for key in keys]}, indent=1)
    try:
        replace_file(file, text.encode() + b"\n", private=True)
    except OSError as error:
        raise FeedsvcError(f"{file}: {error.strerror} (the key cannot be written there)") from error


def _values(key: BotKey) -> dict[str, Any]:
    values = key.public | {"d": _text(key.secret), "made": key.made.isoformat()}
    return values | ({"replaced": key.replaced.isoformat()} if key.replaced else {})


def _key_of(values: dict[str, Any]) -> BotKey:
    replaced = values.get("replaced")
    key = BotKey(
        secret=urlsafe_b64decode(values["d"] + "=="),
        made=_moment(values["made"]),
        replaced=_moment(replaced) if replaced else None,
    )
    if values["x"] != key.public["x"]:
        raise ValueError("its halves are of two keys")
    return key


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("its time has no zone")
    return moment


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()

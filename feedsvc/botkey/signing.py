"""Requests, and the directory of keys, signed by HTTP Message Signatures (RFC 9421, "web-bot-auth").

    Signature-Agent: sig1="https://feeds.example"
    Signature-Input: sig1=("@authority" "signature-agent";key="sig1");created=…;expires=…;keyid="…";tag="web-bot-auth"
    Signature: sig1=:…:

What is signed is whom it goes to, for a minute: a signature is worth nothing to anybody else.
"""  # noqa: E501

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver, algorithms

from feedsvc.botkey.keys import BotKey
from feedsvc.botkey.naming import DIRECTORY_PATH

DIRECTORY_TAG = "http-message-signatures-directory"
LABEL = "sig1"
COVERED = ('"@authority"', f'"signature-agent";key="{LABEL}"')
HOLDS = timedelta(minutes=1)
DIRECTORY_HOLDS = timedelta(hours=1)
"""Caches between us and whoever reads it keep it for a minute, and while we are away."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the library reads and extends it."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Answered:
    """A response as the library reads and extends it."""

    request: Asked
    headers: dict[str, str] = field(default_factory=dict)
    status_code: int = 200


def signed_headers(key: BotKey, origin: str, agent: str, now: datetime) -> dict[str, str]:
    """The headers of a request to this origin, by whose keys are published at `agent`."""
    asked = Asked(f"{origin}/", {"Signature-Agent": f'{LABEL}="{agent}"'})
    signer, keyid, private = _signer(key)
    made = signer.prepare(
        asked,
        key_id=keyid,
        created=now,
        expires=now + HOLDS,
        label=LABEL,
        tag="web-bot-auth",
        covered_component_ids=COVERED,
    )
    # The library's `apply` reads anew and compares what nobody has had in hand meanwhile, for as much again.
    signature = b64encode(private.sign(made.signature_base)).decode()
    return asked.headers | {
        "Signature-Input": f"{LABEL}={made.signature_params}",
        "Signature": f"{LABEL}=:{signature}:",
    }


def directory(keys: Sequence[BotKey], agent: str, now: datetime) -> tuple[bytes, dict[str, str]]:
    """The directory of public keys and its headers, signed by each of them."""
    body = json.dumps({"keys": [key.public | {"kid": key.keyid, "use": "sig"} for key in keys]}).encode()
    answer = Answered(Asked(f"{agent}{DIRECTORY_PATH}"))
    for number, key in enumerate(keys):
        signer, keyid, _ = _signer(key)
        signer.sign(
            answer,
            key_id=keyid,
            created=now,
            expires=now + DIRECTORY_HOLDS,
            label=f"key{number}",
            tag=DIRECTORY_TAG,
            covered_component_ids=('"@authority";req',),
            append_if_signature_exists=True,
        )
    return body, answer.headers


@lru_cache(maxsize=8)
def _signer(key: BotKey) -> tuple[HTTPMessageSigner, str, Ed25519PrivateKey]:
    """Who signs with the key, its name, and the key itself: each costs more than a signature."""
    keyid, private = key.keyid, key.private
    keys = MappingKeyResolver(public_keys={}, private_keys={keyid: private})
    return HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys), keyid, private

"""A server that checks the signature of every request, over connections that stay open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    MappingKeyResolver,
    algorithms,
)

from feedsvc.botkey.keys import BotKey
from feedsvc.botkey.signing import Asked
from tests.httpd import Handler, answering

COVERED = ('"@authority"', '"signature-agent";key="sig1"')


def verifier(*keys: BotKey) -> HTTPMessageVerifier:
    """Checks signatures by these keys."""
    public: Any = {key.keyid: key.private.public_key() for key in keys}
    resolver = MappingKeyResolver(public_keys=public, private_keys={})
    return HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=resolver)


@dataclass
class Gatekeeper:
    """Lets in whose signature is valid for this host; says who asked for what, and over which connection."""

    verifier: HTTPMessageVerifier
    redirects: dict[str, str] = field(default_factory=dict)
    let_in: list[tuple[str, str, int]] = field(default_factory=list)
    port: int = 0

    def answer(self, host: str, path: str, headers: dict[str, str], peer: int) -> tuple[int, str]:
        """The status of the answer, and where it leads."""
        try:
            asked = Asked(f"http://{host}{path}", headers)
            self.verifier.verify(asked, expect_tag="web-bot-auth", require_components=COVERED)
        except HTTPMessageSignaturesException:
            return 403, ""
        self.let_in.append((host, path, peer))
        return (302, self.redirects[path]) if path in self.redirects else (200, "")


@contextmanager
def gate_of(key: BotKey) -> Iterator[Gatekeeper]:
    """The server while it runs."""
    keeper = Gatekeeper(verifier(key))

    class Visit(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = dict(self.headers.items())
            status, location = keeper.answer(headers["Host"], self.path, headers, self.client_address[1])
            self.answer(status, b"ok", {"Location": location} if location else {})

    with answering(Visit) as address:
        keeper.port = urlsplit(address).port or 0
        yield keeper

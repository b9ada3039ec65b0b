"""What is signed is valid: by the vector of RFC 9421, and for a server that checks every request."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    MappingKeyResolver,
    algorithms,
)

from feedsvc.botkey.keys import BotKey, make_key, write_keys
from feedsvc.botkey.ring import Ring
from feedsvc.botkey.signing import Answered, Asked, directory, signed_headers
from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher, LocalGate
from feedsvc.process import utc_now
from tests.botkey.verifying import COVERED, Gatekeeper, gate_of, verifier
from tests.fetch.helpers import make_options

AGENT = "https://feeds.example"
KEY = make_key(utc_now(), bytes(range(32)))
OTHER = make_key(utc_now(), bytes(range(1, 33)))
VECTOR = make_key(utc_now(), urlsafe_b64decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU="))
"""`test-key-ed25519` of RFC 9421, appendix B.1.4."""


def test_the_vector_of_rfc_9421_for_ed25519_comes_out_to_the_byte() -> None:
    headers = {
        "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "Content-Type": "application/json",
        "Content-Length": "18",
    }
    asked = Asked("https://example.com/foo", headers, "POST")
    keys = MappingKeyResolver(public_keys={}, private_keys={"test-key-ed25519": VECTOR.private})
    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys).sign(
        asked,
        key_id="test-key-ed25519",
        created=datetime.fromtimestamp(1618884473, tz=UTC),
        label="sig-b26",
        include_alg=False,
        covered_component_ids=("date", "@method", "@path", "@authority", "content-type", "content-length"),
    )
    assert headers["Signature"] == (
        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
    )


# Of draft-meunier-web-bot-auth-architecture, appendix "Test vectors": covered, label, nonce, signature.
BOTS = {
    "without an agent": (
        ('"@authority"',),
        "sig1",
        "zIW8+cdmA3vdYagbxojpONwa/l0EKJ/O3/wD486VvsQjO/RxPaSt6ZxvQaMcQzNnqKN/mQ6hpGiFro2L2qkz5A==",
        "QKN4fTdIYfh82fvoZCQiQA1weuozfCS/Led2zTMbewMMqH8PI2Wsy/5c4ao6B6D09nraNQdBNOADg8aM1MqfCg==",
    ),
    "an agent as a dictionary": (
        ('"@authority"', '"signature-agent";key="agent2"'),
        "sig2",
        "n9p433xm+NJ3ph3upfBIGmsuwHw387YV7Q/F+6BSpGCVjYCqQw6rznNA8PVVLySrAWsv0hQtFioQb6E1YsauiA==",
        "RdNFx5Bj6au3YgAMQL/RzmUlZE8QZLIaXGRpw985hWnwPfMxT228NMk6ehRS1PSl4e8PhbNZACSanGdhEwYCCg==",
    ),
}


@pytest.mark.parametrize(("covered", "label", "nonce", "signature"), BOTS.values(), ids=BOTS)
def test_the_vectors_of_web_bot_auth_come_out_to_the_byte(
    covered: tuple[str, ...], label: str, nonce: str, signature: str
) -> None:
    assert VECTOR.keyid == "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U"
    asked = Asked("https://example.com/path", {"Signature-Agent": 'agent2="https://signature-agent.test"'})
    by_library(
        VECTOR,
        asked,
        covered,
        created=datetime.fromtimestamp(1735689600, tz=UTC),
        expires=datetime.fromtimestamp(4889289600, tz=UTC),
        label=label,
        nonce=nonce,
    )
    assert asked.headers["Signature"] == f"{label}=:{signature}:"


def by_library(key: BotKey, asked: Asked, covered: tuple[str, ...], **given: Any) -> None:
    """Signs the request by the library alone."""
    keys = MappingKeyResolver(public_keys={}, private_keys={key.keyid: key.private})
    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys).sign(
        asked, key_id=key.keyid, tag="web-bot-auth", covered_component_ids=covered, **given
    )


@pytest.mark.parametrize("origin", ["https://quay.example", "http://quay.example:8080", "http://[::1]:81"])
def test_a_request_is_signed_as_the_library_would(origin: str) -> None:
    now = utc_now()
    asked = Asked(f"{origin}/", {"Signature-Agent": f'sig1="{AGENT}"'})
    by_library(KEY, asked, COVERED, created=now, expires=now + timedelta(minutes=1), label="sig1")
    assert signed_headers(KEY, origin, AGENT, now) == asked.headers


@pytest.mark.parametrize("origin", ["https://quay.example", "http://quay.example:8080", "http://[::1]:81"])
def test_a_signature_is_valid_for_whom_it_was_made_and_for_nobody_else(origin: str) -> None:
    headers = signed_headers(KEY, origin, AGENT, utc_now())
    assert headers["Signature-Agent"] == f'sig1="{AGENT}"'
    checks = verifier(KEY)
    (found,) = checks.verify(
        Asked(f"{origin}/news", headers), expect_tag="web-bot-auth", require_components=COVERED
    )
    assert found.parameters["keyid"] == KEY.keyid
    assert int(found.parameters["expires"]) - int(found.parameters["created"]) == 60
    for elsewhere, agent in (("https://pier.example", AGENT), (origin, "https://thief.example")):
        stolen = headers | {"Signature-Agent": f'sig1="{agent}"'}
        with pytest.raises(HTTPMessageSignaturesException):
            checks.verify(Asked(f"{elsewhere}/news", stolen), expect_tag="web-bot-auth")


def test_a_signature_does_not_last() -> None:
    old = signed_headers(KEY, "https://quay.example", AGENT, utc_now() - timedelta(minutes=2))
    with pytest.raises(HTTPMessageSignaturesException, match="past"):
        verifier(KEY).verify(Asked("https://quay.example/", old), expect_tag="web-bot-auth")


def test_the_directory_holds_public_halves_alone_and_is_signed_by_each_key() -> None:
    body, headers = directory((KEY, OTHER), AGENT, utc_now())
    shown = json.loads(body)["keys"]
    assert [set(key) for key in shown] == [{"kty", "crv", "x", "kid", "use"}] * 2
    assert [key["kid"] for key in shown] == [KEY.keyid, OTHER.keyid]
    answer = Answered(Asked(f"{AGENT}/.well-known/http-message-signatures-directory"), headers)
    found = verifier(KEY, OTHER).verify(answer, expect_tag="http-message-signatures-directory")
    assert {one.parameters["keyid"] for one in found} == {KEY.keyid, OTHER.keyid}


@pytest.fixture
def keeper() -> Iterator[Gatekeeper]:
    with gate_of(KEY) as keeper:
        yield keeper


@pytest.fixture
def fetching(tmp_path: Path) -> Iterator[Callable[..., Fetcher]]:
    made: list[Fetcher] = []

    def make(*, signs: bool = True) -> Fetcher:
        if signs:
            write_keys(tmp_path / "key.json", (KEY,))
        made.append(
            Fetcher(
                make_options(),
                user_agent="feedsvc/1.2",
                gate=LocalGate(),
                clock=utc_now,
                file_root=tmp_path,
                resolver=lambda _host, _port: ["127.0.0.1"],
                ring=Ring(tmp_path / "key.json", AGENT),
            )
        )
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


def test_every_hop_is_signed_for_its_own_host(keeper: Gatekeeper, fetching: Callable[..., Fetcher]) -> None:
    quay, pier = (f"{name}.example:{keeper.port}" for name in ("quay", "pier"))
    keeper.redirects = {"/old": f"http://{pier}/moved", "/moved": f"http://{quay}/new"}
    page = fetching().fetch_url(f"http://{quay}/old")
    assert page.url == f"http://{quay}/new"
    asked = [(host, path) for host, path, _ in keeper.let_in if path != "/robots.txt"]
    assert asked == [(quay, "/old"), (pier, "/moved"), (quay, "/new")]
    assert {host for host, path, _ in keeper.let_in if path == "/robots.txt"} == {quay, pier}


def test_requests_over_one_connection_are_each_signed(
    keeper: Gatekeeper, fetching: Callable[..., Fetcher]
) -> None:
    fetcher = fetching()
    for number in range(5):
        fetcher.fetch_url(f"http://quay.example:{keeper.port}/{number}", robots="ignore")
    assert len(keeper.let_in) == 5
    assert len({peer for _, _, peer in keeper.let_in}) == 1


def test_without_a_key_requests_are_as_they_always_were(
    keeper: Gatekeeper, fetching: Callable[..., Fetcher]
) -> None:
    with pytest.raises(FetchError, match="403"):
        fetching(signs=False).fetch_url(f"http://quay.example:{keeper.port}/", robots="ignore")

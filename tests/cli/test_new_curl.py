"""`feedsvc new --curl` over real sockets: asks as the browser did, and writes no secret."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

import pytest

from tests.attacks.server import HostileServer, Wire, response
from tests.cli.conftest import Site

SECRET = "s3cret-of-the-api"


@pytest.fixture
def api(site: Site) -> Iterator[HostileServer]:
    """An API that answers only who posts the right query and shows a token."""
    with (site.directory / "feedsvc.toml").open("a", encoding="utf-8") as file:
        file.write('[fetch]\nallow_networks = ["127.0.0.0/8"]\nhost_pause = "0s"\n')
    posts = [
        {"title": f"A second quay opens at harbour {n}", "url": f"/n/{n}", "date": f"2026-03-0{n + 1}"}
        for n in range(4)
    ]

    def answers(wire: Wire) -> None:
        asked = (
            wire.request.startswith(b"POST")
            and b'"posts"' in wire.request
            and SECRET.encode() in wire.request
        )
        data = {"data": {"posts": posts}} if asked else {"errors": ["no"]}
        wire.sends(response(json.dumps(data).encode(), content_type="application/json"))

    server = HostileServer()
    server.answers("/graphql", answers)
    yield server
    server.stop()


def command(api: HostileServer) -> str:
    return (
        f"curl '{api.url('/graphql')}?v=2' -H 'Authorization: Bearer {SECRET}' -H 'User-Agent: Mozilla'"
        " -H 'Content-Type: application/json' --data-raw $'{\"query\":\"posts\"}' --compressed"
    )


def test_a_copied_command_becomes_a_source_without_its_secrets(
    site: Site, api: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = site.run("new", "--curl", command(api), "--slug", "mine")
    assert done.status == 0, done.err
    text = (site.directory / "sources" / "mine.toml").read_text("utf-8")
    source = tomllib.loads(text)
    assert (source["extractor"], source["body"]) == ("json", '{"query":"posts"}')
    assert source["headers"]["Authorization"] == "Bearer ${127_0_0_1_AUTHORIZATION}".replace("${1", "${_1")
    assert "set _127_0_0_1_AUTHORIZATION in feedsvc's environment" in done.err
    assert "User-Agent was left out" in done.err
    assert SECRET not in text + done.out + done.err
    assert b"Mozilla" not in api.requests[-1][1]

    lacking = site.run("poll", "mine")
    assert lacking.status == 2
    assert "the environment has no _127_0_0_1_AUTHORIZATION" in lacking.err
    monkeypatch.setenv("_127_0_0_1_AUTHORIZATION", SECRET)
    assert site.run("poll", "mine").status == 0
    database = (site.directory.parent / "feedsvc.db").read_bytes()
    assert b"second quay" in database
    assert SECRET.encode() not in database


def test_the_lists_of_a_copied_command_are_told_as_json(site: Site, api: HostileServer) -> None:
    done = site.run("new", "--curl", command(api), "--json")
    assert done.status == 0
    assert done.json["candidates"][0]["extractor"] == "json"
    assert SECRET not in done.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        pytest.param(("--curl", "wget x"), "is no curl command", id="another program"),
        pytest.param(("https://other.example/", "--curl", "curl https://p.example/"), "asks another address", id="two addresses"),
        pytest.param((), "Missing argument 'URL'", id="neither"),
    ],
)  # fmt: skip
def test_a_command_that_cannot_be_asked_is_a_usage_error(
    site: Site, args: tuple[str, ...], told: str
) -> None:
    done = site.run("new", *args)
    assert (done.status, told in done.err) == (2, True)

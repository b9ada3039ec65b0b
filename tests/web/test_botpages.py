"""What owners of pages are told, and the directory of keys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from feedsvc.botkey.keys import make_key, write_keys
from feedsvc.botkey.naming import DIRECTORY_PATH
from feedsvc.botkey.signing import Answered, Asked
from feedsvc.process import utc_now
from feedsvc.web.botpages import ABOUT
from tests.botkey.verifying import verifier
from tests.web.helpers import BASE, make_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

KEY = make_key(utc_now(), b"k" * 32)


@pytest.fixture
def keyed(town: Town, tmp_path: Path, make_app: Callable[..., Flask]) -> FlaskClient:
    """A service whose configuration has a place for a key."""
    town.config = replace(make_config(), directory=tmp_path)
    return make_app(town, clock=utc_now).test_client()


def test_owners_of_pages_are_told_who_asks_and_how_to_stop_it(client: FlaskClient) -> None:
    page = client.get(ABOUT)
    assert page.status_code == 200
    for told in ("User-agent: feedsvc", "Disallow: /", "<code>feedsvc/", "https://harbour.example/"):
        assert told in page.text
    assert DIRECTORY_PATH not in page.text
    assert f'href="{ABOUT}"' in client.get("/").text


def test_owners_are_told_of_a_browser_where_a_source_has_its_page_drawn(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    config = make_config()
    first, *others = config.sources

    def told(render: Literal["never", "auto", "always"]) -> bool:
        town.config = replace(config, sources=(replace(first, render=render), *others))
        return "drawn by a browser" in make_app(town, clock=utc_now).test_client().get(ABOUT).text

    assert [told(render) for render in ("never", "auto", "always")] == [False, True, True]


def test_without_a_key_there_is_no_directory(keyed: FlaskClient) -> None:
    assert keyed.get(DIRECTORY_PATH).status_code == 404


def test_the_directory_appears_with_the_key_and_is_signed(keyed: FlaskClient, tmp_path: Path) -> None:
    write_keys(tmp_path / "bot-key.json", (KEY,))
    answer = keyed.get(DIRECTORY_PATH)
    assert answer.headers["Content-Type"] == "application/http-message-signatures-directory+json"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert [key["kid"] for key in json.loads(answer.data)["keys"]] == [KEY.keyid]
    assert KEY.secret not in answer.data
    signed = Answered(Asked(f"{BASE}{DIRECTORY_PATH}"), dict(answer.headers.items()))
    assert verifier(KEY).verify(signed, expect_tag="http-message-signatures-directory")
    assert DIRECTORY_PATH in keyed.get(ABOUT).text

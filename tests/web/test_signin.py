from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.config import WebOptions
from feedsvc.web import sessions
from feedsvc.web.entrance import IN_ALL, Entrance, Entrances
from feedsvc.web.sessions import COOKIE, OneTime, Sessions
from feedsvc.web.signin import onward_path
from tests.web.helpers import make_config

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.helpers import Town

TOKEN = "sesame-and-poppy"


def test_a_session_is_known_by_its_cookie_and_ends() -> None:
    one, other = Sessions(TOKEN), Sessions("another token")
    cookie = one.begin()
    session = one.of(cookie)
    assert session
    assert Sessions(TOKEN).of(cookie) == session
    assert other.of(cookie) is None
    assert one.of(None) is None
    assert one.of(cookie[:-2]) is None
    one.end(session)
    assert one.of(cookie) is None


def test_a_session_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Sessions(TOKEN)
    cookie = one.begin()
    monkeypatch.setattr(sessions, "LIFE", timedelta(seconds=-1))
    assert one.of(cookie) is None


def test_a_form_belongs_to_its_session_alone() -> None:
    one = Sessions(TOKEN)
    mine, theirs = one.of(one.begin()), one.of(one.begin())
    assert mine
    assert theirs
    assert one.is_form_of(mine, one.form_word(mine))
    assert not one.is_form_of(mine, one.form_word(theirs))
    assert not one.is_form_of(mine, "")


def test_the_address_of_the_terminal_signs_in_once() -> None:
    once = OneTime()
    assert [once.take("guess"), once.take(once.word), once.take(once.word)] == [False, True, False]


def test_attempts_are_limited_for_one_client_and_for_all_together() -> None:
    entrance = Entrance(TOKEN)
    assert [entrance.try_token("wrong", "a") for _ in range(11)] == [403] * 10 + [429]
    assert entrance.try_token(TOKEN, "a") == 429  # nothing is compared any more
    assert entrance.try_token(TOKEN, "b") == 200
    for client in range(IN_ALL.requests):
        entrance.try_token("wrong", f"client {client}")
    assert entrance.try_token(TOKEN, "c") == 429


def test_whoever_is_signed_in_stays_so_under_another_configuration() -> None:
    entrances, config = Entrances(), make_config()
    assert entrances.of(config) is entrances.of(replace(config, topics=()))
    assert entrances.of(config) is not entrances.of(make_config(web=WebOptions(admin_token="new")))


@pytest.mark.parametrize(
    ("wanted", "onward"),
    [
        ("/new?url=https%3A%2F%2Fa.example", "/new?url=https%3A%2F%2Fa.example"),
        ("", "/new"),
        ("//evil.example", "/new"),
        ("/\\evil.example", "/new"),
        ("https://evil.example/", "/new"),
        ("javascript:alert(1)", "/new"),
        ("/new\r\nSet-Cookie: a=b", "/new"),
        ("//[", "/new"),
        ("http://[", "/new"),
    ],
)
def test_nobody_is_led_to_another_site(wanted: str, onward: str) -> None:
    assert onward_path(wanted) == onward


def test_signing_in_and_out(town: Town, make_app: Callable[..., Flask]) -> None:
    client = make_app(town).test_client()
    assert client.get("/sign-in").status_code == 200
    refused = client.post("/sign-in", data={"token": "sesame"})
    assert (refused.status_code, "not the right one" in refused.text) == (403, True)
    answer = client.post("/sign-in", data={"token": TOKEN, "next": "/new?url=x"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/new?url=x")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in (COOKIE, "HttpOnly", "Secure", "SameSite=Lax", "Max-Age="))
    assert answer.headers["Cache-Control"] == "no-store"
    onward = client.get("/sign-in")
    assert (onward.status_code, onward.headers["Cache-Control"]) == (303, "no-store")
    assert client.post("/sign-out").status_code == 403  # another site's form
    value = client.get_cookie(COOKIE)
    assert value is not None
    kept = value.value
    client.post("/sign-out", data={"csrf": form_word(kept)})
    assert client.get_cookie(COOKIE) is None
    client.set_cookie(COOKIE, kept)
    assert client.get("/sign-in").status_code == 200  # the old cookie opens nothing


def form_word(cookie: str) -> str:
    known = Sessions(TOKEN)
    return known.form_word(known.of(cookie) or "")


def test_without_https_the_cookie_is_not_kept_from_coming_back(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    town.config = replace(town.config, site=replace(town.config.site, base_url="http://127.0.0.1:8000"))
    answer = make_app(town).test_client().post("/sign-in", data={"token": TOKEN})
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_the_once_address_needs_no_token(town: Town, make_app: Callable[..., Flask]) -> None:
    once = OneTime()
    app = make_app(town, entrance=Entrance(TOKEN, once))
    path = f"/sign-in?once={once.word}"
    assert app.test_client().head(path).status_code == 200  # a look ahead uses nothing up
    assert app.test_client().get(path).headers["Location"] == "/new"
    again = app.test_client().get(path)
    assert (again.status_code, "Set-Cookie" in again.headers) == (403, False)


def test_without_a_token_there_is_nothing_to_sign_in_to(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions())
    client = make_app(town).test_client()
    answers: list[Any] = [client.get("/sign-in"), client.post("/sign-in"), client.post("/sign-out")]
    assert [answer.status_code for answer in answers] == [404] * 3
    for method in ("OPTIONS", "HEAD", "PUT", "GET"):
        for path in ("/sign-in", "/sign-out"):
            answer = client.open(path, method=method)
            assert (answer.status_code, answer.headers.get("Allow")) == (404, None), (method, path)
    assert not re.search('sign-in|"/new"', client.get("/").text)

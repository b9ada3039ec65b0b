from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.config import WebOptions
from feedsvc.web.buckets import Buckets
from feedsvc.web.entrance import IN_ALL, Entrance, Entrances
from feedsvc.web.reads import Reads
from feedsvc.web.sessions import COOKIE, DEVICE_COOKIE, LIFE, ONCE, OneTime, Sessions, SharedSignedOut, Signed
from feedsvc.web.signin import onward_path
from tests.fakes import Seconds
from tests.web.helpers import make_config

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.helpers import Town

TOKEN = "sesame-and-poppy"


class Noted:
    """Sessions that have ended, in a set."""

    def __init__(self) -> None:
        self._ended: set[str] = set()

    def holds(self, session: str) -> bool:
        return session in self._ended

    def add(self, session: str) -> None:
        self._ended.add(session)


def make_sessions(token: str = TOKEN) -> Sessions:
    return Sessions(token, Noted())


def test_a_session_is_known_by_its_cookie_and_ends() -> None:
    one, other = make_sessions(), make_sessions("another token")
    cookie = one.begin()
    session = one.of(cookie)
    assert session
    assert make_sessions().of(cookie) == session
    assert other.of(cookie) is None
    assert one.of(None) is None
    assert one.of(cookie[:-2]) is None
    one.end(session)
    assert one.of(cookie) is None


def test_a_name_in_a_cookie_ends_by_itself_and_is_of_its_kind_alone() -> None:
    one = Signed(TOKEN, "device", timedelta(seconds=-1))
    assert one.of(one.begin()) is None
    lasting = Signed(TOKEN, "device", LIFE)
    assert lasting.of(lasting.begin())
    assert make_sessions().of(lasting.begin()) is None


def test_a_session_that_is_signed_out_has_ended_in_every_worker_until_it_would_have_ended(town: Town) -> None:
    def worker() -> SharedSignedOut:
        return SharedSignedOut(town.store, Reads(), lambda: town.now)

    cookie = Sessions(TOKEN, worker()).begin()
    session = Sessions(TOKEN, worker()).of(cookie)
    assert session
    Sessions(TOKEN, worker()).end(session)
    assert Sessions(TOKEN, worker()).of(cookie) is None
    assert Sessions(TOKEN, worker()).of(Sessions(TOKEN, worker()).begin())
    town.now += LIFE - timedelta(minutes=1)
    worker().add("another")
    assert worker().holds(session)
    town.now += timedelta(minutes=3)
    worker().add("a third")
    assert not worker().holds(session)  # nothing is gathered for ever


def test_a_form_belongs_to_its_session_alone() -> None:
    one = make_sessions()
    mine, theirs = one.of(one.begin()), one.of(one.begin())
    assert mine
    assert theirs
    assert one.is_form_of(mine, one.form_word(mine))
    assert not one.is_form_of(mine, one.form_word(theirs))
    assert not one.is_form_of(mine, "")


def test_the_address_of_the_terminal_signs_in_once_and_soon() -> None:
    once = OneTime()
    assert [once.take("guess"), once.take(once.word), once.take(once.word)] == [False, True, False]
    clock = Seconds()
    early, late = OneTime(clock), OneTime(clock)
    clock.now = ONCE - 1
    assert early.take(early.word)
    clock.now = ONCE
    assert not late.take(late.word)


def test_attempts_are_limited_for_one_client_and_for_all_strangers_together() -> None:
    entrance = Entrance(TOKEN, Noted())
    assert [entrance.try_token("wrong", "a") for _ in range(11)] == [403] * 10 + [429]
    assert entrance.try_token(TOKEN, "a") == 429  # nothing is compared any more
    assert entrance.try_token(TOKEN, "b") == 200
    for client in range(IN_ALL.requests):
        entrance.try_token("wrong", f"client {client}")
    assert entrance.try_token(TOKEN, "c") == 429


def test_strangers_keep_nobody_out_who_has_been_let_in_before() -> None:
    entrance = Entrance(TOKEN, Noted())
    entrance.try_token(TOKEN, "a program's")
    for client in range(IN_ALL.requests + 1):
        entrance.try_token("wrong", f"client {client}")
    assert entrance.try_token(TOKEN, "a stranger's") == 429
    assert entrance.try_token(TOKEN, "a program's") == 200
    assert entrance.try_token(TOKEN, "a stranger's", device="of the operator") == 200
    # Neither may guess for that.
    for who in ({"client": "a program's"}, {"client": "x", "device": "of the operator"}):
        assert [entrance.try_token("wrong", **who) for _ in range(11)] == [403] * 10 + [429]


def test_a_browser_is_known_by_a_cookie_once_somebody_has_signed_in(
    town: Town, make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the guesses take a second, after which there may be one more.
    monkeypatch.setattr("feedsvc.web.entrance.Buckets", partial(Buckets, clock=lambda: 0.0))
    client = make_app(town).test_client()
    answer = client.post("/sign-in", data={"token": TOKEN})
    [given] = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith(DEVICE_COOKIE)]
    assert all(word in given for word in ("HttpOnly", "Secure", "SameSite=Lax", "Max-Age="))
    for n in range(IN_ALL.requests):
        stranger = client.application.test_client()
        stranger.post("/sign-in", data={"token": "guess"}, environ_base={"REMOTE_ADDR": f"198.51.100.{n}"})
    elsewhere: dict[str, Any] = {"data": {"token": TOKEN}, "environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    assert client.application.test_client().post("/sign-in", **elsewhere).status_code == 429
    again = client.post("/sign-in", **elsewhere)
    assert again.status_code == 303
    assert DEVICE_COOKIE not in str(again.headers)  # it has one


def test_whoever_is_signed_in_stays_so_under_another_configuration() -> None:
    entrances, config = Entrances(Noted()), make_config()
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
    known = make_sessions()
    return known.form_word(known.of(cookie) or "")


def test_without_https_the_cookie_is_not_kept_from_coming_back(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    town.config = replace(town.config, site=replace(town.config.site, base_url="http://127.0.0.1:8000"))
    answer = make_app(town).test_client().post("/sign-in", data={"token": TOKEN})
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_the_once_address_needs_no_token(town: Town, make_app: Callable[..., Flask]) -> None:
    once = OneTime()
    app = make_app(town, entrance=Entrance(TOKEN, Noted(), once))
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

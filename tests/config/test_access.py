"""Cookies and a login of a source's file: what is right comes through, what is wrong gets one line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc.config import SourceConfig
from tests.config.test_load import loaded, problems, source

ENVIRON = {"SESSION": "s3cret=", "USER": "mei", "PASSWORD": " s3cret "}


def login(**changed: str) -> dict[str, str]:
    """The good login with some of its values changed, as a file's lines."""
    good = {
        "url": '"https://example.org/login"',
        "form": '{ user = "${USER}", password = "${PASSWORD}" }',
        "success": '"a.logout"',
    }
    inside = ", ".join(f"{key} = {value}" for key, value in (good | changed).items() if value)
    return {"login": f"{{ {inside} }}"}


def read(tmp_path: Path, text: str) -> SourceConfig:
    return loaded(tmp_path, {"sources/a.toml": text}, ENVIRON).sources[0]


def test_both_take_their_secrets_from_the_environment_and_show_none(tmp_path: Path) -> None:
    found = read(tmp_path, source(cookies='{ session = "${SESSION}", theme = "dark" }', **login()))
    assert found.cookies == {"session": "s3cret=", "theme": "dark"}
    assert found.login is not None
    assert (found.login.url, found.login.success) == ("https://example.org/login", "a.logout")
    assert found.login.form == {"user": "mei", "password": " s3cret "}
    assert found.login.typed == "${USER} and ${PASSWORD}"
    assert "s3cret" not in repr(found)


def test_a_source_without_them_has_neither(tmp_path: Path) -> None:
    found = read(tmp_path, source(cookies="{}", login="{}"))
    assert (found.cookies, found.login, found.tells) == ({}, None, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(source(cookies="3"), "cookies: the value is not a table", id="no table"),
        pytest.param(source(cookies="{ a = 3 }"), "cookies.a: the value is not one line", id="number"),
        pytest.param(source(cookies="{ a = 'x;y' }"), "cookies.a: the value is none that", id="semicolon"),
        pytest.param(source(cookies="{ a = 'ä' }"), "cookies.a: the value is none that", id="no ASCII"),
        pytest.param(source(cookies='{ a = "x\\r\\ny" }'), "cookies.a: the value is not one", id="two lines"),
        pytest.param(source(cookies="{ 'a b' = 'x' }"), "cookies.a b: is no name", id="name"),
        pytest.param(source(cookies="{ a = '${NO}' }"), "cookies.a: the environment has no NO", id="absent"),
        pytest.param(
            source(url="'http://a.example/'", cookies="{ __Host-a = 'x' }"),
            "cookies.__Host-a: goes over https alone",
            id="prefix",
        ),
        pytest.param(source(url="'file:a.html'", cookies="{ a = 'x' }"), "cookies: is for", id="of a file"),
        pytest.param(source(**login(), url="'file:a.html'"), "login: is for pages", id="login of a file"),
        pytest.param(source(login="'x'"), "login: the value is not a table", id="no login"),
        pytest.param(source(**login(url="")), "login.url: is missing", id="no address"),
        pytest.param(source(**login(form="")), "login.form: is missing", id="no form"),
        pytest.param(source(**login(success="")), "login.success: is missing", id="no success"),
        pytest.param(source(**login(success="'a[['")), "login.success: the value is no CSS", id="selector"),
        pytest.param(source(**login(form="{}")), "login.form: the value is not a table", id="empty form"),
        pytest.param(source(**login(form="{ a = 3 }")), "login.form.a: the value is not one", id="number typed"),
        pytest.param(
            source(**login(form="{ a = '${NO}' }")), "login.form.a: the environment has no NO", id="unset"
        ),
        pytest.param(source(**login(who="1")), "login.who: unknown key", id="unknown key"),
        pytest.param(
            source(**login(url="'https://www.example.org/login'")), "login.url: lies at another", id="host"
        ),
        pytest.param(
            source(**login(url="'https://example.org:8443/login'")), "login.url: lies at another", id="port"
        ),
        pytest.param(
            source(**login(url="'http://example.org/login'")), "login.url: lies at another", id="downgrade"
        ),
        pytest.param(
            source(**login(url="'http://a.example/login'"), url="'http://a.example/'"),
            "login.url: would send a password that everybody",
            id="in clear",
        ),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_line(tmp_path: Path, text: str, told: str) -> None:
    found = problems(tmp_path, {"sources/a.toml": text}, ENVIRON)
    assert [line.startswith(f"sources/a.toml: {told}") for line in found] == [True], found


@pytest.mark.parametrize(
    ("url", "networks"),
    [
        pytest.param("http://127.0.0.1:8000", "", id="this machine"),
        pytest.param("http://localhost:8000", "", id="by its name"),
        pytest.param("http://10.1.2.3", "10.0.0.0/8", id="one's own network"),
    ],
)
def test_a_password_may_go_in_clear_where_nobody_else_is(tmp_path: Path, url: str, networks: str) -> None:
    main = f'[fetch]\nallow_networks = ["{networks}"]' if networks else ""
    text = source(**login(url=f"'{url}/login'"), url=f"'{url}/'")
    found = loaded(tmp_path, {"feedsvc.toml": main, "sources/a.toml": text}, ENVIRON).sources[0]
    assert found.login


def test_a_page_at_http_may_have_its_login_at_https(tmp_path: Path) -> None:
    text = source(**login(url="'https://a.example/login'"), url="'http://a.example/'")
    assert read(tmp_path, text).login


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(source(cookies="'${TOKEN}'"), id="cookies"),
        pytest.param(source(cookies="{ a = '${TOKEN}' }"), id="cookie"),
        pytest.param(source(cookies="{ a = ['s3cret'] }"), id="written cookie"),
        pytest.param(source(login="'${TOKEN}'"), id="login"),
        pytest.param(source(**login(url="'${TOKEN}'")), id="address"),
        pytest.param(source(**login(form="{ a = '${TOKEN}' }")), id="typed"),
        pytest.param(source(**login(form="'${TOKEN}'")), id="form"),
        pytest.param(source(**login(form="{ a = ['s3cret'] }")), id="written"),
        pytest.param(source(**login(success="'${TOKEN}['")), id="selector"),
    ],
)
def test_no_mistake_repeats_a_secret(tmp_path: Path, text: str) -> None:
    told = problems(tmp_path, {"sources/a.toml": text}, ENVIRON | {"TOKEN": "s3cret\n"})
    assert told
    assert not any("s3cret" in line for line in told)

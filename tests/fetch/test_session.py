"""What a source is known by at its site: for its own origin alone, kept by a login alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from feedsvc.config import LoginOptions, SourceConfig
from feedsvc.fetch import Fetcher
from feedsvc.fetch.session import Sessions
from feedsvc.fetch.targets import parse_target
from tests.fetch.helpers import make_source

PAGE = "https://site.example/list"


def member(**given: Any) -> SourceConfig:
    login = LoginOptions(url="https://site.example/login", form={"user": "mei"}, success="a.logout")
    return make_source(given.pop("url", PAGE), **({"login": login} | given))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(PAGE, ["theme=dark", "session=1"], id="its page"),
        pytest.param("https://site.example/other", ["theme=dark", "session=1"], id="another page"),
        pytest.param("https://www.site.example/list", [], id="another host"),
        pytest.param("https://site.example:8443/list", [], id="another port"),
        pytest.param("http://site.example/list", [], id="not encrypted"),
        pytest.param("https://site.example.evil.example/list", [], id="a longer host"),
    ],
)
def test_only_the_origin_of_the_source_is_told(url: str, expected: list[str]) -> None:
    session = Sessions().of(member(cookies={"theme": "dark"}))
    assert session
    session.take(parse_target(PAGE), ["session=1; Path=/"])
    assert list(session.sent_to(parse_target(url)).values()) == expected


def test_what_another_site_sets_is_not_taken() -> None:
    session = Sessions().of(member())
    assert session
    session.take(parse_target("https://evil.example/"), ["session=2"])
    assert session.sent_to(parse_target(PAGE)) == {}


def test_what_is_secure_goes_to_no_page_that_is_not_encrypted() -> None:
    session = Sessions().of(member(url="http://site.example/list"))
    assert session
    session.take(parse_target("https://site.example/login"), ["session=1; Secure", "seen=1"])
    assert list(session.sent_to(parse_target("http://site.example/list"))) == ["seen"]
    assert list(session.sent_to(parse_target("https://site.example/list"))) == ["session", "seen"]


def test_what_the_site_sets_counts_more_than_the_file_until_the_session_ends() -> None:
    session = Sessions().of(member(cookies={"session": "old"}))
    assert session
    session.take(parse_target(PAGE), ["session=new"])
    assert session.sent_to(parse_target(PAGE)) == {"session": "session=new"}
    session.ends()
    assert session.sent_to(parse_target(PAGE)) == {"session": "session=old"}


def test_a_session_is_kept_while_the_file_says_the_same_of_it() -> None:
    sessions, source = Sessions(), member()
    first = sessions.of(source)
    assert sessions.of(replace(source, title="Another")) is first
    assert sessions.of(replace(source, url="https://site.example/feed")) is first
    assert source.login is not None
    again = sessions.of(replace(source, login=replace(source.login, form={"user": "bo"})))
    assert again is not first


def test_without_a_login_the_file_is_what_counts_at_each_fetch() -> None:
    sessions, source = Sessions(), member(login=None, cookies={"session": "file"})
    first = sessions.of(source)
    assert first
    first.take(parse_target(PAGE), ["session=other"])
    again = sessions.of(source)
    assert again
    assert again.sent_to(parse_target(PAGE)) == {"session": "session=file"}
    assert sessions.of(replace(source, cookies={})) is None


def test_a_browser_is_told_what_a_fetch_would_bring(fetcher: Fetcher) -> None:
    source = member(login=None, cookies={"session": "file"})
    assert fetcher.cookies(source, PAGE) == {"session": "file"}
    assert fetcher.cookies(source, "https://evil.example/") == {}
    assert fetcher.cookies(replace(source, cookies={}), PAGE) == {}


def test_the_one_unused_longest_is_forgotten() -> None:
    sessions = Sessions(2)
    first = sessions.of(member(slug="a"))
    for slug in "bc":
        sessions.of(member(slug=slug))
    assert sessions.of(member(slug="a")) is not first

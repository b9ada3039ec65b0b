"""What is typed into a form goes out as a browser sends it: another spelling would be a wrong password."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from feedsvc.config import LoginOptions
from feedsvc.errors import FetchError, SignedOut
from feedsvc.fetch.session import Sessions
from feedsvc.models import History, LoginForm, Page
from feedsvc.poll.login import Login
from tests.builders import NOW
from tests.extract.helpers import make_page
from tests.fetch.helpers import make_source

FORM = LoginForm(
    action="https://site.example/login", posts=True, fields=(("password", "asked"), ("word", "é"))
)


def make_login() -> Login:
    options = LoginOptions(url=FORM.action, form={"password": "näh€♥"}, success="a.logout")
    source = make_source("https://site.example/list", login=options)
    session = Sessions().of(source)
    assert session
    return Login(None, None, source, options, session)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("charset", "sent"),
    [
        pytest.param("utf-8", b"word=%C3%A9&password=n%C3%A4h%E2%82%AC%E2%99%A5", id="utf-8"),
        pytest.param("cp1252", b"word=%E9&password=n%E4h%80%26%239829%3B", id="an older one"),
        pytest.param(
            "utf-16-le", b"word=%C3%A9&password=n%C3%A4h%E2%82%AC%E2%99%A5", id="one that no form has"
        ),
    ],
)
def test_a_form_is_written_in_its_page_s_charset(charset: str, sent: bytes) -> None:
    assert make_login()._filled(FORM, structs.replace(make_page(b""), charset=charset)) == sent


class Waits:
    """A network whose host is busy with other requests of ours."""

    def fetch_url(self, url: str, **_: object) -> Page:
        raise FetchError("it is busy", rule="busy", url=url)


def test_a_login_whose_host_our_own_requests_keep_busy_is_not_signed_out() -> None:
    waiting = replace(make_login(), fetcher=Waits())  # type: ignore[arg-type]
    with pytest.raises(FetchError, match="busy") as raised:
        waiting.goes(History(), NOW)
    assert raised.value.rule == "busy"


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        pytest.param("timeout", None, id="no answer in time"),
        pytest.param("connect", None, id="a connection that breaks"),
        pytest.param("proxy", None, id="a proxy that breaks"),
        pytest.param("redirect", None, id="led to another site"),
        pytest.param("too-large", None, id="an endless answer"),
        pytest.param("status", 500, id="an error of the server"),
        pytest.param("status", 401, id="refused"),
    ],
)
def test_whatever_follows_a_sent_password_counts_as_a_try(rule: str, status: int | None) -> None:
    trouble = FetchError("it broke", rule=rule, status=status)
    with pytest.raises(SignedOut) as raised:
        make_login()._goes_without_page(trouble, History(refused=1), NOW)
    assert (raised.value.refused, raised.value.refused_at) == (2, NOW)

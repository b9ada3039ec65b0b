"""What is typed into a form goes out as a browser sends it: another spelling would be a wrong password."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedsvc.config import LoginOptions
from feedsvc.fetch.session import Sessions
from feedsvc.models import LoginForm
from feedsvc.poll.login import Login
from tests.extract.helpers import make_page
from tests.fetch.helpers import make_source

FORM = LoginForm(
    action="https://site.example/login", posts=True, fields=(("password", "asked"), ("word", "é"))
)


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
    options = LoginOptions(url=FORM.action, form={"password": "näh€♥"}, success="a.logout")
    source = make_source("https://site.example/list", login=options)
    session = Sessions().of(source)
    assert session
    login = Login(None, None, source, options, session)  # type: ignore[arg-type]
    assert login._filled(FORM, replace(make_page(b""), charset=charset)) == sent

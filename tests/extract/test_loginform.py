"""The form that a page signs in by, as a browser would send it; and whether a page asks for a login."""

from __future__ import annotations

import pytest

from feedsvc.extract.loginform import MOST, read_login
from feedsvc.models import LoginForm
from tests.extract.helpers import make_page

NAMES = ("user", "password")
ASKS = '<input name="user"><input type="password" name="password">'
ENTRIES = (("user", ""), ("password", ""))


def form_of(html: str) -> LoginForm | None:
    return read_login(make_page(html, url="https://site.example/in/login"), "a.logout", NAMES).form


@pytest.mark.parametrize(
    ("html", "action", "fields"),
    [
        pytest.param(f"<form method=POST>{ASKS}</form>", "/in/login", ENTRIES, id="to itself"),
        pytest.param(f"<form method=post action=enter>{ASKS}</form>", "/in/enter", ENTRIES, id="relative"),
        pytest.param(
            f"<base href=/up/><form method=post action=enter>{ASKS}</form>", "/up/enter", ENTRIES, id="base"
        ),
        pytest.param(f"<base href=/up/><form method=post>{ASKS}</form>", "/in/login", ENTRIES, id="to itself, with a base"),
        pytest.param(
            f"<form action=/search><input name=user></form><form method=post action=/x>{ASKS}</form>",
            "/x", ENTRIES, id="the one with every field",
        ),
        pytest.param(
            "<form method=post action=/new><input name=user><input name=password></form>"
            f"<form method=post action=/x>{ASKS}</form>",
            "/x", ENTRIES, id="the one that asks for a password",
        ),
        pytest.param(
            f"<form method=post action=/x><input type=hidden name=word value='a&amp;b'>{ASKS}"
            "<input type=checkbox name=stay checked><input type=checkbox name=news value=1>"
            "<input type=radio name=how value=a><input type=radio name=how value=b checked>"
            "<select name=lang><option value=de>D<option value=en selected>E</select>"
            "<select name=zone><option>UTC</select><textarea name=note>hm</textarea><input type=file name=f>"
            "<input name=off value=1 disabled><button type=button name=show>?</button>"
            "<button name=go value=in>In</button><input type=submit name=go value=forgot></form>",
            "/x",
            (("word", "a&b"), *ENTRIES, ("stay", "on"), ("how", "b"), ("lang", "en"), ("zone", "UTC"),
             ("note", "hm"), ("go", "in")),
            id="what a browser sends",
        ),
        pytest.param(
            f"<base href=/up/><form action=/x>{ASKS}<button type=button formaction=/y>?</button>"
            "<button formaction=enter formmethod=POST>In</button><button formaction=/forgot>Forgot</button></form>",
            "/up/enter", ENTRIES, id="where its button leads",
        ),
        pytest.param(
            f"<form method=post action=/x>{ASKS}<button>In</button><button formaction=/forgot>Forgot</button></form>",
            "/x", ENTRIES, id="not where its second button leads",
        ),
        pytest.param(
            f"<form id=f method=post action=/x>{ASKS}</form><button form=f formaction=/enter>In</button>",
            "/enter", ENTRIES, id="where its button behind it leads",
        ),
        pytest.param(
            f"<form method=post action=/x formaction=/y>{ASKS}<button form=other formaction=/z>?</button></form>",
            "/x", ENTRIES, id="not where another form's button leads",
        ),
        pytest.param(
            f"<form id=f method=post action=/x></form><p>{ASKS.replace('name', 'form=f name')}",
            "/x", ENTRIES, id="fields elsewhere",
        ),
        pytest.param(
            f"<table><form method=post action=/x><tr><td>{ASKS}</td></tr></form></table>",
            "/x", ENTRIES, id="fields of a table",
        ),
    ],
)  # fmt: skip
def test_a_form_is_sent_as_a_browser_sends_it(
    html: str, action: str, fields: tuple[tuple[str, str], ...]
) -> None:
    found = form_of(html)
    assert found == LoginForm(action=f"https://site.example{action}", posts=True, fields=fields)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>Nothing</p>", id="none"),
        pytest.param("<form><input name=q></form>", id="another form"),
        pytest.param("<form><input name=user></form><form><input name=password></form>", id="in halves"),
        pytest.param(f"{ASKS}", id="no form around the fields"),
        pytest.param('{"user": 1}', id="no HTML"),
    ],
)
def test_a_page_without_such_a_form_has_none(html: str) -> None:
    assert form_of(html) is None


def test_a_form_by_get_and_one_with_a_captcha_say_so() -> None:
    by_get = form_of(f"<form>{ASKS}</form>")
    assert by_get
    assert not by_get.posts
    for sign in ("<div class='g-recaptcha'>", "<input name=captcha_code>", "<img src=/captcha.png>"):
        found = form_of(f"<form method=post>{ASKS}{sign}</form>")
        assert found
        assert found.captcha


def test_what_only_members_see_is_no_wall_and_what_strangers_see_is_one() -> None:
    def looks(html: str) -> tuple[bool, bool]:
        found = read_login(make_page(html), "a.logout", NAMES)
        return found.shows, found.asks

    assert looks(f"<a class=logout>Out</a><form method=post>{ASKS}</form>") == (True, False)
    assert looks(f"<h1>News</h1><form method=post>{ASKS}</form>") == (False, True)
    assert looks("<title>Please log in</title>") == (False, True)
    assert looks("<h1>News</h1><p>Quay opens</p>") == (False, False)


def test_what_a_form_is_called_otherwise_is_told() -> None:
    html = "<form><input name=login><input type=password name=pass></form>"
    assert read_login(make_page(html), "a", NAMES).names == ("login", "pass")


def test_a_form_of_endless_fields_is_cut_and_a_page_of_endless_depth_is_refused() -> None:
    found = form_of(f"<form method=post>{ASKS}{'<input name=x value=1>' * 2 * MOST}</form>")
    assert found
    assert len(found.fields) == MOST
    assert form_of("<div>" * 30_000 + f"<form>{ASKS}</form>") is None

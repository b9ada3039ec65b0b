"""Addresses as they may be shown: what is secret in them is gone, all else stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.clean.secrets import without_secrets

PAGE = "https://news.example/list"
SECRET = "0c7d1e5a9f"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param(f"{PAGE}?page=2&token={SECRET}", f"{PAGE}?page=2", id="the last value"),
        pytest.param(f"{PAGE}?token={SECRET}&page=2", f"{PAGE}?page=2", id="the first value"),
        pytest.param(f"{PAGE}?api_key={SECRET}", PAGE, id="the only value"),
        pytest.param(f"{PAGE}?a=1;sig={SECRET}", f"{PAGE}?a=1", id="behind a semicolon"),
        pytest.param(f"{PAGE}?pass=abc", PAGE, id="a short password"),
        pytest.param(f"{PAGE}?%74oken={SECRET}", PAGE, id="a name that is escaped"),
        pytest.param(f"{PAGE}?x-amz-signature={SECRET}", PAGE, id="a name with what it is at its end"),
        pytest.param(f"{PAGE}?v={'a1' * 20}", PAGE, id="forty characters that are no words"),
        pytest.param(f"{PAGE};sid={SECRET}/a?b=1", f"{PAGE}/a?b=1", id="in a part of the path"),
        pytest.param(f"{PAGE}?a=1#access_token={SECRET}", f"{PAGE}?a=1", id="in the fragment"),
        pytest.param(f"https://me:{SECRET}@news.example/list", PAGE, id="a user and a password"),
        pytest.param(
            f"{PAGE}?to=https%3A%2F%2Fa.example%2F%3Fkey%3D{SECRET}&b=", f"{PAGE}?b=", id="in an address"
        ),
    ],
)
def test_secrets_are_not_shown(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"{PAGE}?",
        f"{PAGE}#",
        f"{PAGE}?page=2&&x=%C3%A9+a;b#top",
        f"{PAGE}?keyword=elections&tokens=2&author=monkey",
        f"{PAGE}?key=news",
        f"{PAGE}?cursor={'a1' * 30}",
        f"{PAGE};v=2/a",
        "file:pages/list.html",
    ],
)
def test_other_addresses_stay_to_the_byte(url: str) -> None:
    assert without_secrets(url) == url


@given(st.text(max_size=80))
def test_any_text_is_shown_and_shown_again_alike(text: str) -> None:
    shown = without_secrets(f"{PAGE}{text}")
    assert without_secrets(shown) == shown

"""Changes of code below a cache are tried, not what the cache kept."""

from __future__ import annotations

import pytest

from feedsvc.decide.spelling import one_page
from tests.forgetful import Forgetful


def test_what_an_earlier_test_left_in_a_cache_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = "https://pier.example/a?x=1&copy=2", "https://pier.example/a?x=1%C2%A9=2"
    assert one_page(*addresses)
    monkeypatch.setattr("feedsvc.decide.spelling._as_read", lambda found: found[0])
    assert one_page(*addresses)
    Forgetful().pytest_sessionstart()
    assert not one_page(*addresses)

"""Character references of markup."""

from __future__ import annotations

from feedsvc.clean.references import decode_entities


def test_entities_are_decoded_once() -> None:
    assert decode_entities("&amp;lt; AT&amp;T &#233;") == "&lt; AT&T é"

"""A feed that is being made and not saved yet, as a part of an address that only our own pages can write.

    word = pack(typed, form_word(session))    →  eyJ1cmwiOi…    in /new/eyJ1cmwiOi…/at/118
    unpack(word, form_word(session))          →  typed; None where it was not by us and for this session

Nothing in it is secret; it is signed, so that nobody leads an operator's browser to pages of their choice.
"""

from __future__ import annotations

from collections.abc import Mapping

from itsdangerous import BadData, URLSafeSerializer

_SALT = "feedsvc draft"


def pack(typed: Mapping[str, str], word: str) -> str:
    """What was typed and chosen, signed for the session whose forms carry this word."""
    given = {name: text for name, text in typed.items() if text}
    return str(URLSafeSerializer(word, salt=_SALT).dumps(given))


def unpack(text: str, word: str) -> dict[str, str] | None:
    """What was packed; None where it was not by us and for this session."""
    try:
        values = URLSafeSerializer(word, salt=_SALT).loads(text)
    except BadData:
        return None
    return {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else None

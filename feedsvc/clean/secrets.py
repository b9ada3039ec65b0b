"""What is secret in an address or a request, known by its name or by its look; addresses without it.

https://news.example/list?page=2&token=5f3a91c0   →   https://news.example/list?page=2
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

_NAME = re.compile(
    r"^(?:.*[-_.])?(?:api[-_]?key|app[-_]?key|key|token|access[-_]?token|auth|authorization|jwt|secret|client[-_]?secret"
    r"|password|passwd|pwd|pass|session|session[-_]?id|sid|sig|signature|credential|csrf|nonce)$"
    r"|(?:token|secret|password|apikey|api_key|accesskey)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"eyJ[\w-]{10,}\.[\w-]+\.[\w-]*|(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[A-Za-z0-9+/_=-]{40,}")
"""A JSON Web Token, or forty characters that are no words."""
_NO_TOKEN = re.compile(r"hash|query|cursor|after|before|variables|extensions|page", re.IGNORECASE)
"""Names of long values that say what is asked."""
SHORTEST = 6
_USER = re.compile(r"^([^/?#]*//)[^/?#]*@")
_MATRIX = re.compile(r";([^=;/?#]*)=([^;/?#]*)")


def is_token(value: str) -> bool:
    """Whether a value looks like a token, whatever it is called."""
    return bool(_TOKEN.fullmatch(value))


def is_secret(name: str, value: str) -> bool:
    """Whether this value of a query, form or JSON object is one that nobody else may see."""
    if _NAME.search(name):
        return len(value) >= SHORTEST or "pass" in name.lower()
    return is_token(value) and not _NO_TOKEN.search(name)


def without_secrets(url: str) -> str:
    """The address as it may be shown, stored and published: without a user, and without secret values.

    They leave together with their names; an address that holds none stays as it is, to the byte.
    """
    head, sign, fragment = _USER.sub(r"\1", url).partition("#")
    path, question, query = head.partition("?")
    path = _MATRIX.sub(lambda found: "" if _hides(found[1], found[2]) else found[0], path)
    return path + _shown(question, query) + _shown(sign, fragment)


def _shown(sign: str, query: str) -> str:
    pairs = re.split("[&;]", query)
    kept = [pair for pair in pairs if not _hides(*pair.partition("=")[::2])]
    if len(kept) == len(pairs):
        return sign + query
    return sign + "&".join(kept) if kept else ""


def _hides(name: str, value: str) -> bool:
    """Whether a pair as it is written holds a secret, itself or in the address that is its value."""
    plain = unquote_plus(value)
    return is_secret(unquote_plus(name), plain) or (":" in plain and without_secrets(plain) != plain)

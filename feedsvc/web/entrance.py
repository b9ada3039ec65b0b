"""The way in for the operator: the token, attempts at it, sessions, and who stands behind a request.

    Authorization: Bearer TOKEN    or    the cookie of a session, with the word of its forms where it writes

Without a configured token there is no way in, and nothing behind it exists (404).
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import abort

from feedsvc.web.guard import Buckets, Rate, client_of
from feedsvc.web.sessions import COOKIE, OneTime, Sessions

if TYPE_CHECKING:
    from flask import Request

    from feedsvc.config import Config

PER_CLIENT, IN_ALL = Rate(10, 60), Rate(60, 60)
"""Wrong tokens before a client, and before everybody, has to wait."""
_EVERYBODY = "everybody"


class Entrance:
    """Lets in who knows the token; `once` is an address that signs in without it, a single time."""

    def __init__(self, token: str | None, once: OneTime | None = None) -> None:
        self._token = token or ""
        self._once = once
        self._wrong = Buckets(PER_CLIENT, most=5_000)
        self._wrong_in_all = Buckets(IN_ALL, most=1)
        self.sessions = Sessions(self._token) if token else None

    def try_token(self, given: str, client: str) -> int:
        """200, 403 (wrong), or 429 before anything is compared (too many wrong ones)."""
        if not self._token or self._wrong.wait(client) or self._wrong_in_all.wait(_EVERYBODY):
            return 429 if self._token else 403
        if hmac.compare_digest(_digest(given), _digest(self._token)):
            return 200
        self._wrong.take(client)
        self._wrong_in_all.take(_EVERYBODY)
        return 403

    def try_once(self, word: str, client: str) -> int:
        """The same for the word of the address that signs in once."""
        if self._wrong.wait(client) or self._wrong_in_all.wait(_EVERYBODY):
            return 429
        if self._once is not None and self._once.take(word):
            return 200
        self._wrong.take(client)
        self._wrong_in_all.take(_EVERYBODY)
        return 403


class Entrances:
    """The same entrance under every configuration with the same token: whoever is signed in stays so."""

    def __init__(self, once: OneTime | None = None) -> None:
        self._once = once
        self._last: tuple[str | None, Entrance] | None = None

    def of(self, config: Config) -> Entrance:
        """The entrance under this configuration."""
        token = config.web.admin_token
        if self._last is None or self._last[0] != token:
            self._last = (token, Entrance(token, self._once))
        return self._last[1]


def _digest(text: str) -> bytes:
    """Of one length, so that the comparison says nothing of the token's."""
    return hmac.digest(b"feedsvc token", text.strip().encode(), "sha256")


def session_of(entrance: Entrance, request: Request) -> str | None:
    """The session of a request; None where it has none. 404 where there is no way in at all."""
    if entrance.sessions is None:
        abort(404)
    return entrance.sessions.of(request.cookies.get(COOKIE))


def is_own_form(entrance: Entrance, request: Request, session: str, word: Any) -> bool:
    """Whether the request comes from a page of the session: the word in its form, body or header."""
    given = word or request.headers.get("X-CSRF-Token", "")
    return entrance.sessions is not None and entrance.sessions.is_form_of(session, str(given))


def client_behind(request: Request, config: Config) -> str:
    """Who asks, behind the proxies that are trusted."""
    environ = request.environ
    forwarded = environ.get("HTTP_X_FORWARDED_FOR")
    return client_of(environ.get("REMOTE_ADDR", ""), forwarded, config.web.trusted_proxies)

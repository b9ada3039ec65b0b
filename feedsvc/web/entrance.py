"""The way in for the operator: the token, attempts at it, sessions, and who stands behind a request.

    Authorization: Bearer TOKEN    or    the cookie of a session, with the word of its forms where it writes

Without a configured token there is no way in, and nothing behind it exists (404).
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import abort

from feedsvc.config.amounts import Rate
from feedsvc.recent import Recent
from feedsvc.web.buckets import Buckets
from feedsvc.web.clients import client_of
from feedsvc.web.sessions import (
    COOKIE,
    DEVICE_COOKIE,
    DEVICE_LIFE,
    OneTime,
    Sessions,
    Signed,
    SignedOut,
)

if TYPE_CHECKING:
    from flask import Request

    from feedsvc.config import Config

PER_CLIENT, IN_ALL = Rate(10, 60), Rate(60, 60)
"""Wrong tokens before a client, and before all who are strangers, have to wait; in each worker."""
_EVERYBODY = "everybody"
_MOST_KNOWN = 1_000


class Attempts:
    """Wrong tokens are counted: a client's own, and those of all strangers together.

    Who has been let in before is no stranger, by the cookie of that browser or, for programs, by the address:
    however many strangers try, the operator gets in.
    """

    def __init__(self) -> None:
        self._wrong = Buckets(PER_CLIENT, most=5_000)
        self._wrong_of_strangers = Buckets(IN_ALL, most=1)
        self._known: Recent[bool] = Recent(_MOST_KNOWN)
        self._lock = threading.Lock()

    def judge(self, client: str, device: str | None, is_right: Callable[[], bool]) -> int:
        """200, 403 (wrong), or 429 before anything is compared (too many wrong ones)."""
        who = f"device {device}" if device else client
        if self._wrong.wait(who) or (
            self._is_strange(who, device) and self._wrong_of_strangers.wait(_EVERYBODY)
        ):
            return 429
        if is_right():
            with self._lock:
                self._known.keep(who, True)
            return 200
        self._wrong.take(who)
        if self._is_strange(who, device):
            self._wrong_of_strangers.take(_EVERYBODY)
        return 403

    def _is_strange(self, who: str, device: str | None) -> bool:
        with self._lock:
            return device is None and not self._known.get(who)


class Entrance:
    """Lets in who knows the token; `once` is an address that signs in without it, a single time."""

    def __init__(self, token: str | None, signed_out: SignedOut, once: OneTime | None = None) -> None:
        self._token = token or ""
        self._once = once
        self._attempts = Attempts()
        self.sessions = Sessions(self._token, signed_out) if token else None
        self.devices = Signed(self._token, "device", DEVICE_LIFE)

    def try_token(self, given: str, client: str, device: str | None = None) -> int:
        """200, 403 (wrong), or 429 before anything is compared (too many wrong ones).

        `device` names the browser, where somebody has signed in there before.
        """
        if not self._token:
            return 403
        return self._attempts.judge(client, device, lambda: is_token(given, self._token))

    def try_once(self, word: str, client: str, device: str | None = None) -> int:
        """The same for the word of the address that signs in once."""
        once = self._once
        return self._attempts.judge(client, device, lambda: once is not None and once.take(word))


class Entrances:
    """The same entrance under every configuration with the same token: whoever is signed in stays so."""

    def __init__(self, signed_out: SignedOut, once: OneTime | None = None) -> None:
        self._signed_out, self._once = signed_out, once
        self._last: tuple[str | None, Entrance] | None = None

    def of(self, config: Config) -> Entrance:
        """The entrance under this configuration."""
        token = config.web.admin_token
        if self._last is None or self._last[0] != token:
            self._last = (token, Entrance(token, self._signed_out, self._once))
        return self._last[1]


def is_token(given: str, token: str) -> bool:
    """Whether it is the token, in a time that says nothing of how much of it is right."""
    return hmac.compare_digest(_digest(given), _digest(token))


def _digest(text: str) -> bytes:
    """Of one length, so that the comparison says nothing of the token's."""
    return hmac.digest(b"feedsvc token", text.strip().encode(), "sha256")


def code_of_token(entrance: Entrance, request: Request, config: Config) -> int:
    """What becomes of a program's token: 200, 401 (it gives none), 403 (wrong, or none is right), 429."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if entrance.sessions is not None and (scheme.lower() != "bearer" or not given.strip()):
        return 401
    return entrance.try_token(given, client_behind(request, config), device_of(entrance, request))


def session_of(entrance: Entrance, request: Request) -> str | None:
    """The session of a request; None where it has none. 404 where there is no way in at all."""
    if entrance.sessions is None:
        abort(404)
    return entrance.sessions.of(request.cookies.get(COOKIE))


def device_of(entrance: Entrance, request: Request) -> str | None:
    """The browser, where somebody has signed in there before."""
    return entrance.devices.of(request.cookies.get(DEVICE_COOKIE))


def is_own_form(entrance: Entrance, request: Request, session: str, word: Any) -> bool:
    """Whether the request comes from a page of the session: the word in its form, body or header."""
    given = word or request.headers.get("X-CSRF-Token", "")
    return entrance.sessions is not None and entrance.sessions.is_form_of(session, str(given))


def operator_behind(request: Request, config: Config) -> str:
    """Who acts as the operator, for the log."""
    return f"operator from {client_behind(request, config)}"


def client_behind(request: Request, config: Config) -> str:
    """Who asks, behind the proxies that are trusted."""
    environ = request.environ
    forwarded = environ.get("HTTP_X_FORWARDED_FOR")
    return client_of(environ.get("REMOTE_ADDR", ""), forwarded, config.web.trusted_proxies)

"""Who is signed in: a signed cookie that ends by itself, and the word that a form of its holder carries.

    cookie = sessions.begin()            → Set-Cookie
    session = sessions.of(cookie)        → its name, None where it is forged, ended or signed out
    sessions.is_form_of(session, word)   → whether a form comes from one of our own pages
    device = devices.of(other_cookie)    → the browser in which somebody has signed in before

Everything is derived from the admin token: another token ends every session, and any worker knows them all.
What was signed out stands in the database, where every worker looks.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from itsdangerous import BadData, URLSafeTimedSerializer

from feedsvc.process import utc_now
from feedsvc.store import Store
from feedsvc.web.reads import Reads

COOKIE, DEVICE_COOKIE = "feedsvc_session", "feedsvc_device"
LIFE, DEVICE_LIFE = timedelta(hours=12), timedelta(days=180)
ONCE = 15 * 60.0
"""Seconds for which the address of a terminal signs in."""


class SignedOut(Protocol):
    """The sessions that have ended before their time."""

    def holds(self, session: str) -> bool: ...
    def add(self, session: str) -> None: ...


class SharedSignedOut:
    """Those of every worker: they stand in the database."""

    def __init__(self, store: Store, reads: Reads, clock: Callable[[], datetime] = utc_now) -> None:
        self._store, self._reads, self._clock = store, reads, clock

    def holds(self, session: str) -> bool:
        """Whether any worker has ended the session; raises StoreError where that cannot be known now."""
        return self._reads(self._store.is_signed_out, _named(session))

    def add(self, session: str) -> None:
        """End the session in every worker; raises StoreError."""
        now = self._clock()
        self._store.note_signed_out(_named(session), now + LIFE, now)


def _named(session: str) -> str:
    """What stands in the database: nobody can make a session of it."""
    return hashlib.sha256(session.encode()).hexdigest()[:32]


class Signed:
    """Random names in cookies that only we can have made, for so long."""

    def __init__(self, token: str, what: str, life: timedelta) -> None:
        self.key = hashlib.sha256(f"feedsvc {what}\0".encode() + token.encode()).digest()
        self._life = life
        self._signed = URLSafeTimedSerializer(self.key, signer_kwargs={"digest_method": hashlib.sha256})

    def begin(self) -> str:
        """The cookie of a new name."""
        return str(self._signed.dumps(secrets.token_urlsafe(18)))

    def of(self, cookie: str | None) -> str | None:
        """The name in a cookie; None where it is forged or too old."""
        try:
            return str(self._signed.loads(cookie or "", max_age=int(self._life.total_seconds())))
        except BadData:
            return None


class Sessions(Signed):
    """The sessions of one admin token."""

    def __init__(self, token: str, signed_out: SignedOut) -> None:
        super().__init__(token, "session", LIFE)
        self._signed_out = signed_out

    def of(self, cookie: str | None) -> str | None:
        """The session of a cookie; None where it is none, or none any more. Raises StoreError."""
        session = super().of(cookie)
        return None if session is None or self._signed_out.holds(session) else session

    def end(self, session: str) -> None:
        """End a session at once, in every worker; raises StoreError."""
        self._signed_out.add(session)

    def form_word(self, session: str) -> str:
        """What the forms of a session carry, and no other page can know."""
        return hmac.new(self.key, b"form\0" + session.encode(), hashlib.sha256).hexdigest()

    def is_form_of(self, session: str, word: str) -> bool:
        """Whether this is the word of the session's forms."""
        return hmac.compare_digest(self.form_word(session).encode(), word.encode())


class OneTime:
    """An address that signs in once, soon: for who has just started the program and reads its terminal."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.word = secrets.token_urlsafe(24)
        self._monotonic = monotonic
        self._until = monotonic() + ONCE
        self._lock = threading.Lock()

    def take(self, word: str) -> bool:
        """Whether this is the word, in time and for the first time."""
        with self._lock:
            good = hmac.compare_digest(self.word.encode(), word.encode()) and self._monotonic() < self._until
            self._until = float("-inf") if good else self._until
            return good

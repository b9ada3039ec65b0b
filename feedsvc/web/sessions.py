"""Who is signed in: a signed cookie that ends by itself, and the word that a form of its holder carries.

    cookie = sessions.begin()            → Set-Cookie
    session = sessions.of(cookie)        → its name, None where it is forged, ended or signed out
    sessions.is_form_of(session, word)   → whether a form comes from one of our own pages

Everything is derived from the admin token: another token ends every session, and any worker knows them all.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

from feedsvc.recent import Recent

COOKIE = "feedsvc_session"
LIFE = timedelta(hours=12)
_SIGNED_OUT = 1_000


class Sessions:
    """The sessions of one admin token."""

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(b"feedsvc session\0" + token.encode()).digest()
        self._signed = URLSafeTimedSerializer(self._key, signer_kwargs={"digest_method": hashlib.sha256})
        self._lock = threading.Lock()
        self._ended: Recent[bool] = Recent(_SIGNED_OUT)

    def begin(self) -> str:
        """The cookie of a new session."""
        return str(self._signed.dumps(secrets.token_urlsafe(18)))

    def of(self, cookie: str | None) -> str | None:
        """The session of a cookie; None where it is none, or none any more."""
        try:
            session = str(self._signed.loads(cookie or "", max_age=int(LIFE.total_seconds())))
        except BadData:
            return None
        with self._lock:
            return None if self._ended.get(session) else session

    def end(self, session: str) -> None:
        """End a session here at once; elsewhere its cookie is gone from the browser."""
        with self._lock:
            self._ended.keep(session, True)

    def form_word(self, session: str) -> str:
        """What the forms of a session carry, and no other page can know."""
        return hmac.new(self._key, b"form\0" + session.encode(), hashlib.sha256).hexdigest()

    def is_form_of(self, session: str, word: str) -> bool:
        """Whether this is the word of the session's forms."""
        return hmac.compare_digest(self.form_word(session).encode(), word.encode())


class OneTime:
    """An address that signs in once: for who has just started the program and reads its terminal."""

    def __init__(self) -> None:
        self.word = secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self._used = False

    def take(self, word: str) -> bool:
        """Whether this is the word, for the first time."""
        with self._lock:
            good = hmac.compare_digest(self.word.encode(), word.encode()) and not self._used
            self._used = self._used or good
            return good

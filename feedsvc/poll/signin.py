"""A source's page as its operator sees it: signed in once, and again when the site has forgotten that.

    session open? ──no──→ login (poll.login) → `success` on its answer, or on the source's page
         │yes               ↑ once                │none → SignedOut, and a pause (decide.logins)
         ↓                  │                     ↓
      the page: signed out? ┘                  the page

Who has signed in is known by cookies in memory (fetch.session); what was refused is stored with the source.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.logins import is_too_soon, together
from feedsvc.errors import FetchError, SignedOut
from feedsvc.models import History, LoginPage, NotModified, Page, Validators
from feedsvc.poll.login import Extractor, Fetcher, Login
from feedsvc.poll.refusals import failed, refused, unclear, waiting

CLOSED = (401, 403)
"""Answers to who has not signed in."""
Ask = Callable[[Validators], Page | NotModified]


class SignIn:
    """Asks for pages of sources with a login; thread-safe, one thread at a time signs in for a source."""

    def __init__(self, fetcher: Fetcher, children: Extractor, clock: Callable[[], datetime]) -> None:
        self._fetcher = fetcher
        self._children = children
        self._clock = clock

    def page(
        self,
        source: SourceConfig,
        ask: Ask,
        validators: Validators,
        past: History,
        *,
        insists: bool = False,
        account: Callable[[], History] | None = None,
    ) -> Page | NotModified:
        """What `ask` gives to who has signed in; raises SignedOut where nobody can, or may try yet.

        `insists` tries at once, whatever was refused before; `account` gives the past with what other
        sources of the same account were refused.
        """
        session = self._fetcher.sessions.of(source) if source.login else None
        if source.login is None or session is None:
            return ask(validators)
        past = replace(past, refused_at=None) if insists else past
        login = Login(self._fetcher, self._children, source, source.login, session)
        with session.turn:
            if answer := known(login, ask, validators):
                return answer
            session.ends()
            with session.account.turn:
                if not insists:
                    wait_together(login, past, account() if account else past, self._clock())
                return self._signed_in(login, ask, past)

    def _signed_in(self, login: Login, ask: Ask, past: History) -> Page | NotModified:
        """The page after a login, whose refusal all sources of its account are told of."""
        try:
            return signed_in(login, ask, past, self._clock())
        except SignedOut as error:
            if error.refused:
                # How often is the database's to say, where it may be forgotten by another process.
                login.session.account.past = History(refused=1, refused_at=error.refused_at)
            raise


def known(login: Login, ask: Ask, validators: Validators) -> Page | NotModified | None:
    """The page as somebody whom the site knows sees it; None where it knows nobody."""
    session = login.session
    if not (session.is_open or login.source.cookies):
        return None
    answer = asked(ask, validators)
    if answer is None or isinstance(answer, NotModified):
        return answer
    looks = login.look(answer)
    if looks.shows:
        session.begins(is_shown=True)
    return answer if looks.shows or (session.is_open and not session.is_shown and not looks.asks) else None


def wait_together(login: Login, own: History, account: History, now: datetime) -> None:
    """Raises SignedOut where the account was refused too short a time ago, here or in another process."""
    last = together(account, None, [login.session.account.past])
    if is_too_soon(last, now):
        raise waiting(login.source, login.options, last, now, own)


def signed_in(login: Login, ask: Ask, past: History, now: datetime) -> Page | NotModified:
    """The page after a login; raises SignedOut."""
    proved = login.goes(past, now)
    try:
        answer = asked(ask, Validators())
    except FetchError as error:
        if proved:
            raise
        login.session.ends()  # nobody knows whether what was sent was right: it counts as a try
        raise unclear(login.source, login.options, past, now, error) from error
    looks = login.look(answer) if isinstance(answer, Page) else LoginPage(asks=answer is None)
    if answer is not None and (looks.shows or (proved and not looks.asks)):
        login.session.begins(is_shown=looks.shows)
        return answer
    login.session.ends()
    if proved:
        told = "signs us in, but the source's page still asks who is there (may this account read it?)"
        raise failed(login.source, login.options, told)
    raise refused(login.source, login.options, past, now)


def asked(ask: Ask, validators: Validators) -> Page | NotModified | None:
    """What the site answers; None where it refuses strangers."""
    try:
        return ask(validators)
    except FetchError as error:
        if error.status not in CLOSED or error.wall not in ("", "login"):
            raise
    return None

"""One login: the page with its form is fetched, the form filled in and sent, its answer looked at.

    GET login.url → the form with every field of login.form, its hidden fields kept → POST → `success`?

No password goes to another origin than the source's own, into an address, or where a captcha is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode

from feedsvc.config import LoginOptions, SourceConfig
from feedsvc.errors import FetchError
from feedsvc.fetch.network import Network
from feedsvc.fetch.session import Session, Sessions
from feedsvc.fetch.targets import parse_target
from feedsvc.models import History, LoginForm, LoginPage, Page
from feedsvc.poll import reading
from feedsvc.poll.refusals import BY_HAND, failed, refused, unclear

AWAY = ("proxy", "dns", "connect", "timeout")
"""Rules of failures (errors.FetchError) that would keep anybody from the site, signed in or not."""
TOLD = 12
"""Fields of a form that are named to an operator."""


class Fetcher(Network, Protocol):
    """The network, as a login needs it (fetch.Fetcher)."""

    @property
    def sessions(self) -> Sessions: ...
    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page: ...


class Extractor(Protocol):
    """The killable child, as a login needs it."""

    def login(self, page: Page, success: str, names: tuple[str, ...], source: str) -> LoginPage: ...


@dataclass(frozen=True, slots=True)
class Login:
    """A source's login; raises SignedOut where it cannot be used or is refused."""

    fetcher: Fetcher
    children: Extractor
    source: SourceConfig
    options: LoginOptions
    session: Session

    def goes(self, past: History, now: datetime) -> bool:
        """Whether an answer has shown that it went well; False leaves that to the source's page."""
        door = self._door()
        looks = self.look(door)
        if looks.shows and looks.form is None:
            return True
        form = self._form(looks)
        try:
            answer = self.fetcher.submit(self.source, form.action, self._filled(form, door), door.url)
        except FetchError as error:
            return self._goes_without_page(error, past, now)
        return self.look(answer).shows

    def look(self, page: Page) -> LoginPage:
        """What a page says of this login."""
        names = tuple(self.options.form)
        return self.children.login(page, self.options.success, names, self.source.slug)

    def _door(self) -> Page:
        try:
            return reading.fetch_further(self.fetcher, self.source, self.options.url)
        except FetchError as error:
            if error.rule in (*AWAY, "busy"):  # which says nothing of the source (attempt.failure)
                raise
            raise failed(self.source, self.options, f"cannot be had: {error}", error) from error

    def _goes_without_page(self, error: FetchError, past: History, now: datetime) -> bool:
        """What an answer without a page means: some have nothing to say, others refuse, or are in trouble.

        Trouble counts as a try, too: the password may have arrived, and one that is sent at every poll locks
        accounts.
        """
        if error.status is not None and 200 <= error.status < 300:
            return False
        self.session.ends()
        if error.status is None or error.status >= 500 or error.rule == "redirect":
            raise unclear(self.source, self.options, past, now, error) from error
        raise refused(self.source, self.options, past, now, error) from error

    def _form(self, looks: LoginPage) -> LoginForm:
        """The form that may be sent."""
        if looks.shows:
            told = f"has {self.options.success!r} for strangers, too (mend login.success)"
            raise failed(self.source, self.options, told)
        if looks.form and not (wrong := self._in_the_way(looks.form)):
            return looks.form
        told = f"{wrong} ({BY_HAND})" if looks.form else self._missing(looks)
        raise failed(self.source, self.options, told)

    def _in_the_way(self, form: LoginForm) -> str:
        if form.captcha:
            return "asks for a captcha, which is for people"
        if not form.posts:
            return "would put the password into an address"
        return "" if self._is_own(form.action) else "sends passwords to another site, which is refused"

    def _missing(self, looks: LoginPage) -> str:
        fields = ", ".join(looks.names[:TOLD])
        has = f"has a form with the fields {fields}" if fields else "has no form that asks for a password"
        return f"{has}, and none with {', '.join(self.options.form)} (mend login.form, or {BY_HAND})"

    def _is_own(self, action: str) -> bool:
        try:
            target = parse_target(action)
        except FetchError:
            return False
        safe = target.scheme == "https" or parse_target(self.options.url).scheme == "http"
        return safe and self.session.holds(target)

    def _filled(self, form: LoginForm, door: Page) -> bytes:
        """The form with what is typed into it, in the page's charset as browsers send it."""
        typed = self.options.form
        fields = [*((name, value) for name, value in form.fields if name not in typed), *typed.items()]
        charset = "utf-8" if door.charset.startswith("utf-16") else door.charset  # Encoding, section 4.3
        return urlencode(fields, encoding=charset, errors="xmlcharrefreplace").encode("ascii")

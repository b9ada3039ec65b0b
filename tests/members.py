"""A made-up site that shows its list to members alone: a form with a word of its own, sessions that end, walls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from tests.httpd import Handler, answering
from tests.living import DESIGNS, LivingStory, invent

USER, PASSWORD = "mei", "plover & heron 4711"
SESSION = "harboursession"


@dataclass(frozen=True)
class Asked:
    """One request that reached the site."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]


@dataclass(frozen=True)
class Said:
    """One answer of it."""

    body: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class MemberSite:
    """`refuses` and `door` say how it treats strangers and what its form is like; verbs change the rest."""

    base: str = ""
    password: str = PASSWORD
    session: str = SESSION
    """What every session's cookie begins with."""
    refuses: str = "form"
    """What strangers get in place of the list: `form`, `status`, `redirect`, `busy`, or a public `teaser`."""
    door: str = "form"
    """`form`, `captcha`, `elsewhere`, `get`, `loops`, `scripts`, `other names`, `busy`, or `breaks` once
    the form is sent."""
    greets: bool = True
    """Whether the list shows who reads it."""
    after: str = "/account"
    """Where a login leads."""
    carries: bool = False
    """Whether its links hold the session of who reads them."""
    stories: list[LivingStory] = field(default_factory=lambda: [invent(n) for n in range(1, 4)])
    sessions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    made: int = 0

    @property
    def elsewhere(self) -> str:
        """The same machine by another name: another origin."""
        return self.base.replace("127.0.0.1", "localhost")

    @property
    def logins(self) -> int:
        """Forms that were sent."""
        return sum(one.method == "POST" for one in self.asked)

    def publishes(self, number: int) -> None:
        """Put a story on top of the list."""
        self.stories.insert(0, invent(number))

    def forgets(self) -> None:
        """End every session."""
        self.sessions.clear()

    def answer(self, asked: Asked) -> Said:
        """What it says to a request."""
        self.asked.append(asked)
        if asked.path == "/robots.txt":
            return Said(status=404)
        if asked.path == "/login":
            return self._login(asked)
        if not self._is_member(asked):
            return self._refusal()
        if asked.path == "/account":
            return Said('<title>Account</title><a class="logout" href="/logout">Sign out</a>')
        if asked.path == "/moved":
            return Said(status=302, headers=(("Location", f"{self.elsewhere}/list"),))
        return Said(self._list())

    def _list(self) -> str:
        page = DESIGNS["plain"]("Members", self.stories, self.base)
        if self.carries:
            page = page.replace('.html"', f'.html;jsessionid={max(self.sessions)}"')
        return (
            page
            if not self.greets
            else page.replace("<body>", '<body><a class="logout" href="/logout">Sign out</a>')
        )

    def _is_member(self, asked: Asked) -> bool:
        cookies = SimpleCookie(asked.headers.get("Cookie", ""))
        return "session" in cookies and cookies["session"].value in self.sessions

    def _refusal(self) -> Said:
        if self.refuses == "busy":
            return Said(status=503)
        if self.refuses == "status":
            return Said(status=401)
        if self.refuses == "redirect":
            return Said(status=302, headers=(("Location", "/login"),))
        if self.refuses == "teaser":
            return Said(DESIGNS["plain"]("News", self.stories[-1:], self.base))
        return Said(self._form())

    def _login(self, asked: Asked) -> Said:
        if self.door == "loops":
            return Said(status=302, headers=(("Location", "/login"),))
        if self.door == "busy":
            return Said(status=503)
        if asked.method == "GET":
            return Said(self._form())
        if self.door == "breaks":
            return Said(status=503)
        return self._judged(asked.form)

    def _judged(self, form: dict[str, str]) -> Said:
        known = form.get("word") in self.words and form.get("go") == "Enter"
        self.words.discard(form.get("word", ""))
        if not (known and form.get("user") == USER and form.get("password") == self.password):
            return Said("<p>That is not right.</p>" + self._form())
        self.made += 1
        session = f"{self.session}{self.made}"
        self.sessions.add(session)
        told = (("Location", self.after), ("Set-Cookie", f"session={session}; Path=/; HttpOnly"))
        return Said(status=303, headers=told)

    def _form(self) -> str:
        self.made += 1
        word = f"word{self.made}"
        self.words.add(word)
        if self.door == "scripts":
            return '<title>Log in</title><div id="app"></div>'
        action = f"{self.elsewhere}/login" if self.door == "elsewhere" else "/login"
        name = "pass" if self.door == "other names" else "password"
        return (
            '<title>Log in</title><form action="/search"><input name="q"></form>'
            f'<form action="{action}" method="{"get" if self.door == "get" else "post"}">'
            f'<input type="hidden" name="word" value="{word}"><input name="user">'
            f'<input type="password" name="{name}">'
            f"{'<div class=g-recaptcha></div>' if self.door == 'captcha' else ''}"
            '<button name="go" value="Enter">Enter</button><button name="go" value="Forgot">Forgot</button></form>'
        )


@contextmanager
def serving(site: MemberSite) -> Iterator[MemberSite]:
    """The site on a free port of the loopback."""

    class Visit(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            typed = parse_qs(self.body().decode(), keep_blank_values=True)
            form = {name: values[0] for name, values in typed.items()}
            host = self.headers.get("Host", "").partition(":")[0]
            said = site.answer(Asked(self.command, host, self.path, dict(self.headers), form))
            # A cookie has a header of its own, however many there are.
            self.send_response(said.status)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), *said.headers):
                self.send_header(name, value)
            self.end_with(said.body.encode())

        do_POST = do_GET

    with answering(Visit) as site.base:
        yield site

"""What a source is known by at its own site: the cookies of its file, and those of a login, in memory alone.

    session = sessions.of(source)       # None where the source has neither
    session.sent_to(target)             # names and pairs, for the origin of its url; nothing for any other
    session.take(target, set_cookies)   # what its site has set

Without a login a session lasts for one fetch, so that the file's cookies are what counts; with one it lasts
until the site forgets it, the source's file changes or the process ends (RFC 6265 knows no more of it).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from weakref import WeakValueDictionary

from feedsvc.config import SourceConfig
from feedsvc.fetch.cookies import Cookies
from feedsvc.fetch.targets import Target, parse_target
from feedsvc.models import History
from feedsvc.recent import Recent

MOST = 4096
"""Sources whose sessions are kept; that of the one polled longest ago is forgotten."""


class Account:
    """What sources that sign in as the same one share: their turn, and how it was refused in this process."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        """Held by the one thread that sends a password."""
        self.past = History()
        """With when a login was refused, until one goes well: who waits for a turn knows it at once."""


class Session:
    """The cookies of one source, for the origin of `home` (or its upgrade to https) and no other."""

    def __init__(self, home: Target, given: Mapping[str, str], account: Account | None = None) -> None:
        self.account = account or Account()
        self.turn = threading.Lock()
        """Held by the one thread that signs in."""
        self.is_open = False
        """Whether somebody has signed in, as far as is known."""
        self.is_shown = False
        """Whether the source's page shows that it is open."""
        self._home = home
        self._given = {name: f"{name}={value}" for name, value in given.items()}
        self._set = Cookies()
        self._lock = threading.Lock()

    def holds(self, target: Target) -> bool:
        """Whether what is meant for the source's site may go there."""
        return self._home.trusts(target)

    def sent_to(self, target: Target) -> dict[str, str]:
        """`name=value` by name; what the site has set counts more than what the file says."""
        if not self.holds(target):
            return {}
        with self._lock:
            return self._given | self._set.held_for(target)

    def take(self, target: Target, told: Iterable[str]) -> None:
        """Keep what the source's site has set; what others set is none of it."""
        if self.holds(target):
            with self._lock:
                self._set.take(target, told)

    def begins(self, *, is_shown: bool) -> None:
        """Somebody has signed in."""
        self.is_open, self.is_shown = True, is_shown
        self.account.past = History()

    def ends(self) -> None:
        """Forget what the site has set: it knows nobody by it any more."""
        self.is_open = self.is_shown = False
        with self._lock:
            self._set = Cookies()


class Sessions:
    """The sessions of this process, by source; thread-safe."""

    def __init__(self, most: int = MOST) -> None:
        self._kept = Recent[tuple[object, Session]](most)
        self._accounts: WeakValueDictionary[object, Account] = WeakValueDictionary()
        self._lock = threading.Lock()

    def of(self, source: SourceConfig) -> Session | None:
        """The source's session, another one once its file says something else; None where it needs none."""
        if not (source.cookies or source.login):
            return None
        home = parse_target(source.url)
        if source.login is None:
            return Session(home, source.cookies)
        known_by = (home.at(""), dict(source.cookies), source.login)
        with self._lock:
            kept = self._kept.get(source.slug)
            if kept is None or kept[0] != known_by:
                account = self._accounts.setdefault(source.login.account, Account())
                kept = (known_by, Session(home, source.cookies, account))
                self._kept.keep(source.slug, kept)
            return kept[1]

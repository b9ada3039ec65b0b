"""The network, one way in.

fetch(source, validators)
  parse_target → robots → turn at the host → resolve → judge addresses → send → redirect? again
  → read_response → Page | NotModified
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Unpack

from msgspec import structs

from feedsvc.botkey.naming import make_user_agent
from feedsvc.botkey.ring import Ring
from feedsvc.config import Config, FetchOptions, Proxy, SourceConfig
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.asking import FORM, Asking, asking_of
from feedsvc.fetch.border import named
from feedsvc.fetch.client import Client
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.errand import Errand
from feedsvc.fetch.files import read_page
from feedsvc.fetch.gate import HostGate
from feedsvc.fetch.headers import header_value
from feedsvc.fetch.hops import Hops
from feedsvc.fetch.messages import Request
from feedsvc.fetch.network import Terms
from feedsvc.fetch.pages import read_response
from feedsvc.fetch.resolve import Resolver
from feedsvc.fetch.session import Sessions
from feedsvc.fetch.targets import parse_target
from feedsvc.models import NotModified, Page, Validators

COMPARED_WRONGLY = 412
"""What some servers answer in place of 304, or where they cannot compare: they are asked plainly."""


class Fetcher:
    """Fetches pages within every limit of `options`; thread-safe. Raises FetchError and nothing else."""

    def __init__(
        self,
        options: FetchOptions,
        *,
        user_agent: str,
        gate: HostGate,
        clock: Callable[[], datetime],
        file_root: Path,
        resolver: Resolver | None = None,
        ring: Ring | None = None,
        sessions: Sessions | None = None,
        aside: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._aside = aside
        self.sessions = sessions or Sessions()
        self._options = options
        self._user_agent = header_value(user_agent)
        self._clock = clock
        self._file_root = file_root
        self._client = Client(AddressGuard(options.allow_networks), resolver)
        self._hops = Hops(
            self._client,
            gate,
            user_agent=self._user_agent,
            pause=options.host_pause,
            clock=clock,
            ring=ring,
        )

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """The source's page, or NotModified where the validators still hold."""
        with named(source.url, source.slug):
            if _is_file(source.url):
                limit = self._options.max_bytes
                return read_page(source.url, self._file_root, validators, limit, self._clock())
            asking = asking_of(source)
            if asking.body is not None:  # conditions on a POST are about what it changes (RFC 9110, 13.2.1)
                validators = Validators()
            errand = self._errand(
                source.url, source.headers, source.robots, asking, owner=source, validators=validators
            )
            return self._page(errand, source.url)

    def fetch_url(self, url: str, **terms: Unpack[Terms]) -> Page:
        """The page at an http or https URL."""
        headers, robots = terms.get("headers") or {}, terms.get("robots", "obey")
        asking = Asking(body=terms.get("body", "").encode() or None)
        home, owner = terms.get("home", ""), terms.get("owner")
        with named(url):
            return _whole(self._page(self._errand(url, headers, robots, asking, home, owner), url))

    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page:
        """What a form of the source's own site answers; raises FetchError, also where it leads elsewhere."""
        with named(url, source.slug):
            origin = {"Origin": parse_target(url).at("").url, "Referer": referer}
            headers = {name: value for name, value in source.headers.items() if name.title() not in origin}
            asking = Asking(body=form, media_type=FORM)
            errand = self._errand(
                url, headers | origin, source.robots, asking, source.url, source, stays=True
            )
            return _whole(self._page(errand, url))

    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]:
        """What a request of the source to this address brings, by name; raises FetchError."""
        session = self.sessions.of(source)
        pairs = session.sent_to(parse_target(url)) if session else {}
        return {name: pair.partition("=")[2] for name, pair in pairs.items()}

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """Post `data` and return the status; redirects are not followed, the answer's body is not read."""
        with named(url):
            target = parse_target(url)
            headers = (("User-Agent", self._user_agent), ("Content-Type", header_value(content_type)))
            limit = self._options.max_bytes
            proxy = self._proxy(None)
            request = Request(
                target=target, headers=headers, body=data, max_bytes=limit, cut=True, proxy=proxy
            )
            return self._client.send(request, Deadline(self._options.timeout)).head.status

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _page(self, errand: Errand, requested: str) -> Page | NotModified:
        with self._aside():
            target, response = self._hops.follow(errand)
        if response.head.status == COMPARED_WRONGLY and errand.validators != Validators():
            answer = self._page(replace(errand, validators=Validators()), requested)
            # Its next validators would be refused as these were, and every poll ask twice.
            return structs.replace(_whole(answer), validators=Validators())
        return read_response(
            response,
            errand.asking.shown(target),
            requested=requested,
            sent=errand.validators,
            now=self._clock(),
            max_bytes=errand.max_bytes,
        )

    def _errand(
        self,
        url: str,
        headers: Mapping[str, str],
        robots: str,
        asking: Asking,
        home: str = "",
        owner: SourceConfig | None = None,
        *,
        validators: Validators = Validators(),
        stays: bool = False,
    ) -> Errand:
        return Errand(
            deadline=Deadline(self._options.timeout),
            first=parse_target(asking.address(url)),
            headers={} if _is_file(home) else headers,
            home=parse_target(home) if home and not _is_file(home) else None,
            robots=robots,
            validators=validators,
            max_redirects=self._options.max_redirects,
            max_bytes=self._options.max_bytes,
            asking=asking,
            session=self.sessions.of(owner) if owner and not _is_file(owner.url) else None,
            stays=stays,
            proxy=self._proxy(owner.proxy if owner else None),
        )

    def _proxy(self, given: Proxy | None) -> Proxy | None:
        """The proxy that is given, else that of [fetch]; None where the site itself is asked."""
        chosen = given or self._options.proxy
        return chosen if chosen and chosen.scheme else None


def make_fetcher(
    config: Config,
    gate: HostGate,
    clock: Callable[[], datetime],
    sessions: Sessions | None = None,
    aside: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Fetcher:
    """A fetcher within the configuration's limits, that says who we are.

    `sessions` are those of this process, where it has some already. It waits for the network `aside`.
    """
    return Fetcher(
        config.fetch,
        user_agent=make_user_agent(version("feedsvc"), config.site.contact),
        gate=gate,
        clock=clock,
        file_root=config.directory,
        ring=Ring(config.bot_key, config.site.base_url),
        sessions=sessions,
        aside=aside,
    )


def _whole(page: Page | NotModified) -> Page:
    if isinstance(page, NotModified):  # unreachable: a 304 without validators is refused
        raise FetchError("the server answered 304", rule="status", status=304)
    return page


def _is_file(url: str) -> bool:
    return url.lower().startswith("file:")

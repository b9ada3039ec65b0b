"""The network, one way in.

fetch(source, validators)
  parse_target → robots → turn at the host → resolve → judge addresses → send → redirect? again
  → read_response → Page | NotModified
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Unpack

from feedsvc.botkey.naming import agent_token, make_user_agent
from feedsvc.botkey.ring import Ring
from feedsvc.config import OWN_HEADERS, Config, FetchOptions, Proxy, SourceConfig
from feedsvc.errors import FeedsvcError, FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.asking import Asking, asking_of
from feedsvc.fetch.client import Client
from feedsvc.fetch.cookies import Cookies
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.files import read_page
from feedsvc.fetch.gate import HostGate
from feedsvc.fetch.messages import Request, Response
from feedsvc.fetch.network import Terms
from feedsvc.fetch.pages import REDIRECTS, read_response, status_error
from feedsvc.fetch.resolve import Resolver
from feedsvc.fetch.robots import MAX_ROBOTS, Robots
from feedsvc.fetch.session import Session, Sessions
from feedsvc.fetch.targets import Target, one_line, parse_target, redact, redirect_target
from feedsvc.models import NotModified, Page, Validators

FORM = "application/x-www-form-urlencoded"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8"
ROBOTS_REDIRECTS = 5

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """One fetch on its way: what holds on every hop."""

    deadline: Deadline
    first: Target
    headers: Mapping[str, str]
    """The source's own headers: for the origin of `home` only."""
    robots: str
    validators: Validators
    max_redirects: int
    max_bytes: int
    home: Target | None = None
    """The page for which the headers were given; None for the first one."""
    cut: bool = False
    cookies: Cookies = field(default_factory=Cookies)
    session: Session | None = None
    stays: bool = False
    """Whether it follows no redirect to another origin."""
    asking: Asking = field(default_factory=Asking)
    proxy: Proxy | None = None
    """Who is asked, robots.txt and redirects included; None for the sites themselves."""


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
        self._ring = ring
        self._aside = aside
        self.sessions = sessions or Sessions()
        self._options = options
        self._user_agent = _header_value(user_agent)
        self._gate = gate
        self._clock = clock
        self._file_root = file_root
        self._client = Client(AddressGuard(options.allow_networks), resolver)
        self._robots = Robots(agent_token(self._user_agent), clock)

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """The source's page, or NotModified where the validators still hold."""
        with named(source.url, source.slug):
            if _is_file(source.url):
                limit = self._options.max_bytes
                return read_page(source.url, self._file_root, validators, limit, self._clock())
            asking = asking_of(source)
            return self._page(source.url, source.headers, source.robots, validators, asking, owner=source)

    def fetch_url(self, url: str, **terms: Unpack[Terms]) -> Page:
        """The page at an http or https URL."""
        headers, robots = terms.get("headers") or {}, terms.get("robots", "obey")
        asking = Asking(body=terms.get("body", "").encode() or None)
        home, owner = terms.get("home", ""), terms.get("owner")
        with named(url):
            return _whole(self._page(url, headers, robots, Validators(), asking, home, owner))

    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page:
        """What a form of the source's own site answers; raises FetchError, also where it leads elsewhere."""
        with named(url, source.slug):
            origin = {"Origin": parse_target(url).at("").url, "Referer": referer}
            headers = {name: value for name, value in source.headers.items() if name.title() not in origin}
            return _whole(
                self._page(
                    url,
                    headers | origin,
                    source.robots,
                    Validators(),
                    Asking(body=form, media_type=FORM),
                    home=source.url,
                    owner=source,
                    stays=True,
                )
            )

    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]:
        """What a request of the source to this address brings, by name; raises FetchError."""
        session = self.sessions.of(source)
        pairs = session.sent_to(parse_target(url)) if session else {}
        return {name: pair.partition("=")[2] for name, pair in pairs.items()}

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """Post `data` and return the status; redirects are not followed, the answer's body is not read."""
        with named(url):
            target = parse_target(url)
            headers = (("User-Agent", self._user_agent), ("Content-Type", _header_value(content_type)))
            limit = self._options.max_bytes
            proxy = self._proxy(None)
            request = Request(
                target=target, headers=headers, body=data, max_bytes=limit, cut=True, proxy=proxy
            )
            return self._client.send(request, Deadline(self._options.timeout)).head.status

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _page(
        self,
        url: str,
        headers: Mapping[str, str],
        robots: str,
        validators: Validators,
        asking: Asking | None = None,
        home: str = "",
        owner: SourceConfig | None = None,
        stays: bool = False,
    ) -> Page | NotModified:
        asking = asking or Asking()
        if asking.body is not None:  # conditions on a POST are about what it changes (RFC 9110, 13.2.1)
            validators = Validators()
        errand = Errand(
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
        with self._aside():
            target, response = self._follow(errand)
        return read_response(
            response,
            asking.shown(target),
            requested=url,
            sent=validators,
            now=self._clock(),
            max_bytes=self._options.max_bytes,
        )

    def _proxy(self, given: Proxy | None) -> Proxy | None:
        """The proxy that is given, else that of [fetch]; None where the site itself is asked."""
        chosen = given or self._options.proxy
        return chosen if chosen and chosen.scheme else None

    def _follow(self, errand: Errand) -> tuple[Target, Response]:
        target, seen = errand.first, set[tuple[str, str, bool]]()
        while True:
            response = self._hop(errand, target)
            status, told = response.head.status, response.head.values("set-cookie")
            if errand.session:
                errand.session.take(target, told)
            if status not in REDIRECTS:
                return target, response
            seen.add((target.url, errand.cookies.sent_to(target), errand.asking.left))
            errand.cookies.take(target, told)
            target = redirect_target(target, response.head.location())
            if errand.stays and not errand.first.trusts(target):
                raise FetchError(f"it leads to another site ({target.authority})", rule="redirect")
            asking = errand.asking.after(status, trusted=errand.first.trusts(target))
            errand = replace(errand, asking=asking)
            if (target.url, errand.cookies.sent_to(target), asking.left) in seen:
                raise FetchError("the redirects go in a circle", rule="redirect")
            if len(seen) > errand.max_redirects:
                raise FetchError(f"more than {errand.max_redirects} redirects", rule="redirect")

    def _hop(self, errand: Errand, target: Target) -> Response:
        pause = self._options.host_pause
        if errand.robots == "obey":
            patience = errand.deadline.remaining()
            way = str(errand.proxy or "")
            delay = self._robots.check(target, lambda t: self._ask_robots(t, errand), patience, way)
            pause = max(pause, delay)
        signed = self._ring.headers(target.at("").url, self._clock()) if self._ring else {}
        request = Request(
            target=target,
            headers=(*self._headers(errand, target), *signed.items()),
            body=errand.asking.body,
            max_bytes=errand.max_bytes,
            cut=errand.cut,
            proxy=errand.proxy,
        )
        with self._turn(target, pause, errand.deadline):
            return self._client.send(request, errand.deadline)

    def _ask_robots(self, target: Target, page: Errand) -> tuple[int, bytes]:
        errand = Errand(
            deadline=page.deadline,
            first=target,
            headers={},
            robots="ignore",
            validators=Validators(),
            max_redirects=ROBOTS_REDIRECTS,
            max_bytes=MAX_ROBOTS,
            cut=True,
            proxy=page.proxy,
        )
        _, response = self._follow(errand)
        if response.head.status >= 500:
            raise status_error(response.head, self._clock())
        return response.head.status, response.content

    def _headers(self, errand: Errand, target: Target) -> Iterator[tuple[str, str]]:
        given = {n: v for n, v in errand.headers.items() if n.lower() not in OWN_HEADERS}
        own = given if (errand.home or errand.first).trusts(target) else {}
        if errand.asking.left:
            own = {name: value for name, value in own.items() if name.lower() != "content-type"}
        names = {name.lower() for name in own}
        standard = {"User-Agent": self._user_agent, "Accept": ACCEPT}
        if errand.asking.body is not None:
            standard["Content-Type"] = errand.asking.content_type
        yield from ((name, value) for name, value in standard.items() if name.lower() not in names)
        kept = errand.session.sent_to(target) if errand.session else {}
        if cookies := kept | errand.cookies.held_for(target):
            fixed = next((value for name, value in own.items() if name.lower() == "cookie"), "")
            own = {name: value for name, value in own.items() if name.lower() != "cookie"}
            yield "Cookie", _header_value("; ".join(filter(None, (fixed, *cookies.values()))))
        for name, value in own.items():
            if not _NAME.fullmatch(name):
                raise FetchError("a header of the source has a name that cannot be sent", rule="protocol")
            yield name, _header_value(value)
        if errand.validators.etag:
            yield "If-None-Match", _header_value(errand.validators.etag)
        if errand.validators.last_modified:
            yield "If-Modified-Since", _header_value(errand.validators.last_modified)

    @contextmanager
    def _turn(self, target: Target, pause: timedelta, deadline: Deadline) -> Iterator[None]:
        with ExitStack() as held:
            with deadline.paused():
                held.enter_context(self._gate.turn(target.authority, pause))
            yield


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


@contextmanager
def named(url: str, source: str = "") -> Iterator[None]:
    """The border: whatever goes wrong inside leaves as one FetchError that names the rule and the URL."""
    try:
        yield
    except FetchError as error:
        raise _with_url(error, url, source) from error
    except FeedsvcError:
        raise  # the store behind a gate speaks for itself
    except Exception as error:  # whichever it is, a poll must end in a record and not in a traceback
        wrong = FetchError(f"{type(error).__name__} while fetching", rule="protocol")
        raise _with_url(wrong, url, source) from error


def _with_url(error: FetchError, url: str, source: str) -> FetchError:
    shown = redact(url)
    return FetchError(
        f"{error.rule}: {shown}: {one_line(str(error))}",
        rule=error.rule,
        url=shown,
        status=error.status,
        source=source,
        permanent=error.permanent,
        retry_after=error.retry_after,
        wall=error.wall,
    )


def _whole(page: Page | NotModified) -> Page:
    if isinstance(page, NotModified):  # unreachable: a 304 without validators is refused
        raise FetchError("the server answered 304", rule="status", status=304)
    return page


def _is_file(url: str) -> bool:
    return url.lower().startswith("file:")


def _header_value(value: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()

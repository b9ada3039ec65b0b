"""What one fetch is about, from its first hop to its last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from feedsvc.config import Proxy
from feedsvc.fetch.asking import Asking
from feedsvc.fetch.cookies import Cookies
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.robots import MAX_ROBOTS
from feedsvc.fetch.session import Session
from feedsvc.fetch.targets import Target
from feedsvc.models import Validators

ROBOTS_REDIRECTS = 5


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


def for_robots(target: Target, page: Errand) -> Errand:
    """The errand for the robots.txt that a page's own one waits for."""
    return Errand(
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

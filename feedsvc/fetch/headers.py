"""What a request says in its headers: who asks, the source's own ones, cookies, and what is known already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from feedsvc.config.asking import OWN_HEADERS, TOKEN
from feedsvc.errors import FetchError
from feedsvc.fetch.errand import Errand
from feedsvc.fetch.targets import Target


def headers_of(errand: Errand, target: Target, user_agent: str) -> Iterator[tuple[str, str]]:
    """Names and values of what is sent to a target; raises FetchError for one that cannot be sent."""
    own = _own(errand, target)
    yield from _standard(errand, user_agent, {name.lower() for name in own})
    kept = errand.session.sent_to(target) if errand.session else {}
    if cookies := kept | errand.cookies.held_for(target):
        fixed = next((value for name, value in own.items() if name.lower() == "cookie"), "")
        own = _without(own, "cookie")
        yield "Cookie", header_value("; ".join(filter(None, (fixed, *cookies.values()))))
    yield from _sendable(own)
    if errand.validators.etag:
        yield "If-None-Match", header_value(errand.validators.etag)
    if errand.validators.last_modified:
        yield "If-Modified-Since", header_value(errand.validators.last_modified)


def header_value(value: str) -> str:
    """The value on one line."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()


def _own(errand: Errand, target: Target) -> dict[str, str]:
    """The source's headers, as far as they may reach this target."""
    given = {n: v for n, v in errand.headers.items() if n.lower() not in OWN_HEADERS}
    own = given if (errand.home or errand.first).trusts(target) else {}
    return _without(own, "content-type") if errand.asking.left else own


def _without(headers: Mapping[str, str], name: str) -> dict[str, str]:
    return {given: value for given, value in headers.items() if given.lower() != name}


def _standard(errand: Errand, user_agent: str, given: set[str]) -> Iterator[tuple[str, str]]:
    """What every request says, but for what the source says itself."""
    standard = {"User-Agent": user_agent, "Accept": errand.asking.accept}
    if errand.asking.body is not None:
        standard["Content-Type"] = errand.asking.content_type
    yield from ((name, value) for name, value in standard.items() if name.lower() not in given)


def _sendable(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in own.items():
        if not TOKEN.fullmatch(name):
            raise FetchError("a header of the source has a name that cannot be sent", rule="protocol")
        yield name, header_value(value)

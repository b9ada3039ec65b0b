"""What the operator owns at a site, so that its pages are shown to a source: cookies, or an account.

    cookies = { session = "${SITE_SESSION}" }
    [login]
    url = "https://site.example/login"
    form = { user = "${SITE_USER}", password = "${SITE_PASSWORD}" }
    success = "a.logout"        # stands on no page of who is not signed in

Both go to the source's own origin and nowhere else, so that both are judged beside its `url`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from feedsvc.clean.hosts import DEFAULT_PORTS
from feedsvc.config import addresses, asking, patterns
from feedsvc.config.addresses import Network
from feedsvc.config.options import KeyedProblem, Wrong, each, option, read_table

MOST = 50
_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e ,\"]{0,4096}")


def cookies(value: Any) -> dict[str, str]:
    """Names and values as a Cookie field may have them (RFC 6265, section 4.1.1); no message repeats one."""
    if not isinstance(value, dict):
        raise Wrong('the value is not a table (write { session = "${SITE_SESSION}" })')
    if len(value) > MOST:
        raise Wrong(f"holds more than {MOST} cookies (leave out what the site does not ask for)")
    good, found = each(_cookie, [(f".{name}", text) for name, text in value.items()])
    found += [
        (f".{n}", "is no name of a cookie (letters, digits, _ and -)")
        for n in value
        if not asking.TOKEN.fullmatch(n)
    ]
    if found:
        raise Wrong(*found)
    return {name[1:]: text for name, text in good.items()}


def _cookie(value: Any) -> str:
    text = asking.unrepeated(value)
    if not _VALUE.fullmatch(text):
        raise Wrong("the value is none that a cookie has (ASCII without ; and \\, copied as the site set it)")
    return text


def typed(value: Any) -> dict[str, str]:
    """What is typed into the fields of a form, by their names; a password may begin or end with a space."""
    if not isinstance(value, dict) or not value:
        told = 'the value is not a table (write { user = "${SITE_USER}", password = "${SITE_PASSWORD}" })'
        raise Wrong(told)
    bad = [name for name, text in value.items() if not isinstance(text, str) or not text.isprintable()]
    if bad:
        raise Wrong(*((f".{name}", "the value is not one line of text (write it in quotes)") for name in bad))
    return {name: str(text) for name, text in value.items()}


def _selector(value: Any) -> str:
    try:
        return patterns.some_css(str(value) if isinstance(value, str) else value)
    except ValueError:  # not repeated, as nothing is that the environment may have filled
        raise Wrong("the value is no CSS selector (such as 'a.logout')") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginOptions:
    """`login` of a source: the page with its form, what is typed into that, what shows that it went well."""

    url: str = option(addresses.web_url)
    form: Mapping[str, str] = option(typed, shown=False)
    success: str = option(_selector)
    variables: tuple[str, ...] = field(default=(), compare=False)
    """Names in the environment that `form` is filled with, so that people can be told of them."""

    @property
    def account(self) -> tuple[object, ...]:
        """Equal for sources that sign in as the same one, however they see that it went well."""
        return self.url, tuple(sorted(self.form.items()))

    @property
    def typed(self) -> str:
        """What is typed, in words that say nothing of it."""
        return " and ".join(f"${{{name}}}" for name in self.variables) or "the values of login.form"


def login_of(value: Any) -> LoginOptions | None:
    """The table as its class; an empty one is none."""
    if not isinstance(value, Mapping):
        raise Wrong("the value is not a table (write [login] above url, form and success)")
    if not value:
        return None
    values, problems = read_table(LoginOptions, value)
    if problems:
        raise Wrong(*((f".{name}", text) for name, text in problems))
    return LoginOptions(**values)


def access_problems(
    url: str, given: Mapping[str, str], login: LoginOptions | None, networks: tuple[Network, ...]
) -> Iterator[KeyedProblem]:
    """What is wrong with them beside the source's address and the networks that may be asked."""
    page = urlsplit(url)
    if page.scheme == "file":
        yield from ((key, "is for pages of the web, not for a file (leave it out)")
                    for key, held in (("cookies", given), ("login", login)) if held)  # fmt: skip
        return
    if page.scheme != "https":
        for name in given:
            if name.lower().startswith(("__host-", "__secure-")):
                yield f"cookies.{name}", "goes over https alone, as its name says (write https:// into url)"
    if login:
        yield from _login_problems(page, urlsplit(login.url), networks)


def _login_problems(
    page: SplitResult, door: SplitResult, networks: tuple[Network, ...]
) -> Iterator[KeyedProblem]:
    if not _is_same_site(page, door):
        yield "login.url", f"lies at another site than url (a password goes to {page.netloc} and no other)"
    elif door.scheme == "http" and not _is_near(door.hostname or "", networks):
        yield "login.url", "would send a password that everybody on the way can read (write https://)"


def _is_same_site(page: SplitResult, door: SplitResult) -> bool:
    """One origin, or the https of a page at http."""
    if page.hostname != door.hostname:
        return False
    ports = [one.port or DEFAULT_PORTS.get(one.scheme) for one in (page, door)]
    if page.scheme == door.scheme:
        return ports[0] == ports[1]
    return (page.scheme, *ports) == ("http", 80, 443)


def _is_near(host: str, networks: tuple[Network, ...]) -> bool:
    """Whether what is sent there stays on this machine, or in a network that was named as one's own."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or any(address in network for network in networks)

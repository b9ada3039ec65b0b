"""Checks of configuration values: each takes what TOML gave, returns the typed value or raises `Wrong`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedsvc.config.options import Check, T, Wrong, each, meant

Network = IPv4Network | IPv6Network

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "y": 365 * 86400}
_SIZES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_PASSWORD = re.compile(r"//[^/@\s\"]*@")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


class Secret(str):
    """A text that no message repeats: it may hold what the environment put in."""

    __slots__ = ()


def _shown(value: object) -> str:
    if _is_secret(value):
        return "the value"
    text = _PASSWORD.sub("//…@", json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= 60 else text[:59] + "…"


def _is_secret(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, Secret) or any(map(_is_secret, inner))


def line(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise Wrong(f"{_shown(value)} is not one line of text (write it in quotes)")
    return value.strip()


def words(value: Any) -> str:
    if not line(value):
        raise Wrong("is empty (write at least one character)")
    return line(value)


def yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"{_shown(value)} is neither true nor false (write true or false, without quotes)")
    return value


def number(low: int, high: int) -> Check[int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Wrong(f"{_shown(value)} is not a whole number from {low} to {high} (such as {low})")
        return value

    return check


def choice(*allowed: str) -> Check[Any]:
    def check(value: Any) -> str:
        if value not in allowed:
            raise Wrong(f"{_shown(value)} is not known ({meant(value, allowed)}one of {', '.join(allowed)})")
        return str(value)

    return check


def pattern(regex: str, what: str, example: str) -> Check[str]:
    def check(value: Any) -> str:
        if not re.fullmatch(regex, line(value)):
            raise Wrong(f"{_shown(value)} is not {what} ({example})")
        return line(value)

    return check


def _in_unit(seconds: float) -> str:
    """A bound as people say it: in days where it is some."""
    days, rest = divmod(seconds, _UNITS["d"])
    return f"{days:g} d" if days and not rest else f"{seconds:g} s"


def duration(low: float = 0, high: float = 3650 * 86400) -> Check[timedelta]:
    return _time(low, high, "smhd", 'a duration (a number and s, m, h or d, such as "10m")')


def age(value: Any) -> timedelta:
    """How long something is kept: a day at least, a hundred years at most."""
    return _time(86400, 36500 * 86400, "hdwy", 'an age (a number and d, w or y, such as "5y")')(value)


def _time(low: float, high: float, units: str, what: str) -> Check[timedelta]:
    def check(value: Any) -> timedelta:
        pattern = rf"(\d{{1,9}}(?:\.\d{{1,6}})?)\s*([{units}])"
        found = re.fullmatch(pattern, value) if isinstance(value, str) else None
        if not found:
            raise Wrong(f"{_shown(value)} is not {what}")
        seconds = float(found[1]) * _UNITS[found[2]]
        if not low <= seconds <= high:
            raise Wrong(f"{_shown(value)} is out of bounds ({_in_unit(low)} to {_in_unit(high)})")
        return timedelta(seconds=seconds)

    return check


def size(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value}B"
    found = re.fullmatch(r"(\d{1,12})\s*([A-Za-z]+)", value) if isinstance(value, str) else None
    size = int(found[1]) * _SIZES.get(found[2], 0) if found else 0
    if not 1 <= size <= 2**40:
        raise Wrong(f'{_shown(value)} is not a size (a number and {", ".join(_SIZES)}, such as "8MB")')
    return size


def share(value: Any) -> float:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})?)\s*%", value) if isinstance(value, str) else None
    if not found or float(found[1]) > 100:
        raise Wrong(f'{_shown(value)} is not a percentage ("0%" to "100%", such as "10%")')
    return float(found[1]) / 100


def many(item: Check[T], least: int = 0) -> Check[tuple[T, ...]]:
    def check(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Wrong(f"{_shown(value)} is not a list (write [ … ], even for one value)")
        if len(value) < least:
            raise Wrong(f"holds too few values (write at least {least})")
        good, found = each(item, [(f"[{n}]", v) for n, v in enumerate(value)])
        if found:
            raise Wrong(*found)
        return tuple(dict.fromkeys(good.values()))

    return check


def optional(check: Check[T]) -> Check[T | None]:
    return lambda value: None if value == "" else check(value)


def network(value: Any) -> Network:
    try:
        return ip_network(line(value))
    except ValueError as error:
        raise Wrong(f'{_shown(value)} is not a network: {error} (CIDR, such as "10.0.0.0/8")') from None


def zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(words(value))
    except (ValueError, OSError, KeyError):
        raise Wrong(f'{_shown(value)} is not a time zone (an IANA name, such as "Asia/Shanghai")') from None


def web_url(value: Any) -> str:
    """An http or https URL with a host, without credentials; a trailing slash is dropped."""
    text = line(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s\\]", text):
        raise Wrong(f'{_shown(value)} is not a web address (such as "https://example.org/news")')
    if "@" in parts.netloc:
        raise Wrong('holds a password (leave it out; headers may say Authorization = "${NAME}")')
    return text


def base_url(value: Any) -> str:
    url = web_url(value)
    if "?" in url or "#" in url:
        raise Wrong(f"{_shown(value)} goes on behind its path (leave out everything from ? or # on)")
    return url.rstrip("/")


def contact(value: Any) -> str:
    text = line(value)
    if text and not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", text):
        try:
            return web_url(text)
        except Wrong:
            raise Wrong(f'{_shown(value)} is no contact ("mailto:you@example.org" or a URL)') from None
    return text


def source_url(value: Any) -> str:
    return line(value) if re.match(r"file:.", line(value)) else web_url(value)


def store_url(value: Any) -> str:
    # The value is not repeated in the message: it may hold a password.
    if not re.match(r"sqlite:///.|postgresql\+psycopg://.", line(value)):
        raise Wrong(
            'is no known database ("sqlite:///var/feedsvc.db" or "postgresql+psycopg://user@host/db")'
        )
    return line(value)


def devtools(value: Any) -> str:
    """The address at which a browser that runs already is driven (Chrome DevTools Protocol), or nothing."""
    text = line(value)
    if text and not re.fullmatch(r"(?:wss?|https?)://[^\s\\/?#]+(?:[/?#]\S*)?", text):
        raise Wrong(f'{_shown(value)} is no DevTools address (such as "ws://127.0.0.1:9222")')
    return text


def channel(value: Any) -> str:
    # Nor here: channels are secrets.
    if not isinstance(value, str) or not re.match(r"[A-Za-z][A-Za-z0-9]*://.", words(value)):
        raise Wrong('is no Apprise URL (such as "mailto://user:password@example.org" or "${MY_WEBHOOK}")')
    return line(value)


def css(value: Any) -> str:
    """A CSS selector; the empty one means the element itself."""
    # Only what reads pages has any: others need not load a parser.
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if not isinstance(value, str):
        raise ValueError("must be text (a CSS selector)")
    try:
        if value.strip():
            LexborHTMLParser("<p>").css_first(value)
    except SelectolaxError:
        raise ValueError(f"{value!r} is no CSS selector (for example 'article h2 a')") from None
    return value.strip()


def some_css(value: Any) -> str:
    """A CSS selector that is not empty."""
    if not css(value):
        raise Wrong("is empty (write a CSS selector, such as 'article .text')")
    return css(value)


def article_id(value: Any) -> str:
    import re2  # few sources have any

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        groups = re2.compile(words(value), quiet).groups
    except re2.error as error:
        raise Wrong(f"{_shown(value)} is not a regular expression: {_reason(error)} (RE2 syntax)") from None
    if groups != 1:
        raise Wrong(f"{_shown(value)} has {groups} groups (exactly one, such as '-(\\d+)\\.html$')")
    return str(value)


def _reason(error: Exception) -> str:
    first = error.args[0] if error.args else error
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)


def unrepeated(value: Any) -> str:
    """A line of text that no message repeats: it goes to one site, and problems are shown to everybody."""
    try:
        return line(value)
    except Wrong:
        raise Wrong("the value is not one line of text (write it in quotes)") from None


def headers(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Wrong('the value is not a table (write { Accept-Language = "en" })')
    good, found = each(unrepeated, [(f".{name}", text) for name, text in value.items()])
    found += [(f".{n}", "is not a header name (letters, digits and -)") for n in value if not _TOKEN(n)]
    found += [(f".{n}", "is set by the fetcher (leave it out)") for n in value if n.lower() in OWN_HEADERS]
    if found:
        raise Wrong(*found)
    return {name[1:]: text for name, text in good.items()}


def params(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Wrong('the value is not a table (write { key = "${API_KEY}" })')
    good, found = each(unrepeated, [(f".{name}", text) for name, text in value.items()])
    if found:
        raise Wrong(*found)
    return {name[1:]: text for name, text in good.items()}


def body(value: Any) -> str:
    """A text as it stands, a table as JSON."""
    if not isinstance(value, str | dict | list):
        raise Wrong("the value is no body (write text, or a table that is sent as JSON)")
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        raise Wrong("holds what JSON has no word for (write dates as text)") from None
    if len(text.encode("utf-8", "replace")) > MAX_BODY:
        raise Wrong(f"is longer than {MAX_BODY} bytes (ask for less)")
    return text


MAX_BODY = 64 * 1024
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+").fullmatch
OWN_HEADERS = frozenset(
    [
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "accept-encoding",
        "te",
        "upgrade",
        "expect",
        "keep-alive",
        "trailer",
        "range",
        "if-none-match",
        "if-modified-since",
        "proxy-authorization",
    ]
)
"""Headers that the fetcher writes itself; a source can send none in their place."""


def table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Wrong(f"{_shown(value)} is not a table (write [options] above its keys)")
    return value


def rate(value: Any) -> str:
    found = re.fullmatch(r"([1-9]\d{0,6})\s*/\s*([smh])(?:ec(?:ond)?|in(?:ute)?|our)?", line(value))
    if value and not found:
        raise Wrong(f'{_shown(value)} is not a rate (requests per s, m or h, such as "600/m"; "" for none)')
    return f"{found[1]}/{found[2]}" if found else ""


slug = pattern(_SLUG.pattern, "a slug", 'lower-case letters, digits and -, such as "electric-cars"')
language = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a language", 'such as "en" or "zh-Hans"')


def topic_slug(value: Any) -> str:
    """A slug that does not collide with the paths below `/feeds/`."""
    if slug(value) == "archive":
        raise Wrong('"archive" is a reserved word (choose another slug)')
    return slug(value)


host = pattern(
    r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]", "a host name", 'without port, such as "feeds.example.org"'
)
variable = pattern(r"[A-Za-z_]\w*", "the name of an environment variable", 'such as "FEEDSVC_TOKEN"')

"""A command copied from a browser ("Copy as cURL") as what a source asks with.

    curl 'https://p.example/api/posts?page=1&token=s3cret' -H 'Authorization: Bearer abc' --json '{"n": 20}'

gives url `https://p.example/api/posts?page=1`, `params`, `headers` and `body`, in which secrets are named
`${P_EXAMPLE_AUTHORIZATION}`; their values are kept apart and are for this one look alone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from feedsvc.config import OWN_HEADERS
from feedsvc.errors import FeedsvcError
from feedsvc.operate.copied import Copied
from feedsvc.operate.curloptions import listed, options_of
from feedsvc.operate.secrets import Secrets
from feedsvc.operate.shellwords import shell_words

_OF_BROWSERS = OWN_HEADERS | {
    *("trailers", "upgrade-insecure-requests", "dnt", "priority", "pragma", "cache-control", "user-agent"),
    *("authority", "method", "path", "scheme"),
}
"""Headers that say nothing of what is asked, or that the fetcher writes itself."""


def read_curl(command: str) -> Copied:
    """What the command asks; raises FeedsvcError for what is not understood, by its option."""
    _check_characters(command)
    try:
        words = shell_words(command)
    except ValueError as error:
        raise FeedsvcError(f"--curl: a quote of the command is not closed ({error}): copy it whole") from None
    if not words or words[0].replace("\\", "/").rpartition("/")[2].removesuffix(".exe") != "curl":
        first = f"{words[0][:40]!r}" if words else "nothing"
        raise FeedsvcError(f"--curl: is no curl command, it begins with {first} (copy it as cURL)")
    return _copied(options_of(words[1:]))


def _check_characters(command: str) -> None:
    try:
        command.encode()
    except UnicodeEncodeError:
        raise FeedsvcError("--curl: holds bytes that are no UTF-8 (write them as %XX)") from None


def _copied(given: Mapping[str, object]) -> Copied:
    url = _address(given)
    secrets, headers, body = Secrets(urlsplit(url).hostname or ""), _headers(given, url), _body(given)
    if body and given["get"]:
        url, body = f"{url}{'&' if urlsplit(url).query else '?'}{body}", ""
    method = _method(given)
    plain, params = secrets.of_query(_without_user(url))
    asked = Copied(url=plain, method=method, headers=headers, params=params, body=body)
    return replace(_named(asked, secrets), notes=tuple(_notes(given)), real=asked)


def _named(asked: Copied, secrets: Secrets) -> Copied:
    """The same with names in place of its secrets, which are kept beside it."""
    params, headers = secrets.named(asked.params), secrets.of_headers(asked.headers)
    body = secrets.of_body(asked.body)
    return replace(
        asked,
        params=params,
        headers={name: secrets.repeated(value) for name, value in headers.items()},
        body=secrets.repeated(body),
        secrets=secrets.values,
        told=secrets.told,
    )


def _method(given: Mapping[str, object]) -> str:
    method = str(given["request"] or ("POST" if _posts(given) else "GET")).upper()
    if method not in ("GET", "POST"):
        raise FeedsvcError(f"--curl: {method} changes something there; a source only asks (GET or POST)")
    return method


def _posts(given: Mapping[str, object]) -> bool:
    return not given["get"] and any(given[name] for name in ("data", "data_raw", "data_urlencode", "json"))


def _address(given: Mapping[str, object]) -> str:
    found = [*listed(given, "urls"), *filter(None, [str(given["url"] or "")])]
    if len(found) != 1:
        raise FeedsvcError(f"--curl: names {len(found) or 'no'} addresses (one is asked)")
    url = found[0] if "://" in found[0] else f"https://{found[0]}"
    if not url.lower().startswith(("http://", "https://")):
        raise FeedsvcError(f"--curl: {url.partition(':')[0]} is not http or https")
    try:
        urlsplit(url)
    except ValueError as error:
        raise FeedsvcError(f"--curl: {url[:60]!r} is no address ({error})") from None
    return url


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _headers(given: Mapping[str, object], url: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in listed(given, "header"):
        if text.startswith("@"):
            raise FeedsvcError("--curl: -H @… reads a file: write its headers into the command")
        name, _, value = text.lstrip(":").partition(":")
        if value.strip() and not _is_browser_s(name):
            found[name.strip().title()] = value.strip()
    cookies = listed(given, "cookie")
    if any("=" not in text for text in cookies):
        raise FeedsvcError("--curl: -b reads a file of cookies: write them into the command as name=value")
    if cookies:
        found["Cookie"] = "; ".join(filter(None, (found.get("Cookie", ""), *cookies)))
    if given["referer"]:
        found["Referer"] = str(given["referer"]).removesuffix(";auto")
    if user := str(given["user"] or "") or unquote(urlsplit(url).netloc.rpartition("@")[0]):
        found["Authorization"] = f"Basic {b64encode(user.encode()).decode()}"
    if given["json"]:
        found = {"Content-Type": "application/json", "Accept": "application/json", **found}
    return found


def _is_browser_s(name: str) -> bool:
    plain = name.strip().lower()
    return plain in _OF_BROWSERS or plain.startswith("sec-")


def _body(given: Mapping[str, object]) -> str:
    data = [_no_file(text) for text in listed(given, "data")]
    data += listed(given, "data_raw")
    data += [_encoded(text) for text in listed(given, "data_urlencode")]
    return "&".join(data) + "".join(map(_no_file, listed(given, "json")))


def _no_file(text: str) -> str:
    if text.startswith("@"):
        raise FeedsvcError(f"--curl: the body is read from a file ({text[:40]}): write it into the command")
    return text


def _encoded(text: str) -> str:
    name, sign, value = text.partition("=")
    return f"{name}{sign}{quote(value, safe='')}" if sign else quote(_no_file(text), safe="")


def _notes(given: Mapping[str, object]) -> Iterator[str]:
    agents = [text for text in listed(given, "header") if text.lower().startswith("user-agent:")]
    if given["user_agent"] or agents:
        yield "the browser's User-Agent was left out: feedsvc says who it is"
    if given["insecure"]:
        yield "-k was left out: certificates are always checked"

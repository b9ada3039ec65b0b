"""A command copied from a browser ("Copy as cURL") as what a source asks with.

    curl 'https://p.example/api/posts?page=1&token=s3cret' -H 'Authorization: Bearer abc' --json '{"n": 20}'

gives url `https://p.example/api/posts?page=1`, `params`, `headers` and `body`, in which secrets are named
`${P_EXAMPLE_AUTHORIZATION}`; their values are kept apart and are for this one look alone.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import click

from feedsvc.config import OWN_HEADERS, SourceConfig
from feedsvc.config.toml import toml_value
from feedsvc.errors import FeedsvcError
from feedsvc.operate.secrets import Secrets
from feedsvc.operate.shellwords import shell_words

UNREAD = {
    "form": "-F sends a form of several parts, which a source cannot (is there an address that takes JSON?)",
    "proxy": "-x names a proxy, which a source cannot use",
    "upload_file": "-T uploads a file, which a source cannot",
    "cert": "a client's certificate is nothing that a source can show",
    "key": "a client's key is nothing that a source can show",
    "config": "-K reads a file: write its options into the command",
    "head": "-I asks for no page",
}
"""Options that change what is asked and that no source can do."""
_TEXTS = ("-X/--request", "-A/--user-agent", "-e/--referer", "-u/--user", "--url")
_LISTS = (
    "-H/--header",
    "-b/--cookie",
    "-d/--data/--data-ascii/--data-binary",
    "--data-raw",
    "--data-urlencode",
    "--json",
)
_FLAGS = (
    *(
        "-G/--get",
        "-I/--head",
        "--compressed",
        "-s/--silent",
        "-S/--show-error",
        "-L/--location",
        "-k/--insecure",
    ),
    *(
        "-i/--include",
        "-v/--verbose",
        "-f/--fail",
        "-g/--globoff",
        "-N/--no-buffer",
        "-0/--http1.0",
        "--http1.1",
    ),
    *("--http2", "--http3", "--tlsv1.2", "--tlsv1.3", "-1/--tlsv1", "-4/--ipv4", "-6/--ipv6", "--path-as-is"),
)
_IGNORED = (
    "-o/--output",
    "-m/--max-time",
    "--connect-timeout",
    "--retry",
    "-w/--write-out",
    "--max-redirs",
    "-c/--cookie-jar",
)
_REFUSED = ("-F/--form", "-x/--proxy", "-T/--upload-file", "-E/--cert", "--key", "-K/--config")
_OF_BROWSERS = OWN_HEADERS | {
    *("trailers", "upgrade-insecure-requests", "dnt", "priority", "pragma", "cache-control", "user-agent"),
    *("authority", "method", "path", "scheme"),
}
"""Headers that say nothing of what is asked, or that the fetcher writes itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """What a command asks, with the names of its secrets in place of them."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Each secret by the name of its variable."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What each secret is, by the name of its variable."""
    notes: tuple[str, ...] = ()
    """What was left out of the command, a sentence each."""
    real: Copied | None = field(default=None, repr=False)
    """The same with its secrets, for this one look."""

    def source(self) -> SourceConfig:
        """A source that asks what the command asks; it is written nowhere."""
        real = self.real or self
        method: Literal["GET", "POST"] = "POST" if real.method == "POST" else "GET"
        return SourceConfig(
            slug="new",
            title=real.url,
            url=real.url,
            extractor="auto",
            headers=real.headers,
            params=real.params,
            method=method,
            body=real.body,
        )

    def written_into(self, text: str) -> str:
        """The text of a source's file with the lines that ask so, above its options."""
        before, options, after = text.partition("[options]\n")
        lines = "".join(f"{line}\n" for line in self.lines())
        return f"{before.rstrip()}\n{lines}\n{options}{after}" if lines else text

    def variables(self) -> Iterator[str]:
        """What is to be set in the environment, a line a secret, without it."""
        for name, told in self.told.items():
            yield f"set {name} in feedsvc's environment: {told} (its value is written nowhere)"

    def lines(self) -> list[str]:
        """The lines of the source's file that ask so."""
        tables = {"headers": dict(self.headers), "params": dict(self.params)}
        lines = [f"{name} = {toml_value(table)}" for name, table in tables.items() if table]
        if self.body:
            return [*lines, f"body = {toml_value(self.body)}"]
        return [*lines, 'method = "POST"'] if self.method == "POST" else lines


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
    return _copied(_options(words[1:]))


def _check_characters(command: str) -> None:
    try:
        command.encode()
    except UnicodeEncodeError:
        raise FeedsvcError("--curl: holds bytes that are no UTF-8 (write them as %XX)") from None


def _options(words: Sequence[str]) -> dict[str, object]:
    """The options of a command and its address by their names."""
    parser = click.Command(
        "curl", params=[*_declared(), click.Argument(["urls"], nargs=-1)], add_help_option=False
    )
    try:
        given = dict(parser.make_context("curl", list(words)).params)
    except click.UsageError as error:
        raise FeedsvcError(f"--curl: {error.format_message()}") from None
    for name, why in UNREAD.items():
        if given.get(name):
            raise FeedsvcError(f"--curl: {why}")
    return given


def _declared() -> Iterator[click.Option]:
    for text in (*_TEXTS, *_IGNORED):
        yield click.Option(text.split("/"))
    for text in (*_LISTS, *_REFUSED):
        yield click.Option(text.split("/"), multiple=True)
    for text in _FLAGS:
        name = re.sub(r"\W", "_", text.rpartition("--")[2])
        yield click.Option([*text.split("/"), name], is_flag=True)


def _copied(given: Mapping[str, object]) -> Copied:
    url = _address(given)
    secrets, host = Secrets(urlsplit(url).hostname or ""), urlsplit(url)
    headers = _headers(given, url)
    body = _body(given)
    if body and given["get"]:
        url, body = f"{url}{'&' if host.query else '?'}{body}", ""
    method = str(given["request"] or ("POST" if _posts(given) else "GET")).upper()
    if method not in ("GET", "POST"):
        raise FeedsvcError(f"--curl: {method} changes something there; a source only asks (GET or POST)")
    plain, params = secrets.of_query(_without_user(url))
    asked = Copied(url=plain, method=method, headers=headers, params=params, body=body)
    params, headers, body = secrets.named(params), secrets.of_headers(headers), secrets.of_body(body)
    named = replace(
        asked,
        params=params,
        headers={name: secrets.repeated(value) for name, value in headers.items()},
        body=secrets.repeated(body),
    )
    return replace(named, secrets=secrets.values, told=secrets.told, notes=tuple(_notes(given)), real=asked)


def _posts(given: Mapping[str, object]) -> bool:
    return not given["get"] and any(given[name] for name in ("data", "data_raw", "data_urlencode", "json"))


def _address(given: Mapping[str, object]) -> str:
    found = [*_list(given, "urls"), *filter(None, [str(given["url"] or "")])]
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
    for text in _list(given, "header"):
        if text.startswith("@"):
            raise FeedsvcError("--curl: -H @… reads a file: write its headers into the command")
        name, _, value = text.lstrip(":").partition(":")
        if value.strip() and not _is_browser_s(name):
            found[name.strip().title()] = value.strip()
    cookies = _list(given, "cookie")
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
    data = [_no_file(text) for text in _list(given, "data")]
    data += _list(given, "data_raw")
    data += [_encoded(text) for text in _list(given, "data_urlencode")]
    return "&".join(data) + "".join(map(_no_file, _list(given, "json")))


def _no_file(text: str) -> str:
    if text.startswith("@"):
        raise FeedsvcError(f"--curl: the body is read from a file ({text[:40]}): write it into the command")
    return text


def _encoded(text: str) -> str:
    name, sign, value = text.partition("=")
    return f"{name}{sign}{quote(value, safe='')}" if sign else quote(_no_file(text), safe="")


def _notes(given: Mapping[str, object]) -> Iterator[str]:
    agents = [text for text in _list(given, "header") if text.lower().startswith("user-agent:")]
    if given["user_agent"] or agents:
        yield "the browser's User-Agent was left out: feedsvc says who it is"
    if given["insecure"]:
        yield "-k was left out: certificates are always checked"


def _list(given: Mapping[str, object], name: str) -> list[str]:
    value = given.get(name)
    return [str(one) for one in value] if isinstance(value, tuple) else []

"""Secrets of a request, taken out and named: what stays may be written into a file.

`Authorization: Bearer abc` for p.example becomes `Bearer ${P_EXAMPLE_AUTHORIZATION}`. A secret is known by
the name of its header, of its value in the query or of its key in the body, and by looking like a token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from feedsvc.clean.secrets import is_secret, is_token
from feedsvc.errors import FeedsvcError

_HEADER = re.compile(
    r"authorization|cookie|token|api-?key|secret|session|password|x-auth|csrf|xsrf|signature|credential|^x-.*-key$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"((?:bearer|basic|token|digest|apikey|negotiate)\s+)(.+)", re.IGNORECASE)

_NAMED = re.compile(r"(\$\{\w+\})")
LONG = 8
"""Characters from which on a secret that stands elsewhere too is no chance."""


class Secrets:
    """Collects the secrets of one request for a host; `values` and `told` by the names of their variables."""

    def __init__(self, host: str) -> None:
        self._host = re.sub(r"\W+", "_", host.removeprefix("www.")).strip("_").upper() or "FEEDSVC"
        self.values: dict[str, str] = {}
        self.told: dict[str, str] = {}

    def of_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers with their secrets named; the scheme of an authorization stays."""
        return {name: self._header(name, value) for name, value in headers.items()}

    def of_query(self, url: str) -> tuple[str, dict[str, str]]:
        """The address without its secret values, and those."""
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        secret = {name: value for name, value in pairs if is_secret(name, value)}
        if not secret:
            return url, {}
        kept = urlencode([pair for pair in pairs if pair[0] not in secret], quote_via=quote)
        return urlunsplit(parts._replace(query=kept)), secret

    def named(self, params: Mapping[str, str]) -> dict[str, str]:
        """Secret values of a query, named."""
        return {name: self.name(name, value, f"{name} in the address") for name, value in params.items()}

    def of_body(self, body: str) -> str:
        """The body with its secrets named, JSON or form; another as it stands."""
        try:
            value = json.loads(body)
        except ValueError:
            return self._of_form(body)
        except RecursionError:
            raise FeedsvcError("--curl: the body is nested too deeply to find its secrets") from None
        return json.dumps(self._inside(value, ""), ensure_ascii=False) if holds_secret(value) else body

    def repeated(self, text: str) -> str:
        """The text with every secret named that stands in it again: a Referer has all of an address."""
        pieces = _NAMED.split(text)  # every second one is a name already
        for name, secret in self.values.items():
            if len(secret) >= LONG:
                pieces[::2] = [piece.replace(secret, f"${{{name}}}") for piece in pieces[::2]]
                pieces = _NAMED.split("".join(pieces))
        return "".join(pieces)

    def name(self, what: str, value: str, told: str) -> str:
        """`${NAME}` for a secret, which is kept; the same for the same one."""
        known = next((name for name, secret in self.values.items() if secret == value), "")
        name = known or self._free(f"{self._host}_{re.sub(r'[^A-Za-z0-9]+', '_', what).strip('_').upper()}")
        self.values[name] = value
        self.told.setdefault(name, told)
        return f"${{{name}}}"

    def _free(self, name: str) -> str:
        name = name if not name[:1].isdigit() else f"_{name}"
        return next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n not in self.values)

    def _header(self, name: str, value: str) -> str:
        if not _HEADER.search(name) and not is_token(value):
            return value
        scheme = _SCHEME.fullmatch(value)
        before, secret = (scheme[1], scheme[2]) if scheme else ("", value)
        return before + self.name(
            name, secret, f"the header {name}{', behind ' + before.strip() if before else ''}"
        )

    def _of_form(self, body: str) -> str:
        pairs = parse_qsl(body, keep_blank_values=True)
        if not any(is_secret(name, value) for name, value in pairs):
            return body
        return "&".join(f"{quote(name, safe='')}={self._form_value(name, value)}" for name, value in pairs)

    def _form_value(self, name: str, value: str) -> str:
        if not is_secret(name, value):
            return quote(value, safe="")
        return self.name(name, quote(value, safe=""), f"{name} in the body")

    def _inside(self, value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {name: self._inside(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self._inside(one, key) for one in value]
        if isinstance(value, str) and is_secret(key, value):
            return self.name(key, value, f"{key} in the body")
        return value


def holds_secret(value: Any, key: str = "") -> bool:
    """Whether something secret stands in a value of JSON, by its keys or its look."""
    if isinstance(value, dict):
        return any(holds_secret(one, name) for name, one in value.items())
    if isinstance(value, list):
        return any(holds_secret(one, key) for one in value)
    return isinstance(value, str) and is_secret(key, value)

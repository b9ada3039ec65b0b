"""What a program asks, in the JSON of its request's body."""

from __future__ import annotations

from typing import Any

from flask import request

from feedsvc.builder.doors import let_program_in
from feedsvc.builder.requested import read_json
from feedsvc.builder.usable import check_address
from feedsvc.errors import FeedsvcError
from feedsvc.fetch.targets import parse_target
from feedsvc.operate.copied import Copied


def one_address(url: str, copied: Copied | None) -> str:
    """The address to look at, which a copied command must ask too; raises FeedsvcError."""
    if copied and url and parse_target(check_address(url)) != parse_target(copied.url):
        raise FeedsvcError("curl: the command asks another address than url (leave url out)")
    if not url and not copied:
        raise FeedsvcError("url: is missing (the address of the page, or a copied command in curl)")
    return check_address(copied.url if copied else url)


def body_of_request() -> dict[str, Any]:
    """The JSON object of a request from somebody who may ask; raises Refused or FeedsvcError."""
    value = value_of(request.get_data())
    body = value if isinstance(value, dict) else {}
    let_program_in(body)
    if not isinstance(value, dict):
        raise FeedsvcError("the request's body is no JSON object")
    return body


def value_of(body: bytes) -> Any:
    """The JSON of a body, whatever it is called; no key where there is none, text where it is no JSON."""
    try:
        return read_json(body) if body.strip() else {}
    except ValueError:
        return body.decode("utf-8", "replace")

"""What somebody may have looked at: an address of the web, known options, a copied command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedsvc.errors import FeedsvcError, FetchError
from feedsvc.extract import options_problems
from feedsvc.fetch.targets import parse_target
from feedsvc.operate.copied import Copied
from feedsvc.operate.curl import read_curl


def check_address(url: str) -> str:
    """An address of the web; raises FeedsvcError for files and everything else that no poll asks for."""
    if not url.lower().startswith(("http://", "https://")):
        raise FeedsvcError("this is no address of a page (it begins with http:// or https://)")
    try:
        parse_target(url)
    except FetchError as error:
        raise FetchError(f"this address cannot be used: {error}", rule=error.rule, url=url) from error
    return url


def check_options(extractor: str, options: Mapping[str, Any]) -> None:
    """Raises FeedsvcError for the first mistake in what a source would be given."""
    for key, text in options_problems(extractor, options):
        raise FeedsvcError(f"options{f'.{key}' if key else ''}: {text}")


def copied_command(command: str) -> Copied | None:
    """What a command copied from a browser asks; None without one."""
    return read_curl(command) if command else None

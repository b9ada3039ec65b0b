"""What is asked of a server, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.config import Proxy
from feedsvc.fetch.heads import Head
from feedsvc.fetch.targets import Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is asked: a GET, or a POST where there is a body to send."""

    target: Target
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    max_bytes: int
    cut: bool = False
    """Cut the body at `max_bytes` instead of refusing it."""
    proxy: Proxy | None = None
    """Who is asked in the target's place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """What was answered; the body is inflated, and empty unless it is a page."""

    head: Head
    content: bytes
    sample: bytes = b""
    """How the body of a refusal begins, as far as it could be had."""

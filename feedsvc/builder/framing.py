"""Somebody else's page as a document in a frame of ours, in which nothing runs and that asks for nothing."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from flask import Response

from feedsvc.builder.room import Builder
from feedsvc.web.answers import HTML
from feedsvc.web.headers import NO_STORE, safe_headers

STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:0.9rem/1.5 system-ui,sans-serif;margin:1rem;overflow-wrap:anywhere}"
    ".story{outline:2px solid #c2410c;outline-offset:2px}.story .story{outline:0}"
)
DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
FRAME_POLICY = (
    "Content-Security-Policy",
    f"sandbox; default-src 'none'; style-src 'sha256-{DIGEST}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
)
GONE = "<p>This page is not at hand any more: look at it again.</p>"


def is_framed(builder: Builder, url: str) -> bool:
    """Whether the page can be shown in a frame."""
    page = builder.looker.pages.get(url)
    return page is not None and "html" in page.media_type


def framed(body: str | None) -> Response:
    """The document with this body; 404 where there is none."""
    head = f'<meta charset="utf-8"><title>The page</title><style>{STYLE}</style>'
    text = f"<!doctype html><html><head>{head}</head><body>{GONE if body is None else body}</body></html>"
    response = Response(text, 404 if body is None else 200, {"Content-Type": HTML})
    response.headers.update([NO_STORE, *safe_headers(FRAME_POLICY)])
    return response

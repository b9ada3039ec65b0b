"""Somebody else's page as a document in a frame of ours, in which nothing runs and that asks for nothing.

What can be pressed in it are links of ours alone, and all that they may do is to lead the page around the
frame, of this site, to the preview after the press: nothing is saved by that.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from flask import Response

from feedsvc.web.explained import HTML
from feedsvc.web.headers import NO_STORE, safe_headers

SANDBOX = "allow-top-navigation-by-user-activation"
STYLE = (
    ":root{color-scheme:light dark;"
    "--accent:#a93b0c;--tint:#f3dccd;--line:#c9bfb3;--ink:#1d1b19;--soft:#625c56;--paper:#ffffff}"
    "@media(prefers-color-scheme:dark){:root{--accent:#ff9f6b;--tint:#55301c;--line:#5a5148;--ink:#ece8e2;"
    "--soft:#aea69d;--paper:#1f1c19}}"
    "body{font:0.9rem/1.5 system-ui,sans-serif;margin:1rem;overflow-wrap:anywhere;color:var(--ink);"
    "background:var(--paper)}"
    "h1,h2,h3,h4,h5,h6{font-size:1.1em;line-height:1.3;margin:.5em 0}"
    "table{border-collapse:collapse}td,th{padding:.15rem .5rem;text-align:start;vertical-align:top}"
    "a{color:inherit;text-decoration:none}"
    "a:hover,a:focus-visible{outline:2px solid var(--accent);outline-offset:1px;border-radius:2px;"
    "background:var(--tint)}"
    ".picture{display:inline-block;border:1px dashed var(--line);border-radius:4px;padding:0 .4rem;"
    "color:var(--soft)}"
    ".story{outline:1px solid var(--line);outline-offset:3px;border-radius:2px}"
    ".field{background:var(--tint);border-radius:2px;box-shadow:0 0 0 2px var(--tint)}"
    ":target{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px;scroll-margin:4rem}"
)
DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
FRAME_POLICY = (
    "Content-Security-Policy",
    f"sandbox {SANDBOX}; default-src 'none'; style-src 'sha256-{DIGEST}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
)
GONE = "<p>This page is not at hand any more: look at it again.</p>"


def framed(body: str | None) -> Response:
    """The document with this body; 404 where there is none."""
    head = f'<meta charset="utf-8"><title>The page</title><style>{STYLE}</style>'
    shown = GONE if body is None else body
    text = f'<!doctype html><html lang="en"><head>{head}</head><body>{shown}</body></html>'
    response = Response(text, 404 if body is None else 200, {"Content-Type": HTML})
    response.headers.update([NO_STORE, *safe_headers(FRAME_POLICY)])
    return response

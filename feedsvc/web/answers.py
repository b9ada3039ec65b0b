"""How Flask's views answer: with validators and a coding, or with an error that never shows a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, abort

from feedsvc.config import Config
from feedsvc.config.alive import Standing
from feedsvc.errors import QueryError, StoreError
from feedsvc.recent import Recent
from feedsvc.render import CODINGS, etag_of, gunzip, gzip
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event
from feedsvc.web.assets import Asset
from feedsvc.web.entrance import Entrance
from feedsvc.web.explained import HTML, TEXT, Explained, error_view
from feedsvc.web.feeds import MOVED, RETRY_AFTER, STATUS
from feedsvc.web.headers import NO_STORE, PAGE_POLICY, STALE, VARY, VARY_PAGE, safe_headers
from feedsvc.web.lookout import Keeper
from feedsvc.web.missing import Missing
from feedsvc.web.negotiation import IDENTITY, choose_coding, matches, wants_html
from feedsvc.web.operator import Action
from feedsvc.web.pages import Site
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages
from feedsvc.web.served import quote_tag
from feedsvc.web.shelf import Shelf
from feedsvc.web.view import PageView

log = get_logger("web")
_PREFERENCE = {"br": 1, "zstd": 2, "gzip": 3, IDENTITY: 4}
"""Stands for the lengths of a page's codings, of which only the chosen one is made."""
_SMALL = 600
_KEPT_PAGES, _KEPT_BYTES = 100, 1024 * 1024
PAGE_CACHE = f"public, max-age=10, {STALE}"
NO_CACHE = "no-cache"


@dataclass(slots=True)
class Web:
    """Everything the views need, made once by `create_app`."""

    config: Config
    store: Store
    reads: Reads
    shelf: Shelf
    keeper: Keeper
    site: Site
    pages: Pages
    assets: Mapping[str, Asset]
    actions: Mapping[str, Action]
    standing: Callable[[], Standing]
    """How things stand with the configuration."""
    entrance: Entrance
    explained: Explained
    """Errors before Flask sees a request."""
    metrics: Callable[[], bytes]
    """What `/metrics` answers, packed by gzip."""
    kept: Recent[bytes] = field(default_factory=lambda: Recent(_KEPT_PAGES, room=_KEPT_BYTES, size=len))
    """The last pages shown, packed by gzip, for when the database is away."""


def this_web() -> Web:
    """What the running application was made of."""
    web: Web = current_app.extensions["feedsvc"]
    return web


def standing_of(web: Web) -> Standing:
    """How things stand with configuration and database, here and where sources are polled; or StoreError."""
    own = web.standing()
    elsewhere = web.reads(web.store.config_trouble)
    problems = tuple(dict.fromkeys((*own.problems, *elsewhere)))
    return replace(own, problems=problems, trouble=web.reads(web.store.trouble))


def reply(body: bytes, media_type: str, cache: str, *, vary: str = VARY) -> Response:
    """A body with validators and the coding the client asked for; 304 where its copy is current."""
    accepted = request.headers.get("Accept-Encoding") if len(body) > _SMALL else None
    coding = choose_coding(accepted, _PREFERENCE)
    tag = quote_tag(etag_of(body), coding)
    current = matches(request.headers.get("If-None-Match", ""), tag)
    packed = body if coding == IDENTITY or current else CODINGS[coding](body)
    response = Response(b"" if current else packed, 304 if current else 200)
    if current:
        del response.headers["Content-Type"], response.headers["Content-Length"]
    else:
        response.headers["Content-Type"] = media_type
    if coding != IDENTITY and not current:
        response.headers["Content-Encoding"] = coding
    response.headers.update(
        [("ETag", tag), ("Cache-Control", cache), ("Vary", vary), *safe_headers(PAGE_POLICY)]
    )
    return response


def show(view: PageView | None, cache: str = PAGE_CACHE, *, vary: str = VARY, keep: bool = True) -> Response:
    """A page; 404 where there is none.

    It is kept for when the database is away, unless it is one of the many that searching makes.
    """
    if view is None:
        abort(404)
    web = this_web()
    body = web.pages.render(view)
    if keep:
        web.kept.keep(request.full_path, gzip(body))
    return reply(body, HTML, cache, vary=vary)


def refuse(view: PageView | None) -> Response:
    """A page that says what is wrong with what was typed on it; it is not stored."""
    if view is None:
        abort(404)
    response = Response(this_web().pages.render(view), 400, {"Content-Type": HTML, "Vary": "Accept"})
    response.headers.update([NO_STORE, *safe_headers(PAGE_POLICY)])
    return response


def failed(error: Exception) -> Response:
    """Every error ends here: the last good page, or a page that says what is wrong, never a trace."""
    web = this_web()
    if isinstance(error, StoreError):
        kept = web.kept.get(request.full_path)
        if kept is not None:
            return reply(gunzip(kept), HTML, NO_CACHE, vary=VARY_PAGE)
        return explain(503, extra={"Retry-After": str(RETRY_AFTER)})
    if isinstance(error, QueryError):
        return explain(400, str(error))
    if isinstance(error, HTTPException):
        return _http_error(error)
    log_event(log, "request", logging.ERROR, trace=error, method=request.method, path=request.path)
    return explain(500)


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return cast(Response, error.response)
    if not isinstance(error, MethodNotAllowed):
        return explain(error.code or 500)
    ways = sorted(error.valid_methods or ())
    sentence = "" if "POST" not in ways else f"This address takes nothing by {request.method}."
    if "GET" not in ways:
        sentence = "This address takes what is sent to it (POST), and shows nothing."
    return explain(405, sentence, extra={"Allow": ", ".join(ways)})


def explain(
    code: int,
    sentence: str = "",
    *,
    extra: Mapping[str, str] | None = None,
    cache: tuple[str, str] = NO_STORE,
) -> Response:
    """An error as a page for browsers and as a line for everything else; stored only if `cache` says so."""
    view = error_view(code, sentence)
    if wants_html(request.headers.get("Accept")):
        body, media_type = this_web().pages.render(view), HTML
    else:
        body, media_type = f"{view.values['sentence']}\n".encode(), TEXT
    response = Response(body, code, {"Content-Type": media_type, "Vary": "Accept"} | dict(extra or {}))
    response.headers.update([cache, *safe_headers(PAGE_POLICY)])
    return response


def say_missing(missing: Missing) -> Response:
    """Why a feed or topic is not there: 301, 404, 410 or 503."""
    if missing.reason == "moved":
        return moved(301, missing.location, STATUS["moved"][1])
    code = int(STATUS[missing.reason][0][:3])
    retry = {"Retry-After": str(RETRY_AFTER)} if code == 503 else {}
    return explain(code, STATUS[missing.reason][1], extra=retry)


def moved(code: int, path: str, sentence: str = "") -> Response:
    """The same request belongs to another path of this site: 301 or 308, kept like that of a feed."""
    query = request.query_string.decode("latin-1")
    location = this_web().pages.url(path) + (f"?{query}" if query else "")
    return explain(code, sentence, extra={"Location": location}, cache=MOVED)

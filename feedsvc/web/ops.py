"""For programs and operators: status, health, metrics, the feed about the feeds, actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import abort

from feedsvc.errors import StoreError
from feedsvc.publish.status import entries_of, state_at, status_beside
from feedsvc.render import gunzip
from feedsvc.telemetry import action as noted
from feedsvc.web.answers import NO_CACHE, explain, reply, standing_of, this_web
from feedsvc.web.entrance import code_of_token, operator_behind
from feedsvc.web.explained import TEXT
from feedsvc.web.feeds import RETRY_AFTER
from feedsvc.web.headers import NO_STORE, safe_headers
from feedsvc.web.metrics import CONTENT_TYPE
from feedsvc.web.operator import MOST_TRANSITIONS, OPERATOR_PATH, operator_feed

ops = Blueprint("ops", __name__)


@ops.get("/status.json")
def status_json() -> Response:
    """Every source and topic."""
    web = this_web()
    sources = web.site.directory.sources().states
    topics = web.site.directory.topics()
    held = web.site.directory.holds(sources)
    now = web.site.directory.clock()
    # One source at a time: the whole document as objects and as text takes megabytes for thousands of them.
    states = (state_at(now, *pair) for pair in zip(web.config.sources, sources, strict=True))
    entries = b", ".join(map(_json, entries_of(web.config, states, held)))
    beside = _json(status_beside(web.config, topics, standing_of(web)))
    body = b'{"sources": [' + entries + b"], " + beside.removeprefix(b"{")
    return reply(body, "application/json", NO_CACHE)


def _json(value: Mapping[str, object]) -> bytes:
    return current_app.json.dumps(value, ensure_ascii=False, sort_keys=False).encode()


@ops.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _line(200, "ok")


@ops.get("/readyz")
def readyz() -> Response:
    """The database answers and its schema is the one this program knows."""
    web = this_web()
    try:
        web.reads(web.store.require_ready)
    except StoreError as error:
        return _line(503, f"not ready: {type(error).__name__}", {"Retry-After": str(RETRY_AFTER)})
    return _line(200, "ready")


@ops.get("/metrics")
def metrics() -> Response:
    """Prometheus' text format."""
    headers = dict([NO_STORE, *safe_headers()]) | {"Content-Type": CONTENT_TYPE}
    return Response(gunzip(this_web().metrics()), 200, headers)


def _line(code: int, text: str, extra: Mapping[str, str] | None = None) -> Response:
    headers = dict([("Content-Type", TEXT), NO_STORE, *safe_headers()])
    return Response(f"{text}\n", code, headers | dict(extra or {}))


def _check_token() -> None:
    web = this_web()
    code = code_of_token(web.entrance, request, web.config)
    if code == 401:
        abort(explain(401, extra={"WWW-Authenticate": 'Bearer realm="feedsvc"'}))
    if code != 200:
        abort(explain(code, extra={"Retry-After": "60"} if code == 429 else None))


@ops.get(OPERATOR_PATH)
def operator() -> Response:
    """The feed about the feeds; behind the admin token, in no cache."""
    _check_token()
    web = this_web()
    transitions = web.reads(web.store.transitions, limit=MOST_TRANSITIONS)
    born = datetime(2020, 1, 1, tzinfo=UTC)
    body = operator_feed(web.config, transitions, born)
    media_type = "application/atom+xml; charset=utf-8"
    return reply(body, media_type, "private, no-cache", vary="Accept-Encoding, Authorization")


@ops.post("/admin/<action>/<source>")
def admin(action: str, source: str) -> Response:
    """Do one of the configured actions to one source."""
    _check_token()
    web = this_web()
    if web.config.source(source) is None:
        abort(404)
    if action not in web.actions:
        abort(404)
    with noted(action, source, operator_behind(request, web.config)):
        said = web.actions[action](source)
    return _line(200, said)

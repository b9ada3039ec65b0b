"""`/sign-in` and `/sign-out`: where a browser gets the session that the pages for the operator ask for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect, request, stream_with_context
from werkzeug.exceptions import abort

from feedsvc.errors import StoreError
from feedsvc.telemetry import get_logger, log_event
from feedsvc.web.answers import this_web
from feedsvc.web.entrance import client_behind, device_of, is_own_form, session_of
from feedsvc.web.explained import HTML
from feedsvc.web.headers import NO_STORE, OPERATOR_POLICY, safe_headers
from feedsvc.web.sessions import COOKIE, DEVICE_COOKIE, DEVICE_LIFE, LIFE
from feedsvc.web.view import PageView

log = get_logger("web")
signin = Blueprint("signin", __name__)
FIRST_PAGE = "/new"
WRONG = {
    403: "This token is not the right one.",
    429: "Too many wrong tokens: please wait a minute.",
}
USED = (
    "This address has signed somebody in already, or is more than a quarter of an hour old: "
    "start feedsvc again for a new one."
)


@signin.get("/sign-in")
def sign_in() -> Any:
    """The form for the token; or, with the word that the terminal showed, straight on."""
    web, onward = this_web(), onward_path(request.args.get("next", ""))
    if session_of(web.entrance, request):
        return onwards(onward)
    once = request.args.get("once", "")
    if not once or request.method == "HEAD":
        return private("sign-in.html", {"problem": "", "onward": onward})
    client, device = client_behind(request, web.config), device_of(web.entrance, request)
    code = web.entrance.try_once(once, client, device)
    if code == 200:
        return begun(onward)
    return private("sign-in.html", {"problem": USED if code == 403 else WRONG[code], "onward": onward}, code)


@signin.post("/sign-in")
def sign_in_with_token() -> Any:
    """Begins a session for who knows the token."""
    web, onward = this_web(), onward_path(request.form.get("next", ""))
    session_of(web.entrance, request)
    client, device = client_behind(request, web.config), device_of(web.entrance, request)
    code = web.entrance.try_token(request.form.get("token", ""), client, device)
    if code == 200:
        return begun(onward)
    return private("sign-in.html", {"problem": WRONG[code], "onward": onward}, code)


@signin.post("/sign-out")
def sign_out() -> Any:
    """Ends the session, in every worker."""
    web = this_web()
    session = session_of(web.entrance, request)
    if session is not None and web.entrance.sessions is not None:
        if not is_own_form(web.entrance, request, session, request.form.get("csrf")):
            abort(403)
        try:
            web.entrance.sessions.end(session)
        except StoreError as error:  # the browser forgets it all the same
            log_event(log, "sign-out", logging.WARNING, error=error)
    response = onwards("/sign-in")
    response.delete_cookie(COOKIE, path=cookie_path())
    return response


def begun(onward: str) -> Any:
    """A new session, and on to a page; the browser is one that is known from then on."""
    entrance = this_web().entrance
    if entrance.sessions is None:
        abort(404)
    response = onwards(onward)
    # Not Strict: the bookmarklet comes from other sites. What writes asks for the word of a form besides.
    give(response, COOKIE, entrance.sessions.begin(), LIFE)
    if device_of(entrance, request) is None:
        give(response, DEVICE_COOKIE, entrance.devices.begin(), DEVICE_LIFE)
    return response


def give(response: Any, name: str, value: str, life: timedelta) -> None:
    """A cookie for this site alone that no script sees, and that goes over https where that is spoken."""
    response.set_cookie(
        name,
        value,
        max_age=life,
        path=cookie_path(),
        secure=this_web().config.site.base_url.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def onwards(path: str) -> Any:
    """On to a page of this site (303), kept by nobody."""
    response = redirect(this_web().pages.url(path), 303)
    response.headers.update([NO_STORE, *safe_headers(OPERATOR_POLICY)])
    return response


def private(template: str, values: dict[str, Any], code: int = 200) -> Response:
    """A page for the operator alone: in no cache, and with nothing from elsewhere."""
    response = kept_private(this_web().pages.render(PageView(template, values)))
    response.status_code = code
    if code == 429:
        response.headers["Retry-After"] = "60"
    return response


def private_stream(template: str, values: dict[str, Any]) -> Response:
    """The same, sent while what it shows comes about; nobody on the way waits for its end."""
    response = kept_private(stream_with_context(this_web().pages.stream(PageView(template, values))))
    response.headers["X-Accel-Buffering"] = "no"
    return response


def kept_private(body: bytes | Iterator[bytes]) -> Response:
    """An answer that no cache keeps, and in which nothing from elsewhere is shown."""
    response = Response(body, headers={"Content-Type": HTML, "Vary": "Cookie"})
    response.headers.update([NO_STORE, *safe_headers(OPERATOR_POLICY)])
    return response


def onward_path(wanted: str) -> str:
    """A path of this site to go on to; the first page where another site is meant."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else FIRST_PAGE


def cookie_path() -> str:
    """The path below which this site lies."""
    return this_web().pages.url("/")

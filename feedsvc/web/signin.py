"""`/sign-in` and `/sign-out`: where a browser gets the session that the pages for the operator ask for."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import abort

from feedsvc.web.answers import HTML, this_web
from feedsvc.web.entrance import client_behind, is_own_form, session_of
from feedsvc.web.headers import NO_STORE, OPERATOR_POLICY, safe_headers
from feedsvc.web.sessions import COOKIE, LIFE
from feedsvc.web.view import PageView

signin = Blueprint("signin", __name__)
FIRST_PAGE = "/new"
WRONG = {
    403: "This token is not the right one.",
    429: "Too many wrong tokens: please wait a minute.",
}


@signin.get("/sign-in")
def sign_in() -> Any:
    """The form for the token; or, with the word that the terminal showed, straight on."""
    web, onward = this_web(), onward_path(request.args.get("next", ""))
    if session_of(web.entrance, request):
        return onwards(onward)
    once = request.args.get("once", "")
    if not once or request.method == "HEAD":
        return private("sign-in.html", {"problem": "", "onward": onward})
    code = web.entrance.try_once(once, client_behind(request, web.config))
    if code == 200:
        return begun(onward)
    problem = (
        "This address has signed somebody in already, or is an older one." if code == 403 else WRONG[code]
    )
    return private("sign-in.html", {"problem": problem, "onward": onward}, code)


@signin.post("/sign-in")
def sign_in_with_token() -> Any:
    """Begins a session for who knows the token."""
    web, onward = this_web(), onward_path(request.form.get("next", ""))
    session_of(web.entrance, request)
    code = web.entrance.try_token(request.form.get("token", ""), client_behind(request, web.config))
    if code == 200:
        return begun(onward)
    return private("sign-in.html", {"problem": WRONG[code], "onward": onward}, code)


@signin.post("/sign-out")
def sign_out() -> Any:
    """Ends the session."""
    web = this_web()
    session = session_of(web.entrance, request)
    if session is not None and web.entrance.sessions is not None:
        if not is_own_form(web.entrance, request, session, request.form.get("csrf")):
            abort(403)
        web.entrance.sessions.end(session)
    response = onwards("/sign-in")
    response.delete_cookie(COOKIE, path=cookie_path())
    return response


def begun(onward: str) -> Any:
    """A new session, and on to a page."""
    web = this_web()
    if web.entrance.sessions is None:
        abort(404)
    response = onwards(onward)
    response.set_cookie(
        COOKIE,
        web.entrance.sessions.begin(),
        max_age=LIFE,
        path=cookie_path(),
        secure=web.config.site.base_url.startswith("https:"),
        httponly=True,
        # Not Strict: the bookmarklet comes from other sites. What writes asks for the word of a form besides.
        samesite="Lax",
    )
    return response


def onwards(path: str) -> Any:
    """On to a page of this site (303), kept by nobody."""
    response = redirect(this_web().pages.url(path), 303)
    response.headers.update([NO_STORE, *safe_headers(OPERATOR_POLICY)])
    return response


def private(template: str, values: dict[str, Any], code: int = 200) -> Response:
    """A page for the operator alone: in no cache, and with nothing from elsewhere."""
    body = this_web().pages.render(PageView(template, values))
    response = Response(body, code, {"Content-Type": HTML, "Vary": "Cookie"})
    if code == 429:
        response.headers["Retry-After"] = "60"
    response.headers.update([NO_STORE, *safe_headers(OPERATOR_POLICY)])
    return response


def onward_path(wanted: str) -> str:
    """A path of this site to go on to; the first page where another site is meant."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else FIRST_PAGE


def cookie_path() -> str:
    """The path below which this site lies."""
    return this_web().pages.url("/")

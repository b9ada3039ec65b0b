"""Who may come in: programs with the token, browsers with a session, and forms of our own pages alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import abort

from feedsvc.web.answers import this_web
from feedsvc.web.entrance import (
    Entrance,
    code_of_token,
    is_own_form,
    operator_behind,
    session_of,
)
from feedsvc.web.headers import NO_STORE, safe_headers
from feedsvc.web.signin import onwards, private, private_stream


class Refused(Exception):
    """Somebody who may not; `code` is the answer's."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def let_program_in(body: dict[str, Any]) -> None:
    """Raises Refused for whoever has neither the token nor a session with the word of its forms."""
    entrance = this_web().entrance
    code = code_of_token(entrance, request, this_web().config)
    if code == 401:
        let_session_in(entrance, session_of(entrance, request), body)
    elif code != 200:
        raise Refused(code, "too many wrong tokens: wait a minute" if code == 429 else "this token is wrong")


def let_session_in(entrance: Entrance, session: str | None, body: dict[str, Any]) -> None:
    """Raises Refused where there is no session, or the request is none of our own pages'."""
    if session is None:
        raise Refused(401, "a token is needed (Authorization: Bearer …)")
    if not is_own_form(entrance, request, session, body.pop("csrf", "")):
        raise Refused(403, "the request does not come from a page of this site (send its csrf field)")


def session_of_page() -> str | None:
    """The session of who opens a page; None where somebody has to sign in first. 404 without a token."""
    return session_of(this_web().entrance, request)


def to_sign_in() -> Any:
    """The way to the form for the token, and back here."""
    onward = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return onwards(f"/sign-in?next={quote(onward, safe='')}")


def require_own_form(session: str) -> None:
    """403 for a form that is none of our own."""
    if not is_own_form(this_web().entrance, request, session, request.form.get("csrf")):
        abort(403)


def for_operator(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view for who has signed in; others are asked to, and a form must be one of our own."""

    @wraps(view)
    def guarded(**given: Any) -> Any:
        session = session_of_page()
        if session is None:
            return to_sign_in()
        if request.method == "POST":
            require_own_form(session)
        return view(**given)

    return guarded


def operator_name() -> str:
    """Who acts here, for the log."""
    return operator_behind(request, this_web().config)


def shown(template: str, values: Mapping[str, Any], code: int = 200) -> Any:
    """A page for the operator alone, its forms carrying the word of the session."""
    session = session_of_page()
    return private(template, {**values, "csrf": form_word(session) if session else ""}, code)


def streamed(template: str, values: Mapping[str, Any]) -> Response:
    """A page for the operator alone that is sent while what it shows comes about."""
    session = session_of_page()
    return private_stream(template, {**values, "csrf": form_word(session) if session else ""})


def form_word(session: str) -> str:
    """What the forms of this session carry."""
    sessions = this_web().entrance.sessions
    return sessions.form_word(session) if sessions else ""


def json_answer(value: Any, code: int = 200) -> Response:
    """A JSON answer that nobody keeps."""
    body = current_app.json.dumps(value, ensure_ascii=False, sort_keys=False)
    response = unkept_json(f"{body}\n", code)
    if code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="feedsvc"'
    if code in (429, 503):
        response.headers["Retry-After"] = "60" if code == 429 else "5"
    return response


def json_stream(body: Iterator[str]) -> Response:
    """The same, sent while what it tells comes about; nobody on the way waits for its end."""
    response = unkept_json(body)
    response.headers["X-Accel-Buffering"] = "no"
    return response


def unkept_json(body: str | Iterator[str], code: int = 200) -> Response:
    """JSON in no cache."""
    response = Response(body, code, {"Content-Type": "application/json"})
    response.headers.update([NO_STORE, *safe_headers()])
    return response

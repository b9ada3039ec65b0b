"""`/new`: from an address to a feed in three clicks, also without scripts.

    the address → its lists as cards (where only a browser shows them: → drawn →)
    → one of them as its readers will see it → written, polled, subscribed

Each step is one form and carries all that the next one needs: any worker can take it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder
from feedsvc.builder.doors import form_word, require_own_form, session_of_page, shown, to_sign_in
from feedsvc.builder.drafts import unpack
from feedsvc.builder.framing import framed
from feedsvc.builder.requested import choice_of
from feedsvc.builder.shown import start_values
from feedsvc.builder.steps import FIELDS, choose, correct, draw, look, subscribe
from feedsvc.builder.usable import check_address
from feedsvc.errors import FeedsvcError
from feedsvc.web.answers import this_web

OLD = "This page is of an earlier session: look at the page again."
HOME = re.compile(r"/(?!/)[\w./-]*", re.ASCII)
"""The path of one of our own pages."""
STEPS: Mapping[str, Callable[[Builder, dict[str, Any]], Any]] = {
    "look": look,
    "draw": draw,
    "choose": choose,
    "subscribe": subscribe,
}
"""What each form asks for, by its `step`."""


@dataclass(frozen=True, slots=True)
class Views:
    """What each address shows."""

    builder: Builder

    def new(self) -> Any:
        """The form for an address, filled in by the bookmarklet."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        typed = dict.fromkeys(FIELDS, "") | {"url": request.args.get("url", "").strip()}
        return shown("new.html", start_values(typed))

    def step(self) -> Any:
        """One step on; where it fails, its sentence above what was typed."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        require_own_form(session)
        typed = {name: request.form.get(name, "").strip() for name in FIELDS}
        if turn := request.form.get("turn", ""):
            return correct(self.builder, typed, turn)
        return STEPS.get(request.form.get("step", ""), look)(self.builder, typed)

    def page(self, draft: str) -> Any:
        """The page that is looked at, harmless and with its stories outlined, for a frame of ours."""
        session = session_of_page()
        if session is None:
            abort(403)
        typed = unpack(draft, form_word(session))
        return framed(frame_body(self.builder, typed, request.args.get("home", "")))

    def press(self, draft: str, at: str) -> Any:
        """The preview after a press in the frame, where no script takes it there: nothing is saved."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        typed = unpack(draft, form_word(session))
        if typed is None:
            return shown("new.html", start_values(dict.fromkeys(FIELDS, ""), OLD), 404)
        return correct(self.builder, dict.fromkeys(FIELDS, "") | typed, f"at {at}")


def make_pages(builder: Builder) -> Blueprint:
    """The pages for people."""
    pages, views = Blueprint("new", __name__), Views(builder)
    pages.get("/new")(views.new)
    pages.post("/new")(views.step)
    pages.get("/new/<draft>/page")(views.page)
    pages.get("/new/<draft>/at/<at>")(views.press)
    return pages


def frame_body(builder: Builder, typed: dict[str, str] | None, home: str) -> str | None:
    """The inside of the page of a draft; None where it is not at hand.

    `home` is the page around the frame where its script takes the presses; else each press is a page.
    """
    if typed is None:
        return None
    pressed = f"{home}#at-{{}}" if HOME.fullmatch(home) else "at/{}#page"
    try:
        choice = choice_of(typed.get("choice", ""))
        check_address(choice.url)
        return builder.corrector.frame(this_web().config, choice, typed.get("field", ""), pressed)
    except FeedsvcError:
        return None

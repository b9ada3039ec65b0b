"""`/new`: from an address to a feed in three clicks, also without scripts.

    the address → its lists as cards → one of them as its readers will see it → written, polled, subscribed

Each step is one form and carries all that the next one needs: any worker can take it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.api import sentence, status_of
from feedsvc.builder.asked import choice_of
from feedsvc.builder.doors import operator_name, require_own_form, session_of_page, shown, to_sign_in
from feedsvc.builder.files import NotWritable
from feedsvc.builder.framing import framed, is_framed
from feedsvc.builder.looking import check_address
from feedsvc.builder.room import Builder, shown_at_once
from feedsvc.builder.sources import Wanted
from feedsvc.builder.topics import can_join
from feedsvc.builder.values import card, nothing_there, start_values, warnings_of, with_scheme
from feedsvc.errors import FeedsvcError
from feedsvc.operate.candidates import candidates
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.signin import onwards

INTERVALS = {
    "10m": "ten minutes",
    "30m": "half an hour",
    "2h": "two hours",
    "12h": "twelve hours",
    "1d": "a day",
}
SHOWN = 30
"""Stories of a preview."""
FIELDS = ("url", "like", "choice", "title", "every", "topic", "exclude", "full_text")


def make_pages(builder: Builder) -> Blueprint:
    """The pages for people."""
    pages = Blueprint("new", __name__)
    steps: Mapping[str, Callable[[Builder, dict[str, Any]], Any]] = {
        "look": look,
        "choose": choose,
        "subscribe": subscribe,
    }

    @pages.get("/new")
    def new() -> Any:
        """The form for an address, filled in by the bookmarklet."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        typed = dict.fromkeys(FIELDS, "") | {"url": request.args.get("url", "").strip()}
        return shown("new.html", start_values(typed))

    @pages.post("/new")
    def step() -> Any:
        """One step on; where it fails, its sentence above what was typed."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        require_own_form(session)
        taken = steps.get(request.form.get("step", ""), look)
        return taken(builder, {name: request.form.get(name, "").strip() for name in FIELDS})

    @pages.get("/new/page")
    def page() -> Any:
        """The page that is looked at, harmless and with its stories outlined, for a frame of ours."""
        if session_of_page() is None:
            abort(403)
        try:
            body = builder.looker.framed(*choice_of(request.args.get("choice", "")))
        except FeedsvcError:
            body = None
        return framed(body)

    return pages


def look(builder: Builder, typed: dict[str, Any]) -> Any:
    """Every list of the page, best first."""
    typed["url"] = with_scheme(typed["url"])
    try:
        detection = builder.looker.detection(this_web().config, check_address(typed["url"]), typed["like"])
    except FeedsvcError as error:
        return shown("new.html", start_values(typed, sentence(error)), status_of(error))
    lists = candidates(detection, typed["like"])
    values = start_values(typed, "" if lists else nothing_there(detection))
    return shown("new.html", values | {"cards": [card(c, detection) for c in lists]})


def choose(
    builder: Builder, typed: dict[str, Any], problem: str = "", code: int = 200, toml: str = ""
) -> Any:
    """One list as its readers will see it, and all that can be decided about it."""
    try:
        url, extractor, options = choice_of(typed["choice"])
        found = builder.looker.preview(this_web().config, check_address(url), extractor, options)
        config = builder.load()
    except FeedsvcError as error:
        return shown("new.html", start_values(typed, problem or sentence(error)), status_of(error))
    detection = builder.looker.known(url)
    own = (detection.page_title if detection else None) or found.page_title or urlsplit(url).hostname
    values = {
        "problem": problem,
        "toml": toml,
        "typed": typed | {"title": typed["title"] or own or url, "every": typed["every"] or "30m"},
        "source_url": url,
        "frame": quote(typed["choice"], safe="") if is_framed(builder, url) else "",
        "stories": found.stories[:SHOWN],
        "count": len(found.stories),
        "warnings": warnings_of(detection, url, extractor, options),
        "topics": [topic for topic in config.topics if can_join(topic)],
        "intervals": INTERVALS,
    }
    return shown("new-feed.html", values, code)


def subscribe(builder: Builder, typed: dict[str, Any]) -> Any:
    """The source written and polled; on to its page."""
    try:
        url, extractor, options = choice_of(typed["choice"])
        wanted = Wanted(
            url=url,
            extractor=extractor,
            options=options,
            title=" ".join(typed["title"].split()),
            every=typed["every"] or "30m",
            full_text=bool(typed["full_text"]),
            topics=(typed["topic"],) if typed["topic"] else (),
            exclude=tuple(filter(None, (" ".join(word.split()) for word in typed["exclude"].split(",")))),
        )
        detection = builder.looker.detection_of(this_web().config, check_address(url), extractor, options)
        with action("make", str(urlsplit(url).hostname), operator_name()):
            made = builder.sources.make(wanted, detection)
    except NotWritable as error:
        return choose(builder, typed, sentence(error), 409, error.text)
    except FeedsvcError as error:
        return choose(builder, typed, sentence(error), status_of(error))
    shown_at_once()
    return onwards(f"/sources/{made.slug}?made")

"""`/new` and `/sources/<slug>`: from an address to a feed in three clicks, also without scripts.

    the address → its lists as cards → one of them as its readers will see it → written, polled, subscribed

Each step is one form and carries all that the next one needs: any worker can take it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.api import sentence, status_of
from feedsvc.builder.asked import choice_of
from feedsvc.builder.doors import form_word, require_own_form, session_of_page, to_sign_in
from feedsvc.builder.files import NotWritable
from feedsvc.builder.framing import framed, is_framed
from feedsvc.builder.looking import check_address
from feedsvc.builder.room import Builder, shown_at_once
from feedsvc.builder.sources import Wanted
from feedsvc.builder.topics import can_join, takes
from feedsvc.config import Config
from feedsvc.config.toml import toml_value
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.operate.candidates import Candidate, candidates
from feedsvc.operate.detect import Detection
from feedsvc.operate.repair import Repair, way_of
from feedsvc.operate.worth import not_worth_it
from feedsvc.publish.status import feed_urls
from feedsvc.render import FORMATS
from feedsvc.web.answers import this_web
from feedsvc.web.pages import FeedLink
from feedsvc.web.readers import is_local
from feedsvc.web.signin import onwards, private

INTERVALS = {
    "10m": "ten minutes",
    "30m": "half an hour",
    "2h": "two hours",
    "12h": "twelve hours",
    "1d": "a day",
}
NO_HOST = re.compile(r"(?:javascript|file|data|mailto|about|view-source):", re.IGNORECASE)
FIRST = 3
"""Stories on a card."""
SHOWN = 30
"""Stories of a preview."""
POLLS = 20
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

    @pages.get("/sources/<slug>")
    def source(slug: str) -> Any:
        """One source: its feeds, what became of its polls, and what can be done about it."""
        if session_of_page() is None:
            return to_sign_in()
        return shown("source.html", source_values(builder, slug, made="made" in request.args))

    @pages.post("/sources/<slug>")
    def act(slug: str) -> Any:
        """Poll, switch on or off, accept or reject."""
        session = session_of_page()
        if session is None:
            return to_sign_in()
        require_own_form(session)
        try:
            if request.form.get("act") == "repair":
                return shown("source.html", source_values(builder, slug, repair=builder.sources.repair(slug)))
            act_on(builder, slug, request.form.get("act", ""))
        except FeedsvcError as error:
            return shown(
                "source.html", source_values(builder, slug, problem=sentence(error)), status_of(error)
            )
        return onwards(f"/sources/{slug}")

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
        made = builder.sources.make(wanted, detection)
    except NotWritable as error:
        return choose(builder, typed, sentence(error), 409, error.text)
    except FeedsvcError as error:
        return choose(builder, typed, sentence(error), status_of(error))
    shown_at_once()
    return onwards(f"/sources/{made.slug}?made")


def act_on(builder: Builder, slug: str, act: str) -> None:
    """What a button of a source's page asks for."""
    if act in ("enable", "disable"):
        builder.sources.change(slug, {"enabled": act == "enable"})
    elif act in ("accept", "reject"):
        builder.sources.decide(slug, act)
    elif act == "mend":
        builder.sources.mend(slug)
    elif act == "poll":
        builder.sources.poll(slug)
    else:
        abort(400)
    shown_at_once()


# -- values ------------------------------------------------------------------------------------------


def start_values(typed: Mapping[str, Any], problem: str = "") -> dict[str, Any]:
    """What the first form shows."""
    address = f"{this_web().config.site.base_url}/new?url="
    bookmarklet = f"javascript:location.href={json.dumps(address)}+encodeURIComponent(location.href)"
    return {"typed": typed, "problem": problem, "cards": (), "bookmarklet": bookmarklet}


def card(candidate: Candidate, detection: Detection) -> dict[str, Any]:
    """One list of the page, as a card shows it."""
    finding = candidate.finding
    choice = {
        "url": finding.url or detection.url,
        "extractor": finding.strategy,
        "options": dict(finding.options),
    }
    return {
        "n": candidate.n,
        "strategy": finding.strategy,
        "feed": finding.url,
        "count": finding.stories,
        "dated": finding.dated,
        "stories": finding.found[:FIRST],
        "warnings": candidate.warnings,
        "choice": json.dumps(choice, ensure_ascii=False, sort_keys=True),
    }


def warnings_of(
    detection: Detection | None, url: str, extractor: str, options: Mapping[str, Any]
) -> tuple[str, ...]:
    """What speaks against a list, where it was one of the cards."""
    if detection is None:
        return ()
    for candidate in candidates(detection):
        finding = candidate.finding
        read = (finding.url or detection.url, finding.strategy, dict(finding.options))
        if read == (url, extractor, dict(options)):
            return candidate.warnings
    return ()


def source_values(
    builder: Builder, slug: str, problem: str = "", *, made: bool = False, repair: Repair | None = None
) -> dict[str, Any]:
    """What is known of one source; 404 where there is none."""
    web, config = this_web(), config_now(builder)
    source = config.source(slug)
    if source is None:
        abort(404)
    topics = [topic for topic in config.topics if takes(topic, slug)]
    topics.sort(key=lambda topic: len(topic.sources) or len(config.sources) + 1)  # its own first
    hold = web.reads(web.store.hold, slug)
    return {
        "problem": problem,
        "made": made,
        "source": source,
        "state": web.reads(web.store.source_state, slug),
        "feeds": [(topic, links(config, topic.slug, topic.title)) for topic in topics],
        "polls": web.reads(web.store.polls, slug, limit=POLLS),
        "hold": hold,
        "repair": repair,
        "differences": list(differences(repair)) if repair else [],
    }


def differences(repair: Repair) -> Iterator[tuple[str, str, str]]:
    """What a repair changes: the option, as it was, as it is to be."""
    before, after = (flat(way_of(source)) for source in (repair.before, repair.after))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name, ""), after.get(name, "")


def flat(way: Mapping[str, Any]) -> dict[str, str]:
    """A way of reading by its keys, as TOML writes their values."""
    own = {name: toml_value(value) for name, value in way.items() if name != "options"}
    return own | {f"options.{name}": toml_value(value) for name, value in way["options"].items()}


def links(config: Config, topic: str, title: str) -> list[FeedLink]:
    """The feeds of a topic."""
    return [
        FeedLink(FORMATS[form].label, url, urlsplit(url).path, FORMATS[form].media_type, title)
        for form, url in feed_urls(config, topic).items()
    ]


def config_now(builder: Builder) -> Config:
    """The configuration as its files are now, where they are right; else the one in force."""
    try:
        return builder.load()
    except (FeedsvcError, StoreError):
        return this_web().config


def nothing_there(detection: Detection) -> str:
    """Why a page has no card."""
    why = not_worth_it(detection) or "nothing finds stories there"
    return f"{why[0].upper()}{why[1:]}. Another page of the site may show them as a list."


def with_scheme(url: str) -> str:
    """The address with the scheme that somebody left out: https, or http inside the own network."""
    if not url or "://" in url or NO_HOST.match(url):
        return url
    try:
        inside = is_local(f"http://{url}")
    except ValueError:  # is no address, which will be told
        inside = False
    return f"{'http' if inside else 'https'}://{url}"


def shown(template: str, values: Mapping[str, Any], code: int = 200) -> Any:
    """A page for the operator alone, its forms carrying the word of the session."""
    session = session_of_page()
    return private(template, {**values, "csrf": form_word(session) if session else ""}, code)

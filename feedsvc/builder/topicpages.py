"""`/topics`, `/topics/<slug>/settings`, `/new/topic`: topics listed, added, changed, renamed and removed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import tried
from feedsvc.builder.doors import for_operator, operator_name, shown
from feedsvc.builder.sourcefile import Unknown
from feedsvc.builder.topicediting import (
    automatic_topics,
    form_page,
    takes_of,
    topic_made,
    topic_saved,
    topic_tried,
    topics_of_builder,
)
from feedsvc.builder.topicentry import TopicEntry
from feedsvc.errors import FeedsvcError
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.signin import onwards
from feedsvc.web.words import says_words


def make_topic_pages(builder: Builder) -> Blueprint:
    """The list of topics, the form for one, and the same form for a new one."""
    pages = Blueprint("topics", __name__)

    @pages.get("/topics")
    @for_operator
    def topics() -> Any:
        return topic_list(builder, request.args.get("removed", "")[:100], request.args.get("q", "")[:200])

    @pages.get("/topics/<slug>/settings")
    @for_operator
    def settings(slug: str) -> Any:
        saved = next((word for word in ("saved", "made") if word in request.args), "")
        return form_page(builder, entry_of_page(builder, slug), {"done": saved})

    @pages.post("/topics/<slug>/settings")
    @for_operator
    def save(slug: str) -> Any:
        entry, act = entry_of_page(builder, slug), request.form.get("act", "")
        acts = {"remove": topic_removed, "try": topic_tried}
        return acts.get(act, topic_saved)(builder, entry)

    @pages.get("/new/topic")
    @for_operator
    def new_topic() -> Any:
        return form_page(builder, None, {})

    @pages.post("/new/topic")
    @for_operator
    def make_topic() -> Any:
        return topic_tried(builder, None) if request.form.get("act") == "try" else topic_made(builder)

    return pages


def entry_of_page(builder: Builder, slug: str) -> TopicEntry:
    """The topic that the address names; 404 where there is none, the list and why where none can be read."""
    try:
        return topics_of_builder(builder).entry(slug)
    except Unknown:
        abort(404)
    except FeedsvcError:
        abort(topic_list(builder))


def topic_list(builder: Builder, gone: str = "", wanted: str = "") -> Any:
    """Every topic, or those wanted, with what it takes."""
    web, found = this_web(), list[TopicEntry]()
    problem, code = tried(lambda: found.extend(topics_of_builder(builder).entries()))
    states = {state.slug: state for state in web.reads(web.store.topic_states)}
    rows = [
        (entry, takes_of(entry.values), states.get(entry.slug))
        for entry in found
        if says_words(f"{entry.slug} {entry.title}", wanted)
    ]
    values = {
        "problem": problem,
        "gone": gone,
        "wanted": " ".join(wanted.split()),
        "all": len(found),
        "rows": rows,
        "automatic": automatic_topics(states.values(), found),
    }
    return shown("topics.html", values, code)


def topic_removed(builder: Builder, entry: TopicEntry) -> Any:
    """On to the list without the topic; or its form with why it stays."""

    def act() -> None:
        with action("remove topic", entry.slug, operator_name()):
            topics_of_builder(builder).remove(entry.slug)

    problem, code = tried(act)
    return (
        form_page(builder, entry, {"problem": problem}, code)
        if problem
        else onwards(f"/topics?removed={entry.slug}")
    )

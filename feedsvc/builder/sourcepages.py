"""`/sources/<slug>`: one source, what became of its polls, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder, shown_at_once
from feedsvc.builder.desk import file_of, number_of_page, source_page, tried
from feedsvc.builder.doors import for_operator, operator_name
from feedsvc.builder.topics import takes
from feedsvc.config import Config, TopicConfig
from feedsvc.decide.walladvice import advised
from feedsvc.models import PollReport, SourceState
from feedsvc.operate.case import NoRepair
from feedsvc.operate.letter import letter
from feedsvc.operate.twoways import Row, differences
from feedsvc.operate.way import Repair
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.directory import feed_links
from feedsvc.web.signin import onwards

LATEST, POLLS = 8, 40
"""Polls on the first page of a source, and on each of those that show them all."""
DONE = {
    "ok": "Polled: there is news.",
    **dict.fromkeys(("unchanged", "not-modified"), "Polled: nothing new."),
    "enable": "Switched on. It is polled within seconds.",
    "disable": "Switched off. Its feeds keep what they have.",
    "accept": "Accepted: the feed has what the held page shows.",
    "reject": "Rejected: the feed stays as it was.",
    "repair": "Its page is read as it was: there is nothing to mend.",
    "heal": "Taken over: its page is read so from now on.",
}
"""What is said after a button; a poll that was held or failed stands on the page itself."""


def make_source_pages(builder: Builder) -> Blueprint:
    """The overview of a source, and its history."""
    pages = Blueprint("source", __name__)

    @pages.get("/sources/<slug>")
    @for_operator
    def source(slug: str) -> Any:
        return first_page(builder, slug)

    @pages.post("/sources/<slug>")
    @for_operator
    def act(slug: str) -> Any:
        return pressed(builder, slug, request.form.get("act", ""))

    @pages.get("/sources/<slug>/polls")
    @for_operator
    def polls(slug: str) -> Any:
        return history(builder, slug, number_of_page())

    return pages


def first_page(builder: Builder, slug: str) -> Any:
    """The overview; on to the settings of a source whose file has been wrong since it is there."""
    if builder.load_anyhow().source(slug) is None:
        file_of(builder, slug)
        return onwards(f"/sources/{slug}/settings")
    done = done_now(builder, slug, request.args.get("done", ""))
    return overview(builder, slug, made="made" in request.args, done=done)


def done_now(builder: Builder, slug: str, word: str) -> str:
    """What a button has done, as long as that is so: who goes back is told nothing old."""
    if word in ("enable", "disable"):
        is_on = file_of(builder, slug).values.get("enabled", True)
        return DONE[word] if is_on == (word == "enable") else ""
    return DONE.get(word, "")


def pressed(builder: Builder, slug: str, name: str) -> Any:
    """What is shown after a button was pressed."""
    file_of(builder, slug)
    if name == "repair":
        return looked_for(builder, slug)
    if name == "remove":
        return removed(builder, slug)
    came: list[str] = []
    problem, code = tried(lambda: came.append(act_on(builder, slug, name)))
    return overview(builder, slug, problem, code) if problem else onwards(f"/sources/{slug}?done={came[0]}")


def history(builder: Builder, slug: str, page: int) -> Any:
    """One page of what became of the source's polls, the latest first."""
    web = this_web()
    found = web.reads(web.store.polls, slug, limit=POLLS + 1, offset=(page - 1) * POLLS)
    if page > 1 and not found:
        abort(404)
    values = {"polls": found[:POLLS], "page": page, "more": len(found) > POLLS}
    return source_page(builder, slug, "source-polls.html", values, page="/polls")


def overview(
    builder: Builder,
    slug: str,
    problem: str = "",
    code: int = 200,
    *,
    made: bool = False,
    done: str = "",
    repair: Repair | None = None,
) -> Any:
    """The first page of a source."""
    web, config = this_web(), builder.load_anyhow()
    values = {
        "problem": problem,
        "made": made,
        "done": done,
        "feeds": [(topic, feed_links(config, topic.slug, topic.title)) for topic in topics_of(config, slug)],
        "alone": [topic.title for topic in config.topics if topic.sources == (slug,)],
        "polls": web.reads(web.store.polls, slug, limit=LATEST),
        "repair": repair,
        "differences": changed_by(repair),
        **walled(config, slug, web.reads(web.store.source_state, slug)),
    }
    return source_page(builder, slug, "source.html", values, code)


def walled(config: Config, slug: str, state: SourceState | None) -> dict[str, str]:
    """The wall that the source's last poll met, what can be done, and what its page's owner may be told."""
    source, wall = config.source(slug), state.history.wall if state else ""
    text = letter(config, source, wall) if source and not source.is_file else ""
    return {"wall": wall, "advice": advised(wall, slug), "letter": text}


def changed_by(repair: Repair | None) -> list[Row]:
    """The options that a repair changes, before and after."""
    values = repair.values() if repair else None
    return differences(values["before"], values["after"]) if values else []


def topics_of(config: Config, slug: str) -> list[TopicConfig]:
    """The topics that take the source's stories, its own first."""
    topics = [topic for topic in config.topics if takes(topic, slug)]
    return sorted(topics, key=lambda topic: len(topic.sources) or len(config.sources) + 1)


def looked_for(builder: Builder, slug: str) -> Any:
    """The overview with a repair, or with why there is none; where none is needed that is no mistake."""
    found: list[Repair] = []

    def look() -> None:
        try:
            found.append(builder.sources.repair(slug))
        except NoRepair as error:
            if not error.is_well:
                raise

    problem, code = tried(look)
    done = "" if found or problem else DONE["repair"]
    return overview(builder, slug, problem, code, repair=found[0] if found else None, done=done)


def removed(builder: Builder, slug: str) -> Any:
    """On to the list without the source; or the overview with why its file cannot be removed."""

    def act() -> None:
        with action("remove", slug, operator_name()):
            builder.sources.settings.remove(slug)

    problem, code = tried(act)
    if problem:
        return overview(builder, slug, problem, code)
    shown_at_once()
    return onwards("/sources?removed")


def act_on(builder: Builder, slug: str, name: str) -> str:
    """What a button asks for, and which word tells that it was done; 400 for what none does."""
    sources = builder.sources
    acts: Mapping[str, Callable[[], object]] = {
        "poll": lambda: sources.poll(slug),
        "enable": lambda: sources.change(slug, {"enabled": True}),
        "disable": lambda: sources.change(slug, {"enabled": False}),
        "accept": lambda: sources.decide(slug, "accept"),
        "reject": lambda: sources.decide(slug, "reject"),
        "heal": lambda: sources.mend(slug),
    }
    if name not in acts:
        abort(400)
    with action(name, slug, operator_name()):
        came = acts[name]()
    shown_at_once()
    return str(came.outcome) if name == "poll" and isinstance(came, PollReport) else name

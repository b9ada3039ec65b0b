"""The form of a topic, and what becomes of it.

    typed → keys of its table → topics.toml written and checked whole → in force, or as it was, and why

What somebody else has written meanwhile is not overwritten: both are shown, and saving again decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import request

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import above_fields, line_of
from feedsvc.builder.doors import operator_name, shown
from feedsvc.builder.failures import status_of
from feedsvc.builder.fields import typed_over
from feedsvc.builder.files import Files
from feedsvc.builder.settingsform import version, was_fields
from feedsvc.builder.topicentry import RULES, TopicEntry, names_in
from feedsvc.builder.topicfile import ChangedTopic, TopicTables
from feedsvc.builder.topicform import (
    changed_keys,
    chosen_sources,
    packed_values,
    refuse_every,
    shown_values,
    source_choices,
    topic_fields,
    typed_rules,
    typed_values,
)
from feedsvc.builder.topictrial import trial_of
from feedsvc.config.place import TOPICS_FILE
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.models import TopicState
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.signin import onwards

TAKES = {
    "sources": ("source", "sources"),
    "keywords": ("keyword", "keywords"),
    "sections": ("section", "sections"),
    "authors": ("author", "authors"),
    "exclude": ("word left out", "words left out"),
}


def topics_of_builder(builder: Builder) -> TopicTables:
    """What changes topics; a name that the database remembers is given to no other."""
    web = this_web()

    def remembers(slug: str) -> bool:
        return web.reads(web.store.topic_state, slug) is not None

    return TopicTables(Files(web.config.directory, builder.load), builder.load, remembers)


def automatic_topics(states: Iterable[TopicState], entries: Iterable[TopicEntry]) -> list[TopicState]:
    """The topics that sections have made, and that no entry of the file stands for."""
    named = {entry.slug for entry in entries}
    return [s for s in states if s.auto and not s.removed and s.slug not in named]


def takes_of(values: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """How many of each kind of rule there are, with the words for it."""
    given = [(len(values[rule]), *TAKES[rule]) for rule in RULES if isinstance(values.get(rule), list)]
    return [row for row in given if row[0]]


def form_page(builder: Builder, entry: TopicEntry | None, more: Mapping[str, Any], code: int = 200) -> Any:
    """The form of a topic, or of a new one; `more` says what is shown in another way."""
    values = entry.values if entry else {}
    sources = names_in(values, "sources")
    fields = shown_values(values)
    shown_here = {
        "entry": entry,
        "fields": topic_fields(fields, entry.problems if entry else ()),
        "was": packed_values(fields),
        "version": entry.version if entry else "",
        "sources": source_choices(builder.load_anyhow(), sources),
        "sources_were": sources,
        "every": bool(entry) and not takes_of(values),
        "former": entry.former if entry else [],
        "elsewhere": [str(p) for p in entry.elsewhere] if entry else [],
        "problem": "",
        "refused": (),
        "done": "",
        "clashed": False,
        "trial": None,
    }
    return shown("topic-settings.html", shown_here | dict(more), code)


def topic_saved(builder: Builder, entry: TopicEntry) -> Any:
    """Write what was changed in the form; else the form as it was typed, with what is wrong beside it."""
    typed, was = typed_values(), was_fields()
    changes = changed_keys(typed, was)
    try:
        before = names_in(entry.values, "sources")
        if (sources := sources_typed(before)) != (before or None):
            changes["sources"] = sources
        refuse_every({**entry.values, **changes}, wanted=wants_every())
        with action("edit topic", entry.slug, operator_name()):
            slug = topics_of_builder(builder).save(entry.slug, changes, version=version())
    except ChangedTopic as error:
        return topic_clash(builder, error, typed, was)
    except FeedsvcError as error:
        return refused_topic(builder, entry, error, typed, entry.number)
    return onwards(f"/topics/{slug}/settings?saved")


def topic_made(builder: Builder) -> Any:
    """Write a new topic; else its form as it was typed."""
    typed, entries = typed_values(), list[TopicEntry]()
    try:
        entries = topics_of_builder(builder).entries()
        values = changed_keys(typed, {}) | {"sources": sources_typed([]), "title": typed["title"]}
        refuse_every(values, wanted=wants_every())
        with action("make topic", typed["slug"] or typed["title"], operator_name()) as named:
            slug = topics_of_builder(builder).make(values)
            named(slug)
    except FeedsvcError as error:
        return refused_topic(builder, None, error, typed, len(entries))
    return onwards(f"/topics/{slug}/settings?made")


def topic_tried(builder: Builder, entry: TopicEntry | None) -> Any:
    """The form as it was typed, with what the topic would take; nothing is saved."""
    typed = typed_values()
    trial, problems = trial_of(typed_rules(typed) | {"sources": request.form.getlist("source")})
    more = {"trial": trial, "fields": topic_fields(typed, problems), **as_typed(builder)}
    return form_page(builder, entry, more)


def sources_typed(before: list[str]) -> list[str] | None:
    """The topic's sources as they are ticked."""
    return chosen_sources(before, request.form.getlist("source_was"), request.form.getlist("source"))


def wants_every() -> bool:
    """Whether a topic without rules is meant."""
    return request.form.get("every") == "yes"


def as_typed(builder: Builder) -> dict[str, Any]:
    """What was ticked in the form, as it is shown again."""
    chosen = request.form.getlist("source")
    return {
        "sources": source_choices(builder.load_anyhow(), chosen),
        "sources_were": request.form.getlist("source_was"),
        "every": wants_every(),
        "was": request.form.get("was", ""),
        "version": request.form.get("version", ""),
    }


def refused_topic(
    builder: Builder, entry: TopicEntry | None, error: FeedsvcError, typed: Mapping[str, str], number: int
) -> Any:
    """The form as it was typed: each mistake of the topic of this number beside its field, or above."""
    found = [bare_problem(p, number) for p in error.problems] if isinstance(error, ConfigError) else []
    said = above_fields(error, found, lambda p: any(f.problems for f in topic_fields(typed, [p])))
    more = {**said, "fields": topic_fields(typed, found), **as_typed(builder)}
    return form_page(builder, entry, more, status_of(error))


def bare_problem(problem: Problem, number: int) -> Problem:
    """A mistake of this topic with the key of its table: `topic[3].slug` is `slug`."""
    key = problem.key.removeprefix(f"topic[{number}].")
    own = Path(problem.file).name == TOPICS_FILE
    return Problem(file=problem.file, key=key, text=problem.text) if own else problem


def topic_clash(
    builder: Builder, error: ChangedTopic, typed: Mapping[str, str], was: Mapping[str, str]
) -> Any:
    """The form over the topic as somebody else left it: what was typed here, and both where they differ."""
    fields, clashes = typed_over(shown_values(error.now.values), typed, was)
    more = {
        "problem": line_of(error),
        "fields": topic_fields(fields, (), clashes),
        "sources": as_typed(builder)["sources"],
        "every": wants_every(),
        "clashed": True,
    }
    return form_page(builder, error.now, more, 409)

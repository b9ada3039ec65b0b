"""`/sources/<slug>/settings`: a source's file as a form, and as its text; comments stay.

    typed → a new text of the file → written and checked under one lock → in force, or as it was, and why

Nothing that somebody else has written meanwhile is overwritten: both are shown, and saving again decides.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from flask import Blueprint, request

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import above_fields, file_of, line_of, source_page
from feedsvc.builder.doors import for_operator, operator_name
from feedsvc.builder.failures import status_of
from feedsvc.builder.fields import changes_of, fields_of, typed_over
from feedsvc.builder.files import Change
from feedsvc.builder.hiding import hidden
from feedsvc.builder.settingsform import (
    compared,
    form_values,
    shown_fields,
    text_values,
    topic_values,
    typed_fields,
    version,
    was_fields,
)
from feedsvc.builder.sourcefile import Changed, SourceFile, with_text, with_values
from feedsvc.builder.topics import rejoined
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.telemetry import action
from feedsvc.web.signin import onwards


def make_settings_pages(builder: Builder) -> Blueprint:
    """The form, and what becomes of it."""
    pages = Blueprint("settings", __name__)

    @pages.get("/sources/<slug>/settings")
    @for_operator
    def settings(slug: str) -> Any:
        return settings_page(builder, file_of(builder, slug), {"saved": "saved" in request.args})

    @pages.post("/sources/<slug>/settings")
    @for_operator
    def save(slug: str) -> Any:
        file = file_of(builder, slug)
        return save_text(builder, file) if request.form.get("what") == "text" else save_fields(builder, file)

    return pages


def save_fields(builder: Builder, file: SourceFile) -> Any:
    """Write what was changed in the form; else the form as it was typed, with what is wrong beside it."""
    typed, was = typed_fields(file.values), was_fields()
    topics, topics_were = set(request.form.getlist("topic")), set(request.form.getlist("topic_was"))

    def make(text: str) -> str:
        return with_values(text, changes_of(typed, was, file.values), file.slug)

    def join(change: Change) -> None:
        rejoined(change, builder.load_anyhow(), file.slug, topics - topics_were, topics_were - topics)

    try:
        with action("edit", file.slug, operator_name()):
            builder.sources.settings.save(file.slug, make, version=version(), also=join)
    except Changed as error:
        return clashed_fields(builder, error, typed, was, topics)
    except FeedsvcError as error:
        more = {"was": was, "version": version(), "topics_were": topics_were, "joined": topics}
        return refused(builder, file, error, more, typed)
    return onwards(f"/sources/{file.slug}/settings?saved")


def save_text(builder: Builder, file: SourceFile) -> Any:
    """Write the whole text; else the text as it was typed, and what is wrong with it."""
    typed = request.form.get("text", "").replace("\r\n", "\n")
    try:
        with action("edit", file.slug, operator_name()):
            settings = builder.sources.settings
            settings.save(file.slug, lambda text: with_text(typed, text), version=version())
    except Changed as error:
        now = hidden(error.now.text) or ""
        more = {"problem": line_of(error), "text": typed, "lines": compared(now, typed), "text_open": True}
        return settings_page(builder, error.now, more, code=409)
    except FeedsvcError as error:
        more = {"text": typed, "text_version": version(), "text_open": True}
        return refused(builder, file, error, more)
    return onwards(f"/sources/{file.slug}/settings?saved")


def clashed_fields(
    builder: Builder,
    error: Changed,
    typed: Mapping[str, str],
    was: Mapping[str, str],
    topics: Collection[str],
) -> Any:
    """The form over the file as somebody else left it: what was typed here, and both where they differ."""
    fields, clashes = typed_over(shown_fields(error.now.values), typed, was)
    more = {
        "problem": line_of(error),
        "fields": fields_of(error.now.values, fields, (), clashes),
        "joined": topics,
        "clashed": True,
    }
    return settings_page(builder, error.now, more, code=409)


def refused(
    builder: Builder,
    file: SourceFile,
    error: FeedsvcError,
    more: dict[str, Any],
    typed: Mapping[str, str] | None = None,
) -> Any:
    """The same page as it was typed, each mistake beside its field, the others above."""
    found = error.problems if isinstance(error, ConfigError) else ()
    fields = fields_of(file.values, typed, found if typed is not None else ())
    said = above_fields(error, found, lambda p: typed is not None and is_beside(p, file, typed))
    return settings_page(builder, file, {**said, "fields": fields, **more}, code=status_of(error))


def is_beside(problem: Problem, file: SourceFile, typed: Mapping[str, str]) -> bool:
    """Whether a field shows the mistake."""
    return any(field.problems for field in fields_of(file.values, typed, [problem]))


def settings_page(builder: Builder, file: SourceFile, more: Mapping[str, Any], code: int = 200) -> Any:
    """The form and the text of the file; `more` says what is shown in another way."""
    values = form_values(file) | topic_values(builder.load_anyhow(), file.slug) | text_values(file)
    values |= {"refused": (), "clashed": False, "saved": False, **more}
    values["was"] = json.dumps(values["was"], ensure_ascii=False, sort_keys=True)
    return source_page(builder, file.slug, "source-settings.html", values, code, page="/settings")

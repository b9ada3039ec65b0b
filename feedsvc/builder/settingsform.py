"""The form of a source's settings: what it shows of the file, and what came back."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request

from feedsvc.builder.fields import fields_of
from feedsvc.builder.hiding import hidden
from feedsvc.builder.requested import read_json
from feedsvc.builder.settingkeys import settings_of, shown_in, tables_of
from feedsvc.builder.sourcefile import SourceFile
from feedsvc.config import Config


def form_values(file: SourceFile) -> dict[str, Any]:
    """The fields of the file's keys."""
    return {
        "fields": fields_of(file.values, None, file.problems),
        "tables": tables_of(file.values),
        "was": shown_fields(file.values),
        "version": file.version,
        "readable": bool(file.values),
    }


def topic_values(config: Config, slug: str) -> dict[str, Any]:
    """The topics that list their sources, and those of them that list this one."""
    listing = [topic for topic in config.topics if topic.sources]
    joined = {topic.slug for topic in listing if slug in topic.sources}
    every_story = [topic.title for topic in config.topics if topic.takes_all]
    return {"topics": listing, "topics_were": joined, "joined": joined, "every_story": every_story}


def text_values(file: SourceFile) -> dict[str, Any]:
    """The text of the file, without its secrets; none where they cannot be hidden."""
    text = hidden(file.text)
    return {
        "text": text or "",
        "text_version": file.version,
        "has_text": text is not None,
        "text_open": not file.values or bool(file.problems),
        "lines": (),
    }


def shown_fields(values: Mapping[str, Any]) -> dict[str, str]:
    """What the form shows of a file, by key."""
    extractor = str(values.get("extractor", ""))
    return {setting.key: shown_in(values, setting) for setting in settings_of(values, extractor)}


def typed_fields(values: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, by key; of an option whose field was not there, nothing changed."""
    extractor, was = request.form.get("extractor", ""), was_fields()
    keys = [setting.key for setting in settings_of(values, extractor)]
    return {
        key: request.form.get(key, "").strip() if key in was else "" for key in dict.fromkeys((*keys, *was))
    }


def was_fields() -> dict[str, str]:
    """What the form showed before it was changed."""
    try:
        value = read_json(request.form.get("was", ""))
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def version() -> str:
    """Of the file that the form was made of; never empty, so that no form can leave it out."""
    return request.form.get("version", "") or "none"


def compared(now: str, typed: str) -> Sequence[tuple[str, str]]:
    """Each line as `both`, `theirs` or `yours`."""
    kinds = {"  ": "both", "- ": "theirs", "+ ": "yours"}
    lines = difflib.ndiff(now.splitlines(), typed.splitlines())
    return [(kinds[line[:2]], line[2:]) for line in lines if line[:2] in kinds]

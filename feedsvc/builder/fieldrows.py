"""The fields of a list: where each comes from, in words, and how many of its stories have it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedsvc.builder.choice import Choice
from feedsvc.builder.correcting import READ_BY
from feedsvc.models import Extraction
from feedsvc.operate.correction import FIELDS, value_of

AROUND = {
    "following": "after the story:",
    "preceding": "before the story:",
    "..": "beside the story:",
}
"""Where a path leads that leaves the story, by its first step."""
REASONS = {"date": "published", "author": "authors", "image": "images", "link": "url"}
"""What strategies call a field in their reasons, where that is another word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of a list: where it comes from, and how many of its stories have it."""

    name: str
    label: str
    words: str
    """Where it stands, in words; `rule` is the selector after them."""
    rule: str
    count: int
    changed: bool


def field_of(
    name: str, choice: Choice, options: Mapping[str, Any], found: Extraction, guessed: Mapping[str, Any]
) -> Field:
    """One row of the fields."""
    words, rule = told_rule(options[name]) if name in options else ("", "")
    if choice.extractor != READ_BY:
        words, rule = f"read by {choice.extractor}", told_reason(name, found)
    count = sum(bool(value_of(name, story)) for story in found.stories)
    return Field(
        name=name,
        label=FIELDS[name],
        words=words if count or rule else "nowhere",
        rule=rule if count or choice.extractor == READ_BY else "",
        count=count,
        changed=options.get(name) != guessed.get(name),
    )


def told_rule(rule: Any) -> tuple[str, str]:
    """Where a rule points, in words and as it is written."""
    if isinstance(rule, str):
        select, _, name = rule.partition("@")
        inside = select or "the story itself"
        return (f"{name} of", inside) if name else ("from", inside)
    if not isinstance(rule, Mapping):
        return "from", ""
    path = str(rule.get("xpath", rule.get("select", "")))
    for start, words in AROUND.items():
        if path.startswith(start) or path.replace("../", "").startswith(start):
            return words, path
    return "from", path or json.dumps(dict(rule), ensure_ascii=False)


def told_reason(name: str, found: Extraction) -> str:
    """Why a strategy took the field for that, as it says of the first story that has one."""
    reasons = (story.reasons.get(name) or story.reasons.get(REASONS.get(name, "")) for story in found.stories)
    return next(filter(None, reasons), "")

"""The options of `selectors`: a rule for an item, and one for each field that a story is read from.

options = Selectors.parse_options({"item": "article", "title": "h2 a", "link": "h2 a@href"})
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedsvc.config.options import option
from feedsvc.extract.paging import Numbered, Paged, is_numbered, numbered
from feedsvc.extract.rules import Rule, rule

FIELDS = ("title", "link", "date", "author", "section", "summary", "content", "image")


def _field(name: str) -> Any:
    return option(rule(name, FIELDS), None)


def _next(value: Any) -> Any:
    """A rule for the link to the next page, or a template of numbered addresses."""
    return numbered(value) if is_numbered(value) else rule("next", FIELDS)(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class SelectorOptions(Paged):
    """Where the stories and their fields stand."""

    item: Rule = option(rule("item", FIELDS))
    title: Rule | None = _field("title")
    link: Rule | None = _field("link")
    date: Rule | None = _field("date")
    author: Rule | None = _field("author")
    section: Rule | None = _field("section")
    summary: Rule | None = _field("summary")
    content: Rule | None = _field("content")
    image: Rule | None = _field("image")
    next: Rule | Numbered | None = option(_next, None)

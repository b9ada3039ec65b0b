"""What a topic would take of the newest stored stories, before it is saved; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedsvc.builder.topicentry import RULES
from feedsvc.decide.topics import Matcher, rule_problems
from feedsvc.errors import Problem
from feedsvc.models import SearchQuery, Story
from feedsvc.web.answers import this_web

TRIED, SHOWN = 300, 12
"""Stories that are tried, and those that are shown of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialRules:
    """The rules of a topic that need not be there yet."""

    slug: str = "trial"
    sections: Sequence[str] = ()
    sources: Sequence[str] = ()
    authors: Sequence[str] = ()
    keywords: Sequence[str] = ()
    exclude: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """How many of the newest stories a topic would take, and the first of these."""

    of: int
    taken: int
    stories: tuple[Story, ...]


def trial_of(values: Mapping[str, Any]) -> tuple[Trial, list[Problem]]:
    """What these rules take, and what is wrong with them; a wrong word takes nothing."""
    given: dict[str, Any] = {name: tuple(values.get(name) or ()) for name in RULES}
    rules = TrialRules(**given)
    web, matcher = this_web(), Matcher([rules])
    newest = web.reads(web.store.find, SearchQuery(limit=TRIED)).stories
    taken = [story for story in newest if matcher.topics(story)]
    problems = [Problem(file="", key=key, text=text) for key, text in rule_problems(rules)]
    return Trial(of=len(newest), taken=len(taken), stories=tuple(taken[:SHOWN])), problems

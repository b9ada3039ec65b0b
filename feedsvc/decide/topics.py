"""Which topics a story belongs to.

A story belongs when every kind of rule that a topic gives has a match and nothing in `exclude` matches;
a topic without rules takes every story. The cost per story does not grow with the number of topics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from re import ASCII, compile
from typing import TYPE_CHECKING, Protocol

from feedsvc.decide.keywords import Keywords, keyword_problem

if TYPE_CHECKING:
    from feedsvc.models import ParsedStory, Story

LONGEST_SLUG = 60
MOST_SECTIONS = 100
"""Topics that sections may bring into being; a page may name as many sections as it likes."""
_NOT_SLUG = compile(r"[^a-z0-9]+", ASCII)
Matches = Mapping[str, frozenset[str]]


class TopicRules(Protocol):
    """The part of a topic's configuration that decides membership."""

    @property
    def slug(self) -> str: ...
    @property
    def sections(self) -> Sequence[str]: ...
    @property
    def sources(self) -> Sequence[str]: ...
    @property
    def authors(self) -> Sequence[str]: ...
    @property
    def keywords(self) -> Sequence[str]: ...
    @property
    def exclude(self) -> Sequence[str]: ...


def rule_problems(topic: TopicRules) -> list[tuple[str, str]]:
    """What is wrong with a topic's rules: (key, sentence) for every unusable keyword."""
    given = [("keywords", word) for word in topic.keywords] + [("exclude", word) for word in topic.exclude]
    return [(key, problem) for key, word in given if (problem := keyword_problem(word))]


@dataclass(frozen=True, slots=True)
class Condition:
    """One kind of rule of one topic: any of `values` among what the story shows under `kind`."""

    kind: str
    values: frozenset[str]


class Matcher:
    """Every topic's rules, compiled once; keywords with problems (`rule_problems`) match nothing."""

    def __init__(self, topics: Sequence[TopicRules], *, auto_sections: bool = False) -> None:
        self.auto_sections = auto_sections
        self._slugs = [topic.slug for topic in topics]
        self._rules = [rules_of(topic) for topic in topics]
        self._exclude = [frozenset(topic.exclude) for topic in topics]
        words = dict.fromkeys(word for topic in topics for word in (*topic.keywords, *topic.exclude))
        self._keywords = Keywords([word for word in words if keyword_problem(word) is None])
        self._taken = frozenset(self._slugs)
        self._always, self._index = self._indexed()

    def _indexed(self) -> tuple[list[int], dict[tuple[str, str], list[int]]]:
        """Topics without rules, and the others by each value of their most telling rule."""
        always: list[int] = []
        index: dict[tuple[str, str], list[int]] = {}
        for number, rules in enumerate(self._rules):
            if not rules:
                always.append(number)
                continue
            for value in rules[0].values:
                index.setdefault((rules[0].kind, value), []).append(number)
        return always, index

    def topics(self, story: Story) -> frozenset[str]:
        """Slugs of every topic the story belongs to, those of its sections included if so configured."""
        shown = self._shown(story)
        near = [n for kind, values in shown.items() for v in values for n in self._index.get((kind, v), ())]
        found = {self._slugs[n] for n in {*near, *self._always} if self._belongs(n, shown)}
        return frozenset(found.union(self.auto_topics(story)))

    def auto_topics(self, story: Story) -> dict[str, str]:
        """Slug → title of the topics that the story's sections make; those configured keep their rules."""
        if not self.auto_sections:
            return {}
        made = {section_slug(section): section for section in story.sections}
        return {slug: title for slug, title in made.items() if slug not in self._taken}

    def _belongs(self, number: int, shown: Matches) -> bool:
        return self._exclude[number].isdisjoint(shown["keyword"]) and all(
            not rule.values.isdisjoint(shown[rule.kind]) for rule in self._rules[number]
        )

    def _shown(self, story: Story) -> Matches:
        return {
            "keyword": self._keywords.found(searched(story)),
            "author": frozenset(map(folded_label, story.authors)),
            "section": frozenset(map(folded_label, story.sections)),
            "source": frozenset(story.sources),
        }


def searched(story: Story | ParsedStory) -> str:
    """Where a story's keywords are looked for."""
    # More than one character parts title and text: no keyword reaches across.
    return f"{story.title} \0 {story.text or story.summary}"


def left_out(words: Sequence[str], stories: Iterable[ParsedStory]) -> list[bool]:
    """Of each story whether a topic that excludes these words leaves it out; wrong words match nothing."""
    keywords = Keywords([word for word in words if keyword_problem(word) is None])
    return [bool(keywords.found(searched(story))) for story in stories]


def rules_of(topic: TopicRules) -> list[Condition]:
    """A topic's given rules, the one that fewest stories meet first."""
    given = (
        ("keyword", frozenset(topic.keywords)),
        ("author", frozenset(map(folded_label, topic.authors))),
        ("section", frozenset(map(folded_label, topic.sections))),
        ("source", frozenset(topic.sources)),
    )
    return [Condition(kind, values) for kind, values in given if values]


def folded_label(label: str) -> str:
    """A name or section in comparable form: case and spacing folded, "and" written as "&"."""
    return " ".join("&" if word == "and" else word for word in label.casefold().split())


def section_slug(section: str) -> str:
    """The slug of a section's own topic; a label without Latin letters gets a stable number."""
    slug = _NOT_SLUG.sub("-", section.casefold()).strip("-")[:LONGEST_SLUG].strip("-")
    if not slug or not slug.replace("-", "").isalnum() or not section.isascii():
        slug = f"section-{blake2b(section.casefold().encode(), digest_size=4).hexdigest()}"
    return f"{slug}-section" if slug == "archive" else slug


def auto_titles(stories: Iterable[Story], matcher: Matcher) -> dict[str, str]:
    """Slug → title of every topic that the sections of these stories make."""
    return {slug: title for story in stories for slug, title in matcher.auto_topics(story).items()}


def with_room(titles: Mapping[str, str], standing: Collection[str]) -> dict[str, str]:
    """Those topics of sections (slug → title) that may be: those `standing`, and new ones up to a limit."""
    room = max(0, MOST_SECTIONS - len(standing))
    new = dict.fromkeys(slug for slug in titles if slug not in standing)
    opened = {*standing, *islice(new, room)}
    return {slug: title for slug, title in titles.items() if slug in opened}

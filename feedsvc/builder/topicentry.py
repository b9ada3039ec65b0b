"""One topic as `topics.toml` has it: its keys, and what is wrong with them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from feedsvc.builder.sourcefile import Unknown, version_of
from feedsvc.config.place import TOPICS_FILE
from feedsvc.config.toml import parse_toml
from feedsvc.errors import ConfigError, FeedsvcError, Problem

RULES = ("sources", "keywords", "sections", "authors", "exclude")


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicEntry:
    """One topic as the file has it."""

    slug: str
    number: int
    """Its place in the file."""
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, by the keys of its table."""
    elsewhere: tuple[Problem, ...] = ()
    """What is wrong elsewhere: until it is mended, no change comes into force."""

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.values.get("title") or self.slug)

    @property
    def former(self) -> Sequence[str]:
        """The names that it had, the last one first."""
        return names_in(self.values, "former")

    @property
    def version(self) -> str:
        """Another one for all other values."""
        return version_of(json.dumps(self.values, sort_keys=True, default=str))


def names_in(values: Mapping[str, Any], key: str) -> list[str]:
    """The names that a list of the table holds; what else a file has there is none."""
    listed = values.get(key)
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []


class TakenName(ConfigError):
    """A name that another topic has, or had."""


def refuse_taken(slug: str, number: int, entries: Sequence[TopicEntry]) -> None:
    """Raises TakenName for the name of another topic, or one that leads to it."""
    for other in entries:
        if other.number != number and slug in (other.slug, *other.former):
            raise wrong_slug(number, f'"{slug}" is taken by another topic')


def wrong_slug(number: int, text: str) -> TakenName:
    """A mistake in the name of the topic at this place."""
    key = f"topic[{number}].slug"
    return TakenName([Problem(file=TOPICS_FILE, key=key, text=f"{text} (choose another)")])


def values_in(text: str) -> list[Mapping[str, Any]]:
    """The tables of all topics, an empty one for what is none; raises FeedsvcError for what is no TOML."""
    try:
        listed = parse_toml(text).get("topic") or []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = str(error) or "is nested too deeply"
        raise FeedsvcError(f"{TOPICS_FILE}: {told} (mend it where it lies)") from error
    return [one if isinstance(one, dict) else {} for one in listed] if isinstance(listed, list) else []


def entry_of(number: int, values: Mapping[str, Any], found: Sequence[Problem]) -> TopicEntry:
    """A topic with what is wrong with it: `topics.toml: topic[3].slug: …`."""
    key = f"topic[{number}]."
    own = [p for p in found if p.file.endswith(TOPICS_FILE) and p.key.startswith(key)]
    return TopicEntry(
        slug=str(values.get("slug", "")),
        number=number,
        values=values,
        problems=tuple(replace(p, key=p.key.removeprefix(key)) for p in own),
        elsewhere=tuple(p for p in found if p not in own),
    )


def entry_in(entries: Sequence[TopicEntry], slug: str) -> TopicEntry:
    """The topic of this name; raises Unknown."""
    for entry in entries:
        if entry.slug == slug:
            return entry
    raise Unknown(f'there is no topic called "{slug[:100]}"')

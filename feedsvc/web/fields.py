"""A filter as the fields of its form hold it: from what was asked for, or as somebody typed it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

from feedsvc.web.filters import LONGEST_QUERY, NAMES, Filter

SEARCHED = ("q", "exclude")
Fields = Mapping[str, Sequence[str]]
"""By a filter's name the values of its fields; an empty one where nothing is asked for."""
EMPTY: Fields = dict.fromkeys(NAMES, ("",))


def asked_of(wanted: Filter) -> Fields:
    """A filter as it would be typed."""
    since = {"since": (wanted.since.date().isoformat(),)} if wanted.since else {}
    return {**fields_of(parse_qsl(wanted.query())), **since}


def typed_in(query: str) -> Fields:
    """What a raw query string gives for the fields, readable or not."""
    return fields_of(parse_qsl(query[:LONGEST_QUERY], errors="replace"))


def fields_of(pairs: Iterable[tuple[str, str]]) -> Fields:
    """Words stand together in one field; of authors, sections and sources each has its own."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in NAMES:
            given.setdefault(name, []).append(value)
    joined = {name: [" ".join(values)] if name in SEARCHED else values for name, values in given.items()}
    return {**EMPTY, **joined}

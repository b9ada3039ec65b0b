"""What readers ask for: codings, conditions and filters, in whatever spelling."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from feedsvc.errors import QueryError
from feedsvc.web.filters import asked_for, describe, is_filtered, names_filter, parse_filter
from feedsvc.web.negotiation import (
    choose_coding,
    matches,
    not_modified,
    parse_weights,
    precondition_failed,
    wants_html,
)
from tests.fuzzing.targets.texts import lines_of, text_of

SIZES = {"identity": 900, "gzip": 300, "br": 250, "zstd": 260}
TAG = '"a-1"'
THEN = datetime(2026, 3, 10, 8, tzinfo=UTC)


def asked(data: bytes) -> None:
    """Four lines: Accept-Encoding, Accept, If-None-Match, If-Modified-Since, as a server decodes them."""
    coding, accept, tags, since = (
        line.encode(errors="replace").decode("latin-1") for line in lines_of(data, 4)
    )
    coded(coding)
    wants_html(accept)
    conditional(tags, since)


def coded(header: str) -> None:
    """There is always an answer, and one that was refused only where all were."""
    weights = parse_weights(header)
    assert all(0 <= weight <= 1 for weight in weights.values())
    chosen = choose_coding(header, SIZES)
    assert chosen in SIZES
    refused = weights.get(chosen, weights.get("*", 1.0)) == 0
    assert not refused or chosen == "identity"


def conditional(tags: str, since: str) -> None:
    """A client that names the tag has the document, whatever else it names."""
    assert matches(f"{tags}, {TAG}" if tags.count('"') % 2 == 0 else TAG, TAG)
    assert not_modified(tags, since, TAG, THEN) is matches(tags, TAG)
    not_modified(None, since, TAG, THEN)
    precondition_failed(tags, since, TAG, THEN)
    precondition_failed(None, since, TAG, THEN)


def filters(data: bytes) -> None:
    """A query is a filter that is written one way, or is refused in one line."""
    query = text_of(data)
    names_filter(query)
    is_filtered("/feeds/all.atom", query)
    assert asked_for(query).isascii()
    with suppress(QueryError):
        wanted = parse_filter(query)
        assert parse_filter(wanted.query()) == wanted
        assert "\n" not in describe(wanted)
        wanted.search_query(50)

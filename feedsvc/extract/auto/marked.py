"""Elements that say by their classes or attributes what they hold: author, section, summary.

<a rel="author" href="/staff/9">Ann Lee</a> <span class="card-category">Ports</span> <p class="teaser">…</p>
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from feedsvc.extract.auto.outline import Outline, word_set

AUTHOR = word_set("author authors byline writer contributor reporter hnuser username autor auteur journalist")
_SECTION = word_set(
    "category categories section kicker topic rubric rubrik eyebrow tag channel label genre column"
)
_KINDS = word_set("tag category")
_SUMMARY = word_set(
    "summary excerpt description desc dek deck teaser intro lead lede abstract standfirst snippet subtitle "
    "blurb resumen chapo extrait"
)


class Marked(NamedTuple):
    """The numbers of such elements, in page order, by what says it."""

    authors: list[int]
    authors_by_rel: list[int]
    sections: list[int]
    sections_by_rel: list[int]
    summaries: list[int]


def marked_in(out: Outline) -> Marked:
    """All such elements of the page, looked for once for all of its blocks."""
    related = [(n, own) for n, own in enumerate(out.attributes) if "rel" in own or "itemprop" in own]
    kinds = set(out.tokens)
    return Marked(
        _called(out, kinds, AUTHOR),
        [n for n, own in related if is_related(own)],
        _called(out, kinds, _SECTION),
        [n for n, own in related if not _KINDS.isdisjoint((own.get("rel") or "").split())],
        _called(out, kinds, _SUMMARY),
    )


def _called(out: Outline, kinds: Collection[frozenset[str]], words: frozenset[str]) -> list[int]:
    """The elements whose tokens, of all kinds of them on the page, have one of the words."""
    naming = {tokens for tokens in kinds if not words.isdisjoint(tokens)}
    return [number for number, tokens in enumerate(out.tokens) if tokens in naming] if naming else []


def is_related(own: Mapping[str, str | None]) -> bool:
    """Whether the attributes say that the element is about the author."""
    if "rel" not in own and "itemprop" not in own:
        return False
    return own.get("rel") == "author" or "author" in (own.get("itemprop") or "").split()

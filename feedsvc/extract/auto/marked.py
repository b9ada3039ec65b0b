"""Elements that say by their classes or attributes what they hold: author, section, summary.

<a rel="author" href="/staff/9">Ann Lee</a> <span class="card-category">Ports</span> <p class="teaser">…</p>
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from operator import methodcaller, not_
from typing import NamedTuple

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.words import word_set

AUTHOR = word_set("author authors byline writer contributor reporter hnuser username autor auteur journalist")
_SECTION = word_set(
    "category categories section kicker topic rubric rubrik eyebrow tag channel label genre column"
)
_RELATING = word_set("rel itemprop")
"""Attributes that may say it."""
_STYLED = methodcaller("__contains__", "style")
_KINDS = word_set("tag category")
SUMMARY = word_set(
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
    paragraphs: list[int]
    images: list[int]
    styled: list[int]
    """Elements behind which a picture may lie."""


def marked_in(out: Outline) -> Marked:
    """All such elements of the page, looked for once for all of its blocks."""
    saying = map(not_, map(_RELATING.isdisjoint, out.attributes))
    styled = compress(range(len(out)), map(_STYLED, out.attributes))
    related = [(n, out.attributes[n]) for n in compress(range(len(out)), saying)]
    return Marked(
        out.called(AUTHOR),
        [n for n, own in related if is_related(own)],
        out.called(_SECTION),
        [n for n, own in related if not _KINDS.isdisjoint((own.get("rel") or "").split())],
        out.called(SUMMARY),
        _tagged(out, "p"),
        _tagged(out, "img"),
        [n for n in styled if "url(" in (out.attributes[n]["style"] or "")],
    )


def _tagged(out: Outline, tag: str) -> list[int]:
    return list(compress(range(len(out)), map(tag.__eq__, out.tags)))


def is_related(own: Mapping[str, str | None]) -> bool:
    """Whether the attributes say that the element is about the author."""
    rel, about = own.get("rel"), own.get("itemprop")
    return bool((rel and "author" in rel.split()) or (about and "author" in about.split()))

"""From JSON to the options of `json` that read its stories: for `auto`, and for `feedsvc new` to write.

    {"ok": true, "data": {"posts": [{"headline": "Second quay opens", "url": "/7", "at": 1772607600}, …]}}

gives `items = "data.posts"`, `title = "headline"`, `link = "url"`, `date = "at"`. The list of which most is
known wins (`jsonlists` finds them, `jsonfields` their fields, `jsonlinks` makes links); a list whose objects
have no titles, or neither links nor dates, is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from feedsvc.extract.auto.jsonfields import fields_of
from feedsvc.extract.auto.jsonlinks import made_link
from feedsvc.extract.auto.jsonlists import Listed, lists
from feedsvc.extract.auto.jsonnames import FITS
from feedsvc.extract.auto.jsonpackages import package_paths
from feedsvc.extract.jsonrefs import with_references

SAMPLE = 20
DEEPER = 0.6
"""What a list inside the things of another is worth beside it: comments are not the posts."""
_TERMS = '_embedded."wp:term"[][]'
_WORDPRESS = {"post_tag": "tags", "category": "section"}


def guess_paths(data: Any, hrefs: Collection[str] = ()) -> dict[str, Any]:
    """The options of `json` for the stories in a value; empty where no list looks like stories.

    `hrefs` are the addresses on the page around it, which show how links are made of a slug.
    """
    if found := package_paths(data):
        return found
    guesses = (_guess(listed, hrefs) for listed in lists(with_references(data)))
    return max(guesses, key=lambda guess: guess[0], default=(0.0, {}))[1]


def guess_lists(data: Any) -> list[dict[str, Any]]:
    """The options of `json` for every list of a value that looks like stories, the best first."""
    guesses = [_guess(listed, ()) for listed in lists(with_references(data))]
    guesses.sort(key=lambda guess: guess[0], reverse=True)
    return [options for worth, options in guesses if worth]


def _guess(listed: Listed, hrefs: Collection[str]) -> tuple[float, dict[str, Any]]:
    worth, options = guess_fields(listed.path, listed.objects, hrefs)
    return worth * DEEPER**listed.depth, options


def guess_fields(
    place: str, items: Sequence[Mapping[str, Any]], hrefs: Collection[str] = ()
) -> tuple[float, dict[str, Any]]:
    """How much a list of objects looks like stories, and the options that read it; 0 where it does not."""
    sample = items[:SAMPLE]
    fields: dict[str, Any] = {**fields_of(sample), **_terms(sample)}
    told = "title" in fields or ("content" in fields and "date" in fields)
    if told and "link" not in fields:
        fields |= made_link(place, sample, hrefs)
    if not told or not ("link" in fields or "date" in fields):
        return 0.0, {}
    ordered = {name: fields[name] for name in FITS if name in fields}
    return min(len(items), 30) ** 0.5 * len(fields), {"items": place or "@", **ordered}


def _terms(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """WordPress embeds categories and tags in one list of lists, and tells them apart by a word."""
    embedded = [one.get("_embedded") for one in items]
    given = [one["wp:term"] for one in embedded if isinstance(one, dict) and "wp:term" in one]
    lists = [terms for one in given if isinstance(one, list) for terms in one if isinstance(terms, list)]
    kinds = {term.get("taxonomy") for terms in lists for term in terms if isinstance(term, dict)}
    return {
        field: f"{_TERMS} | [?taxonomy=='{kind}'].name" for kind, field in _WORDPRESS.items() if kind in kinds
    }

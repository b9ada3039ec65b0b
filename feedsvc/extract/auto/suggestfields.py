"""Selectors for the fields that were read in blocks: title, link, date, author, section, summary, image."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from feedsvc.extract.auto.blockauthors import co_authors
from feedsvc.extract.auto.blocks import Reading
from feedsvc.extract.auto.fieldselector import SHARE, Items, field_selector
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.rawstory import RawStory

HALF = 0.5


def main_fields(items: Items, blocks: Sequence[Block]) -> dict[str, str]:
    """Title, link and date, where a selector gives them."""
    out = items.out
    fields: dict[str, Callable[[Block], int | None]] = {
        "title": lambda block: _title_at(out, block),
        "link": lambda block: block.link.at if block.link.href and out.tags[block.link.at] == "a" else None,
        "date": lambda block: block.date.at if block.date else None,
    }
    options = {}
    for name, place in fields.items():
        bare = [block for block in blocks if place(block) is None] if name == "link" else []
        selector = field_selector(
            items, blocks, place, SHARE, bare=bare, right=1.0 if name != "date" else SHARE
        )
        if selector is not None and not (name == "title" and _is_cut_in_part(out, blocks)):
            suffix = "@href" if name == "link" else _suffix(out, blocks, place, name)
            options[name] = selector + suffix
    return options


def _is_cut_in_part(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether only some titles stand whole in an attribute, because the page cuts their words off."""
    told = [out.attributes[block.title_at].get("title") == block.title for block in blocks]
    return not all(told) and any(
        own and out.words(block.title_at) != block.title for own, block in zip(told, blocks, strict=True)
    )


def _title_at(out: Outline, block: Block) -> int | None:
    """The title's element; None where it says more than the title, or the title more than it."""
    whole = out.words(block.title_at)
    goes_on = out.texts[block.title_at] == block.title != whole
    in_part = block.title != whole and (block.title in whole or whole in block.title)
    return None if goes_on or (whole and in_part) else block.title_at


def further_fields(items: Items, told: Mapping[Block, Reading]) -> dict[str, str]:
    """Author, section, summary and image, where they were read."""

    def place(name: str) -> Callable[[Block], int | None]:
        return lambda block: told[block].places.get(name)

    places = {name: place(name) for name in ("section", "summary", "image")}
    fields = {"author": lambda block: _author_at(items.out, told[block]), **places}
    found = {
        name: field_selector(items, list(told), at, HALF, bare=_bare(told, name), alone=name == "author")
        for name, at in fields.items()
    }
    return {name: selector for name, selector in found.items() if selector}


def _bare(told: Mapping[Block, Reading], name: str) -> list[Block]:
    """The blocks in which nothing may be found for this field, as `auto` found nothing there."""
    if name == "summary":  # what is too short for one does no harm
        return []
    values: dict[str, Callable[[RawStory], object]] = {
        "author": lambda story: story.authors,
        "section": lambda story: story.section,
        "image": lambda story: story.images,
    }
    return [block for block, reading in told.items() if not values[name](reading.story)]


def _author_at(out: Outline, reading: Reading) -> int | None:
    """The first author's element, where every author has one."""
    at, authors = reading.places.get("author"), reading.story.authors
    if at is None or len(authors) == 1:
        return at
    texts = (out.words(n) for n in co_authors(out, reading.block, at))
    return at if tuple(dict.fromkeys(texts)) == tuple(authors) else None


def _suffix(out: Outline, blocks: Sequence[Block], place: Callable[[Block], int | None], name: str) -> str:
    """`@attribute` where the words stand in one: a machine-readable date, a title cut off on the page."""
    if name == "title":
        called = [out.attributes[at].get("title") == b.title for b in blocks if (at := place(b)) is not None]
        return "@title" if all(called) else ""
    at = place(blocks[0])
    date = blocks[0].date
    if at is None or date is None:
        return ""
    own = out.attributes[at]
    named = ("datetime", "data-date", "data-datetime", "data-time", "data-published", "title", "content")
    return next((f"@{attribute}" for attribute in named if date.text in (own.get(attribute) or "")), "")

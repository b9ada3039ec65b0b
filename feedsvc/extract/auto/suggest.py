"""From the blocks that `auto` chose to selectors that an operator can keep: `feedsvc new` writes them.

Every proposal is tried on the page itself: the item selector must give exactly the chosen blocks, a
field's selector must give its element in nine blocks of ten, and nothing where `auto` found nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, product

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.blockauthors import co_authors
from feedsvc.extract.auto.blocks import Reading
from feedsvc.extract.auto.datelabels import is_date_label
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.structure import Group
from feedsvc.extract.auto.tags import HEADINGS, TEXT
from feedsvc.extract.datetext import find_date
from feedsvc.extract.matches import Matches
from feedsvc.extract.names import escaped, is_made_up
from feedsvc.extract.rawstory import RawStory

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*")
SHARE = 0.9
HALF = 0.5
MAX_ANCESTORS = 5
MAX_CANDIDATES = 60
MAX_STORIES = 200
"""A longer list costs more to name than it gains; it stays with `auto`."""


def suggest(
    tree: LexborHTMLParser, out: Outline, group: Group, found: Sequence[Reading], *, dated: bool = True
) -> dict[str, str]:
    """Options for `selectors` that find the group's stories with their dates; else empty.

    Unless they must be `dated`, dates that stand where no selector finds them (in headings) are given up.
    """
    if group.stretched or len(found) != len(group.blocks) or len(found) > MAX_STORIES:
        return {}
    elsewhere = any((dated and _dated_elsewhere(out, one)) or one.block.pieced for one in found)
    if elsewhere or _hidden_in_part(out, group.blocks):
        return {}
    item = _item_selector(tree, out, group)
    if item is None:
        return {}
    told = {reading.block: reading for reading in found}
    items = _Items(out, group.blocks)
    options = {"item": item} | _main_fields(items, group.blocks) | _further_fields(items, told)
    stories = [reading.story for reading in found]
    wanted = {"link": any(s.link for s in stories), "date": dated and any(s.published for s in stories)}
    complete = {"title"} | {name for name, given in wanted.items() if given}
    whole = complete <= set(options) and not _brings_more(tree, out, group, options)
    return options if whole else {}


def _brings_more(tree: LexborHTMLParser, out: Outline, group: Group, options: Mapping[str, str]) -> bool:
    """Whether the selectors make a story of what is none of the blocks, such as the heads of a table."""
    ids = {out.nodes[block.item].mem_id for block in group.blocks}
    names = [options[name].partition("@")[0] for name in ("title", "link") if name in options]
    others = (node for node in tree.css(options["item"]) if node.mem_id not in ids)
    return any(all(not name or node.css_first(name) for name in names) for node in others)


def _dated_elsewhere(out: Outline, reading: Reading) -> bool:
    """Whether more than its own date dates the story: a heading, a clock, its title, what follows a label."""
    date = reading.block.date
    if reading.story.published is None:
        return False
    if date is None or reading.story.published != date.text or is_date_label(out.texts[date.at]):
        return True
    first = find_date(out.texts[date.at])
    return first is not None and date.text in out.texts[date.at] and first[0] != date.text


def _hidden_in_part(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether some titles stand but in attributes, and not all in `title`: no selector gives them all."""
    hidden = any(b.title not in out.words(b.title_at) for b in blocks)
    return hidden and any(out.attributes[b.title_at].get("title") != b.title for b in blocks)


class _Items:
    """The items of blocks, in which selectors are tried."""

    def __init__(self, out: Outline, blocks: Sequence[Block]) -> None:
        self.out = out
        self._matches = Matches([out.nodes[block.item] for block in blocks])

    def first(self, block: Block, selector: str) -> int | None:
        """The identity of the first match in the block's item."""
        item = self.out.nodes[block.item]
        found = self._matches.inside(item, selector)
        if found is None:
            node = item.css_first(selector)
            return node.mem_id if node is not None else None
        return found[0].mem_id if found else None

    def all(self, block: Block, selector: str) -> set[int]:
        """The identities of all matches in the block's item."""
        item = self.out.nodes[block.item]
        found = self._matches.inside(item, selector)
        return {node.mem_id for node in (item.css(selector) if found is None else found)}


def _main_fields(items: _Items, blocks: Sequence[Block]) -> dict[str, str]:
    out = items.out
    fields: dict[str, Callable[[Block], int | None]] = {
        "title": lambda block: _title_at(out, block),
        "link": lambda block: block.link.at if block.link.href and out.tags[block.link.at] == "a" else None,
        "date": lambda block: block.date.at if block.date else None,
    }
    options = {}
    for name, place in fields.items():
        bare = [block for block in blocks if place(block) is None] if name == "link" else []
        selector = _field_selector(
            items, blocks, place, SHARE, bare=bare, right=1.0 if name != "date" else SHARE
        )
        if selector is not None:
            suffix = "@href" if name == "link" else _suffix(out, blocks, place, name)
            options[name] = selector + suffix
    return options


def _title_at(out: Outline, block: Block) -> int | None:
    """The title's element; None where it says more than the title, or the title more than it."""
    whole = out.words(block.title_at)
    goes_on = out.texts[block.title_at] == block.title != whole
    in_part = block.title != whole and (block.title in whole or whole in block.title)
    return None if goes_on or (whole and in_part) else block.title_at


def _further_fields(items: _Items, told: Mapping[Block, Reading]) -> dict[str, str]:
    """Author, section, summary and image, where they were read."""

    def place(name: str) -> Callable[[Block], int | None]:
        return lambda block: told[block].places.get(name)

    places = {name: place(name) for name in ("section", "summary", "image")}
    fields = {"author": lambda block: _author_at(items.out, told[block]), **places}
    found = {
        name: _field_selector(items, list(told), at, HALF, bare=_bare(told, name), alone=name == "author")
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


# -- the item --------------------------------------------------------------------------------------


def _item_selector(tree: LexborHTMLParser, out: Outline, group: Group) -> str | None:
    wanted = [block.item for block in group.blocks]
    ids = {out.nodes[number].mem_id for number in wanted}
    loose = None
    for own, above in islice(product(_names(out, wanted), _above(out, wanted)), MAX_CANDIDATES):
        selector = f"{above} {own}".strip()
        found = {node.mem_id for node in tree.css(selector)}
        if ids == found:
            return selector
        if ids < found and len(found - ids) * 10 <= len(ids) and loose is None:
            loose = selector
    return loose


def _names(out: Outline, numbers: Sequence[int]) -> list[str]:
    """`tag.class` with the classes that all share, readable ones first, then the bare tag."""
    tag = escaped(out.tags[numbers[0]])
    counts = Counter(c for number in numbers for c in out.classes[number])
    shared = [c for c, count in counts.items() if count == len(numbers) and _PLAIN.fullmatch(c)]
    shared.sort(key=lambda c: (is_made_up(c), len(c), c))
    return [f"{tag}.{c}" for c in shared] + [tag]


def _above(out: Outline, numbers: Sequence[int]) -> Iterator[str]:
    """Nothing, then names of common ancestors from the inside out, with `>` chains last."""
    yield ""
    chain = ""
    at: set[int] = {out.parents[number] for number in numbers}
    for _ in range(MAX_ANCESTORS):
        if not at or min(at) < 0:
            return
        members = sorted(at)
        if len({out.tags[n] for n in members}) > 1:
            return
        names = [*_identifier(out, members), *_names(out, members)]
        for name in names:
            yield f"{name} >{chain}"
            yield name
        chain = f" {names[0]} >{chain}"
        at = {out.parents[number] for number in members}


def _identifier(out: Outline, numbers: Sequence[int]) -> list[str]:
    given = out.attributes[numbers[0]].get("id") or ""
    return [f"#{given}"] if len(numbers) == 1 and _PLAIN.fullmatch(given) else []


# -- a field ---------------------------------------------------------------------------------------


def _field_selector(
    items: _Items,
    blocks: Sequence[Block],
    place: Callable[[Block], int | None],
    share: float,
    *,
    bare: Sequence[Block] = (),
    alone: bool = False,
    right: float = SHARE,
) -> str | None:
    """A selector whose first match in the item is the field's element, in the `right` part of those with one.

    `share` is the least part of the blocks that must have one; `bare` are those in which nothing may
    match; `alone` says that none but those of co-authors may match either, as every match is taken.
    """
    wanted = [(block, at) for block in blocks if (at := place(block)) is not None]
    if not wanted or len(wanted) < share * len(blocks):
        return None
    if all(at == block.item for block, at in wanted):
        return ""
    for candidate in _candidates(items.out, [at for _, at in wanted]):
        hits = sum(_is_found(items, block, candidate, at, alone) for block, at in wanted)
        wrong = sum(items.first(block, candidate) is not None for block in bare)
        if hits >= right * len(wanted) and wrong <= (1 - SHARE) * len(bare):
            return candidate
    return None


def _is_found(items: _Items, block: Block, selector: str, at: int, alone: bool) -> bool:
    out = items.out
    if alone:
        wanted = {out.nodes[n].mem_id for n in co_authors(out, block, at)}
        return items.all(block, selector) == wanted
    return items.first(block, selector) == out.nodes[at].mem_id


def _candidates(out: Outline, numbers: Sequence[int]) -> Iterator[str]:
    common = Counter(out.tags[n] for n in numbers).most_common(1)[0][0]
    same = [n for n in numbers if out.tags[n] == common]
    own = _names(out, same)
    if common in HEADINGS or common == "time":
        own = own[::-1]
    yield from own
    parents = [out.parents[n] for n in same]
    if len({out.tags[n] for n in parents}) == 1:
        for above, name in product(_names(out, parents), own):
            yield f"{above} {name}"
            yield f"{above} > {name}"
    place = Counter(_place(out, n) for n in same).most_common(1)[0][0]
    yield f"{escaped(common)}:nth-child({place})"
    if len({out.tags[n] for n in parents}) == 1:
        yield from (f"{above} > {escaped(common)}:nth-child({place})" for above in _names(out, parents))


def _place(out: Outline, number: int) -> int:
    at, count = out.parents[number] + 1, 1
    while at < number:
        at, count = out.ends[at], count + (out.tags[at] != TEXT)
    return count

"""From the blocks that `auto` chose to selectors that an operator can keep: `feedsvc new` writes them.

Every proposal is tried on the page itself: the item selector must give exactly the chosen blocks, a
field's selector must give its element in nine blocks of ten, and nothing where `auto` found nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.blocks import Reading
from feedsvc.extract.auto.datelabels import is_date_label
from feedsvc.extract.auto.fieldselector import Items
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.selectornames import names_above, names_of
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.suggestfields import further_fields, main_fields
from feedsvc.extract.datetext import find_date

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
    items = Items(out, group.blocks)
    options = {"item": item} | main_fields(items, group.blocks) | further_fields(items, told)
    stories = [reading.story for reading in found]
    wanted = {"link": any(s.link for s in stories), "date": dated and any(s.published for s in stories)}
    complete = {"title"} | {name for name, given in wanted.items() if given}
    whole = complete <= set(options) and not _brings_more(tree, out, group, options)
    if 2 * sum(s.ends for s in stories) > len(stories):
        options.pop("date", None)
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


def _item_selector(tree: LexborHTMLParser, out: Outline, group: Group) -> str | None:
    wanted = [block.item for block in group.blocks]
    ids = {out.nodes[number].mem_id for number in wanted}
    loose = None
    for own, above in islice(product(names_of(out, wanted), names_above(out, wanted)), MAX_CANDIDATES):
        selector = f"{above} {own}".strip()
        found = {node.mem_id for node in tree.css(selector)}
        if ids == found:
            return selector
        if ids < found and len(found - ids) * 10 <= len(ids) and loose is None:
            loose = selector
    return loose

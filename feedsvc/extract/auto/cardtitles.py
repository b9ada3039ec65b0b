"""Titles of cards that are links as a whole: the part of the link where most cards have theirs.

    <a href="/n/9"><div>Press release</div><div>Fog</div><div>What was said of it on the quay …</div></a>

gives "Fog": what stands in the first part comes again in other cards, whose second parts are titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import BOLD
from feedsvc.extract.auto.titleparts import next_part
from feedsvc.extract.datetext import find_date

FEWEST = 3
"""Cards that agree on something."""
SAID = 3
"""Letters of words that stand out and may be a title."""
SOME = 0.3
"""Part of the cards whose titles stand at one place."""
APART = 0.75
"""Part of the titles that differ from one another where none is a label."""
Place = tuple[int, int]
"""What an element is on the page, and which of that kind it is in its card's link."""


def behind_labels(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks under what stands behind the labels that come again ("Press release"), if anything does."""
    count = Counter(block.title for block in blocks)
    if 3 * len(count) > 2 * len(blocks):
        return blocks
    places = [_part(out, block) for block in blocks]
    again = {place for block, place in zip(blocks, places, strict=True) if place and count[block.title] > 1}
    labels = {block.title for block, place in zip(blocks, places, strict=True) if place in again}
    moved = [_behind(out, b, labels) if p in again else b for b, p in zip(blocks, places, strict=True)]
    found = [block for block in moved if block]
    apart = len({block.title for block in found}) >= APART * len(blocks)
    return found if apart and len(found) == len(blocks) else blocks


def _behind(out: Outline, block: Block, labels: set[str]) -> Block | None:
    at = next_part(out, block.link.at, block.title_at, labels)
    return block._replace(title=out.texts[at], title_at=at, heading=False) if at else None


def settled(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks with the titles that stand where most of them have theirs, however short.

    Those of which the title is all that the link says have theirs nowhere yet.
    """
    places = [_place(out, block) for block in blocks]
    for place, count in Counter(filter(None, places)).most_common(1):
        if not FEWEST <= count < len(blocks):
            return blocks
        free = [own is not None or _is_whole(out, b) for b, own in zip(blocks, places, strict=True)]
        others = len(blocks) - count - sum(f and not own for f, own in zip(free, places, strict=True))
        if others < count >= SOME * len(blocks):
            return [_moved(out, b, place) if f else b for b, f in zip(blocks, free, strict=True)]
    return blocks


def settled_apart(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks with the titles that stand out where those of most stand out beside their links.

    <p><b>Eel Co. v. Lund</b><br>filed …<br><a>Opinion</a></p>   <p><b>In re Dab</b><br>filed …
    """
    paths = Counter(out.paths[b.title_at] for b in blocks if out.tags[b.title_at] in BOLD)
    if not paths or len(paths) == len(blocks):
        return blocks
    path, count = paths.most_common(1)[0]
    if count == len(blocks) or 3 * count < 2 * len(blocks) or _leads_there(out, blocks, path):
        return blocks
    return [b if out.paths[b.title_at] == path else _standing_out(out, b, path) for b in blocks]


def _leads_there(out: Outline, blocks: list[Block], path: int) -> bool:
    return any(
        out.paths[b.title_at] == path and b.link.at <= b.title_at < out.ends[b.link.at] for b in blocks
    )


def _standing_out(out: Outline, block: Block, path: int) -> Block:
    """The block with the first words at this place as its title, and the date that its title was."""
    at = next((n for n in range(block.start, block.end) if out.paths[n] == path), None)
    if at is None or sum(map(str.isalpha, out.texts[at])) < SAID or find_date(out.texts[at]):
        return block
    freed = next(iter(out.within(out.dates, block.title_at, out.ends[block.title_at])), None)
    return block._replace(title=out.texts[at], title_at=at, heading=True, date=block.date or freed)


def _place(out: Outline, block: Block) -> Place | None:
    """Where the title stands that is but a part of what its link says, and no heading; else None."""
    return None if block.heading else _part(out, block)


def _part(out: Outline, block: Block) -> Place | None:
    at, start = block.title_at, block.link.at
    if not start < at < out.ends[start]:
        return None
    return out.paths[at], out.paths[start + 1 : at].count(out.paths[at])


def _is_whole(out: Outline, block: Block) -> bool:
    """Whether the title is all that a link says whose words are those of its parts."""
    whole = block.title_at == block.link.at and block.title == block.link.text
    return whole and not (block.heading or out.texts[block.link.at])


def _moved(out: Outline, block: Block, place: Place) -> Block:
    """The block with the title at this place in its link, if where its own is all or behind that."""
    alike = list(_alike(out, block, place[0]))[place[1] : place[1] + 1]
    for at in alike:
        before = at < block.title_at or (block.title_at == block.link.at and not find_date(out.texts[at]))
        if before and any(map(str.isalpha, out.texts[at])):
            return block._replace(title=out.texts[at], title_at=at)
    return block


def _alike(out: Outline, block: Block, path: int) -> Iterator[int]:
    inside = range(block.link.at + 1, out.ends[block.link.at])
    return (number for number in inside if out.paths[number] == path)

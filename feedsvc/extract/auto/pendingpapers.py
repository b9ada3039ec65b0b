"""What stands in place of a paper that is not there yet, and names no row: `Pending approval`.

    <tr><td>4 May 2026</td><td><a href="/a/42.pdf">Agenda</a></td><td>Pending approval</td></tr>
    <tr><td>6 April 2026</td><td><a href="/a/1">Agenda</a></td><td><a href="/m/1">Minutes</a></td></tr>

gives "4 May 2026: Agenda", as the row below it is called: the words stand where most rows have a paper.
"""

from __future__ import annotations

from feedsvc.extract.auto.linkworth import names_nothing
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.storyblock import Block


def but_pending(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks with day and paper as a title in place of such words, where most are called so."""
    dated = [block for block in blocks if ": " in block.title and _is_dated_paper(block)]
    if 2 * len(dated) < len(blocks) or len(dated) == len(blocks):
        return blocks
    papers = [_papers(out, block) for block in dated]
    usual = {part for found in papers for part in found if 2 * sum(part in p for p in papers) > len(papers)}
    return [_called(block) if _is_pending(out, block, usual) else block for block in blocks]


def _is_dated_paper(block: Block) -> bool:
    return block.date is not None and block.title == f"{block.date.text}: {block.link.text}"


def _called(block: Block) -> Block:
    said = f"{block.date.text}: {block.link.text}" if block.date else block.title
    return block._replace(title=said, title_at=block.link.at)


def _is_pending(out: Outline, block: Block, papers: set[int]) -> bool:
    """Whether its title stands where the others have a further paper, and its link is one."""
    if not (block.date and names_nothing(block.link.text)) or block.heading:
        return False
    return _part(out, block, block.title_at) in papers - {_part(out, block, block.link.at)}


def _papers(out: Outline, block: Block) -> set[int]:
    links = out.within(out.links, block.start, block.end)
    return {_part(out, block, link.at) for link in links if names_nothing(link.text)}


def _part(out: Outline, block: Block, at: int) -> int:
    """The part of the row in which the element stands, counted."""
    return sum(part <= at for part in tops(out, block.item + 1, block.end))

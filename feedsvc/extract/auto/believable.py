"""Which groups may be stories at all."""

from __future__ import annotations

from statistics import fmean

from feedsvc.clean.dates import in_turn
from feedsvc.extract.auto.addresses import is_below_work, is_document, is_numbered, is_of_day, is_vacancy
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.kin import MIN_BLOCKS
from feedsvc.extract.auto.linkworth import TITLE, is_file
from feedsvc.extract.auto.monthdays import begin_with_days
from feedsvc.extract.auto.monthsabove import months_head
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.auto.worth import SHORT, further_text

NAMED = 5
"""Things with short names that make a list, where each is described."""
NAME = 5
"""Letters of the name of a thing, at least."""
DESCRIBED = 0.1
PAIR = 2
MOST_BESIDE = 5
"""How often the content may say as much as two stories in it."""
_OF_LISTS = word_set("li tr article")
NUMBERED = 14
"""What titles of documents and of a register's numbers say at least where nothing else speaks for them."""


def believable(out: Outline, group: Group) -> bool:
    """Whether the group may be stories, which links alone are not.

    Most blocks need a date, a heading or a title of some length.
    """
    count, words = len(group.blocks), group.said
    dated = sum(b.date is not None for b in group.blocks)
    headed = sum(b.heading for b in group.blocks)
    if count < MIN_BLOCKS:
        return count == dated == headed and words >= 15
    if 2 * dated >= count:
        return words >= 8
    if 2 * headed >= count and words < 12:  # names of things, each with what is said of it
        return (
            words >= NAME
            and count >= NAMED
            and fmean([further_text(out, b) for b in group.blocks]) >= DESCRIBED
        )
    if 2 * headed >= count or words >= 22:
        return True
    if not dated and words >= 5 and begin_with_days(out, group.blocks) and months_head(out, group):
        return True
    if count >= NAMED and _shown(out, group, words):
        return True
    if words < SHORT:
        return False
    if count >= NAMED and all(is_of_day(b.link.href) and not out.furniture[b.item] for b in group.blocks):
        return True
    return offer_work(out, group) or (count >= NAMED and words >= NUMBERED and _numbered(out, group))


def offer_work(out: Outline, group: Group) -> bool:
    """Whether all stand in the content and lead to offers of work, which have names and seldom days."""
    blocks = group.blocks
    if any(out.furniture[block.item] or not is_below_work(block.link.href) for block in blocks):
        return False
    if all(is_vacancy(block.link.href) for block in blocks):
        return True
    return fmean([b.said for b in blocks]) >= NUMBERED and all(_says_where(out, block) for block in blocks)


def _says_where(out: Outline, block: Block) -> bool:
    """Whether the words of a block are called a title, and it says a place or the like behind them."""
    end = out.ends[block.title_at]
    beside = out.letters[block.end] - out.letters[end] if end <= block.end else 0
    return beside >= NAME and not out.tokens[block.title_at].isdisjoint(TITLE)


def _shown(out: Outline, group: Group, words: float) -> bool:
    """Whether each shows a picture, or says what it is; a short name needs both."""
    if words < NAME:
        return False
    pictured = _pictured(out, group)
    if words >= SHORT:
        return pictured or _described(out, group, DESCRIBED)
    return pictured and _described(out, group, 0.0)


def is_pair(out: Outline, group: Group) -> bool:
    """Whether the group is a list of two stories: neighbours in the content, alike in all that they show.

    Each has a complete date, a title and an address of its own, at the same places.
    """
    heads = group.tag == "tr" and len(group.ranges) == PAIR + 1 and group.blocks[0].item != group.ranges[0][0]
    if len(group.blocks) != PAIR or group.stretched or not (heads or len(group.ranges) == PAIR):
        return False
    one, other = group.blocks
    if not (one.date and other.date and one.date.sure and other.date.sure):
        return False
    apart = one.title != other.title and "" not in (one.link.href, other.link.href)
    near = out.parents[one.item] == out.parents[other.item] and group.tag in _OF_LISTS
    alike = all(
        out.paths[a] == out.paths[b]
        for a, b in (
            (one.title_at, other.title_at),
            (one.link.at, other.link.at),
            (one.date.at, other.date.at),
        )
    )
    outside = any(out.furniture[b.item] or b.extra or b.beside for b in group.blocks)
    if not (apart and near and alike) or outside or is_file(one.link) or is_file(other.link):
        return False
    told = min(weight(one.title), weight(other.title)) >= SHORT
    return told and in_turn([one.date.text, other.date.text]) and _is_main(out, group)


def _is_main(out: Outline, group: Group) -> bool:
    """Whether the content says little else: below an article such stories are but related ones."""
    letters = out.letters
    inside = sum(letters[end] - letters[start] for _, start, end in group.ranges)
    everything = sum(letters[n + 1] - letters[n] for n in range(len(out) - 1) if not out.furniture[n])
    return everything <= MOST_BESIDE * inside


def _numbered(out: Outline, group: Group) -> bool:
    """Whether all stand in the content and lead to documents, or in `main` to numbers as of a register."""
    if any(out.furniture[b.item] or not is_document(b.link.href) for b in group.blocks):
        return all(out.is_in_main(b.item) and is_numbered(b.link.href) for b in group.blocks)
    return True


def _described(out: Outline, group: Group, least: float) -> bool:
    """Whether each block in the content calls its linked words a title and says more, as no menu does.

    On average they say at least so much more.
    """
    if any(out.furniture[b.item] or not b.link.at <= b.title_at < out.ends[b.link.at] for b in group.blocks):
        return False
    above = [out.tokens[b.title_at] | out.tokens[out.parents[b.link.at]] for b in group.blocks]
    if not all(tokens & TITLE for tokens in above):
        return False
    further = [further_text(out, b) for b in group.blocks]
    return min(further) > 0 and fmean(further) >= least


def _pictured(out: Outline, group: Group) -> bool:
    """Whether each block shows a picture and calls its words a title."""
    called = all(out.tokens[b.title_at] & TITLE for b in group.blocks)
    return called and all("img" in out.tags[b.start : b.end] for b in group.blocks)

"""The group of whole cards, where the best one takes the parts of each card for stories of their own.

    <div class="card"><p><a href="/boots">Boots that never leak</a></p>
      <p><a href="/boots?reviews">4.5 of 5 stars</a> <a href="/makers/3">Ida Holm</a></p></div>

gives "Boots that never leak" alone: what else is said there comes again in other cards, or bears the card's
title shortened and leads there by another query, or stands beside the link to which a picture leads as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from feedsvc.clean.urls import shown_url
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.ofgroup import is_dated
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.profiles import letters_of
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.worth import SAMPLE

CARDS = 0.5
"""Part of the best one's worth that a group of cards must have."""
FEWEST = 3
"""Cards that have further parts."""
AGAIN = 2
"""Cards in which what is no title is said at least."""
SHORTENED = 10
"""Letters of a title that is cut off, at least."""

_Cards = list[tuple[Block, list[Block]]]
"""Each card, and the best group's blocks in it."""
_Tell = Callable[[Block, list[Block]], list[Block]]
"""Which of the parts of a card are stories."""


def whole_cards(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The group of cards each of which says but one story, in several blocks of the best, undated group."""
    best = believed[0]
    if is_dated(best):
        return []
    tells = (_but_labels(best), _but_shortened, _but_unpictured(out, best))
    found = [group for group, cards in _of_cards(believed) if any(_are_stories(cards, one) for one in tells)]
    return found and [min(found, key=lambda group: len(group.ranges))]  # of equals the best one


def _of_cards(believed: Sequence[Group]) -> Iterator[tuple[Group, _Cards]]:
    """The groups whose blocks hold all of the best one's, several in some, and what each of them holds."""
    best = believed[0]
    for group in believed[1:]:
        if group.score < CARDS * best.score or len(group.ranges) >= len(best.ranges) or group.stretched:
            continue
        cards = [(own, [b for b in best.blocks if own.start <= b.item < own.end]) for own in group.blocks]
        cards = [(own, parts) for own, parts in cards if parts]  # of a long list the first ones are read
        held = [len(parts) for _, parts in cards]
        if sum(held) == len(best.blocks) and len(held) - held.count(1) >= FEWEST:
            yield group, cards


def _are_stories(cards: _Cards, tell: _Tell) -> bool:
    """Whether each card has but one part that is a story, and is read as that."""
    told = [(card, tell(card, parts)) for card, parts in cards]
    return all(len(parts) == 1 and _names(card, parts[0]) for card, parts in told)


def _names(card: Block, part: Block) -> bool:
    return card.title == part.title or shown_url(card.leads) == shown_url(part.leads)


def _but_labels(best: Group) -> _Tell:
    """Without what other blocks are called, too, and the card is not: `Notify me`, `4.5 of 5 stars`."""
    count = Counter(letters_of(block.title) for block in best.blocks)
    return lambda card, parts: [b for b in parts if _names(card, b) or count[letters_of(b.title)] < AGAIN]


def _but_shortened(_: Block, parts: list[Block]) -> list[Block]:
    """Without what is another part's title, or the beginning of one."""
    return [b for n, b in enumerate(parts) if not any(_begins(b, o, n > m) for m, o in enumerate(parts))]


def _begins(block: Block, other: Block, later: bool) -> bool:
    """Whether it leads to the page of the other one by another query, under its title or that cut off."""
    if block is other or _without_query(block) != _without_query(other):
        return False
    if later and block.title == other.title:
        return True
    bare, whole = block.title.rstrip(" .…").casefold(), other.title.casefold()
    cut = len(bare) >= SHORTENED and bare != block.title.casefold()
    return cut and len(whole) >= len(bare) and whole.startswith(bare)


def _without_query(block: Block) -> str:
    return block.link.href.partition("?")[0]


def _but_unpictured(out: Outline, best: Group) -> _Tell:
    """Without what no picture leads to, where such comes again in the list, as the makers of things do."""
    shown = {
        shown_url(link.href)
        for link in out.links
        if "img" in out.tags[link.at : out.ends[link.at]] and not out.furniture[link.at]
    }
    again = len(best.blocks) < min(len(best.ranges), SAMPLE)
    return lambda _, parts: [b for b in parts if shown_url(b.leads) in shown] if again else parts

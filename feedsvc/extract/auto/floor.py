"""The floor of worth: undated lists that are no stories, such as menus, panes of links and equal titles.

A page's own stories that nothing dates are read all the same: what is refused stands outside the content,
says one thing many times, or is made of links to elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.words import weight

_REACHES = re.compile(r"^mailto:[^?@]+@|^tel:", re.IGNORECASE)
"""An address that leads to somebody; one without a name (`mailto:?subject=…`) passes a page on."""
_FOOT = re.compile(
    r"^\W*(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}|(?:notice|policy|complaints?)\W*$))"
    r"|\ball rights reserved\b"
    r"|^\W*(?:privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|(?:and|&) conditions)"
    r"|cookie policy|legal notice|impressum|datenschutz(?:erklärung)?|mentions légales|aviso legal"
    r"|politique de confidentialité|política de privacida(?:d|de)|note legali|privacyverklaring"
    r"|polityka prywatności|политика конфиденциальности)\W*$",
    re.IGNORECASE,
)
"""What leads to the rights and rules of a page, which are no stories."""
FEW = 8
"""Blocks of a menu with panes, at most."""
FOOT = 4
"""One of so many links leads to rights and rules, where they are the foot of a page."""
PANE = 4
"""Links to different places that make a block without pictures a pane of a menu."""
PROSE = 80
"""Letters of a text that no menu has."""


def below_floor(out: Outline, blocks: Sequence[Block]) -> str | None:
    """What undated blocks are instead of stories, in words for the operator; None where they may be some."""
    seen = f"{len(blocks)} undated links"
    if 2 * len({block.title for block in blocks}) < len(blocks):
        return f"{seen} have one title ({blocks[0].title!r})"
    if _outside(out, blocks):
        return f"{seen} stand outside the page's content, as a menu's do ({blocks[0].title!r} first)"
    if 2 * sum(_has_contact(out, block) for block in blocks) > len(blocks):
        return f"{seen} stand beside addresses for mail or telephone numbers ({blocks[0].title!r} first)"
    if _is_foot(blocks):
        return f"{seen} stand where a page says whose it is ({blocks[0].title!r} first)"
    if len(blocks) <= FEW and all(_is_pane(out, block) for block in blocks):
        return f"{seen} head lists of further links, as a menu's do ({blocks[0].title!r} first)"
    return None


def _outside(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether all stand outside `main`, or, where there is none, few stand above the page's only `h1`."""
    if out.main:
        start, end = out.main
        return bool(out.within(out.links, start, end)) and not any(start < b.item < end for b in blocks)
    tops = [heading.at for heading in out.headings if out.tags[heading.at] == "h1"]
    if len(tops) != 1 or len(blocks) > FEW:
        return False
    below = out.within(out.links, tops[0], len(out))
    return all(block.end <= tops[0] for block in blocks) and len(below) >= len(blocks)


def _has_contact(out: Outline, block: Block) -> bool:
    hrefs = (out.attributes[n].get("href") or "" for n in range(block.start, block.end) if out.tags[n] == "a")
    return any(href.lower().startswith(("mailto:", "tel:")) and _REACHES.search(href) for href in hrefs)


def _is_foot(blocks: Sequence[Block]) -> bool:
    """Whether few links without headings lead in part to the rights and rules of the page."""
    if len(blocks) > FEW or any(block.heading for block in blocks):
        return False
    return FOOT * sum(_FOOT.search(block.title) is not None for block in blocks) >= len(blocks)


def _is_pane(out: Outline, block: Block) -> bool:
    inside = range(block.start, block.end)
    if any(out.tags[n] == "img" or (out.tags[n] != "a" and weight(out.texts[n]) >= PROSE) for n in inside):
        return False
    return len({link.href for link in out.within(out.links, block.start, block.end)}) >= PANE

"""Which element of a page holds each of its stories."""

from __future__ import annotations

from feedsvc.extract.byline.anchors import Anchor
from feedsvc.extract.byline.linekinds import BODY
from feedsvc.extract.byline.lines import Lines


def find_wrappers(lines: Lines, anchors: list[Anchor]) -> list[int] | None:
    """For each story the element that holds it and no other; None where the page has none such.

    With several stories that is the branch of their common ancestor, if bodies stand in it; with
    one story the smallest element around the byline that holds text after it.
    """
    if len(anchors) == 1:
        wrapper = _around_body(lines, anchors[0])
        return None if wrapper is None else [wrapper]
    chains = [lines.ancestors(anchor.block)[::-1] for anchor in anchors]
    levels = zip(*chains, strict=False)  # as deep as the least deep one
    branches = next((level for level in levels if len(set(level)) > 1), ())
    if len(set(branches)) < len(chains):
        return None
    holding = all(_holds_body(lines, w, a) for w, a in zip(branches, anchors, strict=True))
    return list(branches) if holding else None


def _holds_body(lines: Lines, wrapper: int, anchor: Anchor) -> bool:
    for line in lines[anchor.last + 1 : anchor.last + 8]:
        if line.text and not line.linked and lines.holds(wrapper, line) and line.kind is BODY:
            return True
    return False


def _around_body(lines: Lines, anchor: Anchor) -> int | None:
    for block in lines.ancestors(anchor.block):
        if _holds_body(lines, block, anchor):
            return block
    return None

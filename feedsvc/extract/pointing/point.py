"""From one press to the rule that gives the same field in every story of the list.

    <li><h3><a href="/q">Second quay opens</a></h3><p>by <b>Ann Lee</b></p></li>  …  items "li"
    author, pressed: Ann Lee  →  "p > b"

Every short way to name what was pressed is tried on the page: it must give just that element in its own
story, and the one that then gives the most in the others is taken, the first of those as good. What stands
beside the items (a `dd` behind its `dt`, the heading of a day) is named by XPath from the item.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborNode

from feedsvc.config.options import Wrong
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import node_text, parse_html
from feedsvc.extract.pointing.aim import aimed, date_attribute, is_date
from feedsvc.extract.pointing.numbers import Numbers, numbers_of, upwards
from feedsvc.extract.pointing.ways import css_ways, xpath_below, xpath_ways
from feedsvc.extract.rules import Rule, rule
from feedsvc.extract.selected import Reading
from feedsvc.extract.selectoroptions import FIELDS
from feedsvc.extract.selectors import Selectors
from feedsvc.extract.wire import Way
from feedsvc.models import Page

MOST_TRIED, MOST_ITEMS = 120, 60
AS_GOOD = 0.95
"""Share of the best one's score from which on an earlier way is taken."""
OTHER_SHAPE = 0.75
"""What a story counts whose element stands otherwise than the one that was pressed."""
ELSEWHERE = "that belongs to no story of the list: press a part of an outlined one"
NAMELESS = "nothing names that part in the other stories too: press a larger or a smaller part"


def point(page: Page, options: Mapping[str, Any], field: str, at: int) -> dict[str, Way]:
    """The field as an option, for what was pressed; raises UseFallback with a sentence for the operator."""
    if field not in FIELDS:
        raise UseFallback(f"{field!r} is no field that can be pointed at (one of {', '.join(FIELDS)})")
    reading = Reading(parse_html(page), Selectors.parse_options(options))
    numbers, items = numbers_of(reading.tree), reading.items()
    listed = Listed(reading, numbers, items, [numbers.of(item) for item in items])
    return {field: listed.way(field, aimed(field, listed.numbers.node(at)))}


@dataclass(slots=True)
class Listed:
    """The stories of a page while one field of them is looked for."""

    reading: Reading
    numbers: Numbers
    items: Sequence[LexborNode]
    starts: Sequence[int]
    """The numbers of the items."""

    def way(self, field: str, node: LexborNode) -> Way:
        """The rule for an element, seen from the story that it belongs to."""
        tried = [
            one
            for item in self._anchors(node)
            if (one := self._best(field, node, item, list(self._ways(field, node, item)))) is not None
        ]
        if not tried:
            inside = {one.mem_id for one in upwards(node)} & {item.mem_id for item in self.items}
            raise UseFallback(NAMELESS if inside else ELSEWHERE)
        return max(tried, key=lambda one: one[0])[1]  # the first of equals

    def _anchors(self, node: LexborNode) -> list[LexborNode]:
        """The item that the element stands in; else those next to it."""
        around = {one.mem_id for one in upwards(node)}
        inside = [item for item in self.items if item.mem_id in around]
        if inside:
            return inside[-1:]
        after = bisect_right(self.starts, self.numbers.of(node))
        near = [self.items[n] for n in (after - 1, after) if 0 <= n < len(self.items)]
        found = [item for item in near if self._is_near(item, node)]
        if not found:
            raise UseFallback(ELSEWHERE)
        return found

    def _is_near(self, item: LexborNode, node: LexborNode) -> bool:
        """Whether both meet below the page itself, or are neighbours on it."""
        around = {one.mem_id: one for one in upwards(item)}
        meeting = next((one for one in upwards(node) if one.mem_id in around), None)
        if meeting is None or meeting.tag == "html":
            return False
        return meeting.tag != "body" or self._held(meeting) > 1

    def _ways(self, field: str, node: LexborNode, item: LexborNode) -> Iterator[Way]:
        suffix = self._suffix(field, node)
        if any(one.mem_id == item.mem_id for one in upwards(node)):
            yield from (f"{way}{f'@{suffix}' if suffix else ''}" for way in css_ways(item, node))
            paths = iter([xpath_below(item, node)])
        else:
            around = {one.mem_id for one in upwards(item)}
            meeting = next(one for one in upwards(node) if one.mem_id in around)
            paths = xpath_ways(item, node, shared=self._held(meeting) > 1)
        yield from ({"xpath": path, **({"attr": suffix} if suffix else {})} for path in paths)

    def _suffix(self, field: str, node: LexborNode) -> str:
        if field == "title":
            return "" if node_text(node) else "title"
        return {"link": "href", "date": date_attribute(node)}.get(field, "")

    def _best(
        self, field: str, node: LexborNode, item: LexborNode, ways: Sequence[Way]
    ) -> tuple[float, Way] | None:
        """The first way that is as good as any, with its score; None where none gives the element."""
        scored = [(self._score(field, way, node, item), way) for way in islice(ways, MOST_TRIED)]
        most = max((score for score, _ in scored), default=0.0)
        if most <= 0:
            return None
        return most, next(way for score, way in scored if score >= AS_GOOD * most)

    def _score(self, field: str, way: Way, node: LexborNode, item: LexborNode) -> float:
        """How many stories have the field by this way; nothing where it misses what was pressed."""
        try:
            tried = rule(field, FIELDS)(way)
        except (Wrong, ValueError):
            return 0.0
        if not self._hits(field, tried, node, item):
            return 0.0
        shape = _shape(item, node)
        return 1 + sum(
            self._counts(field, tried, one, shape)
            for one in self.items[:MOST_ITEMS]
            if one.mem_id != item.mem_id
        )

    def _hits(self, field: str, tried: Rule, node: LexborNode, item: LexborNode) -> bool:
        """Whether the element is what the rule finds; of authors every match is taken, so all are alike."""
        found = [one for one, _ in self.reading.found(field, tried, item)]
        if not found:
            return False
        if field != "author":
            return found[0].mem_id == node.mem_id
        if [one.mem_id for one in found] == [node.mem_id]:
            return True
        like, alone = _kind(node), _above(node) == item.mem_id
        return not alone and node.mem_id in {one.mem_id for one in found} and {*map(_kind, found)} == {like}

    def _counts(self, field: str, tried: Rule, item: LexborNode, shape: Sequence[str]) -> float:
        found = next(self.reading.found(field, tried, item), None)
        if found is None:
            return 0.0
        node, value = found
        if not self._is_own(field, item, node):
            return -1.0
        if field == "date" and not is_date(value):
            return 0.0
        return 1.0 if _shape(item, node) == shape else OTHER_SHAPE

    def _is_own(self, field: str, item: LexborNode, node: LexborNode) -> bool:
        """Whether the element lies between the neighbours of its item; a day's heading may date many."""
        starts, at = self.starts, self.numbers.of(node)
        place = starts.index(self.numbers.of(item))
        before = self._end(self.items[place - 1]) if place else -1
        after = starts[place + 1] if place + 1 < len(starts) else len(self.numbers.nodes)
        return before < at < after or (field == "date" and at < starts[place])

    def _end(self, item: LexborNode) -> int:
        """The number of the last element inside the item."""
        return self.numbers.of(item) + len([one for one in item.css("*") if one.mem_id != item.mem_id])

    def _held(self, node: LexborNode) -> int:
        """How many items stand in an element."""
        start, end = self.numbers.of(node), self._end(node)
        return sum(start < at <= end for at in self.starts)


def _shape(item: LexborNode, node: LexborNode) -> list[str]:
    """The tags from the element up to its item, or all of them where it stands outside."""
    tags: list[str] = []
    for one in upwards(node):
        if one.mem_id == item.mem_id:
            return tags
        tags.append(one.tag or "")
    return tags


def _kind(node: LexborNode) -> tuple[object, ...]:
    """What co-authors of one line have in common."""
    return node.tag, node.attributes.get("class"), _above(node)


def _above(node: LexborNode) -> int:
    return node.parent.mem_id if node.parent is not None else 0

"""A page as a frame of ours may show it: drawn anew from its words, the stories outlined, each word to press.

<h2><a href="/quay" onclick="…">Quay opens</a></h2><script>…</script>

    →  <h2 id="e4" class="story"><span id="e5"><a href="at/5" target="_parent">Quay opens</a></span></h2>

Nothing is taken over but known tags, words and numbers: no script, style, address or attribute of the page is
left, so that the frame asks nobody for anything. The only links are ours, and say which element was pressed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from feedsvc.clean.hidden import is_hidden
from feedsvc.clean.text import remove_controls
from feedsvc.extract.dom import attribute, node_text, parse_html
from feedsvc.extract.pointing.numbers import Numbers, numbers_of, upwards
from feedsvc.models import Page

LONGEST = 1_500_000
"""Characters that are drawn; what comes after them is left out."""
_BOXES_WORDS = """
address article aside center details dialog div fieldset footer form header hgroup main nav search
section
"""
_SAME_WORDS = """
b bdi bdo blockquote br caption cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd
li mark ol p pre q rp rt ruby s samp small strong sub sup table tbody td tfoot th thead tr u ul var wbr
"""
_BOXES = dict.fromkeys(_BOXES_WORDS.split(), "div")
_DRAWN = {**_BOXES, **{tag: tag for tag in _SAME_WORDS.split()}, "body": "main"}
"""What is drawn as itself, or as another; everything else is a `span`."""
_LEFT_OUT_WORDS = """
script style noscript template iframe object embed applet frame frameset head title svg math input select
textarea video audio canvas source track area map meta link base datalist progress meter
"""
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
_VOID = frozenset(("br", "hr", "wbr"))


def frame(page: Page, marks: Mapping[int, str], pressed: str = "") -> str:
    """The inside of the page's body; `marks` are classes by the number of an element.

    `pressed` is the address of a press, with `{}` for the number; without it nothing can be pressed.
    """
    tree = parse_html(page)
    if tree.body is None:
        return ""
    numbers = numbers_of(tree)
    open_ways = {
        node.mem_id
        for number in marks
        if number < len(numbers.nodes)
        for node in upwards(numbers.nodes[number])
    }
    drawing = _Drawing(numbers, marks, escape(pressed), open_ways)
    drawing.draw(tree.body)
    spoken = _LANGUAGE.fullmatch(next((attribute(node, "lang") for node in upwards(tree.body)[1:]), ""))
    return f'<div lang="{spoken[0]}">{"".join(drawing.parts)}</div>' if spoken else "".join(drawing.parts)


@dataclass(slots=True)
class _Drawing:
    """A page being drawn, without recursion: pages nest as deep as they like."""

    numbers: Numbers
    marks: Mapping[int, str]
    pressed: str
    shown_anyway: set[int]
    """Elements that hold what is marked: they are drawn though the page hides them."""
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def draw(self, body: LexborNode) -> None:
        """Every node below the body, until the drawing is long enough."""
        waiting: list[LexborNode | str] = [body]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                self.put(node)
            elif self.length > LONGEST:
                continue  # what is open is closed
            elif node.is_text_node:
                self.put(self.words(node.text_content or "", node.parent))
            elif node.is_element_node:
                waiting.extend(reversed(self.element(node)))

    def put(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)

    def element(self, node: LexborNode) -> list[LexborNode | str]:
        """The start of an element; what is inside it and its end are left to do."""
        tag = node.tag or ""
        if tag in _LEFT_OUT or (is_hidden(node.attributes) and node.mem_id not in self.shown_anyway):
            return []
        if tag == "img":
            self.put(self.words(attribute(node, "alt") or "picture", node, "picture"))
            return []
        drawn = _DRAWN.get(tag, "span")
        self.put(f"<{drawn}{self.attributes(node)}>")
        if drawn in _VOID:
            return []
        if unsaid := _unsaid(node):
            self.put(self.words(unsaid, node))
        return [*_children(node), f"</{drawn}>"]

    def attributes(self, node: LexborNode) -> str:
        number = self.numbers.of(node)
        given = f' id="e{number}"'
        if mark := self.marks.get(number):
            given += f' class="{escape(mark)}"'
        for name in ("colspan", "rowspan"):
            if (value := attribute(node, name)).isascii() and value.isdigit():
                given += f' {name}="{value[:3]}"'
        direction = attribute(node, "dir").lower()
        return given + (f' dir="{direction}"' if direction in ("ltr", "rtl", "auto") else "")

    def words(self, text: str, node: LexborNode | None, kind: str = "") -> str:
        """A text of an element, as a link of ours where it can be pressed."""
        shown = escape(remove_controls(text), quote=False)
        if node is None or not text.strip():
            return shown
        number = self.numbers.by_id.get(node.mem_id)
        own = f' id="e{number}"' if kind else ""
        classes = " ".join(filter(None, (kind, self.marks.get(number or -1) if kind else "")))
        named = f' class="{escape(classes)}"' if classes else ""
        if not self.pressed or number is None:
            return f"<span{own}{named}>{shown}</span>" if kind else shown
        return f'<a{own}{named} href="{self.pressed.replace("{}", str(number))}" target="_parent">{shown}</a>'


def _children(node: LexborNode) -> list[LexborNode | str]:
    found: list[LexborNode | str] = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _unsaid(node: LexborNode) -> str:
    """What stands for a link or a time that shows nothing: the whole card's link, a date for machines."""
    if node.tag not in ("a", "time") or node_text(node) or node.css_first("img"):
        return ""
    names = ("datetime",) if node.tag == "time" else ("aria-label", "title")
    said = next(filter(None, (attribute(node, name) for name in names)), "")
    return said or ("link" if attribute(node, "href") else "")

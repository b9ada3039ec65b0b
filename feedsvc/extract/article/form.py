"""An element's markup in a form that survives sanitising.

    <div>One</div><div>Two</div>   →   <p><p>One</p><p>Two</p></p>

The sanitiser keeps no `div`, so that texts of two would grow together: what is a block becomes a paragraph,
and the sanitiser's parser puts paragraphs inside of others in order.
"""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

_BLOCK_WORDS = "div section article main header footer center details summary address aside"
_BLOCKS = _BLOCK_WORDS.split()
_CELLS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup")
Element = etree._Element


def as_markup(place: Element) -> str:
    """The markup of what stands in the element."""
    for table in [*place.iter("table")]:
        if is_layout(table):
            _as_blocks(table)
    for code in place.iter("pre"):
        _as_lines(code)
    for block in place.iter(*_BLOCKS):
        block.tag = "p"
    inner = lxml_html.tostring(place, encoding="unicode", with_tail=False)
    name = "pre" if place.tag == "pre" else "p"
    return f"<{name}>{inner[inner.index('>') + 1 : inner.rindex('<')]}</{name}>"


def is_layout(table: Element) -> bool:
    """Whether a table only puts things beside one another: it holds another, headings, or long paragraphs."""
    if table.find(".//th") is not None and table.get("role") != "presentation":
        return False
    cells = [*table.iter("td")]
    inner = any(
        table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3", "pre", "blockquote")
    )
    several = any(len(cell.findall("p")) > 1 or len(cell.findall(".//br")) > 3 for cell in cells)
    return inner or several or len(cells) < 2 or table.get("role") == "presentation"


def _as_blocks(table: Element) -> None:
    """Make blocks of the table and its own cells; data tables inside it stay."""
    waiting = [table]
    while waiting:
        element = waiting.pop()
        element.tag = "div"
        waiting += [child for child in element if child.tag in _CELLS and child.tag != "table"]


def _as_lines(code: Element) -> None:
    """Lines that are elements of their own become lines of text."""
    spans = [one for one in code.iter("span") if "line" in (one.get("class") or "").split()]
    ends = code.find(".//br") is not None or "\n" in "".join(map(str, code.itertext())).strip()
    own = [] if ends or len(spans) < 2 else spans
    for line in (*own, *code.iter("div", "p", "li", "tr")):
        line.tag = "span"
        line.tail = "\n" + (line.tail or "").lstrip("\n")

"""Headings that are buttons, and the answers which these uncover, are an article's words.

<h3><button aria-controls="a">What is the fee?</button></h3> <div id="a" hidden>Three coins.</div>

becomes a heading with a paragraph below it.
"""

from __future__ import annotations

from lxml import etree

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt"))
Element = etree._Element


def uncover(body: Element) -> None:
    """Make words of the buttons that are headings, and show what they uncover."""
    told = [(button, above) for button in body.iter("button") if (above := _heading_of(button)) is not None]
    places = {one.get("id"): one for one in body.iter("div", "section", "dd")} if told else {}
    for button, heading in told:
        button.tag = "span"
        name = button.get("aria-controls")
        panel = places.get(name) if name else heading.getnext()
        if panel is not None:
            panel.attrib.pop("hidden", "")


def _heading_of(button: Element) -> Element | None:
    """The heading that a button is the words of, where it says that it uncovers something."""
    tells = button.get("aria-expanded") is not None or button.get("aria-controls")
    above = button.getparent()
    return above if tells and above is not None and above.tag in _HEADINGS else None

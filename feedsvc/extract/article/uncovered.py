"""Headings that are buttons, and the answers which these uncover, are an article's words.

<h3><button aria-controls="a">What is the fee?</button></h3> <div id="a" hidden>Three coins.</div>

becomes a heading with a paragraph below it.
"""

from __future__ import annotations

from lxml import etree

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt"))
MOST = 100
"""Buttons of one page that are looked at."""
Element = etree._Element


def uncover(body: Element) -> None:
    """Make words of the buttons that are headings, and show what they uncover."""
    for button in [*body.iter("button")][:MOST]:
        heading = button.getparent()
        tells = button.get("aria-expanded") is not None or button.get("aria-controls")
        if tells and heading is not None and heading.tag in _HEADINGS:
            button.tag = "span"
            panel = _panel(body, button, heading)
            if panel is not None:
                panel.attrib.pop("hidden", "")


def _panel(body: Element, button: Element, heading: Element) -> Element | None:
    """What the button says that it controls, else what follows its heading."""
    name = button.get("aria-controls")
    if name:
        return next((one for one in body.iter("div", "section", "dd") if one.get("id") == name), None)
    return heading.getnext()

"""Headings that are buttons, and the answers which these uncover, are an article's words.

<h3><button aria-controls="a">What is the fee?</button></h3> <div id="a" hidden>Three coins.</div>

becomes a heading with a paragraph below it.
"""

from __future__ import annotations

from lxml import etree

from feedsvc.extract.article.words import FURNITURE, is_named, words_in

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "dt"))
MOST_WORDS = 3
"""Words of a button that may say so; a question has more."""
Element = etree._Element


def uncover(body: Element) -> None:
    """Make words of the buttons that are headings, and show what they uncover."""
    told = [(button, above) for button in body.iter("button") if (above := _heading_of(button)) is not None]
    places = {one.get("id"): one for one in body.iter("div", "section", "dd")} if told else {}
    for button, heading in told:
        name = button.get("aria-controls")
        panel = places.get(name) if name else heading.getnext()
        if panel is not None and _leads_away(button, panel):
            continue
        button.tag = "span"
        if panel is not None:
            panel.attrib.pop("hidden", "")


def _leads_away(button: Element, panel: Element) -> bool:
    """Whether what is uncovered stands around an article: `Comments (12)`, `Share`."""
    said = words_in(" ".join(map(str, button.itertext()))[:200])
    return is_named(panel) or (len(said) <= MOST_WORDS and not FURNITURE.isdisjoint(said))


def _heading_of(button: Element) -> Element | None:
    """The heading that a button is the words of, where it says that it uncovers something."""
    tells = button.get("aria-expanded") is not None or button.get("aria-controls")
    above = button.getparent()
    return above if tells and above is not None and above.tag in _HEADINGS else None

"""`byline`: pages whose stories carry a line `By AUTHORS / Oct 29, 2020 10:29 AM / SECTION`.

    <h2><a href="/2026-03-04/some-chips-101.html">Some Chips</a></h2>
    <p>By Ada Lin and Bo Wu / Mar 04, 2026 01:06 PM / World</p>
    <p>Photo: Stock</p><p>Photo: Stock</p>
    <p>A chip was made.</p>
    <p>Contact reporter Ada Lin (ada@example.org)</p>
    <p>Related: <a href="/2026-03-01/other-100.html">Other Chips</a></p>

    extractor = "byline"

    title "Some Chips", link "/2026-03-04/some-chips-101.html", authors Ada Lin, Bo Wu,
    published "Mar 04, 2026 01:06 PM", section "World", paragraph "A chip was made.",
    related "Other Chips"

Works on any tags and classes, and on plain text: the byline is the anchor; headline and link are the
nearest heading or link before it; the body runs to the next headline; furniture is told by its words.
"""

from __future__ import annotations

import re

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import article_number
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.byline.anchors import find_anchors
from feedsvc.extract.byline.lines import Lines, text_lines
from feedsvc.extract.byline.stories import Stories
from feedsvc.extract.byline.walk import html_lines
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.dom import markup_of
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page

_ARTICLE = r"-(\d{5,})\.html"
_MARKUP = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_CLOCK = re.compile(r":\W*\d\W*\d\W*(?::\W*\d\W*\d\W*)?[ap]\W*m", re.IGNORECASE)
"""The time of a byline, with whatever white space and signs that are not shown stand in it."""
NO_BYLINE = "no line of the form AUTHORS / Mon DD, YYYY HH:MM AM / SECTION"
MAX_STORIES = 1000


class Byline(Extractor[Paged]):
    """Reads pages in the CX Tech format."""

    name = "byline"
    reads = (
        "pages whose stories carry a line `By NAME / DATE / SECTION`, whatever the HTML around it,"
        " or plain text"
    )
    purpose = 1
    Options = Paged

    def extract(self, page: Page) -> RawExtraction:
        text = page.text
        marked = _is_marked(page.media_type, text)
        lines = html_lines(markup_of(page, text)) if marked else text_lines(text)
        anchors = find_anchors(lines)[:MAX_STORIES]
        if not anchors:
            raise UseFallback(NO_BYLINE)
        found = Stories(lines, anchors, marked=marked)
        begun = not marked and found.drop_begun()
        stories = found.read()
        half = looks_cut(text) if marked else found.ends_with_byline(stories)
        if half:  # the last story may be half of one; it comes whole with the next poll
            stories = stories[:-1]
        if len(anchors) == 1 and stories and not stories[0].link:
            stories = [_with_own_link(stories[0], page, lines, self.settings.article_id)]
        return RawExtraction(stories=tuple(stories), page_title=lines.title, truncated=begun or half)

    @classmethod
    def refusal(cls, page: Page, tree: LexborHTMLParser) -> str:
        """That the page has no byline, where its words hold no time as bylines have them."""
        if tree.body is None or not (page.media_type in _MARKUP or _is_marked(page.media_type, page.text)):
            return ""
        return "" if _CLOCK.search(tree.body.text()) else NO_BYLINE


def _is_marked(media_type: str, text: str) -> bool:
    return media_type in _MARKUP or text.lstrip()[:1] == "<"


def _with_own_link(story: RawStory, page: Page, lines: Lines, pattern: str | None) -> RawStory:
    """A story's own page names the story by its own address."""
    for address in (lines.canonical, page.url):
        if address and article_number(address, pattern or _ARTICLE):
            said = {**story.reasons, "link": "the page's own address"}
            return structs.replace(story, link=address, reasons=said)
    return story

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
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape
from itertools import compress
from operator import eq

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import article_number
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.byline.anchors import Anchor, find_anchors
from feedsvc.extract.byline.ending import begins_byline, begins_furniture
from feedsvc.extract.byline.furniture import Kind, related_text, without_full_story
from feedsvc.extract.byline.headlines import find_headlines, is_headline_like, leads_to_article
from feedsvc.extract.byline.lines import Line, Lines, Part, html_lines, text_lines
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.dom import markup_of
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image, Page, Related

_ARTICLE = r"-(\d{5,})\.html"
_SENTENCE = re.compile(r"[.!?。！？…:：][\"'”’»)）]*$")
_ICON = re.compile(
    r"icon|logo|avatar|qr-?code|share|wechat|pixel|blank|spacer|sprite|\.svg(?:\?|$)"  # in small letters
)
_TITLE_ENDS = ("!", " Inc.", " Ltd.", " Co.", " Corp.")
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
        found = _Stories(lines, anchors, marked=marked)
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
        if tree.body is None or not _is_marked(page.media_type, page.text):
            return ""
        return "" if _CLOCK.search(tree.body.text()) else NO_BYLINE


def _is_marked(media_type: str, text: str) -> bool:
    return media_type in _MARKUP or text.lstrip()[:1] == "<"


def _with_own_link(story: RawStory, page: Page, lines: Lines, pattern: str | None) -> RawStory:
    """A story's own page names the story by its own address."""
    for address in (lines.canonical, page.url):
        if address and article_number(address, pattern or _ARTICLE):
            return replace(story, link=address, reasons={**story.reasons, "link": "the page's own address"})
    return story


class _Stories:
    """One page's lines being cut into stories."""

    def __init__(self, lines: Lines, anchors: list[Anchor], *, marked: bool) -> None:
        self.lines = lines
        self.anchors = anchors
        self.marked = marked
        self.sections = {anchor.section.casefold() for anchor in anchors}
        self.wrappers = _wrappers(lines, anchors)
        self.headlines = find_headlines(lines, anchors, self.sections, marked=marked)

    def drop_begun(self) -> bool:
        """Takes away the furniture, or the byline with its headline, that a plain text ends inside of."""
        last = len(self.lines) - 1
        line, above = self.lines[last], self.lines[last - 1]
        byline = begins_byline(line.text) or self.names(line.text)
        if last == self.anchors[-1].last:
            return False
        begun = byline or begins_furniture(line.text)
        if begun or self.begins_headline(line):
            titled = byline and any(self.headlines) and above.gap > line.gap
            del self.lines[last - titled :]
        return begun

    def begins_headline(self, line: Line) -> bool:
        """Whether the last line is set off from the story above it as headlines are, and no sentence."""
        headline = self.headlines[-1]
        if headline is None or line.kind is not Kind.BODY or _SENTENCE.search(line.text):
            return False
        gaps = [other.gap for other in self.lines[self.anchors[-1].last + 1 : -1]]
        return line.gap > max(gaps, default=line.gap) and line.gap >= self.lines[headline.at].gap

    def names(self, text: str) -> bool:
        """Whether an author of the page has a name that begins so."""
        return any(name.startswith(text) for anchor in self.anchors for name in anchor.authors)

    def ends_with_byline(self, stories: list[RawStory]) -> bool:
        """Whether the page has nothing but credits below its last byline, and bodies below others."""
        below = self.lines[self.anchors[-1].last + 1 :]
        return any(story.paragraphs for story in stories) and all(line.kind is Kind.CREDIT for line in below)

    def read(self) -> list[RawStory]:
        return [self.story(index) for index in range(len(self.anchors))]

    def story(self, index: int) -> RawStory:
        anchor, headline = self.anchors[index], self.headlines[index]
        body = _Body(self.sections, marked=self.marked)
        body.read(self.region(index))
        between = self.lines[headline.at + 1 : anchor.first] if headline else []
        title = headline.title if headline else None
        return RawStory(
            title=title,
            link=headline.href if headline else None,
            authors=anchor.authors,
            published=anchor.date,
            section=anchor.section,
            content=body.content if body.linked else None,
            paragraphs=() if body.linked else tuple(body.texts),
            related=tuple(body.related),
            images=tuple(_images([*between, *body.pictures, *self.before(index)])),
            reasons=_reasons(headline.why if headline else None),
        )

    def end(self, index: int) -> int:
        if index + 1 == len(self.anchors):
            return len(self.lines)
        following = self.headlines[index + 1]
        return following.at if following else self.anchors[index + 1].first

    def region(self, index: int) -> list[Line]:
        """The lines after the byline that can belong to the story."""
        region = self.lines[self.anchors[index].last + 1 : self.end(index)]
        if self.wrappers:
            # An element's lines stand together, so only the ends need to be looked at.
            wrapper = self.wrappers[index]
            while region and not self.lines.holds(wrapper, region[-1]):
                region.pop()
            while region and not self.lines.holds(wrapper, region[0]):
                del region[0]
        return region

    def before(self, index: int) -> Iterator[Line]:
        """Pictures above the headline, where the story has an element of its own."""
        headline = self.headlines[index]
        if not self.wrappers or headline is None:
            return
        floor = self.anchors[index - 1].last if index else 0
        for line in self.lines[floor : headline.at]:
            if line.image and self.lines.holds(self.wrappers[index], line):
                yield line


def _wrappers(lines: Lines, anchors: list[Anchor]) -> list[int] | None:
    """For each story the element that holds it and no other; None where the page has none such.

    With several stories that is the branch of their common ancestor, if bodies stand in it; with
    one story the smallest element around the byline that holds text after it.
    """
    if len(anchors) == 1:
        wrapper = _around_body(lines, anchors[0])
        return None if wrapper is None else [wrapper]
    chains = [lines.ancestors(anchor.block)[::-1] for anchor in anchors]
    depth = 0
    while all(len(c) > depth for c in chains) and len({c[depth] for c in chains}) == 1:
        depth += 1
    if any(len(c) <= depth for c in chains) or len({c[depth] for c in chains}) < len(chains):
        return None
    wrappers = [c[depth] for c in chains]
    holding = all(_holds_body(lines, w, a) for w, a in zip(wrappers, anchors, strict=True))
    return wrappers if holding else None


def _holds_body(lines: Lines, wrapper: int, anchor: Anchor) -> bool:
    for line in lines[anchor.last + 1 : anchor.last + 8]:
        if line.text and not line.linked and lines.holds(wrapper, line) and line.kind is Kind.BODY:
            return True
    return False


def _around_body(lines: Lines, anchor: Anchor) -> int | None:
    for block in lines.ancestors(anchor.block):
        if _holds_body(lines, block, anchor):
            return block
    return None


class _Body:
    """The lines of one story becoming paragraphs, related headlines and pictures."""

    def __init__(self, sections: set[str], *, marked: bool) -> None:
        self.sections = sections
        self.marked = marked
        self.texts: list[str] = []
        self.parts: list[list[Part] | None] = []
        self.related: list[Related] = []
        self.pictures: list[Line] = []
        self.headings: set[str] = set()
        self.linked = False
        self.relating = False
        self.listing = False

    @property
    def content(self) -> str:
        """The paragraphs as HTML, their links kept."""
        return "".join(map(_paragraph, self.texts, self.parts))

    def read(self, region: list[Line]) -> None:
        region = _without_pairs(region)
        for line in region:
            if self.is_plain(line):
                self.texts.append(line.text)
                self.parts.append(None)
            elif line.image:
                self.pictures.append(line)
            elif not line.caption and not self.take(line):
                break
        self.drop_trailing_headings()

    def is_plain(self, line: Line) -> bool:
        """Whether it is a paragraph beyond doubt, as most lines are: the short way round."""
        text = line.text
        if line.parts or line.level or line.caption or self.relating or self.listing or len(text) < 60:
            return False
        return line.kind is Kind.BODY and text[0].isalnum() and "ere" not in text[-6:]

    def take(self, line: Line) -> bool:
        """Takes one line in; False where the story has ended."""
        kind = line.kind
        if self.relating and kind in (Kind.BODY, Kind.CREDIT) and leads_to_article(line):
            self.related.append(Related(title=line.text, url=line.href))
        elif kind is Kind.BODY:
            if len(line.text) < 60 and self.is_section_label(line.text):
                self.relating = False
            elif self.relating or self.listing or line.linked:
                self.take_doubtful(line)
            else:
                self.add(line)
        elif kind is Kind.LIST:
            self.listing = True
            return not self.texts
        elif kind is Kind.RELATED:
            self.relate(line)
        else:
            self.relating = False
        return True

    def is_section_label(self, text: str) -> bool:
        return text.casefold() in self.sections

    def relate(self, line: Line) -> None:
        self.relating = True
        links = [Related(title=text, url=href) for text, href in line.links()]
        if links and links[0].title.casefold().startswith("related"):
            title = related_text(links[0].title) or related_text(line.text) or ""
            links[0] = Related(title=title, url=links[0].url)
        named = [link for link in links if link.title]
        if not named and (title := related_text(line.text) or ""):
            named = [Related(title=title)]
        self.related += named

    def take_doubtful(self, line: Line) -> None:
        if (
            self.relating
            and (is_headline_like(line.text) or self.is_text_headline(line.text))
            and (line.linked or not self.marked or not self.related)
        ):
            self.related.append(Related(title=line.text, url=line.href))
            return
        self.relating = False
        if line.linked:
            return  # a paragraph that is nothing but a link leads elsewhere
        if self.listing:
            if is_headline_like(line.text):
                return
            self.listing = False
        self.add(line)

    def is_text_headline(self, text: str) -> bool:
        """Whether a line below "Related:" is a headline of few letters or with a point behind it."""
        return not self.marked and len(text) <= 120 and (len(text) < 8 or text.endswith(_TITLE_ENDS))

    def add(self, line: Line) -> None:
        text = line.text
        if "ere" in text[-6:]:
            text = without_full_story(text)
        if not text[:1].isalnum() and not any(map(str.isalnum, text)):
            return
        linked = line.parts is not None and len(text) == len(line.text) and line.href is not None
        if line.level and not _SENTENCE.search(text):
            self.headings.add(text)
        self.texts.append(text)
        self.parts.append(line.parts if linked else None)
        self.linked = self.linked or linked

    def drop_trailing_headings(self) -> None:
        """A heading with nothing below it belongs to the page."""
        while self.headings and self.texts and self.texts[-1] in self.headings:
            self.texts.pop()
            self.parts.pop()


def _paragraph(text: str, parts: list[Part] | None) -> str:
    inner = "".join(map(_markup, parts)).strip() if parts else escape(text, quote=False)
    return f"<p>{inner}</p>"


def _markup(part: tuple[str, str | None]) -> str:
    text, href = part
    shown = escape(text, quote=False)
    return f'<a href="{escape(href)}">{shown}</a>' if href and shown.strip() else shown


def _without_pairs(region: list[Line]) -> list[Line]:
    """Captions are printed twice in a row: both go; a doubled sentence stays once."""
    texts = [line.text for line in region if line.text]
    doubled = set(compress(texts, map(eq, texts, texts[1:])))
    if not doubled:
        return region
    captions = {text for text in doubled if text == texts[0] or not _SENTENCE.search(text)}
    kept: list[Line] = []
    above = ""
    for line in region:
        text = line.text
        if text not in captions and (text != above or not text):
            kept.append(line)
            above = text
    return kept


def _images(lines: list[Line]) -> Iterator[Image]:
    seen: set[str] = set()
    for line in lines:
        if line.image and line.image[0] not in seen and not _ICON.search(line.image[0].lower()):
            seen.add(line.image[0])
            yield Image(url=line.image[0], title=line.image[1] or None)


_REASONS = {
    "title": "the opening sentence: no headline before the byline",
    "link": "none: no headline before the byline",
    "authors": "byline, first part",
    "published": "byline, second part",
    "section": "byline, third part",
    "content": "the lines from the byline to the next headline, furniture left out",
}


@lru_cache(maxsize=8)
def _reasons(why: str | None) -> dict[str, str]:
    return {**_REASONS, "title": why, "link": why} if why else _REASONS

"""The lines between a byline and the next headline: a story's paragraphs, related headlines and pictures."""

from __future__ import annotations

import re
from html import escape
from itertools import compress
from operator import eq

from feedsvc.extract.byline.furniture import kind_of, related_text, without_full_story
from feedsvc.extract.byline.headlinelike import is_headline_like, leads_to_article
from feedsvc.extract.byline.linekinds import BODY, CREDIT, LIST, RELATED
from feedsvc.extract.byline.lines import Line, Part
from feedsvc.models import Related

SENTENCE = re.compile(r"[.!?。！？…:：][\"'”’»)）]*$")
_TITLE_ENDS = ("!", " Inc.", " Ltd.", " Co.", " Corp.")


class Body:
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
        """Takes in the lines up to the first that ends the body."""
        texts, parts = self.texts, self.parts
        for line in _without_pairs(region):
            if not (self.relating or self.listing) and is_paragraph(line):
                texts.append(line.text)
                parts.append(None)
            elif line.image:
                self.pictures.append(line)
            elif not line.caption and not self.take(line):
                break
        self.drop_trailing_headings()

    def take(self, line: Line) -> bool:
        """Takes one line in; False where the story has ended."""
        kind = line.kind
        if self.relating and kind in (BODY, CREDIT) and leads_to_article(line):
            self.related.append(Related(title=line.text, url=line.href))
        elif kind is BODY:
            if len(line.text) < 60 and self.is_section_label(line.text):
                self.relating = False
            elif self.relating or self.listing or line.linked:
                self.take_doubtful(line)
            else:
                self.add(line)
        elif kind is LIST:
            self.listing = True
            return not self.texts
        elif kind is RELATED:
            self.relate(line)
        else:
            self.relating = False
        return True

    def is_section_label(self, text: str) -> bool:
        """Whether the text is no more than the name of a section of the page."""
        return text.casefold() in self.sections

    def relate(self, line: Line) -> None:
        """Takes in the headlines of a line that says "Related:"; those below it are related, too."""
        self.relating = True
        links = list(line.links())
        if links and links[0][0][:7].casefold() == "related":
            text, href = links[0]
            links[0] = related_text(text) or related_text(line.text) or "", href
        named = [Related(title=text, url=href) for text, href in links if text]
        if not named and (title := related_text(line.text) or ""):
            named = [Related(title=title)]
        self.related += named

    def take_doubtful(self, line: Line) -> None:
        """Takes in a line that may be a headline of another story, by what stands above it."""
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
        """Takes in a paragraph without what leads to the whole of the story."""
        text = line.text
        if "ere" in text[-6:]:
            text = without_full_story(text)
        if not text[:1].isalnum() and not any(map(str.isalnum, text)):
            return
        linked = line.parts is not None and len(text) == len(line.text) and line.href is not None
        if line.level and not SENTENCE.search(text):
            self.headings.add(text)
        self.texts.append(text)
        self.parts.append(line.parts if linked else None)
        self.linked = self.linked or linked

    def drop_trailing_headings(self) -> None:
        """A heading with nothing below it belongs to the page."""
        while self.headings and self.texts and self.texts[-1] in self.headings:
            self.texts.pop()
            self.parts.pop()


def is_paragraph(line: Line) -> bool:
    """Whether it is a paragraph beyond doubt, as most lines are: the short way round."""
    text = line.text
    if line.parts or len(text) < 60 or line.level or line.caption:
        return False
    if line.told is None:  # a property costs a call more, for each line of a page
        line.told = kind_of(text)
    return line.told is BODY and text[0].isalnum() and "ere" not in text[-6:]


def _paragraph(text: str, parts: list[Part] | None) -> str:
    inner = "".join(map(_markup, parts)).strip() if parts else _escaped(text)
    return f"<p>{inner}</p>"


def _escaped(text: str) -> str:
    """The text as markup: most texts have nothing to escape, which is told at a third of the cost."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _markup(part: tuple[str, str | None]) -> str:
    text, href = part
    shown = _escaped(text)
    return f'<a href="{escape(href)}">{shown}</a>' if href and shown.strip() else shown


def _has_pairs(region: list[Line]) -> bool:
    above = None
    for line in region:
        if text := line.text:
            if text == above:
                return True
            above = text
    return False


def _without_pairs(region: list[Line]) -> list[Line]:
    """Captions are printed twice in a row: both go; a doubled sentence stays once."""
    if not _has_pairs(region):
        return region
    texts = [line.text for line in region if line.text]
    doubled = set(compress(texts, map(eq, texts, texts[1:])))
    captions = {text for text in doubled if text == texts[0] or not SENTENCE.search(text)}
    kept: list[Line] = []
    above = ""
    for line in region:
        text = line.text
        if text not in captions and (text != above or not text):
            kept.append(line)
            above = text
    return kept

"""A page's lines cut into stories at their bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from feedsvc.extract.byline.anchors import Anchor
from feedsvc.extract.byline.body import SENTENCE, Body
from feedsvc.extract.byline.ending import begins_byline, begins_furniture
from feedsvc.extract.byline.headlines import find_headlines
from feedsvc.extract.byline.holders import find_wrappers
from feedsvc.extract.byline.linekinds import BODY, CREDIT
from feedsvc.extract.byline.lines import Line, Lines
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image

_ICON = re.compile(
    r"icon|logo|avatar|qr-?code|share|wechat|pixel|blank|spacer|sprite|\.svg(?:\?|$)"  # in small letters
)
_REASONS = {
    "title": "the opening sentence: no headline before the byline",
    "link": "none: no headline before the byline",
    "authors": "byline, first part",
    "published": "byline, second part",
    "section": "byline, third part",
    "content": "the lines from the byline to the next headline, furniture left out",
}


class Stories:
    """One page's lines being cut into stories."""

    def __init__(self, lines: Lines, anchors: list[Anchor], *, marked: bool) -> None:
        self.lines = lines
        self.anchors = anchors
        self.marked = marked
        self.sections = {anchor.section.casefold() for anchor in anchors}
        self.wrappers = find_wrappers(lines, anchors)
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
        if headline is None or line.kind is not BODY or SENTENCE.search(line.text):
            return False
        gaps = [other.gap for other in self.lines[self.anchors[-1].last + 1 : -1]]
        return line.gap > max(gaps, default=line.gap) and line.gap >= self.lines[headline.at].gap

    def names(self, text: str) -> bool:
        """Whether an author of the page has a name that begins so."""
        return any(name.startswith(text) for anchor in self.anchors for name in anchor.authors)

    def ends_with_byline(self, stories: list[RawStory]) -> bool:
        """Whether the page has nothing but credits below its last byline, and bodies below others."""
        below = self.lines[self.anchors[-1].last + 1 :]
        return any(story.paragraphs for story in stories) and all(line.kind is CREDIT for line in below)

    def read(self) -> list[RawStory]:
        """The stories in page order."""
        return [self.story(index) for index in range(len(self.anchors))]

    def story(self, index: int) -> RawStory:
        """The story of one byline."""
        anchor, headline = self.anchors[index], self.headlines[index]
        body = Body(self.sections, marked=self.marked)
        body.read(self.region(index))
        return RawStory(
            title=headline.title if headline else None,
            link=headline.href if headline else None,
            authors=anchor.authors,
            published=anchor.date,
            section=anchor.section,
            content=body.content if body.linked else None,
            paragraphs=() if body.linked else tuple(body.texts),
            related=tuple(body.related),
            images=self.images(index, body.pictures) if self.lines.pictured else (),
            reasons=_reasons(headline.why if headline else None),
        )

    def end(self, index: int) -> int:
        """The line before which the story's own lines end."""
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

    def images(self, index: int, below: list[Line]) -> tuple[Image, ...]:
        """The story's pictures: those above its byline, in its body, above its headline."""
        headline = self.headlines[index]
        above = self.lines[headline.at + 1 : self.anchors[index].first] if headline else []
        return tuple(_images([*above, *below, *self.before(index)]))

    def before(self, index: int) -> Iterator[Line]:
        """Pictures above the headline, where the story has an element of its own."""
        headline = self.headlines[index]
        if not self.wrappers or headline is None:
            return
        floor = self.anchors[index - 1].last if index else 0
        for line in self.lines[floor : headline.at]:
            if line.image and self.lines.holds(self.wrappers[index], line):
                yield line


def _images(lines: list[Line]) -> Iterator[Image]:
    seen: set[str] = set()
    for line in lines:
        if line.image and line.image[0] not in seen and not _ICON.search(line.image[0].lower()):
            seen.add(line.image[0])
            yield Image(url=line.image[0], title=line.image[1] or None)


@lru_cache(maxsize=8)
def _reasons(why: str | None) -> dict[str, str]:
    return {**_REASONS, "title": why, "link": why} if why else _REASONS

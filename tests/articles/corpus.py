"""Ninety articles in thirty layouts, and how well a text agrees with what is told."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tests.articles import odd, press, web
from tests.articles.writer import Writer

Layout = Callable[[Writer], str | dict[str, str]]
LAYOUTS: Mapping[str, tuple[Layout, str]] = {
    "news": (press.news, "en de fr"),
    "hashed classes": (press.hashed, "en es ru"),
    "magazine with asides": (press.magazine, "en fr es"),
    "press release": (press.release, "en de fr"),
    "teaser before a wall": (press.teaser, "en de es"),
    "cookie notice": (press.cookies, "en de fr"),
    "layout tables": (press.tables, "en es ru"),
    "live blog": (press.live, "en fr de"),
    "gallery": (press.gallery, "en de es"),
    "several pages": (press.paged, "en fr de"),
    "blog with comments": (web.blog, "en de es"),
    "manual": (web.docs, "en de fr"),
    "board": (web.board, "en de ru"),
    "recipe": (web.recipe, "en fr es"),
    "comic": (web.comic, "en en es"),
    "wiki": (web.wiki, "en de ru"),
    "tutorial": (web.tutorial, "en en de"),
    "ideographs": (web.ideographs, "zh ja zh"),
    "right to left": (web.right_to_left, "ar he ar"),
    "podcast notes": (web.podcast, "en de fr"),
    "newsletter": (web.newsletter, "en es fr"),
    "page builder": (odd.builder, "en de es"),
    "no paragraphs": (odd.spans, "en ru fr"),
    "links elsewhere": (odd.roundup, "en de es"),
    "council notice": (odd.notice, "en de fr"),
    "release notes": (odd.changes, "en en de"),
    "interview": (odd.interview, "en de es"),
    "question": (odd.question, "en de ru"),
    "mailing list": (odd.mail, "en de fr"),
    "opening answers": (odd.faq, "en es fr"),
}
_NAMES = re.compile(r'\b(class|id|data-component|data-elementor-type|data-widget_type)="([^"]*)"')
_TOKEN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One article: its pages by address, the first one first, and what a reader should get."""

    layout: str
    title: str
    pages: Mapping[str, str]
    text: str

    @property
    def url(self) -> str:
        """Where it begins."""
        return next(iter(self.pages))


def samples() -> Iterator[Sample]:
    """Three of each layout."""
    for layout, (write, languages) in LAYOUTS.items():
        for number, language in enumerate(languages.split(), start=1):
            writer = Writer(layout, number, language)
            made = write(writer)
            url = f"https://{layout.replace(' ', '-')}.example/2026/{number}.html"
            pages = {url: made} if isinstance(made, str) else made
            yield Sample(layout=layout, title=writer.title, pages=pages, text="\n".join(writer.told))


def nameless(sample: Sample) -> Sample:
    """The same with every class and id renamed, so that none says what its element is."""

    def renamed(found: re.Match[str]) -> str:
        names = (hashlib.sha256(name.encode()).hexdigest() for name in found[2].split())
        return f'{found[1]}="{" ".join("".join(chr(103 + int(x, 16)) for x in name[:6]) for name in names)}"'

    pages = {url: _NAMES.sub(renamed, page) for url, page in sample.pages.items()}
    return replace(sample, pages=pages)


def f1(found: str, true: str) -> float:
    """How well two texts agree, word by word (sign by sign where there are no words); 1 for equal ones."""
    one, other = (Counter(_TOKEN.findall(text.lower())) for text in (found, true))
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0

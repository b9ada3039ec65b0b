"""`selectors`: the operator says where things stand, in CSS (or XPath where CSS cannot).

The page:

    <article class="story">
      <h2><a href="/2026/harbour-101.html">Harbour opens a second quay</a></h2>
      <p class="meta"><time datetime="2026-03-04T08:00:00+01:00">4 March</time> by <b>Ann Lee</b></p>
      <p class="lead">Ships no longer wait.</p>
    </article>

The source's file:

    extractor = "selectors"
    [options]
    item    = "article.story"
    title   = "h2"
    link    = "h2 a@href"
    date    = "time@datetime"
    author  = ".meta b"
    summary = ".lead"
    # a table where one string is not enough:
    # date = { select = ".meta", regex = "(\\\\d+ \\\\w+ \\\\d+)", format = "%d %B %Y" }
    # link = { select = "h2 a", attr = "data-id", template = "https://example.org/read/{value}" }
    # date = { xpath = "preceding::h3[1]" }
    # next = "a.next@href"             # or "?page={n}"
    # pages = 3

The result: one story, "Harbour opens a second quay", /2026/harbour-101.html, by Ann Lee, published
2026-03-04 07:00 UTC, with the lead as its summary.

Selectors are looked up inside the item; the empty one is the item itself. Without `@attribute` a
link gives its address, an image its source, a `time` its machine-readable date, all else its text; a
date may stand among other words. Words are no address: an `a` without `href` gives no link, and another
element's text gives one only where it begins with http://, https:// or /.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedsvc.config.options import KeyedProblem
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.dom import as_html, page_title, parse_html
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.rules import fitting_format
from feedsvc.extract.selected import Reading
from feedsvc.extract.selectoroptions import FIELDS, SelectorOptions
from feedsvc.models import Image, Page


class Selectors(Extractor[SelectorOptions]):
    """Reads stories from where the operator's selectors point."""

    name = "selectors"
    reads = "anything that CSS selectors or XPath can point at"
    unproposed = "no selectors could be proposed (write them by hand)"
    hints = (
        "# Further fields, each CSS, CSS@attribute or { select, xpath, attr, regex, format, template }:",
        '# author = ".byline a"',
        '# section = ".category"',
        '# summary = "p"',
        '# image = "img"',
        '# next = "a.next@href"          # with pages = 3: further pages',
    )
    Options = SelectorOptions
    by_looks = True

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the page; raises UseFallback naming the option that found nothing."""
        reading = Reading(parse_html(page), self.options)
        stories = tuple(story_of(*reading.values(item), self.options) for item in reading.items())
        notes = _notes(self.options, stories)
        cut = looks_cut(page.text)
        return RawExtraction(
            stories=stories[:-1] if cut else stories,  # the last one may be half a story
            next_url=reading.next_url(),
            attempts=(f"selectors: {len(stories)} stories{notes}",),
            page_title=page_title(reading.tree),
            truncated=cut,
        )

    @classmethod
    def check_options(cls, options: SelectorOptions) -> list[KeyedProblem]:
        """Stories need words, and items are elements."""
        problems = []
        if not (options.title or options.summary or options.content):
            problems.append(("title", "is missing (give title, or summary or content)"))
        if options.item.attr or options.item.regex or options.item.template:
            problems.append(("item", "selects elements (attr, regex and template have no meaning here)"))
        return problems


def story_of(values: Mapping[str, str], authors: tuple[str, ...], options: SelectorOptions) -> RawStory:
    """The raw story of what was read in one item."""
    date = values.get("date") or None
    formats = options.date.formats if options.date else ()
    return RawStory(
        title=values.get("title") or None,
        link=values.get("link") or None,
        authors=authors,
        published=date,
        date_format=fitting_format(date, formats) if date else None,
        section=values.get("section") or None,
        summary=as_html(values.get("summary")),
        content=values.get("content") or None,
        images=(Image(url=values["image"]),) if values.get("image") else (),
        reasons={name: getattr(options, name).shown for name, value in values.items() if value},
    )


def _notes(options: SelectorOptions, stories: Sequence[RawStory]) -> str:
    """What found nothing, as the end of a sentence; raises UseFallback where no story has words."""
    empty = [n for n in FIELDS if getattr(options, n) and not any(n in s.reasons for s in stories)]
    words = [n for n in ("title", "summary", "content") if getattr(options, n)]
    if set(words) <= set(empty):
        raise UseFallback(f"{_shown(options, words)} matches nothing in {len(stories)} items")
    return f"; {_shown(options, empty)} matches nothing in them" if empty else ""


def _shown(options: SelectorOptions, names: Sequence[str]) -> str:
    return " and ".join(f"{name} {getattr(options, name).shown!r}" for name in names)

"""`auto`: finds out by itself how the page shows its stories, and says what it tried and why it chose.

The page:

    <ul class="news">
      <li><span>2026-03-04</span> <a href="/n/101.html">Second quay opens after three years</a></li>
      <li><span>2026-03-03</span> <a href="/n/100.html">Ferry timetable changes on Monday</a></li>
      <li><span>2026-03-01</span> <a href="/n/99.html">Fish market moves to the old customs house</a></li>
    </ul>

The source's file:

    extractor = "auto"

The result: three stories, "Second quay opens after three years" first, with their links and dates.

The order: the page itself is a feed, a sitemap or JSON; JSON-LD; byline; the repeated structure of the
page, or its headings where they name releases; what its scripts carry. JSON-LD wins where it has at least as
many stories, dates and links as the structure; the byline, which cannot be there by accident, wins over the
structure from two stories on. A feed that the page links is only named, as an extractor never fetches:
`feedsvc new` reads it, and a poll reads it in place of a page without stories.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.text import fold
from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.auto.blocks import readings
from feedsvc.extract.auto.changelog import releases
from feedsvc.extract.auto.choice import best_groups
from feedsvc.extract.auto.doubts import doubts_of
from feedsvc.extract.auto.floor import below_floor
from feedsvc.extract.auto.jsonguess import guess_paths
from feedsvc.extract.auto.notes import Notes
from feedsvc.extract.auto.stateguess import guess_states
from feedsvc.extract.auto.structure import Group
from feedsvc.extract.auto.suggest import suggest
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.dom import attribute, page_title, parse_html
from feedsvc.extract.further import page_link
from feedsvc.extract.json import Json
from feedsvc.extract.jsonld import JsonLd, JsonLdOptions
from feedsvc.extract.jsonvalue import is_json, read_value
from feedsvc.extract.pagekind import HEALTHY_TEXT, SCRIPTED, in_words, page_kind, stand_in
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.shell import has_empty_place
from feedsvc.extract.sitemap import Sitemap
from feedsvc.extract.state.carried import states
from feedsvc.extract.state.datapage import leads_to
from feedsvc.extract.state.state import State
from feedsvc.extract.upstream.upstream import Upstream
from feedsvc.models import Page

_FEEDS = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_COMMENTS = re.compile(
    r"\bcom?ment|\bkommentar|\breplies|\breacties|\bкоммент|评论|回复|コメント", re.IGNORECASE
)
_OPENINGS = ("<?xml", "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex", "{", "[")
_XML_TYPES = ("xml", "json")
MENU = 8
"""Undated links around an application's empty place, at most; more may be a list beside it."""
FEW = 6
"""Fewer undated links may be what stands around the place that scripts fill."""
ENOUGH = 3
"""JSON-LD with fewer stories may describe one story of a page full of others."""


class Auto(Extractor[Paged]):
    """Reads stories by whichever strategy finds the best ones."""

    name = "auto"
    reads = "tries these in turn, then the page's repeated structure, and says why it chose"
    Options = Paged
    tries = ("byline",)
    by_looks = True

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the page; raises UseFallback with what was tried."""
        notes = Notes()
        found = self._of_data(page, notes) if is_data(page) else self._of_page(page, notes)
        if found is None:
            return notes.nothing()
        if found.strategy == self.name and looks_cut(page.text):  # the last one may be half a story
            found = replace(found, stories=found.stories[:-1], truncated=True)
        return notes.added_to(found)

    def _of_data(self, page: Page, notes: Notes) -> RawExtraction | None:
        found = self._try((Upstream, Sitemap), page, notes) or self._by_json(page, notes)
        return found or self._by_state(page, LexborHTMLParser(""), notes, None)

    def _of_page(self, page: Page, notes: Notes) -> RawExtraction | None:
        tree = parse_html(page)
        notes.name_feeds(feed_links(tree, page.url))
        notes.further = page_link(tree, page.url)
        found, spare = self._declared(tree, page, notes)
        found = found or _by_structure_or(spare, tree, notes)
        return found if found and _is_whole(found) else self._by_state(page, tree, notes, found)

    def _declared(
        self, tree: LexborHTMLParser, page: Page, notes: Notes
    ) -> tuple[RawExtraction | None, RawExtraction | None]:
        """JSON-LD or bylines where they need no comparison with the structure; else what they gave."""
        json_ld = JsonLd(JsonLdOptions(), self.settings)
        declared = _tried(JsonLd.name, partial(json_ld.read, tree, page.url), notes)
        if (
            declared
            and len(declared.stories) >= ENOUGH
            and all(s.published and s.link for s in declared.stories)
        ):
            return _chosen(declared, notes, "declares enough dated stories"), None
        bylines = self._bylines(tree, page, notes)
        if bylines and len(bylines.stories) > 1:
            return _chosen(bylines, notes, "bylines do not stand there by accident"), None
        return None, _better(declared, bylines)

    def _bylines(self, tree: LexborHTMLParser, page: Page, notes: Notes) -> RawExtraction | None:
        kind = EXTRACTORS["byline"]
        if why := kind.refusal(page, tree):
            notes.say(f"{kind.name}: {why}")
            return None
        return self._try((kind,), page, notes)

    def _by_json(self, page: Page, notes: Notes) -> RawExtraction | None:
        """The stories of JSON that is the page."""
        try:
            options = guess_paths(read_value(page.text, "the page"))
        except UseFallback as error:
            notes.say(f"json: {error}")
            return None
        if not options:
            notes.say("json: no list in JSON looks like stories")
            return None
        found = self._try((Json,), page, notes, options)
        return replace(found, attempts=(*found.attempts, notes.propose("json", options))) if found else None

    def _by_state(
        self, page: Page, tree: LexborHTMLParser, notes: Notes, found: RawExtraction | None
    ) -> RawExtraction | None:
        """What was found, or the stories of a state where it tells more of the same ones."""
        known = states(tree, page.text)
        guesses = guess_states(known, tree, page.url)
        if not guesses:
            notes.say("state: no list in its scripts looks like stories")
            return found or _led_to(tree, page, notes)
        options = guesses[0]
        reader = State.make(replace(self.settings, extractor=State.name, options=options))
        carried = _tried(State.name, partial(reader.extract, page, known), notes)
        if carried is None or not (found is None or _tells_more(carried, found)):
            return found
        notes.proposals.clear()  # they read what is known less of
        notes.attempts.append(notes.propose("state", options))
        return _chosen(carried, notes, "its scripts carry the stories")

    def _try(
        self,
        kinds: Sequence[type[Extractor[Any]]],
        page: Page,
        notes: Notes,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> RawExtraction | None:
        for kind in kinds:
            reader = kind.make(replace(self.settings, extractor=kind.name, options=options))
            if found := _tried(kind.name, partial(reader.extract, page), notes):
                return found
        return None


def _tried(name: str, read: Callable[[], RawExtraction], notes: Notes) -> RawExtraction | None:
    """What is read with this strategy; None, with a note, where that is no story."""
    try:
        found = read()
    except (UseFallback, ExtractError) as error:
        notes.say(f"{name}: {error}")
        return None
    if not (found.stories or found.next_url):
        notes.say(f"{name}: no stories")
        return None
    notes.say(f"{name}: {len(found.stories)} stories")
    return replace(found, strategy=name, attempts=(*notes.attempts, *found.attempts))


def feed_links(tree: LexborHTMLParser, url: str) -> list[str]:
    """The addresses of feeds that the page names for autodiscovery, as they stand there.

    Those below the page's own address (of its category, not of the whole site) come first, of comments last.
    """
    links = tree.css("link[rel~=alternate][type][href]")
    wanted = [n for n in links if attribute(n, "type").lower().split(";")[0] in _FEEDS]
    wanted.sort(key=lambda n: not _is_below(attribute(n, "href"), url))
    wanted.sort(key=lambda n: bool(_COMMENTS.search(f"{attribute(n, 'title')} {attribute(n, 'href')}")))
    return list(dict.fromkeys(filter(None, (attribute(n, "href") for n in wanted))))[:10]


def _is_below(href: str, url: str) -> bool:
    """Whether an address is the page's own one, which is no site's first page, and more."""
    own, path = url_parts(url).path.rstrip("/"), url_parts(joined_url(url, href)).path
    return bool(own) and path.startswith((f"{own}/", f"{own}."))


def is_data(page: Page) -> bool:
    """Whether the page is a feed, a sitemap or JSON rather than HTML."""
    head = page.text[:2000]
    start = head.lstrip().lower()
    if "<html" in start or "<!doctype html" in start:
        return False
    return start.startswith(_OPENINGS) or page.media_type.endswith(_XML_TYPES) or is_json(head)


def _by_structure_or(
    spare: RawExtraction | None, tree: LexborHTMLParser, notes: Notes
) -> RawExtraction | None:
    """The structure's stories, or the spare ones where those are not worse."""
    found = _by_structure(tree, notes)
    if found is None:
        return _chosen(spare, notes, "nothing else found stories") if spare else None
    if spare and len(spare.stories) >= ENOUGH and _better(spare, found) is spare:
        return _chosen(spare, notes, "has no fewer stories and dates than the structure")
    return _chosen(found, notes, "the page repeats this structure")


def _by_structure(tree: LexborHTMLParser, notes: Notes) -> RawExtraction | None:
    out = outline(tree)
    if told := releases(out):
        notes.say(f"structure: {len(told)} headings with versions, dates and no pages of their own")
        return RawExtraction(
            stories=told, attempts=tuple(notes.attempts), page_title=page_title(tree), strategy="auto"
        )
    groups, rival = best_groups(out)
    if not groups and len(tree.css("noscript li a[href]")) >= ENOUGH:
        out = outline(tree, scriptless=True)
        groups, rival = best_groups(out)
    if not groups:
        notes.say(f"structure: no repeated blocks look like stories ({len(out)} elements)")
        return None
    for group in groups:
        notes.say(f"structure: {_shape(group)} ({', '.join(group.reasons)})")
    found = readings(out, groups)
    stories = tuple(reading.story for reading in found)
    if not _dated(stories) and sum(map(len, out.texts)) < HEALTHY_TEXT and (kind := stand_in(tree)):
        notes.page_kind = kind
        notes.say(f"structure: {in_words(kind)}, whatever it lists")
        return None
    if not _dated(stories) and len(stories) < MENU and has_empty_place(tree):
        notes.page_kind = SCRIPTED
        notes.say(f"structure: {in_words(SCRIPTED)}, and {len(stories)} undated links stand around its place")
        return None
    blocks = [reading.block for reading in found]
    if 2 * _dated(stories) < len(stories) and (saw := below_floor(out, blocks)):
        notes.say(f"structure: {saw}")
        return None
    if len(groups) == 1 and (options := suggest(tree, out, groups[0], found)):
        notes.attempts.append(notes.propose("selectors", options))
    return RawExtraction(
        stories=stories,
        attempts=tuple(notes.attempts),
        page_title=page_title(tree),
        strategy="auto",
        doubts=doubts_of(out, groups, rival, found),
    )


def _led_to(tree: LexborHTMLParser, page: Page, notes: Notes) -> RawExtraction | None:
    """The file of data that a page without stories and feeds names as its own."""
    walled = notes.feeds or notes.page_kind not in (None, SCRIPTED)
    there = None if walled else leads_to(tree, page.url)
    if there is None or page_kind(page) not in (None, SCRIPTED):
        return None
    notes.say(f"state: the page leads to its data, {there}")
    return RawExtraction(next_url=there, attempts=tuple(notes.attempts), strategy="state")


def _shape(group: Group) -> str:
    return f"{len(group.blocks)} blocks {group.tag}{'.' if group.token else ''}{group.token}"


def _better(one: RawExtraction | None, other: RawExtraction | None) -> RawExtraction | None:
    """The one with more dates, then more links, then more stories; the first of equals."""
    given = [e for e in (one, other) if e is not None]
    return max(given, key=_worth, default=None)


def _worth(found: RawExtraction) -> tuple[int, int, int]:
    linked = sum(bool(story.link) for story in found.stories)
    return _dated(found.stories), linked, len(found.stories)


def _is_whole(found: RawExtraction) -> bool:
    """Whether every story is dated and linked: nothing could tell more of them."""
    count = len(found.stories)
    return count >= ENOUGH and _worth(found) == (count, count, count)


def _tells_more(carried: RawExtraction, found: RawExtraction) -> bool:
    """Whether a state tells more of the stories that were found, or those are but few that nothing dates."""
    if _worth(carried) <= _worth(found):
        return False
    known = {fold(story.title or "") for story in carried.stories}
    same = sum(fold(story.title or "") in known for story in found.stories)
    return 2 * same >= len(found.stories) or (not _dated(found.stories) and len(found.stories) < FEW)


def _dated(stories: Sequence[RawStory]) -> int:
    return sum(story.published is not None for story in stories)


def _chosen(found: RawExtraction, notes: Notes, why: str) -> RawExtraction:
    name = found.strategy if found.strategy not in (None, "auto") else "structure"
    last = f"auto: chose {name} ({len(found.stories)} stories): {why}"
    return replace(found, attempts=(*notes.attempts, last))

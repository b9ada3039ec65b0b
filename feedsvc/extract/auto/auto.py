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
page, or its headings where they name releases; things that it lists for search engines; what its scripts
carry. JSON-LD wins where it has at least as many stories, dates and links as the structure; the byline, which
cannot be there by accident, wins over the structure from two stories on. A feed that the page links is only
named, as an extractor never fetches: `feedsvc new` reads it, and a poll reads it in place of a page without
stories.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.auto.bystructure import by_structure
from feedsvc.extract.auto.comparing import ENOUGH, better, is_whole, tells_more
from feedsvc.extract.auto.feedlinks import feed_links
from feedsvc.extract.auto.isdata import is_data
from feedsvc.extract.auto.jsonguess import guess_paths
from feedsvc.extract.auto.listedthings import listed_things
from feedsvc.extract.auto.notes import Notes
from feedsvc.extract.auto.stateguess import guess_states
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.dom import parse_carried, parse_html
from feedsvc.extract.further import page_link
from feedsvc.extract.json import Json
from feedsvc.extract.jsonld import JsonLd, JsonLdOptions
from feedsvc.extract.jsonvalue import read_value
from feedsvc.extract.pagekind import SCRIPTED, page_kind
from feedsvc.extract.paging import Paged
from feedsvc.extract.sitemap import Sitemap
from feedsvc.extract.state.carried import states
from feedsvc.extract.state.datapage import leads_to
from feedsvc.extract.state.state import State
from feedsvc.extract.upstream.upstream import Upstream
from feedsvc.models import Page


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
        found = self._of_data(page, notes) if is_data(page) else self._of_page(page, parse_html(page), notes)
        if found is None:
            return notes.nothing()
        if found.strategy == self.name and looks_cut(page.text):  # the last one may be half a story
            found = structs.replace(found, stories=found.stories[:-1], truncated=True)
        return notes.added_to(found)

    def _of_data(self, page: Page, notes: Notes) -> RawExtraction | None:
        found = self._try((Upstream, Sitemap), page, notes) or self._by_json(page, notes)
        if found is None and (tree := parse_carried(page.text)) is not None:
            found = self._of_page(page, tree, notes)
        return found or self._by_state(page, LexborHTMLParser(""), notes, None)

    def _of_page(self, page: Page, tree: LexborHTMLParser, notes: Notes) -> RawExtraction | None:
        notes.name_feeds(feed_links(tree, page.url))
        notes.further = page_link(tree, page.url)
        found, spare = self._declared(tree, page, notes)
        found = found or _by_structure_or(spare, tree, notes, page) or listed_things(tree, notes)
        return found if found and is_whole(found) else self._by_state(page, tree, notes, found)

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
        if bylines and len(bylines.stories) > 1 and not _stand_above(bylines):
            return _chosen(bylines, notes, "bylines do not stand there by accident"), None
        return None, better(declared, bylines)

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
        return (
            structs.replace(found, attempts=(*found.attempts, notes.propose("json", options)))
            if found
            else None
        )

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
        if carried is None or not (found is None or tells_more(carried, found)):
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


def _stand_above(bylines: RawExtraction) -> bool:
    """Whether the bylines may stand above what they are of: the first one, or none, finds a link above it."""
    first, *others = (bool(story.link) for story in bylines.stories)
    return not first and len(set(others)) == 1


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
    return structs.replace(found, strategy=name, attempts=(*notes.attempts, *found.attempts))


def _by_structure_or(
    spare: RawExtraction | None, tree: LexborHTMLParser, notes: Notes, page: Page
) -> RawExtraction | None:
    """The structure's stories, or the spare ones where those are not worse."""
    found = by_structure(tree, notes, page)
    if found is None:
        return _chosen(spare, notes, "nothing else found stories") if spare else None
    if spare and len(spare.stories) >= ENOUGH and better(spare, found) is spare:
        return _chosen(spare, notes, "has no fewer stories and dates than the structure")
    return _chosen(found, notes, "the page repeats this structure")


def _led_to(tree: LexborHTMLParser, page: Page, notes: Notes) -> RawExtraction | None:
    """The file of data that a page without stories and feeds names as its own."""
    walled = notes.feeds or notes.page_kind not in (None, SCRIPTED)
    there = None if walled else leads_to(tree, page.url)
    if there is None or page_kind(page) not in (None, SCRIPTED):
        return None
    notes.say(f"state: the page leads to its data, {there}")
    return RawExtraction(next_url=there, attempts=tuple(notes.attempts), strategy="state")


def _chosen(found: RawExtraction, notes: Notes, why: str) -> RawExtraction:
    name = found.strategy if found.strategy not in (None, "auto") else "structure"
    last = f"auto: chose {name} ({len(found.stories)} stories): {why}"
    return structs.replace(found, attempts=(*notes.attempts, last))

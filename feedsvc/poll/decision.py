"""The talk between decide and store: what a page's stories mean, published or held."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.carriedsecrets import with_carried
from feedsvc.decide.changes import decide_changes
from feedsvc.decide.ids import mint_id
from feedsvc.decide.keys import lookup_keys, strong_keys
from feedsvc.decide.repeats import Repeats, repeats_of
from feedsvc.decide.repictured import looks_now, others_shown, remembered, with_pictures, worth_comparing
from feedsvc.decide.retention import without_pruned
from feedsvc.decide.sessionmarks import also_unmarked, learn, unmarked
from feedsvc.decide.times import minutes_of
from feedsvc.decide.trust import judge, lacks_its_end, lasting
from feedsvc.decide.withstored import complete
from feedsvc.models import PRUNED, Changes, Extraction, History, KnownStory, Outcome, SourceState, State
from feedsvc.poll.asbefore import is_as_before, shown_digest
from feedsvc.poll.attempt import Attempt, held
from feedsvc.poll.fulltext import FullText
from feedsvc.store import Store


class Decider:
    """Asks the store what the pure decisions need, and makes of an attempt what is to be written."""

    def __init__(
        self,
        store: Store,
        fulltext: FullText,
        *,
        clock: Callable[[], datetime],
        random: Callable[[], UUID],
        cookies: Callable[[SourceConfig], Collection[str]] = lambda _: (),
    ) -> None:
        self._store = store
        self._fulltext = fulltext
        self._clock = clock
        self._random = random
        self._cookies = cookies

    def decide(
        self,
        source: SourceConfig,
        state: SourceState,
        seen: Attempt,
        *,
        trusted: bool = False,
        anew: bool = False,
    ) -> Attempt:
        """The attempt with what its stories mean against the store, published or held.

        `trusted` skips the question whether it is believed; `anew` gives new stories random ids.
        """
        if seen.extraction is None:
            return seen
        shown = shown_digest(source, seen.extraction)
        if is_as_before(state, shown) and not trusted:
            return replace(seen, outcome=Outcome.UNCHANGED, shown=shown)
        given = self._cookies(source)
        marks = with_carried(state.history.marks, source.url, seen.extraction.stories, given)
        with self._store.view():
            extraction, known, marks = self._unmarked(source, seen.extraction, marks)
            changes = self._changes(source, extraction, known, anew=anew, history=state.history)
        seen = replace(seen, extraction=extraction, marks=marks)
        doubts = () if trusted else self._doubts(state, extraction, known, changes)
        if doubts:
            return self.held(source, seen, doubts)
        return self._believed(source, state, replace(seen, shown=shown), known, changes)

    def _doubts(
        self, state: SourceState, extraction: Extraction, known: Sequence[KnownStory], changes: Changes
    ) -> Sequence[str]:
        """Why the page is not believed; empty where it is."""
        standing = [k for k in known if k.digest != PRUNED]
        since = self._held_since(state, extraction)
        return judge(extraction, changes, standing, state.history, self._clock(), since).reasons

    def _believed(
        self,
        source: SourceConfig,
        state: SourceState,
        seen: Attempt,
        known: Sequence[KnownStory],
        changes: Changes,
    ) -> Attempt:
        """The attempt with all that is to be written of its stories."""
        looks = {} if source.full_text else looks_now(changes)
        told = "" if source.full_text else remembered(looks, changes)
        changes = self._repictured(changes, worth_comparing(looks, state.history.looks))
        changes, repeats = self._complete(source, changes, repeats_of(state.history))
        return replace(
            seen,
            outcome=Outcome.OK if changes else Outcome.UNCHANGED,
            # A page whose edits wait must be read again although it is the same.
            digest=None if changes.deferred else seen.digest,
            shown="" if changes.deferred else seen.shown,
            looks=told,
            changes=changes,
            stamps={k.id: k.stamp for k in known},
            repeats=repeats,
        )

    def compare(
        self, source: SourceConfig, extraction: Extraction, *, anew: bool = False
    ) -> tuple[Changes, Sequence[KnownStory]]:
        """What a page's stories mean against the store, and the known ones that they were held against."""
        known = self._known(source, extraction)
        return self._changes(source, extraction, known, anew=anew), known

    def _known(self, source: SourceConfig, extraction: Extraction) -> list[KnownStory]:
        keys = lookup_keys(extraction.stories, source)
        return self._store.known_stories(source.slug, keys.strong, keys.weak)

    def _unmarked(
        self, source: SourceConfig, shown: Extraction, marks: Sequence[str]
    ) -> tuple[Extraction, list[KnownStory], tuple[str, ...]]:
        """The page without session marks in its addresses, what is known of it, and the marks by now."""
        plain = replace(shown, stories=unmarked(shown.stories, (), marks)) if marks else shown
        known = self._known(source, plain)
        learnt = learn(plain.stories, known, marks)
        if not learnt:
            return plain, known, learnt
        found = replace(shown, stories=unmarked(shown.stories, known, learnt))
        known = self._known(source, found) if found.stories != plain.stories else known
        return found, also_unmarked(known, learnt), learnt

    def _changes(
        self,
        source: SourceConfig,
        extraction: Extraction,
        known: Sequence[KnownStory],
        *,
        anew: bool,
        history: History | None = None,
    ) -> Changes:
        """What the page's stories mean, told by what it shows of the known ones."""
        now, history = self._clock(), history or History()
        found = {key for story in known for key in story.keys}
        unseen = [s for s in extraction.stories if not found & strong_keys(s, source)]
        changes = decide_changes(
            source,
            extraction.stories,
            known,
            now,
            mint=lambda keys: mint_id(() if anew else keys, self._random),
            taken=self._store.taken_times(minutes_of(unseen, now)),
            vanish=source.vanish,
            looks=history.looks,
        )
        changes = without_pruned(changes, known)
        if not lacks_its_end(extraction, history):
            return changes
        # What a page that ended early lacks has not left it.
        return replace(changes, scrolled=(), vanished=(), withdrawn=())

    def _complete(self, source: SourceConfig, changes: Changes, known: Repeats) -> tuple[Changes, Repeats]:
        """The changes with what the page did not show: stored fields, and articles of their own pages."""
        modified = [m.story.id for m in changes.modified]
        stored = {s.id: s for s in self._store.stories(modified)} if modified else {}
        return self._fulltext.complete(source, complete(changes, stored), known, self._clock())

    def _repictured(self, changes: Changes, compared: Sequence[str]) -> Changes:
        """The changes with those of the compared stories of which only the pictures have changed."""
        others = others_shown(changes, self._store.looks(compared)) if compared else ()
        return with_pictures(changes, {s.id: s for s in self._store.stories(others)}) if others else changes

    def _held_since(self, state: SourceState, extraction: Extraction) -> datetime | None:
        """Since when the source shows what is held, where it shows that again."""
        hold = self._store.hold(state.slug) if state.state not in (State.OK, State.NEW) else None
        return lasting(hold, extraction.stories)

    def held(self, source: SourceConfig, seen: Attempt, reasons: Sequence[str]) -> Attempt:
        """The attempt kept aside: the feed stays as it is until the page recovers or an operator decides."""
        return held(seen, source.slug, reasons, self._store.hold(source.slug), self._clock())

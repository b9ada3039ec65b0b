"""What is written of a poll: the source's next state, its changes, and the topics that its stories join."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from feedsvc.config import SourceConfig
from feedsvc.decide.topics import Matcher, auto_titles, with_room
from feedsvc.models import Claim, Outcome, PollRecord, Snapshot, SourceState, State, Story
from feedsvc.poll.attempt import Attempt
from feedsvc.poll.logged import log_sections
from feedsvc.poll.stateafter import state_after
from feedsvc.store import Store


class Recorder:
    """Makes of an attempt the one record that a poll writes."""

    def __init__(
        self, store: Store, matcher: Matcher, *, clock: Callable[[], datetime], jitter: float, rng: Random
    ) -> None:
        self._store = store
        self._matcher = matcher
        self._clock = clock
        self._jitter = jitter
        self._rng = rng

    def record_of(
        self, source: SourceConfig, state: SourceState, claim: Claim, started: datetime, attempt: Attempt
    ) -> PollRecord:
        """All that this attempt writes."""
        now = self._clock()
        after, transition = state_after(state, source, attempt, now, jitter=self._jitter, rng=self._rng)
        stories = [n.story for n in attempt.changes.new]
        stories += [m.story for m in attempt.changes.modified if m.membership]
        return PollRecord(
            claim=claim,
            started=started,
            finished=now,
            state=after,
            changes=attempt.changes,
            joins={story.id: self._topics(story) for story in stories},
            auto_titles=self._sections(source, stories),
            hold=attempt.hold,
            clear_hold=attempt.outcome.good and state.state is State.HELD,
            snapshot=snapshot_of(source, state, attempt),
            transition=transition,
            outcome=attempt.outcome,
            stamps=attempt.stamps or {},
            file=state.file,
        )

    def _sections(self, source: SourceConfig, stories: Sequence[Story]) -> dict[str, str]:
        """The topics that these stories' sections make, as far as there is room for more."""
        titles = auto_titles(stories, self._matcher)
        if not titles:
            return titles
        kept = with_room(titles, self._store.section_topics())
        if refused := [title for slug, title in titles.items() if slug not in kept]:
            log_sections(source.slug, refused)
        return kept

    def _topics(self, story: Story) -> frozenset[str]:
        return frozenset() if story.withdrawn_at else self._matcher.topics(story)


def snapshot_of(source: SourceConfig, state: SourceState, attempt: Attempt) -> Snapshot | None:
    """The raw page, where it is another one than the last that was read."""
    if attempt.page is None or (attempt.outcome is Outcome.UNCHANGED and attempt.digest == state.page_digest):
        return None
    return Snapshot(
        source=source.slug,
        digest=hashlib.sha256(attempt.page.content).hexdigest(),
        page=attempt.page,
    )

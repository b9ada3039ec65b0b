"""What may never happen, looked at as it is written: two polls as one, a second id, another date, a step back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from feedsvc.models import Claim, Document, PollRecord, State, Story, Transition


class Broken(BaseException):
    """An invariant does not hold; nothing that is simulated may take this for a failure of its own."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(f"{rule}: {text}")
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Told:
    """A story as readers were first told of it, and when it was last said to be updated."""

    published: datetime
    updated: datetime


@dataclass
class Ledger:
    """What was written so far; methods named `on_` and as the Store's are told of every call that it carried out.

    `excused` says whether, since a time, anything happened in which claims or turns may run out unseen.
    """

    now: Callable[[], float]
    excused: Callable[[float], bool]
    stories: dict[str, Told] = field(default_factory=dict)
    granted: dict[str, int] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)
    """When the right to poll each source was last given out."""
    polled: dict[str, float] = field(default_factory=dict)
    """When the last poll of each source that was written began: what it read is no newer than that."""
    succeeded: dict[str, float] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    transitions: list[Transition] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    published: dict[str, dict[str, Told]] = field(default_factory=dict)
    changed: dict[str, float] = field(default_factory=dict)
    heard: dict[str, float] = field(default_factory=dict)
    busy: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    records: int = 0

    # -- polls -----------------------------------------------------------------------------------------

    def on_claim_due(self, answer: list[Claim], *_: Any, **__: Any) -> None:
        """Claims were given out."""
        for claim in answer:
            self._note_claim(claim)

    def on_claim(self, answer: Claim | None, *_: Any, **__: Any) -> None:
        """One was asked for."""
        if answer:
            self._note_claim(answer)

    def _note_claim(self, claim: Claim) -> None:
        self.granted[claim.source] = claim.epoch
        self.begun[claim.source] = self.now()

    def on_record_poll(self, _answer: object, record: PollRecord) -> None:
        """A poll was written."""
        source = record.claim.source
        if record.claim.epoch != self.granted.get(source):
            raise Broken("fenced", f"{source} was written under a claim that had passed to somebody else")
        self.records += 1
        self.polled[source] = self.begun[source]
        if record.outcome.good:
            self.succeeded[source] = self.begun[source]
        self._note_state(record)
        for new in record.changes.new:
            if new.story.id in self.stories:
                raise Broken("doubled", f"{source} stored {new.story.id} once more")
            self.stories[new.story.id] = Told(new.story.published, new.story.updated)
        for modified in record.changes.modified:
            self._note_modified(modified.story)

    def _note_state(self, record: PollRecord) -> None:
        before, after = self.states.get(record.claim.source), record.state.state
        worse = after in (State.FAILING, State.HELD, State.DISABLED) and after is not before
        if worse and record.transition is None:
            raise Broken("told", f"{record.claim.source} became {after} and nobody is told")
        if record.transition:
            self.transitions.append(record.transition)
        self.states[record.claim.source] = after

    def _note_modified(self, story: Story) -> None:
        before = self.stories.get(story.id)
        if before is None:
            raise Broken("lost", f"{story.id} was modified, and never stored")
        self.stories[story.id] = later(before, story.published, story.updated, story.id)

    # -- documents -------------------------------------------------------------------------------------

    def on_put_documents(
        self, answer: list[str], _topic: str | None, _version: int, made: Sequence[Document], **_: Any
    ) -> None:
        """Documents were published, where `answer` names them."""
        for document in made:
            if document.path in answer and document.path.endswith(".json"):
                self.changed[document.path] = self.now()
                self._read(document)

    def _read(self, document: Document) -> None:
        shown = self.published.setdefault(document.path, {})
        found = dict(entries_of(document.body))
        for name, told in found.items():
            first = shown.get(name) or self.stories.get(name)
            if first is None:
                raise Broken("re-identified", f"{document.path} shows {name}, which no poll has stored")
            shown[name] = later(first, told.published, told.updated, name)

    # -- requests --------------------------------------------------------------------------------------

    @contextmanager
    def one_at_a_time(self, what: str, among: Collection[object] = ()) -> Iterator[None]:
        """What is done now to a host, or to a source, is done by one alone, unless its right ran out."""
        begun = self.now()
        others = self.busy[what]
        if others and not self.excused(min(others)):
            raise Broken("one at a time", f"{what} is asked twice at one time")
        others.append(begun)
        try:
            yield
        finally:
            others.remove(begun)


def later(before: Told, published: datetime, updated: datetime, name: str) -> Told:
    """What is told of a story after that: its date is the same, and it was not updated earlier than it was."""
    if published != before.published:
        raise Broken("re-dated", f"{name} is of {published}, and was of {before.published}")
    if updated < before.updated:
        raise Broken("re-dated", f"{name} was updated {updated}, and before that {before.updated}")
    return Told(published, updated)


def entries_of(body: bytes) -> Iterator[tuple[str, Told]]:
    """The stories that a document shows, by id."""
    for item in json.loads(body)["items"]:
        dates = [
            datetime.fromisoformat(item[name]) for name in ("date_published", "date_modified") if name in item
        ]
        yield item["id"].removeprefix("urn:uuid:"), Told(dates[0], dates[-1])

"""Lists of a page corrected in the browser: which element gives which field, and what a press changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from feedsvc.builder.choice import Choice
from feedsvc.builder.looking import Looker
from feedsvc.builder.usable import check_options
from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, SourceError
from feedsvc.models import Extraction, Page
from feedsvc.operate.correction import NotListed, as_guessed, as_selectors, corrected, placed, without
from feedsvc.recent import Recent

READ_BY = "selectors"
MOST_TWINS = 200
Places = Sequence[Mapping[str, int]]
"""Of each story the number of the element of each field; that of the story itself is `item`."""


class Corrector:
    """Corrects the lists of pages that a looker keeps."""

    def __init__(self, looker: Looker) -> None:
        self._looker = looker
        self._lock = threading.Lock()
        self._twins: Recent[Choice | str] = Recent(MOST_TWINS)

    def press(self, config: Config, choice: Choice, field: str, at: int) -> Choice:
        """The list with a field where it was pressed; raises FeedsvcError with a sentence."""
        page, twin = self._twin(config, choice)
        with self._looker.turn():
            run, children = self._looker.reader(page), self._looker.children
            return twin._replace(options=corrected(page, twin.options, field, at, run, children))

    def drop(self, config: Config, choice: Choice, field: str) -> Choice:
        """The list without a field; raises FeedsvcError."""
        _, twin = self._twin(config, choice)
        return twin._replace(options=without(twin.options, field))

    def undo(self, config: Config, choice: Choice, guess: Choice, field: str) -> Choice:
        """The list with a field as it was guessed; the guess itself where nothing else differs from it."""
        _, twin = self._twin(config, choice)
        _, first = self._twin(config, guess)
        options = as_guessed(twin.options, first.options, field)
        return guess if options == first.options else twin._replace(options=options)

    def selectors(self, config: Config, choice: Choice) -> dict[str, Any]:
        """Options of selectors that read the list; raises FeedsvcError where the page shows it nowhere."""
        return self._twin(config, choice)[1].options

    def places(self, config: Config, choice: Choice, found: Extraction) -> Places:
        """Where the fields of each story stand; nowhere where the page shows the list nowhere."""
        page, twin = self._twin(config, choice)
        with self._looker.turn():
            try:
                places = self._looker.children.places(page, twin.options)
            except SourceError:
                places = []
        return tuple(placed(found.stories, places))

    def frame(self, config: Config, choice: Choice, field: str, pressed: str) -> str:
        """The page for a frame, its stories outlined and those of their parts that give the field."""
        page = self._looker.page(config, choice)
        try:
            page, twin = self._twin(config, choice)
        except NotListed:
            twin, pressed = None, ""
        with self._looker.turn():
            marks = marks_of(self._looker.children.places(page, twin.options), field) if twin else {}
            return self._looker.children.frame(page, marks, pressed)

    def _twin(self, config: Config, choice: Choice) -> tuple[Page, Choice]:
        """The page, and the list as selectors read it, however it was chosen."""
        check_options(choice.extractor, choice.options)
        page = self._looker.page(config, choice)
        if choice.extractor == READ_BY:
            return page, choice
        key = f"{page.fetched_at.isoformat()} {choice.text()}"
        with self._lock:
            known = self._twins.get(key)
        known = known or self._made(page, choice)
        with self._lock:
            self._twins.keep(key, known)
        if isinstance(known, str):
            raise NotListed(known)
        return page, known

    def _made(self, page: Page, choice: Choice) -> Choice | str:
        """The list as selectors read it, or why none do."""
        with self._looker.turn():
            run = self._looker.reader(page)
            found = run(choice.extractor, choice.options)
            try:
                options = as_selectors(page, found, run, self._looker.children)
                return choice._replace(extractor=READ_BY, options=options)
            except NotListed as reason:
                return str(reason)


def marks_of(places: Sequence[tuple[str, Mapping[str, int]]], field: str) -> dict[int, str]:
    """The classes of the elements that are stories, and of those that give the field."""
    marks = {place["item"]: "story" for _, place in places}
    for _, place in places:
        if field in place:
            at = place[field]
            marks[at] = "story field" if at in marks else "field"
    return marks


def number_of(text: str) -> int:
    """The number of an element in an address or a form; raises FeedsvcError."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise FeedsvcError("there is no such part on the page: press a word of it")
    return int(text)

"""Whether a list of a page is the one that a source read before: which known stories stand in it.

    fit = fit_of(stories, known)          # pairs, by link, by title, by date and words
    doubts(fit, changes, elsewhere)       # what speaks against taking the list without asking; nothing: sure

A redesign changes how a page says things, not what it says: most of what stood there still does, under the
same title, with the same link or date, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedsvc.decide.fit import Fit, is_later
from feedsvc.decide.keys import url_key
from feedsvc.decide.similarity import ALIKE, bare_words, likeness
from feedsvc.decide.sketch import LONG, Sketches
from feedsvc.models import Changes, KnownStory, NewStory

ENOUGH = 0.8
"""Share of the known stories that can still be there which a list must show to be sure."""
FEWEST = 3
"""Stories that must agree in their title, and in their link or date."""
IN_ORDER = 0.8
"""Share of neighbours that follow each other as their dates say, and of dates that agree."""
REMNANT, TEASER = 0.4, 5
"""Share of what stood on the page below which a list is a rest of it; so few stories at less than half."""
MOST_EDITED = 3
"""One of so many known stories may have been edited meanwhile."""
MOST_NEW = 50
"""New stories of which each is compared with each known one; more are doubtful anyway."""
MANY_WORDS = 0.3
"""From here on a story of the very time of a known one resembles it."""


def doubts(fit: Fit, changes: Changes, known: Sequence[KnownStory]) -> Iterator[str]:
    """Why the list is not to be taken without asking, a clause each; nothing where it is sure.

    `changes` is what the list would mean for the store.
    """
    if fit.share < ENOUGH:
        yield f"only {fit.found} of {fit.possible} known stories that can be there are found"
    if is_remnant(fit, known):
        yield f"it shows {fit.stories} stories where {len(known)} stood"
    if fit.agreeing < FEWEST:
        yield f"only {fit.agreeing} agree in their title and their link or date"
    yield from _misdated(fit)
    yield from _disordered(fit)
    again = announced_again(changes.new, known)
    if again:
        yield f"{len(again)} known stories would be announced again ({again[0].story.title!r})"
    if (edited := len(changes.edits)) * MOST_EDITED > max(fit.found, MOST_EDITED):
        yield f"{edited} of {fit.found} known stories would show as edited"
    if changes.withdrawn:
        yield f"{len(changes.withdrawn)} known stories would be taken back"
    if fit.ahead:
        yield f"{fit.ahead} stories of days to come would be new"
    if len(changes.new) > MOST_NEW:
        yield f"{len(changes.new)} stories would be new"
    yield from _odd(fit, changes.new, known)


def is_remnant(fit: Fit, known: Sequence[KnownStory]) -> bool:
    """Whether a list may be a box beside something else: the latest, the most read, a bait to sign in."""
    stood = len(known)
    return fit.stories < REMNANT * stood or (fit.stories <= TEASER and 2 * fit.stories < stood)


def announced_again(new: Sequence[NewStory], known: Sequence[KnownStory]) -> list[NewStory]:
    """Stories that would be new although a known one has their title, link or text, or nearly so."""
    titles, links = {bare_words(k.title) for k in known} - {()}, {url_key(k.url) for k in known} - {""}
    sketches = Sketches()
    return [
        n
        for n in new[:MOST_NEW]
        if bare_words(n.story.title) in titles
        or url_key(n.story.url) in links
        or _resembles(n, known, sketches)
    ]


def _resembles(new: NewStory, known: Sequence[KnownStory], sketches: Sketches) -> bool:
    """Whether the words are nearly those of a known story, or the time is the same and many words are."""
    of_time = [k for k in known if new.story.dated and k.dated and new.story.published == k.published]
    return any(
        likeness(new.story.title, k.title) >= least
        for least, some in ((ALIKE, known), (MANY_WORDS, of_time))
        for k in some
    ) or any(
        likeness(new.story.text[:LONG], k.text[:LONG]) >= least
        for least, some in ((ALIKE, known), (MANY_WORDS, of_time))
        for k in sketches.closest(new.story.text, some)
    )


def _misdated(fit: Fit) -> Iterator[str]:
    """Dates that the stories had and that are now missing or others."""
    had = [pair for pair in fit.pairs if pair.known.dated]
    right = sum(pair.dated for pair in had)
    if right < IN_ORDER * len(had):
        yield f"only {right} of {len(had)} have the date that they had"


def _disordered(fit: Fit) -> Iterator[str]:
    """Stories that do not follow each other as their dates do, one way or the other."""
    times = [pair.known.published for pair in fit.pairs]
    falling, rising = (sum(a >= b for a, b in pairwise(t)) for t in (times, times[::-1]))
    if max(falling, rising) < IN_ORDER * (len(times) - 2):  # one step may go the other way
        yield "their order is not that of their dates"


def _odd(fit: Fit, new: Sequence[NewStory], known: Sequence[KnownStory]) -> Iterator[str]:
    """New stories that stand between known ones, by their dates or places, and were never seen."""
    times = [k.published for k in known if k.dated]
    if not times:
        yield from ([f"{len(new)} stories without dates would be new"] if len(new) > fit.found else ())
        return
    dates = [n.story.published for n in new if n.story.dated]
    between = sum(min(times) <= date and not is_later(date, max(times)) for date in dates)
    older = sum(date < min(times) for date in dates)
    undated = sum(not n.story.dated for n in new)
    if between:
        yield f"{between} stories that were never seen stand among the known ones"
    if undated:
        yield f"{undated} stories without a date would be new"
    if older > fit.found / 2:
        yield f"{older} stories that are older than all known ones would be new"

"""Whether a page brings more unseen stories than the time passed explains.

What is dated after everything known is natural, however many. So is a page full of unseen stories after
an outage, and in a source's first polls what goes on below a page that was short. Time does not explain
what stood there, held, before it passed: another site at the address of a lost one stays held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from feedsvc.decide.keys import host
from feedsvc.decide.similarity import bare_words, opening_words
from feedsvc.models import Changes, Extraction, History, KnownStory, NewStory

FEWEST = 3
"""Stories from which on shares mean anything."""
SPARE = 5
"""Unseen stories that no source needs to explain."""
BURST = 4.0
"""How many times its usual rate a source may write."""
FIRST_POLLS, SHORT = 3, 12
"""In how many polls a page of at most how many stories may turn out to have been a part of one."""
FEW_MORE = 30
"""Stories that may follow below when no more than SPARE are known."""
GAPS, LEAST_GAP = 8, timedelta(days=3)
"""How many usual steps, or how much time, may lie between two stories that follow each other on a page."""
LASTING = timedelta(days=7)
"""After so long a page of a few lines is what its source shows now."""
_MESSAGE = re.compile(
    r"\b(?:errors?|exception|forbidden|denied|unavailable|maintenance|not found|too many requests)\b",
    re.IGNORECASE,
)
"""In the title of an entry that no editor wrote, where it is all that a feed has."""
OUTAGE = timedelta(days=1)
"""After so long a whole page of unseen stories is plausible."""


def flood(
    extraction: Extraction,
    changes: Changes,
    known: Sequence[KnownStory],
    history: History,
    now: datetime,
    held_since: datetime | None = None,
) -> Iterator[str]:
    """More unseen stories than the time passed explains; `held_since` as in `trust.judge`."""
    if not changes.new:
        return
    alike = told_before(changes.new, known)
    odd = [n for n in changes.new if n in alike or not natural(n, history)]
    if _goes_on(odd, extraction, changes, known, history) and not alike:
        return
    if held_since and not _is_recognised(changes) and not is_few(extraction, history):
        now = min(now, held_since)
    since = now - (history.last_success or now)
    written = BURST * history.per_day * since / timedelta(days=1)
    spare = max(SPARE, history.usual_items / 2) + (history.usual_items if since >= OUTAGE else 0)
    if len(odd) > written + spare:
        what = "unseen stories with old dates, none, or known titles"
        yield f"{len(odd)} {what}: more than {in_words(since)} explain"
    elif replaced(changes, len(odd)) and since < OUTAGE and len(odd) > written + 1:
        yield f"nothing on the page is known, and {len(odd)} of {len(changes.new)} stories are not recent"
    elif len(alike) > max(2, len(extraction.stories) / 4):
        yield f"{len(alike)} stories look like known ones under other addresses"


def _goes_on(
    odd: Sequence[NewStory],
    extraction: Extraction,
    changes: Changes,
    known: Sequence[KnownStory],
    history: History,
) -> bool:
    """Whether a page goes on below what it was a part of: in its first polls, or as it is cut no more."""
    first, whole = history.polls <= FIRST_POLLS, history.cut and not extraction.truncated
    stood = shown(changes, known) if (first or whole) and at_the_end(odd, extraction) else ()
    if not stood or (whole and first):
        return bool(stood)
    return len(odd) <= most_below(stood) if whole else continues(odd, stood)


def most_below(stood: Sequence[KnownStory]) -> float:
    """How many stories may follow below these."""
    return FEW_MORE if len(stood) <= SPARE else SPARE + 3 * len(stood) / 2


def elsewhere(
    changes: Changes, known: Sequence[KnownStory], history: History, now: datetime
) -> Iterator[str]:
    """Nothing known is left of one site's stories, and all that stands there leads to others, by now.

    So looks a feed that was mixed up with another one on its way.
    """
    if not changes.new or _is_recognised(changes) or now - (history.last_success or now) >= OUTAGE:
        return
    first = host(changes.new[0].story.url)
    if len(changes.new) < FEWEST or any(host(k.url) == first for k in known):  # nearly always the first one
        return
    ours = {host(k.url) for k in known}
    if len(ours) == 1 and not any(host(n.story.url) in ours | {""} for n in changes.new) and "" not in ours:
        yield f"nothing on the page is known, and all {len(changes.new)} stories lead to other sites"


def told_before(new: Sequence[NewStory], known: Sequence[KnownStory]) -> list[NewStory]:
    """The new stories with the title or the text of a known one."""
    titles = {bare_words(k.title) for k in known}
    texts = defaultdict[tuple[str, ...], list[str]](list)
    for one in known:
        texts[opening_words(one.text)].append(one.text)
    return [n for n in new if bare_words(n.story.title) in titles or _is_among(n.story.text, texts)]


def _is_among(text: str, known: Mapping[tuple[str, ...], Sequence[str]]) -> bool:
    """Whether a text says what one of these says; only those that begin alike are read on."""
    alike = known.get(opening_words(text), ())
    said = bare_words(text) if alike else ()
    return said != () and any(bare_words(other) == said for other in alike)


def dwindled(extraction: Extraction, changes: Changes, history: History, now: datetime) -> Iterator[str]:
    """Nothing known is left, and a few lines without recent dates stand there instead.

    So looks an error, consent or login page that answers 200 after a redirect (issue 10), and the one entry
    in which makers of feeds tell that they failed (`Bridge returned error 403!`). What has stood there for
    LASTING is a page that was cleaned up.
    """
    if now - (history.last_success or now) >= LASTING:
        return
    if not is_few(extraction, history) or _is_recognised(changes) or history.usual_items < FEWEST:
        return
    odd = [n for n in changes.new if not natural(n, history)]
    there = f"{len(odd)} without a recent date stand there" if odd else ""
    if not odd and changes.new and all(_MESSAGE.search(n.story.title) for n in changes.new):
        there = "what stands there speaks of an error"
    if there:
        yield f"nothing known is left of about {history.usual_items:.0f} stories, and {there}"


def is_few(extraction: Extraction, history: History) -> bool:
    """Whether a page has at most half of the stories that it used to have."""
    return 2 * len(extraction.stories) <= history.usual_items


def _is_recognised(changes: Changes) -> bool:
    return bool(changes.unmodified or changes.modified)


def natural(new: NewStory, history: History) -> bool:
    """True for a story dated after everything known."""
    return new.story.dated and (history.newest is None or new.story.published > history.newest)


def shown(changes: Changes, known: Sequence[KnownStory]) -> list[KnownStory]:
    """The known stories that stand on the page."""
    ids = {*changes.unmodified, *(m.story.id for m in changes.modified)}
    return [k for k in known if k.id in ids]


def at_the_end(unseen: Sequence[NewStory], extraction: Extraction) -> bool:
    """True where these stories, and no others, make the end of the page."""
    named = {(n.story.title, n.story.url) for n in unseen}
    end = extraction.stories[len(extraction.stories) - len(unseen) :]
    return all((story.title, story.url) in named for story in end)


def continues(unseen: Sequence[NewStory], known: Sequence[KnownStory]) -> bool:
    """True where a short page goes on below what it showed before, at its pace: it was a part of one."""
    if len(known) > SHORT:
        return False
    dates = sorted(k.published for k in known if k.dated)
    older = sorted(n.story.published for n in unseen if n.story.dated)
    if len(dates) != len(known) or len(older) != len(unseen) or not dates or not older:
        return False
    pace = (dates[-1] - dates[0]) / max(1, len(dates) - 1)
    together = all(b - a <= max(GAPS * pace, LEAST_GAP) for a, b in pairwise([*older, dates[0]]))
    return together and older[-1] <= dates[0] and len(older) <= most_below(known)


def in_words(time: timedelta) -> str:
    """A duration in words: `12 minutes`, `3 hours`, `2 days`."""
    for name, unit in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        if time >= 2 * unit:
            return f"{round(time / unit)} {name}s"
    return f"{max(2, round(time / timedelta(minutes=1)))} minutes"


def replaced(changes: Changes, odd: int) -> bool:
    """True when every story of a page is unseen, and most are not recent."""
    return not _is_recognised(changes) and len(changes.new) >= FEWEST and 2 * odd > len(changes.new)

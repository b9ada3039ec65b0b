"""Whether what a source shows of a known story is an edit.

Compared with what *this* source showed last, so that two sources that cut or phrase a story differently
do not overwrite each other in turn; and with the story's earlier versions, so that an old cached copy is
not taken for a correction. A view that lost something on its way, by a wrong charset or because the page
ends early, is no version at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto

from msgspec.structs import replace

from feedsvc.clean.misread import means
from feedsvc.clean.references import without_invented_ends
from feedsvc.clean.wording import html_to_text
from feedsvc.decide.cuts import cut_short, is_cut_title, is_passage, without_ellipsis
from feedsvc.decide.digest import agrees, digest, lacks, same_version, text_part
from feedsvc.decide.essence import essence
from feedsvc.decide.similarity import LOST, begins, likeness, opening_words, plain
from feedsvc.decide.told import told
from feedsvc.models import KnownStory, ParsedStory, Sighting

EDIT_EVERY = timedelta(hours=1)
"""At most one published edit per story in this time."""
REVERT_AFTER = timedelta(hours=6)
"""An earlier version counts as put back on purpose when it has been shown for so long."""
LOST_TOGETHER = 12
"""Characters that stand where one mark of lost ones was, at most."""
BARELY_ALIKE = 0.5
"""From here on a text is another one's beginning, of which characters were lost."""


class Judgement(Enum):
    """What a source's view of a known story means."""

    SAME = auto()
    """Nothing to write about its content."""
    NOTED = auto()
    """Another view, worth remembering for this source; the story stays."""
    WAITING = auto()
    """As NOTED, and it may become an edit if it stays."""
    RENEWED = auto()
    """The digest's rules have changed: the story takes the new digest, nothing else."""
    GROWN = auto()
    """The same story told more fully: adopted without announcing it."""
    EDITED = auto()
    """An edit to publish."""
    DEFERRED = auto()
    """An edit that must wait; nothing is noted, so that it is found again."""


def judgement(
    story: ParsedStory, shown: str, known: KnownStory, source: str, now: datetime, *, ends: bool = False
) -> Judgement:
    """What it means that `source` shows `story`, whose digest is `shown`, for the known one.

    `ends` says that the story is the last one of the page, which may be cut inside of it.
    """
    last = known.sighting(source)
    if damaged(story, known) or (ends and is_beginning(story, known)):
        return Judgement.NOTED
    if last is None:
        return Judgement.GROWN if shows_more(story, known) or mended(story, known) else Judgement.NOTED
    if not same_version(known.digest):
        return Judgement.GROWN if is_read_better(story, known) else Judgement.RENEWED
    if shown == known.digest:
        return Judgement.SAME if shown == last.digest else Judgement.NOTED
    if lacks(shown, known.digest):
        return Judgement.SAME if shown == last.digest else Judgement.NOTED
    if is_written_as_before(story, shown, known):
        return Judgement.RENEWED
    if repaired(story, known):
        return Judgement.GROWN if mended(story, known) else in_turn(known, now)
    if not same_version(last.digest):
        return Judgement.NOTED
    current = shown_elsewhere(known, source)
    if shown == last.digest:
        return _kept_showing(shown, last, known, now, current=current)
    if text_part(known.digest) == text_part(last.digest) and brings_text(story, shown, last):
        return Judgement.NOTED if known.text else Judgement.GROWN
    if was_shown(shown, known):
        return Judgement.NOTED if current else Judgement.WAITING
    if (current and last.digest != known.digest) or shows_less(story, known):
        return Judgement.NOTED
    fuller = shows_more(story, known) or agrees(shown, known.digest) or is_read_better(story, known)
    return Judgement.GROWN if fuller or fills_some(story, known) else in_turn(known, now)


def _kept_showing(
    shown: str, last: Sighting, known: KnownStory, now: datetime, *, current: bool
) -> Judgement:
    if not was_shown(shown, known) or current:
        return Judgement.SAME
    return in_turn(known, now) if now - last.since >= REVERT_AFTER else Judgement.DEFERRED


def brings_text(story: ParsedStory, shown: str, last: Sighting) -> bool:
    """True for what the source showed last, with a text below the summary that was all of it then.

    So looks a feed that begins to carry texts, or whose texts are read at last. Known ones may be articles.
    """
    if not (story.text and story.summary) or text_part(shown) == text_part(last.digest):
        return False
    return agrees(digest(replace(story, text="")), last.digest)


def is_written_as_before(story: ParsedStory, shown: str, known: KnownStory) -> bool:
    """True for the very words that are known, of which an older version of the rules made another digest."""
    said, before = shown.rpartition(".")[0], known.digest.rpartition(".")[0]
    return said == before and bool(story.text) and story.text == known.text


def was_shown(shown: str, known: KnownStory) -> bool:
    """True for what an earlier version of the story said, or a part of it."""
    return any(lacks(shown, earlier) for earlier in known.revisions)


def in_turn(known: KnownStory, now: datetime) -> Judgement:
    """EDITED, or DEFERRED while the story's last published edit is too fresh."""
    recent = known.edited_at is not None and now - known.edited_at < EDIT_EVERY
    return Judgement.DEFERRED if recent else Judgement.EDITED


def shown_elsewhere(known: KnownStory, source: str) -> bool:
    """True when another source's page shows the current version."""
    return any(s.source != source and s.gone is None and s.digest == known.digest for s in known.sightings)


def damaged(story: ParsedStory, known: KnownStory) -> bool:
    """True for a view with lost characters in a title, name or text that is known without."""
    lost = losses(story)
    return any(lost) and any(now and not before for now, before in zip(lost, losses(known), strict=True))


def repaired(story: ParsedStory, known: KnownStory) -> bool:
    """True for a view without lost characters of a story that is known with some, and as much of it."""
    return any(losses(known)) and not any(losses(story)) and not shows_less(story, known)


def mended(story: ParsedStory, known: KnownStory) -> bool:
    """True for a view that says what is known, with the characters that were lost."""
    return repaired(story, known) and fills_some(story, known)


def fills_some(story: ParsedStory, known: KnownStory) -> bool:
    """True for a view that says what is known, with some of the characters that were lost, or all."""
    if not any(losses(known)):
        return False
    titles = not story.headline_given or fills_gaps(story.title, known.title)
    return titles and fills_gaps(*told(story, known))


def is_read_better(story: ParsedStory, known: KnownStory) -> bool:
    """True for a view that says what is known, which was misread, escaped or not parted when it was stored.

    `CafÃ©` is `Café` then, `Quay &amp; pier` `Quay & pier`, `AT&T; buys` `AT&T buys`, and the author
    `Lee, Ann; Wu, Bo` two.
    """
    people = _in_a_row(known.authors), _in_a_row(story.authors)
    pairs = ((known.title, story.title), told(known, story), people)
    changed = known.authors != story.authors or any(before != now for before, now in pairs)
    return changed and all(_says(before, now) for before, now in pairs)


def _says(before: str, now: str) -> bool:
    if before == now or means(before, now) or now == without_invented_ends(before):
        return True
    if "<" not in before and "&" not in before:
        return False
    words = html_to_text(before)
    return now in (words, " ".join(words.split())) or not words.strip()  # nothing but a picture's tag


def _in_a_row(authors: Sequence[str]) -> str:
    return "".join(";".join(authors).replace(";", " ").split())


def losses(story: ParsedStory | KnownStory) -> tuple[bool, bool, bool]:
    """Whether characters were lost in the title, the names, the text."""
    return LOST in story.title, LOST in "".join(story.authors), LOST in (story.text or story.summary)


def fills_gaps(whole: str, gapped: str) -> bool:
    """True where two texts differ only in what one of them lost."""
    whole, gapped, at = plain(whole), plain(gapped), 0
    if LOST not in gapped:
        return whole == gapped
    first, *pieces = gapped.split(LOST)
    for piece in (first, *filter(None, pieces)):
        found = whole.find(piece, at, at + len(piece) + LOST_TOGETHER)
        if found < 0:
            return False
        at = found + len(piece)
    return whole.startswith(first) and len(whole) - at <= LOST_TOGETHER * (not pieces[-1])


def is_beginning(story: ParsedStory, known: KnownStory) -> bool:
    """True for a proper beginning of the known text, under the same headline where there is one."""
    ours, theirs = told(story, known)
    if ours == theirs and LOST not in theirs:
        return False
    if story.headline_given and not fills_gaps(story.title, known.title):
        return False
    start, full = plain(ours), plain(theirs)
    if LOST not in full or len(start) >= len(full.replace(LOST, "")):
        return begins(start, full)
    return likeness(start, full[: len(start)]) >= BARELY_ALIKE


def shows_less(story: ParsedStory, known: KnownStory) -> bool:
    """True for a poorer view of the same words: no text, a cut one or a passage, a cut headline, or none."""
    ours, theirs = told(story, known)
    if story.headline_given and plain(story.title) != plain(known.title):
        return essence(ours) == essence(theirs) and cut_short(story.title, known.title)
    if not ours or (is_passage(ours) and not _begin_alike(ours, theirs)):
        return bool(theirs)
    unchanged = essence(ours) == essence(theirs)
    return cut_short(ours, theirs) or (unchanged and not story.headline_given)


def _begin_alike(ours: str, theirs: str) -> bool:
    """Whether two passages are one, in which words may have been put right: another one begins elsewhere."""
    return is_passage(theirs) and opening_words(ours) == opening_words(theirs)


def shows_more(story: ParsedStory, known: KnownStory) -> bool:
    """True for a richer view of the same words: a text at last, or more than a cut one; so of a headline."""
    ours, theirs = told(story, known)
    whole = story.headline_given and is_cut_title(known.title, story.title)
    if not ours:
        return whole
    if whole or plain(story.title) == plain(known.title):
        return not theirs or cut_short(theirs, ours) or (whole and essence(ours) == essence(theirs))
    unchanged = essence(story.text) == essence(known.text)
    return story.headline_given and unchanged and opens(known.title, known.text)


def opens(title: str, text: str) -> bool:
    """True for a title that is only the beginning of the text."""
    return bool(text) and plain(text).startswith(without_ellipsis(plain(title))[0])

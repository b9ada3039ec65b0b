"""What a page means against the store: new, modified, unmodified, gone.

listing → recognition → amend (edits, sections, links) + arrivals + leaving → Changes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from feedsvc.decide.amend import amend
from feedsvc.decide.digest import digest
from feedsvc.decide.edits import Judgement
from feedsvc.decide.healing import stands
from feedsvc.decide.keys import Source
from feedsvc.decide.knownbykeys import Remembered, remember_keys
from feedsvc.decide.leaving import leaving
from feedsvc.decide.listing import Listed, listing
from feedsvc.decide.recognition import recognise
from feedsvc.decide.redone import redone
from feedsvc.decide.sections import without_abandoned
from feedsvc.decide.shownagain import Seen, see
from feedsvc.decide.tallies import tallies_of
from feedsvc.decide.times import Taken, believable, edit_time, free_second, publication
from feedsvc.decide.withstored import stored_story
from feedsvc.models import Changes, KnownStory, ModifiedStory, NewStory, ParsedStory, Sighting, Story

WAITS = (Judgement.DEFERRED, Judgement.WAITING)


def decide_changes(
    source: Source,
    parsed: Iterable[ParsedStory],
    known: Sequence[KnownStory],
    now: datetime,
    *,
    mint: Callable[[frozenset[str]], str],
    taken: Collection[datetime] = (),
    vanish: str = "keep",
    looks: str = "",
) -> Changes:
    """What the stories of one page mean; `new` is oldest first, so that equal times keep the page's order.

    `known` holds the stories under the page's keys and those of the page's last poll; `taken` the
    `updated` times already given inside `minutes_of(parsed, now)`; `mint` makes a story's id from the
    strong keys that are its own; `looks` are those that the last poll remembered (repictured.remembered).
    A page without stories means nothing: nothing has left it.
    """
    page = listing(parsed, source)
    if not page:
        return Changes()
    remembered = remember_keys(known, source)
    window = [known for known in remembered if stands(known, source.slug)]
    found = recognise(page, remembered, window, source, now)
    used, owners = Taken(taken), {key: k.id for k in known for key in k.keys}
    fresh = [block for block in page if block.place not in found]
    new = [make_new(block, source.slug, now, mint, used, owners) for block in oldest_first(fresh, now)]
    seen = agreed(_views(page, found, source.slug, now, looks))
    modified, waiting = _amended(seen, owners, used, now)
    gone = _left(page, window, found, now)
    changed = {m.story.id for m in modified}
    own = [s for s in seen if is_own(s) and s.known.story.id not in changed]
    return replace(
        _leave(gone[0], gone[1], source.slug, vanish),
        new=tuple(new),
        modified=(*modified, *_unlabelled(gone[1], source.slug)),
        unmodified=tuple(s.known.story.id for s in seen if s.known.story.id not in changed),
        views={s.known.story.id: s.story for s in own},
        looks={s.known.story.id: s.look for s in own},
        deferred=waiting,
    )


def oldest_first(fresh: Sequence[Listed], now: datetime) -> list[Listed]:
    """New stories in order of publication; of equal times the lower on the page comes first."""
    return sorted(fresh, key=lambda block: (publication(block.story, block.place, now), -block.place))


def make_new(
    block: Listed,
    source: str,
    now: datetime,
    mint: Callable[[frozenset[str]], str],
    used: Taken,
    owners: Mapping[str, str],
) -> NewStory:
    """The new story with its times; its `updated` is added to `used`."""
    updated = free_second(publication(block.story, block.place, now), used, now)
    used.add(updated)
    own = block.strong - owners.keys()
    story = _first_version(block, source, mint(own), now, updated)
    section = block.story.section
    return NewStory(
        story=story,
        strong_keys=own,
        weak_keys=block.weak,
        sighting=Sighting(source=source, section=section, digest=story.digest, since=now),
    )


def _first_version(block: Listed, source: str, identity: str, now: datetime, updated: datetime) -> Story:
    """The story as its source shows it first."""
    story = block.story
    return Story(
        id=identity,
        title=story.title,
        # Nothing is updated before it was published, also where only an earlier second is free.
        published=min(publication(story, block.place, now), updated),
        updated=updated,
        first_seen=now,
        digest=digest(story),
        dated=believable(story.published),
        url=story.url,
        article=story.article,
        guid=story.guid,
        authors=story.authors,
        sections=(story.section,) if story.section else (),
        summary=story.summary,
        content=story.content,
        text=story.text,
        related=story.related,
        images=story.images,
        tags=story.tags,
        language=story.language,
        sources=(source,),
        headline_given=story.headline_given,
    )


def _views(
    page: Sequence[Listed], found: Mapping[int, Remembered], source: str, now: datetime, looks: str
) -> list[Seen]:
    """How the page shows each known story; `looks` as in `decide_changes`."""
    pairs, last, before = sorted(found.items()), len(page) - 1, frozenset(looks.split())
    retitled = any(page[at].story.title != known.story.title for at, known in pairs)
    tallies = tallies_of([block.story.title for block in page]) if retitled else ()
    return [
        see(page[at], known, source, now, ends=at == last, looks=before, tallies=tallies)
        for at, known in pairs
    ]


def agreed(seen: list[Seen]) -> list[Seen]:
    """The judgements, with a mass of small edits taken for what it is: the page printed another way."""
    edited = [s for s in seen if s.judgement is Judgement.EDITED]
    before = sum(s.last is not None for s in seen)
    if not redone([(s.story, s.known.story) for s in edited], before):
        return seen
    return [replace(s, judgement=Judgement.GROWN) if s in edited else s for s in seen]


def is_own(seen: Seen) -> bool:
    """Whether the source shows a story as it showed it before, and no other one ever did."""
    return seen.judgement is Judgement.SAME and len(seen.known.story.sightings) == 1


def _amended(
    seen: Sequence[Seen], owners: Mapping[str, str], used: Taken, now: datetime
) -> tuple[list[ModifiedStory], int]:
    """What to write about the stories seen again, and how many edits wait."""
    written, waiting = [], 0
    for one in seen:
        updated = None
        if one.judgement is Judgement.EDITED:
            updated = edit_time(one.known.story.updated, used, now)
            one = one if updated else replace(one, judgement=Judgement.DEFERRED)
        if updated:
            used.add(updated)
        waiting += one.judgement in WAITS
        modified = amend(one, owners, now, updated)
        written += [modified] if modified else []
    return written, waiting


def _left(
    page: Sequence[Listed], window: Sequence[Remembered], found: Mapping[int, Remembered], now: datetime
) -> tuple[tuple[KnownStory, ...], tuple[KnownStory, ...]]:
    standing = {k.story.id for k in found.values()}
    times = [
        found[block.place].story.published
        if block.place in found
        else publication(block.story, block.place, now)
        for block in page
    ]
    stood = [k.story for k in window]
    arrivals = len(page) - sum(k.id in standing for k in stood)
    left = leaving(stood, standing, max(times), arrivals)
    return left.scrolled, left.vanished


def _leave(
    scrolled: Sequence[KnownStory], vanished: Sequence[KnownStory], source: str, vanish: str
) -> Changes:
    taken_back = [k.id for k in vanished if not k.withdrawn_at and not stands_elsewhere(k, source)]
    return Changes(
        scrolled=tuple(k.id for k in scrolled),
        vanished=tuple(k.id for k in vanished),
        withdrawn=tuple(taken_back) if vanish == "withdraw" else (),
    )


def stands_elsewhere(known: KnownStory, source: str) -> bool:
    """True when another source's page still shows the story."""
    return any(s.source != source and s.gone is None for s in known.sightings)


def _unlabelled(vanished: Sequence[KnownStory], source: str) -> list[ModifiedStory]:
    """Vanished stories that other sources still show elsewhere: the section they were taken from goes."""
    written = []
    for known in vanished:
        now_seen = [replace(s, gone="vanished") if s.source == source else s for s in known.sightings]
        sections = without_abandoned(known.sections, now_seen)
        if sections and sections != known.sections:
            story = replace(stored_story(known), sections=sections)
            written.append(ModifiedStory(story=story, fields=frozenset({"sections"}), membership=True))
    return written

"""Publishing 5 new stories that touch 14 of 100 topics in 3 formats, against feedgen rendering everything.

Goal: at most 1/50 of feedgen-all, before compression; an entry at most half of what feedgen takes alone.
CPU time, alternating, medians; every round
starts with cold envelopes, as after a restart.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from feedsvc.models import Channel, Related, Story
from feedsvc.render import CODINGS, FORMATS, RenderContext, syndication
from feedsvc.render.entry import make_entry

TOPICS, TOUCHED, NEW, ENTRIES, ROUNDS = 100, 14, 5, 50, 5
GOAL, HALF = 50, 0.5
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
CTX = RenderContext(base_url="https://feeds.example", sources={"world": "https://news.example/world/"})
PARAGRAPH = "<p>The lanterns on the river were lit at dusk, and the boats came back one by one.</p>"


def story(number: int) -> Story:
    """A story of 2.5 kB."""
    published = NOW - timedelta(minutes=number)
    return Story(
        id=str(UUID(int=number)),
        title=f"Lanterns & boats, part {number}",
        published=published,
        updated=published,
        first_seen=NOW,
        digest=str(number),
        url=f"https://news.example/2026-03-04/lanterns-{number}.html",
        authors=("Mei Tan", "Olu Ade"),
        sections=("World",),
        sources=("world",),
        content=PARAGRAPH * 28,
        text="The lanterns on the river were lit at dusk. " * 50,
        related=(Related(title="Tolls", url="https://news.example/tolls.html"),),
    )


def channel(topic: int, fmt: str) -> Channel:
    """The subscription document of one topic."""
    return Channel(
        id=f"urn:uuid:{UUID(int=10**9 + topic)}",
        title=f"Topic {topic}",
        subtitle="Lanterns and boats",
        language="en",
        self_url=f"https://feeds.example/feeds/{topic}.{fmt}",
        html_url=f"https://feeds.example/topics/{topic}",
        updated=NOW,
        author="feedsvc",
    )


def feedgen_all(stories: list[Story]) -> None:
    """Every topic in Atom and RSS by feedgen alone, entry by entry."""
    for topic in range(TOPICS):
        for fmt in ("atom", "rss"):
            feed = syndication.make_feed(channel(topic, fmt), fmt)
            for one in stories:
                entry = syndication.make_feed_entry(make_entry(one, CTX), fmt)
                feed.add_entry(entry, order="append")
            feed.atom_str() if fmt == "atom" else feed.rss_str()


def feedgen_as_used(stories: list[Story]) -> None:
    """The same with nothing of ours but the values: what a plain program would do."""
    for topic in range(TOPICS):
        for fmt in ("atom", "rss"):
            feedgen_once(topic, fmt, stories)


def feedgen_once(topic: int, fmt: str, stories: list[Story]) -> bytes:
    """One document by feedgen alone."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(str(topic))
    feed.title(f"Topic {topic}")
    feed.link(href=f"https://feeds.example/topics/{topic}")
    feed.description("Lanterns and boats")
    for one in stories:
        entry = feed.add_entry(order="append")
        entry.id(one.id)
        entry.title(one.title)
        entry.link(href=one.url)
        entry.published(one.published)
        entry.updated(one.updated)
        entry.author([{"name": name} for name in one.authors])
        entry.content(one.content, type="html")
    made: bytes = feed.atom_str() if fmt == "atom" else feed.rss_str()
    return made


def joined(stories: list[Story], kept: dict[str, list[bytes]]) -> None:
    """The new stories' fragments, joined with kept ones into the touched topics' documents."""
    syndication._envelope.cache_clear()
    for fmt in FORMATS:
        new = [FORMATS[fmt].fragment(one, CTX) for one in stories[:NEW]]
        for topic in range(TOUCHED):
            FORMATS[fmt].document(channel(topic, fmt), new + kept[fmt][NEW:])


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def main() -> int:
    """Print the ratio; 1 when it misses the goal."""
    stories = [story(number) for number in range(1, ENTRIES + 1)]
    kept = {fmt: [FORMATS[fmt].fragment(one, CTX) for one in stories] for fmt in FORMATS}
    whole, plain, ours = [], [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(lambda: joined(stories, kept)))
        plain.append(milliseconds(lambda: feedgen_as_used(stories)))
        whole.append(milliseconds(lambda: feedgen_all(stories)))
    mine, bare, all_ = (statistics.median(times) for times in (ours, plain, whole))
    print(f"feedgen, all topics: {all_:.0f} ms with our entries, {bare:.0f} ms with bare ones")
    print(f"joined, {TOUCHED} topics x {len(FORMATS)} formats, {NEW} new stories: {mine:.2f} ms")
    print(f"ratio 1/{all_ / mine:.0f} with our entries, 1/{bare / mine:.0f} with bare ones (goal 1/{GOAL})")
    return int(_details(kept) > HALF or all_ / mine < GOAL)


def _details(kept: dict[str, list[bytes]]) -> float:
    """Print what the parts take; gives the most that an entry takes of what feedgen does alone."""
    most = 0.0
    for fmt in FORMATS:
        body = FORMATS[fmt].document(channel(1, fmt), kept[fmt])
        join = _each(partial(FORMATS[fmt].document, channel(1, fmt), kept[fmt]))
        entry = _each(partial(FORMATS[fmt].fragment, story(1), CTX))
        print(f"{fmt}: {len(body) // 1000} kB, a join {join:.3f} ms, an entry {entry:.3f} ms", end="")
        bare = _each(partial(alone, story(1), fmt)) if fmt != "json" else 0
        most = max(most, entry / bare) if bare else most
        print(f", by feedgen alone {bare:.3f} ms" if bare else "")
    for name, pack in CODINGS.items():
        print(f"{name}: {len(pack(body)) / len(body):.1%} of the body, {_each(partial(pack, body)):.2f} ms")
    return most


def alone(one: Story, fmt: str) -> bytes:
    """An entry whose tree feedgen makes anew."""
    return syndication._serialise(syndication.make_feed_entry(make_entry(one, CTX), fmt), fmt)


def _each(work: Callable[[], object], times: int = 100) -> float:
    def again() -> None:
        for _ in range(times):
            work()

    return milliseconds(again) / times


if __name__ == "__main__":
    sys.exit(main())

"""Values for tests: every field has a plausible default, keywords override.

`story_id(n)` gives the same identifier for the same number in every run.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from feedsvc.models import (
    Changes,
    Channel,
    Claim,
    Document,
    Extraction,
    KnownStory,
    NewStory,
    Page,
    ParsedStory,
    PollRecord,
    Revision,
    Sighting,
    SourceState,
    State,
    Story,
)

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIGEST = "1:" + "0" * 32


def story_id(number: int = 1) -> str:
    """A lower-case UUID that is the same for the same number."""
    return str(UUID(int=(0x4000_8000 << 64) | number))


def make_parsed(number: int = 1, **given: Any) -> ParsedStory:
    """Story `number` as an extractor saw it: own title, link, article number, minute and text."""
    text = given.get("text", f"The lanterns of pier {number} were lit at dusk.\nCrowds of {number * 7} came.")
    defaults: dict[str, Any] = {
        "title": f"Lanterns on river number {number}",
        "url": f"https://news.example/2026-03-04/lanterns-on-river-{number}-{1000 + number}.html",
        "article": str(1000 + number),
        "authors": ("Mei Tan",),
        "published": NOW - number * HOUR,
        "section": "World",
        "summary": f"The lanterns of pier {number} were lit at dusk.",
        "content": "".join(f"<p>{line}</p>" for line in text.split("\n")),
        "text": text,
    }
    return ParsedStory(**(defaults | given))


def make_stories(count: int, **given: Any) -> tuple[ParsedStory, ...]:
    """`count` parsed stories, newest first, numbered from 1."""
    return tuple(make_parsed(number, **given) for number in range(1, count + 1))


def make_sighting(**given: Any) -> Sighting:
    """How source `world` last showed a story."""
    defaults: dict[str, Any] = {
        "source": "world",
        "section": "World",
        "digest": DIGEST,
        "since": NOW - 24 * HOUR,
    }
    return Sighting(**(defaults | given))


def make_known(number: int = 1, **given: Any) -> KnownStory:
    """Story `number` as the store remembers it: what `make_parsed(number)` would have left."""
    parsed = make_parsed(number)
    defaults: dict[str, Any] = {
        "id": story_id(number),
        "title": parsed.title,
        "url": parsed.url,
        "article": parsed.article,
        "guid": None,
        "authors": parsed.authors,
        "published": parsed.published,
        "dated": True,
        "updated": parsed.published,
        "edited_at": None,
        "sections": ("World",),
        "text": parsed.text,
        "digest": DIGEST,
        "sightings": (make_sighting(digest=given.get("digest", DIGEST)),),
    }
    return KnownStory(**(defaults | given))


def make_story(number: int = 1, **given: Any) -> Story:
    """Story `number` as stored and rendered."""
    parsed = make_parsed(number)
    published = given.get("published", parsed.published)
    defaults: dict[str, Any] = {
        "id": story_id(number),
        "title": parsed.title,
        "published": published,
        "updated": published,
        "first_seen": published,
        "digest": f"1:{number:032x}",
        "url": parsed.url,
        "article": parsed.article,
        "authors": parsed.authors,
        "sections": ("World",),
        "summary": parsed.summary,
        "content": parsed.content,
        "text": parsed.text,
        "sources": ("world",),
    }
    return Story(**(defaults | given))


def make_new(number: int = 1, *, source: str = "world", **given: Any) -> NewStory:
    """Story `number` as one poll of `source` brings it to the store."""
    story = make_story(number, **({"sources": (source,)} | given))
    return NewStory(
        story=story,
        strong_keys=frozenset({f"article:news.example:{1000 + number}"}),
        weak_keys=frozenset({f"byline:{source}:mei tan|{story.published:%Y-%m-%dT%H:%M}"}),
        sighting=make_sighting(source=source, digest=story.digest, since=NOW),
    )


def make_revision(number: int = 1, **given: Any) -> Revision:
    """The first version of story `number`, kept when its first edit was published."""
    story = make_story(number)
    defaults: dict[str, Any] = {
        "story": story.id,
        "number": 1,
        "title": story.title,
        "content": story.content,
        "digest": story.digest,
        "seen_at": story.updated,
    }
    return Revision(**(defaults | given))


def make_changes(*numbers: int, **given: Any) -> Changes:
    """Changes with these new stories and nothing else."""
    return Changes(**({"new": tuple(make_new(number) for number in numbers)} | given))


def make_page(html: str | bytes = "<p>Nothing yet.</p>", **given: Any) -> Page:
    """A fetched UTF-8 HTML page."""
    defaults: dict[str, Any] = {
        "url": "https://news.example/world/",
        "content": html.encode() if isinstance(html, str) else html,
        "media_type": "text/html",
        "charset": "utf-8",
        "fetched_at": NOW,
    }
    return Page(**(defaults | given))


def make_extraction(*stories: ParsedStory, **given: Any) -> Extraction:
    """What the byline strategy would report for these stories."""
    return Extraction(**({"strategy": "byline", "stories": stories} | given))


def make_state(slug: str = "world", **given: Any) -> SourceState:
    """A source that was polled well ten minutes ago."""
    defaults: dict[str, Any] = {
        "title": "World",
        "url": "https://news.example/world/",
        "state": State.OK,
        "last_poll": NOW - HOUR / 6,
        "last_success": NOW - HOUR / 6,
        "next_poll": NOW,
    }
    return SourceState(slug=slug, **(defaults | given))


def make_claim(source: str = "world", **given: Any) -> Claim:
    """A claim that holds for five minutes."""
    defaults: dict[str, Any] = {"owner": "tests", "epoch": 1, "until": NOW + HOUR / 12}
    return Claim(source=source, **(defaults | given))


def make_record(source: str = "world", **given: Any) -> PollRecord:
    """One good poll that found nothing new."""
    defaults: dict[str, Any] = {
        "claim": make_claim(source),
        "started": NOW,
        "finished": NOW,
        "state": make_state(source, last_poll=NOW, last_success=NOW, next_poll=NOW + HOUR / 6),
    }
    return PollRecord(**(defaults | given))


def make_channel(**given: Any) -> Channel:
    """Feed-level metadata of topic `world` in Atom."""
    defaults: dict[str, Any] = {
        "id": f"urn:uuid:{story_id(9000)}",
        "title": "World",
        "subtitle": "News of the world",
        "language": "en",
        "self_url": "https://feeds.example/feeds/world.atom",
        "html_url": "https://feeds.example/topics/world",
        "updated": NOW,
        "author": "feedsvc",
    }
    return Channel(**(defaults | given))


def make_document(path: str = "/feeds/world.atom", body: bytes = b"<feed/>", **given: Any) -> Document:
    """A published document of topic `world`."""
    defaults: dict[str, Any] = {
        "media_type": "application/atom+xml",
        "etag": f"{len(body):x}-{path.strip('/').replace('/', '-')}",
        "last_modified": NOW,
        "topic": "world",
    }
    return Document(path=path, body=body, **(defaults | given))

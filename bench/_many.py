"""A database of so many stories, sources and topics, filled by statements that make many rows each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.decide.topics import Matcher
from feedsvc.poll.agreement import agree
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store
from feedsvc.store.tables import topics
from feedsvc.store.values import microseconds_of

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
AT = microseconds_of(NOW)
SIZE = 50
"""Stories on a page, and in a feed."""
SHARE = 2
"""One in so many sources is in topic t1, which has full feeds and archives where all is small, too."""
PATIENCE = 1800.0
"""Seconds that one statement which fills a table may take on a busy machine."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much there is."""

    stories: int
    sources: int
    topics: int

    @property
    def hundredth(self) -> Scale:
        """A hundredth of it, and as many sources and topics as one page shows."""
        shown = min(100, self.topics)
        return Scale(self.stories // 100, max(self.sources // 100, shown), max(self.topics // 100, shown))


def make_config(directory: Path, scale: Scale) -> Config:
    """Topic t0 has every story, t1 those of every other source, each other one those of some sources."""
    every = timedelta(minutes=15)
    sources = tuple(
        SourceConfig(
            slug=f"s{n}",
            title=f"Source {n}",
            url=f"https://s{n}.example/news",
            extractor="byline",
            every=every,
            timezone=ZoneInfo("UTC"),
        )
        for n in range(scale.sources)
    )
    slugs = [s.slug for s in sources]
    others = scale.topics - 2
    topics = tuple(
        TopicConfig(slug=f"t{n + 2}", title=f"Topic {n + 2}", sources=tuple(slugs[n::others]))
        for n in range(others)
    )
    everything = TopicConfig(slug="t0", title="Everything")
    share = TopicConfig(slug="t1", title="A half", sources=tuple(slugs[1::SHARE]))
    return Config(directory=directory, topics=(everything, share, *topics), sources=sources)


def write_config(config: Config, url: str) -> None:
    """The same as files."""
    place = config.directory
    (place / "sources").mkdir(parents=True)
    (place / "feedsvc.toml").write_text(f'[store]\nurl = "{url}"\n')
    for s in config.sources:
        told = f'title = "{s.title}"\nurl = "{s.url}"\nextractor = "byline"\nevery = "15m"\n'
        (place / "sources" / f"{s.slug}.toml").write_text(told)
    tables = (
        f'[[topic]]\nslug = "{t.slug}"\ntitle = "{t.title}"\nsources = {list(t.sources)}\n'
        for t in config.topics
    )
    (place / "topics.toml").write_text("\n".join(tables))


def fill(store: Store, config: Config, scale: Scale) -> None:
    """Everything stored, indexed, summed up, in its topics and published, but for a few topics' documents."""
    publisher = Publisher(config, store, clock=lambda: NOW)
    agree(store, config, Matcher(config.topics), publisher, NOW)
    with patient(store) as tx:
        for statement in statements(store.on_sqlite, scale):
            tx.execute(sa.text(statement.replace(":", "\\:")))
        look_published(tx, publisher.fingerprints)
    while store.sum_up():
        pass
    with patient(store) as tx:
        tx.execute(sa.text("ANALYZE"))


@contextmanager
def patient(store: Store) -> Iterator[sa.Connection]:
    """A transaction whose statements may take very long, and much memory."""
    with store._write() as tx:
        if store.on_sqlite:
            tx.execute(sa.text("PRAGMA cache_size = -300000"))
        else:
            tx.connection.driver_connection.deadline = PATIENCE  # type: ignore[union-attr]
            for setting in ("statement_timeout = 0", "enable_seqscan = on", "maintenance_work_mem = '512MB'"):
                tx.execute(sa.text(f"SET LOCAL {setting}"))
        yield tx


def look_published(tx: sa.Connection, fingerprints: Mapping[str, str]) -> None:
    """Archives that look as if this program had made them are not made anew."""
    rows = [{"of": slug, "now": value} for slug, value in fingerprints.items()]
    which = topics.c.slug == sa.bindparam("of")
    tx.execute(topics.update().where(which).values(fingerprint=sa.bindparam("now")), rows)


def marked(rare: int) -> Iterator[tuple[str, str]]:
    """Words, and in which stories each stands; one in so many is `rare`, which are as many at any scale."""
    yield "harbour", "1 = 1"
    yield "rare", f"n % {rare} = 0"
    yield "quay", "n % 2 = 0"
    yield "mole", f"n % 2 = 1 OR n % {rare} = 0"
    yield "gull", f"n % {rare} <> 0"


def statements(sqlite: bool, scale: Scale) -> list[str]:
    """SQL in the order in which it is run; the oldest story has number 1."""
    count, others = scale.stories, scale.topics - 2
    first = "SELECT CAST(1 AS BIGINT)"
    series = f"WITH RECURSIVE s(n) AS ({first} UNION ALL SELECT n + 1 FROM s WHERE n < {count})"
    padded = "printf('%012d', n)" if sqlite else "lpad(n::text, 12, '0')"
    flag = {True: "1" if sqlite else "true", False: "0" if sqlite else "false"}
    empty = "X''" if sqlite else "''::bytea"
    when = f"{AT - count * 60_000_000} + n * 60000000"
    name = f"'s' || (n % {scale.sources})"
    words = " || ' ' || ".join(f"'word' || (n * {k} % 3000)" for k in (1, 7, 11, 13, 17, 19, 23, 29))
    marks = " || ".join(
        f"CASE WHEN {where} THEN '{word} ' ELSE '' END" for word, where in marked(max(1, count // 100))
    )
    body = f"' headline ' || n || ' _ ' || {marks} || {words} || ' _ ' || '_source_' || {name} || ' '"
    shown = f"CASE WHEN n > {count - SIZE} THEN 's1' ELSE {name} END"
    place = f"'t' || (2 + n % {scale.sources} % {others})"
    stored = (
        "INSERT INTO stories (number, id, stamp, title, published, updated, first_seen, digest, dated, url,"
        " authors, sections, summary, content, text, related, images, tags, revision, earlier, keys,"
        f" headline_given) {series} SELECT n, '00000000-0000-4000-8000-' || {padded}, 1, 'Headline ' || n,"
        f" {when}, {when}, {when}, '1:' || n, {flag[True]}, 'https://s.example/' || n,"
        f" '[\"Mei Tan\"]', '[\"World\"]', '', '<p>' || {words} || '</p>', {words},"
        " '[]', '[]', '[]', 1, '[]',"
        f" '[\"url:s.example/' || n || '\"]', {flag[True]} FROM s"
    )
    from_stories = "(SELECT number AS n FROM stories) AS s"
    indexed = "rowid, body" if sqlite else "story, body, words"
    vector = "" if sqlite else f", array_to_tsvector(string_to_array(btrim({body}), ' '))"
    pages = f"WITH RECURSIVE p(n, slug, last) AS ({first}, slug, seq / 50 FROM topics WHERE seq >= 50"
    path = "'/feeds/' || slug || '/archive/' || n || '.' || f.form"
    document = f"slug, 'application/atom+xml', 'tag' || n, {AT}, {empty}, {empty}"
    return [
        *([] if sqlite else ["DROP INDEX story_search_words"]),
        stored,
        f"INSERT INTO strong_keys (key, story) SELECT 'url:s.example/' || n, n FROM {from_stories}",
        f"INSERT INTO weak_keys (key, story) SELECT 'title:' || {name} || ':headline ' || n, n"
        f" FROM {from_stories}",
        "INSERT INTO sightings (source, story, section, digest, since, first_seen, gone)"
        f" SELECT {shown}, n, 'World', '1:' || n, {when}, {when},"
        f" CASE WHEN n <= {count - SIZE} AND (n <= {count - 10 * scale.sources} OR {name} = 's1')"
        f" THEN 'scrolled' END FROM {from_stories}",
        "INSERT INTO members (topic, seq, story, changed, gone)"
        f" SELECT 't0', n, n, 0, {flag[False]} FROM {from_stories}",
        "INSERT INTO members (topic, seq, story, changed, gone)"
        f" SELECT 't1', row_number() OVER (ORDER BY n), n, 0, {flag[False]} FROM {from_stories}"
        f" WHERE n % {scale.sources} % {SHARE} = 1",
        "INSERT INTO members (topic, seq, story, changed, gone) SELECT topic, row_number() OVER"
        f" (PARTITION BY topic ORDER BY n), n, 0, {flag[False]} FROM (SELECT n, {place} AS topic"
        f" FROM {from_stories}) AS t",
        f"INSERT INTO story_search ({indexed}) SELECT n, {body}{vector} FROM {from_stories}",
        *([] if sqlite else ["CREATE INDEX story_search_words ON story_search USING gin (words)"]),
        "UPDATE topics SET seq = (SELECT count(*) FROM members WHERE topic = slug)",
        f"UPDATE topics SET stories = seq, updated = {AT},"
        f" archived = CASE WHEN seq > {2 * SIZE} THEN seq / {SIZE} - 1 ELSE 0 END",
        f"UPDATE sources SET stories = {count // scale.sources}, state = 'ok', last_poll = {AT},"
        f" last_success = {AT}, last_change = {AT}, last_news = {AT}, next_poll = {AT} + 900000000",
        "INSERT INTO documents (path, topic, media_type, etag, last_modified, body_digest, plain)"
        f" {pages} UNION ALL SELECT n + 1, slug, last FROM p WHERE n < last)"
        f" SELECT {path}, {document} FROM p CROSS JOIN (SELECT 'atom' AS form UNION SELECT 'rss'"
        " UNION SELECT 'json') AS f",
        *([] if sqlite else ["SELECT setval('stories_number_seq', (SELECT max(number) FROM stories))"]),
    ]

"""A database that was filled by older rules of cleaning, and is polled by today's."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from feedsvc.decide.digest import VERSION, digest
from feedsvc.models import ParsedStory

LINE = "Ships wait. Read the plan."
MARKUP = (
    'Ships wait.<br>Read <a href="https://b.example/plan">the plan</a>. <img src="https://b.example/a.png">'
)
FILM = '<p>See:</p><iframe src="https://player.example/7" title="The film"></iframe><p><img src="/a.png"></p>'


def feed(note: str = "") -> bytes:
    items = (
        f"<item><title>Quay opens</title><link>https://b.example/1</link><description><![CDATA[{MARKUP}]]></description></item>"
        f"<item><title>Ferry film</title><link>https://b.example/2</link><c:encoded><![CDATA[{FILM}]]></c:encoded></item>"
    )
    space = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Pier</title>{items}</channel></rss><!-- {note} -->'.encode()


@dataclass
class Database:
    """What stands in the file: `holds`, `had`."""

    file: Path

    def had(self, title: str, version: int = VERSION, **columns: str) -> None:
        """Put back what older rules had made of a story, digests of an earlier version included."""
        today = digest(ParsedStory(title=title, text=columns["text"], summary=columns["summary"]))
        shown = f"{version}:{today.partition(':')[2]}"
        with sqlite3.connect(self.file) as db:
            (number,) = db.execute("SELECT number FROM stories WHERE title = ?", (title,)).fetchone()
            for name, value in {**columns, "digest": shown}.items():
                db.execute(f"UPDATE stories SET {name} = ? WHERE number = ?", (value, number))
            db.execute("UPDATE sightings SET digest = ? WHERE story = ?", (shown, number))
            db.execute("UPDATE sources SET page_digest = NULL")  # a new version reads every page again
        db.close()

    def forgot_routes(self, url: str | None = None) -> None:
        """Put back the keys of links as they were when routes were left out; `url` is the link then published."""
        with sqlite3.connect(self.file) as db:
            links = "SELECT key FROM strong_keys WHERE key LIKE 'url:%#%'"
            (pages,) = db.execute(
                f"SELECT count(DISTINCT substr(key, 1, instr(key, '#'))) FROM ({links})"
            ).fetchone()
            (routes,) = db.execute(f"SELECT count(*) FROM ({links})").fetchone()
            if routes == pages == 1:
                db.execute(
                    "UPDATE strong_keys SET key = substr(key, 1, instr(key, '#') - 1) WHERE key LIKE 'url:%#%'"
                )
            else:  # a link that stories share was none of their keys
                db.execute("DELETE FROM strong_keys WHERE key LIKE 'url:%#%'")
            if url:
                db.execute("UPDATE stories SET url = ?", (url,))
            db.execute("UPDATE sources SET page_digest = NULL")
        db.close()

    def holds(self, title: str) -> str:
        """The content of a story."""
        with sqlite3.connect(self.file) as db:
            (content,) = db.execute("SELECT content FROM stories WHERE title = ?", (title,)).fetchone()
        db.close()
        return str(content)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "feeds.db")


@pytest.fixture
def database_url(database: Database) -> str:
    return f"sqlite:///{database.file}"


def test_stories_of_older_rules_keep_their_bytes_and_none_is_announced(program: Any, database: Any) -> None:
    program.site.answers("/feed", 200, feed())
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == 2
    told = {id: (entry.updated, entry.published) for id, entry in program.entries().items()}
    database.had("Quay opens", content="", text="", summary=LINE)
    database.had(
        "Ferry film", content='<p>See:</p><p><img src="https://b.example/a.png"></p>', text="See:", summary=""
    )
    program.restarts()
    program.site.answers("/feed", 200, feed("another day"))
    report = program.polls()
    assert (report.ok, report.seen, report.new, report.edited) == (True, 2, 0, 0)
    assert {id: (entry.updated, entry.published) for id, entry in program.entries().items()} == told
    assert database.holds("Quay opens") == ""
    assert database.holds("Ferry film") == '<p>See:</p><p><img src="https://b.example/a.png"></p>'


BOXES = "<div>Ships wait.</div><div>Read \u2067the plan\u2069.</div>"


def test_lines_that_older_rules_ran_together_are_no_edit_when_they_are_read_apart(
    program: Any, database: Any
) -> None:
    item = f"<item><title>Quay \u2068opens\u2069</title><link>https://b.example/1</link><description><![CDATA[{BOXES}]]></description></item>"
    page = f'<rss version="2.0"><channel><title>Pier</title>{item}</channel></rss>'.encode()
    program.site.answers("/feed", 200, page)
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == 1
    (known,) = program.feed().entries
    database.had(known.title, 4, content="", text="Ships wait.Read the plan.", summary="")
    for day in ("another day", "a third day"):
        program.restarts()
        program.site.answers("/feed", 200, page + f"<!-- {day} -->".encode())
        report = program.polls()
        assert (report.ok, report.new, report.edited) == (True, 0, 0)
        assert (known.id, known.updated) in [(e.id, e.updated) for e in program.feed().entries]
    program.site.answers("/feed", 200, page.replace(b"Ships", b"All ships"))
    assert program.polls().edited == 1, "what changes from then on is one"


NEWS = {"item": "li", "title": "a", "link": "a@href", "date": "time"}


def shows_routes(program: Any, *stories: tuple[int, str]) -> None:
    items = "".join(
        f'<li><time>2026-11-{number:02} 08:00</time> <a href="/app#/news/{number}">{title}</a>'
        for number, title in stories
    )
    program.site.answers("/app", 200, f"<html><title>Pier</title><ul>{items}</ul>".encode())


def watches_routes(program: Any) -> None:
    program.watches("world", "/app", extractor="selectors", options=NEWS, article_id=None)


def test_a_single_story_behind_a_route_gives_way_to_the_next_one(program: Any) -> None:
    shows_routes(program, (7, "Quay opens"))
    watches_routes(program)
    assert program.polls().new == 1
    shows_routes(program, (8, "Ferry sinks"))
    report = program.polls()
    assert (report.ok, report.new, report.edited) == (True, 1, 0)
    assert {entry.title: entry.link.partition("#")[2] for entry in program.feed().entries} == {
        "Ferry sinks": "/news/8",
        "Quay opens": "/news/7",
    }


ONE, TWO = ((7, "Quay opens"),), ((8, "Ferry sinks"), (7, "Quay opens"))


@pytest.mark.parametrize(("stories", "stale"), [(ONE, False), (ONE, True), (TWO, False)])
def test_stories_behind_routes_that_older_rules_left_out_keep_their_ids_in_silence(
    program: Any, database: Any, stories: Any, stale: bool
) -> None:
    shows_routes(program, *stories)
    watches_routes(program)
    assert program.polls().new == len(stories)
    told = {title: (entry.id, entry.updated) for title, entry in program.entries().items()}
    # Of a single story whose link led to the next one in turn, the first link stayed.
    database.forgot_routes(f"{program.site.base}/app#/news/3" if stale else None)
    for day in range(2):
        program.restarts()
        shows_routes(program, *stories)
        report = program.polls()
        assert (report.ok, report.new, report.edited) == (True, 0, 0), day
        assert {title: (entry.id, entry.updated) for title, entry in program.entries().items()} == told
    shows_routes(program, (9, "Mast breaks"), *stories)
    assert program.polls().new == 1
    shows_routes(program, (9, "Mast breaks, harbour shut"), *stories)
    program.polls()
    assert len(program.entries()) == len(stories) + 1, "from then on a story has its route for its name"


DATED = {"item": "li", "title": "b", "date": "time"}
TABLES = ("Tide tables", "Rules for anchoring", "Names of the quays", "Dues of the harbour")


def shows_tables(program: Any, *, titles: Any = TABLES) -> None:
    items = "".join(f"<li><time>{n}/3/2025</time> <b>{title}</b>" for n, title in enumerate(titles, 4))
    program.site.answers("/tables", 200, f"<html><title>Pier</title><ul>{items}</ul>".encode())


def test_a_list_without_links_whose_dates_were_read_otherwise_keeps_its_stories_in_silence(
    program: Any, database: Any
) -> None:
    shows_tables(program)
    program.watches(
        "world", "/tables", extractor="selectors", options=DATED, article_id=None, date_order="MDY"
    )
    assert program.polls().new == len(TABLES)
    told = {title: (entry.id, entry.updated, entry.published) for title, entry in program.entries().items()}
    with sqlite3.connect(database.file) as db:  # older rules had no such keys
        db.execute("DELETE FROM weak_keys WHERE key LIKE 'dated:%'")
    db.close()
    program.sources[:] = [replace(source, date_order="DMY") for source in program.sources]
    for _ in range(2):
        program.restarts()
        report = program.polls()
        assert (report.ok, report.new, report.edited) == (True, 0, 0), report
        assert {t: (e.id, e.updated, e.published) for t, e in program.entries().items()} == told


def shows_turbo(program: Any, name: str, word: str = "") -> None:
    """Six items with a line each, and a text in an element of this name."""
    items = "".join(
        f"<item><title>Quay {n} opens</title><link>{program.site.base}/{n}.html</link><guid>q{n}</guid>"
        f"<description>Ships at quay {n} wait.</description>"
        f"<turbo:{name}><![CDATA[<p>Quay {n} was dredged.</p><p>It has two berths for ferries{word if n == 1 else ''}.</p>]]></turbo:{name}></item>"
        for n in range(6)
    )
    space = 'xmlns:turbo="http://turbo.yandex.ru"'
    body = f'<rss version="2.0" {space}><channel><title>Pier</title>{items}</channel></rss>'
    program.site.answers("/turbo", 200, body.encode())


@pytest.mark.parametrize("full_text", [False, True])
def test_texts_of_a_feed_that_are_read_at_last_announce_no_story(program: Any, full_text: bool) -> None:
    for n in range(6):
        article = "".join(
            f"<p>Of quay {n} the harbour master told us all that he knew, part {k}.</p>" for k in range(9)
        )
        page = f"<html><body><article><h1>Quay {n} opens</h1>{article}</article></body></html>"
        program.site.answers(f"/{n}.html", 200, page.encode())
    shows_turbo(program, "unread")
    program.watches("world", "/turbo", extractor="upstream", article_id=None, full_text=full_text)
    assert program.polls().new == 6
    told = {title: (entry.id, entry.updated) for title, entry in program.entries().items()}
    before = {title: entry.get("content") for title, entry in program.entries().items()}
    shows_turbo(program, "content")
    for _ in range(2):
        program.restarts()
        report = program.polls()
        assert (report.ok, report.new, report.edited) == (True, 0, 0)
        entries = program.entries()
        assert {title: (entry.id, entry.updated) for title, entry in entries.items()} == told
        if full_text:
            assert {title: entry.get("content") for title, entry in entries.items()} == before
        else:
            assert all("two berths" in entry.content[0].value for entry in entries.values())
    shows_turbo(program, "content", ", and a crane of its own")
    assert program.polls().edited == 1, "what changes from then on is an edit"


FORMULA = 'Ships wait <script type="math/tex">x^2</script> days.'


@pytest.mark.parametrize("summary", [pytest.param("Ships wait days.", id="left out"), "Ships wait x^2 days."])
def test_formulas_of_descriptions_that_older_rules_left_out_or_took_for_words_announce_nothing(
    program: Any, database: Any, summary: str
) -> None:
    item = f"<item><title>Quay opens</title><link>https://b.example/1</link><description><![CDATA[{FORMULA}]]></description></item>"
    page = f'<rss version="2.0"><channel><title>Pier</title>{item}</channel></rss>'.encode()
    program.site.answers("/feed", 200, page)
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == 1
    (known,) = program.feed().entries
    assert "<math" in known.content[0].value
    database.had(known.title, content="", text="", summary=summary)
    for day in ("another day", "a third day"):
        program.restarts()
        program.site.answers("/feed", 200, page + f"<!-- {day} -->".encode())
        report = program.polls()
        assert (report.ok, report.new, report.edited) == (True, 0, 0)
        assert [(e.id, e.updated) for e in program.feed().entries] == [(known.id, known.updated)]

"""A database that was filled by older rules of cleaning, and is polled by today's."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
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

"""Stories with `full_text`, over real sockets: what is learnt of their pages, kept, and never done twice."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from tests.acceptance.conftest import Program
from tests.acceptance.test_any_page import HOUR, bodies, several
from tests.living import LivingStory

BIO = "Ann Lee has written about harbours and the ships in them for twenty years."
OPTIONS = {"item": "li.news", "title": "a", "link": "a@href", "summary": "p"}
HEAD = (
    '<meta name="author" content="Bo Ek"><meta property="article:published_time" content="2026-03-01T08:00Z">'
)


def shows(program: Program, stories: list[LivingStory], lead: str = "") -> None:
    """A list of undated headlines without authors, and a page of each with a biography at its end."""
    items = "".join(
        f'<li class="news"><a href="{s.path}">{escape(s.headline)}</a><p>{lead}{escape(s.paragraphs[0][:60])}</p></li>'
        for s in stories
    )
    program.site.answers("/news", 200, f"<html><body><ul>{items}</ul></body></html>".encode())
    for s in stories:
        text = "".join(f"<p>{escape(p)} The whole report is of case {s.number}.</p>" for p in s.paragraphs)
        page = f"<html><head>{HEAD}</head><body><article><h1>{escape(s.headline)}</h1>{text}<p>{BIO}</p></article></body></html>"
        program.site.answers(s.path, 200, page.encode())


def asked(program: Program) -> list[str]:
    """The article pages asked for so far."""
    return [path for path, _ in program.site.requests if path.endswith(".html")]


def content(entry: Any) -> str:
    return str(entry.content[0].value) if "content" in entry else ""


def test_what_articles_repeat_is_learnt_over_polls_and_restarts_and_nothing_published_changes(
    program: Program,
) -> None:
    shows(program, several(1, 2))
    program.watches("world", "/news", extractor="selectors", options=OPTIONS, full_text=True)
    program.polls()
    first = {title: content(entry) for title, entry in program.entries().items()}
    assert all(BIO in text for text in first.values())
    shows(program, several(1, 5))
    program.restarts()
    program.polls()
    entries = program.entries()
    later = {title: content(entry) for title, entry in entries.items() if title not in first}
    assert len(later) == 3
    assert not any(BIO in text for text in later.values())
    assert all("The whole report" in text for text in later.values())
    assert {title: content(entries[title]) for title in first} == first


def test_a_story_takes_author_and_date_of_its_article_and_keeps_its_id(program: Program) -> None:
    shows(program, several(1, 3))
    program.watches("world", "/news", extractor="selectors", options=OPTIONS)
    program.polls()
    before, ids = bodies(program), program.ids()
    program.sources[0] = replace(program.sources[0], full_text=True)
    program.restarts()
    program.polls(after=HOUR)
    assert bodies(program) == before, "stories already published without them are not announced again"
    assert asked(program) == []
    shows(program, several(1, 5))
    program.polls(after=HOUR)
    entries = program.entries()
    fresh = {title: entry for title, entry in entries.items() if title not in ids}
    assert [entry.author for entry in fresh.values()] == ["Bo Ek", "Bo Ek"]
    assert all(entry.published.startswith("2026-03-01T08:00") for entry in fresh.values())
    assert ids.items() < program.ids().items()
    published = bodies(program)
    program.polls(after=HOUR)
    assert (bodies(program), len(asked(program))) == (published, 2)

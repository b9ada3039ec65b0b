"""Bad pages in place of a good one: whatever is served, every byte of the feed stays, then and afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import Any

import pytest

from tests.acceptance.badpages import BAD, ELSEWHERE, HTML, Answer, Form, Good
from tests.acceptance.conftest import Program
from tests.living import DESIGNS, LivingSite, LivingStory, invent

PATH = "/world-live/"
STORIES = [invent(n) for n in range(12, 0, -1)]
CARD = (
    '<article class="card"><h3><a href="{path}">{title}</a></h3>'
    '<time datetime="{date:%Y-%m-%dT%H:%MZ}">{date:%d %b %Y}</time><p class="lead">{lead}</p></article>'
)
LINE = '<li class="story"><a href="{path}">{title}</a><p>{lead}</p></li>'
PAGE = "<!doctype html><html><head><title>News</title></head><body><nav><a href='/'>Home</a></nav>{}</body></html>"


def plain(stories: Sequence[LivingStory]) -> str:
    return DESIGNS["plain"]("News", list(stories), "")


def formed(item: str, around: str) -> Form:
    """A page on which every story has this form."""

    def page(stories: Sequence[LivingStory]) -> str:
        told = (
            {
                "path": s.path,
                "title": escape(s.headline),
                "date": s.published,
                "lead": escape("".join(s.paragraphs[:1])),
            }
            for s in stories
        )
        return PAGE.format(around.format("".join(item.format(**one) for one in told)))

    return page


CARDS, LINES = formed(CARD, "<main>{}</main>"), formed(LINE, "<ul class=list>{}</ul>")
FIELDS = {"item": "article", "title": "h3", "link": "a@href", "date": "time", "summary": "p"}
KINDS: dict[str, tuple[Form, dict[str, Any]]] = {
    "bylines": (plain, {"extractor": "byline"}),
    "cards, guessed": (CARDS, {"extractor": "auto", "article_id": None}),
    "cards, selected": (CARDS, {"extractor": "selectors", "article_id": None, "options": FIELDS}),
    "undated lines": (LINES, {"extractor": "auto", "article_id": None}),
}


def serve(site: LivingSite, answer: Answer) -> None:
    site.answers(ELSEWHERE, 200, answer.elsewhere, HTML)
    headers = {name.replace("-", "_"): value for name, value in answer.headers.items()}
    site.answers(PATH, answer.status, answer.body, answer.kind, **headers)


@pytest.mark.parametrize("kind", KINDS)
def test_no_bad_page_changes_a_byte(program: Program, site: LivingSite, kind: str) -> None:
    form, given = KINDS[kind]
    good = Good(stories=STORIES, form=form)
    program.watches("world", PATH, **given)
    for shown in (STORIES[2:], STORIES, STORIES):
        serve(site, Answer(body=form(shown).encode()))
        program.polls(after=timedelta(hours=2))
    before = program.document()
    assert len(program.feed().entries) == len(STORIES)
    changed = []
    for name, bad in BAD.items():
        for number in range(2):
            serve(site, bad(good, number))
            program.polls(after=timedelta(minutes=20))
        serve(site, Answer(body=form(STORIES).encode()))
        healed = program.polls(after=timedelta(minutes=20))
        if program.document() != before or healed.new or not healed.ok:
            changed.append((name, healed.outcome, healed.error))
            before = program.document()
    assert changed == []

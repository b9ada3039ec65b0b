"""A database whose documents were written by an earlier renderer, and are published by today's."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from lxml import etree

from feedsvc.render import entry, extensions, syndication

FEED = b"""<rss version="2.0"><channel><title>Pier</title>
<item><title>Ropes &amp;amp; knots &amp;lt;new&amp;gt;</title><link>https://b.example/1</link><description>A&amp;amp;B wait.</description></item>
<item><title>Quay opens</title><link>https://b.example/2</link><description>Ships wait.</description></item>
</channel></rss>"""
FORMS = ("atom", "rss", "json")


@pytest.fixture
def former(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let documents look as those of the renderer before, until it is undone."""
    syndication._pattern.cache_clear()
    monkeypatch.setattr(entry, "RENDERER", "2")
    monkeypatch.setattr(extensions, "_mark_texts", lambda *_: None)
    monkeypatch.setattr(syndication, "_hexadecimal", lambda body, _: body)
    yield monkeypatch
    syndication._pattern.cache_clear()


def told(program: Any) -> dict[str, tuple[str, str, str]]:
    """Id → when it came out, when it was updated, what it is called, of every story."""
    entries = program.feed("all.atom").entries
    stories = {e.id: (e.published, e.updated, shown(e.title_detail)) for e in entries}
    return stories | {"": (program.feed().feed.updated, "", "")}


def shown(text: Any) -> str:
    """A text as readers show it."""
    return unescape(text.value) if text.type == "text/html" else text.value


def test_a_new_renderer_writes_each_document_once_and_announces_nothing(
    program: Any, former: pytest.MonkeyPatch
) -> None:
    program.site.answers("/feed", 200, FEED)
    program.watches("world", "/feed", extractor="upstream", article_id=None)
    assert program.polls().new == 2
    before, was = told(program), {form: program.document(f"all.{form}") for form in FORMS}
    assert b'type="html">Ropes' not in was["atom"].body

    former.undo()
    syndication._pattern.cache_clear()  # another renderer is another process
    program.restarts()
    program.housekeeper.finish()
    now = {form: program.document(f"all.{form}") for form in FORMS}
    assert b'<title type="html">Ropes &amp;amp; knots &amp;lt;new&amp;gt;</title>' in now["atom"].body
    assert b"<title>Ropes &#x26; knots &#x3C;new&gt;</title>" in now["rss"].body
    assert told(program) == before
    assert now["json"] == was["json"], "what looks as before keeps its bytes, tag and date"

    program.restarts()
    program.housekeeper.finish()
    assert {form: program.document(f"all.{form}") for form in FORMS} == now
    assert program.polls().new == program.polls().edited == 0
    assert etree.fromstring(now["rss"].body).findtext("channel/item/title") in {v[2] for v in before.values()}

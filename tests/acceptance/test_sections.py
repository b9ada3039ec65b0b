"""Sections that make topics of their own: a page may name as many as it likes, topics stay few."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import Program
from tests.living import LivingSite, invent

PATH = "/world-live/"
STORIES = [invent(n, section=f"Harbour {chr(64 + n)}") for n in range(1, 13)]


def test_a_page_of_many_sections_makes_few_topics_and_says_so(
    program: Program, site: LivingSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("feedsvc.decide.topics.MOST_SECTIONS", 5)
    program.auto_sections = True
    site.shows(PATH, *STORIES[:4])
    program.watches("world", PATH)
    program.polls()
    assert len(program.store.topic_states()) == 1 + 4
    site.shows(PATH, *STORIES)
    assert program.polls().new == 8
    assert len(program.store.topic_states()) == 1 + 5
    assert len(program.feed().entries) == 12, "no story is lost"
    (told,) = (vars(record)["fields"] for record in caplog.records if record.msg == "topics")
    assert (told["source"], told["left_out"]) == ("world", 7)
    assert "topics.toml" in told["error"]

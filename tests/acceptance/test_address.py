"""Another address of the service: every document that shows it is written once, and not again."""

from __future__ import annotations

from datetime import timedelta

from tests.acceptance.conftest import Program
from tests.builders import NOW
from tests.living import LivingSite, invent


def facts(program: Program) -> tuple[int, dict[str, int]]:
    """How often documents were written, and the published version of each topic."""
    assert program.store is not None
    versions = {topic.slug: topic.published_version for topic in program.store.topic_states()}
    return program.store.documents_version(), versions


def test_another_base_url_rewrites_every_topic_once(program: Program, site: LivingSite) -> None:
    for n in range(3, 0, -1):
        site.publishes("/world-live/", invent(n, published=NOW - timedelta(hours=n)))
    program.watches("world", "/world-live/")
    program.has_topic("other")
    program.polls()
    program.housekeeper.tidy()
    _, before = facts(program)
    program.base_url = "https://moved.example"
    program.clock.advances(minutes=1)
    program.restarts()
    program.housekeeper.tidy()
    assert b"https://moved.example/feeds/all.atom" in program.body()
    written, after = facts(program)
    assert after == {slug: version + 1 for slug, version in before.items()}
    # What a running service does once more when polls of the old configuration are over, and at every tick.
    program.clock.advances(minutes=1)
    program.poller.agree()
    program.housekeeper.tidy()
    assert facts(program) == (written, after)

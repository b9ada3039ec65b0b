"""A list of sources says packed what it says as objects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from feedsvc.models import History, SourceState, State
from feedsvc.web.sourcefaces import Faces, pack, unpack

AT = datetime(2026, 3, 4, 5, 6, 7, 89, UTC)
PLAIN = SourceState(slug="quay")
FULL = SourceState(
    slug="pier",
    title="Läs mer 漢字",
    url="https://pier.example/",
    state=State.FAILING,
    last_poll=AT,
    last_success=AT - timedelta(days=1),
    last_change=AT - timedelta(days=2),
    last_news=AT - timedelta(days=3),
    next_poll=AT + timedelta(microseconds=1),
    failures=3,
    error="https://pier.example/: 404",
    stories=12,
    dropped=1,
    claim_until=AT,
    history=History(news_polls=4, usual_gap=1.5, first_poll=AT, last_news=AT, stories=12, wall="login"),
)


def test_nothing_of_it_is_lost() -> None:
    for state in (PLAIN, FULL, replace(FULL, history=History())):
        assert unpack(pack(state)) == state


def test_a_part_of_the_list_is_a_list_again() -> None:
    faces = Faces([pack(PLAIN), pack(FULL), pack(PLAIN)])

    assert len(faces) == 3
    assert list(faces) == [PLAIN, FULL, PLAIN]
    assert faces[1] == FULL
    assert faces[1:] == Faces([pack(FULL), pack(PLAIN)]) != faces
    assert list(faces[1:][:1]) == [FULL]

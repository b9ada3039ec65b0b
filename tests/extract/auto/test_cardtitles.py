"""Titles of cards stand where most cards have theirs, and are all that stands there."""

from __future__ import annotations

from tests.extract.strategies import extract

NAMES = ("The harbour trust", "The quay company", "The pier society", "The mill board", "Ek", "Lund")


def titles(beside: str) -> list[str]:
    """Of cards that are links, in two of which `beside` is marked as words of the title."""
    said = [f"<em>{beside}</em> {name}" if len(name) < 5 else name for name in NAMES]
    cards = "".join(
        f'<a class="card" href="/c/{n}.pdf"><p>{words}</p><span>2026-02-1{n}</span></a>'
        for n, words in enumerate(said)
    )
    return [story.title or "" for story in extract("auto", f"<body><main>{cards}</main></body>").stories]


def test_words_of_a_title_that_are_marked_stay_with_it() -> None:
    found = titles("In re")
    assert found[:4] == list(NAMES[:4])
    assert [title.startswith("In re ") for title in found[4:]] == [True, True]

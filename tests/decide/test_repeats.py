"""What stands in several articles of a source is learnt and left out, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from feedsvc.decide.repeats import (
    AT_ENDS,
    FEWEST,
    KNOWN,
    WINDOW,
    Repeats,
    joined,
    learn,
    own_of,
    repeats_of,
    with_repeats,
)
from feedsvc.models import Article, History, Image, Piece
from tests.builders import make_parsed

BIO = "Ann Lee has written about harbours for twenty years."
CALL = "Sign up for our letter and read it every morning."


def piece(text: str) -> Piece:
    """A paragraph, a heading (`# …`), a link of a list (`- …`) or the edge of one (`<ul>`)."""
    kinds = {"# ": ("heading", "<h2>{}</h2>"), "- ": ("link", '<li><a href="/x">{}</a></li>')}
    if text.startswith("<"):
        return Piece(markup=text, text="", kind="edge" if "l>" in text else "text")
    kind, shape = kinds.get(text[:2], ("text", "<p>{}</p>"))
    words = text[2:] if text[:2] in kinds else text
    return Piece(markup=shape.format(words), text=words, kind=kind)


def make(*texts: str, picture: str = "") -> Article:
    pieces = tuple(map(piece, texts))
    images = (Image(url=picture),) if picture else ()
    content = "".join(p.markup for p in pieces)
    text = "\n".join(p.text for p in pieces if p.text)
    return Article(story=make_parsed(1, content=content, text=text, images=images), pieces=pieces)


def unique(n: int) -> str:
    return f"Something that happened in harbour number {n} and nowhere else."


def learnt_of(articles: Sequence[Article]) -> Repeats:
    return learn(Repeats(), {f"https://news.example/{n}": article for n, article in enumerate(articles)})


def left(article: Article, known: Repeats) -> list[str]:
    return own_of(article, known).story.text.split("\n")


CASES = {
    "a biography at the end goes": ([[unique(n), BIO] for n in range(4)], 0, [unique(0)]),
    "a call at the beginning goes": ([[CALL, unique(n)] for n in range(4)], 3, [unique(3)]),
    "of three articles nothing goes": ([[unique(n), BIO] for n in range(3)], 0, [unique(0), BIO]),
    "what two of many have in common stays": (
        [[unique(n), BIO] if n < 2 else [unique(n)] for n in range(9)],
        0,
        [unique(0), BIO],
    ),
    "what three of many end with goes": (
        [[unique(n), BIO] if n < 3 else [unique(n)] for n in range(9)],
        0,
        [unique(0)],
    ),
    "what a few repeat in the middle stays": (
        [[unique(n), BIO, unique(n + 50)] if n < 4 else [unique(n)] for n in range(9)],
        0,
        [unique(0), BIO, unique(50)],
    ),
    "what most repeat in the middle goes": (
        [[unique(n), CALL, unique(n + 50)] for n in range(6)],
        0,
        [unique(0), unique(50)],
    ),
    "a heading above what stays stays": (
        [["# Ingredients", unique(n), "# Method", unique(n + 50)] for n in range(8)],
        0,
        ["Ingredients", unique(0), "Method", unique(50)],
    ),
    "a heading goes with what stood below it": (
        [[unique(n), "# Newest", BIO] for n in range(5)],
        0,
        [unique(0)],
    ),
    "a short line in the middle stays": (
        [[unique(n), "Yes.", unique(n + 50)] for n in range(8)],
        0,
        [unique(0), "Yes.", unique(50)],
    ),
    "links of a changing list go one by one": (
        [[unique(n), "<ul>", *(f"- Story {m}" for m in range(n, n + 4)), "</ul>"] for n in range(6)],
        2,
        [unique(2)],
    ),
    "a link of one article stays": (
        [[unique(n), "<ul>", "- Everywhere", f"- Only {n}", "</ul>"] for n in range(6)],
        2,
        [unique(2), "Only 2"],
    ),
}


@pytest.mark.parametrize(("articles", "which", "expected"), CASES.values(), ids=CASES)
def test_of_what_articles_repeat(articles: list[list[str]], which: int, expected: list[str]) -> None:
    made = [make(*texts) for texts in articles]
    assert left(made[which], learnt_of(made)) == expected


def test_an_emptied_list_leaves_nothing_behind() -> None:
    made = [make(unique(n), "<ul>", "- One", "- Two", "</ul>") for n in range(5)]
    assert own_of(made[0], learnt_of(made)).story.content == f"<p>{unique(0)}</p>"


def test_a_rule_between_two_blocks_that_go_goes_with_them() -> None:
    made = [make(unique(n), BIO, "<hr>", CALL) for n in range(5)]
    assert own_of(made[0], learnt_of(made)).story.content == f"<p>{unique(0)}</p>"


def test_a_banner_and_the_picture_of_every_page_go() -> None:
    made = [
        make('<img src="/banner.png">', unique(n), picture="https://x.example/logo.png") for n in range(5)
    ]
    own = own_of(made[0], learnt_of(made)).story
    assert (own.content, own.images) == (f"<p>{unique(0)}</p>", ())


def test_an_article_seen_again_and_one_page_of_many_links_count_once() -> None:
    same = make(unique(1), BIO)
    again = Repeats()
    for _ in range(9):
        again = learn(again, {"https://news.example/1": same})
    assert again.learnt == ()
    assert learnt_of([same] * 9).learnt == ()


def test_what_is_learnt_holds_for_later_articles_and_is_bounded() -> None:
    known = learnt_of([make(unique(n), BIO) for n in range(FEWEST)])
    for n in range(100, 100 + 3 * WINDOW):
        many = [f"{unique(n)} {m}" for m in range(5 * AT_ENDS)]
        known = learn(known, {f"https://news.example/{n}": make(*many)})
    assert left(make(unique(9), BIO), known) == [unique(9)]
    assert len(known.articles) == WINDOW
    assert max(map(len, known.articles)) <= 6 * (2 * AT_ENDS + 2)
    for n in range(300):
        known = learn(known, {f"/{n}/{m}": make(unique(1000 * n + m), f"{CALL} {n}") for m in range(4)})
    assert len(known.learnt) == KNOWN


def test_one_that_is_repeated_whole_is_no_article_at_all() -> None:
    made = [make(BIO, unique(n)) if n else make(BIO) for n in range(5)]
    assert own_of(made[0], learnt_of(made)).story.content == ""


def test_a_history_remembers_it() -> None:
    known = learnt_of([make(unique(n), BIO) for n in range(FEWEST)])
    assert repeats_of(with_repeats(History(), known)) == known
    assert known.learnt


def test_pages_are_joined_without_what_they_repeat() -> None:
    first, second = make(CALL, unique(1), picture="https://x.example/a.jpg"), make(CALL, unique(2), BIO)
    third = replace(make(CALL, unique(3), unique(3)), next_url="https://x.example/4")
    assert joined([first, second, third]).story.text.split("\n") == [
        CALL,
        unique(1),
        unique(2),
        BIO,
        unique(3),
        unique(3),
    ]
    assert joined([first]) == first

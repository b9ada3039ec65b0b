"""What stands in article after article of a source is learnt and left out: boxes, biographies, calls.

    two of the newest articles     →  nothing is known yet
    four, three of them end alike  →  that end is left out, in the next ones too
    most of eight hold one box     →  it is left out wherever it stands

Only what was seen in several articles goes; a heading goes only with all that stands below it
("Ingredients" stays). A poll learns from the articles that it brings before it cuts them; what is
published already is never touched.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from feedsvc.models import Article, History, Piece

WINDOW = 8
"""The newest articles that are remembered."""
FEWEST = 4
"""Articles from which on anything is learnt."""
SOME, MOST = 3, 5
"""In how many articles stands what is left out at the ends of an article, and in its middle."""
SHARE = 0.6
"""And in which part of them, in the middle: writers repeat what happened before."""
AT_ENDS = 20
"""Blocks of each end of an article that are remembered."""
KNOWN = 100
WORDS, SIGNS = 5, 12
"""Shorter texts stay in the middle: "Yes." says something each time."""
_DIGEST = 6
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_EMPTY_LIST = re.compile(r"<(ul|ol)>\s*</\1>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeats:
    """What is remembered of a source's articles: digests of the newest ones' blocks, and what was learnt."""

    articles: tuple[str, ...] = ()
    """Each one's address and blocks, as digests of six characters in a row."""
    learnt: tuple[str, ...] = ()
    """Digests, the last one seen last: `-` before what goes at the ends, `*` before what goes everywhere."""


def repeats_of(history: History) -> Repeats:
    """What a source's history remembers."""
    return Repeats(articles=history.articles, learnt=history.repeated)


def with_repeats(history: History, known: Repeats) -> History:
    """The history that remembers this."""
    return replace(history, articles=known.articles, repeated=known.learnt)


def learn(before: Repeats, articles: Mapping[str, Article]) -> Repeats:
    """What is known after these articles, by address, oldest first; one that is seen again counts once."""
    seen = {entry[:_DIGEST]: entry for entry in before.articles}
    for address, article in articles.items():
        key = digest(address)
        seen.pop(key, None)
        seen[key] = key + "".join(digests(article))
    newest = tuple(seen.values())
    # Many links may lead to one page: that is one article.
    different = {entry[_DIGEST:] for entry in newest}
    counts = Counter(found for entry in different for found in _cut(entry))
    learnt = {entry[1:]: entry for entry in before.learnt}
    for found, level in _levels(counts, len(different)):
        kept = learnt.pop(found, "")
        learnt[found] = ("*" if "*" in (level, kept[:1]) else "-") + found
    return Repeats(articles=newest[-WINDOW:], learnt=tuple(learnt.values())[-KNOWN:])


def _levels(counts: Counter[str], articles: int) -> Iterable[tuple[str, str]]:
    """What stands in so many of the articles that it is none of theirs, with its mark."""
    if articles < FEWEST:
        return
    for found, count in sorted(counts.items()):
        if count >= max(MOST, SHARE * articles):
            yield found, "*"
        elif count >= SOME:
            yield found, "-"


def digests(article: Article) -> list[str]:
    """Those of the blocks near both ends, and of the picture; each once."""
    pieces = [piece for piece in article.pieces if key_of(piece)]
    near = pieces if len(pieces) <= 2 * AT_ENDS else pieces[:AT_ENDS] + pieces[-AT_ENDS:]
    pictures = [digest(f"picture {image.url}") for image in article.story.images[:1]]
    return list(dict.fromkeys([digest(key_of(piece)) for piece in near] + pictures))


def digest(text: str) -> str:
    """Six characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def _cut(entry: str) -> list[str]:
    return [entry[at : at + _DIGEST] for at in range(0, len(entry), _DIGEST)]


def key_of(piece: Piece) -> str:
    """What makes a block the same in another article: its words, or its picture."""
    if piece.text:
        return piece.text
    found = _SOURCE.search(piece.markup)
    return found[1] if found else ""


# -- leaving out -------------------------------------------------------------------------------------


def own_of(article: Article, known: Repeats) -> Article:
    """The article without what is known to stand in others."""
    ends = {entry[1:] for entry in known.learnt}
    always = {entry[1:] for entry in known.learnt if entry[0] == "*"}
    pieces = list(article.pieces)
    marks = [_mark(piece, ends, always) for piece in pieces]
    gone = _at_ends(pieces, marks) | {
        n for n, mark in enumerate(marks) if mark == "*" and goes_alone(pieces[n])
    }
    gone |= {n for n, mark in enumerate(marks) if mark and pieces[n].kind == "link"}
    gone = _headings_stay(pieces, gone)
    story = article.story
    if any(digest(f"picture {image.url}") in ends for image in story.images[:1]):
        article = replace(article, story=replace(story, images=story.images[1:]))
    return (
        with_pieces(article, [piece for n, piece in enumerate(pieces) if n not in gone]) if gone else article
    )


def _mark(piece: Piece, ends: set[str], always: set[str]) -> str:
    key = key_of(piece)
    found = digest(key) if key else ""
    return "*" if found in always else "-" if found in ends else ""


def _at_ends(pieces: Sequence[Piece], marks: Sequence[str]) -> set[int]:
    """The learnt blocks with which the article begins and ends, and what has no words between them."""
    gone = set[int]()
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        run = set[int]()
        for n in order:
            if marks[n]:
                gone |= run | {n}
                run = set()
            elif key_of(pieces[n]):
                break
            elif pieces[n].kind != "edge":
                run.add(n)
    return gone


def goes_alone(piece: Piece) -> bool:
    """Whether a block may go out of the middle: a sentence or a picture, no heading."""
    if piece.kind == "heading":
        return False
    return (
        not piece.text or len(piece.text.split()) >= WORDS or sum(c >= "\u2e80" for c in piece.text) >= SIGNS
    )


def _headings_stay(pieces: Sequence[Piece], gone: set[int]) -> set[int]:
    """The same without the headings below which something stays."""
    kept, below = set(gone), False
    for n in range(len(pieces) - 1, -1, -1):
        if pieces[n].kind == "heading":
            if below:
                kept.discard(n)
            below = False
        elif n not in gone and key_of(pieces[n]):
            below = True
    return kept


def with_pieces(article: Article, pieces: Iterable[Piece]) -> Article:
    """The article made of these blocks."""
    left = tuple(pieces)
    content = _EMPTY_LIST.sub("", "".join(piece.markup for piece in left)).strip()
    text = "\n".join(piece.text for piece in left if piece.text)
    return replace(article, pieces=left, story=replace(article.story, content=content, text=text))


def joined(pages: Sequence[Article]) -> Article:
    """One article of its pages; what stands on an earlier one is left out of a later one."""
    first, known, pieces = pages[0], set[str](), list[Piece]()
    for page in pages:
        fresh = [piece for piece in page.pieces if not key_of(piece) or key_of(piece) not in known]
        known |= {key_of(piece) for piece in page.pieces}
        pieces += fresh
    images = dict.fromkeys(image for page in pages for image in page.story.images)
    whole = replace(first, story=replace(first.story, images=tuple(images)))
    return with_pieces(whole, pieces) if len(pages) > 1 else first

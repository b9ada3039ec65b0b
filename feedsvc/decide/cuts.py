"""Views of a story that are cut: its headline or text ends in an ellipsis, in a word, or before a wall.

Ships were sent to the sou                                    inside a word
Ships were sent … Log in to read on.                          before what asks for an account
… to the southern basin until divers had looked …             on both sides
"""

from __future__ import annotations

import re

from feedsvc.clean.phrases.beside import REST, WALLED
from feedsvc.decide.similarity import bare_words, plain

LONG = 60
"""Characters from which on a text that ends inside a word was cut there by a program."""
LONGEST_WALL = 300
"""Characters that such a request may have."""
SEVERAL = 3
"""Words that a cut headline must have left."""
_CUT_AT = re.compile(r"(?:…|\.\.\.)\s*[\])]?\s*")
_WALL = re.compile(WALLED, re.IGNORECASE)
_REST = re.compile(REST, re.IGNORECASE)


def cut_short(short: str, full: str) -> bool:
    """True for a beginning of the full text that was cut: it ends in an ellipsis, in a word, or at a wall."""
    start, walled = before_wall(short)
    if walled and before_wall(full)[1]:  # what stands below each text asks for no account
        start, walled = short, False
    start, cut = without_ellipsis(plain(start))
    full = plain(full)
    if not start or len(start) >= len(full) or not full.startswith(start):
        return False
    return cut or walled or _ends_in_a_word(start, full)


def is_passage(text: str) -> bool:
    """True for words out of the middle of a text, as searches show those that they have found."""
    inside, cut = without_ellipsis(plain(text))
    return cut and inside.startswith("...")


def is_cut_title(short: str, full: str) -> bool:
    """True for the beginning of a headline with an ellipsis behind it."""
    start, cut = without_ellipsis(plain(short))
    return (
        cut and len(start) < len(full) and plain(full).startswith(start) and len(bare_words(start)) >= SEVERAL
    )


def before_wall(text: str) -> tuple[str, bool]:
    """What stands before a request for an account, behind an ellipsis or in the last line, if any."""
    if not _WALL.search(text, max(0, len(text) - LONGEST_WALL)):
        return text, False
    shown, _, last = text.rpartition("\n")
    if len(last) <= LONGEST_WALL and _WALL.search(last) and _REST.search(last) and shown:
        return shown, True
    cut = next((c for c in _CUT_AT.finditer(text) if len(text) - c.end() <= LONGEST_WALL), None)
    return (text[: cut.start()], True) if cut and _WALL.search(text, cut.end()) else (text, False)


def without_ellipsis(text: str) -> tuple[str, bool]:
    """The text before a closing ellipsis, and whether there was one."""
    start = text.rstrip("])").rstrip(".").rstrip("[( ")
    return (start, True) if text.rstrip("])").endswith("...") else (text, False)


def _ends_in_a_word(start: str, full: str) -> bool:
    """Whether a text ends where a word goes on, in a script with blanks between words."""
    at, below = start[-1], full[len(start)]
    return len(start) >= LONG and at.isalpha() and below.isalpha() and len(bare_words(at + below)) == 1

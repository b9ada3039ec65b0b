"""What of a story counts as its content, in one short comparable string.

Left out, because their change is no edit: white space, quotes and dashes in another style, the order of
authors, section, link, dates, images, markup, what changes by itself (`essence`), and a title that only
repeats the opening sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from feedsvc.decide.essence import essence
from feedsvc.decide.keys import author_key
from feedsvc.decide.similarity import plain
from feedsvc.models import ParsedStory

VERSION = 7
"""Rises when the rules change, here or in `essence`; other versions are never compared (same_version)."""


def digest(story: ParsedStory, text: str = "") -> str:
    """`<version>:<headline>.<authors>.<text or summary>`, each hashed, nothing for what is not shown.

    `text` is the last part where it is known (text_part): most of what a digest costs.
    """
    title = plain(story.title) if story.headline_given else ""
    said = text or _hashed(essence(story.text or story.summary))
    return _joined((_hashed(title), _hashed(author_key(story.authors)), said))


def text_part(stored: str) -> str:
    """The part of a stored digest that stands for the text; "" where other rules made it."""
    return stored.rpartition(".")[2] if same_version(stored) else ""


def same_version(stored: str) -> bool:
    """True when a stored digest was made by today's rules and may be compared."""
    return stored.startswith(f"{VERSION}:")


def lacks(shown: str, full: str) -> bool:
    """True for the digest of a view that says nothing else than the full one, maybe less."""
    return all(not ours or ours == theirs for ours, theirs in _pairs(shown, full))


def agrees(one: str, other: str) -> bool:
    """True for the digests of two views that nowhere contradict each other."""
    return all(not ours or not theirs or ours == theirs for ours, theirs in _pairs(one, other))


def merged(shown: str, stored: str, taken: tuple[bool, bool, bool]) -> str:
    """The digest of a story that takes its headline, authors or text from what is shown, or keeps them."""
    if not same_version(stored):
        return shown
    pairs = zip(_pairs(shown, stored), taken, strict=True)
    return _joined(ours if take else theirs for (ours, theirs), take in pairs)


def _pairs(one: str, other: str) -> list[tuple[str, str]]:
    """The parts of two digests side by side; what another version made agrees with nothing."""
    if not (same_version(one) and same_version(other)):
        return [(one, "another version")]
    return list(zip(one.partition(":")[2].split("."), other.partition(":")[2].split("."), strict=True))


def _joined(parts: Iterable[str]) -> str:
    return f"{VERSION}:{'.'.join(parts)}"


def _hashed(said: str) -> str:
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest() if said else ""

"""What a block says beside its title: a summary of the story, or the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import re2

from feedsvc.clean.phrases import ALONE, READ_ON
from feedsvc.clean.text import cut_text
from feedsvc.extract.auto.blocknames import bylined
from feedsvc.extract.auto.blockspan import Said, Span
from feedsvc.extract.auto.datelines import goes_on
from feedsvc.extract.auto.marked import AUTHOR, SUMMARY
from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.words import weight, word_set

WHOLE_TEXT = 500
"""Two paragraphs and this many letters are the story itself, less is a summary of it."""
MAX_SUMMARY = 600
_BODY_TAGS = word_set("p ul ol blockquote pre figure table h3 h4 h5")
_MORE = re.compile(
    # Behind the end of a sentence or with a capital words may follow; in the middle of one none may.
    r"(?:(?:^|\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*|(?<=[.!?。！？\"”’»)\]])\s*|\s+(?=(?-i:[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ])))"
    rf"(?:{READ_ON}.{{0,60}}|{ALONE}\W*)|\s*(?:{READ_ON}|{ALONE})[^\w.!?。]*)$",
    re.IGNORECASE,
)
_DOTTED = str.maketrans("ıİ", "ii")
"""Letters that `re` takes for an `i` where case does not count, and re2 does not."""
_LEADS_ON = re2.compile("(?i)" + re.sub(r"\(\?<?!\\w\)", "", f"{READ_ON}|{ALONE}").translate(_DOTTED))
"""The same words wherever they stand: most texts have none, and re2 tells it at a hundredth of the price."""
_IS_WAY = re.compile(rf"\W*(?:{READ_ON})", re.IGNORECASE)
_NO_TEASER = word_set("a time button figcaption")
OF_LINKS = 0.6
"""Part of a text's letters in links, from which on it tells nothing itself."""
LONGEST_DATELINE = 90
SHORTEST_BEHIND = 20
"""Letters of a text behind its day that are told without it."""
_JOINT = re.compile(r"^[\s|·•–—,:/-]+")
_ENDS_PART = re.compile(r"[|·•–—:/-]\s*$")
"""The end of what stands in a line before its day, apart from it: a name, a section."""
_SECTION = re.compile(r"^[^|·•.!?]{2,30}\s[|·•]\s")
_LONGEST_MORE = 150
"""Characters at a text's end in which its way to the rest stands."""


def summary_of(span: Span, authors: Sequence[str], date: Hit | None) -> Said | None:
    """The words that are called a summary, else the first ones of some length."""
    for number in _called(span):
        if weight(text := span.out.words(number)) >= 20:
            return _shortened(_behind_dateline(number, text, date), number)
    for number, text in _passages(span):
        if date and number <= date.at < span.out.ends[number] and len(text) < len(date.text) + 60:
            continue
        if text in authors or bylined(text) or weight(text) < 40 or _is_of_links(span, number, text):
            continue
        return _shortened(_behind_dateline(number, text, date), number)
    return None


def _is_of_links(span: Span, number: int, text: str) -> bool:
    """Whether it is but links and what leads to them (`Posted in Harbour, Ferries, Town`)."""
    out = span.out
    links = [out.words(n) for n in range(number, out.ends[number]) if out.tags[n] == "a"]
    return len(links) > 1 and sum(map(weight, links)) >= OF_LINKS * weight(text)


def _behind_dateline(number: int, text: str, date: Hit | None) -> str:
    """The text without what stands before its day in the same line, the day, and a name of a section."""
    if date is None or date.text not in text[:LONGEST_DATELINE]:
        return text
    before, _, rest = text.partition(date.text)
    if goes_on(rest) or (before and not _ENDS_PART.search(before)):
        return text
    rest = _JOINT.sub("", rest)
    told = weight(rest) >= SHORTEST_BEHIND and (not before or date.at != number)
    return _SECTION.sub("", rest) if told else text


def _called(span: Span) -> Iterator[int]:
    """The elements that are called a summary, and not as the whole card of which they are parts."""
    out, block = span.out, span.block
    of_card = out.tokens[block.item]
    names, others = SUMMARY - of_card, AUTHOR - of_card
    for number in span.named(span.marked.summaries):
        tokens = out.tokens[number]
        if names.isdisjoint(tokens) or not others.isdisjoint(tokens):
            continue
        if not number <= block.title_at < out.ends[number]:
            yield number


def _leads_to_story(span: Span, number: int, text: str) -> bool:
    """Whether a link says more of the story that it leads to: a teaser, and neither its title nor a way."""
    block = span.block
    if span.out.attributes[number].get("href") != block.link.href or number == block.link.at:
        return False
    return not (block.title in text or text in block.title or _IS_WAY.match(text))


def _passages(span: Span) -> Iterator[tuple[int, str]]:
    """Paragraphs first, then any other text that stands alone."""
    out = span.out
    title = span.block.title
    for number in span.numbers():
        if out.tags[number] in ("p", "blockquote", "dd") and number != span.block.item:
            text = out.words(number)
            if title not in text:
                yield number, text
    for number, text in span.leaves():
        tag = out.tags[number]
        if tag not in _NO_TEASER or (tag == "a" and _leads_to_story(span, number, text)):
            yield number, text


def _shortened(text: str, at: int) -> Said | None:
    if more := _ends_in_more(text):
        text = (text[: more.start()] + ("…" if "…" in text or "..." in text else "")).strip()
    if len(text) > MAX_SUMMARY:
        end = text.rfind(" ", MAX_SUMMARY // 2, MAX_SUMMARY)
        text = text[:end].rstrip(" ,;:") + "…" if end > 0 else cut_text(text, MAX_SUMMARY)
    return Said(text, at) if text else None


def _ends_in_more(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_MORE)
    end = text[start:]
    return _MORE.search(text, start) if _LEADS_ON.search(_undotted(end)) else None


def _undotted(text: str) -> str:
    return text if text.isascii() else text.translate(_DOTTED)


def content_of(span: Span) -> str | None:
    """The story's paragraphs where the block shows it whole."""
    out = span.out
    found = [n for n in span.among(span.marked.paragraphs) if weight(out.texts[n]) >= 20]
    if len(found) < 2:
        return None
    parents = [out.parents[n] for n in found]
    body = max(sorted(set(parents)), key=parents.count)
    inside = tops(out, max(body + 1, span.block.start), min(out.ends[body], span.block.end))
    parts = [n for n in inside if out.tags[n] in _BODY_TAGS]
    text = " ".join(out.words(n) for n in parts if out.tags[n] == "p")
    if weight(text) < WHOLE_TEXT or _ends_in_more(text) or text.rstrip().endswith(("…", "...", "[…]")):
        return None
    return "".join(out.nodes[n].html or "" for n in parts)

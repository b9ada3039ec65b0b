"""The fields of a found list, beside its title, link and date, as the source had them and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from feedsvc.decide.keys import author_key
from feedsvc.decide.pair import Pair
from feedsvc.decide.similarity import ALIKE, likeness, same_words
from feedsvc.models import ParsedStory, Story

NEEDED = ("item", "title", "link", "date")
"""Options of selectors that every repair takes as they are found."""
WORDED = ("author", "section", "summary", "content")
"""Fields whose words can be looked for in the page."""
EVERY = (*WORDED, "image")
"""Fields that a source may have had which was not read by selectors."""
KEEPS, BETTER = 0.8, 0.5
"""Share of the stories whose field must be as it is known: to be left alone, and to be there at all."""
Relearn = Callable[[str, Sequence[Mapping[str, str]]], Mapping[str, str]]
"""Item selector, and each story's known values → selectors that find them."""
Stored = Mapping[str, Story]


def fitting(
    options: Mapping[str, Any],
    had: Collection[str],
    pairs: Sequence[Pair],
    stored: Stored,
    relearn: Relearn,
    read: Callable[[Mapping[str, Any]], Sequence[Pair]],
) -> dict[str, Any]:
    """The options with the fields that the source had; each where the known values stand.

    `read` reads the page with other options and gives the pairs as they are then.
    """
    kept = {
        name: rule for name, rule in options.items() if name in NEEDED or (name == "image" and name in had)
    }
    had = [name for name in WORDED if name in had and any(value_of(name, s) for s in stored.values())]
    good = {name for name in had if name in options and share(name, pairs, stored) >= KEEPS}
    lacking = [name for name in had if name not in good]
    kept |= {name: options[name] for name in had if name in good}
    if not lacking:
        return kept
    values = [known_values(pair, stored, lacking) for pair in pairs if pair.known.id in stored]
    found = relearn(str(options["item"]), values)
    tried = kept | {
        name: found.get(name) or options[name] for name in lacking if name in found or name in options
    }
    seen = read(tried)
    bad = [name for name in lacking if share(name, seen, stored) < BETTER]
    return {name: rule for name, rule in tried.items() if name not in bad}


def headline(
    options: Mapping[str, Any],
    pairs: Sequence[Pair],
    relearn: Relearn,
    read: Callable[[Mapping[str, Any]], Sequence[Pair]],
) -> dict[str, Any]:
    """The options with a title that says what is known, where theirs says more (a section, a counter)."""
    if not pairs or titled(pairs) >= KEEPS:
        return dict(options)
    values = [{"title": pair.story.title, "headline": pair.known.title} for pair in pairs]
    found = relearn(str(options["item"]), values).get("headline")
    tried = {**options, "title": found} if found else dict(options)
    return tried if found and titled(read(tried)) > titled(pairs) else dict(options)


def titled(pairs: Sequence[Pair]) -> float:
    """The share of the stories that have the very title that is known."""
    return sum(pair.titled for pair in pairs) / len(pairs) if pairs else 0.0


def known_values(pair: Pair, stored: Stored, names: Iterable[str]) -> dict[str, str]:
    """What is known of a story's fields, under the title that the page gives it."""
    story = stored[pair.known.id]
    return {"title": pair.story.title} | {name: v for name in names if (v := value_of(name, story))}


def value_of(name: str, story: Story) -> str:
    """A field's first words, as a page may show them."""
    if name == "author":
        return story.authors[0] if len(story.authors) == 1 else ""
    if name == "section":
        return story.sections[0] if len(story.sections) == 1 else ""
    return story.summary if name == "summary" else story.text


def share(name: str, pairs: Sequence[Pair], stored: Stored) -> float:
    """Of the stories that are known with the field, how many are read with the same."""
    known = [(p.story, stored[p.known.id]) for p in pairs if p.known.id in stored]
    having = [(story, one) for story, one in known if value_of(name, one)]
    return sum(is_same(name, story, one) for story, one in having) / len(having) if having else 0.0


def is_same(name: str, story: ParsedStory, known: Story) -> bool:
    """Whether a field says what it said."""
    if name == "author":
        return author_key(story.authors) == author_key(known.authors)
    if name == "section":
        return any(same_words(story.section or "", section) for section in known.sections)
    ours = story.summary if name == "summary" else story.text
    return likeness(ours, value_of(name, known)) >= ALIKE

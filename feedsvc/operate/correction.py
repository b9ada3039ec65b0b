"""One field of a list corrected by what somebody pressed in its page; every other field stays as it was.

    options = as_selectors(page, found, run, children)                  # however the list was read
    options = corrected(page, options, "date", 118, run, children)       # 118: the element that was pressed
    run("selectors", options)                                            # the same stories, other dates

Nothing is fetched and nothing written; the page is read in the child alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from feedsvc.errors import FeedsvcError, SourceError
from feedsvc.models import Extraction, Page, ParsedStory, Proposal
from feedsvc.operate.tries import Run, Surveys

FIELDS: Mapping[str, str] = {
    "title": "Title",
    "date": "Date",
    "link": "Link",
    "image": "Picture",
    "author": "Author",
    "summary": "Summary",
}
"""Fields that can be corrected, by the options of `selectors` that say where they stand."""
SAME = 0.8
"""Share of the stories from which on selectors read the same list."""
LIKE = 5
"""Titles by which a page's lists are looked through."""
Options = Mapping[str, Any]
Numbers = tuple[str, Mapping[str, int]]


class Children(Surveys, Protocol):
    """The killable child, as corrections need it (extract.child.ExtractorPool)."""

    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]: ...
    def listed(self, page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]: ...
    def point(self, page: Page, options: Options, field: str, at: int) -> dict[str, Any]: ...


class NotListed(FeedsvcError):
    """The page does not show the stories as a list."""


def as_selectors(page: Page, found: Extraction, run: Run, children: Children) -> dict[str, Any]:
    """Options of `selectors` that read the same stories; raises NotListed where the page lists none."""
    best: dict[str, Any] = {}
    most = SAME
    for options in _proposed(page, found, children):
        share = _likeness(found.stories, _read(run, options))
        if share == 1.0:
            return _whole(page, options, found, children)
        if share > most or (share == most and not best):
            best, most = options, share
    if not best:
        raise NotListed("the page does not show these stories as a list, so that no field can be pointed at")
    return _whole(page, best, found, children)


def corrected(
    page: Page, options: Options, field: str, at: int, run: Run, children: Children
) -> dict[str, Any]:
    """The options with the field where it was pressed; raises FeedsvcError where it is none."""
    require_field(field)
    wanted = {**options, **children.point(page, options, field, at)}
    stories = run("selectors", wanted).stories
    if not any(value_of(field, story) for story in stories):
        raise FeedsvcError(f"what stands there is not read as {_called(field)}: press another part")
    return wanted


def without(options: Options, field: str) -> dict[str, Any]:
    """The options without a field; raises FeedsvcError for the title, which every story needs."""
    require_field(field)
    if field == "title":
        raise FeedsvcError("every story needs a title")
    return {name: rule for name, rule in options.items() if name != field}


def as_guessed(options: Options, guess: Options, field: str) -> dict[str, Any]:
    """The options with a field as it was guessed; raises FeedsvcError."""
    require_field(field)
    others = {name: rule for name, rule in options.items() if name != field}
    return others | ({field: guess[field]} if field in guess else {})


def require_field(field: str) -> None:
    """Raises FeedsvcError for what is no field that can be corrected."""
    if field not in FIELDS:
        raise FeedsvcError(f"{field!r} is no field that can be corrected (one of {', '.join(FIELDS)})")


def value_of(field: str, story: ParsedStory) -> object:
    """What a story has of a field."""
    values: Mapping[str, object] = {
        "title": story.title,
        "date": story.published,
        "link": story.url,
        "image": next((image for image in story.images if image.is_picture), None),
        "author": story.authors,
        "summary": story.summary,
    }
    return values[field]


def placed(stories: Sequence[ParsedStory], places: Iterable[Numbers]) -> Iterator[Mapping[str, int]]:
    """The places of each story, in the order of both; nothing for one that stands nowhere."""
    left = list(places)
    for story in stories:
        at = next((n for n, (title, _) in enumerate(left) if title == story.title), None)
        yield {} if at is None else left[at][1]
        left = left if at is None else left[at + 1 :]


def _proposed(page: Page, found: Extraction, children: Children) -> Iterator[dict[str, Any]]:
    """Selectors that may read the stories: the strategy's own, those of the page's lists, and new ones."""
    yield from _selectors(found.proposals)
    like = " ".join(story.title for story in found.stories[:LIKE])
    yield from _selectors(children.survey(page, like).lists)
    yield children.listed(page, [_known(story) for story in found.stories])


def _whole(page: Page, options: dict[str, Any], found: Extraction, children: Children) -> dict[str, Any]:
    """The options with the fields that the stories had and that nobody proposed, where the page says them."""
    told = children.relearn(page, str(options["item"]), [_known(story) for story in found.stories])
    return options | {name: rule for name, rule in told.items() if name not in options}


def _selectors(proposals: Iterable[Proposal]) -> Iterator[dict[str, Any]]:
    return (dict(proposal.options) for proposal in proposals if proposal.extractor == "selectors")


def _known(story: ParsedStory) -> dict[str, str]:
    """What a story says, in words that its page may show."""
    author = story.authors[0] if len(story.authors) == 1 else ""
    told = {"author": author, "section": story.section or "", "summary": story.summary}
    return {"title": story.title, **{name: words for name, words in told.items() if words}}


def _read(run: Run, options: Options) -> tuple[ParsedStory, ...]:
    try:
        return run("selectors", options).stories if options else ()
    except SourceError:
        return ()


def _likeness(ours: Sequence[ParsedStory], theirs: Sequence[ParsedStory]) -> float:
    """The share of stories that both have, by their titles, of all that either has; less for dates lost."""
    one, other = ({story.title for story in stories} for stories in (ours, theirs))
    if not one | other:
        return 0.0
    dated = sum(story.published is not None for story in ours)
    lost = max(0, dated - sum(story.published is not None for story in theirs))
    return (len(one & other) / len(one | other)) * (1 - 0.2 * lost / max(dated, 1))


def _called(field: str) -> str:
    name = FIELDS[field].lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"

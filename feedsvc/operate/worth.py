"""Whether what was found on a page is worth a source: the floor below which none is written, and doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.decide.walladvice import advised, titled
from feedsvc.extract.pagekind import SCRIPTED, in_words
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding

_WORDED = re.compile(r"[^\W\d_]{3,}|[\u0900-\u109f\u1780-\u17ff\u2e80-\uffff]|\d\.\d")
"""A word (marks part the letters of some scripts), or the number of a version."""
FEW = 3
"""Fewer stories may be a page's boxes."""


def not_worth_it(detection: Detection) -> str | None:
    """Why no source is to be made of the page, in words for the operator; None where there is no reason."""
    best = detection.best
    if best is None:
        kind = detection.page_kind
        if kind == SCRIPTED:
            return f"{in_words(kind)}, and nothing in it holds stories"
        if advice := advised(detection.wall):
            return f"{titled(in_words(str(kind)), detection.wall)}, no page of stories: {advice}"
        return f"{in_words(kind)}, no page of stories" if kind else "nothing finds stories there"
    return refusal(best)


def refusal(finding: Finding) -> str | None:
    """Why the stories are none, in words for the operator; None where they may be some."""
    if finding.refused:
        return finding.refused
    if _alike(finding) and not finding.dated:
        return f"{finding.strategy} finds {finding.stories} stories, undated and under one title"
    return None


def doubts(best: Finding) -> Iterator[str]:
    """What makes the finding doubtful though it is worth a source, a clause each."""
    if best.render:
        yield "a browser has to draw the page at every poll"
    if not best.dated:
        yield "no story has a date"
    elif 2 * best.dated < best.stories:
        yield f"only {best.dated} of {best.stories} stories have a date"
    if best.linked < best.stories:
        yield f"{best.stories - best.linked} of {best.stories} stories have no link"
    if best.stories < FEW:
        yield f"there are but {best.stories}" if best.stories > 1 else "there is but one"
    if best.date_doubt:
        yield best.date_doubt
    yield from best.doubts
    if _alike(best):
        yield "most titles are the same"
    if 2 * sum(not _WORDED.search(story.title) for story in best.found) > best.stories:
        yield "most titles say but a number"


def _alike(best: Finding) -> bool:
    return best.stories >= FEW and 2 * best.distinct < best.stories

"""Which list `new` takes: the best or the one that is asked for, and none that is not worth a feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from feedsvc.cli.output import note
from feedsvc.errors import FeedsvcError
from feedsvc.operate.candidates import Candidate, is_like
from feedsvc.operate.detection import Detection
from feedsvc.operate.worth import not_worth_it, refusal


def pick(
    detection: Detection, lists: Sequence[Candidate], *, choose: int | None, like: str, force: bool
) -> Detection:
    """The detection with the list that is wanted as its best one, None where there is none."""
    if choose is not None:
        if choose > len(lists):
            there = f"1 to {len(lists)}" if lists else "none"
            raise click.UsageError(f"--choose: the page has no list {choose} (there are: {there})")
        return replace(detection, best=lists[choose - 1].finding)
    if like:
        first = next((c.finding for c in lists[:1] if is_like(c.finding, like)), None)
        return replace(detection, best=first)
    if detection.best is None and force and lists:
        return replace(detection, best=lists[0].finding)
    return detection


def refuse_worthless(
    detection: Detection, lists: Sequence[Candidate], place: Path, *, like: str, force: bool
) -> None:
    """Raises FeedsvcError for what is below the floor of worth, unless forced; else says what is doubtful."""
    problem = not_worth_it(detection)
    if problem and like and detection.best is None:
        way = "copy words that stand in the page as it is served, or leave --like out"
        raise FeedsvcError(f"{detection.url}: no list shows the words {like!r} ({way})")
    if problem and not force:
        others = "choose a list with --choose N, " if any(not refusal(c.finding) for c in lists) else ""
        way = f"{others}write {place} by hand with selectors, or name another page"
        raise FeedsvcError(f"{detection.url}: {problem} ({way}; --force writes it all the same)")
    chosen = next((c for c in lists if c.finding is detection.best), None)
    for doubt in chosen.warnings if chosen else [problem or ""]:
        note(f"warning: {doubt}")

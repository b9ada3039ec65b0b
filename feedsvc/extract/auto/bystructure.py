"""The stories that a page's repeated structure shows, or its headings where they name releases."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.addresses import folder_of
from feedsvc.extract.auto.blocks import Reading, readings
from feedsvc.extract.auto.changelog import days_told, releases
from feedsvc.extract.auto.choice import best_groups
from feedsvc.extract.auto.comparing import ENOUGH, dated_of
from feedsvc.extract.auto.doubts import doubts_of
from feedsvc.extract.auto.floor import below_floor
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.notes import Notes
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowsalone import rows_alone
from feedsvc.extract.auto.suggest import suggest
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.base import RawExtraction
from feedsvc.extract.dom import page_title
from feedsvc.extract.pagekind import HEALTHY_TEXT, SCRIPTED, in_words, stand_in
from feedsvc.extract.shell import has_empty_place
from feedsvc.models import Page

MENU = 8
"""Undated links around an application's empty place, at most; more may be a list beside it."""


def by_structure(tree: LexborHTMLParser, notes: Notes, page: Page) -> RawExtraction | None:
    """The page's releases or repeated stories; None, with a note, where it shows neither."""
    out = outline(tree, folder=folder_of(page.url), fetched=page.fetched_at)
    if told := releases(out):
        notes.say(f"structure: {len(told)} headings with versions, dates and no pages of their own")
        return RawExtraction(
            stories=told, attempts=tuple(notes.attempts), page_title=page_title(tree), strategy="auto"
        )
    out, groups, rival = _grouped(tree, out)
    if not groups and (told := days_told(out)):
        notes.say(f"structure: {len(told)} headings that are days, above what is new and no links to it")
        return RawExtraction(
            stories=told, attempts=tuple(notes.attempts), page_title=page_title(tree), strategy="auto"
        )
    groups = groups or rows_alone(out)
    if not groups:
        notes.say(f"structure: no repeated blocks look like stories ({len(out)} elements)")
        return None
    for group in groups:
        notes.say(f"structure: {_shape(group)} ({', '.join(group.reasons)})")
    found = readings(out, groups)
    if why := _doubtful(tree, out, found, notes):
        notes.say(f"structure: {why}")
        return None
    if len(groups) == 1 and (options := suggest(tree, out, groups[0], found)):
        notes.attempts.append(notes.propose("selectors", options))
    return RawExtraction(
        stories=tuple(reading.story for reading in found),
        attempts=tuple(notes.attempts),
        page_title=page_title(tree),
        strategy="auto",
        doubts=doubts_of(out, groups, rival, found),
    )


def _grouped(tree: LexborHTMLParser, out: Outline) -> tuple[Outline, list[Group], Group | None]:
    """The best groups; those of what is shown without scripts where there are no others."""
    groups, rival = best_groups(out)
    if not groups and len(tree.css("noscript li a[href]")) >= ENOUGH:
        out = outline(tree, scriptless=True, folder=out.folder, fetched=out.fetched)
        groups, rival = best_groups(out)
    return out, groups, rival


def _doubtful(tree: LexborHTMLParser, out: Outline, found: Sequence[Reading], notes: Notes) -> str | None:
    """Why what was read is no stories; `notes` learn what the page stands in as."""
    count, dated = len(found), dated_of([reading.story for reading in found])
    if not dated and sum(map(len, out.texts)) < HEALTHY_TEXT and (kind := stand_in(tree)):
        notes.page_kind = kind
        return f"{in_words(kind)}, whatever it lists"
    if not dated and count < MENU and has_empty_place(tree):
        notes.page_kind = SCRIPTED
        return f"{in_words(SCRIPTED)}, and {count} undated links stand around its place"
    return below_floor(out, [reading.block for reading in found]) if 2 * dated < count else None


def _shape(group: Group) -> str:
    return f"{len(group.blocks)} blocks {group.tag}{'.' if group.token else ''}{group.token}"

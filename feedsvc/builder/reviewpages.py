"""`/sources/<slug>/review`: what is held beside what is known, and the repair where there is one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder
from feedsvc.builder.desk import file_of, source_page, tried
from feedsvc.builder.doors import for_operator
from feedsvc.builder.sourcepages import act_on, changed_by
from feedsvc.operate.review import Beside
from feedsvc.operate.way import Repair
from feedsvc.web.signin import onwards

WORDS = {"new": "new", "edited": "changed", "missing": "gone", "known": "as known"}
"""What a story of a held page is, in the order in which it is shown."""
SHOWN = 20
"""Stories of each kind beside each other; a flood may have hundreds."""


def make_review_pages(builder: Builder) -> Blueprint:
    """The review of a held poll."""
    pages = Blueprint("review", __name__)

    @pages.get("/sources/<slug>/review")
    @for_operator
    def review(slug: str) -> Any:
        file_of(builder, slug)
        return reviewed(builder, slug)

    @pages.post("/sources/<slug>/review")
    @for_operator
    def decide(slug: str) -> Any:
        file_of(builder, slug)
        name = request.form.get("act", "")
        if name not in ("accept", "reject", "heal"):
            abort(400)
        problem, code = tried(lambda: act_on(builder, slug, name))
        return reviewed(builder, slug, problem, code) if problem else onwards(f"/sources/{slug}?done={name}")

    return pages


def reviewed(builder: Builder, slug: str, problem: str = "", code: int = 200) -> Any:
    """What is held beside what is known."""
    found: list[tuple[list[Beside], Repair | None]] = []
    wrong, status = tried(lambda: found.append(builder.sources.held(slug)))
    stories, repair = found[0] if found else ([], None)
    shown = [one for what in WORDS for one in [s for s in stories if s.what == what][:SHOWN]]
    values = {
        "problem": problem or wrong,
        "stories": shown,
        "left": len(stories) - len(shown),
        "counts": Counter(one.what for one in stories),
        "words": WORDS,
        "repair": repair,
        "differences": changed_by(repair),
    }
    return source_page(
        builder, slug, "source-review.html", values, code if problem else status, page="/review"
    )

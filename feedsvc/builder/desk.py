"""What every page of a source shows: its name, how it stands, what is wrong with it, its other pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder
from feedsvc.builder.doors import shown
from feedsvc.builder.failures import status_of
from feedsvc.builder.sourcefile import SourceFile, Unknown
from feedsvc.clean.secrets import without_secrets
from feedsvc.config import SourceConfig
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.models import SourceState, State
from feedsvc.publish.status import state_at
from feedsvc.web.answers import this_web

PAGES = {
    "": "Overview",
    "/settings": "Settings",
    "/polls": "Polls",
    "/review": "Review",
    "/pages": "Kept pages",
}
"""What there is of a source, by the end of its address."""
BESIDE = "Nothing was saved: what is wrong stands beside its field."


def source_page(
    builder: Builder, slug: str, template: str, values: dict[str, Any], code: int = 200, page: str = ""
) -> Any:
    """A page of one source below its head; `page` is the end of its address."""
    return shown(template, head(builder, file_of(builder, slug), page) | values, code)


def file_of(builder: Builder, slug: str) -> SourceFile:
    """The source's file; 404 where there is none."""
    try:
        return builder.sources.settings.file(slug)
    except Unknown:
        abort(404)


def head(builder: Builder, file: SourceFile, page: str) -> dict[str, Any]:
    """The values of the head; `source` is None where its file has been wrong since it is there."""
    web, slug = this_web(), file.slug
    source = builder.load_anyhow().source(slug)
    state = web.reads(web.store.source_state, slug)
    return {
        "slug": slug,
        "title": source.title if source else str(file.values.get("title") or slug),
        "address": source.address if source else without_secrets(str(file.values.get("url") or "")),
        "source": source,
        "state": state,
        "standing": standing_of(source, state, web.site.directory.clock()),
        "mistakes": [told(p) for p in file.problems],
        "elsewhere": [str(p) for p in file.elsewhere],
        "hold": web.reads(web.store.hold, slug),
        "tabs": PAGES,
        "tab": page,
        "problem": "",
    }


def standing_of(source: SourceConfig | None, state: SourceState | None, now: datetime) -> State:
    """How a source stands at this moment; where its file tells nothing, as its last poll has left it."""
    if source and not source.enabled:
        return State.DISABLED
    if state is None:
        return State.NEW
    return state_at(now, source, state).state if source else state.state


def told(problem: Problem) -> str:
    """A mistake of the file as a line about it."""
    return f"{problem.key}: {problem.text}" if problem.key else problem.text


def above_fields(
    error: FeedsvcError, found: Sequence[Problem], is_beside: Callable[[Problem], bool]
) -> dict[str, Any]:
    """What a form that was refused says above its fields: the mistakes that stand beside none of them."""
    others = [told(problem) for problem in found if not is_beside(problem)]
    if not found:
        return {"problem": line_of(error), "refused": others}
    return {"problem": "" if others else BESIDE, "refused": others}


def tried(act: Callable[[], object]) -> tuple[str, int]:
    """Do it; the sentence and status of what went wrong, nothing and 200 where all is well."""
    try:
        act()
    except FeedsvcError as error:
        return line_of(error), status_of(error)
    return "", 200


def line_of(error: FeedsvcError) -> str:
    """What went wrong, in one line that names the file."""
    text = str(error.problems[0]) if isinstance(error, ConfigError) else str(error)
    return " ".join(text.split())


def number_of_page() -> int:
    """The page that the address asks for; 404 for what is no number."""
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 4 and int(text)):
        abort(404)
    return int(text)

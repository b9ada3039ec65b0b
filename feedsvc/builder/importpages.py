"""`/new/import`: a list of subscriptions that a feed reader exported (OPML) becomes sources and topics.

    the file → its feeds written, all or none → its pages looked at one after the other, told as each is done

The page is sent while it comes about: progress is seen without scripts, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, request
from werkzeug.exceptions import RequestEntityTooLarge

from feedsvc.builder.builder import Builder
from feedsvc.builder.doors import for_operator, operator_name, shown, streamed
from feedsvc.builder.failures import sentence, status_of
from feedsvc.builder.files import Files
from feedsvc.builder.importing import Importer
from feedsvc.builder.subscriptions import Brought
from feedsvc.errors import FeedsvcError
from feedsvc.operate.opml import LARGEST, NoOpml, name_in_line, read_opml
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web

FORM = 64 * 1024
"""Bytes of the form around the file."""


def make_import_pages(builder: Builder) -> Blueprint:
    """The form for a file, and what became of it."""
    pages = Blueprint("import", __name__)
    guarded = for_operator(lambda: imported(builder))

    @pages.get("/new/import")
    @for_operator
    def form() -> Any:
        return import_form()

    @pages.post("/new/import")
    def upload() -> Any:
        request.max_content_length = LARGEST + FORM
        try:
            return guarded()
        except RequestEntityTooLarge:
            return import_form(f"The file is larger than {LARGEST >> 20} MB (split it).", code=413)

    return pages


def import_form(problem: str = "", topic: str = "", code: int = 200) -> Any:
    """The form, with why the last file was not taken."""
    values = {"problem": problem, "topic": topic, "largest": LARGEST}
    return shown("import.html", values, code)


def imported(builder: Builder) -> Any:
    """What becomes of the file's subscriptions; or the form again, with nothing written."""
    topic = " ".join(request.form.get("topic", "").split())
    file = request.files.get("file")
    name = name_in_line(file.filename or "") if file else ""
    try:
        if file is None or not name:
            raise NoOpml("Choose the file that your reader exported.")
        opml = read_opml(file.stream.read(LARGEST + 1), name)
        importer = make_importer(builder)
        with action("import", name, operator_name()):
            feeds = importer.feeds(opml, name, topic)
    except FeedsvcError as error:
        return import_form(sentence(error), topic, status_of(error))
    pages = sum(not outline.feed for outline in opml.outlines)
    steps = logged(importer.pages(opml, topic), name, operator_name())
    return streamed("imported.html", {"name": name, "feeds": feeds, "pages": pages, "steps": steps})


def make_importer(builder: Builder) -> Importer:
    """What brings subscriptions in; pages are looked at as `/new` looks at them."""
    config = this_web().config
    files = Files(config.directory, builder.load)
    return Importer(files, builder.load, lambda url: builder.looker.detection(config, url))


def logged(steps: Iterator[Brought], name: str, by: str) -> Iterator[Brought]:
    """The same; each source that is made leaves a line in the log, with the file's name."""
    for one in steps:
        if one.outcome == "made":
            with action("import", f"{name}: {one.slug}", by):
                pass  # it is there: whoever is told of it may be gone
        yield one

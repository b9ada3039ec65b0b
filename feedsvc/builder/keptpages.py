"""`/sources/<slug>/pages`: the raw pages that are kept of a source, as text, and read again.

Whatever a stranger's page holds, it is shown as text or downloaded as bytes: no browser reads it as a page.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import abort

from feedsvc.builder.builder import Builder, shown_at_once
from feedsvc.builder.desk import file_of, source_page, tried
from feedsvc.builder.doors import for_operator, operator_name
from feedsvc.models import Changes, PollReport, Snapshot
from feedsvc.telemetry import action
from feedsvc.web.answers import this_web
from feedsvc.web.headers import NO_STORE, safe_headers

MOST_SHOWN = 20_000
"""Letters of a page that are shown; all of it can be downloaded."""
SEALED = ("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
Reread = tuple[PollReport, Changes]


def make_kept_pages(builder: Builder) -> Blueprint:
    """The kept pages of a source: shown, downloaded, replayed."""
    pages = Blueprint("kept", __name__)

    @pages.get("/sources/<slug>/pages")
    @for_operator
    def kept(slug: str) -> Any:
        file_of(builder, slug)
        return kept_page(builder, slug, request.args.get("page", ""))

    @pages.post("/sources/<slug>/pages")
    @for_operator
    def replay(slug: str) -> Any:
        file_of(builder, slug)
        return replayed(builder, slug, apply=request.form.get("act") == "apply")

    @pages.get("/sources/<slug>/pages/<digest>")
    @for_operator
    def download(slug: str, digest: str) -> Any:
        return downloaded(snapshot_of(slug, digest))

    return pages


def kept_page(
    builder: Builder, slug: str, digest: str, problem: str = "", code: int = 200, **more: Any
) -> Any:
    """The list of kept pages, with one of them as text: the newest where none is named."""
    web = this_web()
    times: dict[str, datetime] = web.reads(web.store.kept_pages, slug)
    chosen = digest or next(iter(times), "")
    snapshot = snapshot_of(slug, chosen) if chosen else None
    text = snapshot.page.text if snapshot else ""
    values = {
        "problem": problem,
        "times": times,
        "snapshot": snapshot,
        "text": text[:MOST_SHOWN],
        "cut": len(text) > MOST_SHOWN,
        "keeps": web.config.snapshots.count,
        "rereads": None,
        "applied": False,
        **more,
    }
    return source_page(builder, slug, "source-pages.html", values, code, page="/pages")


def replayed(builder: Builder, slug: str, *, apply: bool) -> Any:
    """The same with what reading all of them again would change, or has changed."""
    rereads: list[Reread] = []

    def act() -> None:
        builder.sources.replay(slug, apply=apply, tell=lambda *reread: rereads.append(reread))

    def noted() -> None:
        with action("replay", slug, operator_name()):
            act()
        shown_at_once()

    problem, code = tried(noted if apply else act)
    return kept_page(builder, slug, "", problem, code, rereads=rereads, applied=apply)


def snapshot_of(slug: str, digest: str) -> Snapshot:
    """A kept page of the source; 404 where it is not kept, or no more."""
    web = this_web()
    snapshot = web.reads(web.store.snapshot, slug, digest[:100])
    if snapshot is None:
        abort(404)
    return snapshot


def downloaded(snapshot: Snapshot) -> Response:
    """The page's bytes as a file that no browser opens."""
    name = f"{snapshot.source}-{snapshot.page.fetched_at:%Y%m%dT%H%M%SZ}.txt"
    response = Response(snapshot.page.content, 200, {"Content-Type": "application/octet-stream"})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers.update([NO_STORE, *safe_headers(SEALED)])
    return response

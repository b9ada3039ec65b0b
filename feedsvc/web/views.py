"""The pages for people: what address shows what."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import abort

from feedsvc.errors import QueryError
from feedsvc.render import FORMATS
from feedsvc.web.answers import (
    NO_CACHE,
    PAGE_CACHE,
    moved,
    refuse,
    reply,
    say_missing,
    show,
    standing_of,
    this_web,
)
from feedsvc.web.assets import FAVICON
from feedsvc.web.fields import typed_in
from feedsvc.web.filters import is_filtered, names_filter, parse_filter
from feedsvc.web.headers import FOREVER, VARY, VARY_PAGE
from feedsvc.web.missing import Missing
from feedsvc.web.negotiation import wants_html
from feedsvc.web.paths import FEED_PATH
from feedsvc.web.searchpage import PATH as SEARCH
from feedsvc.web.view import MOST_PAGES, Opened, PageView

ICON_CACHE = "public, max-age=86400"
pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> Response:
    """Topics and sources."""
    return show(this_web().site.index(_page_number()))


@pages.get("/topics/<slug>")
def topic(slug: str) -> Response:
    """One topic, by pages, or what of it passes a filter."""
    missing = this_web().shelf.topic_status(slug)
    if missing:
        return say_missing(missing)
    return _topic_page(slug, _page_number(), filtering=names_filter(_query()))


def _topic_page(
    slug: str, number: int, opened: Opened | None = None, vary: str = VARY, *, filtering: bool
) -> Response:
    """A topic's stories, or those that pass the filter of the query; or what of that cannot be read."""
    topics, query = this_web().site.topics, _query()
    try:
        wanted = parse_filter(query) if filtering else None
    except QueryError as error:
        return _refuse(error, topics.refused(slug, str(error), typed_in(query), opened))
    if not wanted:
        return show(topics.plain(slug, number, opened), vary=vary)
    return show(topics.filtered(slug, wanted, number, opened), vary=vary, keep=False)


@pages.get(SEARCH)
def search() -> Response:
    """Stories of all topics that pass a filter; the form alone where nothing is asked for."""
    page, query = this_web().site.search, _query()
    assert page is not None
    try:
        wanted = parse_filter(query)
    except QueryError as error:
        return _refuse(error, page.empty(typed_in(query), str(error)))
    return show(page.found(wanted, _page_number()) if wanted else page.empty(), keep=False)


def _refuse(error: QueryError, view: PageView | None) -> Response:
    """For people the page with what they typed; for programs, one sentence."""
    if not wants_html(request.headers.get("Accept")):
        raise error
    return refuse(view)


def _query() -> str:
    return request.query_string.decode("latin-1")


def _page_number() -> int:
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return number if number <= MOST_PAGES else 0


@pages.get("/feeds/<path:rest>")
def feed_page(rest: str) -> Response:
    """A feed's address in a browser: the topic's page, with the address to copy."""
    path, query = f"/feeds/{rest}", _query()
    found = this_web().shelf.find(path)
    match = FEED_PATH.match(path)
    if isinstance(found, Missing) or match is None:
        return say_missing(found if isinstance(found, Missing) else Missing("unknown"))
    opened = Opened(FORMATS[match[3]].label, archive=match[2] is not None)
    return _topic_page(match[1], 1, opened, VARY_PAGE, filtering=is_filtered(path, query))


@pages.get("/stories/<uuid:story_id>")
def story(story_id: Any) -> Response:
    """One story's permalink."""
    return show(this_web().site.stories.show(str(story_id)))


@pages.get("/status")
def status() -> Response:
    """Every source, for people."""
    web = this_web()
    return show(web.site.status(standing_of(web), _page_number()), NO_CACHE)


@pages.get(f"{SEARCH}/")
@pages.get("/topics/<slug>/")
@pages.get("/stories/<uuid:story_id>/")
@pages.get("/status/")
def slashed(**_: Any) -> Response:
    """One slash more than the address has."""
    return moved(308, quote(request.path.rstrip("/")))


@pages.get(FAVICON)
def favicon() -> Response:
    """The icon for who asks without having read a page."""
    asset = this_web().assets[FAVICON]
    return reply(asset.body, asset.media_type, ICON_CACHE)


@pages.get("/static/<name>")
def static(name: str) -> Response:
    """A static file under the address that names its content."""
    asset = this_web().assets.get(f"/static/{name}")
    if asset is None:
        abort(404)
    return reply(asset.body, f"{asset.media_type}; charset=utf-8", FOREVER)


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything public may be read; what a search finds stands in the topics."""
    return reply(
        b"User-agent: *\nAllow: /\nDisallow: /admin/\nDisallow: /search\n",
        "text/plain; charset=utf-8",
        PAGE_CACHE,
    )

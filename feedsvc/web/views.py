"""The pages for people: what address shows what."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import abort

from feedsvc.render import FORMATS
from feedsvc.web.answers import NO_CACHE, PAGE_CACHE, moved, reply, say_missing, show, standing_of, this_web
from feedsvc.web.assets import FAVICON
from feedsvc.web.filters import is_filtered, names_filter, parse_filter
from feedsvc.web.headers import FOREVER
from feedsvc.web.pages import MOST_PAGES, Opened
from feedsvc.web.shelf import FEED_PATH, Missing

ICON_CACHE = "public, max-age=86400"
pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> Response:
    """Topics and sources."""
    return show(this_web().site.index())


@pages.get("/topics/<slug>")
def topic(slug: str) -> Response:
    """One topic, by pages, or what of it passes a filter."""
    missing = this_web().shelf.topic_status(slug)
    if missing:
        return say_missing(missing)
    wanted = parse_filter(_query()) if names_filter(_query()) else None
    site = this_web().site
    return show(site.filtered(slug, wanted) if wanted else site.topic(slug, _page_number()))


def _query() -> str:
    return request.query_string.decode("latin-1")


def _page_number() -> int:
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return number if number <= MOST_PAGES else 0


@pages.get("/feeds/<path:rest>")
def feed_page(rest: str) -> Response:
    """A feed's address in a browser: the topic's page, with the address to copy (feeds.md 30)."""
    path, query = f"/feeds/{rest}", _query()
    found = this_web().shelf.find(path)
    match = FEED_PATH.match(path)
    if isinstance(found, Missing) or match is None:
        return say_missing(found if isinstance(found, Missing) else Missing("unknown"))
    site = this_web().site
    wanted = parse_filter(query) if query and is_filtered(path, query) else None
    opened = Opened(FORMATS[match[3]].label, archive=match[2] is not None)
    view = site.filtered(match[1], wanted, opened) if wanted else site.topic(match[1], opened=opened)
    return show(view, vary="Accept-Encoding, Accept")


@pages.get("/stories/<uuid:story_id>")
def story(story_id: Any) -> Response:
    """One story's permalink."""
    return show(this_web().site.story(str(story_id)))


@pages.get("/status")
def status() -> Response:
    """Every source, for people."""
    web = this_web()
    return show(web.site.status(standing_of(web).problems), NO_CACHE)


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
    """Everything public may be read."""
    return reply(b"User-agent: *\nAllow: /\nDisallow: /admin/\n", "text/plain; charset=utf-8", PAGE_CACHE)

"""The application: Flask for pages, in front of it ready bytes for feeds, in front of both the guard.

    Guard → FeedLayer → Flask (views, ops)

It only reads; `config` alone says which addresses are written, the Host header never does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from flask import Blueprint, Flask

from feedsvc.botkey.ring import Ring
from feedsvc.config import Config
from feedsvc.config.alive import Standing
from feedsvc.process import utc_now
from feedsvc.store import Store
from feedsvc.web.answers import Web, failed
from feedsvc.web.assets import FAVICON, load_assets
from feedsvc.web.botpages import make_bot_pages
from feedsvc.web.entrance import Entrance
from feedsvc.web.explained import Explained
from feedsvc.web.feeds import FeedLayer
from feedsvc.web.filtered import FilteredFeeds
from feedsvc.web.finder import Finder
from feedsvc.web.guard import Guard
from feedsvc.web.lookout import Keeper
from feedsvc.web.metrics import packed_metrics
from feedsvc.web.operator import Action
from feedsvc.web.ops import ops
from feedsvc.web.pages import Site
from feedsvc.web.reads import Reads
from feedsvc.web.render import Pages
from feedsvc.web.sessions import SharedSignedOut
from feedsvc.web.shelf import Shelf
from feedsvc.web.signin import signin
from feedsvc.web.views import pages

_LONGEST_BODY = 64 * 1024
_SEARCH_DEADLINE = 3.0
"""Seconds: longer than the store's own, so that a slow search never passes for an absent database."""


def create_app(
    config: Config,
    store: Store,
    *,
    clock: Callable[[], datetime] = utc_now,
    on_admin: Mapping[str, Action] | None = None,
    reads: Reads | None = None,
    standing: Callable[[], Standing] | None = None,
    keep: Callable[[Shelf], Keeper] = Keeper,
    entrance: Entrance | None = None,
    rooms: Sequence[Blueprint] = (),
) -> Flask:
    """The WSGI application over an open store; it starts and answers whether or not the database is there.

    `on_admin` names the actions of `POST /admin/<action>/<source>`. `standing` says how things stand with the
    configuration, `keep` gives the keeper of the shelf. `rooms` are further pages, which may do what nothing
    here can; `entrance` lets the operator in.
    """
    reads, searching = reads or Reads(), Reads(deadline=_SEARCH_DEADLINE)
    shelf = Shelf(config, store, reads, clock=clock)
    loaded, assets = Standing(loaded_at=clock()), load_assets()
    site = Site(config, store, reads, Finder(store, searching), clock)
    shown = Pages(config, assets, operated=bool(config.web.admin_token and rooms))
    this = Web(
        config=config,
        store=store,
        reads=reads,
        shelf=shelf,
        keeper=keep(shelf),
        site=site,
        pages=shown,
        explained=Explained(shown),
        assets={a.path: a for a in assets.values()} | {FAVICON: assets[FAVICON[1:]]},
        actions=on_admin or {},
        standing=standing or (lambda: loaded),
        entrance=entrance or Entrance(config.web.admin_token, SharedSignedOut(store, reads, clock)),
        metrics=site.directory.kept(lambda: packed_metrics(site.directory)),
    )
    return behind_layers(app_of(this, rooms), this, FilteredFeeds(config, store, searching, shelf))


def app_of(this: Web, rooms: Sequence[Blueprint]) -> Flask:
    """The pages, in an application that nothing stands before."""
    app = Flask("feedsvc.web", static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=_LONGEST_BODY)
    app.url_map.merge_slashes = False
    app.extensions["feedsvc"] = this
    app.register_blueprint(pages)
    app.register_blueprint(make_bot_pages(Ring(this.config.bot_key, this.config.site.base_url)))
    # Without a way in, no method may tell that there is anything behind it.
    for room in (ops, *((signin, *rooms) if this.entrance.sessions else ())):
        app.register_blueprint(room)
    app.register_error_handler(Exception, failed)
    return app


def behind_layers(app: Flask, this: Web, filtered: FilteredFeeds) -> Flask:
    """The application behind the ready bytes of feeds, and both behind the guard."""
    config, explained = this.config, this.explained
    layer = FeedLayer(this.shelf, this.keeper, filtered, app.wsgi_app, config.site.base_url, explained)
    app.wsgi_app = Guard(  # type: ignore[method-assign]
        layer,
        trusted=config.web.trusted_proxies,
        rate_limit=config.web.rate_limit,
        hosts=config.web.hosts,
        explained=explained,
    )
    return app

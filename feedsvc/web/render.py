"""Values become HTML: one Jinja environment for the application and for static publishing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from feedsvc.config import Config
from feedsvc.models import Story
from feedsvc.publish.status import moment
from feedsvc.render import story_link
from feedsvc.web.assets import Asset
from feedsvc.web.compiled import Compiled
from feedsvc.web.readers import app_link, is_local, reader_links
from feedsvc.web.view import PageView
from feedsvc.web.words import day, state_word, wall_word, when

COMPILED = Compiled()


class Pages:
    """Renders page views; every address inside is below the path of `base_url`, none comes from a request.

    `operated` pages show the way in for the operator; files are not `live`: nothing answers a search.
    """

    def __init__(
        self, config: Config, assets: Mapping[str, Asset], *, operated: bool = False, live: bool = True
    ) -> None:
        self._base = config.site.base_url
        self._prefix = urlsplit(config.site.base_url).path.rstrip("/")
        self._environment = Environment(
            loader=PackageLoader("feedsvc.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=COMPILED,
        )
        self._environment.globals.update(self._globals(config, assets), operated=operated, live=live)
        self._environment.filters.update(when=when, moment=moment, state=state_word, link=self._link)
        self._environment.filters.update(wall=wall_word, app=app_link, readers=reader_links, day=day)
        self._environment.tests.update(local=is_local)

    def render(self, view: PageView) -> bytes:
        """The finished page."""
        return self._environment.get_template(view.template).render(view.values).encode()

    def stream(self, view: PageView) -> Iterator[bytes]:
        """The page piece by piece, as far as what it shows is there."""
        pieces = self._environment.get_template(view.template).generate(view.values)
        return (piece.encode() for piece in pieces)

    def url(self, path: str) -> str:
        """An address on this site."""
        return self._prefix + path

    def _link(self, story: Story) -> str:
        return story_link(story, self._base)

    def _globals(self, config: Config, assets: Mapping[str, Asset]) -> dict[str, Any]:
        def asset(name: str) -> str:
            return self.url(assets[name].path)

        return {"site": config.site, "url": self.url, "asset": asset, "discovery": ()}

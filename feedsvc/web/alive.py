"""The application goes over to another configuration between two requests.

    new configuration → a whole new application, its shelf filled → requests go there at once

No request waits or pays for it: what Flask calls for each is another one from then on.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from feedsvc.config import Config
from feedsvc.errors import StoreUnavailable
from feedsvc.web.answers import Web

Make = Callable[[Config], Flask]


class LiveApp:
    """Keeps `app`, a Flask application, under the configuration in force."""

    def __init__(self, make: Make, config: Config) -> None:
        self._make = make
        self.app = make(config)

    def turns_to(self, config: Config) -> None:
        """Serve under this configuration from now on; StoreUnavailable where its shelf cannot be filled."""
        made = self._make(config)
        before, after = web_of(self.app), web_of(made)
        after.shelf.refresh()
        if after.shelf.away:
            raise StoreUnavailable("the database is away: the web goes on as it is")
        after.shelf.look_again()  # what is published from here on tells the shelf before alone
        after.kept = before.kept
        if after.keeper is before.keeper:
            after.keeper.turns_to(after.shelf)
        self.app.extensions["feedsvc"] = after
        self.app.wsgi_app = made.wsgi_app  # type: ignore[method-assign]
        if after.keeper is not before.keeper:
            before.keeper.close()


def web_of(app: Flask) -> Web:
    """What an application was made of."""
    web: Web = app.extensions["feedsvc"]
    return web

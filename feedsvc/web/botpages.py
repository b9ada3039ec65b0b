"""For owners of pages: who polls them, how to stop it, and the keys that prove that it was us."""

from __future__ import annotations

from importlib.metadata import version

from flask import Blueprint, Response
from werkzeug.exceptions import abort

from feedsvc.botkey.naming import DIRECTORY_PATH, agent_token, make_user_agent
from feedsvc.botkey.ring import Ring
from feedsvc.config import Config
from feedsvc.config.toml import span
from feedsvc.web.answers import reply, show, this_web
from feedsvc.web.headers import safe_headers
from feedsvc.web.view import PageView

ABOUT = "/about-bot"
KEYS_CACHE = "public, max-age=60"
"""The directory is signed anew for every answer, and a key that has just been made is looked for."""
MOST_SHOWN = 200


def make_bot_pages(ring: Ring) -> Blueprint:
    """`/about-bot`, and the directory of keys, which is there while there is a key."""
    pages = Blueprint("bot", __name__)

    @pages.get(ABOUT)
    def about() -> Response:
        return show(about_bot(this_web().config, signs=bool(ring.keys())))

    @pages.get(DIRECTORY_PATH)
    def keys() -> Response:
        found = ring.directory(this_web().site.directory.clock())
        if found is None:
            abort(404)
        body, signed = found
        media_type = "application/http-message-signatures-directory+json"
        answer = reply(body, media_type, KEYS_CACHE)
        answer.headers.update(dict(safe_headers()) | signed)
        return answer

    return pages


def about_bot(config: Config, *, signs: bool) -> PageView:
    """Who asks, for what, how often, and how to stop it."""
    agent = make_user_agent(version("feedsvc"), config.site.contact)
    polled = [s for s in config.sources if s.enabled and not s.is_file]
    rows = [(s.title, s.address, span(s.every), s.robots == "obey") for s in polled[:MOST_SHOWN]]
    values = {
        "agent": agent,
        "token": agent_token(agent),
        "contact": config.site.contact,
        "polled": rows,
        "more": len(polled) - len(rows),
        "draws": any(source.may_draw for source in polled),
        "pause": span(config.fetch.host_pause),
        "keys": DIRECTORY_PATH if signs else "",
    }
    return PageView("about-bot.html", values)

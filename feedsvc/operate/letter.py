"""A letter to the owner of a page that keeps us out: who asks, for what, how often, and how to let us in.

Hello,
I read https://harbour.example/news with feedsvc …
"""

from __future__ import annotations

from importlib.metadata import version
from urllib.parse import urlsplit

from feedsvc.botkey.naming import agent_token, make_user_agent
from feedsvc.config import Config, SourceConfig
from feedsvc.config.toml import span
from feedsvc.decide.walladvice import WALLS

UNTOLD = "(your name and address: [site] contact in feedsvc.toml is empty)"


def letter(config: Config, source: SourceConfig, wall: str = "") -> str:
    """The letter, ready to send; `wall` names what stands before the page (decide.walls)."""
    agent = make_user_agent(version("feedsvc"), config.site.contact)
    return "\n\n".join(
        (
            f"Subject: A feed reader and {urlsplit(source.address).hostname or source.title}",
            "Hello,",
            f"I read {source.address} with feedsvc, a program that looks at a page for new headlines and "
            f"shows them in a feed reader, each with its link to your site. {_met(wall)}",
            "Could you let it in? It is easy to know, since it never pretends to be a browser:",
            _facts(source, agent),
            f"To let it in by name, add an exception for the User-Agent that begins with "
            f'"{agent_token(agent)}/" to your bot protection, for this page alone if you like. '
            "If you would rather not be read, these lines in robots.txt are obeyed within a day:",
            f"    User-agent: {agent_token(agent)}\n    Disallow: {urlsplit(source.address).path or '/'}",
            "An RSS or Atom feed of your own would do as well, and I would use that instead.",
            f"Thank you,\n{config.site.contact or UNTOLD}",
        )
    )


def _met(wall: str) -> str:
    if wall not in WALLS:
        return "I would like to go on doing so with your consent."
    return f"At present the answer is not the page ({WALLS[wall].title})."


def _facts(source: SourceConfig, agent: str) -> str:
    obeyed = "obeyed" if source.robots == "obey" else "not asked for this page"
    return "\n".join(
        (
            f"    User-Agent: {agent}",
            f"    Page:       {source.address}",
            f"    How often:  at most once in {span(source.every)}, less where nothing changes",
            f"    robots.txt: {obeyed}, with Crawl-delay; pages that have not changed are answered by 304",
        )
    )

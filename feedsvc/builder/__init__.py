"""From an address to a subscribed feed, in a browser or by a program, for the operator alone.

    api, pages → Looker (what a page has) → Keeper of sources (file, topics, first poll) → feed addresses

It stands above `web`, whose pages can fetch nothing: these can, within every limit of a poll, and exist only
where an admin token is configured.
"""

from feedsvc.builder.drawer import shared_folder
from feedsvc.builder.room import Builder, make_room

__all__ = ["Builder", "make_room", "shared_folder"]

"""From an address to a subscribed feed, in a browser or by a program, for the operator alone.

    api, pages → Looker (what a page has) → Keeper of sources (file, topics, first poll) → feed addresses

It stands above `web`, whose pages can fetch nothing: these can, within every limit of a poll, and exist only
where an admin token is configured.

Its names are imported when they are asked for: a command that changes a file needs no page.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.builder.builder import *
    from feedsvc.builder.drawer import *
    from feedsvc.builder.room import *
else:
    __all__, __getattr__ = late(
        __name__, {"builder": ("Builder",), "drawer": ("shared_folder",), "room": ("make_room",)}
    )

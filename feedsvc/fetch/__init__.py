"""The network, one way in: conditional GET, limits, address guard, robots, one host at a time.

Its names are imported when they are asked for: a file is looked at without a network.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.botkey.naming import *
    from feedsvc.fetch.fetcher import *
    from feedsvc.fetch.gate import *
else:
    __all__, __getattr__ = late(
        __name__,
        {
            "fetcher": ("Fetcher", "make_fetcher", "make_user_agent"),
            "gate": ("HostGate", "HostTurns", "LocalGate", "StoreGate"),
        },
    )

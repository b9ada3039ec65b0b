"""The network, one way in: conditional GET, limits, address guard, robots, one host at a time.

Its names are imported when they are asked for: a file is looked at without a network.
"""

from typing import TYPE_CHECKING

from feedsvc.late import late

if TYPE_CHECKING:
    from feedsvc.botkey.naming import make_user_agent
    from feedsvc.fetch.fetcher import Fetcher, make_fetcher
    from feedsvc.fetch.gate import HostGate, HostTurns, LocalGate, StoreGate

__all__ = ["Fetcher", "HostGate", "HostTurns", "LocalGate", "StoreGate", "make_fetcher", "make_user_agent"]

if not TYPE_CHECKING:
    __getattr__ = late(
        __name__,
        dict.fromkeys(__all__, "gate")
        | dict.fromkeys(("Fetcher", "make_fetcher", "make_user_agent"), "fetcher"),
    )

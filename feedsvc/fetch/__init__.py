"""The network, one way in: conditional GET, limits, address guard, robots, one host at a time."""

from feedsvc.botkey.naming import make_user_agent
from feedsvc.fetch.fetcher import Fetcher, make_fetcher
from feedsvc.fetch.gate import HostGate, HostTurns, LocalGate, StoreGate

__all__ = ["Fetcher", "HostGate", "HostTurns", "LocalGate", "StoreGate", "make_fetcher", "make_user_agent"]

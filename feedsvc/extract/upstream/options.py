"""The `[options]` of `upstream`, without all that reads feeds."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.config.checks import number
from feedsvc.config.options import option


@dataclass(frozen=True, kw_only=True, slots=True)
class UpstreamOptions:
    """How much of the feed is read."""

    limit: int = option(number(1, 1000), 1000)

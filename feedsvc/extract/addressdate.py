"""Days that stand in addresses, as blogs and papers make them: `/2026/11/28/the-ferry`."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(?<![\d-])((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/_.-]|$)(?![.-]?\d)")


def day_in(address: str) -> str | None:
    """The day that an address names (`2026-11-28`), or None."""
    found = _DAY.search(address.partition("?")[0].partition("#")[0])
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return None

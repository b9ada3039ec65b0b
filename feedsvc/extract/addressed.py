"""How addresses are made of what names a story: its slug or number in those that are known.

    second-quay, ferry-soon  and  /read/second-quay/, /read/ferry-soon/, /about   →   /read/ … /

Two of one form prove it where names are words; numbers stand in addresses by accident, and need most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

NAMES = (
    *("slug", "handle", "urlSlug", "url_slug", "seoUrl", "path", "permalink", "href", "url", "uri"),
    *("key", "id", "uuid", "_id"),
)
"""What names an object in an address, alone or with its own `current` (Sanity); words before numbers."""
FEWEST, FEWER = 3, 2
_MOST = 0.7
_WORDED = 8
"""Characters of a name that stands in no address by accident."""
_SURE = 0.8


def around(names: Sequence[str], addresses: Collection[str]) -> tuple[str, str] | None:
    """What stands before and after names in the addresses, where enough of them have one of one form."""
    forms = Counter(
        (before, after)
        for name in names
        for address in addresses
        for before, found, after in [address.partition(f"/{name.lstrip('/')}")]
        if found and (not after or after[0] in "/.?") and not {*"'{}"} & set(address) and len(after) < 30
    )
    form, count = next(iter(forms.most_common(1)), (("", ""), 0))
    worded = all(len(name) >= _WORDED and not name.isdigit() for name in names)
    enough = FEWER if worded and count > _SURE * forms.total() else max(FEWEST, _MOST * len(names))
    return (f"{form[0]}/", form[1]) if count >= enough else None

"""Which stories of a page are known, and as which.

keys and words → what a changed site hid → other dates → other counters → other headlines, addresses → places
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feedsvc.decide.corrected import corrected
from feedsvc.decide.headlined import headlined
from feedsvc.decide.healing import heal
from feedsvc.decide.identity import match
from feedsvc.decide.inplace import inplace
from feedsvc.decide.keys import Source
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.numbered import numbered
from feedsvc.decide.recounted import recounted
from feedsvc.decide.redated import redated
from feedsvc.decide.sameminute import sameminute
from feedsvc.decide.shifted import shifted


def recognise(
    page: Sequence[Listed],
    remembered: Sequence[Remembered],
    window: Sequence[Remembered],
    source: Source,
    now: datetime,
) -> dict[int, Remembered]:
    """The known story of each place of the page that shows one; `window` stood on the page before.

    Each step sees what those before it have left over: the surer ones come first.
    """
    found = heal(page, remembered, match(page, remembered, source), window)
    found = shifted(page, found, window, source.slug)
    found = redated(page, found, window, source.slug, now)
    found = recounted(page, found, window)
    for hidden in (headlined, numbered, corrected, sameminute, inplace):
        found = hidden(page, found, window, source)
    return found

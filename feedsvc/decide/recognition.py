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
from feedsvc.decide.placeguids import name_places, without_guid
from feedsvc.decide.recounted import recounted
from feedsvc.decide.redated import redated
from feedsvc.decide.sameminute import sameminute
from feedsvc.decide.shifted import shifted
from feedsvc.decide.titledlinks import titledlinks


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
    if not name_places(page, remembered, source):
        return _recognised(page, remembered, window, source, now)
    stood = {known.story.id for known in window}
    plain = [without_guid(known, source) for known in remembered]
    again = [known for known in plain if known.story.id in stood]
    found = _recognised([without_guid(block, source) for block in page], plain, again, source, now)
    whole = {known.story.id: known for known in remembered}
    return {place: whole[known.story.id] for place, known in found.items()}


def _recognised(
    page: Sequence[Listed],
    remembered: Sequence[Remembered],
    window: Sequence[Remembered],
    source: Source,
    now: datetime,
) -> dict[int, Remembered]:
    found = heal(page, remembered, match(page, remembered, source), window)
    found = shifted(page, found, window, source.slug)
    found = redated(page, found, window, source.slug, now)
    found = recounted(page, found, window)
    for hidden in (headlined, numbered, corrected, sameminute, titledlinks, inplace):
        found = hidden(page, found, window, source)
    return found

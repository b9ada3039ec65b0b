"""Lists as well-known systems draw them are read as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.pipeline import run
from tests.extract.helpers import make_page, make_settings
from tests.extract.listings.cards import CARDS
from tests.extract.listings.events import EVENTS
from tests.extract.listings.forums import FORUMS
from tests.extract.listings.fronts import FRONTS
from tests.extract.listings.listing import Listing, Seen
from tests.extract.listings.meetings import MEETINGS
from tests.extract.listings.names import NAMES
from tests.extract.listings.others import OTHERS
from tests.extract.listings.services import SERVICES
from tests.extract.listings.sites import SITES
from tests.extract.listings.unseen import UNSEEN

LATER = datetime(2026, 3, 4, 12, tzinfo=UTC)
LISTINGS = (*CARDS, *FORUMS, *MEETINGS, *EVENTS, *FRONTS, *OTHERS, *SERVICES, *UNSEEN, *SITES, *NAMES)


def seen(listing: Listing) -> tuple[Seen, ...]:
    page = make_page(listing.html, url=listing.url)
    settings = make_settings(extractor="auto", timezone="UTC", article_id=None, url=listing.url)
    try:
        found = run(page, settings, LATER).stories
    except ExtractError:
        return ()
    return tuple(
        (s.title, s.url or "", s.published.date().isoformat() if s.published else None) for s in found
    )


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_a_list_is_read_as_a_person_reads_it(listing: Listing) -> None:
    assert seen(listing) == listing.stories


KEYS = (
    "234741AA-AD2A-4D49-8011-25A56CCF0911",
    "FAECBDC8-4369-41A6-B0AD-19F84A735EB1",
    "00000000-0000-0000-0000-000000000001",
)


def test_letters_of_random_numbers_make_no_advertisement() -> None:
    rows = "".join(
        f'<li>{n + 1}.3.2026 <a id="link_{KEYS[n % 3]}" href="/n/{n}">Boats of the year {n}</a></li>'
        for n in range(4)
    )
    found = seen(Listing(name="keys", body=f"<ul>{rows}</ul>"))
    assert [title for title, _, _ in found] == [f"Boats of the year {n}" for n in range(4)]

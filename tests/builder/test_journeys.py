"""From an address to an entry in a feed in a real browser, over pages of many words, on phones and on desks.

What is found on pages of every style is for `test_kinds.py`, which goes the same way by the same forms.
"""

from __future__ import annotations

import time
from itertools import cycle
from typing import Any

import feedparser
import pytest

from tests.builder.conftest import Site
from tests.builder.kinds import KINDS, TO_CORRECT, TOLD
from tests.builder.test_servers import asks, in_browser, operator

__all__ = ["operator"]
pytestmark = [pytest.mark.slow, pytest.mark.browser, in_browser]
WIDTHS = {"phone": 390, "desk": 1280}
CLICKS = 3
WALKED = (
    "/kinds/german",
    "/kinds/hebrew",
    "/kinds/chinese",
    "/kinds/linked",
    "/kinds/atom",
    "/kinds/interface",
)
"""What our own pages look different by: words that are long, that run from right to left, that have no spaces between
them, and each kind of card that shows no list of a page.
"""
WAIT = 60_000
"""Milliseconds for one step on a busy machine; on an idle one the whole way takes about one second of ten."""


class Hand:
    """Whoever sits before the screen: presses buttons, and counts them."""

    def __init__(self, page: Any) -> None:
        self.page, self.presses = page, 0

    def press(self, button: str) -> None:
        self.presses += 1
        self.page.get_by_role("button", name=button, exact=True).first.click(timeout=WAIT)

    def fits(self) -> bool:
        """Whether nothing is wider than any screen; the page is left on the one that it was on."""
        own = self.page.viewport_size
        wide = {}
        for width in WIDTHS.values():
            self.page.set_viewport_size({"width": width, "height": 800})
            wide[width] = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(own)
        return all(needed <= width for width, needed in wide.items())


@pytest.fixture
def hand(operator: Any) -> Hand:
    operator.trouble.clear()
    return Hand(operator)


def titles_of(feed: str) -> list[str]:
    return sorted(entry.title for entry in feedparser.parse(feed).entries)


@pytest.mark.parametrize(("path", "screen"), list(zip(WALKED, cycle(WIDTHS), strict=False)))
def test_the_best_card_is_the_right_one_and_three_presses_away_from_its_feed(
    hand: Hand,
    running: tuple[str, str],
    site: Site,
    path: str,
    screen: str,
) -> None:
    page, kind = hand.page, KINDS[path]
    page.set_viewport_size({"width": WIDTHS[screen], "height": 800})
    page.goto(f"{running[0]}/new")
    page.get_by_label("Address of the page", exact=True).fill(site.address + path)
    began = time.monotonic()
    hand.press("Look")
    page.locator(".list-card").first.wait_for(timeout=WAIT)
    assert page.locator(".list-card").first.locator(".story-title").all_inner_texts() == list(kind.titles[:3])
    assert hand.fits()
    hand.press("Choose")
    page.get_by_role("button", name="Subscribe", exact=True).wait_for(timeout=WAIT)
    assert page.locator(".found h3").all_inner_texts() == list(kind.titles)
    assert hand.fits()
    hand.press("Subscribe")
    page.get_by_text("Subscribed.").wait_for(timeout=WAIT)
    print(f"{path} on a {screen}: {time.monotonic() - began:.1f} s")  # pytest -rP shows it
    assert hand.fits()
    assert hand.presses <= CLICKS
    assert titles_of(asks(page.get_by_label("Atom", exact=True).first.input_value())) == sorted(kind.titles)
    assert page.trouble == []


@pytest.mark.parametrize("path", TO_CORRECT)
def test_a_field_is_corrected_on_the_way_by_a_press_in_the_page(
    hand: Hand, running: tuple[str, str], site: Site, path: str
) -> None:
    """What is told of a story becomes its title, in every story of the list."""
    page = hand.page
    page.goto(f"{running[0]}/new")
    page.get_by_label("Address of the page", exact=True).fill(site.address + path)
    hand.press("Look")
    hand.press("Choose")
    hand.press("Title")
    page.frame_locator("iframe[name=framed]").get_by_text(TOLD.format(2), exact=True).click(timeout=WAIT)
    page.get_by_text("Title taken from what you pressed").wait_for(timeout=WAIT)
    hand.press("Subscribe")
    page.get_by_text("Subscribed.").wait_for(timeout=WAIT)
    titles = titles_of(asks(page.get_by_label("Atom", exact=True).first.input_value()))
    assert titles == sorted(TOLD.format(n) for n in range(1, len(TO_CORRECT[path].titles) + 1))
    assert page.trouble == []

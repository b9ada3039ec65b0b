"""Leaving groups unread that cannot be chosen changes nothing of what is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto import weighed
from feedsvc.extract.auto.choice import best_groups
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.kin import Kin, kin_of
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.structure import variants
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.auto.weighed import Weighed
from feedsvc.extract.auto.worth import at_most, counted
from tests.extract.listings.listing import Listing
from tests.extract.test_listings import LISTINGS

CARD = """
<div class="card"><div class="inner"><figure><a href="/n/{n}"><img alt=""></a></figure>
<h3><a href="/n/{n}">Second quay opens after {n} years of work</a></h3><time>0{n} March 2026</time>
<p>The works took longer than anybody had thought, and cost more than that.</p></div></div>"""
NEWS = Listing(name="cards beside a list", body="".join(CARD.format(n=n) for n in range(1, 9)))


def seen(listing: Listing) -> Outline:
    return outline(LexborHTMLParser(listing.html))


@pytest.mark.no_cover
@pytest.mark.parametrize("listing", [NEWS, *LISTINGS], ids=lambda listing: listing.name)
def test_no_kin_is_worth_more_than_is_said_before_it_is_read(listing: Listing) -> None:
    out = seen(listing)
    before = counted(out)
    for kin in kin_of(out):
        assert all(group.score <= at_most(out, group.ranges, before) for group in variants(out, kin))
        assert all(group.score <= weighed._at_most(out, kin, before) for group in variants(out, kin))


@pytest.mark.no_cover
@pytest.mark.parametrize("listing", [NEWS, *LISTINGS], ids=lambda listing: listing.name)
def test_the_same_groups_are_chosen_as_if_all_were_read(
    listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = seen(listing)
    found = best_groups(out)
    monkeypatch.setattr(weighed, "at_most", lambda *_: inf)
    assert best_groups(out) == found


def test_what_is_part_of_the_best_blocks_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(out: Outline, kin: Kin) -> Iterator[Group]:
        read.append(kin.tag)
        return variants(out, kin)

    monkeypatch.setattr(weighed, "variants", reading)
    (group,), rival = best_groups(seen(NEWS))
    assert (group.tag, group.token, rival) == ("div", "", None)
    assert "div" in read
    assert "figure" not in read


def test_the_best_group_is_the_first_of_all() -> None:
    some = Weighed(seen(NEWS))
    assert some.best() == some.everything()[0]

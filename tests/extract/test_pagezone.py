"""The zone of a page is told where it is certain, and nowhere else."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from feedsvc.extract.pagezone import _OF_COUNTRY, page_zone
from tests.extract.helpers import make_page

WINTER, SUMMER = "2026-01-05T10:00:00{}", "2026-07-05T10:00:00{}"


def page(html: str, url: str = "https://post.example.com/") -> str | None:
    return page_zone(make_page(html, url=url))


def times(*given: str) -> str:
    return "".join(f'<time datetime="{one}">x</time>' for one in given)


@pytest.mark.parametrize(
    ("html", "url", "zone"),
    [
        pytest.param("", "https://post.de/", "Europe/Berlin", id="country of the address"),
        pytest.param("", "https://post.co.uk/", "Europe/London", id="United Kingdom"),
        pytest.param('<html lang="pl-PL">', "https://post.com/", "Europe/Warsaw", id="the page's region"),
        pytest.param('<meta property="og:locale" content="ja_JP">', "https://post.com/", "Asia/Tokyo", id="og:locale"),
        pytest.param('<html lang="de-AT">', "https://post.at/", "Europe/Vienna", id="both agree"),
        pytest.param('<html lang="de-DE">', "https://post.at/", None, id="both disagree"),
        pytest.param("", "https://post.us/", None, id="a country of many zones"),
        pytest.param('<html lang="pt-BR">', "https://post.com/", None, id="Brazil"),
        pytest.param("", "https://post.com/", None, id="no country"),
        pytest.param("", "https://post.co/", None, id="a domain that anybody takes"),
        pytest.param(times(WINTER.format("+01:00"), SUMMER.format("+02:00")), "https://post.de/", "Europe/Berlin", id="offsets agree"),
        pytest.param(times(WINTER.format("+02:00")), "https://post.de/", None, id="offsets disagree"),
        pytest.param(times(WINTER.format("+00:00")), "https://post.de/", "Europe/Berlin", id="UTC, as programs write it"),
        pytest.param('<html lang="ja">' + times(WINTER.format("+09:00")), "https://post.com/", "Asia/Tokyo", id="language and offsets"),
        pytest.param('<html lang="ja">' + times(WINTER.format("-05:00")), "https://post.com/", None, id="a language elsewhere"),
        pytest.param('<html lang="ja">', "https://post.com/", None, id="language alone"),
        pytest.param('<html lang="en">' + times(WINTER.format("+01:00")), "https://post.com/", None, id="offsets alone"),
        pytest.param(times("2026-99-05T10:00:00+01:00"), "https://post.de/", "Europe/Berlin", id="no such day"),
    ],
)  # fmt: skip
def test_the_zone_is_told_where_it_is_certain(html: str, url: str, zone: str | None) -> None:
    assert page(html, url) == zone


def test_every_zone_of_the_table_is_there() -> None:
    assert all(ZoneInfo(zone) for zone in _OF_COUNTRY.values())

"""The letter says who asks, for what, how often, and how to let us in or to stop us."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedsvc.config import Config, SourceConfig
from feedsvc.config.tables import SiteOptions
from feedsvc.decide.walladvice import WALLS
from feedsvc.operate.letter import UNTOLD, letter

SOURCE = SourceConfig(
    slug="quay",
    title="Quay",
    url="https://quay.example/news",
    extractor="auto",
    timezone=ZoneInfo("UTC"),
    every=timedelta(minutes=20),
)
CONFIG = Config(directory=Path(), site=SiteOptions(contact="mailto:mei@pier.example"))


@pytest.mark.parametrize("wall", ["", *WALLS])
def test_it_says_who_asks_and_how_to_stop_them(wall: str) -> None:
    said = letter(CONFIG, SOURCE, wall)
    assert "(+mailto:mei@pier.example)" in said
    assert "https://quay.example/news" in said
    assert "at most once in 20m" in said
    assert "    User-agent: feedsvc\n    Disallow: /news" in said
    assert not wall or WALLS[wall].title in said


def test_without_a_contact_it_says_what_is_missing() -> None:
    assert letter(Config(directory=Path()), SOURCE).endswith(UNTOLD)


def test_a_secret_of_the_address_is_not_sent() -> None:
    secret = replace(SOURCE, url="https://quay.example/news?api_key=s3cr3ts3cr3t")
    assert "s3cr3t" not in letter(CONFIG, secret)

"""What `extract` and `check` say of a page that only links its feed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Site
from tests.cli.test_new import FEED, feed, linking
from tests.living import LivingSite, serving

SOURCE = 'title = "Cast"\nurl = "{base}/"\nextractor = "auto"\n'


@pytest.fixture
def web(site: Site) -> Iterator[LivingSite]:
    """A permitted site whose page links a feed, and a source of that page."""
    with (site.directory / "feedsvc.toml").open("a", encoding="utf-8") as file:
        file.write('[fetch]\nallow_networks = ["127.0.0.0/8"]\nhost_pause = "0s"\n')
    with serving(LivingSite()) as served:
        served.answers("/", 200, linking("/podcast.xml"))
        served.answers("/podcast.xml", 200, feed(3), FEED)
        (site.directory / "sources" / "cast.toml").write_text(SOURCE.format(base=served.base), "utf-8")
        yield served


def test_extract_says_that_it_follows_the_feed(site: Site, web: LivingSite) -> None:
    done = site.run("extract", f"{web.base}/")
    assert (done.status, "1. Episode 0" in done.out) == (0, True)
    assert f"tried auto: follows the feed {web.base}/podcast.xml" in done.out


def test_extract_follows_no_feed_for_another_strategy(site: Site, web: LivingSite) -> None:
    text = SOURCE.format(base=web.base).replace("auto", "jsonld")
    (site.directory / "sources" / "cast.toml").write_text(text, "utf-8")
    assert site.run("extract", f"{web.base}/").status == 1


def test_check_says_what_is_read_instead_once_a_poll_has_followed_it(site: Site, web: LivingSite) -> None:
    told = f"cast: its page only links a feed, which is read instead: {web.base}/podcast.xml\n"
    assert told not in site.run("check").out
    assert site.run("poll", "cast").status == 0
    assert told in site.run("check").out
    assert site.run("check", "--json").json["sources"][0]["feed"] == f"{web.base}/podcast.xml"

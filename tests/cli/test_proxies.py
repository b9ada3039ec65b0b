"""Commands over sources with a proxy: who is asked, what is told of one that fails, and what is never told."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Site
from tests.fetch.proxies import HttpProxy, standing_in
from tests.living import DESIGNS, LivingSite, invent, serving

PASSWORD = "planted-4711"
SERVICE = '[fetch]\nallow_networks = ["127.0.0.0/8"]\nhost_pause = "0s"\ntimeout = "60s"\n'
SOURCE = 'title = "News"\nurl = "{url}"\nextractor = "byline"\nfull_text = true\nproxy = "{proxy}"\n'


@pytest.fixture
def living(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingSite]:
    """A site with a page, and the pages of its two stories."""
    monkeypatch.setenv("PROXY_PASSWORD", PASSWORD)
    main = site.directory / "feedsvc.toml"
    main.write_text(main.read_text() + SERVICE)
    with serving(LivingSite()) as living:
        stories = [invent(n) for n in (1, 2)]
        living.answers("/list", 200, DESIGNS["plain"]("News", stories, living.base).encode())
        for story in stories:
            living.answers(story.path, 200, DESIGNS["plain"]("News", [story], living.base).encode())
        yield living


def test_all_that_a_poll_asks_for_is_asked_of_the_proxy(site: Site, living: LivingSite) -> None:
    with standing_in(HttpProxy("me", PASSWORD)) as made:
        proxy = f"http://me:${{PROXY_PASSWORD}}@127.0.0.1:{made.port}"
        text = SOURCE.format(url=f"{living.base}/list", proxy=proxy)
        (site.directory / "sources" / "news.toml").write_text(text)
        done = site.run("poll", "--json")
        assert done.status == 0, done.err
        assert site.run("extract", f"{living.base}/list").status == 0
        paths = [path for path, _ in living.requests]
        assert paths[:2] == ["/robots.txt", "/list"]
        assert len(paths) == len(made.asked) == 6


def test_a_proxy_that_fails_is_the_sources_failed_poll_and_no_wall(site: Site, living: LivingSite) -> None:
    with standing_in(HttpProxy("me", "another")) as made:
        proxy = f"http://me:${{PROXY_PASSWORD}}@127.0.0.1:{made.port}"
        text = SOURCE.format(url=f"{living.base}/list", proxy=proxy)
        (site.directory / "sources" / "news.toml").write_text(text)
        done = site.run("poll", "--json")
        assert done.status == 1
        status = site.run("status", "--json")
    (source,) = json.loads(status.out)["sources"]
    assert source["failures"] == 1
    assert f"the proxy 127.0.0.1:{made.port} does not know who asks (407)" in source["error"]
    assert not source.get("wall")
    assert living.requests == []
    stored = b"".join(file.read_bytes() for file in site.directory.parent.glob("feedsvc.db*"))
    assert PASSWORD.encode() not in stored + (done.out + done.err + status.out).encode()


def test_a_new_source_is_looked_at_and_polled_through_its_proxy(site: Site, living: LivingSite) -> None:
    with standing_in(HttpProxy("me", PASSWORD)) as made:
        proxy = f"http://me:${{PROXY_PASSWORD}}@127.0.0.1:{made.port}"
        done = site.run("new", f"{living.base}/list", "--slug", "news", "--proxy", proxy)
        assert done.status == 0, done.err
        asked = len(made.asked)
        assert asked == len(living.requests) > 1
        text = (site.directory / "sources" / "news.toml").read_text()
        assert tomllib.loads(text)["proxy"] == proxy
        assert PASSWORD not in text + done.out + done.err
        assert site.run("poll").status == 0
        assert len(made.asked) == len(living.requests) > asked


@pytest.mark.parametrize(
    ("proxy", "told"),
    [
        ("http://me:planted@a.example:80", "--proxy: holds a password (write "),
        ("http://me:${NOBODY}@a.example:80", "--proxy: the environment has no NOBODY"),
        ("a.example:80", "--proxy: is no address of a proxy"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_a_usage_error(site: Site, proxy: str, told: str) -> None:
    done = site.run("new", "http://news.example/", "--proxy", proxy)
    assert done.status == 2
    assert told in done.err
    assert "planted" not in done.err

"""`feedsvc import`: a reader's subscriptions become files of sources, told line by line; a bad file changes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Site

FEED = '<outline text="{0}" xmlUrl="https://{0}.example/feed"/>'


@pytest.fixture
def mine(site: Site) -> Path:
    """A list of two feeds in a folder, one that is no address, and one page that nobody may ask for."""
    body = f'<outline text="Sea">{FEED.format("quay")}{FEED.format("pier")}</outline>'
    odd = '<outline text="Odd" xmlUrl="gopher://x/"/><outline text="Inside" htmlUrl="http://127.0.0.1/"/>'
    path = site.directory.parent / "mine.opml"
    path.write_text(f"<opml><head><title>Mine</title></head><body>{body}{odd}</body></opml>", "utf-8")
    return path


def titles(site: Site) -> list[str]:
    return [
        topic["title"]
        for topic in tomllib.loads((site.directory / "topics.toml").read_text("utf-8"))["topic"]
    ]


def test_every_subscription_is_told_in_a_line(site: Site, mine: Path) -> None:
    done = site.run("import", mine)
    assert done.status == 1
    assert done.out.splitlines() == [
        "wrote sources/quay-example-feed.toml: quay",
        "wrote sources/pier-example-feed.toml: pier",
        "not made: Odd: this is no address of a page (it begins with http:// or https://) (gopher://x/)",
        "not made: Inside: address: http://127.0.0.1/: 127.0.0.1 is loopback, not public"
        " ([fetch] allow_networks in feedsvc.toml can permit its network)",
        "2 sources made, 2 not made",
    ]
    assert titles(site) == ["All", "Sea"]
    assert "act=import on=mine.opml" in done.log[-1]
    assert site.run("check").status == 0


def test_what_is_there_already_is_named_and_a_second_time_makes_nothing(site: Site, mine: Path) -> None:
    mine.write_text(f"<opml><body>{FEED.format('quay')}</body></opml>", "utf-8")
    assert site.run("import", mine, "--topic", " All  mine ").out.splitlines()[-1] == "1 source made"
    done = site.run("import", mine)
    assert done.status == 0
    assert done.out.splitlines() == [
        "there already as quay-example-feed: quay",
        "0 sources made, 1 there already",
    ]
    assert titles(site) == ["All", "All mine"]


def test_a_program_is_told_the_same(site: Site, mine: Path) -> None:
    rows = site.run("import", mine, "--json").json["subscriptions"]
    assert [(row["outcome"], row["source"]) for row in rows] == [
        ("made", "quay-example-feed"),
        ("made", "pier-example-feed"),
        ("failed", None),
        ("failed", None),
    ]
    assert (
        rows[0] | {"title": "quay", "url": "https://quay.example/feed", "folder": "Sea", "reason": None}
        == rows[0]
    )


@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        pytest.param(b"<rss/>", 1, "mine.opml: is no OPML (its first element is rss)", id="a feed"),
        pytest.param(
            b"<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>", 1, "mine.opml: declares XML entities", id="a bomb"
        ),
        pytest.param(None, 1, "mine.opml: No such file or directory (name a file", id="no file"),
    ],
)
def test_a_bad_file_is_one_line_and_changes_nothing(
    site: Site, mine: Path, content: bytes | None, status: int, told: str
) -> None:
    mine.unlink() if content is None else mine.write_bytes(content)
    done = site.run("import", mine)
    assert (done.status, done.out) == (status, "")
    assert told in done.warnings[0]
    assert len(done.warnings) == 1
    assert list((site.directory / "sources").iterdir()) == []
    assert titles(site) == ["All"]


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["lines", "JSON"])
def test_a_password_in_an_address_is_told_to_nobody(site: Site, mine: Path, json: tuple[str, ...]) -> None:
    addresses = ('xmlUrl="https://me:hush@quay.example/feed"', 'htmlUrl="https://me:hush@pier.example/"')
    outlines = "".join(f"<outline {address}/>" for address in addresses)
    mine.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    done = site.run("import", mine, *json)
    told = done.out + "".join(done.warnings)
    assert "https://quay.example/feed" in told
    assert "hush" not in told

"""`file:` sources lie below the configuration directory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedsvc.errors import FetchError
from feedsvc.models import NotModified, Page, Validators
from tests.builders import NOW
from tests.fetch.helpers import make_fetcher, make_source


@pytest.fixture
def root(tmp_path: Path) -> Path:
    below = tmp_path / "config"
    (below / "pages").mkdir(parents=True)
    (below / "pages" / "a b.html").write_text("<p>café</p>", encoding="utf-8")
    (below / "list.json").write_text("[]")
    (tmp_path / "secret.html").write_text("secret")
    (below / "way-out.html").symlink_to(tmp_path / "secret.html")
    (below / "way-in.html").symlink_to(below / "pages" / "a b.html")
    (below / "big.html").write_text("x" * 2000)
    (below / "picture.html").write_bytes(b"\x89PNG\r\n")
    os.mkfifo(below / "pipe.html")
    return below


def fetch(root: Path, url: str, validators: Validators = Validators()) -> Page | NotModified:
    """What a `file:` source gives."""
    return make_fetcher(root=root, max_bytes=1000).fetch(make_source(url), validators)


@pytest.mark.parametrize(
    "url",
    [
        "file:pages/a%20b.html",
        "file:pages/a b.html",
        "FILE:pages/a%20b.html",
        "file:./pages/../pages/a%20b.html",
        "file:way-in.html",
    ],
)
def test_a_page_is_read(root: Path, url: str) -> None:
    page = fetch(root, url)
    assert isinstance(page, Page)
    assert (page.text, page.media_type, page.charset, page.fetched_at) == (
        "<p>café</p>",
        "text/html",
        "utf-8",
        NOW,
    )


def test_absolute_urls_below_the_directory_are_read(root: Path) -> None:
    page = fetch(root, (root / "list.json").as_uri())
    assert isinstance(page, Page)
    assert page.media_type == "application/json"


def test_unchanged_bytes_are_not_modified(root: Path) -> None:
    page = fetch(root, "file:list.json")
    assert isinstance(page, Page)
    os.utime(root / "list.json", (1, 1))
    assert fetch(root, "file:list.json", page.validators) == NotModified(
        fetched_at=NOW, validators=page.validators
    )
    (root / "list.json").write_text("[1]")
    assert isinstance(fetch(root, "file:list.json", page.validators), Page)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        pytest.param("file:../secret.html", "file", id="parent"),
        pytest.param("file:pages/%2e%2e/%2e%2e/secret.html", "file", id="escaped parent"),
        pytest.param("file:way-out.html", "file", id="link outside"),
        pytest.param("file:///etc/passwd", "file", id="absolute"),
        pytest.param("file:/etc/passwd", "file", id="one slash"),
        pytest.param("file://localhost/etc/passwd", "file", id="localhost"),
        pytest.param("file://server/share/x", "file", id="other machine"),
        pytest.param("file:nothing.html", "file", id="missing"),
        pytest.param("file:pages", "file", id="directory"),
        pytest.param("file:", "file", id="empty"),
        pytest.param("file:pipe.html", "file", id="pipe"),
        pytest.param("file:a%00b", "file", id="NUL"),
        pytest.param("file:%ff", "file", id="bad UTF-8"),
        pytest.param("file:" + "a" * 5000, "file", id="long"),
        pytest.param("file:big.html", "size", id="big"),
        pytest.param("file:picture.html", "media-type", id="picture"),
    ],
)
def test_everything_else_is_refused(root: Path, url: str, rule: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(root, url)
    assert caught.value.rule == rule


def test_only_sources_may_name_files(root: Path) -> None:
    with pytest.raises(FetchError) as caught:
        make_fetcher(root=root).fetch_url("file:list.json")
    assert caught.value.rule == "scheme"

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.models import Document
from feedsvc.publish.mirror import Mirror
from tests.builders import NOW


def document(
    path: Any = "/feeds/world.atom",
    body: Any = b"<feed/>",
    modified: Any = NOW,
    codings: Any = ("gzip", "br", "zstd"),
) -> Any:
    return Document(
        path=path,
        body=body,
        media_type="application/atom+xml",
        etag="x",
        last_modified=modified,
        codings={coding: coding[:1].encode() + body for coding in codings},
    )


def files(directory: Any) -> Any:
    return sorted(str(p.relative_to(directory)) for p in directory.rglob("*") if p.is_file())


def test_a_document_and_its_codings_become_files(tmp_path: Path) -> None:
    assert Mirror(tmp_path).write([document()]) == ["/feeds/world.atom"]
    assert files(tmp_path) == [f"feeds/world.atom{s}" for s in ("", ".br", ".gz", ".zst")]
    assert (tmp_path / "feeds/world.atom.gz").read_bytes() == b"g<feed/>"


def test_a_file_is_as_old_as_its_document(tmp_path: Path) -> None:
    Mirror(tmp_path).write([document()])
    stamp = (tmp_path / "feeds/world.atom").stat().st_mtime
    assert datetime.fromtimestamp(stamp, UTC) == NOW


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document()])
    before = (tmp_path / "feeds/world.atom").stat()
    assert mirror.write([document(modified=NOW + timedelta(hours=1))]) == []
    after = (tmp_path / "feeds/world.atom").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("suffix", [".gz", ".br", ".zst"])
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(Path.unlink, id="lost"),
        pytest.param(lambda place: place.write_bytes(b""), id="emptied"),
        pytest.param(lambda place: place.write_bytes(place.read_bytes()[::-1]), id="other bytes"),
    ],
)
def test_a_neighbour_that_was_harmed_comes_back_as_old_as_its_file(
    tmp_path: Path, suffix: str, harm: Any
) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document()])
    whole, broken = tmp_path / "feeds/world.atom", tmp_path / f"feeds/world.atom{suffix}"
    before, data = whole.stat(), broken.read_bytes()
    harm(broken)
    assert mirror.write([document(modified=NOW + timedelta(hours=1))]) == ["/feeds/world.atom"]
    assert (broken.read_bytes(), broken.stat().st_mtime) == (data, before.st_mtime)
    assert whole.stat().st_ino == before.st_ino
    assert mirror.write([document()]) == []


def test_a_neighbour_of_a_coding_that_is_no_more_goes(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document()])
    assert mirror.write([document(codings=("gzip",))]) == ["/feeds/world.atom"]
    assert files(tmp_path) == ["feeds/world.atom", "feeds/world.atom.gz"]
    assert mirror.write([document(codings=("gzip",))]) == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param("/", "index.html", id="the index"),
        pytest.param("/topics/world", "topics/world.html", id="a page"),
        pytest.param("/feeds.opml", "feeds.opml", id="a document at the top"),
        pytest.param("/feeds/world/archive/1.rss", "feeds/world/archive/1.rss", id="an archive"),
    ],
)
def test_paths_become_places(tmp_path: Path, path: str, place: str) -> None:
    Mirror(tmp_path).write([document(path)])
    assert place in files(tmp_path)


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        Mirror(tmp_path / "site").write([document("/../../evil.atom")])


def test_files_of_documents_that_are_gone_are_removed(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document(), document("/feeds/old.atom")])
    mirror.prune(["/feeds/world.atom"])
    assert files(tmp_path) == [f"feeds/world.atom{s}" for s in ("", ".br", ".gz", ".zst")]


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "about.html",
        "feeds/readme.md",
        "static/own.css",
        "topics/own.txt",
        ".htaccess",
        "a/b.atom",
    ],
)
def test_files_of_others_stay(tmp_path: Path, name: str) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document()])
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("theirs")
    assert mirror.prune(["/feeds/world.atom"]) == []
    assert (tmp_path / name).read_text() == "theirs"


@pytest.mark.parametrize(
    "name",
    [
        "feeds/old/archive/3.json.zst",
        "topics/old.html",
        "stories/5a0d6f0e-0000-5000-8000-000000000001.html.gz",
        "static/style.0123456789.css",
        f"feeds/.old.atom.{'a' * 32}",
        f".index.html.{'a' * 32}",
    ],
)
def test_what_only_we_write_is_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / name).write_text("ours")
    assert Mirror(tmp_path).prune([]) == [name]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = Mirror(tmp_path)
    mirror.write([document()])

    def full(_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        mirror.write([document(body=b"<feed>new</feed>")])
    assert (tmp_path / "feeds/world.atom").read_bytes() == b"<feed/>"
    assert files(tmp_path) == [f"feeds/world.atom{s}" for s in ("", ".br", ".gz", ".zst")]

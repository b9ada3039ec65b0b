"""`feedsvc db copy` on the command line."""

from __future__ import annotations

import pytest

from feedsvc.store import open_store
from tests.cli.conftest import Site


@pytest.fixture
def lived_in(site: Site) -> Site:
    site.has_source("harbour")
    assert site.run("poll").status == 0
    return site


def at(site: Site, name: str) -> str:
    return f"sqlite:///{site.directory.parent}/{name}.db"


def test_a_copy_is_told_and_serves_the_same(lived_in: Site) -> None:
    done = lived_in.run("db", "copy", at(lived_in, "feedsvc"), at(lived_in, "moved"))
    assert done.status == 0, done.err
    assert done.out.startswith("copied: 3 stories, 1 sources, 1 topics, 4 documents (now set [store] url")
    old, new = open_store(at(lived_in, "feedsvc")), open_store(at(lived_in, "moved"))
    assert old.document("/feeds/all.atom") == new.document("/feeds/all.atom")
    old.close()
    new.close()


def test_a_relative_file_is_found_as_in_the_configuration(lived_in: Site) -> None:
    done = lived_in.run("db", "copy", "sqlite:///feedsvc.db", "sqlite:///moved.db", "--json")
    assert done.json["copied"]["stories"] == 3
    assert (lived_in.directory.parent / "moved.db").is_file()


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        pytest.param("feedsvc", "feedsvc", 2, "FROM and TO are the same database", id="onto itself"),
        pytest.param("nothing", "moved", 1, "nothing was copied: nothing.db does not exist yet", id="absent"),
    ],
)
def test_what_cannot_be_copied_is_one_sentence(
    lived_in: Site, old: str, new: str, status: int, told: str
) -> None:
    done = lived_in.run("db", "copy", at(lived_in, old), at(lived_in, new))
    assert (done.status, done.err.count("\n"), done.out) == (status, 1, "")
    assert told in done.err
    assert not (lived_in.directory.parent / "moved.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://u:hunter2@h/db", id="another engine"),
        pytest.param("postgresql+psycopg://u:hunter2@127.0.0.1:notaport/db", id="no port"),
        pytest.param("postgresql+psycopg://u:hunter2@127.0.0.1:1/db", id="nobody there"),
        pytest.param("hunter2", id="no URL"),
    ],
)
def test_a_wrong_address_is_one_sentence_without_its_password(lived_in: Site, url: str) -> None:
    for words in ((at(lived_in, "feedsvc"), url), (url, at(lived_in, "moved"))):
        done = lived_in.run("db", "copy", *words)
        assert done.status in (1, 2)
        assert done.err.count("\n") == 1
        assert "hunter2" not in done.err
    assert not (lived_in.directory.parent / "moved.db").exists()


def test_a_database_that_holds_something_is_not_written_to(lived_in: Site) -> None:
    lived_in.run("db", "copy", "sqlite:///feedsvc.db", "sqlite:///moved.db")
    before = (lived_in.directory.parent / "moved.db").read_bytes()
    done = lived_in.run("db", "copy", "sqlite:///feedsvc.db", "sqlite:///moved.db")
    assert done.status == 1
    assert "nothing was copied: the target is not empty" in done.err
    assert (lived_in.directory.parent / "moved.db").read_bytes() == before

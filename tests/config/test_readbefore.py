"""A configuration that is read again: what has not changed is not parsed, and what comes out is the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import Config, load_config, reader
from feedsvc.config.readbefore import Known
from feedsvc.config.toml import parse_toml
from feedsvc.errors import ConfigError

MANY = 40
SOURCE = 'title = "Page"\nurl = "{url}"\nextractor = "auto"\n{more}'
SECRET = 'headers = { X-Key = "${KEY}" }\n'
LOGIN = (
    'login = { url = "http://10.0.0.7/in", success = "a.out", form = { user = "${KEY}", pass = "${KEY}" } }\n'
)


class Desk:
    """A directory of sources that is loaded again and again, and how many texts that parses."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.directory, self.known, self.parsed = directory, Known(), 0
        self.environ = {"KEY": "one"}
        (directory / "sources").mkdir()
        (directory / "feedsvc.toml").write_text("")
        for n in range(MANY):
            self.writes(f"s{n}")
        monkeypatch.setattr(reader, "parse_toml", self._counting(parse_toml))

    def _counting(self, parse: Callable[[str], Any]) -> Callable[[str], Any]:
        def parse_and_count(text: str) -> Any:
            self.parsed += 1
            return parse(text)

        return parse_and_count

    def writes(self, slug: str, url: str = "https://news.example/", more: str = "") -> None:
        (self.directory / "sources" / f"{slug}.toml").write_text(SOURCE.format(url=url, more=more))

    def loads(self, extractors: tuple[str, ...] = ("auto",), **given: Any) -> Config:
        self.parsed = 0
        return load_config(self.directory, self.environ, extractors=extractors, known=self.known, **given)

    def fresh(self) -> Config:
        return load_config(self.directory, self.environ, extractors=("auto",))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_of_many_files_only_the_changed_one_is_parsed(desk: Desk) -> None:
    desk.loads()
    assert desk.parsed == 1 + MANY
    desk.writes("s7", url="https://other.example/")
    found = desk.loads()
    assert desk.parsed == 1 + 1
    assert found == desk.fresh()
    assert [s.url for s in found.sources if s.slug == "s7"] == ["https://other.example/"]


def test_what_came_and_went_is_read_and_forgotten(desk: Desk) -> None:
    desk.loads()
    (desk.directory / "sources" / "s7.toml").unlink()
    desk.writes("new")
    assert desk.loads() == desk.fresh()
    desk.writes("s7")
    desk.loads()
    assert desk.parsed == 1 + 1


def test_a_mistake_is_told_each_time_and_hides_no_other_change(desk: Desk) -> None:
    desk.loads()
    desk.writes("s3", more="evry = 1\n")
    for _ in range(2):
        with pytest.raises(ConfigError, match="unknown key"):
            desk.loads()
        assert desk.parsed == 1 + 1
    desk.writes("s3", more='every = "1h"\n')
    desk.writes("s4", more='every = "2h"\n')
    found = desk.loads()
    assert desk.parsed == 1 + 2
    assert found == desk.fresh()


def test_a_file_that_cannot_be_read_is_a_mistake_although_it_was_read_before(desk: Desk) -> None:
    desk.loads()
    file = desk.directory / "sources" / "s3.toml"
    file.unlink()
    file.mkdir()
    with pytest.raises(ConfigError, match="make it a readable file"):
        desk.loads()


def networks(desk: Desk) -> Mapping[str, Any]:
    (desk.directory / "feedsvc.toml").write_text("[fetch]\nallow_networks = []\n")
    return {}


def secret(desk: Desk) -> Mapping[str, Any]:
    desk.environ = {"KEY": ""}
    return {}


def extractors(_desk: Desk) -> Mapping[str, Any]:
    return {"extractors": ("byline",)}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(networks, "login", id="networks that passwords may go to"),
        pytest.param(secret, "environment has no KEY", id="the environment"),
        pytest.param(extractors, "extractor", id="extractors"),
    ],
)
def test_what_bears_on_every_source_has_all_checked_again(
    desk: Desk, change: Callable[[Desk], Mapping[str, Any]], told: str
) -> None:
    (desk.directory / "feedsvc.toml").write_text('[fetch]\nallow_networks = ["10.0.0.0/8"]\n')
    desk.writes("s3", url="http://10.0.0.7/", more=SECRET + LOGIN)
    desk.loads()
    given = change(desk)
    with pytest.raises(ConfigError, match=told):
        desk.loads(**given)


def test_a_changed_secret_comes_into_force(desk: Desk) -> None:
    desk.writes("s3", more=SECRET)
    desk.loads()
    desk.environ["KEY"] = "two"
    assert [s.headers for s in desk.loads().sources if s.slug == "s3"] == [{"X-Key": "two"}]


def test_where_a_file_address_leads_is_looked_at_each_time(desk: Desk) -> None:
    (desk.directory / "samples").mkdir()
    desk.writes("s3", url="file:samples/page.html")
    desk.loads()
    (desk.directory / "samples").rmdir()
    (desk.directory / "samples").symlink_to("/")
    with pytest.raises(ConfigError, match="points outside"):
        desk.loads()

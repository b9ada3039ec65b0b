"""Where a configuration is found, and where the files lie that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc.config import find_directory, load_config
from feedsvc.config.place import anchored, home_of, left_behind, usual_places
from feedsvc.errors import ConfigError, StoreError
from feedsvc.store import open_store
from feedsvc.web.start import app_from_environ
from tests.web.helpers import close

FOUND = [
    pytest.param(["config/feedsvc.toml"], "config", id="in config"),
    pytest.param(["feedsvc/feedsvc.toml"], "feedsvc", id="in feedsvc"),
    pytest.param(["own/feedsvc.toml"], "own", id="the user's own"),
    pytest.param(["own/feedsvc.toml", "feedsvc/feedsvc.toml"], "feedsvc", id="the nearest of two"),
    pytest.param(["config/other", "feedsvc/feedsvc.toml"], "feedsvc", id="past a config of something else"),
    pytest.param(["feedsvc/cli/root.py", "own/feedsvc.toml"], "own", id="past our own package"),
    pytest.param(["config/topics.toml"], "config", id="a config of topics alone"),
    pytest.param(["config/sources/a.toml"], "config", id="a config of sources alone"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place where commands are started, the user's own directory beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    for name in ("FEEDSVC_CONFIG", "FEEDSVC_STORE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def made(place: Path, text: str = "") -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return place


@pytest.mark.parametrize(("files", "expected"), FOUND)
def test_the_first_place_with_a_feedsvc_toml_is_the_configuration(
    here: Path, files: list[str], expected: str
) -> None:
    for file in files:
        made(here / file)
    assert find_directory([Path("config"), Path("feedsvc"), Path("own")]) == Path(expected)


def test_without_any_one_line_names_the_places_and_the_command_that_makes_one(here: Path) -> None:
    made(here / "feedsvc" / "topics.toml")
    with pytest.raises(ConfigError) as caught:
        find_directory([Path("config"), Path("feedsvc"), here / "own"])
    assert str(caught.value) == (
        f"feedsvc.toml: is in none of ./config, ./feedsvc, {here}/own"
        " (make one: feedsvc init; or name its directory: --config DIR)"
    )


def test_the_user_s_own_place_follows_the_desktop_s_rules(here: Path) -> None:
    assert usual_places() == (Path("config"), Path("feedsvc"), here / "xdg" / "feedsvc")


HOMES = [
    pytest.param("/srv/config", "/srv", id="beside config"),
    pytest.param("/srv/config/", "/srv", id="beside config with a slash"),
    pytest.param("/srv/feedsvc", "/srv/feedsvc", id="inside any other"),
    pytest.param("/srv/x/../config", "/srv", id="whatever way it is spelt"),
]


@pytest.mark.parametrize(("directory", "home"), HOMES)
def test_relative_paths_start_beside_config_and_inside_other_directories(directory: str, home: str) -> None:
    assert home_of(Path(directory)) == Path(home)


def test_the_directory_one_stands_in_is_known_by_its_name(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "config").mkdir()
    monkeypatch.chdir(here / "config")
    assert home_of(Path()) == here


URLS = [
    pytest.param("sqlite:///var/f.db", "sqlite:////srv/var/f.db", id="relative"),
    pytest.param("sqlite:///f.db?mode=ro", "sqlite:////srv/f.db?mode=ro", id="with a query"),
    pytest.param("sqlite:////data/f.db", "sqlite:////data/f.db", id="absolute"),
    pytest.param("sqlite:///:memory:", "sqlite:///:memory:", id="in memory"),
    pytest.param("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d", id="no file"),
]


@pytest.mark.parametrize(("url", "expected"), URLS)
def test_a_relative_database_file_is_found_from_everywhere(url: str, expected: str) -> None:
    assert anchored(url, Path("/srv")) == expected


def test_the_configuration_s_files_lie_with_it_whoever_names_them(here: Path) -> None:
    made(here / "mine" / "feedsvc.toml", '[publish]\ndirectory = "site"\n')
    config = load_config(Path("mine"), {})
    assert config.store.url == f"sqlite:///{here}/mine/var/feedsvc.db"
    assert config.publish.directory == here / "mine" / "site"
    named = load_config(Path("mine"), {"FEEDSVC_STORE_URL": "sqlite:///other.db"})
    assert named.store.url == f"sqlite:///{here}/mine/other.db"


def test_an_absolute_directory_of_published_files_stays_where_it_is(here: Path) -> None:
    made(here / "config" / "feedsvc.toml", '[publish]\ndirectory = "/srv/site"\n')
    assert load_config(Path("config"), {}).publish.directory == Path("/srv/site")


def test_a_web_server_finds_the_same_configuration_as_the_commands(
    here: Path, capsys: pytest.CaptureFixture[str], logging_as_before: None
) -> None:
    with pytest.raises(SystemExit) as stopped:
        app_from_environ({})
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("feedsvc.toml: is in none of ./config, ./feedsvc, ")
    made(here / "feedsvc" / "feedsvc.toml", '[site]\ntitle = "Found"\n')
    made(here / "feedsvc" / "topics.toml", '[[topic]]\nslug = "all"\ntitle = "All"\n')
    app = app_from_environ({})
    try:
        assert b"Found" in app.test_client().get("/").data
    finally:
        close(app)  # its thread would go on looking for changes, and tell them to a log that is closed
    assert (here / "feedsvc" / "var" / "feedsvc.db").is_file()


def test_a_database_that_earlier_versions_made_beside_config_is_found_again(here: Path) -> None:
    made(here / "config" / "feedsvc.toml")
    earlier = open_store("sqlite:///var/feedsvc.db")
    earlier.upgrade()
    earlier.remember_port(8123)
    earlier.close()
    store = open_store(load_config(Path("config"), {}).store.url)
    try:
        assert store.port() == 8123
    except StoreError as error:
        pytest.fail(str(error))
    finally:
        store.close()


LEFT = [
    pytest.param("sqlite:///{here}/mine/var/f.db", ["var/f.db"], True, id="a relative one of before"),
    pytest.param("sqlite:///{here}/mine/var/f.db", ["var/f.db", "mine/var/f.db"], False, id="moved already"),
    pytest.param("sqlite:///{here}/mine/var/f.db", [], False, id="none of before"),
    pytest.param("sqlite:///{here}/other/f.db", ["var/f.db", "f.db"], False, id="always elsewhere"),
    pytest.param("postgresql+psycopg://u@h/var/f.db", ["var/f.db"], False, id="no file"),
]


@pytest.mark.parametrize(("url", "files", "said"), LEFT)
def test_a_database_of_before_is_told_of_where_a_new_one_would_be_made(
    here: Path, url: str, files: list[str], said: bool
) -> None:
    for file in files:
        made(here / file)
    told = left_behind(url.format(here=here), here / "mine")
    assert (told is not None) is said
    assert told is None or told.startswith(f"{here}/var/f.db is where earlier versions")

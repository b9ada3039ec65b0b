from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from feedsvc.web import app_from_environ
from tests.patience import PATIENCE
from tests.web.helpers import close

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("logging_as_before")
TOPICS = '[[topic]]\nslug = "world"\ntitle = "World"\n'


def write_config(place: Path, store: str) -> dict[str, str]:
    (place / "sources").mkdir()
    (place / "topics.toml").write_text(TOPICS)
    (place / "feedsvc.toml").write_text(f'[store]\nurl = "{store}"\n')
    return {"FEEDSVC_CONFIG": str(place)}


def test_mistakes_are_printed_and_end_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environ = write_config(tmp_path, "sqlite:///x.db")
    (tmp_path / "feedsvc.toml").write_text("[site]\nbase_url = 7\ncolour = 'red'\n")
    with pytest.raises(SystemExit) as ended:
        app_from_environ(environ)
    assert ended.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("feedsvc.toml: site." in line for line in lines)


BURDENS = """
ahocorasick_rs alembic apprise apscheduler certifi charset_normalizer dateparser dateutil feedgen feedparser lxml nh3
procrastinate psycopg pycurl re2 rich selectolax tomlkit trafilatura w3lib
feedsvc.builder feedsvc.extract feedsvc.fetch feedsvc.operate feedsvc.poll feedsvc.render.syndication feedsvc.schedule
"""
"""What polling, reading pages and writing XML need: serving what is published can do without."""


def test_a_web_process_loads_nothing_that_only_others_need(tmp_path: Path) -> None:
    environ = os.environ | write_config(tmp_path, f"sqlite:///{tmp_path}/new.db")
    app_from_environ(environ)  # so that there is nothing to migrate
    code = (
        "import sys; from feedsvc.wsgi import app; answer = app.test_client().get('/');"
        "assert answer.status_code == 200, answer.status;"
        f"sys.exit(' '.join(set({BURDENS.split()!r}) & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], env=environ, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert told.stderr.split() == []


def test_the_web_keeps_little_of_what_it_reads_of_the_database(tmp_path: Path) -> None:
    app = app_from_environ(write_config(tmp_path, f"sqlite:///{tmp_path}/new.db"))
    with app.extensions["feedsvc"].store._read() as connection:
        assert connection.exec_driver_sql("PRAGMA soft_heap_limit").scalar() == 1000 * 1024
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar() == -500
    close(app)


def test_an_empty_database_is_made_ready(tmp_path: Path) -> None:
    app = app_from_environ(write_config(tmp_path, f"sqlite:///{tmp_path}/new.db"))
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    assert client.get("/feeds/world.atom").status_code == 503
    close(app)


@pytest.mark.parametrize("url", ["postgresql+psycopg://nobody@127.0.0.1:1/none", "sqlite:////proc/none/x.db"])
def test_without_a_database_it_starts_and_says_so(tmp_path: Path, url: str) -> None:
    app = app_from_environ(write_config(tmp_path, url))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get("/feeds/world.atom")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/").status_code == 503
    close(app)


def test_a_newer_schema_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/newer.db"
    environ = write_config(tmp_path, url)
    close(app_from_environ(environ))
    engine = sa.create_engine(url)
    with engine.begin() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    engine.dispose()
    with pytest.raises(SystemExit):
        app_from_environ(environ)
    assert "newer feedsvc" in capsys.readouterr().err

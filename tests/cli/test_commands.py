"""What commands do, over real pages and a real database."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from feedsvc.config import load_config
from feedsvc.store import open_store
from tests.builders import NOW
from tests.cli.conftest import Site
from tests.patience import PATIENCE, served

BIN = Path(sys.executable).parent / "feedsvc"


def test_poll_shows_a_table_and_a_second_poll_finds_nothing_new(site: Site) -> None:
    site.has_source("page")
    first, second = site.run("poll"), site.run("poll", "page")
    assert (first.status, first.err) == (0, "")
    assert re.search(r"^page +ok +3 +3 +0 ", first.out, re.MULTILINE)
    assert second.status == 0
    assert re.search(r"^page +(unchanged|not-modified) ", second.out, re.MULTILINE)
    assert "\x1b" not in first.out


def test_a_source_whose_file_reads_otherwise_is_read_again_whatever_its_validators_say(site: Site) -> None:
    site.has_source("page")
    site.run("poll")
    assert re.search(r"^page +not-modified ", site.run("poll").out, re.MULTILINE)
    site.has_source("page", language='"de"')
    assert re.search(r"^page +(ok|unchanged) +3 ", site.run("poll").out, re.MULTILINE)
    assert re.search(r"^page +not-modified ", site.run("poll").out, re.MULTILINE)


def test_poll_as_json_is_one_document(site: Site) -> None:
    site.has_source("page")
    (report,) = site.run("poll", "--json").json["sources"]
    assert (report["source"], report["outcome"], report["new"], report["error"]) == ("page", "ok", 3, None)


def test_poll_says_why_a_source_failed_and_goes_on_with_the_others(site: Site) -> None:
    site.has_source("page")
    site.has_source("empty")
    (site.directory / "pages" / "empty.html").unlink()
    done = site.run("poll")
    assert done.status == 1
    assert re.search(r"^page +ok", done.out, re.MULTILINE)
    assert re.match(r"Error: empty: .*no such file", done.err)
    assert done.err.count("\n") == 1


def test_a_dry_run_writes_nothing(site: Site) -> None:
    site.has_source("page")
    assert site.run("poll", "--dry-run").status == 0
    assert site.run("status", "--json").json["sources"][0]["stories"] == 0


def test_letter_prints_what_to_send(site: Site) -> None:
    site.has_source("page")
    file = site.directory / "sources" / "page.toml"
    file.write_text(
        file.read_text("utf-8").replace("file:pages/page.html", "https://quay.example/news"), "utf-8"
    )
    done = site.run("letter", "page")
    assert done.status == 0
    assert "Subject: A feed reader and quay.example" in done.out
    assert "Disallow: /news" in done.out


def test_a_file_of_ones_own_has_no_owner_to_write_to(site: Site) -> None:
    site.has_source("page")
    done = site.run("letter", "page")
    assert (done.status, done.out) == (1, "")
    assert "page is a file of your own: there is nobody to write to" in done.err


def test_a_bot_key_is_made_once_and_replaced_when_told_to(site: Site) -> None:
    made = site.run("bot-key")
    file = site.directory / "bot-key.json"
    assert made.status == 0
    assert f"wrote {file}" in made.out
    assert "nothing is signed yet" in made.out
    assert file.stat().st_mode & 0o777 == 0o600
    again = site.run("bot-key")
    assert again.status == 1
    assert "holds a key already" in again.err
    assert site.run("bot-key", "--rotate").status == 0
    assert len(json.loads(file.read_text())["keys"]) == 2


def test_check_names_a_broken_bot_key(site: Site) -> None:
    file = site.directory / "bot-key.json"
    assert site.run("bot-key").status == 0
    assert site.run("check").status == 0
    file.write_text('{"keys": ["torn"]}')
    done = site.run("check")
    assert done.status == 1
    assert f"{file}: is no file of keys (put it back" in done.err
    (problem,) = site.run("check", "--json").json["problems"]
    assert problem.startswith(f"{file}: is no file of keys")


def test_poll_without_sources_says_how_to_add_one(site: Site) -> None:
    done = site.run("poll")
    assert (done.status, done.out) == (0, "no sources (add one with `feedsvc new URL`)\n")


def test_a_disabled_source_is_left_out_unless_it_is_named(site: Site) -> None:
    site.has_source("page", enabled="false")
    assert "no sources" in site.run("poll").out
    assert re.search(r"^page +ok", site.run("poll", "page").out, re.MULTILINE)


def test_status_tells_of_sources_and_topics(site: Site) -> None:
    site.has_source("page")
    site.run("poll")
    document = site.run("status", "--json").json
    (source,) = document["sources"]
    assert (source["slug"], source["state"], source["stories"], source["failures"]) == ("page", "ok", 3, 0)
    (topic,) = document["topics"]
    assert (topic["slug"], topic["stories"]) == ("all", 3)
    assert topic["feeds"]["atom"] == "http://127.0.0.1:8000/feeds/all.atom"
    assert re.search(r"^page +ok +3", site.run("status").out, re.MULTILINE)


def test_check_lists_sources_and_finds_a_database_that_is_well(site: Site) -> None:
    site.has_source("page")
    site.run("db", "upgrade")
    done = site.run("check")
    assert (done.status, done.err) == (0, "")
    assert "1 source, 1 topic, no mistakes" in done.out
    assert site.run("check", "--json").json["problems"] == []


def test_check_finds_a_damaged_database(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feedsvc.db").write_bytes(b"no database at all" * 100)
    done = site.run("check")
    assert done.status == 1
    assert done.err.startswith("Error: database: ")


def test_check_tells_of_damage_though_rows_cannot_be_read(site: Site, tmp_path: Path) -> None:
    site.has_source("page")
    site.run("poll")
    with closing(sqlite3.connect(tmp_path / "feedsvc.db", isolation_level=None)) as database:
        database.execute("UPDATE sources SET history = '{torn'")
        alone = site.run("check")
        database.execute("PRAGMA writable_schema = 1")
        doubled = "sql = replace(sql, 'CREATE INDEX', 'CREATE UNIQUE INDEX') WHERE name = 'documents_topic'"
        database.execute(f"UPDATE sqlite_master SET {doubled}")
    both = site.run("check")
    assert (alone.status, both.status) == (1, 1)
    assert "sources and topics cannot be read" in alone.err
    assert "the database is damaged: non-unique entry in index documents_topic" in both.err
    assert "unexpected" not in alone.err + both.err


def test_the_schema_is_upgraded_once(site: Site) -> None:
    site.lacks_database()
    assert site.run("db", "upgrade").out == "the schema was upgraded\n"
    assert site.run("db", "upgrade").out == "the schema is up to date\n"


def test_extract_shows_each_field_and_writes_nothing(site: Site, tmp_path: Path) -> None:
    site.lacks_database()
    site.has_source("page", stories=2)
    done = site.run("extract", site.directory / "pages" / "page.html", "--source", "page")
    assert done.status == 0
    assert "1. Lantern 1 is lit" in done.out
    assert "2026-03-01 02:01:00Z" in done.out
    assert "2 stories by byline" in done.out
    assert not (tmp_path / "feedsvc.db").exists()


def test_extract_as_json_gives_stories(site: Site) -> None:
    site.has_source("page", stories=2)
    found = site.run("extract", "pages/page.html", "--source", "page", "--json").json
    assert [story["title"] for story in found["stories"]] == ["Lantern 1 is lit", "Lantern 2 is lit"]


def test_extract_without_a_source_tries_everything(site: Site) -> None:
    site.has_source("page")
    found = site.run("extract", site.directory / "pages" / "page.html", "--json").json
    assert len(found["stories"]) == 3
    assert found["attempts"]


def test_extract_of_what_is_not_there_is_one_line(site: Site) -> None:
    done = site.run("extract", "nothing.html")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "nothing.html: no such file (name a file, or a URL" in done.err


def test_escape_sequences_of_a_page_never_reach_the_terminal(site: Site) -> None:
    site.has_source("page", stories=1)
    path = site.directory / "pages" / "page.html"
    path.write_text(path.read_text().replace("Lantern 1", "Lan\x1b[31mtern \u202e1"))
    done = site.run("extract", path, "--source", "page")
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out


def test_new_writes_a_source_that_polls_and_never_overwrites(site: Site) -> None:
    site.has_source("page")
    done = site.run("new", "file:pages/page.html", "--slug", "mine", "--timezone", "Asia/Shanghai")
    assert done.status == 0
    assert re.search(r"^1 \* +3 +3 +3 +byline", done.out, re.MULTILINE)
    written = site.directory / "sources" / "mine.toml"
    before = written.read_text()
    assert site.run("poll", "mine").status == 0
    again = site.run("new", "file:pages/page.html", "--slug", "mine")
    assert (again.status, written.read_text()) == (1, before)
    assert (
        "is already there (choose another name with --slug; was its page redesigned, feedsvc heal mine"
        in again.err
    )


def test_new_takes_a_file_by_any_path_and_extract_reads_it_as_its_source(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site.has_source("page")
    page = site.directory / "pages" / "page.html"
    assert site.run("new", str(page), "--slug", "mine").status == 0
    assert 'url = "file:pages/page.html"' in (site.directory / "sources" / "mine.toml").read_text()
    assert site.run("poll", "mine").status == 0
    (site.directory / "sources" / "mine.toml").unlink()
    assert "tried auto" not in site.run("extract", str(page)).out
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "page.html"
    elsewhere.write_bytes(page.read_bytes())
    done = site.run("new", str(elsewhere), "--slug", "other")
    assert (done.status, "lies outside" in done.err) == (1, True)


def test_new_of_a_page_without_stories_writes_nothing(site: Site) -> None:
    (site.directory / "pages" / "blank.html").write_text("<html><body><p>Nothing today.</p></body></html>")
    done = site.run("new", "file:pages/blank.html", "--slug", "blank")
    assert done.status == 1
    assert "nothing finds stories there" in done.err
    assert not (site.directory / "sources" / "blank.toml").exists()


def test_review_without_a_hold_says_so(site: Site) -> None:
    site.has_source("page")
    assert site.run("review", "page").out == "nothing of page is held\n"
    assert site.run("review", "page", "accept").status == 1


def test_an_emptied_page_is_held_and_takes_no_story_away(site: Site) -> None:
    site.has_source("page", stories=9)
    site.run("poll")
    (site.directory / "pages" / "page.html").write_text("<html><body><p>Be right back.</p></body></html>")
    done = site.run("poll")
    assert done.status == 0
    assert done.err.startswith("Held: page: ")
    assert site.run("status", "--json").json["sources"][0]["stories"] == 9


def floods(site: Site) -> None:
    """Put a mass of unseen stories with old dates on the page."""
    path = site.directory / "pages" / "page.html"
    flood = "".join(
        f'<h2><a href="https://news.example/2019-01-02/ferry-{n}-9{n:03}.html">Ferry {n} sails at last</a></h2>'
        f"<p>By Bo Lind / Jan 02, 2019 10:{n:02} AM / Economy</p><p>Ferry {n} left port {n}, which is far.</p>"
        for n in range(50)
    )
    path.write_text(path.read_text().replace("</body>", f"{flood}</body>"))


def test_a_flood_is_held_shown_and_rejected(site: Site) -> None:
    site.has_source("page", stories=9)
    site.run("poll")
    floods(site)
    held = site.run("poll")
    assert held.status == 0, "held is not failed"
    assert re.match(r"Held: page: .* \(feedsvc review page\)\n\Z", held.err)
    assert re.search(r"^page +held", held.out, re.MULTILINE)
    shown = site.run("review", "page")
    assert shown.status == 0
    assert "held since " in shown.out
    assert re.search(r"^new +2019-01-02 \d\d:01:00Z +Ferry 1 sails at last +– ", shown.out, re.MULTILINE)
    assert "50 new, 0 edited, 9 known, 0 missing (feedsvc review page accept | reject)" in shown.out
    assert site.run("review", "page", "reject").status == 0
    assert site.run("review", "page").out == "nothing of page is held\n"
    assert site.run("status", "--json").json["sources"][0]["stories"] == 9


def test_a_flood_is_published_when_it_is_accepted(site: Site) -> None:
    site.has_source("page", stories=9)
    site.run("poll")
    floods(site)
    site.run("poll")
    assert site.run("review", "page", "accept").status == 0
    assert site.run("status", "--json").json["sources"][0]["stories"] == 59


def test_replay_reads_kept_pages_and_changes_nothing(site: Site) -> None:
    site.has_source("page")
    assert "no page of page is kept" in site.run("replay", "page").out
    site.run("poll")
    done = site.run("replay", "page")
    assert done.status == 0
    assert "nothing was written (--apply writes it)" in done.out
    assert re.search(r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ +unchanged +3 +0 +0 ", done.out, re.MULTILINE)
    told = site.run("replay", "page", "--json").json
    assert (told["source"], told["applied"]) == ("page", False)
    (page,) = told["pages"]
    assert (page["outcome"], page["seen"], page["page_at"][:2]) == ("unchanged", 3, "20")


def test_review_and_publish_tell_programs_the_same(site: Site, tmp_path: Path) -> None:
    site.has_source("page", stories=9)
    site.run("poll")
    assert site.run("review", "page", "--json").json == {"source": "page", "held": None}
    floods(site)
    site.run("poll")
    held = site.run("review", "page", "--json").json["held"]
    assert held["reasons"]
    assert [story["what"] for story in held["stories"]].count("new") == 50
    (report,) = site.run("review", "page", "accept", "--json").json["sources"]
    assert (report["outcome"], report["new"]) == ("ok", 50)
    assert site.run("publish", "--json").json == {"changed": [], "files": None}
    told = site.run("publish", "--to", tmp_path / "site", "--json").json
    assert told["files"]["directory"] == f"{tmp_path}/site"
    assert told["files"]["written"] > 4


@pytest.mark.parametrize("spoils", [lambda site: site.shows("page", 0), lambda site: floods(site)])
def test_a_replay_of_older_pages_ends_no_hold(site: Site, spoils: Callable[[Site], None]) -> None:
    site.has_source("page")
    site.run("poll")
    spoils(site)
    assert site.run("poll").err != ""
    assert site.run("replay", "page", "--apply").status == 0
    assert site.run("status", "--json").json["sources"][0]["state"] == "held"
    site.has_source("page")
    assert site.run("poll").status == 0


def test_record_writes_a_test_case(site: Site, tmp_path: Path) -> None:
    site.has_source("page")
    site.run("poll")
    done = site.run("record", "page", "--to", tmp_path / "cases")
    folder = Path(done.out.removeprefix("wrote ").strip())
    assert {path.name for path in folder.iterdir()} == {"page.html", "meta.toml", "expected.json"}
    assert len(json.loads((folder / "expected.json").read_text())["stories"]) == 3


def test_record_where_nothing_can_be_written_is_one_line(site: Site) -> None:
    site.has_source("page")
    site.run("poll")
    done = site.run("record", "page", "--to", "/dev/null/cases")
    assert (done.status, done.out) == (1, "")
    assert done.err.endswith("Not a directory (choose another --to)\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_is_no_mistake_of_ours() -> None:
    command = [sys.executable, "-m", "feedsvc", "--help"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "Error: the output: No space left on device (make room, or write elsewhere)\n",
    )


def test_publish_writes_files_once(site: Site, tmp_path: Path) -> None:
    site.has_source("page")
    site.run("poll")
    first = site.run("publish", "--to", tmp_path / "site")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.atom*")}
    second = site.run("publish", "--to", tmp_path / "site")
    assert (first.status, second.status) == (0, 0)
    assert b"Lantern 1" in (tmp_path / "site" / "feeds" / "all.atom").read_bytes()
    assert {path.name for path in stamps} >= {"all.atom", "all.atom.gz", "all.atom.br", "all.atom.zst"}
    assert (tmp_path / "site" / "index.html").exists()
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_publish_where_nothing_can_be_written_is_one_line(site: Site) -> None:
    done = site.run("publish", "--to", "/proc/nothing")
    assert (done.status, done.err.count("\n")) == (1, 1)


def test_a_configured_directory_is_kept_up_to_date_by_polling(site: Site, tmp_path: Path) -> None:
    site.has_source("page")
    path = site.directory / "feedsvc.toml"
    path.write_text(path.read_text() + f'[publish]\ndirectory = "{tmp_path}/out"\n')
    site.run("poll")
    assert (tmp_path / "out" / "feeds" / "all.atom").exists()


def test_a_directory_that_cannot_be_written_fails_no_poll(site: Site) -> None:
    site.has_source("page")
    path = site.directory / "feedsvc.toml"
    path.write_text(path.read_text() + '[publish]\ndirectory = "/dev/null/site"\n')
    done = site.run("poll")
    assert done.status == 0
    assert done.err.startswith("Error: [publish] directory cannot be written: /dev/null/site")
    assert done.err.count("\n") == 1


def test_run_on_a_taken_port_is_one_line(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = site.run("run", "--port", str(port))
    assert done.status == 1
    assert f"port {port} on 127.0.0.1 is taken" in done.err
    store = open_store(load_config(site.directory, {}).store.url)
    assert store.port() != port, "nobody else's links lead to where nothing listens"
    store.close()


def test_run_polls_at_once_serves_and_stops_in_few_words(site: Site) -> None:
    site.has_source("page")
    for slug in ("dock", "quay"):
        site.has_source(slug)
        (site.directory / "pages" / f"{slug}.html").unlink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {**os.environ, "FEEDSVC_CONFIG": str(site.directory), "PORT": str(port)}
    process = subprocess.Popen(
        [BIN, "run"], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"feedsvc is at http://127.0.0.1:{port} (stop it with Ctrl-C)\n"
        assert "<entry>" in served(f"http://127.0.0.1:{port}/feeds/all.atom", "Lantern 3")
        assert site.run("poll", "page").status == 0
        assert site.run("publish").out == "documents changed: 0\n", "it makes the same links"
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert out == ""
    said = [line.split()[3:5] for line in err.splitlines()]
    assert said == [["poll", "source=page"], ["stop", "finished=True"]]


@pytest.mark.parametrize("command", ["run", "schedule"])
def test_a_server_on_a_broken_configuration_does_not_start(site: Site, command: str) -> None:
    (site.directory / "feedsvc.toml").write_text("[site\n")
    done = site.run(command)
    assert done.status == 2
    assert "feedsvc.toml: line 1: " in done.err


def test_status_tells_what_a_running_service_refuses(site: Site) -> None:
    site.has_source("one")
    assert site.run("status").err == ""
    store = open_store(f"sqlite:///{site.directory.parent}/feedsvc.db")
    store.note_config(["topics.toml: is wrong (write it right)"], NOW)
    store.close()
    done = site.run("status")
    assert (done.status, done.err) == (0, "Error: configuration: topics.toml: is wrong (write it right)\n")
    assert site.run("status", "--json").json["config"]["problems"] == [
        "topics.toml: is wrong (write it right)"
    ]


def test_a_status_waits_for_nothing_that_reads_pages(site: Site) -> None:
    site.has_source("page")
    others = {"links": "auto", "feed": "upstream"}
    for slug, extractor in others.items():
        text = f'title = "x"\nurl = "https://{slug}.example/"\nextractor = "{extractor}"\n'
        (site.directory / "sources" / f"{slug}.toml").write_text(text)
    assert site.run("check").status == 0
    rows = (f"<li><a href='/quay-{n}.html'>Quay number {n} opens to the public</a></li>" for n in range(9))
    (site.directory / "page.html").write_text(f"<main><ul>{''.join(rows)}</ul></main>")
    never = "flask lxml feedparser apscheduler sqlalchemy.dialects.postgresql"
    for command, most in (
        ("status", f"{never} pycurl rich feedsvc.extract feedsvc.fetch feedsvc.poll"),
        ("review page", f"{never} pycurl rich feedsvc.extract feedsvc.fetch feedsvc.poll"),
        ("check", f"{never} pycurl"),
        (f"extract {site.directory}/page.html", f"{never} pycurl sqlalchemy feedsvc.store"),
    ):
        words = ["--config", str(site.directory), *command.split()]
        program = (
            f"import sys; from feedsvc.cli import main; main({words!r});"
            f"sys.exit(' '.join(set({most.split()!r}) & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
        assert done.stderr.strip() == "", command


@pytest.mark.parametrize("place", ["headers", "params", "options", "body"])
def test_a_source_s_file_that_is_nested_without_end_is_one_sentence(site: Site, place: str) -> None:
    site.has_source("page")
    file = site.directory / "sources" / "page.toml"
    file.write_text(file.read_text() + f"{place}.{'a.' * 3000}b = 1\n")
    for command in ("check", "poll", "status"):
        done = site.run(command)
        assert done.status == 2
        assert done.err.count("\n") == 1
        assert "page.toml: is nested too deeply" in done.err


def test_check_names_a_channel_that_cannot_be_used_and_not_its_address(site: Site) -> None:
    main = site.directory / "feedsvc.toml"
    main.write_text(
        main.read_text() + '[alerts]\nurls = ["json://127.0.0.1", "nosuch://u:planted@h/planted"]\n'
    )
    done = site.run("check")
    assert done.status == 2
    assert "alerts.urls[1]: is no channel that Apprise can use" in done.err
    assert "planted" not in done.out + done.err

"""Secrets planted wherever a configuration may hold one, and sought in every byte that leaves."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedsvc.builder import Builder, make_room
from feedsvc.config import Config, SourceConfig, load_config
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.confine import environment
from feedsvc.publish.entries import make_context
from feedsvc.store import Store, open_store
from feedsvc.store.tables import sources
from feedsvc.web import create_app
from tests.builders import NOW
from tests.children import SharedPool
from tests.cli.conftest import Site
from tests.living import DESIGNS, LivingSite, invent, serving
from tests.members import USER, MemberSite
from tests.members import serving as serving_members

MARK = "plantedmark"
NAMED = {
    name: f"{MARK}-{name.lower()}-4711"
    for name in ("HEADER", "COOKIE", "PARAM", "BODY", "ALERT", "PROXY", "JAR", "PASSWORD", "WRONG")
}
"""What only the environment holds."""
ADMIN = f"{MARK}-admin-4711"
ADDRESS = f"{MARK}-address-4711"
"""What stands in the address of a source, and so in its file."""
FORM = f"{{page}}?page=1&token={ADDRESS}&next=http%3A%2F%2Fa.example%2F%3Fapikey%3D{ADDRESS}"
HEADERS = '{ Authorization = "Bearer ${HEADER}", Cookie = "session=${COOKIE}" }'
PROXY = "http://me:${PROXY}@127.0.0.1:1"
SERVICE = """
[log]
level = "debug"
[fetch]
allow_networks = ["127.0.0.0/8"]
host_pause = "0s"
timeout = "10s"
[alerts]
urls = ["json://user:${ALERT}@127.0.0.1:9/${ALERT}"]
"""
SOURCE = """
title = "{slug}"
url = "{url}"
extractor = "{extractor}"
timezone = "Asia/Shanghai"
every = "10m"
headers = {headers}
params = {{ lang = "en", key = "${{PARAM}}" }}
"""
MEMBERS = """
title = "{slug}"
url = "{base}/list"
extractor = "byline"
cookies = {{ theme = "${{JAR}}" }}
[login]
url = "{base}/login"
form = {{ user = "${{MEMBER}}", password = "${{{password}}}" }}
success = "a.logout"
"""
PAGES = ("/", "/topics/all", "/topics/all?source=list", "/status", "/status.json", "/metrics", "/feeds.opml",
         "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/feeds/all.atom?source=list", "/readyz")  # fmt: skip
DESK = (
    "/feeds/-operator.atom",
    "/sources",
    *(f"/sources/{slug}{end}" for slug in ("list", "members", "locked") for end in ("", "/polls")),
    *(f"/sources/list{end}" for end in ("/pages", "/review")),
)
EDITORS = ("/sources/list/settings", "/sources/members/settings")


@pytest.fixture
def planted(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingSite]:
    """A site with a page, and sources for it whose every key holds a secret."""
    for name, value in NAMED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FEEDSVC_ADMIN_TOKEN", ADMIN)
    main = site.directory / "feedsvc.toml"
    main.write_text(main.read_text() + SERVICE)
    with serving(LivingSite()) as living:
        page = DESIGNS["plain"]("News", [invent(n) for n in range(1, 6)], living.base)
        living.answers(FORM.format(page="/list") + f"&lang=en&key={NAMED['PARAM']}", 200, page.encode())
        urls = {
            "list": living.base + FORM.format(page="/list"),
            "missing": living.base + FORM.format(page="/missing"),
            "refused": FORM.format(page="http://10.0.0.1/list"),
            "nobody": FORM.format(page="http://127.0.0.1:1/list"),
            "posted": living.base + FORM.format(page="/posted"),
            "matrix": f"{living.base}/list;sid={ADDRESS}",
        }
        for slug, url in urls.items():
            extractor = "auto" if slug == "missing" else "byline"
            text = SOURCE.format(slug=slug, url=url, headers=HEADERS, extractor=extractor)
            body = 'body = { token = "${BODY}" }\n' if slug == "posted" else ""
            proxy = f'proxy = "{PROXY}"\n' if slug in ("nobody", "missing") else ""
            (site.directory / "sources" / f"{slug}.toml").write_text(text + body + proxy)
        yield living


@pytest.fixture
def members(planted: LivingSite, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemberSite]:
    """Beside it a site that shows its list to members, and sources with the right password and a wrong one."""
    monkeypatch.setenv("MEMBER", USER)
    with serving_members(MemberSite(password=NAMED["PASSWORD"], session=f"{MARK}-session-4711-")) as made:
        for slug, password in (("members", "PASSWORD"), ("locked", "WRONG")):
            text = MEMBERS.format(slug=slug, base=made.base, password=password)
            (site.directory / "sources" / f"{slug}.toml").write_text(text)
        yield made


def leaks(name: str, text: str | bytes, *, known: tuple[str, ...] = ()) -> list[str]:
    """Where a planted secret stands in what left, in a few words."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    for secret in known:
        shown = shown.replace(secret, "")
    at = shown.lower().find(MARK)
    return [] if at < 0 else [f"{name}: …{shown[max(0, at - 80) : at + 40]}…"]


def config_of(site: Site) -> Config:
    return load_config(site.directory, os.environ, extractors=EXTRACTORS)


def in_database(folder: Path) -> list[str]:
    return [leak for file in folder.glob("feedsvc.db*") for leak in leaks(file.name, file.read_bytes())]


def in_web(site: Site, children: SharedPool) -> list[str]:
    """What the service tells readers, programs and its operator."""
    config = config_of(site)
    with closing(open_store(config.store.url)) as store:
        room = make_room(Builder(store, lambda: config, site.directory.parent / "looks", children))
        app = create_app(config, store, rooms=[room])
        with closing(app.extensions["feedsvc"].keeper):
            return [*told_to_readers(app), *told_to_operators(app)]


def told_to_readers(app: Any) -> Iterator[str]:
    for path in PAGES:
        answer = app.test_client().get(path)
        assert answer.status_code == 200, path
        yield from leaks(path, answer.data + str(answer.headers).encode())


def told_to_operators(app: Any) -> Iterator[str]:
    client, bearer = app.test_client(), {"Authorization": f"Bearer {ADMIN}"}
    assert client.post("/sign-in", data={"token": ADMIN}).status_code == 303
    for path in (*DESK, *EDITORS):
        answer = client.get(path, headers=bearer)
        assert answer.status_code == 200, path
        # Who edits a file reads what stands in it; what the environment holds stands in none.
        yield from leaks(path, answer.data, known=(ADDRESS,) if path in EDITORS else ())
    said = client.post("/admin/poll/nowhere", headers=bearer)
    yield from leaks("admin", said.data)


def test_nothing_that_leaves_holds_a_secret(
    planted: LivingSite,
    members: MemberSite,
    site: Site,
    warm_children: SharedPool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    commands = (["poll"], ["poll", "list", "--json"], ["status"], ["status", "--json"], ["check"],
                ["check", "--json"], ["extract", "list"], ["extract", "missing"], ["extract", "refused"],
                ["extract", members.base + "/list", "--source", "members"], ["extract", members.base + "/list", "--source", "locked"],
                ["raw", "members"], ["heal", "locked"], ["letter", "locked"], ["poll", "--dry-run"], ["review"], ["heal", "missing"], ["replay", "list"], ["publish"],
                ["alerts", "test"], ["publish", "--to", str(site.directory.parent / "static")])  # fmt: skip
    found = []
    for command in commands:
        done = site.run(*command)
        found += leaks(" ".join(command), done.out + done.err)
    assert any(NAMED["PARAM"] in path for path, _ in planted.requests), "the page was asked for with it"
    assert any(NAMED["HEADER"] in headers.get("Authorization", "") for _, headers in planted.requests)
    given = [asked.form.get("password") for asked in members.asked if asked.method == "POST"]
    assert {NAMED["PASSWORD"], NAMED["WRONG"]} == set(given), "both passwords were sent to their own site"
    assert any(f"theme={NAMED['JAR']}; session={members.session}" in asked.headers.get("Cookie", "")
               for asked in members.asked), "so were cookies of the file and of the session"  # fmt: skip
    found += in_web(site, warm_children) + leaks("log", caplog.text) + in_database(site.directory.parent)
    for file in (site.directory.parent / "static").rglob("*"):
        found += leaks(file.name, file.read_bytes() if file.is_file() else b"")
    assert found == []


def test_a_page_of_another_site_that_is_read_as_a_source_is_told_no_secret(
    planted: LivingSite, site: Site
) -> None:
    site.run("extract", planted.base.replace("127.0.0.1", "localhost") + "/elsewhere", "--source", "list")
    (sent,) = (headers for path, headers in planted.requests if path == "/elsewhere")
    assert leaks("elsewhere", repr(sent)) == []


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(f"postgresql+psycopg://me:{MARK}@127.0.0.1:1/db", id="nobody there"),
        pytest.param(f"postgresql+psycopg://me:{MARK}@[/db", id="malformed"),
        pytest.param(f"postgres://me:{MARK}@127.0.0.1/db", id="another kind"),
        pytest.param(f"postgresql+psycopg://me:{MARK}@127.0.0.1:x/db", id="no port"),
    ],
)
@pytest.mark.parametrize("command", ["check", "status", "poll"])
def test_a_store_that_cannot_be_had_is_told_without_its_password(
    site: Site, monkeypatch: pytest.MonkeyPatch, url: str, command: str
) -> None:
    site.has_source("page")
    monkeypatch.setenv("FEEDSVC_STORE_URL", url)
    done = site.run(command)
    assert done.status != 0
    assert "Traceback" not in done.err
    assert leaks(command, done.out + done.err) == []


@pytest.mark.parametrize("slug", ["list", "missing"])
def test_mistakes_of_a_file_are_told_without_what_the_environment_put_in(
    planted: LivingSite, site: Site, slug: str
) -> None:
    file = site.directory / "sources" / f"{slug}.toml"
    file.write_text(
        file.read_text().replace("Bearer ${HEADER}", "Bearer\\n${HEADER}").replace("byline", "by")
    )
    done = site.run("check")
    assert "headers" in done.err
    assert leaks("check", done.err) == []


def test_children_find_no_secret_in_their_environment(planted: LivingSite) -> None:
    assert leaks("environment", repr(environment(os.environ))) == []


def test_what_names_an_address_with_a_secret_is_rendered_once_more_and_nothing_else_is() -> None:
    def key(url: str) -> str:
        source = SourceConfig(slug="list", title="List", url=url, extractor="auto")
        return make_context(Config(directory=Path(), sources=(source,))).key

    plain = make_context(Config(directory=Path())).key
    assert key("https://news.example/list?page=2") == plain
    assert key(f"https://news.example/list?token={ADDRESS}") != plain


def test_an_address_that_was_stored_in_clear_is_stored_without_its_secret_and_is_the_same(
    store: Store,
) -> None:
    source = SourceConfig(
        slug="list", title="List", url=f"https://news.example/?token={ADDRESS}", extractor="auto"
    )
    store.sync_sources([source], NOW)
    with store._write() as tx:
        tx.execute(sources.update().values(url=source.url, etag='"own"'))
    store.sync_sources([source], NOW)
    state = store.source_state("list")
    assert state is not None
    assert (state.url, state.validators.etag) == ("https://news.example/", '"own"')

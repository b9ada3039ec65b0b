"""Databases for tests: every test that asks for one gets its own, on SQLite and on PostgreSQL.

`database_url`   address of an empty database (runs the test once per engine)
`store`          an upgraded Store in it
`sqlite_url`, `sqlite_store`   the same on SQLite only, where the engine cannot matter
`postgres_url`   an empty schema on PostgreSQL only

`tmp_path`        in IN_MEMORY a folder that waits for no disk, where the system has one
`logging_as_before`  the log of the process is as before, once the test is over
`warm_children`   an extracting child that serves every test of a process
`browser`         a driven browser that serves all tests which follow each other
"""

from __future__ import annotations

import gc
import logging
import os
import pkgutil
import tempfile
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

import feedsvc
from tests.cold import OneFirst, is_cold
from tests.compiled import build_routes_late, remember_statements
from tests.disks import memory_folder
from tests.driven import Driven
from tests.forgetful import Forgetful
from tests.lanes import in_lanes
from tests.tables import Tables

if TYPE_CHECKING:
    from feedsvc.store import Store
    from tests.children import SharedPool

# Thousands of tests stay in a worker's memory: looking through them for garbage took a twelfth of its time.
gc.set_threshold(15_000, 20, 50)

# No example is too slow: a busy machine would fail it.
hypothesis.settings.register_profile("feedsvc", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=4000)
hypothesis.settings.load_profile("feedsvc")

# What a test is slow by: where it lies, what it asks for, what its module works with.
SLOW_FOLDERS = {"acceptance", "attacks"}
UNTRACED_FOLDERS = {"acceptance"}
"""Whole programs run every line of ours again and again: what they prove is not which lines are tried."""
IN_MEMORY = {"acceptance", "builder", "cli", "operate", "poll", "schedule", "store", "web"}
"""They write databases by the thousand, each write of which waits for the disk: what is lost with the machine may be."""
SLOW_MARKS = {"postgres", "browser", "clients"}
SLOW_FIXTURES = {"postgres_server", "children", "program", "server", "workplace"}
SLOW_MODULES = {"subprocess", "socket", "socketserver", "multiprocessing", "http.server"}
SLOW_NAMES = {"CONTEXT", "ExtractorPool", "forked", "make_poller", "main", "serving", "started"}

PROGRAMS = {"feedsvc.__main__", "feedsvc.wsgi", "feedsvc.web.wsgi"}
"""To import them is to run them."""

DRIVEN = Driven()
remember_statements()
build_routes_late()

POSTGRES = os.environ.get("FEEDSVC_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1/postgres")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """`-n auto`: two workers more than cores, since tests of processes, servers and browsers mostly wait."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 2


def pytest_configure(config: pytest.Config) -> None:
    """Rows are tests of their own where one is picked by its name, and where one process runs all."""
    picked = config.option.keyword or any("::" in argument for argument in config.args)
    if hasattr(config, "workerinput") and not picked:
        config.pluginmanager.register(Tables())
    if hasattr(config, "workerinput") and is_cold():
        config.pluginmanager.register(OneFirst())
    if "MUTANT_UNDER_TEST" in os.environ:
        config.pluginmanager.register(Forgetful())


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Under coverage our modules are traced as they are imported, but not what tests do to be found.

    Tracing that would take each worker half as long again.
    """
    plugin = session.config.pluginmanager.getplugin("_cov")
    tracing = plugin and plugin.cov_controller
    if not tracing:
        return (yield)
    for module in pkgutil.walk_packages(feedsvc.__path__, "feedsvc."):
        if module.name not in PROGRAMS:
            import_module(module.name)
    tracing.pause()
    try:
        return (yield)
    finally:
        tracing.resume()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a process, a server, a browser or many tries: `make quick` leaves it out.

    Tests that drive a browser, and modules that work with processes, come first in the share of a worker.
    """
    slow_modules: dict[Any, bool] = {}
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    for item in items:
        module = getattr(item, "module", None)
        if module not in slow_modules:
            slow_modules[module] = works_with_processes(module)
        fixtures = set(getattr(item, "fixturenames", ()))
        many_tries = hasattr(getattr(item, "obj", None), "hypothesis")
        if many_tries or UNTRACED_FOLDERS & set(item.path.parts):
            item.add_marker("no_cover")
        if (
            slow_modules[module]
            or SLOW_FOLDERS & set(item.path.parts)
            or SLOW_FIXTURES & fixtures
            or any(item.get_closest_marker(mark) for mark in SLOW_MARKS)
            or many_tries
        ):
            item.add_marker("slow")
    driving = [item for item in items if drives(item)]
    quiet = [item for item in items if not drives(item)]
    working: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in quiet:
        waits = slow_modules[getattr(item, "module", None)] or item.get_closest_marker("browser")
        (working if waits else others).append(item)
    items[:] = in_lanes(driving, working, others, workers)


def drives(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The driver's loop would be in the way of those that run their own."""
    if not drives(item):
        DRIVEN.close()


def pytest_sessionfinish() -> None:
    DRIVEN.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI what a test lacks is a failure; a user's machine may lack it, and is told."""
    report = yield
    reason = str(report.longrepr)
    lacking = any(item.get_closest_marker(mark) for mark in SLOW_MARKS) or "not installed" in reason
    if report.skipped and lacking and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} must not be skipped under CI: {reason}"
    return report


def works_with_processes(module: Any) -> bool:
    """Whether a test module has to do with processes or sockets, as its names tell."""
    names = vars(module) if module else {}
    return bool(SLOW_NAMES & set(names)) or any(
        getattr(value, "__name__", "") in SLOW_MODULES or getattr(value, "__module__", "") in SLOW_MODULES
        for value in names.values()
    )


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Who sets up the log of its process here leaves later tests theirs: its stream ends with the test."""
    root, own = logging.getLogger(), logging.getLogger("feedsvc")
    before = root.handlers[:], root.level, own.level
    yield
    root.handlers[:], root.level, own.level = before


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own; what is written in one of IN_MEMORY waits for no disk and is gone afterwards."""
    place = memory_folder() if IN_MEMORY & set(request.path.parts) else None
    if place is None:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="feedsvc-", dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def postgres_connection() -> Any:
    """An autocommitting connection to the test server."""
    import psycopg

    return psycopg.connect(POSTGRES.replace("+psycopg", ""), autocommit=True, connect_timeout=3)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A connection to the test server; without a server the test is skipped, under CI it fails."""
    try:
        connection = postgres_connection()
    except Exception as error:
        reason = f"no PostgreSQL at FEEDSVC_TEST_POSTGRES ({POSTGRES}): {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    yield connection
    connection.close()


def in_schema(schema: str) -> str:
    """Its address; nobody waits for the disk, since what a test writes need not outlive a power cut."""
    joint = "&" if "?" in POSTGRES else "?"
    return f"{POSTGRES}{joint}options=-csearch_path%3D{schema}%20-csynchronous_commit%3Doff"


@contextmanager
def new_schema(server: Any) -> Iterator[str]:
    """An empty schema, dropped afterwards."""
    schema = f"feedsvc_test_{uuid.uuid4().hex[:16]}"
    server.execute(f"SET synchronous_commit = off; CREATE SCHEMA {schema}")
    yield schema
    server.execute("SET client_min_messages = warning")
    server.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(scope="session")
def postgres_furnished(postgres_server: Any) -> Iterator[str]:
    """An upgraded schema for all tests of this process: emptying it is much cheaper than a migration."""
    from feedsvc.store import open_store

    with new_schema(postgres_server) as schema:
        store = open_store(in_schema(schema))
        store.upgrade()
        store.close()
        yield schema


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres_server: Any) -> Iterator[str]:
    """A schema of its own: empty, or upgraded where the test asks for a `store` too."""
    if "store" not in request.fixturenames:
        with new_schema(postgres_server) as schema:
            yield in_schema(schema)
        return
    schema = request.getfixturevalue("postgres_furnished")
    yield in_schema(schema)
    empty(postgres_server, schema)


def empty(server: Any, schema: str) -> None:
    from feedsvc.store.tables import metadata

    tables = ["story_search", *(table.name for table in reversed(metadata.sorted_tables))]
    server.execute("; ".join(f"DELETE FROM {schema}.{table}" for table in tables))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/feedsvc.db"


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.no_cover])]
)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database; the test runs once on each engine, the second time over the same lines of ours."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def opened(url: str) -> Iterator[Store]:
    """The store at this address; a SQLite file is made for it."""
    from feedsvc.store import open_store
    from tests.furnished import put_database

    if url.startswith("sqlite"):
        put_database(Path(url.removeprefix("sqlite:///")))
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture(scope="session")
def warm_children() -> Iterator[SharedPool]:
    """Extracting children for all tests of this process."""
    from tests.children import shared

    with shared() as pool:
        yield pool


@pytest.fixture(scope="module")
def browser() -> Any:
    """A driven browser; who opens contexts in it closes them."""
    return DRIVEN.browser()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An upgraded Store on SQLite."""
    yield from opened(sqlite_url)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An upgraded Store at `database_url`; the test runs once on each engine."""
    yield from opened(database_url)

"""Commands that change a source, and the line that each action leaves in the log."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from feedsvc.process import user_name
from tests.cli.conftest import Site


def values(site: Site, slug: str = "page") -> dict[str, Any]:
    return tomllib.loads((site.directory / "sources" / f"{slug}.toml").read_text("utf-8"))


@pytest.fixture
def page(site: Site) -> Site:
    site.has_source("page")
    return site


def test_settings_are_changed_and_comments_stay(page: Site) -> None:
    file = page.directory / "sources" / "page.toml"
    file.write_text("# By hand.\n" + file.read_text("utf-8"), "utf-8")
    done = page.run("edit", "page", "every=2h", "expect=48h", "full_text=true", "title=A page", "timezone=")
    assert done.status == 0
    assert "# By hand." in file.read_text("utf-8")
    told = values(page)
    assert (told["every"], told["expect"], told["full_text"], told["title"]) == ("2h", "48h", True, "A page")
    assert "timezone" not in told
    shown = page.run("edit", "page", "--json").json
    assert (shown["changed"], shown["settings"]["every"]) == (False, "2h")


def test_options_are_changed_one_by_one(page: Site) -> None:
    page.run("edit", "page", "extractor=selectors", "options.item=h2", "options.title=a", "options.pages=3")
    assert values(page)["options"] == {"item": "h2", "title": "a", "pages": 3}
    page.run("edit", "page", "options.pages=")
    assert values(page)["options"] == {"item": "h2", "title": "a"}


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ("every=soon", 2, "every: "),
        ("url=ftp://a.example/", 2, "url: this is no address of a page"),
        ("nothing", 2, "is no KEY=VALUE"),
        ('headers={X = "y"}', 1, "headers: cannot be changed here"),
        ("options.item=x", 2, "options.item: unknown key"),
        ("slug=x", 1, "slug: cannot be changed here"),
        ("title=\udcff", 1, "title: cannot be written into sources/page.toml"),
        ("options.item=\udcff", 1, "options: cannot be written into sources/page.toml"),
        pytest.param(f"every={'9' * 5000}", 2, "every: ", id="a number without end"),
        ("evry=2h", 2, 'sources/page.toml: evry: unknown key (did you mean "every"?)'),
    ],
)
def test_what_is_wrong_is_one_sentence_and_not_written(
    page: Site, change: str, status: int, told: str
) -> None:
    before = values(page)
    done = page.run("edit", "page", change)
    assert (done.status, told in done.err) == (status, True), done.err
    assert values(page) == before


@pytest.mark.parametrize("command", [["edit"], ["enable"], ["disable"], ["remove"]], ids="-".join)
def test_a_source_that_is_mistyped_is_told_with_the_one_that_was_meant(
    page: Site, command: list[str]
) -> None:
    done = page.run(*command, "pagge")
    assert done.status == 2
    assert done.err == (
        f'Error: no source "pagge" (did you mean "page"?) (feedsvc {command[0]} --help says more)\n'
    )


def test_a_source_is_switched_off_and_on_and_removed(page: Site) -> None:
    page.run("poll", "page")
    assert page.run("disable", "page").out == "page is switched off\n"
    assert values(page)["enabled"] is False
    assert page.run("enable", "page").out == "page is switched on\n"
    assert values(page)["enabled"] is True
    assert page.run("remove", "page").out == "removed page\n"
    assert page.run("edit", "page").status == 2


def test_the_last_page_is_given_as_it_came(page: Site) -> None:
    assert page.run("raw", "page").err == (
        "Error: no page of page is kept (poll it, or set [snapshots] count)\n"
    )
    page.run("poll", "page")
    content = (page.directory / "pages" / "page.html").read_text("utf-8")
    assert page.run("raw", "page").out == content
    target = page.directory.parent / "last.html"
    assert page.run("raw", "page", "--to", target).out == f"wrote {target}\n"
    assert target.read_text("utf-8") == content
    assert "choose another --to" in page.run("raw", "page", "--to", target / "x").err


def test_alerts_without_a_channel_say_what_to_set(page: Site) -> None:
    done = page.run("alert", "test")
    assert (done.status, "set [alerts] urls" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("command", "act", "outcome"),
    [
        (("poll", "page"), "poll", "done"),
        (("edit", "page", "every=2h"), "edit", "done"),
        (("edit", "page", "every=soon"), "edit", "refused"),
        (("disable", "page"), "disable", "done"),
        (("enable", "page"), "enable", "done"),
        (("replay", "page", "--apply"), "replay", "done"),
        (("heal", "page", "--apply"), "heal", "refused"),
        (("remove", "page"), "remove", "done"),
    ],
)
def test_who_did_what_is_logged_as_from_a_browser(
    page: Site, command: tuple[str, ...], act: str, outcome: str
) -> None:
    (line,) = page.run(*command).log
    assert f"action act={act} on=page by={user_name()} " in line
    assert f"outcome={outcome}" in line


@pytest.mark.parametrize(
    "command", [("poll", "page", "--dry-run"), ("replay", "page"), ("review", "page"), ("edit", "page")]
)
def test_who_only_looks_is_not_logged(page: Site, command: tuple[str, ...]) -> None:
    assert page.run(*command).log == []

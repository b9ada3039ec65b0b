"""`feedsvc heal`: shown, written, and told as JSON; `review` says to use it."""

from __future__ import annotations

import tomllib

from feedsvc.config.toml import toml_value
from tests.cli.conftest import Site
from tests.operate.redesigns import redesign

BEFORE, AFTER = redesign(1, 0)


def redesigned(site: Site, heal: str = "ask") -> None:
    """A source that was polled, and whose page has changed since."""
    lines = "".join(f"{name} = {toml_value(value)}\n" for name, value in BEFORE.options.items())
    head = f'title = "Quay"\nurl = "file:pages/quay.html"\nextractor = "selectors"\nheal = "{heal}"\n'
    (site.directory / "sources" / "quay.toml").write_text(f"{head}[options]\n{lines}", "utf-8")
    page = site.directory / "pages" / "quay.html"
    page.write_text(BEFORE.html, "utf-8")
    assert site.run("poll", "quay").status == 0
    page.write_text(AFTER.html, "utf-8")


def test_a_redesign_is_shown_applied_and_read_from_then_on(site: Site) -> None:
    redesigned(site)
    assert "held" in site.run("poll", "quay").out
    assert "feedsvc heal quay" in site.run("review", "quay").out

    told = site.run("heal", "quay", "--json").json
    assert site.run("review", "quay", "--json").json["repair"]["after"] == told["after"]
    assert {"source", "known", "found", "announces", "confidence", "before", "after"} <= set(told)
    assert (told["source"], told["found"], told["before"]["options"]) == (
        "quay",
        told["known"],
        BEFORE.options,
    )

    shown = site.run("heal", "quay")
    assert shown.status == 0
    assert "nothing was written" in shown.out

    done = site.run("heal", "quay", "--apply", "--json")
    assert (done.status, done.json["applied"]) == (0, True)
    file = (site.directory / "sources" / "quay.toml").read_text("utf-8")
    assert tomllib.loads(file)["options"] == told["after"]["options"]
    assert site.run("review", "quay").out == "nothing of quay is held\n"
    assert site.run("poll", "quay", "--json").json["sources"][0]["new"] == 0


def test_a_review_names_the_repair_and_takes_it_over(site: Site) -> None:
    redesigned(site)
    site.run("poll", "quay")
    assert "can be mended: selectors finds" in site.run("review", "quay").out
    accepted = site.run("review", "quay", "accept")
    assert accepted.status == 0
    assert "read in another way from now on" in accepted.out
    assert "# Until " in (site.directory / "sources" / "quay.toml").read_text("utf-8")
    assert site.run("review", "quay").out == "nothing of quay is held\n"


def test_where_repairs_are_off_a_review_takes_none_over(site: Site) -> None:
    redesigned(site, "off")
    site.run("poll", "quay")
    assert "can be mended" not in site.run("review", "quay").out
    refused = site.run("review", "quay", "accept")
    assert (refused.status, "an empty page cannot be accepted" in refused.err) == (1, True)


def test_auto_needs_no_command(site: Site) -> None:
    redesigned(site, "auto")
    assert site.run("poll", "quay").status == 0
    again = site.run("heal", "quay", "--apply")
    assert again.status == 1
    assert "nothing to mend" in again.err


def test_an_applied_repair_says_what_it_did(site: Site) -> None:
    redesigned(site)
    done = site.run("heal", "quay", "--apply")
    assert done.status == 0
    assert "known stories" in done.out
    assert "options.item" in done.out


def test_an_unknown_source_is_a_usage_error(site: Site) -> None:
    assert site.run("heal", "quai").status == 2

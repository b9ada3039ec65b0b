"""`state`: what it reads by its options, what `auto` finds in states, and what it leaves alone."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from contextlib import suppress
from html import escape
from typing import Any

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.pipeline import run
from feedsvc.models import Extraction
from feedsvc.operate.detect import detect
from feedsvc.operate.sourcefile import source_toml
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case
from tests.extract.strategies import HOSTILE, extract, problems, refusal

APPS = sorted((PAGES / "auto").glob("app-*"))
TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]
READS = {"items": "posts", "title": "title", "link": "url", "date": "date"}


def posts(**fields: Any) -> list[dict[str, Any]]:
    """Three dated stories."""
    return [
        {"title": title, "url": f"/n/{n}", "date": "2026-03-04", **fields} for n, title in enumerate(TITLES)
    ]


def carrying(value: Any, name: str = "__STATE__", around: str = "") -> str:
    """A page with a state."""
    return f"<body>{around}<script>window.{name} = {json.dumps(value)};</script></body>"


def titles(page: str, **options: Any) -> list[str | None]:
    return [story.title for story in extract("state", page, **options).stories]


def by_auto(page: str) -> Extraction:
    return run(make_page(page), make_settings(extractor="auto", timezone="UTC"), NOW)


def test_there_are_enough_made_up_applications() -> None:
    assert len(APPS) >= 20


@pytest.mark.parametrize("folder", APPS, ids=lambda folder: folder.name)
@pytest.mark.no_cover
def test_what_is_proposed_reads_the_same_stories(folder: Any) -> None:
    page, settings, now = read_case(folder)
    found = run(page, settings, now)
    (options,) = [one.options for one in found.proposals if one.extractor == "state"]
    again = run(page, make_settings(extractor="state", options=options, timezone="UTC", article_id=None), now)
    assert again.stories == found.stories
    assert all(story.url and story.published for story in again.stories)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"posts": posts()}, id="at the root"),
        pytest.param({"build-7f3a": {"posts": posts()}}, id="below a build"),
        pytest.param({"q": [{"posts": []}, {"data": {"posts": posts()}}]}, id="in a list, an empty one before it"),
        pytest.param({"posts": {"title": "All posts"}, "page": {"posts": posts()}}, id="something else so called"),
    ],
)  # fmt: skip
def test_items_are_found_wherever_a_build_puts_them(value: Any) -> None:
    assert titles(carrying(value), state="__STATE__", **READS) == TITLES


def test_without_a_name_every_state_is_looked_into() -> None:
    page = carrying({"menu": posts()}, "A") + carrying({"posts": posts()}, "B")
    assert titles(page, **READS) == TITLES


def test_what_is_missing_is_named() -> None:
    page = carrying({"posts": posts()})
    assert refusal("state", page, state="__NUXT__", **READS) == (
        "state '__NUXT__' is not on the page (there is \"__STATE__\")"
    )
    assert (
        refusal("state", page, **(READS | {"items": "news"})) == "items 'news' finds nothing in \"__STATE__\""
    )
    assert refusal("state", "<p>x", **READS) == "items 'posts' finds nothing in nothing"


def test_wrong_options_are_told_each() -> None:
    assert problems("state", items="a[", state="", date="d") == {
        "items.path": "'a[' is no JMESPath expression: Invalid jmespath expression: Incomplete expression"
        " (for example 'data.items')",
        "state": "must be text (a state's name, as '__NEXT_DATA__')",
    }
    assert problems("state", items="a") == {"title": "is missing (give title, or summary or content)"}


@pytest.mark.parametrize("folder", APPS, ids=lambda folder: folder.name)
@pytest.mark.no_cover
def test_what_new_writes_reads_the_page_again(folder: Any) -> None:
    page, settings, now = read_case(folder)

    def reading(name: str, options: Any) -> Extraction:
        return run(page, make_settings(extractor=name, options=options, timezone="UTC", article_id=None), now)

    found = detect(page, reading)
    written = tomllib.loads(source_toml(found))
    assert written["extractor"] == "state"
    stories = reading("state", written["options"]).stories
    assert [s.title for s in stories] == [s.title for s in run(page, settings, now).stories]


LINK = "and more words of it"
NO_STORIES = {
    "settings of an analytics service": {"events": [{"name": f"Page view of the {n}th kind", "url": f"https://s.example/{n}"} for n in range(9)]},
    "translations": {"messages": [{"key": f"home.{n}", "label": f"The {n}th text of the home page"} for n in range(9)]},
    "a menu with words": {"mainMenu": [{"title": f"Everything about the {n}th quay", "url": f"/q/{n}", "description": LINK} for n in range(9)]},
    "filters": {"facets": [{"title": f"Price from {n}0 to {n}9 crowns", "url": f"/shop?price={n}", "image": "/i.jpg"} for n in range(9)]},
    "filters by another name": {"options": [{"title": f"Price from {n}0 to {n}9 crowns", "url": f"/live/?price={n}", "image": "/i.jpg"} for n in range(9)]},
    "vendors who ask for consent": {"vendors": [{"name": f"Advertising company {n} Ltd", "url": f"https://v.example/{n}", "description": LINK} for n in range(9)]},
    "people": {"team": [{"name": f"Ann Margaret Lee the {n}th", "url": f"/people/{n}", "description": LINK} for n in range(9)]},
    "experiments": {"experiments": [{"name": f"checkout with {n} buttons", "date": "2026-03-04"} for n in range(9)]},
    "names without pages": {"rows": [{"title": f"The {n}th row of a table", "value": n} for n in range(9)]},
    "links alone": {"rows": [{"title": f"The {n}th row of a table", "url": f"/{n}"} for n in range(9)]},
}  # fmt: skip


SEROVAL = "$R[0]={view:$R[1]={posts:$R[2]=%s}}"
KEPT = {
    "Livewire": lambda posts: (
        f'<div wire:id="a" wire:snapshot="{escape(json.dumps({"data": {"posts": [[[p, {"s": "arr"}] for p in posts], {"s": "arr"}]}}))}"></div>'
    ),
    "SvelteKit, resolved later": lambda posts: (
        f"<script>__sveltekit_1k.resolve(1, () => [{json.dumps(posts)}])</script>"
    ),
    "SolidStart": lambda posts: f'<script>_$HY.r["posts[]"]={SEROVAL % json.dumps(posts)}</script>',
    "TanStack": lambda posts: (
        f'<script>$_TSR.router=($R=>{SEROVAL % json.dumps(posts)})($R["tsr"]);$_TSR.e();</script>'
    ),
}


@pytest.mark.parametrize("carries", KEPT.values(), ids=KEPT)
def test_what_a_framework_keeps_is_read(carries: Callable[[Any], str]) -> None:
    found = by_auto(f"<body><div id=app></div>{carries(posts())}</body>")
    assert [(s.title, s.url) for s in found.stories] == [
        (title, f"https://news.example/n/{n}") for n, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize("carries", KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("name", ["translations", "filters", "a menu with words"])
def test_what_else_a_framework_keeps_is_none(carries: Callable[[Any], str], name: str) -> None:
    with pytest.raises(ExtractError):
        by_auto(f"<body><div id=app></div>{carries([NO_STORIES[name]])}</body>")


@pytest.mark.parametrize("value", NO_STORIES.values(), ids=NO_STORIES)
def test_what_else_states_hold_is_no_story(value: Any) -> None:
    with pytest.raises(ExtractError):
        by_auto(carrying(value))


@pytest.mark.parametrize("value", NO_STORIES.values(), ids=NO_STORIES)
def test_stories_are_found_beside_it(value: Any) -> None:
    found = by_auto(carrying({**value, "related": posts(date="2026-03-01")[::-1], "posts": posts()}))
    assert [story.title for story in found.stories] == TITLES


def test_dated_stories_of_the_page_itself_are_not_replaced() -> None:
    shown = "".join(
        f'<li>2026-03-0{n + 1} <a href="/x/{n}">Shown on the page, {n}th</a></li>' for n in range(4)
    )
    found = by_auto(carrying({"posts": posts() * 3}, around=f"<ul>{shown}</ul>"))
    assert (found.strategy, len(found.stories)) == ("auto", 4)


def test_another_list_does_not_replace_the_page_s_own() -> None:
    shown = "".join(
        f'<li><a href="/x/{n}">Shown on the page without a date, {n}th</a></li>' for n in range(9)
    )
    found = by_auto(carrying({"posts": posts()}, around=f"<ul>{shown}</ul>"))
    assert (found.strategy, len(found.stories)) == ("auto", 9)


@pytest.mark.parametrize(
    ("hrefs", "links"),
    [
        pytest.param(["/read/second-quay/", "/read/ferry-soon/"], ["/read/second-quay/", "/read/ferry-soon/", "/read/fish-market/"], id="two prove it"),
        pytest.param(["/read/second-quay/"], [], id="one may be chance"),
        pytest.param(["/read/second-quay/", "/tag/ferry-soon"], [], id="two forms"),
        pytest.param([], [], id="none"),
    ],
)  # fmt: skip
def test_a_link_is_made_of_a_slug_only_where_the_page_shows_how(hrefs: list[str], links: list[str]) -> None:
    slugs = ["second-quay", "ferry-soon", "fish-market"]
    value = {
        "posts": [{"title": t, "slug": s, "date": "2026-03-04"} for t, s in zip(TITLES, slugs, strict=True)]
    }
    found = by_auto(carrying(value, around="".join(f'<a href="{href}">Go</a>' for href in hrefs)))
    assert [s.url for s in found.stories if s.url] == [f"https://news.example{link}" for link in links]
    assert [s.title for s in found.stories] == TITLES


@pytest.mark.parametrize("body", HOSTILE)
def test_no_page_makes_it_fail_otherwise(body: bytes) -> None:
    assert refusal("state", make_page(body), **READS)


MARKS = [b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b"(", b")", b"$", b":", b",", b"\x00", b"\xff", b"</script>", b"<!--", b"1e999", b"-", b"__ref"]  # fmt: skip


def mutated(content: bytes, rng: random.Random) -> bytes:
    """The page with some of its bytes replaced, left out, or standing twice."""
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(content)), rng.choice((0, 1, 2, 40, 400))
        put = rng.choice((b"", rng.choice(MARKS), content[at : at + length] * 2, rng.choice(MARKS) * 300))
        content = content[:at] + put + content[at + length :]
    return content


@pytest.mark.slow
@pytest.mark.parametrize("folder", APPS, ids=lambda folder: folder.name)
@pytest.mark.no_cover
def test_mutated_states_are_read_or_refused(folder: Any) -> None:
    page, settings, now = read_case(folder)
    rng = random.Random(folder.name)
    for _ in range(12):
        broken = make_page(mutated(page.content, rng), url=page.url)
        with suppress(ExtractError):  # nothing else may be raised
            assert len(run(broken, settings, now).stories) < 50

"""Pages that only JavaScript can fill are known, and pages with stories are none of them."""

from __future__ import annotations

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.pagekind import page_kind
from feedsvc.extract.pipeline import run
from feedsvc.operate.detect import detect
from feedsvc.operate.worth import not_worth_it
from tests.extract.helpers import NOW, make_page, make_settings

BUNDLE = '<script src="/static/js/main.3f2c.js"></script>'
MENU = "".join(f'<a href="/{n}">The {n}th part of our offer</a>' for n in range(5))
STORIES = "".join(f'<li><a href="/n/{n}">A story of the harbour, the {n}th</a></li>' for n in range(9))
SHELLS = {
    "React": f'<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>{BUNDLE}',
    "Vue": f"<noscript><strong>We're sorry but shop doesn't work properly without JavaScript enabled.</strong></noscript><div id=\"app\"></div>{BUNDLE}",
    "Angular": f"<app-root>Loading…</app-root>{BUNDLE}",
    "Vite": '<div id="root"></div><script type="module" src="/assets/index-4f.js"></script>',
    "nothing at all": f"<div></div>{BUNDLE}",
    "waiting": f'<div class="spinner">Loading...</div>{BUNDLE}',
    "menus around": f'<header>{MENU}</header><div id="app"></div><footer>© 2026</footer>{BUNDLE}',
    "German": f"<noscript>Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.</noscript><main></main>{BUNDLE}",
    "Chinese": f"<noscript>请启用 JavaScript</noscript><div></div>{BUNDLE}",
    "said in words": f"<p>This site requires JavaScript.</p>{BUNDLE}",
    "Nuxt without a server": f'<div id="__nuxt"><div class="l">Loading</div></div>{BUNDLE}',
}


@pytest.mark.parametrize("body", SHELLS.values(), ids=SHELLS)
def test_a_place_for_scripts_is_called_so(body: str) -> None:
    page = make_page(f"<!doctype html><html><head><title>Shop</title></head><body>{body}</body></html>")
    with pytest.raises(ExtractError, match="this page is drawn by JavaScript") as raised:
        run(page, make_settings(extractor="auto"), NOW)
    assert raised.value.kind == "javascript"


def test_new_says_so_too() -> None:
    page = make_page(SHELLS["React"])
    found = detect(page, lambda name, options: run(page, make_settings(extractor=name, options=options), NOW))
    assert not_worth_it(found) == "this page is drawn by JavaScript, and nothing in it holds stories"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>Nothing has happened yet.</p>", id="no scripts"),
        pytest.param(f"<h1>News</h1><p>Nothing has happened in the harbour since the quay was opened.</p>{BUNDLE}", id="little text and a script"),
        pytest.param("", id="blank"),
    ],
)  # fmt: skip
def test_a_page_without_stories_is_none(body: str) -> None:
    assert page_kind(make_page(f"<body>{body}</body>")) != "javascript"


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<noscript>Please enable JavaScript.</noscript>", id="noscript"),
        pytest.param('<div id="app"><p>Search</p></div>', id="a place that is filled"),
        pytest.param('<div id="mount"></div>' + STORIES, id="an empty place beside many"),
    ],
)
def test_a_page_with_stories_is_read(around: str) -> None:
    found = run(
        make_page(f"<body><ul>{STORIES}</ul>{around}{BUNDLE}</body>"), make_settings(extractor="auto"), NOW
    )
    assert len(found.stories) >= 9
    assert found.page_kind is None

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
MODULES = '<script src="runtime.1.js" type="module"></script><script src="polyfills.1.js" type="module"></script><script src="main.2.js" type="module"></script>'
BLAZOR_ERROR = (
    '<div id="blazor-error-ui">An unhandled error has occurred. <a href="" class="reload">Reload</a></div>'
)
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
    "Next.js, still streaming": f'<div hidden><template id="B:0"></template></div><main><div class="spin"></div></main><script>(self.__next_f=self.__next_f||[]).push([0])</script>{BUNDLE}',
    "Next.js, left to the browser": f'<nav>{MENU}</nav><template data-dgst="BAILOUT_TO_CLIENT_SIDE_RENDERING"></template>{BUNDLE}',
    "Nuxt 3": f'<div id="__nuxt"></div><script type="application/json" id="__NUXT_DATA__">[{{"serverRendered":1}},false]</script>{BUNDLE}',
    "Angular by another name": f'<harbour-app><div class="splash">The harbour is starting up</div></harbour-app>{MODULES}',
    "Ember": '<div id="ember-basic-dropdown-wormhole"></div><script src="/assets/vendor-1.js"></script><script src="/assets/harbour-2.js"></script>',
    "Blazor": f'<app>Loading...</app>{BLAZOR_ERROR}<script src="_framework/blazor.webassembly.js"></script>',
    "Blazor Server": f'<!--Blazor:{{"type":"server"}}-->{BLAZOR_ERROR}<script src="_framework/blazor.server.js"></script>',
    "Qwik": f'<div q:container="paused"><main></main></div><script type="qwik/json">{{"objs":[]}}</script>{BUNDLE}',
    "Gatsby": f'<noscript id="gatsby-noscript">This app works best with JavaScript enabled.</noscript><div id="___gatsby"><div id="gatsby-focus-wrapper"></div></div>{BUNDLE}',
    "Remix": '<p>Loading, please wait…</p><script>window.__remixContext={"isSpaMode":true};import("/assets/entry.client.js")</script>',
    "SvelteKit": '<div><script>Promise.all([import("/_app/start.js"),import("/_app/app.js")]).then(([kit,app])=>{kit.start(app,document.body)})</script></div>',
    "Vue in the page": f'<div id="news" v-cloak><ul><li v-for="post in posts"><a :href="post.url">{{{{ post.title }}}}</a></li></ul></div>{BUNDLE}',
    "Alpine": f'<header>{MENU}</header><main x-data="news()"><h1>News</h1><template x-for="post in posts"><h2 x-text="post.title"></h2></template></main>{BUNDLE}',
    "AngularJS": f'<div ng-controller="List"><p ng-repeat="post in posts"><a ng-href="{{{{post.url}}}}">{{{{post.title}}}}</a></p></div>{BUNDLE}',
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


LIST = f"<ul>{STORIES}</ul>"
DRAWN = {
    "Next.js": f'<div id="__next"><main>{LIST}</main></div><div id="portal"></div><template data-dgst="BAILOUT_TO_CLIENT_SIDE_RENDERING"></template><script>self.__next_f.push([1,"1:[]"])</script>{BUNDLE}',
    "Nuxt": f'<div id="__nuxt"><main>{LIST}</main></div><div id="teleports"></div>{BUNDLE}',
    "Angular": f'<app-root ng-version="19.0.0"><main>{LIST}</main></app-root>{MODULES}',
    "Angular by another name": f"<harbour-app><main>{LIST}</main></harbour-app>{MODULES}",
    "Ember": f'<div class="ember-view">{LIST}</div><div id="ember-basic-dropdown-wormhole"></div>{BUNDLE}',
    "Blazor": f'{LIST}{BLAZOR_ERROR}<script src="_framework/blazor.web.js"></script>',
    "Qwik": f'<div q:container="paused"><main>{LIST}</main></div><script type="qwik/json">{{"objs":[]}}</script>',
    "Gatsby": f'<noscript>This app works best with JavaScript enabled.</noscript><div id="___gatsby">{LIST}</div>{BUNDLE}',
    "Remix": f'{LIST}<script>window.__remixContext={{}};import("/assets/entry.client.js")</script>',
    "Vue": f'<div id="app"><input><p v-for="hit in hits">{{{{ hit }}}}</p></div>{LIST}{BUNDLE}',
    "Alpine": f'<main x-data="{{}}"><template x-for="chip in chips"><b x-text="chip"></b></template>{LIST}</main>{BUNDLE}',
}


@pytest.mark.parametrize("body", DRAWN.values(), ids=DRAWN)
def test_a_page_that_a_server_has_drawn_is_read(body: str) -> None:
    found = run(make_page(f"<body>{body}</body>"), make_settings(extractor="auto"), NOW)
    titles = [story.title for story in found.stories if story.title.startswith("A story of the harbour")]
    assert (len(titles), found.page_kind) == (9, None)


SMALL = "<h1>News</h1><p>Nothing has happened in the harbour since the quay was opened.</p>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<form role=search><p v-for="hit in hits">{{{{ hit }}}}</p></form>{SMALL}{BUNDLE}', id="what a search suggests"),
        pytest.param(f'<header><template x-for="page in pages"><a></a></template></header>{SMALL}{BUNDLE}', id="a menu"),
        pytest.param(f'{SMALL}<a href="/">Harbour</a>{BLAZOR_ERROR}<script src="_framework/blazor.web.js"></script>', id="Blazor with links"),
        pytest.param(f'<p>{"The quay is quiet. " * 90}</p><p v-for="row in rows">{{{{ row }}}}</p>{BUNDLE}', id="much text"),
        pytest.param('<ul><li v-for="post in posts">{{ post.title }}</li></ul>', id="a list that no script fills"),
    ],
)  # fmt: skip
def test_a_page_that_says_something_is_no_place_for_scripts(body: str) -> None:
    assert page_kind(make_page(f"<body>{body}</body>")) is None

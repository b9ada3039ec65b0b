"""States that are made to cost much: each is an error or stories within a child's limits, and kills none."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.child import ExtractorPool
from tests.extract.helpers import NOW, make_page, make_settings

NAMES = [f"v{n}" for n in range(30)]
DOUBLING = "".join(f"v{n}.title=v{n - 1};v{n}.name=[v{n - 1},v{n - 1}];" for n in range(1, 30))
ROWS = "".join(f'{n:x}:["${(n + 1) % 4000:x}","${(n + 2) % 4000:x}",{{"title":"t"}}]\n' for n in range(4000))
CACHE = {
    f"P:{n}": {"title": f"Story {n} of them", "rel": [{"__ref": f"P:{m}"} for m in range(200)]}
    for n in range(200)
}
BOMBS = {
    "objects that double": f"<script>window.A=(function({','.join(NAMES)}){{{DOUBLING}return [v29,v28,v27]}}({','.join('{}' for _ in NAMES)}))</script>",
    "objects in themselves": "<script>window.A=(function(a,b){a.title=a;b.label=[b,a];a.name=1;return [a,b,a]}({},{}))</script>",
    "rows in circles": f"<script>self.__next_f.push([1,{json.dumps(ROWS)}])</script>",
    "everything related to everything": f"<script>window.A={json.dumps({'ROOT_QUERY': {'all': [{'__ref': 'P:1'}]}, **CACHE})}</script>",
    "a long chain": f'<script type="application/json" id="__NUXT_DATA__">{json.dumps([[n + 1] * 3 for n in range(20000)])}</script>',
    "no end, often": "<script>title:title:title:" + "var a={" * 40000 + "</script>",
    "brackets": "<script>title:title:title:var a=" + "[({" * 40000 + "</script>",
    "escapes": "<script>title:title:title:var a='" + "\\x" * 300000 + "</script>",
    "comments": "<script>title:title:title:var a={" + "/*" * 300000 + "</script>",
    "many attributes": ("<p data-x=\"[" + "{'title':'a','name':'b','label':'c'}," * 8 + '"></p>') * 4000,
    "a long list": "<script>window.A=[" + '{title:"A title that is long enough",url:"/a"},' * 30000 + "]</script>",
    "many lists": "<script>window.A={" + ",".join(f'k{n}:[{{title:"A title that is long {n}",url:"/{n}"}},{{}},{{}}]' for n in range(3000)) + "}</script>",
}  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractorPool]:
    with ExtractorPool(1) as children:
        yield children


@pytest.mark.slow
@pytest.mark.parametrize("extractor", ["auto", "state"])
@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_no_state_ends_a_child(body: str, extractor: str, pool: ExtractorPool) -> None:
    options = {} if extractor == "auto" else {"items": "posts", "title": "title"}
    with pytest.raises(ExtractError):
        pool.extract(
            make_page(f"<body>{body}</body>"), make_settings(extractor=extractor, options=options), NOW
        )

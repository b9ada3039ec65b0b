"""Which requests of a page a source may repeat at every poll."""

from __future__ import annotations

import json

import pytest

from feedsvc.browser.wire import Datum
from feedsvc.operate.asked import Asked, askable, only_asks

HASH = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"
CURSOR = "eyJwYWdlIjoyLCJzb3J0IjoiZGF0ZSIsInNlZW4iOlsxLDIsM119"
ASKS = {
    "JSON": {"page": 1, "tags": ["quay"]},
    "a list": [{"page": 1}],
    "a query": {"query": "query News($n: Int) { news(first: $n) { title } }", "variables": {"n": 20}},
    "a short query": {"query": "{ news { title } }"},
    "a field named so": {"query": "{ mutations { title } lastMutation { date } }"},
    "a persisted query": {
        "operationName": "News",
        "variables": {"first": 20, "after": CURSOR},
        "extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}},
    },
    "several queries": [{"query": "{ menu { title } }"}, {"query": "{ news { title } }"}],
}
CHANGES = {
    "a mutation": {"query": "mutation Like { like(id: 1) { id } }"},
    "a mutation behind a comment": {"query": "# likes\n  mutation { like }"},
    "a mutation behind a fragment": {"query": "fragment F on N { id } mutation { like { ...F } }"},
    "a mutation behind a comma": {"query": ",,mutation { like }"},
    "a mutation behind a comma and a fragment": {"query": "fragment F on N { id },mutation { like }"},
    "a mutation behind a mark of byte order": {"query": "\ufeffmutation { like }"},
    "a mutation behind an old comment": {"query": "# likes\rmutation { like }"},
    "a mutation behind its description": {"query": '"Likes." mutation { like }'},
    "a mutation behind a question and a comma": {"query": "{ news { title } }, mutation { like }"},
    "one mutation of several": [{"query": "{ news { title } }"}, {"query": "mutation { like }"}],
    "a subscription": {"query": "subscription { news { title } }"},
    "a token by its name": {"page": 1, "_csrf": "8f14e45fceea167a"},
    "a token deep inside": {"query": "{ news }", "variables": {"auth": {"session": "8f14e45fceea"}}},
    "a token by its look": {"q": f"eyJhbGciOiJIUzI1NiJ9.{CURSOR}.c2lnbmF0dXJl"},
    "the environment": {"page": "${FEEDSVC_ADMIN_TOKEN}"},
    "the environment by its key": {"${FEEDSVC_ADMIN_TOKEN}": 1},
    "a number": 1,
    "text": "news",
    "far too much": {"q": "news " * 20_000},
}


@pytest.mark.parametrize("value", ASKS.values(), ids=ASKS)
def test_what_only_asks_may_be_repeated(value: object) -> None:
    assert only_asks(json.dumps(value))


@pytest.mark.parametrize("value", CHANGES.values(), ids=CHANGES)
def test_what_changes_or_holds_a_secret_may_not(value: object) -> None:
    assert not only_asks(json.dumps(value))


FORMS = {
    "a page": "page=1",
    "several fields": "action=load_more&page=2&tags%5B%5D=quay&tags%5B%5D=ferry&q=",
    "words": "q=ferry+timetable%20%26%20tides",
    "a query in a form": "query=%7B+news+%7B+title+%7D+%7D&variables=%7B%22n%22%3A20%7D",
}
FORMS_THAT_CHANGE = {
    "a mutation": "query=mutation+%7B+like+%7D",
    "a mutation in JSON": "queries=%5B%7B%22query%22%3A%22mutation+%7B+like+%7D%22%7D%5D",
    "a token by its name": "page=1&nonce=8f14e45fceea",
    "a token by a part of its name": "page=1&auth%5Bsession%5D=8f14e45fceea",
    "a part in the middle": "page=1&session%5Bid%5D=8f14e45fceea",
    "a token in JSON": "data=%7B%22token%22%3A%228f14e45fceea%22%7D",
    "a token by its look": f"q=eyJhbGciOiJIUzI1NiJ9.{CURSOR}.c2lnbmF0dXJl",
    "the environment": "page=${FEEDSVC_ADMIN_TOKEN}",
    "far too much": f"q={'news+' * 20_000}",
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_a_form_that_only_asks_may_be_repeated(body: str) -> None:
    assert only_asks(body)


@pytest.mark.parametrize("body", FORMS_THAT_CHANGE.values(), ids=FORMS_THAT_CHANGE)
def test_a_form_that_changes_or_holds_a_secret_may_not(body: str) -> None:
    assert not only_asks(body)


@pytest.mark.parametrize(
    "body", ["", "page", "a=1&b", "a = 1", "a=1\r\nb=2", "<a b=1>", "{", "[" * 50_000, "{ news { title } }"]
)
def test_nor_what_is_neither_json_nor_a_form(body: str) -> None:
    assert not only_asks(body)


def datum(url: str, method: str = "GET", body: str = "", content: str = "{}") -> Datum:
    return Datum(url=url, method=method, body=body, content=content.encode())


def test_requests_are_made_once_and_those_that_show_a_title_first() -> None:
    menu, news = (
        datum("https://a.example/menu"),
        datum("https://a.example/q", "POST", '{"p":1}', "Quay opens"),
    )
    secret = datum("https://a.example/q?token=8f14e45fceea", "POST", '{"p":1}')
    assert askable((menu, menu, secret, news, news), ["Quay opens"]) == [
        Asked(url=news.url, body=news.body),
        Asked(url=menu.url),
    ]

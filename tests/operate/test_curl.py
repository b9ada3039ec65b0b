"""Commands copied from a browser: what they ask, their secrets taken out, and what is refused in words."""

from __future__ import annotations

import json
import tomllib

import pytest

from feedsvc.errors import FeedsvcError
from feedsvc.operate.copied import Copied
from feedsvc.operate.curl import read_curl
from feedsvc.operate.shellwords import shell_words

API = "https://p.example/api"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("curl 'a b' \"c d\" e\\ f", ["curl", "a b", "c d", "e f"], id="quotes"),
        pytest.param("$ curl a \\\n  -H 'b'", ["curl", "a", "-H", "b"], id="prompt and two lines"),
        pytest.param(r"""curl $'it\'s \u00e9\x21\n\101'""", ["curl", "it's é!\nA"], id="ANSI-C"),
        pytest.param(r"""curl $'\ud83d\ude00'""", ["curl", "😀"], id="halves of a pair"),
        pytest.param("curl \"costs $'5\"", ["curl", "costs $'5"], id="sign in quotes"),
        pytest.param("curl ''", ["curl", ""], id="nothing in quotes"),
        pytest.param('curl ^"https://a/?b=1^&c=2^" ^\r\n  -H ^"d: e^"', ["curl", "https://a/?b=1&c=2", "-H", "d: e"], id="carets"),
        pytest.param('curl "a" ^\n -d "{\\"q\\":\\"x y\\"}"', ["curl", "a", "-d", '{"q":"x y"}'], id="carets at ends of lines"),
        pytest.param('curl ^"a^" -d ^"^{^\\^"q^\\^":^\\^"100^%^\\^"^}^"', ["curl", "a", "-d", '{"q":"100%"}'], id="quotes behind carets"),
        pytest.param('curl ^"a^" -d ^"one^\n\ntwo^"', ["curl", "a", "-d", "one\ntwo"], id="line end behind a caret"),
    ],
)  # fmt: skip
def test_a_command_is_taken_apart(command: str, words: list[str]) -> None:
    assert shell_words(command) == words


@pytest.mark.parametrize("command", ["curl 'a", 'curl "a', 'curl ^"a'])
def test_an_open_quote_is_told(command: str) -> None:
    with pytest.raises(FeedsvcError, match="a quote of the command is not closed"):
        read_curl(command)


@pytest.mark.parametrize(
    ("more", "method", "body"),
    [
        pytest.param("", "GET", "", id="plain"),
        pytest.param("-d a=1 --data b=2", "POST", "a=1&b=2", id="data"),
        pytest.param("--data-raw '@a'", "POST", "@a", id="raw data"),
        pytest.param("--data-binary '{}'", "POST", "{}", id="binary data"),
        pytest.param("--data-urlencode 'q=a b&c'", "POST", "q=a%20b%26c", id="data to encode"),
        pytest.param("--json '{\"a\": 1}'", "POST", '{"a": 1}', id="JSON"),
        pytest.param("-X POST", "POST", "", id="method alone"),
        pytest.param("-XPOST -sSL --compressed -da=1", "POST", "a=1", id="short options together"),
        pytest.param("--data-raw $'------Web\\r\\nname'", "POST", "------Web\r\nname", id="a value that begins like an option"),
    ],
)  # fmt: skip
def test_what_is_asked(more: str, method: str, body: str) -> None:
    copied = read_curl(f"curl '{API}' {more}")
    assert (copied.url, copied.method, copied.body) == (API, method, body)


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        pytest.param("-H 'accept: */*' -H 'X-Requested-With: fetch'", {"Accept": "*/*", "X-Requested-With": "fetch"}, id="kept"),
        pytest.param("-H 'Host: a' -H 'sec-fetch-mode: cors' -H 'User-Agent: M' -H ':authority: a' -H 'x:' -H 'DNT: 1'", {}, id="the browser's own"),
        pytest.param("-e https://p.example/", {"Referer": "https://p.example/"}, id="referer"),
        pytest.param("--json 1 -H 'Accept: a/b'", {"Content-Type": "application/json", "Accept": "a/b"}, id="JSON's own and given"),
    ],
)  # fmt: skip
def test_headers_that_say_what_is_asked_are_kept(more: str, headers: dict[str, str]) -> None:
    assert dict(read_curl(f"curl '{API}' {more}").headers) == headers


SECRETS = [
    pytest.param("-H 'Authorization: Bearer s3cret'", 'headers = { "Authorization" = "Bearer ${P_EXAMPLE_AUTHORIZATION}" }', {"P_EXAMPLE_AUTHORIZATION": "s3cret"}, id="bearer"),
    pytest.param("-u me:s3cret", 'headers = { "Authorization" = "Basic ${P_EXAMPLE_AUTHORIZATION}" }', {"P_EXAMPLE_AUTHORIZATION": "bWU6czNjcmV0"}, id="user"),
    pytest.param("-b 'a=s3cret; b=2' -b c=3", 'headers = { "Cookie" = "${P_EXAMPLE_COOKIE}" }', {"P_EXAMPLE_COOKIE": "a=s3cret; b=2; c=3"}, id="cookies"),
    pytest.param("-H 'X-Api-Key: s3cret'", 'headers = { "X-Api-Key" = "${P_EXAMPLE_X_API_KEY}" }', {"P_EXAMPLE_X_API_KEY": "s3cret"}, id="key"),
    pytest.param("-H 'X-Odd: eyJhbGciOiJIUzI1.eyJzdWIiOi.sig'", 'headers = { "X-Odd" = "${P_EXAMPLE_X_ODD}" }', {"P_EXAMPLE_X_ODD": "eyJhbGciOiJIUzI1.eyJzdWIiOi.sig"}, id="a token by its looks"),
    pytest.param("-G -d q=quay -d api_key=s3cret", 'params = { "api_key" = "${P_EXAMPLE_API_KEY}" }', {"P_EXAMPLE_API_KEY": "s3cret"}, id="query"),
    pytest.param("--json '{\"n\": 1, \"auth\": {\"token\": \"s3cret\"}}'", '\\"token\\": \\"${P_EXAMPLE_TOKEN}\\"', {"P_EXAMPLE_TOKEN": "s3cret"}, id="JSON"),
    pytest.param("-d 'n=1&token=s3%20cret'", 'body = "n=1&token=${P_EXAMPLE_TOKEN}"', {"P_EXAMPLE_TOKEN": "s3%20cret"}, id="form"),
    pytest.param("-H 'Authorization: Bearer s3cret-of-all' -e https://p.example/?t=s3cret-of-all -d 'n=s3cret-of-all'", 'body = "n=${P_EXAMPLE_AUTHORIZATION}"', {"P_EXAMPLE_AUTHORIZATION": "s3cret-of-all"}, id="one that is repeated"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "line", "secrets"), SECRETS)
def test_secrets_are_taken_out_and_named(more: str, line: str, secrets: dict[str, str]) -> None:
    copied = read_curl(f"curl '{API}' {more}")
    text = "\n".join(copied.lines())
    assert line in text
    assert dict(copied.secrets) == secrets
    shown = f"{text}{copied.url}{list(copied.variables())}{copied!r}"
    assert not any(secret in shown for secret in secrets.values())
    assert set(copied.told) == set(secrets)


@pytest.mark.parametrize(("more", "line", "secrets"), SECRETS)
def test_what_is_written_asks_the_same_where_the_variables_are_set(
    more: str, line: str, secrets: dict[str, str]
) -> None:
    copied = read_curl(f"curl '{API}' {more}")
    asked = copied.source()
    filled = json.dumps(tomllib.loads(copied.written_into("[options]\n")))
    for name, secret in secrets.items():
        filled = filled.replace(f"${{{name}}}", secret)
    read = json.loads(filled)
    assert read.get("headers", {}) == dict(asked.headers)
    assert read.get("params", {}) == dict(asked.params)
    assert read.get("body", "").replace(" ", "") == asked.body.replace(" ", "")


@pytest.mark.parametrize(
    "more", ["-d 'hash=0123456789abcdef0123456789abcdef0123456789'", "-d 'key=ab'", "-d 'q=quay&page=2'"]
)
def test_what_says_what_is_asked_is_no_secret(more: str) -> None:
    assert not read_curl(f"curl '{API}' {more}").secrets


@pytest.mark.parametrize(
    ("command", "told"),
    [
        pytest.param("wget https://p.example/", "is no curl command, it begins with 'wget'", id="another program"),
        pytest.param('Invoke-WebRequest -Uri "https://p.example"', "is no curl command", id="PowerShell"),
        pytest.param("", "is no curl command, it begins with nothing", id="nothing"),
        pytest.param("curl", "names no addresses", id="no address"),
        pytest.param("curl https://a.example https://b.example", "names 2 addresses", id="two addresses"),
        pytest.param(f"curl {API} -F a=b", "-F sends a form of several parts", id="parts"),
        pytest.param(f"curl {API} -T a", "-T uploads", id="upload"),
        pytest.param(f"curl {API} -x p:1", "-x names a proxy", id="proxy"),
        pytest.param(f"curl {API} -d @file", "read from a file", id="file"),
        pytest.param(f"curl {API} -H @file", "reads a file", id="file of headers"),
        pytest.param(f"curl {API} -b jar.txt", "reads a file of cookies", id="file of cookies"),
        pytest.param(f"curl {API} -X DELETE", "DELETE changes something there", id="method"),
        pytest.param(f"curl {API} -I", "-I asks for no page", id="head"),
        pytest.param(f"curl {API} --frobnicate", "--frobnicate", id="unknown option"),
        pytest.param(f"curl {API} -H", "requires an argument", id="no value"),
        pytest.param("curl 'https://['", "is no address", id="half an address"),
        pytest.param(f"curl {API} --json '{'[' * 9000}'", "nested too deeply", id="nesting without end"),
        pytest.param("curl p.example/\udcff", "no UTF-8", id="half a character"),
        pytest.param("curl ftp://p.example/", "is not http or https", id="another scheme"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(command: str, told: str) -> None:
    with pytest.raises(FeedsvcError) as caught:
        read_curl(command)
    assert told in str(caught.value)


def test_a_user_in_the_address_is_a_secret_too() -> None:
    copied = read_curl("curl 'https://me:s3cret@p.example/api#part'")
    assert copied.url == API
    assert "s3cret" not in repr(copied)
    assert set(copied.secrets) == {"P_EXAMPLE_AUTHORIZATION"}


def test_a_text_without_anything_to_add_stays() -> None:
    assert Copied(url=API).written_into("a = 1\n\n[options]\n") == "a = 1\n\n[options]\n"
    assert (
        read_curl("curl -X POST p.example").written_into("a = 1\n\n[options]\nb = 2\n")
        == 'a = 1\nmethod = "POST"\n\n[options]\nb = 2\n'
    )


def test_a_title_that_ends_as_the_options_begin_is_no_place_for_lines() -> None:
    asked = read_curl("curl -X POST p.example").written_into(
        "# Ferry [options]\n\na = 1\n\n[options]\nb = 2\n"
    )
    assert asked == '# Ferry [options]\n\na = 1\nmethod = "POST"\n\n[options]\nb = 2\n'

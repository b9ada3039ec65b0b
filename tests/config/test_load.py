"""The configuration: what is read, and every mistake with its file, key and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import ArticleOptions, Config, FetchOptions, Proxy, SourceConfig, load_config
from feedsvc.config.amounts import Rate
from feedsvc.decide.topics import rule_problems
from feedsvc.errors import ConfigError
from feedsvc.extract import EXTRACTORS

SHIPPED = Path(__file__).parent.parent.parent / "config"
SOURCE = """
title = "World"
url = "https://example.org/world/"
extractor = "byline"
timezone = "Asia/Shanghai"
every = "10m"
"""
TOPIC = '[[topic]]\nslug = "world"\ntitle = "World"\n'


def write(directory: Path, files: Mapping[str, str]) -> Path:
    """A configuration directory of exactly these files."""
    for name, text in {"feedsvc.toml": "", **files}.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def loaded(directory: Path, files: Mapping[str, str], environ: Mapping[str, str] | None = None) -> Config:
    return load_config(write(directory, files), environ or {}, extractors=EXTRACTORS)


def problems(
    directory: Path, files: Mapping[str, str], environ: Mapping[str, str] | None = None
) -> list[str]:
    """Every problem, with the directory taken off the file."""
    with pytest.raises(ConfigError) as raised:
        loaded(directory, files, environ)
    return [str(p).removeprefix(f"{directory}/") for p in raised.value.problems]


# -- what is read --------------------------------------------------------------------------------------


def test_an_empty_file_gives_every_default_of_the_contract(tmp_path: Path) -> None:
    config = loaded(tmp_path, {})
    assert (config.site.title, config.site.base_url, config.site.contact) == (
        "feedsvc",
        "http://127.0.0.1:8000",
        "",
    )
    assert (config.site.language, config.store.url) == ("en", f"sqlite:///{tmp_path}/var/feedsvc.db")
    assert (config.fetch.timeout, config.fetch.max_bytes) == (timedelta(seconds=20), 8_000_000)
    assert (config.fetch.max_redirects, config.fetch.host_pause) == (5, timedelta(seconds=1))
    assert (config.schedule.tick, config.schedule.threads) == (timedelta(seconds=5), 8)
    assert (config.schedule.dispatcher, config.schedule.jitter) == ("threads", 0.1)
    assert (config.publish.entries, config.publish.formats) == (50, ("atom", "rss", "json"))
    assert (config.publish.hub, config.publish.directory, config.publish.per_topic_authors) == (
        "",
        None,
        False,
    )
    assert (config.web.trusted_proxies, config.web.rate_limit, config.web.admin_token) == ((), None, None)
    assert (config.log.level, config.log.format, config.alerts.channels) == ("info", "text", ())
    assert (config.snapshots.count, config.snapshots.max_bytes, config.auto_sections) == (
        10,
        50_000_000,
        False,
    )


def test_a_browser_has_the_defaults_of_the_contract(tmp_path: Path) -> None:
    browser = loaded(tmp_path, {}).browser
    assert (browser.executable, browser.url) == ("", "")
    assert (browser.timeout, browser.memory) == (timedelta(seconds=15), 700_000_000)
    page = loaded(tmp_path, {"sources/page.toml": source(render="'auto'", wait="'.story'")}).sources[0]
    assert (page.render, page.wait) == ("auto", ".story")


def test_every_key_of_every_table_is_read(tmp_path: Path) -> None:
    text = """
    [site]
    title = "Feeds"
    base_url = "https://feeds.example.org/sub/"
    contact = "mailto:me@example.org"
    language = "zh-Hans"
    [fetch]
    timeout = "1.5s"
    max_bytes = "512KiB"
    allow_networks = ["127.0.0.0/8", "::1"]
    [schedule]
    jitter = "2.5%"
    [publish]
    formats = ["rss"]
    directory = "public"
    [web]
    trusted_proxies = ["10.0.0.0/8"]
    rate_limit = "600/minute"
    """
    config = loaded(tmp_path, {"feedsvc.toml": text})
    assert config.site.base_url == "https://feeds.example.org/sub"
    assert config.fetch.timeout == timedelta(seconds=1.5)
    assert config.fetch.max_bytes == 512 * 1024
    assert config.fetch.allow_networks == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert config.schedule.jitter == 0.025
    assert (config.publish.formats, config.publish.directory) == (("rss",), tmp_path / "public")
    assert (config.web.rate_limit, config.web.trusted_proxies) == (Rate(600, 60), (ip_network("10.0.0.0/8"),))


def test_a_source_is_named_by_its_file_and_has_defaults(tmp_path: Path) -> None:
    source = loaded(tmp_path, {"sources/my-page.toml": SOURCE}).source("my-page")
    assert source is not None
    assert (source.title, source.timezone.key, source.every) == (
        "World",
        "Asia/Shanghai",
        timedelta(minutes=10),
    )
    assert (source.enabled, source.robots, source.vanish, source.full_text) == (True, "obey", "keep", False)
    assert source.heal == "ask"
    assert (source.language, source.headers, source.expect, source.article_id) == (None, {}, None, None)
    assert source.options == {}


def test_a_source_keeps_its_options_and_its_headers_take_secrets_from_the_environment(tmp_path: Path) -> None:
    text = SOURCE + 'headers = { Authorization = "Bearer ${TOKEN}" }\n[options]\nitem = "li"\n'
    source = loaded(tmp_path, {"sources/a.toml": text}, {"TOKEN": "s3cret"}).source("a")
    assert source is not None
    assert source.headers == {"Authorization": "Bearer s3cret"}
    assert source.options == {"item": "li"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param('body = \'{"q":  "{ posts }"}\'', '{"q":  "{ posts }"}', id="text as it stands"),
        pytest.param("body = { q = 'a', n = [1, true] }", '{"q": "a", "n": [1, true]}', id="table"),
        pytest.param("body = { q = '${KEY}' }", '{"q": "s3\\"cret"}', id="secret in a table"),
        pytest.param('body = \'{"q": ["${KEY}"]}\'', '{"q": ["s3\\"cret"]}', id="secret in JSON"),
        pytest.param("body = 'k=${KEY}'", 'k=s3"cret', id="secret in a form"),
    ],
)
def test_a_body_is_text_or_a_table_with_secrets_of_the_environment(
    tmp_path: Path, text: str, body: str
) -> None:
    source = loaded(tmp_path, {"sources/a.toml": SOURCE + text}, {"KEY": 's3"cret'}).source("a")
    assert source is not None
    assert source.posts
    assert source.body == body


def test_a_source_without_a_body_is_read_as_before(tmp_path: Path) -> None:
    plain = loaded(tmp_path, {"sources/a.toml": SOURCE}).source("a")
    asking = loaded(
        tmp_path, {"sources/a.toml": SOURCE + "params = { key = '${KEY}' }"}, {"KEY": "k"}
    ).source("a")
    assert plain is not None
    assert asking is not None
    assert plain.digest == "8ed1dd1c3d9722ae35466ae6d8d040f7"  # another would have every source read anew
    assert asking.params == {"key": "k"}
    assert asking.digest != plain.digest


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("none", Proxy(), id="none"),
        pytest.param(
            "HTTP://Proxy.example.org:3128/",
            Proxy(scheme="http", host="proxy.example.org", port=3128),
            id="http",
        ),
        pytest.param("socks5://[::1]:1080", Proxy(scheme="socks5", host="[::1]", port=1080), id="IPv6"),
        pytest.param(
            "socks5h://me:${WORD}@a.org:1080",
            Proxy(scheme="socks5h", host="a.org", port=1080, user="me", password="p@s:s/ö%41"),
            id="password of the environment",
        ),
        pytest.param(
            "${WHOLE}", Proxy(scheme="http", host="b.org", port=8, user="u", password="p"), id="all of it"
        ),
    ],
)
def test_a_proxy_is_an_address_with_secrets_of_the_environment(
    tmp_path: Path, text: str, meant: Proxy | None
) -> None:
    files = {"sources/a.toml": f"{SOURCE}proxy = '{text}'", "feedsvc.toml": f"[fetch]\nproxy = '{text}'"}
    config = loaded(tmp_path, files, {"WORD": "p@s:s/ö%41", "WHOLE": "http://u:p@b.org:8"})
    assert config.sources[0].proxy == config.fetch.proxy == meant
    assert "p@s" not in repr(config)


def test_a_proxy_bears_on_no_reading(tmp_path: Path) -> None:
    plain, proxied = (
        loaded(tmp_path, {"sources/a.toml": SOURCE + more}).sources[0].digest
        for more in ("", "proxy = 'http://a.org:80'")
    )
    assert plain == proxied


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"sources/a.toml": SOURCE + "params = { key = '${TOKEN}' }"}, id="value of a query"),
        pytest.param({"sources/a.toml": SOURCE + "params = '${TOKEN}'"}, id="values of a query"),
        pytest.param({"sources/a.toml": SOURCE + "body = [1979-05-27, '${TOKEN}']"}, id="body"),
        pytest.param(
            {"sources/a.toml": SOURCE + 'headers = { Authorization = "Bearer ${TOKEN}" }'}, id="header"
        ),
        pytest.param({"sources/a.toml": SOURCE + 'headers = "Bearer ${TOKEN}"'}, id="headers"),
        pytest.param(
            {"sources/a.toml": SOURCE + 'params = { key = ["s3cret"] }'}, id="written value of a query"
        ),
        pytest.param({"sources/a.toml": SOURCE + 'params = ["s3cret"]'}, id="written values of a query"),
        pytest.param({"sources/a.toml": SOURCE + 'headers = { A = "s3cret\\n" }'}, id="written header"),
        pytest.param({"sources/a.toml": SOURCE + 'headers = ["s3cret"]'}, id="written headers"),
        pytest.param({"feedsvc.toml": '[alerts]\nurls = [["s3cret"]]'}, id="written channel"),
        pytest.param({"feedsvc.toml": '[alerts]\nurls = "discord://1/s3cret"'}, id="written channels"),
        pytest.param(
            {"feedsvc.toml": '[alerts]\nurls = ["discord://1/s3cret\\n"]'}, id="channel of two lines"
        ),
        pytest.param({"feedsvc.toml": '[alerts]\nurls = ["ntfy://${TOKEN}"]'}, id="channel"),
        pytest.param({"feedsvc.toml": '[alerts]\nurls = "ntfy://${TOKEN}"'}, id="channels"),
        pytest.param({"sources/a.toml": SOURCE + "proxy = 'http://me:s3cret@a.org:80'"}, id="proxy"),
        pytest.param({"sources/a.toml": SOURCE + "proxy = 'http://s3cret@a.org:80'"}, id="token of a proxy"),
        pytest.param({"sources/a.toml": SOURCE + "proxy = 'http://me:${TOKEN}@a.org:80'"}, id="two lines"),
        pytest.param({"sources/a.toml": SOURCE + "proxy = '${TOKEN}'"}, id="all of a proxy"),
        pytest.param({"sources/a.toml": SOURCE + "proxy = 'x://s3cret'"}, id="a proxy of no kind"),
        pytest.param({"feedsvc.toml": "[fetch]\nproxy = 'http://s3cret:${TOKEN}@a.org'"}, id="no port"),
        pytest.param(
            {"feedsvc.toml": '[site]\ncontact = "htp://me:s3cret@x.example"'}, id="password of an address"
        ),
    ],
)
def test_no_mistake_repeats_a_secret(tmp_path: Path, files: dict[str, str]) -> None:
    told = problems(tmp_path, files, {"TOKEN": "s3cret\n"})
    assert told
    assert not any("s3cret" in line for line in told)


def test_alert_channels_take_secrets_from_the_environment(tmp_path: Path) -> None:
    text = '[alerts]\nurls = ["ntfys://${NTFY}@ntfy.sh/feeds"]'
    assert loaded(tmp_path, {"feedsvc.toml": text}, {"NTFY": "tk"}).alerts.channels == (
        "ntfys://tk@ntfy.sh/feeds",
    )


def test_the_environment_overrides_the_store_and_gives_the_admin_token(tmp_path: Path) -> None:
    environ = {"FEEDSVC_STORE_URL": "sqlite:////data/x.db", "TOKEN": "s3cret"}
    config = loaded(tmp_path, {"feedsvc.toml": '[web]\nadmin_token_env = "TOKEN"'}, environ)
    assert (config.store.url, config.web.admin_token) == ("sqlite:////data/x.db", "s3cret")
    assert "s3cret" not in repr(config)


def test_a_topic_has_rules_and_former_slugs(tmp_path: Path) -> None:
    text = (
        TOPIC
        + 'sections = ["World"]\nkeywords = ["人工智能", "/5G+/"]\nformer = ["globe"]\nentries = 10\n'
        + "[auto]\nsections = true"
    )
    config = loaded(tmp_path, {"topics.toml": text})
    topic = config.topic("world")
    assert topic is not None
    assert (topic.sections, topic.keywords, topic.former, topic.entries) == (
        ("World",),
        ("人工智能", "/5G+/"),
        ("globe",),
        10,
    )
    assert config.auto_sections
    assert config.topic("globe") is None


def test_a_digest_changes_with_the_rules_only(tmp_path: Path) -> None:
    one = loaded(tmp_path / "1", {"topics.toml": TOPIC}).topics[0]
    titled = loaded(tmp_path / "2", {"topics.toml": TOPIC.replace('"World"', '"Globe"')}).topics[0]
    ruled = loaded(tmp_path / "3", {"topics.toml": TOPIC + 'authors = ["A"]'}).topics[0]
    assert one.rules_digest == titled.rules_digest != ruled.rules_digest


def test_a_source_digest_changes_with_what_bears_on_extraction(tmp_path: Path) -> None:
    one = loaded(tmp_path / "1", {"sources/a.toml": SOURCE}).sources[0]
    slower = loaded(tmp_path / "2", {"sources/a.toml": SOURCE.replace("10m", "1h")}).sources[0]
    option = loaded(tmp_path / "3", {"sources/a.toml": SOURCE + "[options]\nitem = 'li'"}).sources[0]
    assert one.digest == slower.digest != option.digest
    text = SOURCE + "full_text = true\narticle = { content = 'main', remove = ['p.ad'] }"
    whole = loaded(tmp_path / "4", {"sources/a.toml": text}).sources[0]
    assert whole.article == ArticleOptions(content="main", remove=("p.ad",))
    assert (
        whole.digest
        != loaded(tmp_path / "5", {"sources/a.toml": SOURCE + "full_text = true"}).sources[0].digest
    )


def test_values_can_be_built_without_files(tmp_path: Path) -> None:
    source = SourceConfig(slug="a", title="A", url="https://example.org/", extractor="auto")
    assert source.enabled
    assert FetchOptions(max_redirects=1).timeout == timedelta(seconds=20)
    assert Config(directory=tmp_path).source("a") is None


# -- mistakes ------------------------------------------------------------------------------------------

MAIN = [
    pytest.param("[sit]", 'sit: unknown key (did you mean "site"?)', id="unknown table"),
    pytest.param("[site]\ntitel = 'x'", 'site.titel: unknown key (did you mean "title"?)', id="unknown key"),
    pytest.param(
        "[site]\nzzz = 1", "site.zzz: unknown key (one of title, base_url, contact, language)", id="far key"
    ),
    pytest.param("site = 3", "site: is not a table (write [site] above its keys)", id="table as number"),
    pytest.param("[[site]]\ntitle = 'x'", "site: is not a table", id="table as array"),
    pytest.param("[site]\ntitle = ''", "site.title: is empty", id="empty title"),
    pytest.param("[site]\ntitle = 7", "site.title: 7 is not one line of text", id="title as number"),
    pytest.param('[site]\ntitle = "a\\u001bb"', "site.title: ", id="title with an escape"),
    pytest.param(
        "[site]\nbase_url = 'example.org'",
        'site.base_url: "example.org" is not a web address',
        id="no scheme",
    ),
    pytest.param("[site]\nbase_url = 'ftp://a.org'", "site.base_url: ", id="base by ftp"),
    pytest.param("[site]\nbase_url = 'http://a.org/?x=1'", "goes on behind its path", id="base with a query"),
    pytest.param(
        "[site]\nbase_url = 'http://a.org/#x'", "goes on behind its path", id="base with a fragment"
    ),
    pytest.param("[site]\ncontact = 'me'", 'site.contact: "me" is no contact ("mailto:', id="contact"),
    pytest.param("[site]\ncontact = 'mailto:me'", "site.contact: ", id="contact without a host"),
    pytest.param("[site]\nlanguage = 'english language'", "site.language: ", id="language"),
    pytest.param("[store]\nurl = 'mysql://h/d'", "store.url: is no known database", id="other database"),
    pytest.param("[store]\nurl = 'postgresql://h/d'", "postgresql+psycopg://user@host/db", id="other driver"),
    pytest.param("[store]\nurl = ''", "store.url: is no known database", id="no database"),
    pytest.param(
        "[fetch]\ntimeout = 'soon'", 'fetch.timeout: "soon" is not a duration (', id="duration as word"
    ),
    pytest.param(
        "[fetch]\ntimeout = 20", "fetch.timeout: 20 is not a duration", id="duration without a unit"
    ),
    pytest.param("[fetch]\ntimeout = '0s'", "fetch.timeout: ", id="no time at all"),
    pytest.param("[fetch]\ntimeout = '-3s'", "fetch.timeout: ", id="negative duration"),
    pytest.param(
        "[fetch]\ntimeout = '1d'", 'fetch.timeout: "1d" is out of bounds (0.1 s to 600 s)', id="too long"
    ),
    pytest.param("[fetch]\nmax_bytes = 'big'", 'fetch.max_bytes: "big" is not a size', id="size as word"),
    pytest.param("[fetch]\nmax_bytes = '8XB'", "fetch.max_bytes: ", id="size in an unknown unit"),
    pytest.param("[fetch]\nmax_bytes = 0", "fetch.max_bytes: ", id="size zero"),
    pytest.param("[fetch]\nmax_bytes = true", "fetch.max_bytes: ", id="size as boolean"),
    pytest.param("[fetch]\nmax_redirects = '5'", "fetch.max_redirects: ", id="number in quotes"),
    pytest.param("[fetch]\nmax_redirects = -1", "is not a whole number from 0 to 50", id="negative number"),
    pytest.param("[fetch]\nmax_redirects = 1.5", "fetch.max_redirects: ", id="number with a point"),
    pytest.param("[fetch]\nhost_pause = 'x'", "fetch.host_pause: ", id="pause"),
    pytest.param(
        "[fetch]\nallow_networks = '10.0.0.0/8'", "write [ … ], even for one value", id="list as text"
    ),
    pytest.param(
        "[fetch]\nallow_networks = ['::', 'x']", 'fetch.allow_networks[1]: "x" is not a network', id="network"
    ),
    pytest.param(
        "[fetch]\nallow_networks = ['10.0.0.1/8']", "has host bits set", id="network with host bits"
    ),
    pytest.param("[schedule]\ntick = '0s'", "schedule.tick: ", id="tick zero"),
    pytest.param(
        "[schedule]\nthreads = 0", "schedule.threads: 0 is not a whole number from 1 to 256", id="no threads"
    ),
    pytest.param("[schedule]\nthreads = true", "schedule.threads: ", id="threads as boolean"),
    pytest.param(
        "[schedule]\ndispatcher = 'thread'", 'did you mean "threads"? one of threads, queue', id="dispatcher"
    ),
    pytest.param(
        "[schedule]\njitter = 0.1", "schedule.jitter: 0.1 is not a percentage", id="jitter as number"
    ),
    pytest.param("[schedule]\njitter = '101%'", "schedule.jitter: ", id="jitter above all"),
    pytest.param("[publish]\nentries = 0", "publish.entries: ", id="no entries"),
    pytest.param(
        "[publish]\nformats = ['atm']",
        'publish.formats[0]: "atm" is not known (did you mean "atom"',
        id="format",
    ),
    pytest.param(
        "[publish]\nformats = []", "publish.formats: holds too few values (write at least 1)", id="no format"
    ),
    pytest.param("[publish]\nhub = 'hub'", "publish.hub: ", id="hub"),
    pytest.param("[publish]\ndirectory = 3", "publish.directory: ", id="directory"),
    pytest.param("[publish]\nper_topic_authors = 'yes'", "is neither true nor false", id="boolean as text"),
    pytest.param("[web]\ntrusted_proxies = ['proxy']", "web.trusted_proxies[0]: ", id="proxy"),
    pytest.param("[web]\nadmin_token_env = 'a b'", "web.admin_token_env: ", id="variable name"),
    pytest.param(
        "[web]\nadmin_token = 'secret'",
        'web.admin_token: unknown key (did you mean "admin_token_env"?)',
        id="secret",
    ),
    pytest.param("[web]\nhosts = ['a/b']", 'web.hosts[0]: "a/b" is not a host name', id="host"),
    *(
        pytest.param(f"[web]\nrate_limit = '{rate}'", "web.rate_limit: ", id=f"rate {rate}")
        for rate in ("few", "10", "x/m", "0/m", "10/y", "-1/m", "1/m/m")
    ),
    pytest.param("[log]\nlevel = 'loud'", "log.level: ", id="level"),
    pytest.param("[log]\nformat = 'xml'", "log.format: ", id="log format"),
    pytest.param(
        "[alerts]\nurls = ['ntfy://${NOPE}/x']", "alerts.urls[0]: the environment has no NOPE", id="no secret"
    ),
    pytest.param("[alerts]\nurls = ['x']", "alerts.urls[0]: is no Apprise URL", id="alert without scheme"),
    pytest.param("[alerts]\nurls = [3]", "alerts.urls[0]: ", id="alert as number"),
    pytest.param(
        "[browser]\nurl = '127.0.0.1:9222'",
        'browser.url: "127.0.0.1:9222" is no DevTools address (such as "ws://127.0.0.1:9222")',
        id="browser without scheme",
    ),
    pytest.param("[browser]\ntimeout = '1h'", "browser.timeout: ", id="a browser's hour"),
    pytest.param("[browser]\nmemory = 'much'", "browser.memory: ", id="a browser's memory"),
    pytest.param("[snapshots]\ncount = -1", "snapshots.count: ", id="snapshots"),
    pytest.param("[site]\ntitle = ", "line 2: Invalid value at its end (write valid TOML)", id="syntax"),
    pytest.param("[site]\ntitle = 'a'\ntitle = 'b'", "line 3: Cannot overwrite a value", id="key twice"),
    pytest.param(
        "[site]\na = 1\n= 2\n", "line 3: Invalid statement at column 1 (write valid TOML)", id="no key"
    ),
    pytest.param("site = " + "[" * 5000 + "]" * 5000, "nested too deeply", id="lists without end"),
    pytest.param("site = " + "{a=" * 5000 + "1" + "}" * 5000, "nested too deeply", id="tables without end"),
    pytest.param(
        "site = " + "[" * 200 + "]" * 200, "nested too deeply", id="lists deeper than anybody writes"
    ),
    pytest.param("a." * 5000 + "b = 1", "nested too deeply", id="a key without end"),
    pytest.param(f"[{'a.' * 5000}b]", "nested too deeply", id="the name of a table without end"),
    pytest.param(f"[publish]\nentries = {'9' * 5000}", "feedsvc.toml: a whole number is larger", id="digits"),
    pytest.param(f"[publish]\nentries = 0x{'f' * 5000}", "feedsvc.toml: a whole number is larger", id="hex"),
    pytest.param(f"site = [[{2**63}]]", "feedsvc.toml: a whole number is larger", id="more than 64 bits"),
]


@pytest.mark.parametrize(("text", "expected"), MAIN)
def test_a_mistake_in_feedsvc_toml_is_one_line(tmp_path: Path, text: str, expected: str) -> None:
    (line,) = problems(tmp_path, {"feedsvc.toml": text})
    assert line.startswith("feedsvc.toml: ")
    assert expected in line
    assert line.endswith(")")
    assert "\n" not in line


TOPICS = [
    pytest.param("[[topic]]\ntitle = 'A'", "topic[0].slug: is missing", id="no slug"),
    pytest.param("[[topic]]\nslug = 'a'", "topic[0].title: is missing", id="no title"),
    pytest.param(
        "[topic]\nslug = 'a'", "topic: is one table (write [[topic]] with two brackets)", id="one bracket"
    ),
    pytest.param("topic = [3]", "topic[0]: is not a table", id="topic as number"),
    pytest.param(TOPIC.replace("world", "World"), 'topic[0].slug: "World" is not a slug', id="upper case"),
    pytest.param(TOPIC.replace("world", "-operator"), "topic[0].slug: ", id="operator's slug"),
    pytest.param(TOPIC.replace("world", "archive"), '"archive" is a reserved word', id="reserved slug"),
    pytest.param(TOPIC.replace("world", "a/b"), "topic[0].slug: ", id="slug with a slash"),
    pytest.param(TOPIC + TOPIC, 'topic[1].slug: "world" is taken by topic[0].slug', id="slug twice"),
    pytest.param(TOPIC + "former = ['world']", 'topic[0].former[0]: "world" is taken', id="own former slug"),
    pytest.param(TOPIC + "former = ['A b']", "topic[0].former[0]: ", id="bad former slug"),
    pytest.param(TOPIC + "keyword = ['x']", 'unknown key (did you mean "keywords"?)', id="unknown topic key"),
    pytest.param(TOPIC + "keywords = 'x'", "topic[0].keywords: ", id="keywords as text"),
    pytest.param(TOPIC + "keywords = ['a', '']", "topic[0].keywords[1]: is empty", id="empty keyword"),
    pytest.param(TOPIC + "keywords = [1]", "topic[0].keywords[0]: ", id="keyword as number"),
    pytest.param(
        TOPIC + "sources = ['nope']", 'topic[0].sources[0]: no source "nope" (one of page)', id="no source"
    ),
    pytest.param(TOPIC + "sources = ['pages']", '(did you mean "page"?)', id="source misspelt"),
    pytest.param(TOPIC + "language = '?'", "topic[0].language: ", id="topic language"),
    pytest.param(TOPIC + "icon = '/i.png'", "topic[0].icon: ", id="relative icon"),
    pytest.param(TOPIC + "entries = 0", "topic[0].entries: ", id="topic entries"),
    pytest.param("[auto]\nsections = 1", "auto.sections: ", id="auto"),
    pytest.param(
        "[auto]\nsection = true", 'auto.section: unknown key (did you mean "sections"?)', id="auto misspelt"
    ),
    pytest.param("[topics]", 'topics: unknown key (did you mean "topic"?)', id="topics misspelt"),
]


@pytest.mark.parametrize(("text", "expected"), TOPICS)
def test_a_mistake_in_topics_toml_is_told(tmp_path: Path, text: str, expected: str) -> None:
    lines = problems(tmp_path, {"topics.toml": text, "sources/page.toml": SOURCE})
    assert all(line.startswith("topics.toml: ") for line in lines)
    assert any(expected in line for line in lines)


def source(**changed: str) -> str:
    """The good source with some lines changed: key = TOML value; None takes the line out."""
    lines = dict(line.split(" = ", 1) for line in SOURCE.strip().splitlines())
    return "\n".join(f"{key} = {value}" for key, value in {**lines, **changed}.items() if value)


SOURCES = [
    pytest.param(source(url=""), "url: is missing", id="no url"),
    pytest.param(source(title=""), "title: is missing", id="no source title"),
    pytest.param(source(extractor=""), "extractor: is missing", id="no extractor"),
    pytest.param(source(url="'gopher://a.org/'"), "url: ", id="gopher"),
    pytest.param(source(url="'https://'"), "url: ", id="no host"),
    pytest.param(source(url="'https://[::1'"), "url: ", id="broken host"),
    pytest.param(source(url="'https://a.org:99999/'"), "url: ", id="port"),
    pytest.param(source(url="'https://a.org:0/'"), "url: ", id="port 0"),
    pytest.param(source(url="'https://a b.org/'"), "url: ", id="space in url"),
    pytest.param(source(url="'https://a.org\\\\@b.org/'"), "url: ", id="backslash in url"),
    pytest.param(source(url="'https://u:p@a.org/'"), "url: holds a password", id="password in url"),
    pytest.param(
        source(url="'file:../secret.html'"), "url: points outside the configuration directory", id="climbing"
    ),
    pytest.param(source(url="'file:///etc/passwd'"), "url: points outside", id="absolute file"),
    pytest.param(source(url="'file:%2e%2e/x'"), "url: points outside", id="climbing in disguise"),
    pytest.param(source(url="'file:samples/../../x'"), "url: points outside", id="climbing from below"),
    pytest.param(
        source(extractor="'bylines'"), 'did you mean "byline"? one of byline, selectors', id="extractor"
    ),
    pytest.param(source(timezone="'Peking'"), 'timezone: "Peking" is not a time zone', id="zone"),
    pytest.param(source(timezone="'../etc'"), "timezone: ", id="zone as path"),
    pytest.param(source(every="'often'"), "every: ", id="every"),
    pytest.param(source(every="'0s'"), "every: ", id="every zero"),
    pytest.param(source(enabled="'no'"), "enabled: ", id="enabled"),
    pytest.param(source(robots="'maybe'"), "robots: ", id="robots"),
    pytest.param(source(expect="'x'"), "expect: ", id="expect"),
    pytest.param(source(vanish="'drop'"), "vanish: ", id="vanish"),
    pytest.param(source(heal="'yes'"), "heal: ", id="heal"),
    pytest.param(source(headers="3"), "headers: ", id="headers as number"),
    pytest.param(source(params="3"), "params: ", id="params as number"),
    pytest.param(source(params="{ a = 3 }"), "params.a: ", id="value of a query as number"),
    pytest.param(source(body="3"), "body: the value is no body", id="body as number"),
    pytest.param(source(body="[1979-05-27]"), "body: holds what JSON has no word for", id="body with a date"),
    pytest.param(source(body=f"'{'x' * 70_000}'"), "body: is longer than", id="body without end"),
    pytest.param(
        source(body="{ a = '${ABSENT}' }"), "body: the environment has no ABSENT", id="absent secret"
    ),
    pytest.param(source(method="'PUT'"), "method: ", id="another method"),
    pytest.param(
        source(url="'file:a.html'", body="'a'"), "method: is nothing that a file", id="file that is posted to"
    ),
    pytest.param(
        source(url="'file:a.html'", params="{ a = 'b' }"), "params: is nothing", id="file with a query"
    ),
    pytest.param(source(headers="{ X = 3 }"), "headers.X: ", id="header as number"),
    pytest.param(source(headers="{ 'a b' = 'x' }"), "headers.a b: is not a header name", id="header name"),
    pytest.param(source(headers='{ X = "a\\r\\nb" }'), "headers.X: ", id="header with a line break"),
    pytest.param(source(headers="{ Host = 'x' }"), "headers.Host: is set by the fetcher", id="Host"),
    pytest.param(
        source(headers="{ If-None-Match = 'x' }"),
        "headers.If-None-Match: is set by the fetcher",
        id="validator",
    ),
    pytest.param(
        source(headers="{ A = '${NOPE}' }"), "headers.A: the environment has no NOPE", id="header secret"
    ),
    pytest.param(source(article_id="'('"), "article_id: ", id="pattern that does not parse"),
    pytest.param(source(article_id="'x'"), "has 0 groups (exactly one", id="pattern without a group"),
    pytest.param(source(article_id="'(?=x)(y)'"), "article_id: ", id="pattern RE2 refuses"),
    pytest.param(source(options="3"), "options: ", id="options"),
    pytest.param(source(full_text="true", article="3"), "article: is not a table (write {", id="article"),
    pytest.param(
        source(full_text="true", article="{ contents = 'main' }"),
        'article.contents: unknown key (did you mean "content"?)',
        id="unknown article key",
    ),
    pytest.param(
        source(full_text="true", article="{ content = 'div[' }"),
        "article.content: 'div[' is no CSS selector",
        id="article's selector",
    ),
    pytest.param(
        source(full_text="true", article="{ remove = ['p', ''] }"),
        "article.remove[1]: is empty",
        id="nothing to remove",
    ),
    pytest.param(
        source(full_text="true", article="{ remove = 'p' }"),
        'article.remove: "p" is not a list',
        id="remove as text",
    ),
    pytest.param(
        source(article="{ content = 'main' }"),
        "article: is read of stories' own pages (add full_text = true)",
        id="article without full_text",
    ),
    pytest.param(source(render="'sometimes'"), "render: ", id="render at times"),
    pytest.param(
        source(wait="'.story'"),
        'wait: is waited for in a browser (add render = "auto" or "always")',
        id="wait without render",
    ),
    pytest.param(source(render="'auto'", wait="'p['"), "wait: ", id="wait for nonsense"),
    pytest.param(
        source(render="'auto'", url="'file:a.html'"),
        "render: is for pages of the web, not for a file (leave it out)",
        id="a file in a browser",
    ),
    pytest.param(
        source(render="'auto'", body="'a'"),
        "render: is for pages of the web, not for an answer to a POST (leave it out)",
        id="a post in a browser",
    ),
    pytest.param(source(proxy="'proxy.org:80'"), "proxy: is no address of a proxy", id="proxy by name"),
    pytest.param(source(proxy="'http://a.org'"), '(such as "http://proxy', id="proxy without a port"),
    pytest.param(source(proxy="'http://a.org:70000'"), "proxy: is no", id="proxy at no port"),
    pytest.param(source(proxy="'http://a.org:80/way'"), "proxy: is no", id="proxy with a path"),
    pytest.param(source(proxy="'https://a.org:80'"), "proxy: is no", id="proxy by TLS"),
    pytest.param(source(proxy="3"), "proxy: 3 is not one line of text", id="proxy as a number"),
    pytest.param(source(proxy="'http://u:p@a.org:80'"), "proxy: holds a password (", id="written password"),
    pytest.param(source(proxy="'http://u:${NO}@a.org:80'"), "has no NO (", id="proxy of no variable"),
    pytest.param(source(evry="'1m'"), 'evry: unknown key (did you mean "every"?)', id="unknown source key"),
    pytest.param("title = 'x", "line 1: ", id="source syntax"),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_a_mistake_in_a_source_is_one_line(tmp_path: Path, text: str, expected: str) -> None:
    (line,) = problems(tmp_path, {"sources/page.toml": text})
    assert line.startswith("sources/page.toml: ")
    assert expected in line
    assert line.endswith(")")


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files = {
        "feedsvc.toml": "[site]\nlanguage = 1\n[fetch]\ntimeout = 1",
        "topics.toml": TOPIC + "sources = ['nope']",
        "sources/a.toml": source(every="'x'", timezone="'y'"),
        "sources/B.toml": SOURCE,
    }
    assert [line.split(": ")[0] for line in problems(tmp_path, files)] == [
        "feedsvc.toml",
        "feedsvc.toml",
        "sources/B.toml",
        "sources/a.toml",
        "sources/a.toml",
        "topics.toml",
    ]


def test_a_topic_may_name_a_source_whose_file_has_a_mistake(tmp_path: Path) -> None:
    files = {"topics.toml": TOPIC + "sources = ['a']", "sources/a.toml": source(every="'x'")}
    (line,) = problems(tmp_path, files)
    assert line.startswith("sources/a.toml: every: ")


def test_a_mistake_hides_no_other_in_its_table(tmp_path: Path) -> None:
    files = {
        "sources/Bad Name.toml": SOURCE.replace("10m", "soon"),
        "sources/page.toml": 'url = "file:../page.html"\nextractor = "selectors"\n[options]\nitm = "a"\n',
        "topics.toml": '[[topic]]\nslug = "A!"\ntitle = "A"\nsources = ["page", "nope"]\nkeywords = ["/(/"]\n'
        + TOPIC,
    }
    path = write(tmp_path, files)
    with pytest.raises(ConfigError) as raised:
        load_config(
            path,
            {},
            options_problems=lambda _, options: [(key, "unknown option (item)") for key in options],
            topic_problems=lambda topic: [("keywords", "is wrong (right)") for _ in topic.keywords],
        )
    keys = {(Path(p.file).name, p.key) for p in raised.value.problems}
    assert keys == {
        ("Bad Name.toml", ""),
        ("Bad Name.toml", "every"),
        ("page.toml", "title"),
        ("page.toml", "url"),
        ("page.toml", "options.itm"),
        ("topics.toml", "topic[0].slug"),
        ("topics.toml", "topic[0].sources[1]"),
        ("topics.toml", "topic[0].keywords"),
    }


def test_a_mistake_in_a_list_hides_no_other_of_its_values(tmp_path: Path) -> None:
    lists = (
        'former = ["No!", "taken"]\nsources = ["No!", "nope"]\n'
        'keywords = ["", "/(/", 7]\nexclude = ["/x*/", ""]\n'
    )
    path = write(tmp_path, {"topics.toml": f'[[topic]]\nslug = "taken"\ntitle = "A"\n{TOPIC}{lists}'})
    with pytest.raises(ConfigError) as raised:
        load_config(path, {}, topic_problems=rule_problems)
    assert sorted(p.key.removeprefix("topic[1].") for p in raised.value.problems) == [
        "exclude",
        "exclude[1]",
        "former[0]",
        "former[1]",
        "keywords",
        "keywords[0]",
        "keywords[2]",
        "sources[0]",
        "sources[1]",
    ]


def test_a_directory_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent: no such directory \(name one with --config DIR"):
        load_config(tmp_path / "absent", {})


def test_a_directory_without_configuration_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"holds no configuration \(feedsvc\.toml, "):
        load_config(tmp_path, {})


def test_topics_and_sources_alone_are_a_configuration(tmp_path: Path) -> None:
    write(tmp_path, {"topics.toml": TOPIC, "sources/a.toml": SOURCE})
    (tmp_path / "feedsvc.toml").unlink()
    assert load_config(tmp_path, {}).topic("world") is not None


def test_what_editors_and_file_servers_keep_beside_a_source_is_none(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / ".#a.toml").symlink_to("ann@desk.4711:1790000000")  # whose text is not saved yet
    (tmp_path / "sources" / "._a.toml").write_bytes(b"\0\5\26\7")
    assert [source.slug for source in loaded(tmp_path, {"sources/a.toml": SOURCE}).sources] == ["a"]


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").write_bytes(b"[site]\ntitle = '\xff'")
    with pytest.raises(ConfigError, match=r"feedsvc\.toml: byte 16: is not UTF-8 text"):
        load_config(tmp_path, {})


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").write_bytes(b"\xef\xbb\xbf[site]\ntitle = 'x'")
    assert load_config(tmp_path, {}).site.title == "x"


def test_a_directory_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").mkdir()
    with pytest.raises(ConfigError, match=r"feedsvc\.toml: Is a directory"):
        load_config(tmp_path, {})


def test_a_bad_store_url_in_the_environment_is_named_without_its_password(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, {}, {"FEEDSVC_STORE_URL": "mysql://u:s3cret@h/d"})
    assert line.startswith("environment: FEEDSVC_STORE_URL: is no known database")
    assert "s3cret" not in line


def test_the_rooms_above_add_their_own_mistakes(tmp_path: Path) -> None:
    def options_problems(extractor: str, options: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [("item", f"is missing ({extractor} needs it)")]

    directory = write(tmp_path, {"sources/a.toml": SOURCE, "topics.toml": TOPIC})
    with pytest.raises(ConfigError) as raised:
        load_config(
            directory,
            {},
            options_problems=options_problems,
            topic_problems=lambda t: [("keywords[0]", "bad")],
        )
    assert [str(p).removeprefix(f"{directory}/") for p in raised.value.problems] == [
        "topics.toml: topic[0].keywords[0]: bad",
        "sources/a.toml: options.item: is missing (byline needs it)",
    ]


# -- what is shipped -----------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted((SHIPPED / "sources").glob("*.toml")), ids=lambda file: file.stem)
def test_each_committed_source_loads(file: Path, tmp_path: Path) -> None:
    assert loaded(tmp_path, {f"sources/{file.name}": file.read_text("utf-8")}).source(file.stem)


def test_the_committed_directory_loads_with_every_default() -> None:
    config = load_config(SHIPPED, {})
    assert config.site.base_url == "http://127.0.0.1:8000"
    assert {s.slug for s in config.sources} >= {"sample", "cx-tech-all", "cx-tech-world"}
    sections = [
        "world",
        "business-and-tech",
        "economy",
        "finance",
        "politics-and-law",
        "society-and-culture",
        "trending",
        "all",
    ]
    assert {t.slug for t in config.topics} >= set(sections)
    assert sum(bool(t.keywords) for t in config.topics) >= 12


def test_the_committed_feedsvc_toml_shows_every_key_with_its_default(tmp_path: Path) -> None:
    text = (SHIPPED / "feedsvc.toml").read_text("utf-8")
    given = "\n".join(
        line.removeprefix("# ") if " = " in line else line
        for line in text.splitlines()
        if "=" in line or line[:1] == "["
    )
    assert loaded(tmp_path, {"feedsvc.toml": given}) == loaded(tmp_path, {"feedsvc.toml": ""})

"""Topics for programs: what the pages do, with the same trial, the same protection and one form of errors."""

from __future__ import annotations

import datetime as dt
import logging
import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from feedsvc.builder.topicrequest import GIVEN, MOST_ELSEWHERE
from feedsvc.process import utc_now
from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.test_new import hidden
from tests.builder.test_settings import PIER
from tests.builder.test_topics import TOPICS
from tests.builder.towns import TITLES

BOATS = "/api/topics/boats"


@pytest.fixture
def town(service: Service) -> Service:
    """A service with two topics and two sources."""
    (service.directory / "topics.toml").write_text(TOPICS)
    for slug in ("pier", "quay"):
        (service.directory / "sources" / f"{slug}.toml").write_text(PIER.replace("Pier", slug.title()))
    return service


def topics(service: Service) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads(service.topics())["topic"]
    return listed


def version(service: Service, path: str = BOATS) -> str:
    return str(service.asks("GET", path).json["version"])


def changes(service: Service, **keys: Any) -> Any:
    """The answer to a change of what was read a moment before."""
    return service.asks("PATCH", BOATS, {"version": version(service), **keys})


def test_topics_are_listed_and_read_as_the_file_has_them(town: Service) -> None:
    answer = town.asks("GET", "/api/topics")
    assert answer.headers["Cache-Control"] == "no-store"
    assert [topic["slug"] for topic in answer.json["topics"]] == ["all", "boats"]
    assert answer.json["automatic"] == []
    boats = town.asks("GET", BOATS).json
    assert boats == answer.json["topics"][1]
    assert (boats["title"], boats["keywords"], boats["former"]) == ("Boats", ["boat", "ferry"], ["ships"])
    assert boats["feeds"]["atom"].endswith("/feeds/boats.atom")
    assert (boats["problems"], boats["elsewhere"]) == ([], [])


def test_what_is_wrong_in_the_files_is_told_with_what_is_there(town: Service) -> None:
    text = f'{TOPICS}icon = 1979-05-27\nentries = nan\nsources = [5, ["pier"], 07:32:00]\n'
    (town.directory / "topics.toml").write_text(text)
    (town.directory / "sources" / "reef.toml").write_text("title = \n")
    boats = town.asks("GET", BOATS).json
    assert boats["icon"] == str(dt.date(1979, 5, 27))
    assert boats["entries"] == "nan"
    assert boats["sources"] == [5, ["pier"], "07:32:00"]
    assert any(line.startswith("icon: ") for line in boats["problems"])
    assert any("reef.toml" in line for line in boats["elsewhere"])


def test_of_many_mistakes_elsewhere_each_topic_tells_the_first(town: Service) -> None:
    for number in range(MOST_ELSEWHERE + 30):
        (town.directory / "sources" / f"reef-{number}.toml").write_text("title = \n")
    for topic in town.asks("GET", "/api/topics").json["topics"]:
        assert len(topic["elsewhere"]) == MOST_ELSEWHERE + 1
        assert topic["elsewhere"][-1] == "and 30 more (feedsvc check names them all)"


def test_a_topic_is_added_at_the_end_and_named_by_its_title(town: Service) -> None:
    asked = {"title": "Piers & quays", "keywords": ["pier", " quay ", "", "/№ ?\\d+/"], "sources": ["pier"]}
    answer = town.asks("POST", "/api/topics", asked)
    assert answer.status_code == 201
    assert topics(town)[2] == {
        "slug": "piers-quays",
        "title": "Piers & quays",
        "keywords": ["pier", "quay", "/№ ?\\d+/"],
        "sources": ["pier"],
    }
    assert answer.json == town.asks("GET", "/api/topics/piers-quays").json
    assert town.topics().startswith(TOPICS.rstrip())
    every = {"title": "Boats", "every_story": True}
    assert town.asks("POST", "/api/topics", every).json["slug"] == "boats-2"
    assert topics(town)[3] == {"slug": "boats-2", "title": "Boats"}


def test_keys_are_changed_and_taken_out_and_every_comment_stays(town: Service) -> None:
    answer = changes(town, title="Boats & قوارب", keywords=["boat", "raft"], keep="5y")
    assert answer.status_code == 200
    assert (answer.json["title"], answer.json["keywords"]) == ("Boats & قوارب", ["boat", "raft"])
    for comment in ("# Every feed.", "# -- by words --", "# of all kinds", "# and boats"):
        assert comment in town.topics()
    assert changes(town, keep=None, sources=["quay"], keywords=[]).status_code == 200
    assert topics(town)[1] == {
        "slug": "boats",
        "title": "Boats & قوارب",
        "sources": ["quay"],
        "former": ["ships"],
    }
    before = town.topics()
    assert changes(town).status_code == 200
    assert town.topics() == before


def test_a_topic_that_takes_every_story_is_changed_without_saying_so_again(town: Service) -> None:
    asked = {"title": "Everything", "version": version(town, "/api/topics/all")}
    assert town.asks("PATCH", "/api/topics/all", asked).status_code == 200
    assert changes(town, keywords=[]).status_code == 400
    assert changes(town, keywords=[], every_story=True).status_code == 200


def test_a_renamed_topic_answers_at_every_address_that_it_had(town: Service) -> None:
    answer = changes(town, slug="craft")
    assert (answer.json["slug"], answer.json["former"]) == ("craft", ["boats", "ships"])
    assert town.asks("GET", BOATS).status_code == 404
    worker = town.make_worker().test_client()
    for old in ("boats", "ships"):
        assert worker.get(f"/feeds/{old}.atom").location == "/feeds/craft.atom"


def test_a_removed_topic_is_gone_and_its_name_is_given_away_to_none(town: Service) -> None:
    store = town.app.extensions["feedsvc"].store
    store.sync_topics(town.load().topics, lambda _story: frozenset(), utc_now())
    answer = town.asks("DELETE", BOATS)
    assert (answer.status_code, answer.json) == (200, {"slug": "boats"})
    assert [topic["slug"] for topic in topics(town)] == ["all"]
    asked = {"slug": "boats", "version": version(town, "/api/topics/all")}
    refused = town.asks("PATCH", "/api/topics/all", asked)
    assert refused.status_code == 409
    assert refused.json["error"].startswith('slug: "boats" was another topic')


def test_topics_of_one_title_made_at_once_each_get_a_name(town: Service) -> None:
    asked = {"title": "Craft", "keywords": ["raft"]}
    with ThreadPoolExecutor(4) as programs:
        answers = list(programs.map(lambda _: town.asks("POST", "/api/topics", asked), range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(answer.json["slug"] for answer in answers) == ["craft", "craft-2", "craft-3", "craft-4"]


def test_a_file_nested_without_end_is_told_with_the_reason(town: Service) -> None:
    (town.directory / "topics.toml").write_text(f"topic = {'[' * 200}{']' * 200}\n")
    told = town.asks("GET", "/api/topics")
    assert (told.status_code, "is nested too deeply" in told.json["error"]) == (400, True)


LAST = '# Mine.\n[[topic]]\nslug = "last"\ntitle = "Last"\nsources = ["pier"]\n\n[auto]\nsections = false\n'


@pytest.mark.parametrize("path", ["/api/topics/last", "/api/sources/pier"])
def test_after_the_last_topic_another_one_is_made(town: Service, path: str) -> None:
    (town.directory / "topics.toml").write_text(LAST)
    assert town.asks("DELETE", path).status_code == 200
    assert "topic" not in tomllib.loads(town.topics())
    assert "[auto]\nsections = false\n" in town.topics()
    asked = {"title": "First", "keywords": ["quay"]}
    assert town.asks("POST", "/api/topics", asked).status_code == 201
    assert [topic["slug"] for topic in topics(town)] == ["first"]


def test_a_list_that_says_there_is_no_topic_gets_one(town: Service) -> None:
    (town.directory / "topics.toml").write_text("# None yet.\ntopic = []\n")
    assert town.asks("POST", "/api/topics", {"title": "First", "keywords": ["quay"]}).status_code == 201
    assert town.topics().startswith("# None yet.\n")
    assert [topic["slug"] for topic in topics(town)] == ["first"]


def test_what_somebody_else_changed_is_not_overwritten_and_told_with_how_it_stands(town: Service) -> None:
    read = version(town)
    changes(town, title="Theirs")
    before = town.topics()
    for method, keys in (("PATCH", {"title": "Mine"}), ("DELETE", {})):
        answer = town.asks(method, BOATS, {"version": read, **keys})
        assert answer.status_code == 409
        assert "changed by somebody else meanwhile" in answer.json["error"]
        assert answer.json["topic"]["title"] == "Theirs"
        assert town.topics() == before
    again = answer.json["topic"]["version"]
    assert town.asks("PATCH", BOATS, {"version": again, "title": "Mine"}).json["title"] == "Mine"
    assert town.asks("DELETE", BOATS, {"version": version(town)}).status_code == 200


def test_a_change_elsewhere_in_the_file_does_not_clash(town: Service) -> None:
    read = version(town)
    asked = {"title": "Everything", "version": version(town, "/api/topics/all")}
    assert town.asks("PATCH", "/api/topics/all", asked).status_code == 200
    assert town.asks("PATCH", BOATS, {"version": read, "title": "Mine"}).status_code == 200


def test_a_change_that_does_not_say_of_what_is_refused(town: Service) -> None:
    answer = town.asks("PATCH", BOATS, {"title": "Mine"})
    assert answer.status_code == 428
    assert "read it at /api/topics/boats" in answer.json["error"]
    assert town.topics() == TOPICS


WRONG = {
    "no title": ("POST", "/topics", {"keywords": ["x"]}, 400, "title: is empty"),
    "no rule": ("POST", "/topics", {"title": "X"}, 400, '"every_story": true'),
    "an unknown key": ("POST", "/topics", {"title": "X", "keyword": ["x"]}, 400, "did you mean"),
    "a key that no form has": ("POST", "/topics", {"title": "X", "former": ["x"]}, 400, "edit topics.toml"),
    "a text for a list": ("POST", "/topics", {"title": "X", "keywords": "x"}, 400, "is no list of texts"),
    "a number in a list": ("POST", "/topics", {"title": "X", "keywords": [5]}, 400, "is no list of texts"),
    "two lines for a word": (
        "POST",
        "/topics",
        {"title": "X", "keywords": ["two\nlines"]},
        400,
        "is not one line",
    ),
    "a number for a text": ("POST", "/topics", {"title": 5, "keywords": ["x"]}, 400, "title: is no text"),
    "a flag that is none": ("POST", "/topics", {"title": "X", "every_story": "yes"}, 400, "every_story: is"),
    "a broken pattern": (
        "POST",
        "/topics",
        {"title": "X", "keywords": ["/(/"]},
        400,
        "is no regular expression",
    ),
    "a source that is gone": (
        "POST",
        "/topics",
        {"title": "X", "sources": ["nowhere"]},
        400,
        "sources[0]: no",
    ),
    "a taken name": (
        "POST",
        "/topics",
        {"title": "X", "slug": "ships", "keywords": ["x"]},
        409,
        "is taken by",
    ),
    "a word of the house": (
        "POST",
        "/topics",
        {"title": "X", "slug": "archive", "keywords": ["x"]},
        400,
        "reserved",
    ),
    "a name too long": (
        "POST",
        "/topics",
        {"title": "X", "slug": "x" * 101, "keywords": ["x"]},
        400,
        "too long",
    ),
    "a list for an object": ("POST", "/topics", [1], 400, "is no JSON object"),
    "another's name": ("PATCH", "/topics/boats", {"slug": "all"}, 409, "is taken by another topic"),
    "no name for an address": ("PATCH", "/topics/boats", {"slug": "Big Boats"}, 400, "slug: "),
    "a title taken out": ("PATCH", "/topics/boats", {"title": None}, 400, "title: is empty"),
    "no language": ("PATCH", "/topics/boats", {"language": "x_y"}, 400, "language: "),
    "no age": ("PATCH", "/topics/boats", {"keep": "long"}, 400, "keep: "),
    "a version that is none": ("PATCH", "/topics/boats", {"version": 5}, 400, "version: is no text"),
    "a change of none": ("PATCH", "/topics/nowhere", {"title": "X"}, 404, "no topic called"),
    "none to read": ("GET", "/topics/nowhere", None, 404, "no topic called"),
    "none to remove": ("DELETE", "/topics/nowhere", None, 404, "no topic called"),
    "none to try": ("POST", "/topics/nowhere/trial", {}, 404, "no topic called"),
    "a broken pattern to try": (
        "POST",
        "/topics/trial",
        {"keywords": ["/(/"]},
        400,
        "is no regular expression",
    ),
    "a text to try": ("POST", "/topics/boats/trial", {"sections": "x"}, 400, "is no list of texts"),
    "another method": ("PUT", "/topics/boats", {}, 405, "takes DELETE, GET, PATCH, not PUT"),
}


@pytest.mark.parametrize(("method", "path", "body", "code", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(
    town: Service, method: str, path: str, body: Any, code: int, said: str
) -> None:
    if method == "PATCH" and path.endswith("boats"):
        body = {"version": version(town), **body}
    answer = town.asks(method, f"/api{path}", body)
    assert answer.status_code == code, answer.text
    assert set(answer.json) == {"error"}
    assert said in answer.json["error"]
    assert "\n" not in answer.json["error"]
    assert str(town.directory) not in answer.json["error"]
    assert town.topics() == TOPICS


ASKED = [
    ("GET", "/api/topics"),
    ("POST", "/api/topics"),
    ("POST", "/api/topics/trial"),
    ("GET", BOATS),
    ("PATCH", BOATS),
    ("DELETE", BOATS),
    ("POST", f"{BOATS}/trial"),
]


@pytest.mark.parametrize(("method", "path"), ASKED)
def test_nobody_gets_in_without_the_token(town: Service, method: str, path: str) -> None:
    client, body = town.client(), {"title": "X", "keywords": ["x"]}
    answer = client.open(path, method=method, json=body)
    assert (answer.status_code, set(answer.json or ())) == (401, {"error"})
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    wrong = {"Authorization": "Bearer sesame"}
    codes = [client.open(path, method=method, json=body, headers=wrong).status_code for _ in range(11)]
    assert codes == [403] * 10 + [429]
    assert town.topics() == TOPICS


def test_a_browser_is_let_in_with_the_word_of_its_forms_alone(town: Service) -> None:
    client = town.client(cookies=True)
    client.post("/sign-in", data={"token": TOKEN})
    assert client.get("/api/topics").status_code == 403
    word = hidden(client.get("/new/topic").text, "csrf")
    assert client.get("/api/topics", headers={"X-CSRF-Token": word}).status_code == 200
    assert client.delete(BOATS, json={}).status_code == 403
    assert client.delete(BOATS, json={"csrf": word}).status_code == 200


@pytest.mark.parametrize(("wrong"), [b"[[topic\n", b"# \xff\n"], ids=["no TOML", "no UTF-8"])
def test_where_topics_cannot_be_read_one_sentence_says_why(town: Service, wrong: bytes) -> None:
    read, file = version(town), town.directory / "topics.toml"
    file.write_bytes(TOPICS.encode() + wrong)
    for method, path in ASKED:
        body = {"title": "X", "keywords": ["x"]} | ({"version": read} if method == "PATCH" else {})
        answer = town.asks(method, path, body)
        if not path.endswith("topics/trial"):
            assert (answer.status_code, set(answer.json)) == (400, {"error"}), (method, path)
            assert "topics.toml" in answer.json["error"]
    assert file.read_bytes() == TOPICS.encode() + wrong


def test_where_the_file_cannot_be_written_nothing_is(town: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    read = version(town)

    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("feedsvc.builder.files.put", full)
    for method, path, body in (
        ("POST", "/api/topics", {"title": "X", "keywords": ["x"]}),
        ("PATCH", BOATS, {"title": "X", "version": read}),
        ("DELETE", BOATS, None),
    ):
        answer = town.asks(method, path, body)
        assert answer.status_code == 409
        assert "No space left on device" in answer.json["error"]
    assert town.topics() == TOPICS


def test_a_mistake_in_another_file_keeps_no_topic_from_being_changed(town: Service) -> None:
    (town.directory / "sources" / "reef.toml").write_text("title = \n")
    answer = changes(town, title="Reefs")
    assert answer.status_code == 200
    assert any("reef.toml" in line for line in answer.json["elsewhere"])
    assert town.asks("DELETE", BOATS).status_code == 200


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["/(/", "a b", "pier"]),
    lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=5), deeper, max_size=3),
    max_leaves=5,
)
KEYS = st.dictionaries(st.sampled_from([*GIVEN, "former", "entries", "every_story", "version", "odd"]), JSON)


@hypothesis.given(KEYS)
@hypothesis.settings(max_examples=60, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered_in_json_and_leaves_a_good_file(
    town: Service, body: dict[str, Any]
) -> None:
    (town.directory / "topics.toml").write_text(TOPICS)
    for method, path, more in (
        ("POST", "/api/topics", {}),
        ("POST", f"{BOATS}/trial", {}),
        ("PATCH", BOATS, {"version": version(town)}),
    ):
        answer = town.asks(method, path, body | more)
        assert answer.status_code in (200, 201, 400, 409), answer.text
        assert answer.is_json
    town.load()


@pytest.fixture
def told(town: Service, site: Site) -> Service:
    """The same with stories."""
    reads = {"item": "article.teaser", "title": "h2", "link": "h2 a"}
    source = {"url": f"{site.address}/articles", "extractor": "selectors", "options": reads, "slug": "news"}
    assert town.asks("POST", "/api/sources", source).status_code == 201
    return town


def test_what_a_topic_would_take_is_told_and_nothing_is_written(told: Service) -> None:
    before, word = told.topics(), TITLES[0].split()[0]
    for path in ("/api/topics/trial", f"{BOATS}/trial"):
        asked = {"title": "Typed", "keywords": [word], "sources": ["news"]}
        answer = told.asks("POST", path, asked).json
        assert (answer["of"], answer["taken"]) == (len(TITLES), 1)
        assert [story["title"] for story in answer["stories"]] == [TITLES[0]]
        assert set(answer["stories"][0]) == {"id", "title", "url", "published"}
    assert told.asks("POST", "/api/topics/trial").json["taken"] == len(TITLES)
    own = told.asks("POST", f"{BOATS}/trial").json["stories"]  # boat, ferry
    assert [story["title"] for story in own] == ["Ferry runs late"]
    assert told.asks("POST", f"{BOATS}/trial", {"keywords": None}).json["taken"] == len(TITLES)
    assert told.topics() == before


def test_a_topic_called_trial_is_one_like_any_other(town: Service) -> None:
    assert town.asks("POST", "/api/topics", {"title": "Trial", "keywords": ["court"]}).status_code == 201
    assert town.asks("GET", "/api/topics/trial").json["title"] == "Trial"
    asked = {"title": "Courts", "version": version(town, "/api/topics/trial")}
    assert town.asks("PATCH", "/api/topics/trial", asked).status_code == 200
    assert town.asks("POST", "/api/topics/trial/trial").status_code == 200
    assert town.asks("DELETE", "/api/topics/trial").status_code == 200


def test_who_changed_what_stands_in_the_log(town: Service, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        town.asks("POST", "/api/topics", {"title": "Tides", "keywords": ["tide"]})
        changes(town, slug="all")
        town.asks("DELETE", BOATS)
    told = [r.fields for r in caplog.records if r.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    assert [(f["act"], f["on"], f["outcome"]) for f in told] == [
        ("make topic", "tides", "done"),
        ("edit topic", "boats", "refused"),
        ("remove topic", "boats", "done"),
    ]

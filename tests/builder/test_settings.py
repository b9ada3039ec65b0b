"""The settings of a source as a form and as text: saved, refused beside the field, never over another's change."""

from __future__ import annotations

import html
import logging
import re
from typing import Any

import pytest

from tests.builder.conftest import TOKEN, Service

PIER = """\
# Written by hand.
title = "Pier"           # its name
url = "https://pier.example/news"
extractor = "selectors"
every = "30m"

[options]
item = "article"         # one story
title = "h2"
date = { select = "time", format = "%d.%m.%Y" }
"""
SECRET = 'headers = { Authorization = "Bearer of-the-harbour", X-Key = "${FEEDSVC_ADMIN_TOKEN}" }\n'
TOPICS = """\
# Every feed.
[[topic]]
slug = "all"
title = "All"

[[topic]]
slug = "town"
title = "Town"
sources = ["pier", "quay"]   # both

[[topic]]
slug = "water"
title = "Water"
sources = ["quay"]
"""


class Form:
    """The settings page of a source in a browser without scripts."""

    def __init__(self, service: Service, slug: str = "pier") -> None:
        self.service, self.path = service, f"/sources/{slug}/settings"
        self.client = service.client(cookies=True)
        self.client.post("/sign-in", data={"token": TOKEN})
        self.text = self.client.get(self.path).text

    def fields(self, what: str = "") -> dict[str, Any]:
        """What the form would send as it stands."""
        forms = re.findall(r'<form class="form.*?</form>', self.text, re.DOTALL)
        form = next(f for f in forms if ('value="text"' in f) == bool(what))
        values: dict[str, Any] = {}
        for tag in re.findall(r"<input [^>]*>", form):
            given = {k: html.unescape(v) for k, v in re.findall(r'([\w-]+)="([^"]*)"', tag)}
            if given.get("type") == "checkbox" and " checked" not in tag:
                continue
            values.setdefault(given["name"], []).append(given.get("value", ""))
        for name, inner in re.findall(
            r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL
        ):
            values[name] = re.findall(r'value="([^"]*)" selected', inner)
        for inner in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", form, re.DOTALL):
            values["text"] = [html.unescape(inner)]
        return values

    def sends(self, what: str = "", **typed: Any) -> Any:
        """The answer to the form with these fields changed, None for one that is not sent."""
        values = self.fields(what) | typed
        answer = self.client.post(self.path, data={k: v for k, v in values.items() if v is not None})
        self.text = answer.text if answer.status_code != 303 else self.client.get(self.path).text
        return answer

    def problem(self, key: str) -> str:
        """The sentence beside the field of this key."""
        found = re.search(
            rf'name="{re.escape(key)}"[^>]*aria-describedby="[^"]*?(field-[\w-]+-problem-1)"', self.text
        )
        assert found, key
        said = re.search(rf'id="{found[1]}">([^<]*)<', self.text)
        return html.unescape(said[1]) if said else ""


@pytest.fixture
def town(service: Service) -> Service:
    """A service with two sources."""
    sources = service.directory / "sources"
    (sources / "pier.toml").write_text(PIER)
    (sources / "quay.toml").write_text(PIER.replace("Pier", "Quay") + "\n")
    (service.directory / "topics.toml").write_text(TOPICS)
    return service


@pytest.fixture
def form(town: Service) -> Form:
    return Form(town)


def test_what_is_changed_is_saved_and_every_comment_stays(form: Form) -> None:
    answer = form.sends(every="2h", expect="48h", full_text="yes", heal="auto", **{"options.link": "h2 a"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sources/pier/settings?saved")
    text = form.service.file("pier")
    assert text.replace('every = "2h"', 'every = "30m"').startswith(PIER[: PIER.index("\n[options]")])
    for line in ('expect = "48h"', "full_text = true", 'heal = "auto"', 'link = "h2 a"'):
        assert line in text.splitlines()
    for line in PIER[PIER.index("[options]") :].splitlines():
        assert line in text.splitlines()


def test_saving_what_stands_there_changes_no_byte(form: Form) -> None:
    assert form.sends().status_code == 303
    assert form.service.file("pier") == PIER
    assert form.service.topics() == TOPICS


def test_an_emptied_field_takes_its_key_out(form: Form) -> None:
    form.sends(every="")
    assert "every" not in form.service.file("pier")
    assert 'placeholder="15m"' in form.text


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("title", "", "Title is empty"),
        ("url", "pier.example", "this is no address of a page"),
        ("url", "", "not a web address"),
        ("every", "soon", "is not a duration"),
        ("timezone", "Europe/Nowhere", "is not a time zone"),
        ("language", "?", "is not a language"),
        ("expect", "two days", "is not a duration"),
        ("options.item", "", "is missing"),
        ("options.pages", "many", "is not a whole number"),
        ("options.title", "h2[", "is no CSS selector"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(
    form: Form, key: str, typed: str, told: str
) -> None:
    answer = form.sends(**{key: typed, "expect" if key != "expect" else "every": "49h"})
    assert answer.status_code == 400
    assert told in form.problem(key)
    assert form.fields()[key] == [typed]
    assert form.fields()["expect" if key != "expect" else "every"] == ["49h"]
    assert form.service.file("pier") == PIER


def test_every_mistake_is_told_at_once(form: Form) -> None:
    form.sends(every="soon", timezone="Nowhere")
    assert form.problem("every")
    assert form.problem("timezone")
    assert form.sends(every="1h", timezone="Europe/Oslo").status_code == 303
    assert 'timezone = "Europe/Oslo"' in form.service.file("pier")


def test_another_extractor_takes_over_the_options_that_it_knows(form: Form) -> None:
    assert form.sends(extractor="upstream").status_code == 303
    text = form.service.file("pier")
    assert 'extractor = "upstream"' in text
    assert "item" not in text


def test_a_source_joins_topics_and_leaves_them(form: Form) -> None:
    assert form.sends(topic=["water"]).status_code == 303
    topics = form.service.topics()
    assert 'sources = ["quay"]   # both' in topics
    assert 'sources = ["quay", "pier"]' in topics


def test_the_last_source_of_a_topic_stays(town: Service) -> None:
    form = Form(town, "quay")
    answer = form.sends(topic=["town"], every="3h")
    assert answer.status_code == 400
    assert "would take every story" in html.unescape(form.text)
    assert town.topics() == TOPICS
    assert 'every = "30m"' in town.file("quay")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(form: Form) -> None:
    theirs = PIER.replace('"30m"', '"45m"').replace('"Pier"', '"The pier"')
    (form.service.directory / "sources" / "pier.toml").write_text(theirs)
    answer = form.sends(every="2h")
    assert answer.status_code == 409
    assert form.service.file("pier") == theirs
    assert "was changed by somebody else meanwhile" in form.text
    assert "In the file now: <code>45m</code>" in form.text
    assert (form.fields()["every"], form.fields()["title"]) == (["2h"], ["The pier"])
    assert form.sends().status_code == 303
    assert form.service.file("pier") == theirs.replace('"45m"', '"2h"')


def test_a_form_without_a_version_writes_nothing(form: Form) -> None:
    assert form.sends(every="2h", version=None).status_code == 409
    assert form.service.file("pier") == PIER


@pytest.mark.parametrize("what", ["", "text"], ids=["its fields", "its text"])
def test_a_file_of_windows_stays_one(form: Form, what: str) -> None:
    file = form.service.directory / "sources" / "pier.toml"
    file.write_bytes(windows(PIER))
    form.sends(what)
    assert file.read_bytes() == windows(PIER)
    form.sends(what, **{"text": PIER.replace('"30m"', '"3h"')} if what else {"every": "3h"})
    assert file.read_bytes() == windows(PIER.replace('"30m"', '"3h"'))


def windows(text: str) -> bytes:
    """The file as an editor of Windows writes it."""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def test_the_text_is_saved_whole(form: Form) -> None:
    text = form.fields("text")["text"][0]
    assert text == PIER
    form.sends("text", text=text.replace('"30m"', '"3h"  # rests').replace("\n", "\r\n"))
    assert form.service.file("pier") == PIER.replace('"30m"', '"3h"  # rests')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "line 1: "),
        (PIER.replace("30m", "soon"), "every: "),
        (PIER.replace("every", "evry"), 'did you mean "every"?'),
        (PIER + SECRET.replace("headers", "params"), "options.params"),
        (SECRET + PIER, "headers: cannot be changed here"),
        ('proxy = "http://10.0.0.1:80"\n' + PIER, "proxy: cannot be changed here"),
        ("", "title: is missing"),
    ],
)
def test_a_text_with_mistakes_is_not_saved_and_stays_to_be_mended(form: Form, text: str, told: str) -> None:
    answer = form.sends("text", text=text)
    assert answer.status_code == 400
    assert told in html.unescape(form.text)
    assert form.fields("text")["text"][0].strip() == text.strip()
    assert form.service.file("pier") == PIER


def test_two_texts_are_shown_line_by_line(form: Form) -> None:
    theirs = PIER.replace('"30m"', '"45m"')
    (form.service.directory / "sources" / "pier.toml").write_text(theirs)
    assert form.sends("text", text=PIER.replace('"30m"', '"2h"')).status_code == 409
    lines = re.findall(r'<div class="line-(\w+)">.*?<code>(.*?)</code>', form.text)
    assert ("theirs", "every = &#34;45m&#34;") in lines
    assert ("yours", "every = &#34;2h&#34;") in lines
    assert form.sends("text").status_code == 303
    assert form.service.file("pier") == PIER.replace('"30m"', '"2h"')


def test_secrets_of_a_file_are_on_no_page_and_survive_every_save(town: Service) -> None:
    (town.directory / "sources" / "pier.toml").write_text(SECRET + PIER)
    form = Form(town)
    assert "of-the-harbour" not in form.text
    assert "${FEEDSVC_ADMIN_TOKEN}" in form.text
    form.sends(every="2h")
    text = form.fields("text")["text"][0]
    form.sends("text", text=text.replace('"2h"', '"4h"'))
    assert town.file("pier") == SECRET + PIER.replace('"30m"', '"4h"')
    answer = form.sends("text", text=text.replace("${FEEDSVC_ADMIN_TOKEN}", "${PATH}"))
    assert (answer.status_code, "cannot be changed here" in form.text) == (400, True)
    answer = form.sends(url="https://elsewhere.example/")
    assert "would go to another site" in form.problem("url")


def test_a_source_whose_file_is_broken_is_mended_here(town: Service) -> None:
    (town.directory / "sources" / "pier.toml").write_text(PIER.replace('"Pier" ', '"Pier'))
    client = Form(town).client
    assert client.get("/sources/pier").headers["Location"] == "/sources/pier/settings"
    form = Form(town)
    assert "line 2: " in form.text
    assert "Title" not in form.text
    assert 'class="what' not in form.text
    assert form.sends("text", text=PIER).status_code == 303
    assert town.file("pier") == PIER
    assert "not in force" not in form.text


def test_a_wrong_value_in_the_file_stands_beside_its_field(town: Service) -> None:
    (town.directory / "sources" / "pier.toml").write_text(PIER.replace("30m", "soon"))
    form = Form(town)
    assert "is not a duration" in form.problem("every")
    assert form.sends(every="30m").status_code == 303
    assert town.file("pier") == PIER


def test_what_is_wrong_in_another_file_stands_in_nobodys_way_and_is_told(town: Service) -> None:
    (town.directory / "sources" / "quay.toml").write_text("title = ")
    form = Form(town)
    assert "quay.toml" in form.text
    assert form.sends(every="2h").status_code == 303
    assert 'every = "2h"' in town.file("pier")
    assert "quay.toml" in form.text


def test_who_changed_what_is_logged(form: Form, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "feedsvc.desk"):
        form.sends(every="2h")
        form.sends(every="soon")
    told = [record.fields for record in caplog.records if record.name == "feedsvc.desk"]  # type: ignore[attr-defined]
    assert [(f["act"], f["on"], f["by"], f["outcome"]) for f in told] == [
        ("edit", "pier", "operator from 127.0.0.1", "done"),
        ("edit", "pier", "operator from 127.0.0.1", "refused"),
    ]


@pytest.mark.parametrize("slug", ["nowhere", "..%2Ffeedsvc", "UPPER", "-x"])
def test_what_is_no_source_has_no_settings(form: Form, slug: str) -> None:
    assert form.client.get(f"/sources/{slug}/settings").status_code == 404
    assert form.client.post(f"/sources/{slug}/settings", data=form.fields()).status_code == 404


def test_nothing_is_changed_without_the_word_of_the_form(form: Form) -> None:
    assert form.sends(every="2h", csrf=None).status_code == 403
    assert form.service.client().get(form.path).status_code == 303
    assert form.service.file("pier") == PIER


ODD = {
    "a list": 'title = ["x"]',
    "a number": "title = 5",
    "options that are no table": 'title = "x"\noptions = 3',
    "an extractor that is a list": 'title = "x"\nextractor = ["auto"]',
    "an unknown extractor": 'title = "x"\nextractor = "nothing"',
    "a date": "title = 2026-11-28",
    "nested without end": "options = " + "[" * 5000,
    "nothing": "",
    "no UTF-8": 'title = "\udcff"',
    "a table in a table": "[options.item]\nselect = 1",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_stands_in_a_file_it_is_shown_and_can_be_mended(town: Service, text: str) -> None:
    file = town.directory / "sources" / "pier.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    form = Form(town)
    assert "is not in force as it is now" in form.text or "problem-1" in form.text
    assert form.sends("text", text=PIER).status_code == 303
    assert town.file("pier") == PIER


def test_topics_that_cannot_be_read_are_told_and_nothing_is_written(town: Service) -> None:
    form = Form(town)
    (town.directory / "topics.toml").write_text("[[topic]")
    answer = form.sends(topic=["water"], every="2h")
    assert answer.status_code == 400
    assert "topics: " in html.unescape(form.text)
    assert town.file("pier") == PIER


def test_topics_that_are_no_text_are_one_sentence(form: Form) -> None:
    topics = form.service.directory / "topics.toml"
    topics.write_bytes(TOPICS.encode() + b"# Caf\xe9\n")
    answers = [
        form.sends(title="Quay", topic=["water"]),
        form.service.asks("DELETE", "/api/sources/pier", {}),
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert all("topics.toml: is no UTF-8 text" in answer.text for answer in answers)
    assert form.service.file("pier") == PIER

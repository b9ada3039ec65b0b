"""Topics in a browser without scripts: added, changed, renamed with every address kept, removed; comments stay."""

from __future__ import annotations

import html
import re
import tomllib
from typing import Any

import pytest

from feedsvc.process import utc_now
from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.test_desk import words_of
from tests.builder.test_settings import PIER, windows
from tests.builder.towns import TITLES

TOPICS = """\
# Every feed.
[[topic]]
slug = "all"
title = "All"

# -- by words --

[[topic]]
slug = "boats"
title = "Boats"          # of all kinds
keywords = [
    "boat", # and boats
    "ferry",
]
former = ["ships"]
"""


class Pages:
    """The pages of topics, and what their form sends."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.client = service.client(cookies=True)
        self.client.post("/sign-in", data={"token": TOKEN})

    def fields(self, path: str) -> dict[str, Any]:
        """What the form would send as it stands."""
        text = re.search(r'<form class="form.*?</form>', self.client.get(path).text, re.DOTALL)
        assert text
        values: dict[str, Any] = {"source": [], "source_was": []}
        for tag in re.findall(r"<input [^>]*>", text[0]):
            given = {k: html.unescape(v) for k, v in re.findall(r'([\w-]+)="([^"]*)"', tag)}
            if 'type="checkbox"' in tag and " checked" not in tag:
                continue
            if given["name"] in values:
                values[given["name"]].append(given["value"])
            else:
                values[given["name"]] = given["value"]
        for name, inside in re.findall(
            r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', text[0], re.DOTALL
        ):
            values[name] = html.unescape(inside)
        return values

    def saves(self, path: str, **changed: Any) -> Any:
        return self.client.post(path, data=self.fields(path) | changed)

    def topics(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = tomllib.loads(self.service.topics())["topic"]
        return listed

    def worker(self) -> Any:
        """A stranger at a worker that has started under the files as they are now."""
        return self.service.make_worker().test_client()


@pytest.fixture
def pages(service: Service) -> Pages:
    (service.directory / "topics.toml").write_text(TOPICS)
    for slug in ("pier", "quay"):
        (service.directory / "sources" / f"{slug}.toml").write_text(PIER.replace("Pier", slug.title()))
    return Pages(service)


BOATS = "/topics/boats/settings"


def test_a_title_is_changed_and_every_comment_stays(pages: Pages) -> None:
    answer = pages.saves(BOATS, title="Boats & قوارب", keywords="boat\r\nraft\r\n\r\n")
    assert answer.headers["Location"].endswith(f"{BOATS}?saved")
    assert pages.topics()[1] == {
        "slug": "boats",
        "title": "Boats & قوارب",
        "keywords": ["boat", "raft"],
        "former": ["ships"],
    }
    for comment in ("# Every feed.", "# -- by words --", "# of all kinds", "# and boats"):
        assert comment in pages.service.topics()
    assert "in force within seconds" in words_of(pages.client.get(answer.headers["Location"]).text)


def test_a_file_of_windows_stays_one(pages: Pages) -> None:
    file = pages.service.directory / "topics.toml"
    file.write_bytes(windows(TOPICS))
    pages.saves(BOATS, title="Boats & ferries")
    pages.saves("/new/topic", title="Tides", keywords="tide")
    saved = file.read_bytes()
    assert saved.startswith(b"\xef\xbb\xbf# Every feed.\r\n")
    assert [topic.title for topic in pages.service.load().topics] == ["All", "Boats & ferries", "Tides"]
    assert saved.count(b"\n") == saved.count(b"\r\n")


def test_what_is_saved_unchanged_changes_no_byte(pages: Pages) -> None:
    for slug in ("all", "boats"):
        assert pages.saves(f"/topics/{slug}/settings").status_code == 303
    assert pages.service.topics() == TOPICS


def test_every_address_that_a_topic_had_leads_to_the_new_one(pages: Pages) -> None:
    answer = pages.saves(BOATS, slug="craft")
    assert answer.headers["Location"].endswith("/topics/craft/settings?saved")
    assert pages.topics()[1]["former"] == ["boats", "ships"]
    worker = pages.worker()
    for old in ("boats", "ships"):
        for path in ("/feeds/{}.atom", "/feeds/{}/archive/1.rss", "/topics/{}"):
            moved = worker.get(path.format(old))
            assert (moved.status_code, moved.location) == (301, path.format("craft"))
    assert "was boats, ships, whose addresses lead here" in words_of(
        pages.client.get("/topics/craft/settings").text
    )


def test_a_topic_takes_a_name_of_its_own_again(pages: Pages) -> None:
    pages.saves(BOATS, slug="ships")
    assert pages.topics()[1]["former"] == ["boats"]
    assert pages.worker().get("/feeds/boats.atom").location == "/feeds/ships.atom"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"slug": "all"}, '"all" is taken by another topic', id="another's name"),
        pytest.param({"slug": "Big Boats"}, "is not a slug", id="no name for an address"),
        pytest.param({"slug": "archive"}, "is a reserved word", id="a word of the house"),
        pytest.param({"title": " "}, "Title is empty", id="no title"),
        pytest.param({"keywords": "/(/"}, "is no regular expression", id="a broken pattern"),
        pytest.param({"language": "x_y"}, "is not a language", id="no language"),
        pytest.param({"keep": "long"}, "is not an age", id="no age"),
        pytest.param({"keywords": ""}, "Without a rule the topic takes every story", id="no rule"),
        pytest.param({"source": "nowhere"}, 'no source "nowhere"', id="a source that is gone"),
    ],
)
def test_a_mistake_stands_beside_what_was_typed_and_nothing_is_saved(
    pages: Pages, changed: dict[str, str], told: str
) -> None:
    answer = pages.saves(BOATS, **changed, description="Typed by hand")
    assert answer.status_code == (409 if "taken" in told else 400)
    assert told in words_of(answer.text)
    assert 'value="Typed by hand"' in answer.text
    assert pages.service.topics() == TOPICS


def test_a_name_that_another_topic_had_is_given_to_none(pages: Pages) -> None:
    """Its addresses answer that it is gone: they do not show something else one day."""
    store = pages.service.app.extensions["feedsvc"].store
    store.sync_topics(pages.service.load().topics, lambda _story: frozenset(), utc_now())
    pages.client.post(BOATS, data=pages.fields(BOATS) | {"act": "remove"})
    answer = pages.saves("/topics/all/settings", slug="boats")
    assert '"boats" was another topic, whose addresses are not given away' in words_of(answer.text)


def test_a_topic_that_somebody_else_changed_is_shown_beside_what_was_typed(pages: Pages) -> None:
    typed = pages.fields(BOATS) | {"title": "Mine"}
    pages.saves(BOATS, title="Theirs", description="Also theirs")
    answer = pages.client.post(BOATS, data=typed)
    assert answer.status_code == 409
    assert "changed by somebody else meanwhile" in words_of(answer.text)
    assert "In the file now: Theirs" in words_of(answer.text)
    assert 'value="Mine"' in answer.text
    assert 'value="Also theirs"' in answer.text
    again = re.search(r'name="version" value="(\w+)"', answer.text)
    assert again
    was = re.search(r'name="was" value="([^"]*)"', answer.text)
    assert was
    shown = {"version": again[1], "was": html.unescape(was[1]), "description": "Also theirs"}
    assert pages.client.post(BOATS, data=typed | shown).status_code == 303
    assert (pages.topics()[1]["title"], pages.topics()[1]["description"]) == ("Mine", "Also theirs")


def test_a_topic_that_was_changed_elsewhere_in_the_file_does_not_clash(pages: Pages) -> None:
    typed = pages.fields(BOATS) | {"title": "Mine"}
    pages.saves("/topics/all/settings", title="Everything")
    assert pages.client.post(BOATS, data=typed).status_code == 303


def test_sources_are_ticked_and_unticked(pages: Pages) -> None:
    pages.saves(BOATS, source=["quay", "pier"])
    assert pages.topics()[1]["sources"] == ["pier", "quay"]
    pages.saves(BOATS, source=["quay"], keywords="")
    assert "keywords" not in pages.topics()[1]
    assert pages.topics()[1]["sources"] == ["quay"]
    answer = pages.saves(BOATS, source=[])
    assert "Without a rule" in words_of(answer.text)
    assert pages.saves(BOATS, source=[], every="yes").status_code == 303
    assert "sources" not in pages.topics()[1]


def test_a_new_topic_is_written_at_the_end_and_named_by_its_title(pages: Pages) -> None:
    answer = pages.saves("/new/topic", title="Piers & quays", keywords="pier\nquay\n/№ ?\\d+/")
    assert answer.headers["Location"].endswith("/topics/piers-quays/settings?made")
    made = {"slug": "piers-quays", "title": "Piers & quays", "keywords": ["pier", "quay", "/№ ?\\d+/"]}
    assert pages.topics()[2] == made
    assert pages.service.topics().startswith(TOPICS.rstrip())
    again = pages.saves("/new/topic", title="Boats", keywords="boat")
    assert again.headers["Location"].endswith("/topics/boats-2/settings?made")
    assert "is taken by another topic" in words_of(
        pages.saves("/new/topic", title="B", slug="ships", sections="s").text
    )


def test_what_a_topic_would_take_is_shown_before_anything_is_saved(pages: Pages, site: Site) -> None:
    reads = {"item": "article.teaser", "title": "h2", "link": "h2 a"}
    source = {"url": f"{site.address}/articles", "extractor": "selectors", "options": reads, "slug": "news"}
    assert pages.service.asks("POST", "/api/sources", source).status_code == 201
    before, word = pages.service.topics(), TITLES[0].split()[0]
    for path in (BOATS, "/new/topic"):
        answer = pages.saves(path, act="try", keywords=f"{word}\n/(/", title="Typed by hand", source=["news"])
        told = words_of(answer.text)
        assert answer.status_code == 200
        assert f"1 of the newest {len(TITLES)} stored stories. Nothing is saved yet." in told
        assert TITLES[0] in told
        assert TITLES[1] not in told
        assert "is no regular expression" in told
        assert 'value="Typed by hand"' in answer.text
        assert 'value="news" checked' in answer.text
    all_of_it = words_of(pages.saves("/topics/all/settings", act="try").text)
    assert f"{len(TITLES)} of the newest {len(TITLES)} stored stories" in all_of_it
    assert pages.service.topics() == before


def test_a_removed_topic_is_gone_for_good_and_all_others_stay(pages: Pages) -> None:
    answer = pages.client.post(BOATS, data=pages.fields(BOATS) | {"act": "remove"})
    assert answer.headers["Location"] == "/topics?removed=boats"
    assert [topic["slug"] for topic in pages.topics()] == ["all"]
    assert pages.client.get(BOATS).status_code == 404


def test_the_list_says_what_each_topic_takes(pages: Pages) -> None:
    (pages.service.directory / "topics.toml").write_text(TOPICS + 'languag = "en"\n')
    told = words_of(pages.client.get("/topics").text)
    assert "2 topics" in told
    assert "every story" in told
    assert "1 mistake" in told
    (pages.service.directory / "topics.toml").write_text("[[topic")
    assert "topics.toml: " in words_of(pages.client.get("/topics").text)


def test_one_of_many_topics_is_found_by_words_of_its_name(pages: Pages) -> None:
    file = pages.service.directory / "topics.toml"
    assert "Find a topic" not in pages.client.get("/topics").text
    file.write_text(TOPICS + "".join(f'[[topic]]\nslug = "t{n}"\ntitle = "Quay {n}"\n' for n in range(12)))
    assert "Find a topic" in pages.client.get("/topics").text
    told = words_of(pages.client.get("/topics?q=QUAY+11").text)
    assert "14 topics, each" in told
    assert "1 topic has “QUAY 11” in name or address. Show all Quay 11 t11" in told
    assert "Boats" not in told
    assert "0 topics have “whale”" in words_of(pages.client.get("/topics?q=whale").text)


@pytest.mark.parametrize("path", ["/topics", BOATS, "/new/topic"])
def test_a_stranger_is_asked_to_sign_in_and_a_foreign_form_is_refused(pages: Pages, path: str) -> None:
    assert pages.service.client().get(path).status_code == 303
    if path != "/topics":
        assert pages.service.client().post(path, data={"title": "x"}).status_code == 303
        assert pages.client.post(path, data={"title": "x"}).status_code == 403
    assert pages.service.topics() == TOPICS


@pytest.mark.parametrize("line", ["sources = 5", 'sources = [["pier"], 5]', "title = 5"])
def test_a_form_is_there_for_a_topic_of_which_something_is_no_text(pages: Pages, line: str) -> None:
    """What a file holds that no form can show stays, is named, and keeps nobody from mending the rest."""
    text = TOPICS.replace('title = "Boats"', "#") if "title" in line else TOPICS.replace("former", "#")
    file = pages.service.directory / "topics.toml"
    file.write_text(f"{text}{line}\n")
    assert pages.client.get("/topics").status_code == 200
    answer = pages.saves(BOATS, description="Of wood")
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text
    assert file.read_text() == f"{text}{line}\n"


@pytest.mark.parametrize("slug", ["slug = 5", "#"])
def test_a_topic_without_a_name_that_is_one_can_be_told_and_removed(pages: Pages, slug: str) -> None:
    file = pages.service.directory / "topics.toml"
    file.write_text(f'{TOPICS}[[topic]]\n{slug}\ntitle = "Nobody"\n')
    text = pages.client.get("/topics").text
    assert "Nobody" in words_of(text)
    assert "//" not in "".join(re.findall(r'href="/topics([^"]*)"', text))
    if "5" in slug:
        assert pages.saves("/topics/5/settings", act="remove").status_code == 303
        assert "Nobody" not in pages.service.topics()


@pytest.mark.parametrize("wrong", [b"[[topic\n", b"# \xff\n"], ids=["no TOML", "no UTF-8"])
def test_where_topics_cannot_be_read_every_page_of_them_says_why(pages: Pages, wrong: bytes) -> None:
    form, new = pages.fields(BOATS), pages.fields("/new/topic")
    file = pages.service.directory / "topics.toml"
    file.write_bytes(TOPICS.encode() + wrong)
    given = {"title": "Fish", "keywords": "fish"}
    answers = [pages.client.get(path) for path in ("/topics", BOATS)]
    answers += [pages.client.post(BOATS, data=form | {"act": act}) for act in ("", "try", "remove")]
    answers += [pages.client.post("/new/topic", data=new | given)]
    for answer in answers:
        assert answer.status_code == 400
        assert "topics.toml" in answer.text.partition('role="alert"')[2]
    assert file.read_bytes() == TOPICS.encode() + wrong


def test_a_mistake_in_another_file_keeps_no_topic_from_being_made(pages: Pages) -> None:
    (pages.service.directory / "sources" / "reef.toml").write_text("title = \n")
    for path in (BOATS, "/new/topic"):
        answer = pages.saves(path, title="Reefs", keywords="reef")
        assert answer.status_code == 303
        assert "Saved, but not in force yet" in words_of(pages.client.get(answer.headers["Location"]).text)
    assert pages.topics()[2] == {"slug": "reefs", "title": "Reefs", "keywords": ["reef"]}


def test_what_is_saved_unchanged_stays_where_it_stands_among_other_tables(pages: Pages) -> None:
    file = pages.service.directory / "topics.toml"
    file.write_bytes(TOPICS.replace("# -- by words --", "[auto]\nsections = false\n").encode())
    before = file.read_bytes()
    assert pages.saves(BOATS).status_code == 303
    assert file.read_bytes() == before

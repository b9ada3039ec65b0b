"""What is pressed in the page corrects one field of the preview, and what is saved is what was seen."""

from __future__ import annotations

import html
import json
import re
import tomllib
from typing import Any

import pytest

from tests.builder.conftest import Service, Site
from tests.builder.test_new import Operator, frame_of, hidden
from tests.builder.towns import TITLES

pytestmark = pytest.mark.slow
SUMMARY = "All that is known of this, in a sentence or two, number {n}."


class Corrector(Operator):
    """An operator before the preview of a page's best list."""

    def __init__(self, service: Service, url: str) -> None:
        super().__init__(service)
        self.steps("look", url=url)
        self.typed = {"choice": hidden(self.page, "choice")}
        self.steps("choose", **self.typed)

    def turns(self, turn: str, **typed: str) -> Any:
        """Press one of the preview's buttons, with these values in its form."""
        self.typed |= {name: hidden(self.page, name) for name in ("choice", "guess", "field")} | typed
        return self.steps("subscribe", turn=turn, **self.typed)

    def number(self, words: str) -> str:
        """The number of the part of the page in the frame that shows these words."""
        shown = self.client.get(frame_of(self.page)).text
        found = re.search(rf'href="at/(\d+)#page"[^>]*>{re.escape(words)}<', shown)
        assert found, shown[:3000]
        return found[1]

    def options(self) -> Any:
        return json.loads(hidden(self.page, "choice"))["options"]

    def titles(self) -> list[str]:
        """Titles of the preview."""
        return [html.unescape(title) for title in re.findall(r'<h3><a class="from[^>]*>([^<]*)<', self.page)]

    def problem(self) -> str:
        found = re.search(r'role="alert">([^<]*)<', self.page)
        return html.unescape(found[1]) if found else ""


@pytest.fixture
def corrector(service: Service, site: Site) -> Corrector:
    return Corrector(service, f"{site.address}/articles")


def test_a_press_changes_one_field_in_every_story(corrector: Corrector) -> None:
    before = corrector.options()
    corrector.turns("pick title")
    corrector.turns(f"at {corrector.number(SUMMARY.format(n=2))}")
    assert corrector.titles() == [SUMMARY.format(n=n) for n in range(1, 6)]
    assert corrector.options() == before | {"title": "p"}
    assert "Title taken from what you pressed" in corrector.page


def test_what_was_typed_is_kept_and_saved_with_the_correction(
    corrector: Corrector, service: Service, site: Site
) -> None:
    typed = {
        "title": "Pier",
        "every": "2h",
        "exclude": "number 4",
        "topic_title": "Quays & ferries",
        "full_text": "yes",
    }
    corrector.turns("pick title", **typed)
    corrector.turns(f"at {corrector.number(SUMMARY.format(n=1))}")
    for value in ("Pier", "number 4", "Quays &amp; ferries"):
        assert f'value="{value}"' in corrector.page
    assert '<option value="2h" selected>' in corrector.page
    assert 'value="yes" checked' in corrector.page
    choice = json.loads(hidden(corrector.page, "choice"))
    seen = corrector.titles()
    api = service.asks("POST", "/api/preview", choice).json
    assert [story["title"] for story in api["stories"]] == seen
    corrector.typed |= typed | {"full_text": ""}
    done = corrector.steps("subscribe", **corrector.typed | {"choice": hidden(corrector.page, "choice")})
    slug = done.headers["Location"].removeprefix("/sources/").removesuffix("?made")
    written = tomllib.loads(service.file(slug))
    assert written["options"] == choice["options"]
    assert (written["title"], written["every"], written["extractor"]) == ("Pier", "2h", "selectors")
    topic = tomllib.loads(service.topics())["topic"][-1]
    assert (topic["title"], topic["exclude"], topic["slug"]) == (
        "Quays & ferries",
        ["number 4"],
        "quays-ferries",
    )
    feed = service.feed("quays-ferries")
    assert all(title in feed for title in seen if "number 4" not in title)
    assert SUMMARY.format(n=4) not in feed
    assert site.pages_asked() == ["/articles"]


def test_a_corrected_source_says_of_itself_what_every_other_one_says(
    corrector: Corrector, service: Service
) -> None:
    corrector.turns("pick title")
    corrector.turns(f"at {corrector.number(SUMMARY.format(n=1))}")
    done = corrector.steps("subscribe", **corrector.typed | {"choice": hidden(corrector.page, "choice")})
    text = service.file(done.headers["Location"].removeprefix("/sources/").removesuffix("?made"))
    assert f"# Sample title: {SUMMARY.format(n=1)}" in text
    assert "5 stories, 5 with dates, 5 with links" in text
    assert "below the floor" not in text


def test_without_scripts_a_press_is_a_page(corrector: Corrector, site: Site) -> None:
    corrector.turns("pick title", exclude="number 3", title="Kept")
    frame = frame_of(corrector.page)
    site.asked.clear()
    shown = corrector.client.get(f"{frame.removesuffix('page')}at/{corrector.number(SUMMARY.format(n=2))}")
    corrector.page = shown.text
    assert shown.status_code == 200
    assert corrector.titles()[0] == SUMMARY.format(n=1)
    assert 'value="Kept"' in shown.text
    assert 'value="number 3"' in shown.text
    assert "1 left out" in shown.text
    assert site.asked == []


def test_a_field_is_left_out_and_comes_back(corrector: Corrector) -> None:
    first = corrector.options()
    corrector.turns("drop date")
    assert "date" not in corrector.options()
    assert "No story has a date" in corrector.page
    corrector.turns("drop summary")
    corrector.turns("undo date")
    assert corrector.options() == {name: rule for name, rule in first.items() if name != "summary"}
    corrector.turns("guess")
    assert corrector.options() == first
    assert "Everything as guessed" in corrector.page


@pytest.mark.parametrize(
    ("turn", "status", "told"),
    [
        ("at 99999", 422, "no such part"),
        ("at -1", 400, "no such part"),
        ("at x", 400, "no such part"),
        ("at 0", 422, "belongs to no story"),
        ("drop title", 400, "every story needs a title"),
        ("drop item", 400, "is no field"),
        ("undo item", 400, "is no field"),
    ],
)
def test_a_turn_that_means_nothing_is_one_sentence(
    corrector: Corrector, turn: str, status: int, told: str
) -> None:
    before = corrector.options()
    answer = corrector.turns(turn, exclude="walnut", title="Kept")
    assert answer.status_code == status
    assert told in corrector.problem()
    assert 'value="walnut"' in corrector.page
    assert 'value="Kept"' in corrector.page
    assert corrector.options() == before


def test_words_that_are_no_date_are_told(corrector: Corrector) -> None:
    corrector.turns("pick date")
    assert corrector.turns(f"at {corrector.number(TITLES[1])}").status_code == 422
    assert corrector.problem() == f"“{TITLES[1]}” is not read as a date: press the date of a story"


def test_the_frame_shows_where_the_chosen_field_stands(corrector: Corrector) -> None:
    corrector.turns("pick date")
    shown = corrector.client.get(frame_of(corrector.page)).text
    assert shown.count('class="story"') == shown.count('class="field"') == len(TITLES)
    origins = re.findall(
        r'href="[^"]*#(e\d+)" target="framed" title="Date: datetime of time"', corrector.page
    )
    assert all(f'id="{origin}" class="field"' in shown for origin in origins)
    assert len(origins) == len(TITLES)


def test_presses_come_home_only_to_a_page_of_ours(corrector: Corrector) -> None:
    frame = frame_of(corrector.page)
    assert 'href="/new#at-' in corrector.client.get(f"{frame}?home=/new").text
    for home in ("//evil.example", "https://evil.example", "javascript:alert(1)", '/"x', "/\\evil.example"):
        shown = corrector.client.get(frame, query_string={"home": home}).text
        assert "evil" not in shown
        assert 'href="at/' in shown


def test_nobody_else_leads_to_a_preview(service: Service, site: Site, corrector: Corrector) -> None:
    frame = frame_of(corrector.page)
    place = f"{frame.removesuffix('page')}at/5"
    stranger = service.client()
    assert stranger.get(place).headers["Location"].startswith("/sign-in?next=")
    site.asked.clear()
    other = Operator(service).client
    for address in (place, place.replace("/new/", "/new/x")):
        answer = other.get(address)
        assert answer.status_code == 404
        assert "look at the page again" in answer.text
    assert other.get(frame).status_code == 404
    assert site.asked == []


def test_words_left_out_are_shown_as_such(corrector: Corrector) -> None:
    corrector.turns("show", exclude="Ferry")
    assert corrector.page.count("left out</span>") == 1
    assert "4 stories" in corrector.page
    corrector.turns("show", exclude="Ferry, walnut", topic="all")
    assert "“All” takes every story of the page" in html.unescape(corrector.page)
    corrector.turns("show", exclude="walnut", topic="")
    assert "No story of today has one of the words" in corrector.page
    corrector.turns("show", exclude=",".join(TITLES))
    assert "the feed stays empty" in corrector.page


def test_a_list_of_data_is_shown_and_cannot_be_pointed_at(service: Service, site: Site) -> None:
    corrector = Corrector(service, f"{site.address}/club.rss")
    assert "is no page of words but data" in corrector.page
    assert "<iframe" not in corrector.page
    assert "read by upstream" in corrector.page
    assert corrector.turns("at 5").status_code == 400
    assert "does not show these stories as a list" in corrector.problem()

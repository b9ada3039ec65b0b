from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask

from feedsvc.web.sessions import COOKIE
from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.towns import TITLES

pytestmark = pytest.mark.slow


def hidden(text: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, text[:2000]
    return html.unescape(found[1])


def frame_of(text: str) -> str:
    """The address of the page in the frame."""
    found = re.search(
        r'<iframe [^>]*sandbox="allow-top-navigation-by-user-activation"[^>]*src="([^"#]*)', text
    )
    assert found, text[:2000]
    return html.unescape(found[1])


class Operator:
    """A browser without scripts whose user has signed in."""

    def __init__(self, service: Service) -> None:
        self.client = service.client(cookies=True)
        self.client.post("/sign-in", data={"token": TOKEN})
        self.page = self.client.get("/new").text

    def goes_on_at(self, worker: Flask) -> None:
        """The next request reaches another worker, with the same cookies."""
        cookie = self.client.get_cookie(COOKIE)
        assert cookie
        self.client = worker.test_client()
        self.client.set_cookie(COOKIE, cookie.value)

    def steps(self, step: str, **fields: str) -> Any:
        word = hidden(self.page, "csrf")
        answer = self.client.post("/new", data={"csrf": word, "step": step, **fields})
        self.page = answer.text or self.page
        return answer


def test_three_forms_lead_to_a_feed(service: Service, site: Site) -> None:
    operator = Operator(service)
    assert operator.steps("look", url=f"{site.address}/articles").status_code == 200
    assert all(title in operator.page for title in TITLES[:3])
    choice = hidden(operator.page, "choice")
    operator.steps("choose", choice=choice)
    assert 'value="Pier news"' in operator.page
    done = operator.steps(
        "subscribe", choice=choice, title="Pier & quay", every="2h", exclude="Ferry, walnut"
    )
    assert done.status_code == 303
    slug = done.headers["Location"].removeprefix("/sources/").removesuffix("?made")
    assert 'exclude = ["Ferry", "walnut"]' in service.topics()
    assert 'title = "Pier & quay"' in service.file(slug)
    assert TITLES[0] in service.feed(slug)
    assert TITLES[3] not in service.feed(slug)
    assert site.pages_asked() == ["/articles"]
    shown = operator.client.get(done.headers["Location"]).text
    assert "Subscribed" in shown
    assert f"/feeds/{slug}.atom" in shown


def test_a_page_that_is_followed_already_is_named_and_may_be_followed_again(
    service: Service, site: Site
) -> None:
    for count in range(2):
        operator = Operator(service)
        operator.steps("look", url=f"{site.address}/articles")
        choice = hidden(operator.page, "choice")
        operator.steps("choose", choice=choice)
        assert ("followed already, as" in operator.page) is bool(count)
        assert operator.steps("subscribe", choice=choice, title="Pier").status_code == 303
    assert len(list((service.directory / "sources").iterdir())) == 2


def test_every_step_may_be_at_another_worker_and_nothing_is_fetched_again(
    service: Service, site: Site
) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/articles")
    choice = hidden(operator.page, "choice")
    operator.goes_on_at(service.make_worker())
    operator.steps("choose", choice=choice)
    framed = re.search(r'src="(/new/[^"]+/page)', operator.page)
    assert framed
    assert operator.client.get(framed[1]).status_code == 200
    operator.goes_on_at(service.make_worker())
    assert operator.steps("subscribe", choice=choice, title="Pier").status_code == 303
    assert site.pages_asked() == ["/articles"]
    [file] = service.directory.glob("sources/*")
    assert "#   upstream: nothing" in file.read_text()  # what the first worker found


def test_who_signs_out_at_one_worker_is_signed_out_at_every_other(service: Service) -> None:
    operator, other = Operator(service), service.make_worker()
    stolen = operator.client.get_cookie(COOKIE)
    assert stolen
    thief = other.test_client()
    thief.set_cookie(COOKIE, stolen.value)
    assert thief.get("/new").status_code == 200
    operator.client.post("/sign-out", data={"csrf": hidden(operator.page, "csrf")})
    assert thief.get("/new").status_code == 303


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", "begins with http"),
        ("file:feedsvc.toml", "begins with http"),
        ("{site}/missing", "404"),
        ("{site}/nothing", "nothing finds stories there"),
        ("http://10.0.0.1/", "private"),
    ],
)
def test_what_is_wrong_stands_above_what_was_typed(service: Service, site: Site, url: str, told: str) -> None:
    operator, url = Operator(service), url.replace("{site}", site.address)
    operator.steps("look", url=url, like="quay")
    problem = re.search(r'role="alert">([^<]*)<', operator.page)
    assert problem
    assert told in html.unescape(problem[1]).lower()
    assert f'value="{url}"' in operator.page
    assert 'value="quay"' in operator.page


def test_a_mistake_at_the_end_keeps_everything(service: Service, site: Site) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/table")
    choice = hidden(operator.page, "choice")
    answer = operator.steps("subscribe", choice=choice, title="Notices", every="never", full_text="yes")
    assert answer.status_code == 400
    assert "is not a duration" in operator.page
    assert 'value="Notices"' in operator.page
    assert "checked" in operator.page
    assert list((service.directory / "sources").iterdir()) == []


def test_a_form_of_another_site_does_nothing(service: Service, site: Site) -> None:
    client = Operator(service).client
    for path in ("/new", "/sources/all"):
        assert client.post(path, data={"step": "look", "url": f"{site.address}/list"}).status_code == 403
    assert client.post("/api/candidates", json={"url": f"{site.address}/list"}).status_code == 403
    assert site.asked == []


def test_a_session_may_use_the_programs_addresses_with_its_word(service: Service, site: Site) -> None:
    operator = Operator(service)
    body = {"url": f"{site.address}/list", "csrf": hidden(operator.page, "csrf")}
    assert operator.client.post("/api/candidates", json=body).status_code == 200


def test_opening_a_page_fetches_nothing(service: Service, site: Site) -> None:
    shown = Operator(service).client.get(f"/new?url={site.address}/list")
    assert f'value="{site.address}/list"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert "img-src 'self';" in shown.headers["Content-Security-Policy"]
    assert site.asked == []


def test_a_strangers_text_stays_text(service: Service, site: Site) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/hostile")
    pages = [operator.page]
    choice = hidden(operator.page, "choice")
    operator.steps("choose", choice=choice)
    pages.append(operator.page)
    place = operator.steps("subscribe", choice=choice, title='"><script>x</script>').headers["Location"]
    pages.append(operator.client.get(place).text)
    for page in pages:
        assert "<script>" not in page
        assert "<img" not in page


def test_the_addresses_stand_before_everything_else_once_subscribed(service: Service, site: Site) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/cards")
    place = operator.steps("subscribe", choice=hidden(operator.page, "choice")).headers["Location"]
    subscribed, later = (operator.client.get(path).text for path in (place, place.removesuffix("?made")))
    assert subscribed.count("/feeds/all.atom") == later.count("/feeds/all.atom")
    assert subscribed.index("/feeds/all.atom") < subscribed.index("Poll now")
    assert later.index("/feeds/all.atom") > later.index("Poll now")


def test_a_mistake_in_another_file_is_named_and_keeps_nobody_from_looking(
    service: Service, site: Site
) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/cards")
    choice = hidden(operator.page, "choice")
    topics = service.directory / "topics.toml"
    topics.write_text(service.topics() + '[[topic]]\nslug = "b"\ntitle = "B"\nsources = ["gone"]\n')
    assert operator.steps("choose", choice=choice).status_code == 200
    refused = operator.steps("subscribe", choice=choice)
    assert refused.status_code == 400
    assert "topics.toml: topic[1].sources[0]: no source" in refused.text


def test_buttons_of_a_source_do_what_they_say(service: Service, site: Site) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/cards")
    place = operator.steps("subscribe", choice=hidden(operator.page, "choice")).headers["Location"]
    path = place.removesuffix("?made")
    word, slug = hidden(operator.client.get(path).text, "csrf"), path.removeprefix("/sources/")
    operator.client.post(path, data={"csrf": word, "act": "disable"})
    assert "switched off" in operator.client.get(path).text
    assert "enabled = false" in service.file(slug)
    operator.client.post(
        path, data={"csrf": word, "act": "poll"}
    )  # by which it is switched off for pollers too
    operator.client.post(path, data={"csrf": word, "act": "enable"})
    assert "switched off" not in operator.client.get(path).text
    assert operator.client.post(path, data={"csrf": word, "act": "poll"}).status_code == 303
    assert operator.client.post(path, data={"csrf": word, "act": "accept"}).status_code == 400
    assert operator.client.get("/sources/nowhere").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(service: Service) -> None:
    answer = service.client().get("/new?url=https://a.example/")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=%2Fnew%3Furl%3Dhttps%3A%2F%2Fa.example%2F"


def test_the_page_itself_is_shown_from_what_is_kept(service: Service, site: Site) -> None:
    operator = Operator(service)
    operator.steps("look", url=f"{site.address}/hostile")
    operator.steps("choose", choice=hidden(operator.page, "choice"))
    place = frame_of(operator.page)
    site.asked.clear()
    shown = operator.client.get(place)
    assert shown.status_code == 200
    policy = shown.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-top-navigation-by-user-activation; default-src 'none'")
    assert "script-src" not in policy
    assert shown.text.count('class="story"') >= len(TITLES)
    assert "<script" not in shown.text
    assert set(re.findall(r'\s(src|href|on\w+)="(?!at/\d+#page")', shown.text)) == set()
    assert "beacon" not in shown.text
    assert operator.client.get("/new/x/page").status_code == 404
    assert service.client().get(place).status_code == 403
    assert site.asked == []


def test_a_service_without_anything_leads_its_operator_to_the_first_source(
    service: Service, site: Site
) -> None:
    text = service.client().get("/").text
    assert "Nothing is followed yet. Give the address of a page" in text
    assert re.search(r'<a class="button" href="/new" rel="nofollow">Add a source</a>', text)
    assert 'href="/new/import"' in text
    assert "Pick a topic" not in text
    assert 'role="search"' not in text
    wanted = {"url": f"{site.address}/articles", "extractor": "auto", "options": {}}
    assert service.asks("POST", "/api/sources", wanted).status_code == 201
    text = service.client().get("/").text
    assert "Pick a topic" in text
    assert 'role="search"' in text


def test_the_address_can_be_typed_at_once(service: Service) -> None:
    operator = Operator(service)
    assert " autofocus" in operator.page
    operator.steps("look", url="ftp://pier.example/")
    assert " autofocus" not in operator.page

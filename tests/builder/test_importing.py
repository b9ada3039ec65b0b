"""Subscriptions brought in: which sources and topics they become, all or none, and what each page came to."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feedsvc.builder.files import Files, NotWritable
from feedsvc.builder.importing import Importer
from feedsvc.errors import ConfigError, FeedsvcError
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.opml import LARGEST, read_opml
from tests.builder.conftest import Service, Site
from tests.builder.test_desk import words_of
from tests.builder.test_new import Operator, hidden

FEED = '<outline text="{0}" xmlUrl="https://{0}.example/feed" htmlUrl="https://{0}.example/"/>'
PAGE = '<outline text="{0}" htmlUrl="https://{0}.example/news"/>'
READ = Finding(
    strategy="selectors", options={"item": "article", "title": "h2"}, stories=5, dated=5, distinct=5
)


def opml(*outlines: str, title: str = "") -> Any:
    body = "".join(outlines)
    return read_opml(
        f"<opml><head><title>{title}</title></head><body>{body}</body></opml>".encode(), "mine.opml"
    )


def folder(name: str, *outlines: str) -> str:
    return f'<outline text="{name}">{"".join(outlines)}</outline>'


def looked(url: str) -> Detection:
    """What is found on a page of these tests."""
    if "wall" in url:
        raise FeedsvcError("the harbour is closed")
    best = None if "empty" in url else READ
    if "linked" in url:
        best = Finding(strategy="upstream", url="https://quay.example/feed", stories=5, dated=5, distinct=5)
    return Detection(url=url, findings=(best,) if best else (), best=best, page_title="Page")


@pytest.fixture
def importer(service: Service) -> Importer:
    return Importer(Files(service.directory, service.load), service.load, looked)


def topics(service: Service) -> dict[str, tuple[str, list[str]]]:
    """Title and sources of each topic that lists some."""
    listed = tomllib.loads(service.topics())["topic"]
    return {one["slug"]: (one["title"], one["sources"]) for one in listed if "sources" in one}


def written(service: Service) -> list[str]:
    return sorted(path.stem for path in (service.directory / "sources").glob("*.toml"))


def test_each_feed_is_a_source_in_a_topic_for_its_folder(importer: Importer, service: Service) -> None:
    brought = importer.feeds(
        opml(folder("By the sea", FEED.format("quay"), FEED.format("pier"))), "mine.opml"
    )
    assert [(one.outcome, one.slug) for one in brought] == [
        ("made", "quay-example"),
        ("made", "pier-example"),
    ]
    assert topics(service) == {"by-the-sea": ("By the sea", ["quay-example", "pier-example"])}
    source = service.load().source("quay-example")
    assert source is not None
    assert (source.title, source.url, source.extractor) == ("quay", "https://quay.example/feed", "upstream")
    assert service.file("quay-example").startswith("# Imported from mine.opml.\n")
    assert service.topics().startswith("# Every feed.")


@pytest.mark.parametrize(
    ("listed", "topic", "titles"),
    [
        pytest.param(
            opml(FEED.format("quay"), title="Mine"), "", ["Mine"], id="no folder: the list's own title"
        ),
        pytest.param(opml(FEED.format("quay")), "", ["Imported"], id="no title either"),
        pytest.param(opml(folder("A", FEED.format("quay"))), "All mine", ["All mine"], id="one for all"),
        pytest.param(
            opml(folder("A", FEED.format("quay")), folder("B", FEED.format("quay"))),
            "",
            ["A", "B"],
            id="in two folders",
        ),
        pytest.param(
            opml(folder("ALL", FEED.format("quay"))), "", [], id="a topic of that name takes every story"
        ),
    ],
)
def test_the_topics_of_a_feed(
    importer: Importer, service: Service, listed: Any, topic: str, titles: list[str]
) -> None:
    importer.feeds(listed, "mine.opml", topic)
    assert [title for title, _ in topics(service).values()] == titles
    assert written(service) == ["quay-example"]


def test_a_topic_that_lists_sources_under_the_folder_s_name_takes_them_in(
    importer: Importer, service: Service
) -> None:
    importer.feeds(opml(folder("Sea", FEED.format("quay"))), "one.opml")
    importer.feeds(opml(folder("SEA", *(FEED.format(f"pier{n}") for n in range(12)))), "two.opml")
    names = ["quay-example", *(f"pier{n}-example" for n in range(12))]
    assert topics(service) == {"sea": ("Sea", names)}
    assert max(map(len, service.topics().splitlines())) < 100


def test_what_is_there_already_is_left_as_it_is_and_named(importer: Importer, service: Service) -> None:
    importer.feeds(opml(FEED.format("quay")), "mine.opml")
    file = service.directory / "sources" / "quay-example.toml"
    file.write_text(file.read_text() + "# mine\n")
    over_http = FEED.format("quay").replace('xmlUrl="https', 'xmlUrl="http')
    brought = importer.feeds(opml(over_http, FEED.format("pier")), "mine.opml")
    assert [(one.outcome, one.slug) for one in brought] == [
        ("there", "quay-example"),
        ("made", "pier-example"),
    ]
    assert service.file("quay-example").endswith("# mine\n")


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "javascript:alert(1)", "file:feedsvc.toml", "https://", "https://a:b@c.example/"],
)
def test_an_address_that_no_source_may_have_is_told_and_the_others_are_made(
    importer: Importer, service: Service, address: str
) -> None:
    brought = importer.feeds(
        opml(f'<outline text="a" xmlUrl="{address}"/>', FEED.format("quay")), "mine.opml"
    )
    assert [one.outcome for one in brought] == ["failed", "made"]
    assert brought[0].told
    assert "a:b@" not in brought[0].told + brought[0].outline.shown
    assert written(service) == ["quay-example"]


def full_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes so many files and no more; what is there can be removed."""
    replace, left = os.replace, [count]

    def refusing(before: Any, after: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(after))
        replace(before, after)

    monkeypatch.setattr(Path, "replace", refusing)


@pytest.mark.parametrize("files", range(4))
def test_where_one_file_cannot_be_written_none_is(
    importer: Importer, service: Service, monkeypatch: pytest.MonkeyPatch, files: int
) -> None:
    before = service.topics()
    full_after(files, monkeypatch)
    listed = opml(folder("Sea", *(FEED.format(name) for name in ("quay", "pier", "mole"))))
    with pytest.raises(NotWritable, match="No space left on device"):
        importer.feeds(listed, "mine.opml")
    assert (written(service), service.topics()) == ([], before)


def test_where_the_topics_cannot_be_made_no_source_is(
    importer: Importer, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("feedsvc.builder.importing.write_topics", interrupted)
    with pytest.raises(KeyboardInterrupt):
        importer.feeds(opml(FEED.format("quay")), "mine.opml")
    assert written(service) == []


SEA = folder("Sea", FEED.format("quay"), FEED.format("pier"), PAGE.format("mole"))


def test_what_a_killed_import_left_in_no_topic_joins_its_folder_s_at_the_next(
    importer: Importer, service: Service
) -> None:
    before = service.topics()
    importer.feeds(opml(SEA), "mine.opml")
    list(importer.pages(opml(SEA)))
    (service.directory / "topics.toml").write_text(before, "utf-8")
    (service.directory / "sources" / "pier-example.toml").unlink()  # killed before it was written, too
    for outcomes in (["there", "made"], ["there", "there"]):
        assert [one.outcome for one in importer.feeds(opml(SEA), "mine.opml")] == outcomes
        assert [one.outcome for one in importer.pages(opml(SEA))] == ["looking", "there"]
        names = ["quay-example", "pier-example", "mole-example-news"]
        assert topics(service) == {"sea": ("Sea", names)}
        assert written(service) == sorted(names)


def test_what_a_topic_lists_stays_where_it_is(importer: Importer, service: Service) -> None:
    importer.feeds(opml(SEA), "mine.opml", "Harbours")
    list(importer.pages(opml(SEA), "Harbours"))
    before = service.topics()
    importer.feeds(opml(SEA), "mine.opml")
    list(importer.pages(opml(SEA)))
    assert service.topics() == before


def test_under_a_configuration_with_mistakes_nothing_is_written(importer: Importer, service: Service) -> None:
    (service.directory / "sources" / "broken.toml").write_text("title = ")
    with pytest.raises(ConfigError, match=r"broken\.toml"):
        importer.feeds(opml(FEED.format("quay")), "mine.opml")
    assert written(service) == ["broken"]


def test_each_page_is_looked_at_and_told_as_it_is_done(importer: Importer, service: Service) -> None:
    listed = opml(folder("Sea", FEED.format("quay"), *map(PAGE.format, ("pier", "empty", "wall", "linked"))))
    importer.feeds(listed, "mine.opml")
    told = [(one.outline.title, one.outcome, one.slug, one.told) for one in importer.pages(listed)]
    assert told == [
        ("pier", "looking", "", ""),
        ("pier", "made", "pier-example-news", ""),
        ("empty", "looking", "", ""),
        ("empty", "failed", "", "nothing finds stories there"),
        ("wall", "looking", "", ""),
        ("wall", "failed", "", "the harbour is closed"),
        ("linked", "looking", "", ""),
        ("linked", "there", "quay-example", ""),
    ]
    assert topics(service) == {"sea": ("Sea", ["quay-example", "pier-example-news"])}
    assert [one.outcome for one in importer.pages(opml(PAGE.format("pier")))] == ["looking", "there"]


def test_a_page_in_a_folder_of_its_own_makes_its_topic(importer: Importer, service: Service) -> None:
    list(importer.pages(opml(folder("Sea", PAGE.format("pier"))), ""))
    assert topics(service) == {"sea": ("Sea", ["pier-example-news"])}


# -- in the browser ------------------------------------------------------------------------------------


def multipart(fields: dict[str, str], name: str, content: bytes) -> bytes:
    """A form with a file, as browsers send it."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()
    ]
    file = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return "".join(parts).encode() + file.encode() + content + b"\r\n--edge--\r\n"


def sent(client: Any, fields: dict[str, str], content: bytes = b"<opml/>") -> Any:
    """The answer to a file."""
    body, kind = multipart(fields, "mine.opml", content), "multipart/form-data; boundary=edge"
    return client.post("/new/import", data=body, content_type=kind)


@pytest.fixture
def uploads(service: Service) -> Callable[..., Any]:
    """Sends a file by the form, and gives the answer."""
    operator = Operator(service)

    def upload(content: bytes, **fields: str) -> Any:
        word = hidden(operator.client.get("/new/import").text, "csrf")
        return sent(operator.client, {"csrf": word, **fields}, content)

    return upload


@pytest.mark.slow
def test_a_file_is_sent_and_every_subscription_of_it_told(
    uploads: Callable[..., Any], service: Service, site: Site
) -> None:
    body = folder(
        "Sea",
        f'<outline text="Feed &lt;b&gt;" xmlUrl="{site.address}/feed"/>',
        f'<outline text="Pier" htmlUrl="{site.address}/articles"/>',
        f'<outline text="Nowhere" htmlUrl="{site.address}/nowhere"/>',
        '<outline text="Odd" xmlUrl="javascript:alert(1)"/>',
    )
    answer = uploads(f"<opml><body>{body}</body></opml>".encode())
    told = words_of(answer.text)
    assert "1 source is made, 1 could not be made." in told
    assert re.search(r"Pier http\S+/articles made: Pier", told)
    assert re.search(r"Nowhere http\S+/nowhere not made .*404", told)
    assert "All pages are done: 1 source made." in told
    assert "Feed <b>" in told
    assert 'href="javascript' not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert len(topics(service)["sea"][1]) == 2
    assert "0 sources are made, 1 was there already, 1 could not be made." in words_of(
        uploads(f"<opml><body>{body}</body></opml>".encode()).text
    )


@pytest.mark.parametrize(
    ("content", "fields", "status", "told"),
    [
        pytest.param(b"<rss/>", {}, 400, "mine.opml: is no OPML", id="no list"),
        pytest.param(b" " * (LARGEST + 1), {}, 400, "mine.opml: is larger than 1 MB", id="too large"),
        pytest.param(b" " * (2 * LARGEST), {}, 413, "larger than 1 MB", id="too large by far"),
    ],
)
def test_a_file_that_is_refused_changes_nothing(
    uploads: Callable[..., Any],
    service: Service,
    content: bytes,
    fields: dict[str, str],
    status: int,
    told: str,
) -> None:
    answer = uploads(content, **fields)
    assert answer.status_code == status
    assert told in words_of(answer.text)
    assert written(service) == []


def test_a_large_list_fits_through_the_form(uploads: Callable[..., Any], service: Service) -> None:
    """The feeds of three hundred sites are more than any other form may send."""
    feeds = "".join(FEED.format(f"site{n}") + f"<!-- {'x' * 150} -->" for n in range(300))
    content = f"<opml><body>{feeds}</body></opml>".encode()
    assert len(content) > 64 * 1024
    assert "300 sources are made" in words_of(uploads(content, topic="Mine").text)
    assert topics(service)["mine"][0] == "Mine"
    assert len(topics(service)["mine"][1]) == 300


def test_strangers_send_nothing(service: Service) -> None:
    assert sent(service.client(), {}).status_code == 303
    assert sent(Operator(service).client, {}).status_code == 403

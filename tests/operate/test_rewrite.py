"""A source's file gets other options and keeps everything else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError
from feedsvc.operate import rewrite as rewriting
from feedsvc.operate.rewrite import former_ways, rewrite, rewritten
from tests.builders import NOW
from tests.test_files import is_locked

FILE = """\
# The harbour, as it stood in spring.
title = "Quay"       # its name
url = "https://quay.example/"
extractor = "selectors"
date_language = "de"

[options]
item = "li.old"      # one story
title = "h3"
image = "img"        # gone since

[headers]
X-Key = "${QUAY_KEY}"
"""
OPTIONS = {"item": "li.old", "title": "h3", "image": "img"}


def source(**given: Any) -> SourceConfig:
    values: dict[str, Any] = {"extractor": "selectors", "options": OPTIONS, "date_language": "de", **given}
    return SourceConfig(**{"slug": "quay", "title": "Quay", "url": "https://quay.example/", **values})


AFTER = source(
    options={"item": "article", "title": "h2", "date": "time@datetime"}, date_language=None, date_order="DMY"
)


def test_options_are_replaced_and_comments_order_secrets_and_other_tables_stay() -> None:
    text = rewritten(FILE, source(), AFTER, NOW)
    values = tomllib.loads(text)
    assert values["options"] == AFTER.options
    assert (values["date_order"], values.get("date_language")) == ("DMY", None)
    assert values["headers"] == {"X-Key": "${QUAY_KEY}"}
    for line in ("# The harbour, as it stood in spring.", "# its name", "# one story"):
        assert line in text


def test_the_old_options_stay_as_comments() -> None:
    text = rewritten(FILE, source(), AFTER, NOW)
    history = text[text.index("# Until 2026-03-04") :].splitlines()
    old = tomllib.loads("\n".join(line.removeprefix("#   ") for line in history[1:]))
    assert old == {"extractor": "selectors", "date_language": "de", "options": OPTIONS}


def test_another_address_is_written_and_the_old_one_stays_as_it_was_written() -> None:
    text = FILE.replace('"https://quay.example/"', '"https://quay.example/${QUAY_PATH}"')
    before, after = source(), source(extractor="upstream", options={}, url="https://quay.example/feed.xml")
    new = rewritten(text, before, after, NOW)
    assert tomllib.loads(new)["url"] == "https://quay.example/feed.xml"
    assert '#   url = "https://quay.example/${QUAY_PATH}"' in new.splitlines()


def test_the_old_ways_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "quay.toml"
    feed = source(extractor="upstream", options={}, date_language=None, url="https://quay.example/feed.xml")
    text = rewritten(rewritten(FILE, source(), AFTER, NOW), AFTER, feed, NOW)
    file.write_text(f"{text}# Until 2020 it was broken:\n#   extractor = 'telepathy'\n# Until = 1\n", "utf-8")
    assert former_ways(file, feed) == [AFTER, source()]


@pytest.mark.parametrize(("extractor", "key"), [("json", "options.items"), ("auto", "body")])
def test_a_file_without_a_history_has_no_old_ways(tmp_path: Path, extractor: str, key: str) -> None:
    assert former_ways(tmp_path / "none.toml", source()) == []
    file = tmp_path / "quay.toml"
    file.write_text(
        FILE + f'# Until 2026 it was read so:\n#   extractor = "{extractor}"\n#   {key} = "${{SECRET}}"\n',
        "utf-8",
    )
    assert former_ways(file, source()) == []


def test_a_second_repair_keeps_both() -> None:
    twice = rewritten(rewritten(FILE, source(), AFTER, NOW), AFTER, source(), NOW)
    assert twice.count("# Until 2026-03-04") == 2
    assert tomllib.loads(twice)["options"] == OPTIONS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('title = "Quay"\nextractor = "byline"', id="without options, nor an end of line"),
        pytest.param('extractor = "byline"\noptions = {}\ntitle = "Quay"\n', id="in one line"),
        pytest.param('extractor = "byline"\r\ntitle = "Quay"\r\n', id="of Windows"),
    ],
)
def test_whatever_its_form_it_says_the_new_options_then(text: str) -> None:
    before = source(extractor="byline", options={}, date_language=None)
    values = tomllib.loads(rewritten(text, before, AFTER, NOW))
    assert (values["extractor"], values["options"], values["title"]) == ("selectors", AFTER.options, "Quay")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(source(options={"item": "li"}), AFTER, "it has changed meanwhile", id="another file"),
        pytest.param(
            source(), source(options={"item": "li"}), "the new options have mistakes", id="mistakes"
        ),
    ],
)
def test_a_file_that_cannot_be_replaced_stays(before: Any, after: Any, told: str, tmp_path: Path) -> None:
    file = tmp_path / "quay.toml"
    file.write_text(FILE, "utf-8")
    with pytest.raises(FeedsvcError, match=told):
        rewrite(file, before, after, NOW)
    assert file.read_text("utf-8") == FILE
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    place, link = tmp_path / "real.toml", tmp_path / "quay.toml"
    place.write_text(FILE, "utf-8")
    place.chmod(0o640)
    link.symlink_to(place)
    rewrite(link, source(), AFTER, NOW)
    assert link.is_symlink()
    assert place.stat().st_mode & 0o777 == 0o640
    assert tomllib.loads(place.read_text("utf-8"))["options"] == AFTER.options


def test_a_file_of_windows_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "quay.toml"
    file.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    rewrite(file, source(), AFTER, NOW)
    windows = rewritten(FILE, source(), AFTER, NOW).replace("\n", "\r\n").encode()
    assert file.read_bytes() == b"\xef\xbb\xbf" + windows


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FeedsvcError, match="No such file"):
        rewrite(tmp_path / "none.toml", source(), AFTER, NOW)


def test_nobody_else_writes_the_configuration_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sources" / "quay.toml"
    file.parent.mkdir()
    file.write_text(FILE)
    locked: list[bool] = []
    monkeypatch.setattr(rewriting, "replace_file", lambda *_: locked.append(is_locked(tmp_path)))
    rewrite(file, source(), AFTER, NOW)
    assert locked == [True]

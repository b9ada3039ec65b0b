"""Tables, progress and patience: what a terminal shows and what it never sees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.cli import output
from feedsvc.cli.polling import patiently, poll_all
from feedsvc.cli.progress import progress
from feedsvc.cli.together import tell_address
from feedsvc.config import SourceConfig
from feedsvc.errors import SourceBusy, StoreUnavailable
from feedsvc.models import Claim, Outcome, PollReport
from feedsvc.poll.poller import Poller
from feedsvc.schedule.kinds import Kind

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def shown() -> Iterator[Terminal]:
    """Both streams are one terminal while the block runs."""
    stream = Terminal()
    with redirect_stdout(stream), redirect_stderr(stream):
        yield stream


@pytest.fixture(autouse=True)
def a_common_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_colours() -> None:
    with shown() as terminal:
        output.show_table(("state",), [("failing",)])
    assert "\x1b[31mfailing" in terminal.getvalue()


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with shown() as terminal:
        output.show_table(("state",), [("failing",)])
    assert "failing" in terminal.getvalue()
    assert "\x1b[31m" not in terminal.getvalue()


def test_a_pipe_gets_plain_lines_without_trailing_space(capsys: pytest.CaptureFixture[str]) -> None:
    output.show_table(("a", "b"), [("x", None), ("longer", "y")])
    assert capsys.readouterr().out == "a       b\nx       –\nlonger  y\n"


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=70),
    st.sampled_from(["failing", "日本の港", "two\nlines", ("one", "two"), timedelta(hours=2), NOW, 7]),
)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1)))
def test_a_pipe_gets_what_rich_would_draw(rows: list[list[object]]) -> None:
    columns = [f"column {n}" for n in range(len(rows[0]))]
    drawn = []
    for by_rich in (False, True):
        with pytest.MonkeyPatch.context() as patched, redirect_stdout(io.StringIO()) as piped:
            if by_rich:
                patched.setattr(output, "plain_lines", lambda _rows: [])
            output.show_table(columns, rows)
        drawn.append(piped.getvalue())
    assert drawn[0] == drawn[1]


def test_markup_and_escapes_in_a_value_are_shown_not_obeyed() -> None:
    with shown() as terminal:
        output.show_table(("a",), [("[red]x[/red] \x1b]0;owned\x07 :smile:",)])
    text = terminal.getvalue()
    assert "[red]x[/red]" in text
    assert ":smile:" in text
    assert "\x1b]0;" not in text
    assert "\x07" not in text


def test_progress_is_shown_on_a_terminal_where_there_is_something_to_wait_for() -> None:
    with shown() as terminal, progress(1) as advance:
        advance("one")
    assert terminal.getvalue() == ""
    with shown() as terminal, progress(2) as advance:
        advance("[bold]\x1b one")
        advance("two")
    assert "2/2" in terminal.getvalue()
    assert "\x1b one" not in terminal.getvalue()


def test_a_terminal_is_told_how_sources_are_added_where_nobody_can(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shown() as terminal:
        tell_address("http://127.0.0.1:8000", None, is_open=False)
    assert terminal.getvalue().splitlines()[1:] == [
        "nobody can add sources in a browser (start it with --sign-in for that)"
    ]
    with shown() as terminal:
        tell_address("http://127.0.0.1:8000", None, is_open=True)
    assert terminal.getvalue().count("\n") == 1
    tell_address("http://127.0.0.1:8000", None, is_open=False)
    assert capsys.readouterr().out.count("\n") == 1


def test_a_line_stands_where_the_bar_was() -> None:
    with shown() as terminal, progress(2, doing="importing") as waiting:
        waiting("one")
        waiting.says("wrote one.toml")
        waiting("two")
    before, _, after = terminal.getvalue().partition("wrote one.toml\n")
    assert "importing" in before
    assert before.rpartition("1/2")[2].endswith("\x1b[2K")
    assert "2/2" in after


def test_lines_beside_a_bar_go_where_they_are_sent() -> None:
    terminal, file = Terminal(), io.StringIO()
    with redirect_stdout(file), redirect_stderr(terminal), progress(2) as waiting:
        waiting("one")
        waiting.says("wrote one.toml")
        waiting("two")
    assert file.getvalue() == "wrote one.toml\n"
    assert "wrote" not in terminal.getvalue()


def test_no_progress_in_a_pipe_or_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (True, False):
        with progress(5, quiet=quiet) as advance:
            advance("one")
    assert capsys.readouterr() == ("", "")
    with progress(5) as waiting:
        waiting.says("wrote one.toml")
    assert capsys.readouterr() == ("wrote one.toml\n", "")


SPANS = [
    pytest.param(timedelta(seconds=90), "90s", id="seconds"),
    pytest.param(timedelta(minutes=10), "10m", id="minutes"),
    pytest.param(timedelta(hours=36), "36h", id="hours"),
    pytest.param(timedelta(days=2), "2d", id="days"),
    pytest.param(timedelta(0), "0s", id="nothing"),
]


@pytest.mark.parametrize(("value", "text"), SPANS)
def test_durations_are_shown_as_they_are_written(value: timedelta, text: str) -> None:
    assert output.cell(value).plain == text


def test_times_in_json_are_utc(capsys: pytest.CaptureFixture[str]) -> None:
    output.show_json(
        {"at": datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "topics": {"a"}, "every": timedelta(hours=1)}
    )
    assert '"2026-03-04T05:06:00Z"' in capsys.readouterr().out


class Busy:
    """A poller whose source is being polled elsewhere for a while."""

    def __init__(self, tries: int) -> None:
        self.left = tries

    def poll(
        self, slug: str, *, dry_run: bool = False, claim: Claim | None = None, insists: bool = False
    ) -> PollReport:
        if slug == "away":
            raise StoreUnavailable("the database is away")
        if self.left:
            self.left -= 1
            raise SourceBusy(f"{slug} is being polled elsewhere", source=slug)
        return PollReport(source=slug, outcome=Outcome.OK)

    def close(self) -> None: ...


def busy(tries: int) -> Poller:
    return cast(Poller, Busy(tries))


def test_a_source_that_is_being_polled_elsewhere_is_waited_for() -> None:
    slept: list[float] = []
    assert patiently(busy(3), "a", False, slept.append).ok
    assert len(slept) == 3


def test_waiting_for_a_source_ends() -> None:
    report = patiently(busy(1000), "a", False, lambda _: None)
    assert (report.outcome, report.error) == ("failed", "a is being polled elsewhere")


def test_one_failure_is_one_report_and_order_is_as_asked() -> None:
    sources = [
        SourceConfig(slug=slug, title=slug, url=f"https://{host}.example/", extractor="auto")
        for slug, host in (("z", "one"), ("away", "two"), ("a", "one"))
    ]
    done: list[str] = []
    reports = poll_all(busy(0), sources, {Kind.PLAIN: 4}, False, done.append)
    assert [(r.source, r.outcome) for r in reports] == [("z", "ok"), ("away", "failed"), ("a", "ok")]
    assert sorted(done) == ["a", "away", "z"]

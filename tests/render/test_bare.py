"""A channel that leads nowhere else is written without feedgen, in the same bytes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from feedsvc.models import Channel
from feedsvc.render import FORMATS, bare, syndication
from tests.render.cases import EVERYTHING, XML
from tests.render.helpers import channel_for, render_whole
from tests.render.test_properties import MOMENTS, TEXT, TEXTS, URLS, often

CHANNELS = st.builds(
    replace,
    st.just(channel_for("atom")),
    id=TEXT.map(lambda text: f"urn:uuid:{text}"),
    title=TEXT,
    subtitle=TEXT,
    language=TEXT,
    self_url=TEXT.map(lambda text: f"https://feeds.example/{text}"),
    html_url=TEXT.map(lambda text: f"https://feeds.example/{text}"),
    updated=MOMENTS,
    published=st.none() | MOMENTS,
    author=TEXT,
    authors=TEXTS,
    icon=URLS | TEXT.map(lambda text: f"https://news.example/{text}.PNG"),
    ttl=st.integers(-5, 5000),
)


@often
@given(channel=CHANNELS)
def test_its_bytes_are_those_that_feedgen_writes(channel: Channel) -> None:
    for fmt in XML:
        assert bare.document(channel, [b"<entry/>"], fmt) == syndication.document(channel, [b"<entry/>"], fmt)
        assert FORMATS[fmt].document(channel, []) == render_whole([], fmt, channel)


def test_who_has_a_hub_archives_or_withdrawals_is_written_by_feedgen() -> None:
    channel = channel_for("atom", **EVERYTHING)

    assert not bare.is_bare(channel)
    for fmt in XML:
        assert FORMATS[fmt].document(channel, []) == syndication.document(channel, [], fmt)


@pytest.mark.parametrize("fmt", XML)
def test_neither_feedgen_nor_lxml_is_loaded_for_it(fmt: str) -> None:
    program = (
        "import sys\n"
        "from feedsvc.render import FORMATS\n"
        "from tests.builders import make_channel\n"
        f"FORMATS[{fmt!r}].document(make_channel(), [])\n"
        "print(sorted({'feedgen', 'lxml'} & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert said.stdout.strip() == "[]"

from __future__ import annotations

import pytest

from feedsvc.render import FORMATS, RenderContext, jsonfeed, syndication
from tests.builders import make_story
from tests.render.helpers import BASE, CTX, PAGE, channel_for


def test_every_format_has_its_registered_media_type_and_name() -> None:
    assert {f.name: (f.media_type, f.label) for f in FORMATS.values()} == {
        "atom": ("application/atom+xml", "Atom"),
        "rss": ("application/rss+xml", "RSS"),
        "json": ("application/feed+json", "JSON Feed"),
    }


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_format_makes_what_its_own_way_of_writing_makes(fmt: str) -> None:
    fragment = FORMATS[fmt].fragment(make_story(), CTX)

    way = jsonfeed if fmt == "json" else syndication
    assert fragment == way.entry_fragment(make_story(), fmt, CTX)
    assert FORMATS[fmt].document(channel_for(fmt), [fragment]) == way.document(
        channel_for(fmt), [fragment], fmt
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_first_byte_opens_the_document_and_no_mark_stands_before_it(fmt: str) -> None:
    assert FORMATS[fmt].document(channel_for(fmt), []).startswith(b"{" if fmt == "json" else b"<?xml")


def test_a_context_has_the_same_key_exactly_when_it_renders_the_same() -> None:
    assert RenderContext(base_url=BASE, sources={"world": PAGE}).key == CTX.key
    assert RenderContext(base_url=BASE).key == CTX.key
    assert RenderContext(base_url="https://other.example", sources=CTX.sources).key != CTX.key

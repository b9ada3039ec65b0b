"""Views that lost something on their way: characters by a wrong charset, or the end of the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from feedsvc.clean.text import clean_text
from feedsvc.decide.edits import fills_gaps
from feedsvc.decide.similarity import begins
from tests.builders import make_parsed, make_stories
from tests.clean.test_misread import misread
from tests.decide.helpers import FINANCE, World, decide, known_from

HOUR = timedelta(hours=1)
TEXT = "“It’s a café,” said Zoé’s friend.\nThe lamps of the pier were lit at dusk."
GOOD = make_parsed(1, title="Zoé’s café", text=TEXT, authors=("Zoé Tan",))


def lossy(story: Any, *fields: Any) -> Any:
    """The story with lost characters in some of its fields."""
    lost = {
        "title": story.title.replace("é", "\ufffd").replace("’", "\ufffd\ufffd"),
        "text": story.text.replace("é", "\ufffd").replace("’", "\ufffd\ufffd"),
        "authors": tuple(name.replace("é", "\ufffd") for name in story.authors),
    }
    return replace(story, **{name: lost[name] for name in fields})


LOSSY = lossy(GOOD, "title", "text", "authors")


# -- lost characters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", [("title",), ("text",), ("authors",), ("title", "text", "authors")])
def test_a_view_with_lost_characters_is_never_an_edit(fields: Any) -> None:
    world = World()
    world.poll([GOOD])
    face = world.face()
    for _ in range(5):
        world.now += 3 * HOUR
        changes = world.poll([lossy(GOOD, *fields)])
        assert (changes.edits, changes.deferred) == ((), 0)
    assert world.face() == face
    assert not world.poll([GOOD]).edits
    assert world.face() == face


def test_a_mass_of_views_with_lost_characters_changes_nothing() -> None:
    stories = [replace(GOOD, url=s.url, article=s.article) for s in make_stories(10)]
    stories = [replace(s, title=f"{s.title} {n}", text=f"{s.text} Pier {n}.") for n, s in enumerate(stories)]
    world = World()
    world.poll(stories)
    face = world.face()
    world.poll([lossy(s, "title", "text") for s in stories])
    assert world.face() == face


def test_what_was_stored_with_lost_characters_and_has_fewer_now_is_unannounced() -> None:
    world = World()
    world.poll([LOSSY])
    fewer = replace(LOSSY, text=LOSSY.text.replace("caf\ufffd", "café"))
    (mended,) = world.poll([fewer]).modified
    assert (mended.revision, mended.story.text) == (None, fewer.text)
    (edited,) = world.poll([replace(fewer, text=f"{fewer.text} Then it rained on them.")]).modified
    assert edited.revision


def test_what_was_stored_with_lost_characters_is_mended_at_once_and_unannounced() -> None:
    world = World()
    world.poll([LOSSY])
    (mended,) = world.poll([GOOD]).modified
    assert (mended.revision, mended.story.title, mended.story.text) == (None, GOOD.title, GOOD.text)
    assert mended.story.authors == GOOD.authors
    assert not world.poll([GOOD])


@pytest.mark.parametrize(
    ("change", "announced"),
    [
        pytest.param({}, False, id="nothing else"),
        pytest.param({"text": "It’s shut. “Déjà vu,” said the harbour master."}, True, id="other words"),
        pytest.param({"authors": ("Bo Ek",)}, True, id="other authors"),
    ],
)
def test_what_was_stored_misread_is_shown_as_it_was_meant_and_unannounced(
    change: dict[str, Any], announced: bool
) -> None:
    meant = replace(GOOD, title="Café opens", text="It’s open. “Déjà vu,” said the harbour master.")
    world = World()
    world.poll([replace(meant, title=clean_text(misread(meant.title)), text=clean_text(misread(meant.text)))])
    (one,) = world.poll([replace(meant, **change)]).modified
    assert (one.story.title, one.story.text) == ("Café opens", change.get("text", meant.text))
    assert (one.revision is not None) is announced


@pytest.mark.parametrize(("text", "announced"), [("R&D pays.", False), ("R&D does not pay.", True)])
def test_ampersands_that_were_stored_as_references_are_shown_as_they_are_unannounced(
    text: str, announced: bool
) -> None:
    world = World()
    world.poll([replace(GOOD, title="AT&T; buys", text="R&D; pays.")])
    (one,) = world.poll([replace(GOOD, title="AT&T buys", text=text)]).modified
    assert (one.revision is not None, one.story.title) == (announced, "AT&T buys")


@pytest.mark.parametrize(
    "title",
    [
        *("Quay &amp; pier", "<i>Quay</i> &amp; pier", "Quay &#38; pier", "Quay<br/>&amp; pier"),
        "<img src='/a.png' alt='Quay &amp; pier'>",
    ],
)
def test_a_title_that_was_stored_escaped_is_shown_as_it_is_unannounced(title: str) -> None:
    world = World()
    world.poll([replace(GOOD, title=title)])
    (one,) = world.poll([replace(GOOD, title="Quay & pier")]).modified
    assert (one.revision, one.story.title) == (None, "Quay & pier")


@pytest.mark.parametrize("title", ["<i>Quay</i> and pier", "Quay & pier", "Quay <3 pier"])
def test_a_title_of_other_words_is_announced(title: str) -> None:
    world = World()
    world.poll([replace(GOOD, title=title)])
    (one,) = world.poll([replace(GOOD, title="Quay opens")]).modified
    assert one.revision


@pytest.mark.parametrize(
    ("change", "announced"),
    [
        pytest.param({"authors": ("Lee, Ann", "Wu, Bo")}, False, id="parted"),
        pytest.param({"authors": ("Lee, Ann", "Ek, Bo")}, True, id="others"),
        pytest.param({"authors": ("Lee, Ann", "Wu, Bo"), "text": "It sank."}, True, id="other words"),
        pytest.param({"text": "", "summary": "It sank."}, True, id="another summary"),
    ],
)
def test_authors_that_were_known_in_one_line_are_parted_unannounced(
    change: dict[str, Any], announced: bool
) -> None:
    before = replace(GOOD, authors=("Lee, Ann; Wu, Bo",), summary="It opens.")
    before = replace(before, text="") if change.get("text") == "" else before
    world = World()
    world.poll([before])
    (one,) = world.poll([replace(before, **change)]).modified
    assert one.story.authors == change.get("authors", before.authors)
    assert (one.revision is not None) is announced


def test_the_better_version_may_be_an_earlier_one() -> None:
    world = World()
    world.poll([GOOD])
    (known,) = world.known.values()
    shown = known_from(LOSSY).digest
    world.known[known.id] = replace(
        known,
        **{name: getattr(LOSSY, name) for name in ("title", "text", "authors")},
        digest=shown,
        revisions=(known.digest,),
        edited_at=world.now,
        sightings=tuple(replace(s, digest=shown) for s in known.sightings),
    )
    (mended,) = world.poll([GOOD]).modified
    assert mended.story.text == GOOD.text


def test_a_view_without_lost_characters_that_says_something_else_is_an_edit() -> None:
    other = replace(GOOD, text="Quite another text about the lamps of the pier.")
    (edit,) = decide([other], [known_from(LOSSY)]).edits
    assert edit.story.text == other.text


def test_another_source_mends_and_does_not_rewrite() -> None:
    known = known_from(LOSSY)
    (mended,) = decide([replace(GOOD, section="Finance")], [known], FINANCE).modified
    assert (mended.revision, mended.story.text) == (None, GOOD.text)
    (noted,) = decide([replace(GOOD, text="Another way of telling it.")], [known], FINANCE).modified
    assert "text" not in noted.fields


def test_lost_characters_in_a_title_that_only_repeats_the_text_are_mended_with_it() -> None:
    bare: dict[str, Any] = {"url": None, "article": None, "headline_given": False}
    lost = replace(LOSSY, **bare, title=LOSSY.text[:20] + "…")
    good = replace(GOOD, **bare, title=GOOD.text[:18] + "…", authors=lost.authors)
    (mended,) = decide([replace(good, authors=("Zoé Tan",), published=lost.published)], [
        replace(known_from(lost), keys=known_from(good).keys | known_from(GOOD).keys)
    ]).modified  # fmt: skip
    assert (mended.revision, mended.story.title) == (None, good.title)


@pytest.mark.parametrize(
    ("whole", "gapped", "fills"),
    [
        ("café", "caf\ufffd", True),
        ("“We”", "\ufffdWe\ufffd", True),
        ("a ’s b", "a \ufffd\ufffd\ufffds b", True),
        ("same", "same", True),
        ("same", "some", False),
        ("café closed", "caf\ufffd open", False),
        ("the café", "caf\ufffd", False),
        ("café closed for the whole winter", "caf\ufffd", False),
        ("café au lait", "caf\ufffd au", False),
        ("café so far away, and closed", "caf\ufffd closed", False),
    ],
)
def test_texts_that_differ_only_in_what_was_lost(whole: str, gapped: str, fills: bool) -> None:
    assert fills_gaps(whole, gapped) is fills


# -- the end of the page -------------------------------------------------------------------------------------


def test_a_page_cut_inside_its_last_story_keeps_the_known_text() -> None:
    stories = [make_parsed(n, text=f"{TEXT} Pier {n}.") for n in range(1, 11)]
    world = World()
    world.poll(stories)
    face = world.face()
    for end in (10, 40, 60):
        world.now += 7 * HOUR
        cut = [*stories[:5], replace(stories[5], text=stories[5].text[:end])]
        assert not world.poll(cut, truncated=True).edits
        assert world.face() == face
    assert not world.poll(stories).edits
    assert world.face() == face


def test_a_page_cut_inside_a_character_keeps_the_known_text() -> None:
    (noted,) = decide([replace(GOOD, text=TEXT[:17] + "\ufffd")], [known_from(GOOD)]).modified
    assert noted.fields == frozenset()


def test_an_edit_that_takes_the_end_of_a_story_inside_the_page_away_is_one() -> None:
    shorter = replace(GOOD, text=TEXT.split("\n")[0])
    page = [shorter, make_parsed(2)]
    assert decide(page, [known_from(GOOD), known_from(make_parsed(2), 2)]).edits


def test_an_edited_headline_over_a_shorter_text_is_an_edit() -> None:
    shorter = replace(GOOD, title="Lamps", text=TEXT.split("\n")[0])
    assert decide([shorter], [known_from(GOOD)]).edits


def test_half_a_story_stored_first_becomes_whole_at_the_next_poll() -> None:
    world = World()
    world.poll([replace(GOOD, text=TEXT[:40])])
    world.poll([GOOD])
    assert [s.text for s in world.stories.values()] == [TEXT]
    world.poll([replace(GOOD, text=TEXT[:40])])
    world.now += 12 * HOUR
    world.poll([replace(GOOD, text=TEXT[:40])])
    assert [s.text for s in world.stories.values()] == [TEXT]


@pytest.mark.parametrize("end", [4, 12, 60])
def test_half_a_story_without_headline_and_link_is_no_new_story(end: int) -> None:
    bare = replace(
        GOOD, url=None, article=None, headline_given=False, title="“It’s a café,” said Zoé’s friend."
    )
    cut = replace(bare, text=TEXT[:end], title=TEXT[:end].split("\n")[0])
    changes = decide([cut], [known_from(bare)])
    assert (changes.new, changes.edits) == ((), ())


def test_half_a_story_does_not_mend_a_whole_one() -> None:
    known = known_from(LOSSY)
    (noted,) = decide([replace(GOOD, text=TEXT[:40])], [known]).modified
    assert "text" not in noted.fields
    (edit,) = decide([replace(GOOD, text="")], [known]).edits
    assert (edit.story.title, edit.story.text) == (GOOD.title, LOSSY.text)


@pytest.mark.parametrize(
    ("start", "full", "begin"),
    [
        ("The old", "The old crane", True),
        ("The ol", "The old crane", True),
        ("It\ufffd", "It’s", True),
        ("“It", '"It is', True),
        ("The old crane", "The old crane", False),
        ("", "The old crane", False),
        ("old", "The old crane", False),
    ],
)
def test_a_proper_beginning(start: str, full: str, begin: bool) -> None:
    assert begins(start, full) is begin


# -- what a feed writes another way ---------------------------------------------------------------------------


def test_a_slash_more_at_the_end_of_a_link_makes_no_new_story() -> None:
    world = World()
    plain = make_parsed(1, url="https://b.example/quay", article=None, guid="https://b.example/quay", text="")
    others = make_stories(8)[2:]
    world.poll([plain, *others])
    (id,) = [known.id for known in world.known.values() if known.url == plain.url]
    changes = world.poll([replace(plain, url=f"{plain.url}/", guid=f"{plain.guid}/"), *others])
    assert (changes.new, changes.edits) == ((), ())
    assert world.stories[id].url == "https://b.example/quay/"


def test_the_very_link_comes_before_one_with_a_slash_more() -> None:
    world = World()
    one = make_parsed(1, url="https://b.example/quay", article=None)
    other = make_parsed(2, url="https://b.example/quay/", article=None)
    world.poll([one, other])
    assert len(world.stories) == 2
    assert not world.poll([other, one]).new


@pytest.mark.parametrize(
    ("before", "after", "edited"),
    [
        ("Harbour (3 comments)", "Harbour (9 comments)", False),
        ("Harbour", "Harbour [12 Kommentare]", False),
        ("Harbour – 3 replies", "Harbour – 4 replies", False),
        ("Harbour (12 comments, 3 votes)", "Harbour (15 comments, 9 votes)", False),
        ("Harbour - 5 minutes ago", "Harbour - 2 hours ago", False),
        ("Harbour - Rating 4.5/5 (12 votes)", "Harbour - Rating 4.6/5 (19 votes)", False),
        ("Harbour (started 12 minutes ago)", "Harbour", False),
        ("Harbour · ⭐ 1204", "Harbour · ⭐ 1310", False),
        ("[12 new] Harbour", "Harbour", False),
        ("Harbour (3)", "Harbour (4)", True),
        ("(2024) Harbour", "(2026) Harbour", True),
        ("(500) homes lost in fire", "(900) homes lost in fire", True),
        ("★ 3 killed in fire", "★ 5 killed in fire", True),
        ("Ferry talks — 9 days left", "Ferry talks — 2 days left", True),
        ("12 comments on Harbour", "13 comments on Harbour", True),
        ("Harbour (part 3)", "Harbour (part 4)", True),
        ("Harbour 3", "Harbour 4", True),
    ],
)
def test_a_counter_beside_a_title_is_no_edit(before: Any, after: Any, edited: Any) -> None:
    world = World()
    story = make_parsed(1, title=before)
    world.poll([story])
    assert bool(world.poll([replace(story, title=after)]).edits) == edited


def test_a_fragment_is_no_part_of_a_story_s_name() -> None:
    world = World()
    story = make_parsed(1, url="https://soft.example/news", article=None)
    world.poll([story])
    face = world.face()
    changes = world.poll([replace(story, url="https://soft.example/news#v2")])
    assert not changes.new
    assert world.face() == face


def test_what_was_stored_as_a_line_is_no_edit_once_its_markup_is_read() -> None:
    world = World()
    line = make_parsed(1, text="", content="", summary="Ships wait. Read the plan.")
    world.poll([line])
    markup = '<p>Ships wait.<br>Read <a href="https://b.example/">the plan</a>.</p>'
    whole = replace(line, content=markup, text="Ships wait.\nRead the plan.", summary="")
    changes = world.poll([whole])
    assert (changes.new, changes.edits, changes.deferred) == ((), (), 0)
    assert not world.poll([whole])


def test_what_was_cleaned_by_older_rules_keeps_its_bytes_while_its_words_stay() -> None:
    world = World()
    old = make_parsed(1, content='<p>See</p><img src="https://b.example/a.jpg">', text="See")
    world.poll([old])
    face = world.face()
    shown = '<p>See</p><img src="https://b.example/a.jpg" referrerpolicy="no-referrer"><p><a href="/v">Video</a></p>'
    assert not world.poll([replace(old, content=shown)])
    assert world.face() == face


def test_an_edited_text_that_comes_back_below_a_summary_that_stood_alone_is_an_edit() -> None:
    world, summary = World(), "In short: it is open."
    world.poll([replace(GOOD, summary=summary)])
    world.poll([replace(GOOD, text="", content="", summary=summary)])
    (edited,) = world.poll(
        [replace(GOOD, text="It was shut again. Nobody knows why.", summary=summary)]
    ).modified
    assert edited.revision is not None


BRIEF = replace(GOOD, text="", content="", summary="The quay opens on Monday, says the harbour master.")


def test_a_summary_that_goes_on_is_adopted_and_not_announced() -> None:
    world = World()
    world.poll([replace(BRIEF, summary="The quay opens on Mon…")])
    (grown,) = world.poll([BRIEF]).modified
    assert (grown.revision, grown.story.summary) == (None, BRIEF.summary)
    assert not world.poll([BRIEF])


@pytest.mark.parametrize(
    "cut", ["The quay opens on Mon…", "The quay opens [...]", "The quay op\ufffdns on Mon…"]
)
def test_a_summary_that_is_cut_or_damaged_stays_as_it_was(cut: str) -> None:
    world = World()
    world.poll([BRIEF])
    face = world.face()
    world.poll([replace(BRIEF, summary=cut)])
    assert world.face() == face


def test_a_summary_that_was_stored_misread_is_shown_as_it_was_meant_and_unannounced() -> None:
    meant = replace(BRIEF, summary="The café opens. “Déjà vu,” said the harbour master.")
    world = World()
    world.poll([replace(meant, summary=clean_text(misread(meant.summary)))])
    (one,) = world.poll([meant]).modified
    assert (one.revision, one.story.summary) == (None, meant.summary)


def test_another_summary_is_an_edit() -> None:
    world = World()
    world.poll([BRIEF])
    (edited,) = world.poll(
        [replace(BRIEF, summary="The quay opens on Tuesday, says the harbour master.")]
    ).modified
    assert edited.revision is not None


def test_a_text_below_a_summary_that_was_all_there_ever_was_is_none() -> None:
    world, summary = World(), "In short: it is open."
    world.poll([replace(GOOD, text="", content="", summary=summary)])
    (grown,) = world.poll([replace(GOOD, summary=summary)]).modified
    assert (grown.revision, grown.story.text) == (None, GOOD.text)


def test_a_summary_is_never_held_against_a_text() -> None:
    world = World()
    world.poll([replace(GOOD, summary="")])
    face = world.face()
    world.poll([BRIEF])
    assert world.face() == face


def test_a_stale_headline_beside_the_one_of_now_makes_no_second_story() -> None:
    world = World()
    world.poll([make_parsed(1, title="Storm kills 5 in the harbour")])
    seen = world.poll([make_parsed(1, title=f"Storm kills {n} in the harbour") for n in (7, 5)])
    assert not seen.new


CUT = "Second quay opens after lo…"
WHOLE = "Second quay opens after long delays"


@pytest.mark.parametrize("text", [GOOD.text, ""])
def test_a_headline_that_is_cut_off_now_changes_nothing(text: str) -> None:
    world = World()
    world.poll([replace(GOOD, title=WHOLE, text=text)])
    face = world.face()
    assert not world.poll([replace(GOOD, title=CUT, text=text)]).edits
    assert world.face() == face


@pytest.mark.parametrize("text", [GOOD.text, ""])
def test_a_headline_that_is_whole_at_last_is_shown_unannounced(text: str) -> None:
    world = World()
    world.poll([replace(GOOD, title=CUT, text=text)])
    (one,) = world.poll([replace(GOOD, title=WHOLE, text=text)]).modified
    assert (one.revision, one.story.title) == (None, WHOLE)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("Second quay opens at last", GOOD.text, id="another headline"),
        pytest.param(WHOLE, "It is shut again, said the harbour master.", id="other words"),
    ],
)
def test_what_else_becomes_of_a_cut_headline_is_announced(title: str, text: str) -> None:
    world = World()
    world.poll([replace(GOOD, title=CUT)])
    (one,) = world.poll([replace(GOOD, title=title, text=text)]).modified
    assert one.revision

"""What sums a story up, where its line begins with the day, is but links, or is a link itself."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

TITLES = [
    "Second quay opens after three years",
    "Night ferries return to the islands",
    "Orchards test drones against frost",
    "Old mint becomes a public library",
]
TEXT = "The town had waited for it since the great storm of the other spring, number {n}."


def summaries(body: str) -> list[str | None]:
    """Those of four stories, each with this below its title (`{n}` is its number)."""
    blocks = [
        f'<li><h3><a href="/n/{n}">{title}</a></h3>{body.replace("{n}", str(n))}</li>'
        for n, title in enumerate(TITLES)
    ]
    return [story.summary for story in extract("auto", f"<ul>{''.join(blocks)}</ul>").stories]


TOLD = [TEXT.format(n=n) for n in range(len(TITLES))]


@pytest.mark.parametrize(
    "line",
    [
        "<p><span>2026-03-0{n}</span> | <a href='/harbour'>Harbour</a> | TEXT</p>",
        "<p><span>2026-03-0{n}</span> – TEXT</p>",
        "<p><small><a href='/people/ann'>Ann Lee</a> - 3 March 2026</small><br>TEXT</p>",
    ],
)
def test_a_summary_begins_behind_its_dateline(line: str) -> None:
    assert summaries(line.replace("TEXT", TEXT)) == TOLD


@pytest.mark.parametrize("day", ["2026-03-04", "4 March 2026", "2026年3月4日"])
@pytest.mark.parametrize(
    "told",
    [
        "The council met on 4 March 2026 to vote on the harbour: nobody had waited for it.",
        "4 March 2026 was the day on which the whole town had waited at the harbour.",
        "2026年3月4日に港で大きな祭りが開かれ、多くの人が集まり、町の人々は長い間それを待っていました、春から今日まで毎日、雨の日も風の日も、港の入口に立って、遠い島から来る船を見ながら。",
        "HARBOUR, 4 March 2026 (AP) — The town had waited for it since the storm.",
        "HARBOUR, 3 March 2026 (AP) — The town had waited for it since the storm.",
        "Since the great storm of 3 March 2026 the whole town had waited for it: now it opens.",
    ],
)
def test_a_day_in_running_text_stays_there(told: str, day: str) -> None:
    assert summaries(f"<p>{told}</p><time>{day}</time>") == [told] * len(TITLES)


TAGS = "".join(
    f'<a href="/tag/{tag}">{tag.title()}</a>, ' for tag in ("harbours", "ferries", "the town", "winter")
)


def test_links_to_kinds_sum_nothing_up() -> None:
    line = f"<p>Posted in {TAGS}</p>"
    assert summaries(f"<time>2026-03-04</time>{line}") == [None] * len(TITLES)
    assert summaries(f"<time>2026-03-04</time>{line}<p>{TEXT}</p>") == TOLD


def test_a_text_with_two_links_is_one() -> None:
    told = f'<p>{TEXT} See <a href="/map">the map</a> and <a href="/plan">the plan</a>.</p>'
    assert summaries(f"<time>2026-03-04</time>{told}") == [f"{one} See the map and the plan." for one in TOLD]


def test_a_teaser_may_be_a_link_to_its_story() -> None:
    teaser = f'<time>2026-03-04</time><div class="texte"><a href="/n/{{n}}">{TEXT}</a></div>'
    assert summaries(teaser) == TOLD


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/n/{n}">Continue reading all that the town had to say of it</a>',
        '<a href="/other/{n}">The town had waited for it since the great storm</a>',
        f'<a href="/n/{{n}}">{TITLES[0]} and whatever more a way to it says</a>',
    ],
)
def test_a_way_and_another_story_are_no_teasers(link: str) -> None:
    assert summaries(f"<time>2026-03-04</time><div>{link}</div>")[0] is None

"""Which picture a story of a page's repeated structure has, and what is none."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

TITLES = [
    "Second quay opens after three years",
    "Night ferries return to the islands",
    "Orchards test drones against frost",
    "Old mint becomes a public library",
]
BOATS = [f"/boat-{n}.jpg" for n in range(len(TITLES))]


def pictures(shown: str) -> list[str]:
    """The addresses of the pictures of four stories, each with this markup (`{n}` is its number)."""
    blocks = [
        f'<li>{shown.replace("{n}", str(n))}<h3><a href="/n/{n}">{title}</a></h3><time>2026-03-0{n + 1}</time></li>'
        for n, title in enumerate(TITLES)
    ]
    stories = extract("auto", f"<ul>{''.join(blocks)}</ul>").stories
    return [image.url for story in stories for image in story.images]


@pytest.mark.parametrize(
    "sign",
    [
        '<img src="/bullet.gif">',
        '<img src="/theme/news.png"><img src="/theme/pdf.png">',
        '<img src="/faces/ann.png" width="16px" height="16px">',
        '<img src="/avatars/{n}.png">',
        '<img src="https://www.gravatar.com/avatar/{n}?s=96">',
    ],
)
def test_a_sign_or_a_face_is_no_storys_picture(sign: str) -> None:
    assert pictures(sign) == []
    assert pictures(sign + '<img src="/boat-{n}.jpg">') == BOATS


@pytest.mark.parametrize(
    "shown",
    [
        '<img src="/blank.png" data-src="/boat-{n}.jpg">',
        '<img class="lazyload" src="/small/{n}.jpg" data-src="/boat-{n}.jpg">',
        '<img src="/img/1px.gif"><img src="/boat-{n}.jpg">',
        '<img src="/clear.png" style="background-image: url(\'/boat-{n}.jpg\')">',
        '<a href="/n/{n}" class="thumb" style="height: 9em; background: #eee url(/boat-{n}.jpg) center"></a>',
    ],
)
def test_a_picture_that_comes_later_or_lies_behind_is_the_storys(shown: str) -> None:
    assert pictures(shown) == BOATS


@pytest.mark.parametrize("behind", ["/theme/icon-{n}.png", "/dot{n}.gif", "data:image/png;base64,AA{n}"])
def test_what_only_adorns_an_element_is_no_picture(behind: str) -> None:
    assert pictures(f'<span style="background-image: url({behind})"></span>') == []


def test_a_picture_of_a_story_on_avatars_is_no_face() -> None:
    assert len(pictures('<img src="/media/avatar-film-{n}.jpg">')) == len(TITLES)


def test_two_stories_may_share_a_picture() -> None:
    blocks = [
        f'<li><img src="/{["a", "a", "b", "c"][n]}.jpg"><a href="/n/{n}">{title}</a> 2026-03-0{n + 1}</li>'
        for n, title in enumerate(TITLES)
    ]
    stories = extract("auto", f"<ul>{''.join(blocks)}</ul>").stories
    assert [image.url[-5:] for story in stories for image in story.images] == [
        "a.jpg",
        "a.jpg",
        "b.jpg",
        "c.jpg",
    ]


def test_selectors_are_not_offered_for_pictures_that_they_would_not_read() -> None:
    thumb = '<a href="/n/{n}" style="background-image: url(/boat-{n}.jpg)"></a>'
    blocks = [
        f'<li>{thumb.replace("{n}", str(n))}<h3><a href="/n/{n}">{title}</a></h3><time>2026-03-0{n + 1}</time></li>'
        for n, title in enumerate(TITLES)
    ]
    proposal = extract("auto", f"<ul>{''.join(blocks)}</ul>").proposals[0]
    assert proposal.extractor == "selectors"
    assert "image" not in proposal.options

"""Selectors of fields whose values are known."""

from __future__ import annotations

import pytest

from feedsvc.extract.relearn import relearn
from tests.extract.helpers import make_page

STORIES = [
    {
        "title": f"Quay {n} opens",
        "author": name,
        "section": section,
        "summary": f"Ships of {n} lands no longer wait.",
    }
    for n, name, section in ((1, "Ann Lee", "City"), (2, "Bo Karlsen", "Culture"), (3, "Ann Lee", "City"))
]


def page(item: str) -> str:
    return "<ul>" + "".join(f"<li>{item.format(**story)}</li>" for story in STORIES) + "</ul>"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(
            '<h3>{title}</h3><p class="by">Von <b>{author}</b></p><i>{section}</i><p>{summary}</p>',
            {"author": "b", "section": "i", "summary": "p:nth-child(4)"},
            id="tags",
        ),
        pytest.param(
            '<h3>{title}</h3><b>{section}</b><p class="by">by {author}</p><p class="lead">{summary}</p>',
            {"author": "p.by", "section": "b", "summary": "p.lead"},
            id="classes",
        ),
        pytest.param(
            "<h3>{title}</h3><p>One</p><div class='t'><span>{section}</span></div><div><span>{author}</span></div>",
            {"section": "div.t", "author": "div:nth-child(4)"},
            id="an author's is alone, where others are of its kind",
        ),
        pytest.param("<h3>{title}</h3><p>Nobody said anything.</p>", {}, id="not there"),
        pytest.param("<h3>Another story</h3><b>{author}</b>", {}, id="another list"),
    ],
)
def test_values_are_found_where_they_stand(item: str, expected: dict[str, str]) -> None:
    assert relearn(make_page(page(item)), "li", STORIES) == expected


def test_what_is_no_page_has_no_fields() -> None:
    assert relearn(make_page("<div>" * 5000), "li", STORIES) == {}

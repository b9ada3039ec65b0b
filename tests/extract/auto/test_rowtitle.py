"""A row whose link says but a number bears the name that stands beside it."""

from __future__ import annotations

import pytest

from feedsvc.extract.auto.rowtitle import row_title, says_little
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.dom import parse_html
from tests.extract.helpers import make_page

NUMBER = '<a href="/1.pdf">26-071</a>'


@pytest.mark.parametrize(
    "text", ["26-071", "PDF", "SC20733", "26-46.pdf", "Download (PDF)", "23-1701P.01A", "12"]
)
def test_a_number_or_a_file_says_little(text: str) -> None:
    assert says_little(text)


@pytest.mark.parametrize("text", ["v2.4.0", "GAIN", "Eel Fishers v. Weir", "川沿い", "26-071 Eel Fishers"])
def test_words_and_versions_say_something(text: str) -> None:
    assert not says_little(text)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        pytest.param(
            f"<b>{NUMBER}</b><i>Eel Fishers v. Weir</i><i>Hale</i>", "Eel Fishers v. Weir", id="cell"
        ),
        pytest.param(f"<i>{NUMBER} Eel Fishers v. Weir</i>", "Eel Fishers v. Weir", id="beside the link"),
        pytest.param(f"{NUMBER}<i>3 November 2026</i>", None, id="a date"),
        pytest.param(f"{NUMBER}<i>Documents of the court:</i>", None, id="a label"),
        pytest.param(f"{NUMBER}<i>PDF, 26-071-2</i>", None, id="another number"),
        pytest.param(f"{NUMBER}<i>{'The water rose in the night. ' * 12}</i>", None, id="prose"),
        pytest.param(
            f"{NUMBER}<div><select><option>Best match of all<option>Name</select></div>", None, id="choices"
        ),
    ],
)
def test_the_name_of_a_row(row: str, name: str | None) -> None:
    out = outline(parse_html(make_page(f"<body><section>{row}</section></body>")))
    item = out.tags.index("section")
    found = row_title(out, (item, item, out.ends[item]), out.links[0])
    assert (found and found[0]) == name

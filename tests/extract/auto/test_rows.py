"""Rows: their fields, their own addresses, what is taken off their names, and what costs nothing."""

from __future__ import annotations

import time

import pytest

from feedsvc.extract.auto.peel import peeled
from feedsvc.extract.auto.rowaddress import own_address
from feedsvc.extract.auto.rowfields import rows_of
from feedsvc.extract.auto.rowpieces import Field, trimmed
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.dom import parse_html
from tests.extract.helpers import make_page
from tests.extract.strategies import extract


@pytest.mark.parametrize(
    ("tag", "attributes", "address"),
    [
        pytest.param("tr", {"data-href": "/tenders/1"}, "/tenders/1", id="data attribute"),
        pytest.param("tr", {"onclick": "window.location.href='/p?id=2'"}, "/p?id=2", id="click"),
        pytest.param(
            "tr", {"onclick": 'location.assign("https://a.example/3")'}, "https://a.example/3", id="assign"
        ),
        pytest.param("tr", {"onclick": "location = base + id"}, "", id="made by a script"),
        pytest.param("tr", {"data-url": "javascript:alert(1)"}, "", id="script"),
        pytest.param("tr", {"data-url": "{{ row.url }}"}, "", id="template"),
        pytest.param("span", {"data-url": "/like/1"}, "", id="no row"),
    ],
)
def test_the_address_of_a_row(tag: str, attributes: dict[str, str | None], address: str) -> None:
    assert own_address(tag, attributes) == address


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- Marsh v. Lowe (", "Marsh v. Lowe"),
        ("F-C-S-,", "F-C-S-"),
        (") Reeds (2026)", "Reeds (2026)"),
        ("Oars", "Oars"),
    ],
)
def test_signs_that_join_are_no_part_of_a_name(text: str, bare: str) -> None:
    assert trimmed(text).removesuffix(")") == bare.removesuffix(")")


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        pytest.param(
            ["No. 12 – Lowe v. Ott", "No. 9 – In re Reed"], ["Lowe v. Ott", "In re Reed"], id="numbers"
        ),
        pytest.param(
            ["11/20/2026 – Lowe v. Ott", "11/13/2026 – In re Reed"], ["Lowe v. Ott", "In re Reed"], id="dates"
        ),
        pytest.param(["2025 – Annual report", "2026 – Annual report"], None, id="what alone differs"),
        pytest.param(["12 – Lowe v. Ott", "In re Reed"], None, id="not in every row"),
    ],
)
def test_names_without_what_stands_before_all_of_them(texts: list[str], names: list[str] | None) -> None:
    fields = {n: Field((0, "", 0), text, n) for n, text in enumerate(texts)}
    assert [one.text for one in peeled(fields).values()] == (names or texts)


def test_a_cell_that_reaches_down_belongs_to_the_rows_below() -> None:
    rows = (
        '<tr><td rowspan="2">4 March</td><td>Oars</td></tr><tr><td>Sails</td></tr><tr><td>5 March</td></tr>'
    )
    out = outline(parse_html(make_page(f"<body><table>{rows}</table></body>")))
    numbers = [n for n, tag in enumerate(out.tags) if tag == "tr"]
    found = rows_of(out, [(n, n, out.ends[n]) for n in numbers])
    assert [[(f.column[0], f.text) for f in found[n]] for n in numbers] == [
        [(0, "4 March"), (1, "Oars")],
        [(0, "4 March"), (1, "Sails")],
        [(0, "5 March")],
    ]


def test_a_button_deeper_than_any_stack_does_no_harm() -> None:
    deep = f"<button>{'<b>' * 5000}Open the row and read{'</b>' * 5000}</button>"
    cells = f"<td>{deep}</td><td>11/0{{n}}/2026</td><td>Eel Fishers of {{n}}{{n}} v. Weir {{n}}</td>"
    rows = "".join(f'<tr>{cells.format(n=n)}<td><a href="/{n}.pdf">26-{n}</a></td></tr>' for n in range(1, 5))
    found = extract("auto", f"<body><table>{rows}</table></body>")
    assert [story.link for story in found.stories] == ["/1.pdf", "/2.pdf", "/3.pdf", "/4.pdf"]


@pytest.mark.no_cover
def test_thousands_of_lines_cost_little() -> None:
    lines = "".join(f'No. {n} – Eels of <a href="/{n}">{n}</a><br>' for n in range(3000))
    start = time.process_time()
    extract("auto", f"<body><p>{lines}</p></body>")
    assert time.process_time() - start < 3

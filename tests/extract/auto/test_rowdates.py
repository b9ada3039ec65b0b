"""Which column of a table dates its rows, and whether its head says that something ends then."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.extract.strategies import extract

TITLES = (
    "Repairs to the north quay",
    "Night ferries to the islands",
    "Lanterns for the old pier",
    "Dredging of the basin",
)
OF_ENDS = """Closing date | Closing date and time | Closes on | Deadline | Application deadline | Deadline for applications | Date due | Valid until
Einsendeschluss | Datum Einsendeschluss | Bewerbungsschluss | Angebotsfrist | Frist | Gültig bis | Date limite de dépôt | Date de clôture | Fecha límite
Fecha de cierre | Hasta | Data di scadenza | Prazo de entrega | Encerramento | Sluitingsdatum | Ansøgningsfrist | Sista ansökningsdag
Termin składania ofert | Срок подачи заявок | Действует до | Дата окончания | Son başvuru tarihi | 截止日期 | 投标截止时间 | 申込締切日 | 접수마감일 | آخر موعد"""
OF_OTHERS = """Date | Published | Decided until appeal | Opened until further notice on | Received (until 2020: sent) | Road closing since | Disclosed
Datum | Datum (bis 2019: Eingang) | Datum des Beschlusses über die Frist | Beschluss vom | Séance (jusqu'au vote) | Data da reunião (até 2019)
Datum vergadering tot besluit | Дата заседания (до перерыва) | Дата публикации (срок 30 дней) | 公告日期(截止前) | 発行日"""


def heads(table: str) -> list[str]:
    return [head.strip() for line in table.splitlines() for head in line.split(" | ")]


def dated(*columns: str, beside: str = "") -> Sequence[tuple[str, bool]]:
    """What dates the rows of a table with these columns, each a month later than the one before.

    `beside` stands behind each title.
    """
    head = "".join(f"<th>{column}</th>" for column in ("Title", *columns))
    rows = [
        f'<tr><td><a href="/n/{n}">{title}</a>{beside.format(n)}</td>'
        + "".join(f"<td>2026-0{month}-1{n}</td>" for month, _ in enumerate(columns, 1))
        for n, title in enumerate(TITLES, 1)
    ]
    page = (
        f"<body><table><thead><tr>{head}</tr></thead><tbody>{'</tr>'.join(rows)}</tr></tbody></table></body>"
    )
    return [(str(story.published), story.ends) for story in extract("auto", page).stories]


@pytest.mark.parametrize("head", heads(OF_ENDS))
def test_a_head_that_names_an_end_dates_no_row(head: str) -> None:
    assert [ends for _, ends in dated(head)] == [True] * 4


@pytest.mark.parametrize("head", heads(OF_OTHERS))
def test_a_word_for_an_end_inside_of_another_head_means_no_end(head: str) -> None:
    assert dated(head) == [(f"2026-01-1{n}", False) for n in range(1, 5)]


@pytest.mark.parametrize(
    "columns", [("Closing date", "Meeting"), ("截止日期", "发布日期"), ("Frist", "Veröffentlicht am")]
)
def test_beside_a_column_of_ends_the_other_one_dates_the_rows(columns: Sequence[str]) -> None:
    assert dated(*columns) == [(f"2026-02-1{n}", False) for n in range(1, 5)]


def test_a_column_of_ends_takes_no_place_of_a_date_beside_the_title() -> None:
    found = dated("Closing date", beside='<time datetime="2025-12-0{0}"></time>')
    assert found == [(f"2025-12-0{n}", False) for n in range(1, 5)]


def test_a_date_with_which_a_text_begins_is_its_row_s_where_there_is_no_other() -> None:
    said = "In an appeal from the circuit court the judgment is affirmed, as the parties had agreed on the price before."
    row = '<p><a href="/o/{n}.pdf">126000{n}</a> <b>{name}</b> {day}{said}</p>'
    names = ("Eel Co. v. Lund", "In re Dab of the quay", "State v. Tern")

    def dates(day: str) -> list[object]:
        rows = "".join(row.format(n=n, name=name, day=day, said=said) for n, name in enumerate(names))
        return [story.published for story in extract("auto", f"<main>{rows}</main>").stories]

    assert dates("11/26/2026 ") == ["11/26/2026"] * 3
    assert dates("") == dates("We heard on 11/26/2026 that ") == [None] * 3

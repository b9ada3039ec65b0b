"""Forms of lists that many sites share: tables of files and of versions, boards, threads below days."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract

DAYS = (27, 20, 13)


def rows(row: str, *names: str) -> str:
    """A row for each name, with its day and number."""
    return "".join(
        row.replace("{day}", str(day)).replace("{n}", str(n)).replace("{name}", name)
        for n, (day, name) in enumerate(zip(DAYS, names, strict=True), 1)
    )


def told(page: str) -> list[tuple[str | None, str | None, object]]:
    """Titles, links and dates."""
    return [(s.title, s.link, s.published) for s in extract("auto", f"<main>{page}</main>").stories]


HINDI = ("नाव घाट की मरम्मत", "दीप घर परीक्षा का परिणाम", "जल आपूर्ति बाधित रहने की सूचना")


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("देखें", HINDI),
        ("डाउनलोड करें", HINDI),
        ("ดาวน์โหลด", ("แจ้งปิดปรับปรุงท่าเรือ", "ประกาศผลการสอบ", "เชิญร่วมงานลอยกระทง")),
        ("다운로드", ("부두 보수 공사 안내", "등대 시험 결과 공고", "수도 공급 중단 안내")),
        ("دریافت فایل", ("آگهی مناقصه خرید قایق", "نتایج آزمون فانوس", "قطع آب در بندر")),
    ],
)
def test_a_label_that_fetches_a_file_is_no_title(label: str, names: tuple[str, str, str]) -> None:
    row = f'<tr><td>{{name}}</td><td>{{day}}/11/2026</td><td><a href="/f/{{n}}.pdf">{label}</a> (1 MB)</td></tr>'
    assert [(title, link) for title, link, _ in told(f"<table>{rows(row, *names)}</table>")] == [
        (name, f"/f/{n}.pdf") for n, name in enumerate(names, 1)
    ]


NAMES = ("Second quay opens after all", "Ferry fares to rise again", "Old lighthouse sold to a baker")


@pytest.mark.parametrize(
    ("head", "dated"), [("Published", True), ("Date", True), ("Number", False), ("", False)]
)
def test_eight_digits_are_a_day_where_their_column_says_so(head: str, dated: bool) -> None:
    row = '<tr><td><a href="/t/{n}">{name}</a></td><td>202611{day}</td></tr>'
    table = f"<table><tr><th>Subject</th><th>{head}</th></tr>{rows(row, *NAMES)}</table>"
    assert [date for _, _, date in told(table)] == [f"202611{day}" if dated else None for day in DAYS]


def test_a_version_names_its_row_and_its_notes_are_read() -> None:
    row = """<tr><td>4.{n}.1</td><td>2026-11-{day}</td><td><a href="/dl/tool-4.{n}.1.tar.gz">tar.gz</a>
        <a href="/dl/tool-4.{n}.1.zip">zip</a></td><td><a href="/notes/{n}.html">Release notes</a></td></tr>"""
    head = "<tr><th>Version</th><th>Released</th><th>Files</th><th>Notes</th></tr>"
    assert told(f"<table>{head}{rows(row, *NAMES)}</table>") == [
        (f"4.{n}.1", f"/notes/{n}.html", f"2026-11-{day}") for n, day in enumerate(DAYS, 1)
    ]


def test_those_who_wrote_first_and_last_are_no_threads() -> None:
    row = """<tbody><tr><th><em>[<a href="forum.php?mod=forumdisplay&typeid=3">公告</a>]</em>
        <a href="thread-{n}-1-1.html" class="s xst">{name}</a></th>
        <td class=by><cite><a href="space-uid-{n}.html">海风{n}</a></cite><em><span>2026-11-{day}</span></em></td>
        <td class=num><a href="thread-{n}-1-1.html">{n}</a><em>90</em></td>
        <td class=by><cite><a href="space-username-t{n}.html">灯火{n}</a></cite>
        <em><a href="forum.php?mod=redirect&tid={n}&goto=lastpost#lastpost">2026-11-28 0{n}:11</a></em></td></tr></tbody>"""
    names = ("码头二期今天开放了", "渡船票价又要上涨了", "老灯塔卖给了面包师")
    assert told(f"<table>{rows(row, *names)}</table>") == [
        (name, f"thread-{n}-1-1.html", f"2026-11-{day}")
        for n, (name, day) in enumerate(zip(names, DAYS, strict=True), 1)
    ]


def test_a_thread_behind_a_label_is_not_called_by_its_day() -> None:
    row = """<div class=item><div class="itemTitle"><a href="/f/x/?prefix_id=1">News</a> <a href="/threads/{n}/">{name}</a></div>
        <div class=minor><ul><li><a href="/members/gull{n}/">gull{n}</a></li>
        <li><a href="/threads/{n}/"><time datetime="2026-11-{day}">2026-11-{day}</time></a></li></ul></div></div>"""
    assert told(rows(row, *NAMES)) == [
        (name, f"/threads/{n}/", f"2026-11-{day}")
        for n, (name, day) in enumerate(zip(NAMES, DAYS, strict=True), 1)
    ]


def test_days_that_are_the_only_names_stay() -> None:
    row = '<li><a href="/agenda/{n}.pdf">November {day}, 2026</a></li>'
    assert [link for _, link, _ in told(f"<ul>{rows(row, *NAMES)}</ul>")] == [
        f"/agenda/{n}.pdf" for n in (1, 2, 3)
    ]


def test_as_many_stories_below_each_day_are_told_one_by_one() -> None:
    day = """<h3>November {day}, 2026</h3><ul><li><a href="/o/{n}a.pdf">Eel Co. v. Lund</a></li>
        <li><a href="/o/{n}b.pdf">{name}</a></li></ul>"""
    found = told(rows(day, "Mill v. Mill", "In re Dab", "Gull v. Harbour Board"))
    assert [link for _, link, _ in found] == [f"/o/{n}{part}.pdf" for n in (1, 2, 3) for part in "ab"]

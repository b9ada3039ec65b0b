"""Forms of lists that many sites share: tables of files and of versions, boards, threads below days."""

from __future__ import annotations

import pytest

from tests.extract.strategies import extract, refusal

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


def test_a_body_s_page_is_not_its_meeting_s() -> None:
    row = """<tr><td><a href="DepartmentDetail.aspx?ID={n}">{name}</a></td><td>11/{day}/2026</td>
        <td><a href="View.ashx?M=IC&ID={n}"><img src="c.gif"></a></td>
        <td><a href="MeetingDetail.aspx?ID={n}">Meeting details</a></td><td><a href="A.ashx?ID={n}">Agenda</a></td></tr>"""
    head = "<tr><th>Name</th><th>Meeting Date</th><th></th><th>Meeting Details</th><th>Agenda</th></tr>"
    bodies = ("Harbour Commission", "Finance Committee", "Library Trustees")
    assert [(title, link) for title, link, _ in told(f"<table>{head}{rows(row, *bodies)}</table>")] == [
        (body, f"MeetingDetail.aspx?ID={n}") for n, body in enumerate(bodies, 1)
    ]


def test_a_day_behind_a_key_to_sort_by_names_no_row() -> None:
    row = """<tr><td>{name}</td><td><span style="display:none;">17950000{day}</span>Nov {day}, 2026 - 7:00 PM</td>
        <td><a href="/agenda/{n}">Agenda</a></td></tr>"""
    bodies = ("Harbour Commission", "Finance Committee", "Library Trustees")
    assert [title for title, _, _ in told(f"<table>{rows(row, *bodies)}</table>")] == list(bodies)


def test_links_that_are_called_titles_and_described_are_stories() -> None:
    row = """<div class=row><div class="case-title"><a href="/o/{n}">{name}</a></div><div>M2026-0{n}-R3</div>
        <p>This appeal is about the sale of a boat and the fees of those who rowed it home after the storm.</p></div>"""
    cases = ("Eel Co. v. Lund", "In re Dab", "State v. Tern", "Mill v. Mill", "A. v. B.")
    page = "".join(row.replace("{n}", str(n)).replace("{name}", case) for n, case in enumerate(cases))
    assert [(title, link) for title, link, _ in told(page)] == [(c, f"/o/{n}") for n, c in enumerate(cases)]
    menu = "".join(f'<div class="title"><a href="/m/{n}">{case}</a></div>' for n, case in enumerate(cases))
    assert "no repeated blocks look like stories" in refusal("auto", f"<main>{menu}</main>")

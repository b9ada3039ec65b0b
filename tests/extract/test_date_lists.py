"""Lists in many languages whose dates are hard to read, each a row: what stands there, and which days are meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.extract.pipeline import run
from tests.extract.helpers import make_page, make_settings

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TITLES = (
    "Second quay opens after three years of work",
    "Ferry timetable changes on Monday next",
    "Fish market moves to the old customs house",
    "The library lends out skates and sledges",
)
LISTS = [
    pytest.param('en', '27/11 · 04/11 · 03/10', '2026-11-27 2026-11-04 2026-10-03', {}, id='en day first by one day'),
    pytest.param('', 'torsdag 05/02 · fredag 06/02 · lördag 07/02', '2026-02-05 2026-02-06 2026-02-07', {}, id='day first by weekdays'),
    pytest.param('', 'Fri 11/06 · Thu 11/05 · Wed 11/04', '2026-11-06 2026-11-05 2026-11-04', {}, id='month first by weekdays'),
    pytest.param('de', '27.11.26 | 10:00 Uhr · 03.11.26 | 9:30 Uhr · 01.10.26 | 18:00 Uhr', '2026-11-27 2026-11-03 2026-10-01', {}, id='de dmy2 before clocks'),
    pytest.param('en-GB', '27/11/26 10:05 – · 03/11/26 9:00 – · 01/10/26 18:00 –', '2026-11-27 2026-11-03 2026-10-01', {}, id='en-GB dmy2 with clocks'),
    pytest.param('en-US', '11/05/2026 · 11/04/2026 · 10/09/2026 · 9/8/2026', '2026-11-05 2026-11-04 2026-10-09 2026-09-08', {}, id='en-US mdy'),
    pytest.param('en-GB', '05/11/26 · 04/11/26 · 09/10/26', '2026-11-05 2026-11-04 2026-10-09', {}, id='en-GB dmy2'),
    pytest.param('de', '27.11. · 3.11. · 31.10.', '2026-11-27 2026-11-03 2026-10-31', {}, id='de short'),
    pytest.param('de', 'Fr., 27. Nov. · Di., 3. Nov. · Sa., 31. Okt.', '2026-11-27 2026-11-03 2026-10-31', {}, id='de wd'),
    pytest.param('fr', 'Publié le 27 novembre 2026 à 10h05 · Publié le 3 novembre 2026 à 9h00 · Publié le 1er octobre 2026 à 8h', '2026-11-27 2026-11-03 2026-10-01', {}, id='fr posted'),
    pytest.param('fr', 'par Anne, le 27/11/2026 · par Luc, le 03/11/2026 · par Zoé, le 01/10/2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='fr by'),
    pytest.param('es', 'NOVIEMBRE 27, 2026 · NOVIEMBRE 3, 2026 · OCTUBRE 1, 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='es caps'),
    pytest.param('es', 'Hace 3 horas · Ayer · Hace 5 días', '2026-11-28 2026-11-27 2026-11-23', {}, id='es rel'),
    pytest.param('it', 'ven 27 nov 2026 · mar 3 nov 2026 · gio 1 ott 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='it'),
    pytest.param('pt', '<b>27</b><i>nov</i> · <b>03</b><i>nov</i> · <b>01</b><i>out</i>', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<div class="date">{}</div>'}, id='pt badge'),
    pytest.param('pl', '27 listopada 2026, 10:05 · 3 listopada 2026, 9:00 · 1 października 2026, 8:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='pl'),
    pytest.param('cs', '27. 11. 2026 · 3. 11. 2026 · 1. 10. 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='cs'),
    pytest.param('cs', 'dnes 9:30 · včera 18:20 · 25. 11. 2026', '2026-11-28 2026-11-27 2026-11-25', {}, id='cs rel'),
    pytest.param('ru', 'сегодня в 09:30 · вчера в 18:20 · 25 ноября в 10:00 · 30 дек 2025', '2026-11-28 2026-11-27 2026-11-25 2025-12-30', {}, id='ru'),
    pytest.param('uk', '09:30, 28 листопада · 18:20, 27 листопада · 10:00, 3 жовтня', '2026-11-28 2026-11-27 2026-10-03', {}, id='uk'),
    pytest.param('tr', '27 Kasım Cuma · 3 Kasım Salı · 1 Ekim Perşembe', '2026-11-27 2026-11-03 2026-10-01', {}, id='tr'),
    pytest.param('ar', 'الجمعة 27 نوفمبر 2026 · 3 نوفمبر، 2026 · 1 أكتوبر 2026 - 10:05', '2026-11-27 2026-11-03 2026-10-01', {}, id='ar'),
    pytest.param('fa', '۶ آذر ۱۴۰۵ · ۱۲ آبان ۱۴۰۵ - ۱۰:۰۵ · ۹ مهر ۱۴۰۵', '2026-11-27 2026-11-03 2026-10-01', {}, id='fa'),
    pytest.param('he', '27.11.2026 · 3.11.2026 · 1.10.2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='he'),
    pytest.param('ja', '2026.11.27 (金) · 2026.11.03 (火) · 2026.10.01 (木)', '2026-11-27 2026-11-03 2026-10-01', {}, id='ja'),
    pytest.param('ja', '11/27 10:05 · 11/3 9:00 · 10/1 8:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='ja2'),
    pytest.param('ja', 'R8.11.27 · R8.11.3 · R8.10.1', '2026-11-27 2026-11-03 2026-10-01', {}, id='ja3'),
    pytest.param('ko', '26.11.27 · 26.11.03 · 26.10.01', '2026-11-27 2026-11-03 2026-10-01', {}, id='ko'),
    pytest.param('ko', '10:05 · 09:31 · 11-27 · 11-03', '2026-11-28 2026-11-28 2026-11-27 2026-11-03', {}, id='ko2'),
    pytest.param('zh-CN', '[11-27] · [11-03] · [10-01]', '2026-11-27 2026-11-03 2026-10-01', {}, id='zh'),
    pytest.param('zh-TW', '115/11/27 · 115/11/03 · 115/10/01', '2026-11-27 2026-11-03 2026-10-01', {}, id='zh-tw'),
    pytest.param('zh-TW', '115.11.27 · 115.11.03 · 114.12.31', '2026-11-27 2026-11-03 2025-12-31', {}, id='zh-tw2'),
    pytest.param('th', '27 พ.ย. 2569 10:05 น. · 3 พ.ย. 2569 09:00 น. · 1 ต.ค. 2569 08:00 น.', '2026-11-27 2026-11-03 2026-10-01', {}, id='th'),
    pytest.param('th', '27/11/2569 · 03/11/2569 · 01/10/2569', '2026-11-27 2026-11-03 2026-10-01', {}, id='th2'),
    pytest.param('vi', '27/11/2026 10:05 · 03/11/2026 09:00 · 01/10/2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='vi'),
    pytest.param('vi', 'Thứ sáu, 27/11/2026 · Thứ ba, 3/11/2026 · Thứ năm, 1/10/2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='vi2'),
    pytest.param('hu', '2026.11.27. · 2026.11.03. · 2026.10.01.', '2026-11-27 2026-11-03 2026-10-01', {}, id='hu'),
    pytest.param('hu', '2026. nov. 27., péntek · 2026. nov. 3., kedd · 2026. okt. 1., csütörtök', '2026-11-27 2026-11-03 2026-10-01', {}, id='hu2'),
    pytest.param('sv', 'Fredag 27 november · Tisdag 3 november · Torsdag 1 oktober', '2026-11-27 2026-11-03 2026-10-01', {}, id='sv'),
    pytest.param('fi', 'pe 27.11.2026 klo 10.05 · ti 3.11.2026 klo 9.00 · to 1.10.2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='fi'),
    pytest.param('el', 'Παρ, 27/11/2026 - 10:05 · Τρι, 03/11/2026 - 09:00 · Πεμ, 01/10/2026 - 08:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='el'),
    pytest.param('en', '(Nov. 27) · (Nov. 3) · (Oct. 1)', '2026-11-27 2026-11-03 2026-10-01', {}, id='en paren'),
    pytest.param('en', '3h · 2d · 1w', '2026-11-28 2026-11-26 2026-11-21', {'markup': '<time>{}</time>'}, id='en age bare'),
    pytest.param('en', '3 hours · 2 days · 1 week', '2026-11-28 2026-11-26 2026-11-21', {'markup': '<span class="age">{}</span>'}, id='en age bare2'),
    pytest.param('en', '20261127 · 20261103 · 20261001', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<span class="date">{}</span>'}, id='en compact'),
    pytest.param('en', 'Sat, Dec 5 @ 7:00 pm · Sun, Dec 13 @ 3:00 pm · Fri, Jan 8 @ 7:30 pm', '2026-12-05 2026-12-13 2027-01-08', {'title': 'Upcoming events'}, id='events'),
    pytest.param('de', '5.–7. Dezember 2026 · 13. Dezember 2026 · 30. Dezember 2026 – 2. Januar 2027', '2026-12-05 2026-12-13 2026-12-30', {'title': 'Veranstaltungen'}, id='events range'),
    pytest.param('nl', 'vr 27 nov · di 3 nov · do 1 okt', '2026-11-27 2026-11-03 2026-10-01', {}, id='nl'),
    pytest.param('id', 'Jumat, 27/11/2026 10:05 WIB · Selasa, 3/11/2026 09:00 WIB · Kamis, 1/10/2026 08:00 WIB', '2026-11-27 2026-11-03 2026-10-01', {}, id='id'),
    pytest.param('bn', '২৭/১১/২০২৬ · ০৩/১১/২০২৬ · ০১/১০/২০২৬', '2026-11-27 2026-11-03 2026-10-01', {}, id='bn'),
    pytest.param('hi', '27 नवंबर 2026, 10:05 AM IST · 3 नवंबर 2026 · 1 अक्टूबर 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='hi'),
    pytest.param('en', 'Last post by bob, Yesterday at 1:41 PM · Last post by al, Today at 9:10 AM · Last post by cy, 3 Nov 2026 10:00', '2026-11-27 2026-11-28 2026-11-03', {}, id='forum in English'),
    pytest.param('de', 'von Max » Fr 27. Nov 2026, 10:05 · von Eva » Di 3. Nov 2026, 09:00 · von Udo » Do 1. Okt 2026, 08:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='forum in German'),
    pytest.param('pl', 'przez Jan » 27 lis 2026, 10:05 · przez Ewa » 3 lis 2026, 09:00 · przez Ola » 1 paź 2026, 08:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='forum in Polish'),
    pytest.param('ru', 'Автор: Иван, 27 ноя 2026, 10:05 · Автор: Пётр, 3 ноя 2026, 09:00 · Автор: Олег, 1 окт 2026, 08:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='forum in Russian'),
    pytest.param('en', 'Updated 2 hours ago · Updated yesterday · Updated Nov 3', '2026-11-28 2026-11-27 2026-11-03', {}, id='updates'),
    pytest.param('en', 'Nov 27, 2026 11:30 PM PST · Nov 3, 2026 9:00 AM EST · Oct 1, 2026 8:00 AM CEST', '2026-11-28 2026-11-03 2026-10-01', {}, id='named zones'),
    pytest.param('lv', '27. novembris, 2026 · 3. novembris, 2026 · 1. oktobris, 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='Latvian'),
    pytest.param('ro', 'vineri, 27 noiembrie 2026 · marți, 3 noiembrie 2026 · joi, 1 octombrie 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='Romanian'),
    pytest.param('sl', '27. 11. 2026 ob 10.05 · 3. 11. 2026 ob 9.00 · 1. 10. 2026 ob 8.00', '2026-11-27 2026-11-03 2026-10-01', {}, id='Slovene'),
    pytest.param('nb', '27. nov. 2026 kl. 10:05 · 3. nov. 2026 kl. 09:00 · 1. okt. 2026 kl. 08:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='Norwegian'),
    pytest.param('zh', '发布时间：2026-11-27 · 发布时间：2026-11-03 · 发布时间：2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {}, id='Chinese with a label'),
    pytest.param('ja', '更新日：2026年11月27日 · 更新日：2026年11月3日 · 更新日：2026年10月1日', '2026-11-27 2026-11-03 2026-10-01', {}, id='Japanese with a label'),
    pytest.param('ko', '2026.11.27. 오후 3:05 · 2026.11.03. 오전 9:00 · 2026.10.01. 오전 8:00', '2026-11-27 2026-11-03 2026-10-01', {}, id='Korean halves of the day'),
    pytest.param('ar', 'منذ 3 ساعات · منذ يومين · منذ أسبوع', '2026-11-28 2026-11-26 2026-11-21', {}, id='Arabic ages'),
    pytest.param('de', '27.11. – 3.12.2026 · 3.11.-5.11.2026 · 1.–4.10.2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='German days from and to'),
    pytest.param('fr', 'du 27 au 29 novembre 2026 · du 3 au 5 novembre 2026 · du 1er au 4 octobre 2026', '2026-11-27 2026-11-03 2026-10-01', {}, id='French days from and to'),
    pytest.param('fr-CA', '27 novembre 2026 à 10 h 05 · 3 novembre 2026 à 9 h 00 · 1 octobre 2026 à 8 h 00', '2026-11-27 2026-11-03 2026-10-01', {}, id='clocks in French Canada'),
    pytest.param('fa', '۱۴۰۵/۰۹/۰۶ · ۱۴۰۵/۰۸/۱۲ · ۱۴۰۵/۰۷/۰۹', '2026-11-27 2026-11-03 2026-10-01', {}, id='Persian days in numbers'),
    pytest.param('ko', "'26.11.27 · '26.11.03 · '26.10.01", '2026-11-27 2026-11-03 2026-10-01', {}, id='Korean short years'),
    pytest.param('en', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<i>Updated: <time datetime="2026-11-28">x</time></i> <i>Published: <time datetime="{}">x</time></i>'}, id='changed and published'),
    pytest.param('pl', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<i>Zaktualizowano: <time datetime="2026-11-28">x</time></i> <i>Opublikowano: <time datetime="{}">x</time></i>'}, id='changed and published in Polish'),
    pytest.param('en', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<b>Updated:</b> <time datetime="2026-11-28">x</time> <b>Published:</b> <time datetime="{}">x</time>'}, id='changed and published with labels of their own'),
    pytest.param('en', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<time class="credited" datetime="{}">x</time> <b>Updated 28 November</b> <time datetime="2026-11-25">x</time>'}, id='called credited'),
    pytest.param('en', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<i>Updated 28 November</i> <time datetime="{}">x</time> <time datetime="2026-11-25">x</time>'}, id='behind the day of a change'),
    pytest.param('en', '2026-11-27 · 2026-11-03 · 2026-10-01', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<time class="updated" datetime="2026-11-28">x</time> <time class="entry-date published" datetime="{}">x</time>'}, id='called changed and published'),
    pytest.param('en', '27 November 2026 · 3 November 2026 · 1 October 2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<p>Last updated: 28 November 2026 | Published: {}</p>'}, id='changed and published in one line'),
    pytest.param('en', '27 November 2026 · 3 November 2026 · 1 October 2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<p>Last updated: {} | Deadline: 28 November 2026</p>'}, id='changed and something else in one line'),
    pytest.param('en', '1795773600 · 1793700000 · 1790845200000', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<span class="ts" data-timestamp="{}"></span>'}, id='counts for scripts'),
    pytest.param('zh', '<b>27</b><i>2026-11</i> · <b>03</b><i>2026-11</i> · <b>01</b><i>2026-10</i>', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<div class="box">{}</div>'}, id='a day above year and month'),
    pytest.param('zh', '<i>2026.11</i><b>27</b> · <i>2026.11</i><b>3</b> · <i>2026.10</i><b>1</b>', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<div class="box">{}</div>'}, id='year and month above a day'),
    pytest.param('zh', '<b>11-27</b><i>2026</i> · <b>11-03</b><i>2026</i> · <b>10-01</b><i>2026</i>', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<div class="date">{}</div>'}, id='month and day above a year'),
    pytest.param('en', '27 November 2026 · 3 November 2026 · 1 October 2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<ul><li>Closing date: 28 November 2026</li><li>Posted: {}</li></ul>'}, id='closing and posted'),
    pytest.param('de', '27.11.2026 · 3.11.2026 · 1.10.2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<dl><dt>Bewerbungsschluss</dt><dd>28.11.2026</dd><dt>Eingestellt</dt><dd>{}</dd></dl>'}, id='closing and posted in German'),
    pytest.param('en', '27 November 2026 · 3 November 2026 · 1 October 2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<p>Week ending {}</p>'}, id='weeks that have ended'),
    pytest.param('de', '27. November 2026 · 3. November 2026 · 1. Oktober 2026', '2026-11-27 2026-11-03 2026-10-01', {'markup': '<p>Vom {} bis 28. November 2026</p>'}, id='German days from which on'),
]  # fmt: skip
NONE = [
    pytest.param("en", "5 min · 3 min · 8 min", '<span class="read-time">{}</span>', id="how long reading takes"),
    pytest.param("en", "27 November 2026 · 3 November 2026 · 1 October 2026", "<p>Deadline: {}</p>", id="nothing but a deadline"),
    pytest.param("en", "27 November 2026 · 3 November 2026 · 1 October 2026", "<p>Valid until {}</p>", id="nothing but until when it is valid"),
    pytest.param("en", "27 November 2026 · 3 November 2026 · 1 October 2026", "<b>Offer ends</b> <i>{}</i>", id="nothing but the end of an offer"),
    pytest.param("en", "2026-11-27 · 2026-11-03 · 2026-10-01", "<dl><dt>Apply by</dt><dd>{}</dd></dl>", id="nothing but by when to apply"),
    pytest.param("en", "2026-11-27 · 2026-11-03 · 2026-10-01", '<b>Deadline:</b> <time datetime="{}">soon</time>', id="nothing but a deadline for programs"),
    pytest.param("de", "27.11.2026 · 3.11.2026 · 1.10.2026", "<span>Gültig bis {}</span>", id="nothing but a German end"),
    pytest.param("fr", "27 novembre 2026 · 3 novembre 2026 · 1 octobre 2026", "<span>Date limite : {}</span>", id="nothing but a French end"),
    pytest.param("en", "7 · 1795 · 20261127", '<b data-time="{}"></b>', id="counts that are no moments"),
    pytest.param("en", "3h · 2h · 1h", "<b>{}</b>", id="hours that nothing calls an age"),
    pytest.param("en", "20261127 · 20261103 · 20261001", "<b>{}</b>", id="numbers that nothing calls days"),
    pytest.param("zh-TW", "115.13.27 · 115.14.03 · 115.40.01", "<span>{}</span>", id="versions"),
    pytest.param("en", "<b>27</b><i>2026-13</i> · <b>40</b><i>2026-11</i> · <b>0</b><i>2026-10</i>", "<div>{}</div>", id="no such months"),
    pytest.param("th", "27/13/2569 · 03/40/2569 · 31/31/2569", "<span>{}</span>", id="no such days"),
]  # fmt: skip


def days(lang: str, dates: str, markup: str = "<span>{}</span>", title: str = "News") -> list[str]:
    """The days that are read from a list with these dates."""
    rows = "".join(
        f'<li>{markup.format(date)} <a href="/n/{n}">{TITLES[n]}</a></li>'
        for n, date in enumerate(dates.split(" · "))
    )
    head = f"<html lang={lang}><title>{title}</title>"
    page = make_page(f"{head}<body><main><h1>{title}</h1><ul>{rows}</ul></main>")
    found = run(page, make_settings(extractor="auto", timezone="UTC"), NOW)
    return [f"{story.published:%Y-%m-%d}" if story.published else "-" for story in found.stories]


@pytest.mark.parametrize(("lang", "dates", "meant", "given"), LISTS)
def test_the_days_of_a_list_are_read(lang: str, dates: str, meant: str, given: dict[str, str]) -> None:
    assert days(lang, dates, **given) == meant.split()


@pytest.mark.parametrize(("lang", "texts", "markup"), NONE)
def test_what_only_looks_like_days_is_none(lang: str, texts: str, markup: str) -> None:
    assert days(lang, texts, markup) == ["-"] * 3


@pytest.mark.parametrize(
    ("titles", "meant"),
    [
        pytest.param(["Los niños del puerto", "La estación del metro", "Año nuevo en el mercado"], "2025-12-03", id="accented"),
        pytest.param(["Children of the port", "The underground station", "New year's market, café"], "2025-03-12", id="English"),
    ],
)  # fmt: skip
def test_letters_that_english_has_not_put_the_day_first(titles: list[str], meant: str) -> None:
    rows = "".join(f'<li><a href="/n/{n}">{t}</a> 03/12/2025</li>' for n, t in enumerate(titles))
    page = make_page(f"<html><body><ul>{rows}</ul></body></html>")
    found = run(page, make_settings(extractor="auto", timezone="UTC"), NOW)
    assert {f"{story.published:%Y-%m-%d}" for story in found.stories} == {meant}

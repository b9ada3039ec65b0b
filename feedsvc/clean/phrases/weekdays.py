"""What the days of the week are called: Monday first, each with its short forms, apart by `|`."""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.clean.phrases.monthnames import folded

_NAMES = """
en: monday|mon, tuesday|tue|tues, wednesday|wed|weds, thursday|thu|thur|thurs, friday|fri, saturday|sat, sunday|sun
de: montag|mo, dienstag|di, mittwoch|mi, donnerstag|do, freitag|fr, samstag|sa|sonnabend, sonntag|so
fr: lundi|lun, mardi|mar, mercredi|mer, jeudi|jeu, vendredi|ven, samedi|sam, dimanche|dim
es: lunes|lun, martes|mar, miércoles|mié, jueves|jue, viernes|vie, sábado|sáb, domingo|dom
pt: segunda-feira|segunda|seg, terça-feira|terça|ter, quarta-feira|quarta|qua, quinta-feira|quinta|qui, sexta-feira|sexta|sex, sábado|sáb, domingo|dom
it: lunedì|lun, martedì|mar, mercoledì|mer, giovedì|gio, venerdì|ven, sabato|sab, domenica|dom
nl: maandag|ma, dinsdag|di, woensdag|wo, donderdag|do, vrijdag|vr, zaterdag|za, zondag|zo
sv: måndag|mån, tisdag|tis, onsdag|ons, torsdag|tors|tor, fredag|fre, lördag|lör, söndag|sön
nb: mandag|man, tirsdag|tir, onsdag|ons, torsdag|tor, fredag|fre, lørdag|lør, søndag|søn
fi: maanantai|ma, tiistai|ti, keskiviikko|ke, torstai|to, perjantai|pe, lauantai|la, sunnuntai|su
pl: poniedziałek|pon|pn, wtorek|wt, środa|śr, czwartek|czw, piątek|pt, sobota|sob, niedziela|niedz|nd
cs: pondělí|po, úterý|út, středa|st, čtvrtek|čt, pátek|pá, sobota|so, neděle|ne
sk: pondelok|po, utorok|ut, streda|st, štvrtok|št, piatok|pi, sobota|so, nedeľa|ne
hu: hétfő, kedd, szerda|sze, csütörtök|csüt, péntek|pént, szombat|szo, vasárnap|vas
ro: luni|lun, marți|mar, miercuri|mie, joi, vineri|vin, sâmbătă|sâm, duminică|dum
ru: понедельник|пн, вторник|вт, среда|ср, четверг|чт, пятница|пт, суббота|сб, воскресенье|вс
uk: понеділок|пн, вівторок|вт, середа|ср, четвер|чт, пʼятниця|пт, субота|сб, неділя|нд
bg: понеделник|пн, вторник|вт, сряда|ср, четвъртък|чт, петък|пт, събота|сб, неделя|нд
tr: pazartesi|pzt, salı|sal, çarşamba|çar, perşembe|per, cuma|cum, cumartesi|cmt, pazar|paz
el: δευτέρα|δευ, τρίτη|τρι, τετάρτη|τετ, πέμπτη|πεμ, παρασκευή|παρ, σάββατο|σαβ, κυριακή|κυρ
he: שני, שלישי, רביעי, חמישי, שישי, שבת, ראשון
ar: الاثنين|الإثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد
fa: دوشنبه, سه‌شنبه, چهارشنبه, پنجشنبه|پنج‌شنبه, جمعه, شنبه, یکشنبه|یک‌شنبه
hi: सोमवार|सोम, मंगलवार|मंगल, बुधवार|बुध, गुरुवार|गुरु, शुक्रवार|शुक्र, शनिवार|शनि, रविवार|रवि
id: senin|sen, selasa|sel, rabu|rab, kamis|kam, jumat|jum, sabtu|sab, minggu|min
vi: thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật
ja: 月曜日|月曜|月, 火曜日|火曜|火, 水曜日|水曜|水, 木曜日|木曜|木, 金曜日|金曜|金, 土曜日|土曜|土, 日曜日|日曜|日
ko: 월요일|월, 화요일|화, 수요일|수, 목요일|목, 금요일|금, 토요일|토, 일요일|일
zh: 星期一|周一|週一, 星期二|周二|週二, 星期三|周三|週三, 星期四|周四|週四, 星期五|周五|週五, 星期六|周六|週六, 星期日|星期天|周日|週日
"""  # noqa: E501 -- a table reads better unbroken


def _all_names() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for line in _NAMES.strip().splitlines():
        for number, names in enumerate(line.partition(": ")[2].split(", ")):
            for name in map(folded, names.split("|")):
                found[name] = found.get(name, frozenset()) | {number}
    return found


_DAYS = _all_names()
_BESIDE = re.compile(
    r"(?:(?<!\w)|(?=[(（]))[(（]?("
    + "|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True))
    + r")\.?[)）]?(?!\w)"
)


@lru_cache(maxsize=2048)
def weekday_beside(line: str) -> tuple[str, frozenset[int]]:
    """The line with spaces for the first name of a weekday, and the days that it may name (Monday is 0).

    Every other character keeps its place; the line comes back as it was where it names none.
    """
    low = line.casefold()
    if len(low) != len(line):
        return line, frozenset()
    plain = "".join(folded(char) or char for char in low)
    found = _BESIDE.search(plain) if len(plain) == len(line) else None
    if found is None:
        return line, frozenset()
    blank = " " * (found.end() - found.start())
    return line[: found.start()] + blank + line[found.end() :], _DAYS[found[1]]

"""Lists of meetings: the story is the meeting, though the links may say but "Agenda" and "Minutes"."""

from __future__ import annotations

from datetime import date

from tests.extract.listings.listing import Listing, Seen, rows, spoken

BODIES = (
    "City Council", "Board of Zoning Appeals", "City Council", "Parks Committee", "Planning Commission", "City Council",
    "Board of Zoning Appeals",
)  # fmt: skip
DAYS = (
    date(2026, 3, 10), date(2026, 3, 3), date(2026, 2, 24), date(2026, 2, 17), date(2026, 1, 27), date(2025, 12, 16),
    date(2025, 12, 2),
)  # fmt: skip
VALUES = [
    {"id": 500 - n, "body": body, **spoken(day)}
    for n, (body, day) in enumerate(zip(BODIES, DAYS, strict=True))
]


def meetings(title: str, address: str) -> tuple[Seen, ...]:
    """What a person sees: every meeting with its day."""
    return tuple(
        (title.format_map(v), "https://town.example" + address.format_map(v), str(v["iso"])) for v in VALUES
    )


AGENDA_CENTER = """<tr class="catAgendaRow"><td><h3><strong aria-label="Agenda for {month} {d}, {y}"><abbr title="{month}">{mon}</abbr> {d}, {y}</strong> &mdash; Posted <abbr title="{month}">{mon}</abbr> {d}, {y} 9:15 AM</h3><p><a href="/AgendaCenter/ViewFile/Agenda/_{mm}{dd}{y}-{id}" target="_blank">{body} Regular Meeting</a></p></td>
<td class="minutes"><a href="/AgendaCenter/ViewFile/Minutes/_{mm}{dd}{y}-{id}" target="_blank"><img src="min.png" alt="Minutes"></a></td><td class="downloads"><div class="popoutContainer"><a class="popoutBtn" href="javascript:void(0)">Download</a><div class="popout"><ol><li><a href="/AgendaCenter/ViewFile/Agenda/_{mm}{dd}{y}-{id}" class="pdf">PDF</a></li></ol></div></div></td></tr>"""

DRUPAL = """<div class="views-row"><div class="views-field views-field-field-date"><span class="field-content">{mon} {d}, {y}</span></div><div class="views-field views-field-title"><span class="field-content"><a href="/meetings/{id}" hreflang="en">{body}</a></span></div><div class="views-field views-field-field-files"><span class="field-content"><a href="/files/{id}-agenda.pdf">{n} Attachments</a></span></div></div>"""

LEGISTAR = """<tr class="rgRow"><td class="rgSorted"><a href="DepartmentDetail.aspx?B={body}" id="hypBody">{body}</a></td><td><font>{m}/{d}/{y}</font></td><td><a href="View.ashx?M=IC&amp;ID={id}"><img src="c.gif" alt="Export to iCalendar"></a></td><td><span><font>6:00 PM</font></span></td><td><font>Town Hall, second floor</font></td><td><a href="MeetingDetail.aspx?ID={id}">Meeting details</a></td><td><a href="View.ashx?M=A&amp;ID={id}">Agenda</a></td><td><a href="View.ashx?M=M&amp;ID={id}">Minutes</a></td></tr>"""

GRANICUS = """<tr class="listingRow" valign="top"><td class="listItem" headers="Name" scope="row">{body}</td><td class="listItem" headers="Date">{month} {d}, {y} - 06:00 PM</td><td class="listItem">01h 30m</td><td class="listItem"><a href="https://town.example/AgendaViewer.php?view_id=2&amp;event_id={id}" target="_blank">Agenda</a></td><td class="listItem"><a href="https://town.example/MinutesViewer.php?view_id=2&amp;clip_id={id}">Minutes</a></td><td class="listItem"><a href="javascript:void(0);">Video</a></td></tr>"""

WORDPRESS = """<p><strong>{month} {d}, {y}</strong> &#8211; {body} <a href="/wp-content/uploads/{id}-agenda.pdf">Agenda</a> | <a href="/wp-content/uploads/{id}-minutes.pdf">Minutes</a></p>"""

LABELLED = """<li>{month} {d}, {y}: <a href="/docs/{id}-agenda.pdf">Agenda</a> <a href="/docs/{id}-minutes.pdf">Minutes</a></li>"""

CARDS = """<div class="meeting-card"><div class="meeting-date"><span class="month">{mon}</span> <span class="day">{d}</span> <span class="year">{y}</span></div><div class="meeting-body"><h4>{body}</h4><p>6:00 PM, Town Hall</p><ul class="meeting-links"><li><a href="/m/{id}/agenda.pdf">Agenda</a></li><li><a href="/m/{id}/packet.pdf">Agenda packet</a></li><li><a href="/m/{id}/video">Watch video</a></li></ul></div></div>"""

SESSIONNET = """<tr class="smc-t-r-l"><td class="siday"><span class="weekday">{dd}</span></td><td class="sidat">{dd}.{mm}.{y}</td><td class="sitime">18:00 Uhr</td><td class="silink"><div class="smc-el-h"><a href="si0057.asp?__ksinr={id}" title="Details anzeigen: {body} {dd}.{mm}.{y}" class="smce-a-u">{body}</a></div></td><td class="siort">Ratssaal im Rathaus</td><td class="sidocs"><a href="getfile.asp?id={id}" title="Dokument Download Dateityp: pdf">Einladung</a></td></tr>"""

MONTHS_OF_YEARS = "".join(
    f"<div><h3>{year}</h3><ul>"
    + "".join(
        f'<li><a href="/docs/{year}/minutes-{name[:3].lower()}.pdf">{name}</a></li>'
        for name in ("January", "March", "May", "June", "October")
    )
    + "</ul></div>"
    for year in (2026, 2025, 2024)
)
SERVICES = "".join(
    f'<div class="col"><h4>{kind}</h4><ul>'
    + "".join(f'<li><a href="/services/{kind.lower()}-{n}">{kind} {what}</a></li>' for n, what in enumerate(
        ("a street permit online", "taxes of the harbour", "a missing street lamp", "parking fines", "a tree"))
    )
    + "</ul></div>"
    for kind in ("Request", "Pay", "Report", "Apply")
)  # fmt: skip
MEMBERS = "".join(
    f'<tr><td><div class="title"><a href="/boards/member-details/{name.split()[0].lower()}">{name}</a></div></td><td>{term}</td><td>Town Council</td></tr>'
    for name, term in (
        ("Wilhelmina Longfellow-Brown (Chair)", "12/31/2027"), ("Ada Reed", "12/31/2026"), ("Bo Ek", "N/A"),
        ("Constantin Marsh (Vice Chair)", "12/31/2028"), ("Ida Quill", "6/30/2027"),
    )
)  # fmt: skip
SCHEDULE = """<tr><td>{m}/{d}/{y}</td><td><a href="/boards/event/{id}">{mm}/{dd}/{y} Archive Commission</a></td><td><a href="/docs/{id}.pdf"><span>Agendas</span></a></td></tr>"""

TABLE = "<table class='table'>{}</table>"


def _listing(name: str, template: str, title: str, address: str, around: str = "{}", **given: str) -> Listing:
    top = '<div id="nav"><a href="/">Home</a> <a href="/contact">Contact</a></div><h1>Meetings</h1>'
    body = top + around.replace("{}", rows(template, VALUES, ("odd", "even")))
    return Listing(name=name, body=body, stories=meetings(title, address), **given)


MEETINGS = (
    _listing("CivicPlus agenda center", AGENDA_CENTER, "{body} Regular Meeting", "/AgendaCenter/ViewFile/Agenda/_{mm}{dd}{y}-{id}", TABLE),
    _listing("Drupal meetings of few bodies", DRUPAL, "{body}", "/meetings/{id}", '<div class="view-content">{}</div>'),
    _listing("Legistar calendar", LEGISTAR, "{body}", "/list/MeetingDetail.aspx?ID={id}", TABLE),
    _listing("Granicus", GRANICUS, "{body}", "/AgendaViewer.php?view_id=2&event_id={id}", TABLE),
    _listing("WordPress paragraphs", WORDPRESS, "{body}", "/wp-content/uploads/{id}-agenda.pdf", '<div class="entry-content">{}</div>'),
    _listing("days with labels", LABELLED, "{month} {d}, {y}: Agenda", "/docs/{id}-agenda.pdf", "<main><ul>{}</ul></main>"),
    _listing("cards of meetings", CARDS, "{body}", "/m/{id}/agenda.pdf", '<div class="grid">{}</div>'),
    _listing("SessionNet", SESSIONNET, "{body}", "/list/si0057.asp?__ksinr={id}", TABLE, language="de"),
    Listing(
        name="months below years, beside services",
        body=f"<div class='services'>{SERVICES}</div><div class='content'><h1>Minutes of the board</h1>{MONTHS_OF_YEARS}</div>",
        stories=tuple(
            (f"{name} {year}", f"https://town.example/docs/{year}/minutes-{name[:3].lower()}.pdf", None)
            for year in (2026, 2025, 2024)
            for name in ("January", "March", "May", "June", "October")
        ),
    ),
    Listing(
        name="members beside meetings",
        body=f"<h2>Members</h2><table class='t'><tbody>{MEMBERS}</tbody></table><h3>Meetings</h3><table class='t'><tbody>{rows(SCHEDULE, VALUES[:4])}</tbody></table>",
        stories=meetings("{mm}/{dd}/{y} Archive Commission", "/boards/event/{id}")[:4],
    ),
    Listing(
        name="a board's and its committees' meetings",
        body="".join(
            f"<h3>{of}</h3><div class='view-content'>{rows(DRUPAL, values)}</div>"
            for of, values in (("Board", VALUES[:5]), ("Committees", VALUES[3:]))
        ),
        stories=meetings("{body}", "/meetings/{id}"),
    ),
)  # fmt: skip

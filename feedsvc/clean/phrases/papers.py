# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What links to the papers of a meeting say, in each language: the meeting itself is named beside them."""

from __future__ import annotations

_PAPERS = (
    "agendas?|minutes|packets?|summary|summaries|videos?|audio|recordings?|transcripts?|attachments?|documents?|details?"
    "|livestream|webcast|presentations?|slides|notices?|materials?|handouts?|e-?packet|ical|icalendar|calendar"
    "|tagesordnung(?:en)?|einladung(?:en)?|niederschrift(?:en)?|protokolle?|bekanntmachung(?:en)?|unterlagen|vorlagen|anlagen?"
    "|ordre du jour|proc[eè]s[- ]verba(?:l|ux)|comptes?[- ]rendus?|convocations?|d[eé]lib[eé]rations?|documents?"
    "|orden del d[ií]a|actas?|convocatorias?|documentos?|v[ií]deos?"
    "|ordine del giorno|verbal[ei]|convocazion[ei]|allegat[io]|documenti"
    "|pautas?|atas?|ordem do dia|anexos?|edita(?:l|is)"
    "|notulen|agendastukken|besluitenlijst|vergaderstukken"
    "|dagordning|kallelse|protokoll|handlingar|m[øö]teprotokoll|sakliste|innkalling|referat|dagsorden|bilag"
    "|esityslista|p[öo]yt[äa]kirja|porz[ąa]dek obrad|protok[óo][łl]|z[áa]pis|program|nap?irend|jegyz[őo]k[öo]nyv"
    "|повестка(?: дня)?|протокол|议程|会议纪要|議事録|次第|議程|会議録|資料"
)
_FETCHING = (
    "herunterladen|ansehen|anzeigen|t[ée]l[ée]charger|voir|consulter|descargar|ver|scarica|visualizza|baixar|downloaden|bekijk(?:en)?"
    "|ladda (?:ner|ned)|last ned|hent|lataa|pobierz|zobacz|st[áa]hnout|zobrazit|let[öo]lt[ée]s|megtekint[ée]s|[iİ]ndir|g[öo]r[üu]nt[üu]le|detaylar"
    "|скачать|просмотр(?:еть)?|открыть|смотреть|завантажити|переглянути|изтегли|преузми|λήψη|προβολή|άνοιγμα|t[ảa]i (?:v[ềe]|xu[ốo]ng)|unduh|lihat"
    "|(?:تحميل|عرض|مشاهدة|تنزيل)(?: (?:الملف|التفاصيل|المزيد))?|التفاصيل|اضغط هنا|(?:دانلود|دریافت|مشاهده)(?: (?:فایل|جزئیات|متن))?|جزئیات"
    "|(?:ל)?הורדה|(?:ל)?צפייה|לפרטים(?: נוספים)?|देखें|डाउनलोड(?: करें)?|विवरण|দেখুন|ডাউনলোড|ดาวน์โหลด|(?:ดู)?รายละเอียด"
    "|다운로드|내려받기|보기|상세(?: ?보기)?|바로가기|첨부(?:파일)?|ダウンロード|詳細(?:はこちら)?|添付(?:ファイル)?|(?:点击)?下[载載]|[查檢][看視](?:[详詳][情细細])?|[详詳][情细細]|附件"
)
_FORMATS = "pdf|docx?|word|html?|rtf|odt|txt|mp3|mp4|zip|print|web|text"
PAPER = (
    r"(?:(?:view|download|open|see|watch|read|get|show|listen(?:\sto)?|click(?:\shere)?(?:\sfor)?)\s)?(?:the\s)?(?:\d{1,3}\s)?"
    r"(?:(?:draft|final|approved|adopted|meeting|public|special|full|complete|agenda|board|event|session|signed|unofficial|official|amended|revised|more)\s){0,2}"
    rf"(?:{_PAPERS}|{_FORMATS})(?:\s(?:packet|summary|item|notes?|page))?s?"
    rf"(?:\s?[(\[]?(?:{_FORMATS})(?:[,\s]+[\d.,]+\s?[kmg]i?b)?[)\]]?)?(?:\s?[(\[]?[\d.,]+\s?[kmg]i?b[)\]]?)?(?:\s\d{{1,2}})?"
    rf"|(?:{_FORMATS})\s?[(\[][^()\[\]]*\d[^()\[\]]*[)\]]"
    rf"|(?:{_FETCHING})(?:\s?[(\[]?(?:{_FORMATS})(?:[,\s]+[\d.,]+\s?[kmg]i?b)?[)\]]?)?"
)
"""A link's whole words that name but a paper, or fetch it: `Agenda`, `View minutes (PDF)`, `Niederschrift`, `다운로드`."""

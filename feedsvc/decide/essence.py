# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""A text without what changes by itself: counters, ages, credits, related headlines, ways to read on.

A line of its own is judged whole. In a paragraph only its tail is, behind the end of a sentence and
without a full stop of its own: words and numbers that stand in prose stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from feedsvc.decide.similarity import plain, words

SHORT_LINE = 80
"""Characters up to which a line with a counter in it is a counter, not prose."""
LONGEST_HEADLINE = 150
"""Characters up to which a line below "Related" is a headline."""
TAIL = 200
"""Characters at the end of a paragraph in which a tail begins."""
MOST_TAILS = 4

_AGE = re.compile(
    r"(?:\b(?:updated|posted|published)\s+)?\b(?:\d+|an?|one)\s*(?:s|sec|second|m|min|minute|h|hr|hour)s?\s+ago\b"
    r"|\d{1,6}\s*(?:秒钟?|分钟|小时)之?前|刚刚",
    re.IGNORECASE,
)
_AGE_HINTS = (" ago", "前", "刚刚")
"""Looked for first: they cost a hundredth of the expression, and most texts have none of them."""
_SINCE = (
    r"(?:(?:first |last )?(?:updated|posted|published|modified|edited|aktualisiert|veröffentlicht|stand|mis à jour|publié"
    r"|actualizado|publicado|aggiornato|pubblicato|atualizado|bijgewerkt|gepubliceerd|oppdatert|uppdaterad|opdateret"
    r"|zaktualizowano|обновлено|опубликовано|更新(?:时间|日時)?|发布(?:时间)?)\b\s?[:：]?\s?)"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\suhr\b)?"
_MANY = r"(?:\d{1,6}|an?|one|ein(?:er|em|en)?|une?|una|um|uma|een|en|ett|et)"
_OTHER_AGE = (
    rf"{_SINCE}?(?:\b{_MANY}\s*(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year)s?\s+ago\b|\bjust now\b"
    rf"|\b(?:vor|il y a|hace|há)\s{_MANY}\s[^\W\d_]{{1,12}}\b"
    rf"|\b{_MANY}\s[^\W\d_]{{1,12}}\s(?:fa|geleden|sedan|siden|назад|temu|önce|sitten)\b"
    r"|\d{1,6}\s?(?:秒钟?|分(?:钟|鐘)?|小[时時]|時間?|天|日|周|週間?|[个個ヶか]?月|年)[之以]?前"
    r"|\d{1,6}\s?(?:초|분|시간|일|주|개월|년)\s?전)"
)
_ANSWERS = (
    r"comments?|replies|reply|reactions?|kommentare?|kommentarer|commentaires?|comentarios?|comentários?|comment[io]|reacties?"
    r"|komentarz\w*|коммента\w*|yorum"
)
_COUNTED = (
    rf"{_ANSWERS}|views?|shares?|likes?|reads?|claps?|votes?|points?|upvotes?"
    r"|retweets?|reposts?|followers?|downloads?|min(?:ute)?s?\s+read"
)
_SIGNS = "[♥♡❤🧡💛💚💙💜🖤👍👎👏💬🗨🗯👁👀🔁🔄↻🔖]\ufe0f?"
_COUNTER = (
    rf"\b\d[\d.,]*\s*[km万]?\s*(?:{_COUNTED})\b|\b(?:{_COUNTED})\s*[:(]?\s*\d[\d.,]*\s*[km万]?\)?"
    rf"|\b(?:no|keine?|aucun|sin|nessun|sem|geen|ingen|brak|нет)\s(?:{_ANSWERS})\b(?:\syet\b)?"
    r"|\b(?:reading time|lesezeit)\s?:?\s?\d{1,3}\s?min(?:ute[sn]?)?\b\.?|\b(?:viewed|read|shared)\s\d[\d.,]*\stimes\b"
    r"|(?:阅读|评论|点赞|分享|浏览)量?\s*[:(]?\s*\d[\d.,]*\s*万?\)?"
    r"|\d[\d.,]*\s?(?:条评论|件のコメント|次(?:阅读|浏览))|(?:コメント|댓글)\s?[(（]?\d[\d.,]*\s?件?[)）]?"
    rf"|{_SIGNS}\s?\d[\d.,]*\s?[km万]?\b|\b\d[\d.,]*\s?[km万]?\s?{_SIGNS}"
)
_MOMENT = (
    r"(?:now|today|yesterday|heute|gestern|hier|aujourd['’]hui|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|gisteren|i ?dag|i ?går"
    r"|сегодня|вчера|dzisiaj|wczoraj|bugün|dün|今天|昨天|前天|今日|昨日|本日|오늘|어제)"
    rf"(?:,?\s(?:at\s|um\s|à\s|a las\s|alle\s|kl\.?\s)?{_CLOCK})?"
    r"|\d{1,2}\s?(?:s|secs?|m|mins?|h|hrs?|std|d|w|wks?|mo|y|yrs?)\.?"
)
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|maj|mag|jun|juin|giu|jul|juil|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez"
    r"|déc|dic|ene|gen)[^\W\d_]{0,7}\.?"
)
_TIME = (
    rf"(?:{_CLOCK}|\d[\d:./-]*(?:st|nd|rd|th)?|{_MONTH}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?|(?-i:[A-Z]{{2,4}})"
    r"|at|on|um|am|uhr|le|de|of|kl\.?|today|yesterday)"
)
_STAMP = rf"{_SINCE}{_TIME}(?:[\s,|·]+{_TIME}){{0,8}}"
_PICTURE = r"(?:photo|photograph|picture|image|illustration|graphic|video|foto|bild)s?"
_CREDITED = (
    rf"(?:{_PICTURE}|credits?|courtesy|fotografie|fotografía|bilder|bildquelle|imagen|imágenes|immagine|imagem|cr[ée]dits?(?:\sphotos?)?"
    r"|zdjęci[ea]|фото|写真|图片?(?:来源)?|摄影|source|quelle)(?:\s(?:credits?|by|courtesy(?:\sof)?|source|via))?"
)
_NAME = r"(?-i:[A-ZÀ-Þ@])[^\s,/|;]*"
_CREDIT = (
    rf"[(\[（]?(?:file\s)?(?:{_CREDITED}\s?[:：]\s?(?:[^.!?。]|(?<=\b[a-z])\.){{1,80}}\.?"
    rf"|{_PICTURE}\s(?:by|via|courtesy(?:\sof)?)\s{_NAME}(?:[\s,/|&]{{1,3}}(?:{_NAME}|and|for|of|the|via|de|van|von|di|da)\b\.?){{0,7}}"
    r"|©\s?[^.!?。]{1,80}|(?:图|摄影)/.{1,40})[)\]）]?"
)
_CAPTION = re.compile(
    rf"(?:.{{0,{SHORT_LINE}}}(?:[.!?…)”\"]\s*|\s(?=(?-i:[A-Z]))))?[(\[]?(?:file\s)?{_CREDITED}\s?[:：].{{0,80}}",
    re.IGNORECASE,
)
_READ_ON = (
    r"[\[(]?(?:(?:click here to\s)?(?:read|see|view|show|learn) more|continue reading\b.{0,100}|more\s?(?=[»›→>…])|full story"
    r"|weiterlesen|mehr lesen|lire (?:la suite|plus)|leer más|seguir leyendo|leggi tutto|leia mais|lees (?:meer|verder)|läs mer"
    r"|les mer|læs mere|czytaj (?:więcej|dalej)|читать (?:далее|дальше)|devamını oku|続きを読む|もっと見る|(?:阅读|查看)(?:全文|更多|原文)"
    r"|더 보기)\W{0,10}|(?:leave a|add a|be the first to) comment|join the (?:conversation|discussion)"
)
_ALSO = (
    r"(?:(?:see|read) also|also read|lesen sie (?:auch|mehr)|siehe auch|(?:à )?lire aussi|voir aussi|à lire également|l(?:ea|eer) también"
    r"|leggi anche|vedi anche|leia também|veja também|lees ook|zie ook|läs (?:också|även)|les også|læs også|czytaj (?:też|także)"
    r"|читайте также)"
)
_RELATED = (
    rf"(?:related(?:\s(?:stor(?:y|ies)|articles?|reading|news|coverage|links?|headlines?|topics?|content))?|{_ALSO}"
    r"|read (?:more|next)|more (?:stories|news|articles|headlines)|recommended (?:for you|reading|stories|articles)|more on this(?: story| topic)?|most (?:read|popular) (?:stories|articles|news)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|trending now|mehr zum thema|te puede interesar"
    r"|(?:相关|推荐)(?:阅读|报道|新闻|文章)|関連(?:記事|ニュース))"
)
_TITLE_COUNTER = re.compile(
    rf"\s*(?:[(\[（]\s*(?:{_COUNTER})\s*[)\]）]|[-–—|·•]\s*(?:{_COUNTER}))\s*\Z", re.IGNORECASE
)
_HEADING = re.compile(rf"{_RELATED}\s?[:：]?", re.IGNORECASE)
_ONE_CHANGING = f"(?:{_OTHER_AGE}|{_COUNTER}|{_STAMP})"
_CHANGING = re.compile(_ONE_CHANGING, re.IGNORECASE)
# Looked for first: it costs a twentieth of the expression.
_MAY_CHANGE = re.compile(
    rf"\d|\b(?:ago|just now|vor|il y a|hace|há|fa|geleden|sedan|siden|назад|temu|önce|sitten|{_ANSWERS})\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    f"{_ANSWERS}|share|like|print|save|{_MOMENT}|{_CREDIT}|{_READ_ON}|{_STAMP}", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"contact (?:the )?(?:reporter|editor)s?\b.*|editors?:?\s+[^.]{0,60}\(.*|(?:to )?read the full story\b.*"
    rf"|{_RELATED}\s?[:：].*|{_ALSO}\s[^.!。]{{1,{LONGEST_HEADLINE}}}",
    re.IGNORECASE,
)
_TAILS = re.compile(
    # Behind the end of a sentence, a separator, or white space where brackets follow.
    r"(?:(?<=[.!?…。！？”\"’»)\]])\s+|(?<=[^\W\d][.!?…])|(?<=[…。！？”»\]])|\s+[·•|–—-]\s+|\s+(?=[(\[（♥♡❤👍💬👁]))"
    rf"(?:[(\[]?{_ONE_CHANGING}(?:(?:,|\sand|\s&)?\s+{_ONE_CHANGING}){{0,3}}[)\]]?|{_MOMENT}|{_CREDIT}|{_READ_ON}|{_RELATED}\s?[:：]\s?[^.。]{{1,150}})\s*\Z",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[·•|]\s*")
_WITH_STOP = (": ", "：", "hoto", "icture", "mage", "more", "full story", ".m.")
"""What is in a tail that ends in a full stop, as few do."""
_CLOSING = ' "”’»)]）」』'


@lru_cache(maxsize=512)
def essence(text: str) -> str:
    """The text without what changes by itself."""
    lines = [line.strip() for line in text.split("\n")]
    told = [line for line in lines if not _CAPTION.fullmatch(line)] if len(lines) > 1 else lines
    return " ".join(filter(None, map(_line, _without_related(told or lines))))


def _without_related(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the headlines below "Related" and the like."""
    below = False
    for line in lines:
        below = bool(_HEADING.fullmatch(line)) or (below and _is_headline(line))
        if not below:
            yield line


def _is_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and not line.rstrip(_CLOSING).endswith((".", "。"))


def _line(text: str) -> str:
    if _FURNITURE.fullmatch(text):
        return ""
    if any(hint in text for hint in _AGE_HINTS):
        text = _AGE.sub("", text)
    if len(text) <= SHORT_LINE:
        text = " ".join(filter(None, map(_piece, _SEPARATOR.split(text))))
    return plain(_without_tails(text))


def _piece(text: str) -> str:
    """A short line, or what stands in it between two separators; nothing where it is furniture."""
    if _ALONE.fullmatch(text):
        return ""
    rest = _CHANGING.sub("", text) if _MAY_CHANGE.search(text) else text
    if not words(rest):
        return ""
    return text if _is_sentence(text) else rest


def _is_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith((".", "!", "?", "。", "！", "？"))


def _without_tails(text: str) -> str:
    if text.endswith((".", '."', ".”")) and not any(hint in text[-SHORT_LINE:] for hint in _WITH_STOP):
        return text
    for _ in range(MOST_TAILS):
        found = _TAILS.search(text, max(0, len(text) - TAIL))
        if found is None:
            break
        text = text[: found.start()]
    return text


def uncounted(title: str) -> str:
    """A title without the counter behind it: `Harbour (3 comments)` as `Harbour`."""
    return _TITLE_COUNTER.sub("", title)

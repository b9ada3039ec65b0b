# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What stands around stories on a page and is no part of them, told by its words.

Only lines are judged, by whole phrases, so that a body that talks about contacts or photos stays.
Source of the phrases: captures of CX Tech pages, 2019 to 2021 (README, design notes).
"""

from __future__ import annotations

import re
from enum import Enum, auto

from feedsvc.clean.phrases import ALONE, READ_ON


class Kind(Enum):
    """What a line is."""

    BODY = auto()
    CREDIT = auto()
    """A photo credit or caption."""
    FULL_STORY = auto()
    CONTACT = auto()
    RELATED = auto()
    MORE = auto()
    """A "More" line, or a section's name in capitals."""
    LIST = auto()
    """The heading of a list of headlines that belong to no story."""
    FOOTER = auto()
    """The page's own words: share, QR code, copyright, the site's introduction."""


# Naming a member through its class costs as much as a call (50 ns), and lines are asked for by the hundred.
BODY, CREDIT, LIST, RELATED = Kind.BODY, Kind.CREDIT, Kind.LIST, Kind.RELATED

_STORY = r"(?:story|article|report|text|version|piece|interview|coverage)"
_RELATED = re.compile(
    r"(?:related(?: (?:stor(?:y|ies)|articles?|reading|news|coverage|links?|headlines?))?|see also|read also"
    r"|also read|相关(?:阅读|报道|新闻))\s*(?:[:：]\s*|$)(.*)",
    re.IGNORECASE,
)
_SAYING = r"\s?(?:\S+\s){4,}.*[.!?][\"”’)]*$"
"""A sentence of five words and more."""
_NAMES_IN_CONTACT = r"(?-i:[A-Z])[^.()（）]{0,80}?"
# An address, or the gap it left.
_ADDRESS_IN_CONTACT = r"[(（]\s*(?:[^\s()（）]*@.{0,200}|[)）]?\W*|[)）]?,? and .{0,200})"
_PATTERNS = (
    (
        Kind.CREDIT,
        "pho fil ima pic gra ill vid cha cre sou",
        r"(?:file )?photos?(?: (?:credits?|by|courtesy(?: of)?|source))?\s?[:：].{0,120}"
        r"|(?:images?|pictures?|graphics?|illustrations?|video|chart|credit|source)"
        rf"(?: (?:credits?|by|courtesy(?: of)?|source))?\s?[:：](?!{_SAYING}).{{0,120}}"
        r"|(?:图片?|摄影?)(?:来源|/|[:：]).{0,60}",
    ),
    (
        Kind.FULL_STORY,
        "to ple rea see vie cli for ful ori con thi",
        rf"(?:to )?(?:please )?(?:read|see|view) (?:(?:the|our|this) )?(?:full|whole|entire|complete|original)"
        rf" {_STORY}\b.{{0,120}}"
        rf"|(?:please )?click (?:here )?(?:to|for) (?:read )?(?:the |more|our ).{{0,100}}"
        rf"|for the (?:full|whole|complete|original) {_STORY}.{{0,100}}|(?:full|original) {_STORY}\s?[:：].{{0,150}}"
        rf"|read more(?: (?:here|on|at|about|in)\b.{{0,100}}| ?[:：>»›→…].{{0,120}})?|continue reading.{{0,80}}"
        rf"|this {_STORY} (?:was|is) (?:first |originally )published (?:on|in|by|at) .{{0,120}}|阅读(?:全文|原文).{{0,40}}",
    ),
    (
        Kind.CONTACT,
        "con and rep edi tra wri com",
        r"contact (?:the |our )?(?:reporters?|editors?|writers?|authors?|journalists?|correspondents?|translators?)\b"
        rf".{{0,300}}|contact {_NAMES_IN_CONTACT}{_ADDRESS_IN_CONTACT}"
        r"|(?:and )?(?:reporters?|editors?|translators?|writers?)"
        rf"[:：]? {_NAMES_IN_CONTACT}{_ADDRESS_IN_CONTACT}|(?:edited|reported|translated|compiled) by:? [^.]{2, 120}\.?"
        r"|(?:and )?(?:editors?|reporters?)(?: [A-Z][\w’'.-]+){1,4}[.,]?|contact:? \S+@\S+.{0,80}",
    ),
    (
        Kind.MORE,
        "see vie loa sho mor",
        r"(?:see |view |load |show )?more(?: (?:stories|news|articles|from|in|on)\b.{0,40})?\W*",
    ),
    (
        Kind.LIST,
        "tre lat mos top pop rec hot edi you wha in",
        r"(?:trending|latest|most (?:read|popular|viewed|shared)|top (?:stories|news)|popular|recommended|hot topics"
        r"|editors?[’']?s? (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}"
        r"|what[’']?s (?:new|hot|trending)|in case you missed it|热门|最新)"
        r"(?: (?:now|stories|news|headlines|articles|posts))?\s?[:：]?",
    ),
    (
        Kind.FOOTER,
        "sha ope ple sca use cop hom abo con fol bac adv spo pri ter coo sig sub reg log dow get joi no com lea cx cai"
        " fac twi lin wec wei wha e-m",
        r"share(?: this)?(?: (?:article|story|page|on|to|via|with)\b.{0,60})?|open wechat\b.{0,80}"
        r"|(?:please )?scan (?:the )?(?:qr|wechat)\b.{0,80}|use wechat\b.{0,80}"
        r"|(?:copyright|©|\(c\)).{0,200}"
        r"|home ?[>»›/].{0,120}|about us|contact us|follow us.{0,60}|back to top|advertisements?|sponsored|print"
        r"|(?:terms|conditions) (?:of use|& conditions|and conditions).{0,60}|privacy policy.{0,40}|cookie policy"
        r"|(?:sign up|subscribe|register) (?:for|to|now|today)\b.{0,150}|subscribe|sign up|log ?in|register"
        r"|download (?:our|the) app\b.{0,80}|get our .{0,80}newsletter.{0,40}|join the (?:conversation|discussion)"
        r"|(?:no |\d+ )?comments?(?: \(?\d+\)?)?|leave a comment|cx (?:tech|live) is\b.{0,400}"
        r"|caixin global\b.{0,10}(?:latest|china)\b.{0,80}|facebook|twitter|linkedin|wechat|weibo|whatsapp|e-?mail",
    ),
)
_LONGEST = 400
_FULL_STORY_TAIL = re.compile(
    rf"\s+(?:(?:to )?read (?:the|our) full {_STORY}\b[^.]{{0,60}}\.?|click here (?:to|for) [^.]{{0,60}}\.?)$",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:.*[.。)）”\"’!?…, ])?(?:[(（](?:file )?photos?|(?:File p|P)hotos?)(?: by| courtesy(?: of)?)?\s?[:：]"
    r"[^.]{1,60}\.?[)）]?"
)
_CREDIT_REACH = 90
"""Characters from a closing credit's "photo" to its end, at most."""
_ADDRESS_ONLY = re.compile(r"\W*\S+@\S+\.[a-z]{2,24}\W*", re.IGNORECASE)
_Told = tuple[Kind, re.Pattern[str]]
_ANY: tuple[_Told, ...] = (
    *((kind, re.compile(pattern, re.IGNORECASE)) for kind, _, pattern in _PATTERNS),
    (Kind.RELATED, _RELATED),
)


def _by_beginning() -> dict[str, list[_Told]]:
    """What a line may be by its first three letters: most lines are bodies, and these tell it without a pattern."""
    found: dict[str, list[_Told]] = {}
    beginnings = (*(words for _, words, _ in _PATTERNS), "rel see rea als")
    for words, told in zip(beginnings, _ANY, strict=True):
        for word in words.split():
            for form in (str.lower, str.capitalize, str.upper):
                found.setdefault(form(f"{word:3}"), []).append(told)
    return found


_BY_BEGINNING = _by_beginning()
_FIRST = frozenset("图摄阅热最©(0123456789")
_READ_ON = re.compile(rf"(?:{READ_ON}|{ALONE})\W*", re.IGNORECASE)
_LONGEST_READ_ON = 40


def kind_of(text: str) -> Kind:
    """What the words of a line say it is."""
    size = len(text)
    if size > _LONGEST:
        return BODY
    for kind, words in _BY_BEGINNING.get(text[:3]) or (_ANY if text[0] in _FIRST else ()):
        if words.fullmatch(text):
            return kind
    if size <= _LONGEST_READ_ON and _READ_ON.fullmatch(text):
        return Kind.FULL_STORY
    if "hoto" in text[-_CREDIT_REACH:] or (size < 220 and ("@" in text or "ights reserved" in text)):
        return _by_tail(text)
    return BODY


def _by_tail(text: str) -> Kind:
    if "hoto" in text and _CREDIT_TAIL.fullmatch(text):
        return Kind.CREDIT
    if "@" in text and _ADDRESS_ONLY.fullmatch(text):
        return Kind.CONTACT
    return Kind.FOOTER if "ights reserved" in text else Kind.BODY


def related_text(text: str) -> str | None:
    """What follows `Related:`, maybe nothing; None where the line is not about related stories."""
    found = _RELATED.fullmatch(text)
    return found[1].strip() if found else None


def without_full_story(text: str) -> str:
    """A paragraph without a closing "To read the full story, click here."."""
    return _FULL_STORY_TAIL.sub("", text)

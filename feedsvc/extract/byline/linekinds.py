# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What a line beside a body may be, and the phrases that say so, by what they begin with.

Source of the phrases: captures of CX Tech pages, 2019 to 2021.
"""

from __future__ import annotations

import re
from enum import Enum, auto


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

STORY = r"(?:story|article|report|text|version|piece|interview|coverage)"
RELATED_WORDS = re.compile(
    r"(?:related(?: (?:stor(?:y|ies)|articles?|reading|news|coverage|links?|headlines?))?|see also|read also"
    r"|also read|相关(?:阅读|报道|新闻))\s*(?:[:：]\s*|$)(.*)",
    re.IGNORECASE,
)
_SAYING = r"\s?(?:\S+\s){4,}.*[.!?][\"”’)]*$"
"""A sentence of five words and more."""
_NAMES_IN_CONTACT = r"(?-i:[A-Z])[^.()（）]{0,80}?"
# An address, or the gap it left.
_ADDRESS_IN_CONTACT = r"[(（]\s*(?:[^\s()（）]*@.{0,200}|[)）]?\W*|[)）]?,? and .{0,200})"
_CALLED = r"(?: (?:now|stories|news|headlines|articles|posts))?\s?[:：]?"
_CREDITED = r"(?: (?:credits?|by|courtesy(?: of)?|source))?\s?[:：]"
# By what a line begins with, three letters or one sign: a pattern is tried where it can fit, and few ever can.
_PATTERNS = (
    (Kind.CREDIT, "pho fil", rf"(?:file )?photos?{_CREDITED}.{{0,120}}"),
    (
        Kind.CREDIT,
        "ima pic gra ill vid cha cre sou",
        rf"(?:images?|pictures?|graphics?|illustrations?|video|chart|credit|source){_CREDITED}(?!{_SAYING}).{{0,120}}",
    ),
    (Kind.CREDIT, "图 摄", r"(?:图片?|摄影?)(?:来源|/|[:：]).{0,60}"),
    (
        Kind.FULL_STORY,
        "to ple rea see vie",
        rf"(?:to )?(?:please )?(?:read|see|view) (?:(?:the|our|this) )?(?:full|whole|entire|complete|original)"
        rf" {STORY}\b.{{0,120}}",
    ),
    (
        Kind.FULL_STORY,
        "ple cli",
        r"(?:please )?click (?:here )?(?:to|for) (?:read )?(?:the |more|our ).{0,100}",
    ),
    (Kind.FULL_STORY, "for", rf"for the (?:full|whole|complete|original) {STORY}.{{0,100}}"),
    (Kind.FULL_STORY, "ful ori", rf"(?:full|original) {STORY}\s?[:：].{{0,150}}"),
    (
        Kind.FULL_STORY,
        "rea",
        r"read more(?: (?:here|on|at|about|in)\b.{0,100}| ?[:：>»›→…].{0,120})?",
    ),
    (Kind.FULL_STORY, "con", r"continue reading.{0,80}"),
    (
        Kind.FULL_STORY,
        "thi",
        rf"this {STORY} (?:was|is) (?:first |originally )published (?:on|in|by|at) .{{0,120}}",
    ),
    (Kind.FULL_STORY, "阅", r"阅读(?:全文|原文).{0,40}"),
    (
        Kind.CONTACT,
        "con",
        r"contact (?:the |our )?(?:reporters?|editors?|writers?|authors?|journalists?|correspondents?|translators?)\b"
        rf".{{0,300}}|contact {_NAMES_IN_CONTACT}{_ADDRESS_IN_CONTACT}|contact:? \S+@\S+.{{0,80}}",
    ),
    (
        Kind.CONTACT,
        "and rep edi tra wri",
        rf"(?:and )?(?:reporters?|editors?|translators?|writers?)[:：]? {_NAMES_IN_CONTACT}{_ADDRESS_IN_CONTACT}"
        r"|(?:and )?(?:editors?|reporters?)(?: [A-Z][\w’'.-]+){1,4}[.,]?",
    ),
    (Kind.CONTACT, "edi rep tra com", r"(?:edited|reported|translated|compiled) by: [^.]{2,120}\.?"),
    (
        Kind.MORE,
        "see vie loa sho mor",
        r"(?:see |view |load |show )?more(?: (?:stories|news|articles|from|in|on)\b.{0,40})?\W*",
    ),
    (
        Kind.LIST,
        "tre lat mos top pop rec hot",
        r"(?:trending|latest|most (?:read|popular|viewed|shared)|top (?:stories|news)|popular|recommended|hot topics)"
        + _CALLED,
    ),
    (
        Kind.LIST,
        "edi you wha in",
        r"(?:editors?[’']?s? (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}"
        r"|what[’']?s (?:new|hot|trending)|in case you missed it)" + _CALLED,
    ),
    (Kind.LIST, "热 最", r"(?:热门|最新)" + _CALLED),
    (Kind.FOOTER, "sha", r"share(?: this)?(?: (?:article|story|page|on|to|via|with)\b.{0,60})?"),
    (
        Kind.FOOTER,
        "ope ple sca use",
        r"open wechat\b.{0,80}|(?:please )?scan (?:the )?(?:qr|wechat)\b.{0,80}|use wechat\b.{0,80}",
    ),
    (Kind.FOOTER, "cop © (", r"(?:copyright|©|\(c\)).{0,200}"),
    (
        Kind.FOOTER,
        "hom abo con fol bac adv spo pri",
        r"home ?[>»›/].{0,120}|about us|contact us|follow us.{0,60}|back to top|advertisements?|sponsored|print",
    ),
    (
        Kind.FOOTER,
        "ter con pri coo",
        r"(?:terms|conditions) (?:of use|& conditions|and conditions).{0,60}|privacy policy.{0,40}|cookie policy",
    ),
    (
        Kind.FOOTER,
        "sig sub reg log",
        r"(?:sign up|subscribe|register) (?:for|to|now|today)\b.{0,150}|subscribe|sign up|log ?in|register",
    ),
    (
        Kind.FOOTER,
        "dow get joi",
        r"download (?:our|the) app\b.{0,80}|get our .{0,80}newsletter.{0,40}|join the (?:conversation|discussion)",
    ),
    (
        Kind.FOOTER,
        "no com lea 0 1 2 3 4 5 6 7 8 9",
        r"(?:no |\d+ )?comments?(?: \(?\d+\)?)?|leave a comment",
    ),
    (
        Kind.FOOTER,
        "cx cai",
        r"cx (?:tech|live) is\b.{0,400}|caixin global\b.{0,10}(?:latest|china)\b.{0,80}",
    ),
    (
        Kind.FOOTER,
        "fac twi lin wec WeC wei wha e-m ema",
        r"facebook|twitter|linkedin|wechat|weibo|whatsapp|e-?mail",
    ),
)


_Told = dict[str, list[tuple[Kind, re.Pattern[str]]]]


def _by_beginning() -> _Told:
    found: _Told = {}
    related = (RELATED, "rel see rea als 相", RELATED_WORDS.pattern)
    for kind, words, pattern in (*_PATTERNS, related):
        told = kind, re.compile(pattern, re.IGNORECASE)
        for word in words.split():
            begun = f"{word:3}" if word.isalpha() and word.isascii() else word
            for form in {begun, begun.lower(), begun.capitalize(), begun.upper()}:
                found.setdefault(form, []).append(told)
    return found


BY_BEGINNING = _by_beginning()
"""What a line may be by its first three letters: most lines are bodies, and these tell it without a pattern."""
BY_SIGN = {sign: told for sign, told in BY_BEGINNING.items() if len(sign) == 1}
"""The same by its first sign."""

"""Elements that feedparser takes for others, loses, or of which it keeps the last, get names of their own.

    <description>Hello</description><media:content …><media:description>A red door</media:description>

says "Hello", and of its picture that it shows a red door; feedparser takes the second for the content.
"""

from __future__ import annotations

import re
from itertools import count

from feedsvc.extract.upstream.namespaces import usual_prefixes

ABOUT = "media_about"
"""Under which an entry says what `media:description` did, of its file or of itself."""
TRANSCRIPT = "podcast_transcript"
"""Under names that begin so an entry says where its transcripts are."""
EXPLICIT = "itunes_told_explicit"
"""Under which an episode says whether it is, in its own word: feedparser knows but the old ones."""
AUTHOR = "plain_author"
"""Under names that begin so an item says its authors: text, each in an element of its own."""
PERSON = "plain_person"
"""Under names that begin so an item says who speaks in it: hosts and guests."""
PICTURE = "plain_image"
"""Under which an item says the address of its `image`, which otherwise only a channel has."""
SUMMARIES = ("itunes_told_summary", "itunes_told_subtitle", "googleplay_description")
"""Under which an episode is told of in plain text, beside or in place of its description."""
_ABOUT = re.compile(r"<(/?)media:description\b[^<>]*?(/?)>")
_EXPLICIT = re.compile(r"<(/?)itunes:explicit\b[^<>]*?(/?)>")
_SUMMARY = re.compile(r"<(/?)itunes:(summary|subtitle)\b[^<>]*?(/?)>")
_AUTHOR = re.compile(r"<author>(\s{0,50}<!\[CDATA\[[^\]]{0,500}\]\]>\s{0,50}|[^<>]{0,500})</author>")
_IMAGE = re.compile(r"<(image|post-thumbnail)>((?:(?!</?\1\b).){0,2000})</\1>", re.DOTALL)
_IMAGE_AT = re.compile(
    r"<image\s(?:[^<>]{0,300}\s)?(?:url|href|src)\s?=\s?[\"']([^\"'<>\s]+)[\"'][^<>]{0,300}?(?:/>|>\s*</image>)"
)
_HELD = re.compile(
    r"<(itunes:image|enclosure)>\s{0,50}(?:<!\[CDATA\[\s{0,50})?(https?://[^\s<>\"\]]{1,2000})\s{0,50}(?:\]\]>\s{0,50})?</\1>"
)
"""An address between the tags of what has it in an attribute."""
_ADDRESSED = {"itunes:image": "href", "enclosure": "url"}
_PERMANENT = re.compile(r"(<guid\s[^<>]{0,200}?isPermaLink\s?=\s?[\"'])T(?:RUE|rue)(?=[\"'])")
_BROKEN_LINK = re.compile(r"<link>([^<>]{1,2000})</link>")
_BROKEN_AT = re.compile(r"(?<=\S)[ \t]{0,200}[\r\n]\s{0,200}(?=\S)|(?<=\Ahttp)(?=//)|(?<=\Ahttps)(?=//)")
"""Where an address goes on in the next line, and where its colon is lost."""
_ISSUED = re.compile(r"(</?)dcterms:issued\b")
_HOLDER = re.compile(
    r"<(author|category|contributor|publisher|activity:\w{1,20})((?:\s[^<>]{0,500})?)>"
    r"((?:[^<]{0,5000}+<(?!/?\1[\s/>])){1,40}[^<]{0,5000}+)</\1\s{0,50}>"
)
_OF_ANOTHER = re.compile(
    r"<(link|title|id|published|updated)(?:\s[^<>]{0,1000})?(?:/>|>[^<>]{0,2000}</\1\s*>)"
)
"""What people, words and things that an entry is about say of themselves: feedparser makes it the entry's."""
_EMPTY = re.compile(
    r"<(guid|pub[dD]ate|dc:date|dc:creator|author|published|updated)(?:\s[^<>]{0,200})?(?:/>|>\s{0,50}</\1>)"
)
"""Of several elements of one name the last one counts, also where it says nothing."""
_PLACE = re.compile(r"(?:<url>|^)\s*(?:<!\[CDATA\[)?\s*([^\s<>\[\]]+)")
_OTHERS = re.compile(r"<yandex:related\b(?:(?!</?yandex:related\b).){0,20000}</yandex:related>", re.DOTALL)
_TRANSCRIPT = re.compile(r"<podcast:transcript(?=\s[^<>]*/>)")

_PERSON = re.compile(r"<podcast:person((?:\s[^<>]*)?)>([^<>]{1,500})</podcast:person>")
_OTHER_ROLE = re.compile(r"\srole\s?=\s?[\"'](?!\s*(?:host|guest)\s*[\"'])", re.IGNORECASE)
"""Who is told of without a role is a host."""


def told_apart(text: str) -> str:
    """The feed's text with those elements renamed."""
    text = _without_others(_ABOUT.sub(r"<\1media:about\2>", usual_prefixes(_EMPTY.sub("", text))))
    text = _HOLDER.sub(_without_own, text)
    if (
        "<dcterms:issued" in text and "<published" in text
    ):  # feedparser makes the year of a book the entry's date
        text = _ISSUED.sub(r"\1dcterms:available", text)
    text = _HELD.sub(lambda found: f'<{found[1]} {_ADDRESSED[found[1]]}="{found[2]}"/>', text)
    if "<item" in text:
        text = _PERMANENT.sub(r"\1true", text)
        text = _BROKEN_LINK.sub(_mended, text)
    text = _EXPLICIT.sub(r"<\1itunes:told_explicit\2>", text)
    text = _SUMMARY.sub(r"<\1itunes:told_\2\3>", text)
    numbers = count(1)
    if "<item" in text:  # Atom's authors are no texts, and its pictures are links
        text = _IMAGE_AT.sub(rf"<{PICTURE}>\1</{PICTURE}>", _IMAGE.sub(_plain_image, text))
        text = _AUTHOR.sub(lambda found: _numbered(found[1], next(numbers)), text)
    if "<podcast:person" in text:
        text = _PERSON.sub(lambda found: _person(found, next(numbers)), text)
    return _TRANSCRIPT.sub(lambda found: f"{found[0]}-{next(numbers)}", text)


def _without_others(text: str) -> str:
    """The text without the links to other stories inside of items, of which feedparser keeps the last.

    Where that link alone told a story so far, and not of all alike, it stays: one story would be two.
    """
    if "<yandex:related" not in text:
        return text
    items, named = text.count("<item"), min(text.count("<guid"), text.count("</guid>"))
    others = text.count("<yandex:related")
    return _OTHERS.sub("", text) if named >= items or others >= items else text


def _without_own(holder: re.Match[str]) -> str:
    name, told, inside = holder.groups()
    if "<" not in inside or "<![CDATA[" in inside:
        return holder[0]
    return f"<{name}{told}>{_OF_ANOTHER.sub('', inside)}</{name}>"


def _mended(link: re.Match[str]) -> str:
    """An address on one line, with its colon: parsers keep the blanks inside, or take it for a path."""
    address = link[1].strip()
    found = _BROKEN_AT.search(address)
    return f"<link>{_BROKEN_AT.sub(_put, address)}</link>" if found else link[0]


def _put(gap: re.Match[str]) -> str:
    return "" if gap[0] else ":"


def _numbered(author: str, number: int) -> str:
    return f"<{AUTHOR}-{number}>{author}</{AUTHOR}-{number}>"


def _person(found: re.Match[str], number: int) -> str:
    return found[0] if _OTHER_ROLE.search(found[1]) else f"<{PERSON}-{number}>{found[2]}</{PERSON}-{number}>"


def _plain_image(image: re.Match[str]) -> str:
    place = _PLACE.search(image[2])
    return f"<{PICTURE}>{place[1]}</{PICTURE}>" if place else image[0]

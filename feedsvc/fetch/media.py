"""What a body is: its media type, and whether it can be a page at all."""

from __future__ import annotations

import re

from feedsvc.errors import FetchError

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"RIFF", "RIFF"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
)

_TYPE = re.compile(r"([a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80})\s*(?:;.*)?", re.DOTALL)
_USELESS = ("application/octet-stream", "binary/octet-stream", "unknown/unknown", "application/x-unknown")
_NEVER_PAGES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_XML = "application/xml"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def parse_media_type(content_type: str) -> str:
    """The media type in lower case without parameters; empty where the header says nothing usable."""
    found = _TYPE.fullmatch(content_type.strip().lower())
    return "" if not found or found[1] in _USELESS else found[1]


def decide_media_type(content_type: str, body: bytes) -> str:
    """The media type of a page; raises FetchError `media-type` where the body cannot be one."""
    declared = parse_media_type(content_type)
    if declared.startswith(_NEVER_PAGES) and declared != "image/svg+xml":
        if begins_as_xml(body):  # a feed of sounds or pictures that is labelled as they are
            return _XML
        raise FetchError(f"it is {declared}, not a page", rule="media-type")
    if kind := binary_kind(body):
        raise FetchError(f"it is {kind} data sent as {declared or 'a page'}", rule="media-type")
    return declared or _sniff(body)


def binary_kind(body: bytes) -> str | None:
    """PDF, PNG, ZIP … where the first bytes say so; `binary` where text is out of the question."""
    named = next((name for magic, name in MAGIC if body.startswith(magic)), None)
    return named or ("binary" if _is_binary(body[:1024]) else None)


def begins_as_xml(body: bytes) -> bool:
    """Whether a body is a feed or a sitemap by its first words, whatever its label says."""
    return _start(body).startswith((b"<?xml", b"<rss", b"<feed"))


def _is_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"<\x00", b"\x00<")):
        return False  # UTF-16 and UTF-32 are full of zero bytes
    text = start.rstrip(b"\0") or start  # some programs fill their last block with zeros
    return len(_CONTROLS.findall(text)) > 0.1 * len(text)


def _sniff(body: bytes) -> str:
    if begins_as_xml(body):
        return _XML
    return "application/json" if _start(body).startswith((b"{", b"[")) else "text/html"


def _start(body: bytes) -> bytes:
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()

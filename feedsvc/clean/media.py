"""Media types of pictures and other files that go with a story."""

from __future__ import annotations

import re

from feedsvc.clean.urls import url_parts

# RFC 2045, section 5.1: type and subtype, without parameters.
_MEDIA_TYPE = re.compile(r"[a-z0-9][\w.+-]*/[a-z0-9][\w.+-]*", re.ASCII)
_PLAIN = re.compile(r"""https?://[a-z0-9.:-]+/(?:[!-"$->@-~]*/)?([!-"$-.0->@-~]*)(?:[?#][!-~]*)?""")
# A table of our own: what the module mimetypes knows depends on the machine.
_KNOWN = """
image/jpeg jpg jpeg jpe jfif | image/png png | image/gif gif | image/webp webp | image/avif avif
image/svg+xml svg | image/bmp bmp | image/tiff tif tiff | image/heic heic | image/jxl jxl
audio/mpeg mp3 | audio/mp4 m4a m4b | audio/aac aac | audio/ogg ogg oga opus | audio/wav wav | audio/flac flac
video/mp4 mp4 m4v | video/webm webm | video/ogg ogv | video/quicktime mov | video/mpeg mpg mpeg
application/pdf pdf | application/json json | text/vtt vtt | application/x-subrip srt
"""
_ROWS = [row.split() for row in _KNOWN.strip().replace("\n", "|").split("|")]
_TYPES = {extension: kind for kind, *extensions in _ROWS for extension in extensions}
_SAME = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "audio/mp3": "audio/mpeg"}
_SAYS_NOTHING = ("application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
UNKNOWN = "application/octet-stream"
"""Of a file of which nobody says what it is: it is no picture."""
PICTURE = "image/jpeg"
"""What a picture is taken for where nobody says."""


def media_type_of(url: str, declared: str = "") -> str:
    """The declared type where it is one, else that of the URL's extension, else a picture's usual one."""
    given = declared.partition(";")[0].strip().lower()
    given = _SAME.get(given, given) if _MEDIA_TYPE.fullmatch(given) else ""
    if given and given not in _SAYS_NOTHING:
        return given
    return extension_type(url) or given or PICTURE


def extension_type(url: str) -> str:
    """The media type that the extension of a URL's path tells, or ""."""
    plain = _PLAIN.fullmatch(url)  # nearly all are, and are told so at a tenth of the cost
    name = plain[1] if plain else url_parts(url).path.rpartition("/")[2]
    return _TYPES.get(name.rpartition(".")[2].lower(), "") if "." in name else ""

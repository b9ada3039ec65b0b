"""What a file is, told by its source or by its address."""

from __future__ import annotations

import pytest

from feedsvc.clean.media import media_type_of

H = "https://h.example"


@pytest.mark.parametrize(
    ("url", "declared", "kind"),
    [
        (f"{H}/a.png", "", "image/png"),
        (f"{H}/b.gif?x=1", "", "image/gif"),
        (f"{H}/c.webp", "", "image/webp"),
        (f"{H}/x.svg", "", "image/svg+xml"),
        (f"{H}/x.AVIF", "", "image/avif"),
        (f"{H}/x.jpg", "", "image/jpeg"),
        (f"{H}/x.php?name=a.png", "", "image/jpeg"),
        (f"{H}/x.d/picture", "", "image/jpeg"),
        (H, "", "image/jpeg"),
        ("http://[::1", "", "image/jpeg"),
        (f"{H}/talk.mp3", "", "audio/mpeg"),
        (f"{H}/a.png", "image/webp", "image/webp"),
        (f"{H}/a", "Audio/MPEG; codecs=x", "audio/mpeg"),
        (f"{H}/a.png", "png", "image/png"),
        (f"{H}/a.jpg", "image/jpg", "image/jpeg"),
        (f"{H}/a.png", "application/octet-stream", "image/png"),
        (f"{H}/a", "application/octet-stream", "application/octet-stream"),
        (f"{H}/a.vtt", "unknown/unknown", "text/vtt"),
    ],
)
def test_a_media_type_is(url: str, declared: str, kind: str) -> None:
    assert media_type_of(url, declared) == kind

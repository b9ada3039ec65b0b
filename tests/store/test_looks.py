"""How a stored story looks, as its columns tell."""

from __future__ import annotations

from feedsvc.models import Image, Look
from feedsvc.store.rows import look_of


def test_a_look_is_read_of_columns_whatever_a_newer_program_wrote_besides() -> None:
    picture = {"url": "https://p.example/a.jpg", "media_type": "image/jpeg", "written_later": 1}
    shown = (Image(url="https://p.example/a.jpg", media_type="image/jpeg"),)
    assert look_of("Words.", "<p>Words.</p>", [picture]) == Look(
        text="Words.", content="<p>Words.</p>", images=shown
    )

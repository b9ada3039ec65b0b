"""Keys are made once, for few eyes, replaced without a gap, and named as RFC 7638 says."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import timedelta
from pathlib import Path

import pytest

from feedsvc.botkey.keys import STAYS, make_key, published, read_keys, rotated, write_keys
from feedsvc.botkey.ring import Ring
from feedsvc.errors import FeedsvcError
from tests.builders import NOW

FIRST, SECOND = (make_key(NOW, bytes([n]) * 32) for n in (1, 2))
RFC8037 = make_key(NOW, urlsafe_b64decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="))


def test_a_key_has_the_public_half_and_thumbprint_of_rfc_8037() -> None:
    assert RFC8037.public["x"] == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert RFC8037.keyid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_keys_are_read_as_they_were_written_and_only_by_us(tmp_path: Path) -> None:
    file = tmp_path / "bot-key.json"
    assert read_keys(file) == ()
    keys = rotated((FIRST,), SECOND, NOW)
    write_keys(file, keys)
    assert read_keys(file) == keys
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_replaced_key_is_published_for_a_while_and_then_forgotten() -> None:
    keys = rotated((FIRST,), SECOND, NOW)
    assert [key.keyid for key in published(keys, NOW + STAYS / 2)] == [SECOND.keyid, FIRST.keyid]
    assert [key.keyid for key in published(keys, NOW + STAYS)] == [SECOND.keyid]
    later = rotated(keys, RFC8037, NOW + STAYS + timedelta(days=1))
    assert [key.keyid for key in later] == [RFC8037.keyid, SECOND.keyid]


BROKEN = {
    "no json": "-----BEGIN PRIVATE KEY-----",
    "no keys": "[]",
    "a key without its secret": '{"keys": [{"x": "AA", "made": "2026-03-04T05:06:00+00:00"}]}',
    "halves of two keys": '{"keys": [{"d": "%s", "x": "AA", "made": "2026-03-04T05:06:00+00:00"}]}' % ("A" * 43),
    "a short secret": '{"keys": [{"d": "AAAA", "x": "AA", "made": "2026-03-04T05:06:00+00:00"}]}',
}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_sentence_and_signs_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bot-key.json"
    file.write_text(text)
    with pytest.raises(FeedsvcError, match="is no file of keys") as refused:
        read_keys(file)
    assert "\n" not in str(refused.value)
    assert Ring(file, "https://feeds.example").headers("https://quay.example", NOW) == {}


def test_a_key_is_used_as_soon_as_it_is_there_and_until_it_is_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "bot-key.json"
    ring = Ring(file, "https://feeds.example")
    assert ring.headers("https://quay.example", NOW) == {}
    write_keys(file, (FIRST,))
    assert FIRST.keyid in ring.headers("https://quay.example", NOW)["Signature-Input"]
    write_keys(file, rotated((FIRST,), SECOND, NOW))
    assert SECOND.keyid in ring.headers("https://quay.example", NOW)["Signature-Input"]
    file.unlink()
    assert ring.headers("https://quay.example", NOW) == {}


def test_nothing_is_signed_where_nobody_could_read_the_directory(tmp_path: Path) -> None:
    write_keys(tmp_path / "key.json", (FIRST,))
    assert Ring(tmp_path / "key.json", "http://127.0.0.1:8000").headers("https://quay.example", NOW) == {}

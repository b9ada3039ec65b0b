from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import feedgen.entry
import feedgen.feed
import feedgen.util
import pytest

from feedsvc.render.dates import rfc822, rfc3339, whole_seconds


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        pytest.param(datetime(2026, 1, 5, tzinfo=UTC), "Mon, 05 Jan 2026 00:00:00 +0000", id="padded day"),
        pytest.param(
            datetime(2026, 3, 3, 1, 2, 3, tzinfo=UTC), "Tue, 03 Mar 2026 01:02:03 +0000", id="March"
        ),
        pytest.param(datetime(2020, 5, 6, tzinfo=UTC), "Wed, 06 May 2020 00:00:00 +0000", id="May"),
        pytest.param(datetime(2020, 10, 8, tzinfo=UTC), "Thu, 08 Oct 2020 00:00:00 +0000", id="October"),
        pytest.param(datetime(2020, 12, 11, tzinfo=UTC), "Fri, 11 Dec 2020 00:00:00 +0000", id="December"),
        pytest.param(
            datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=14))),
            "Wed, 31 Dec 2025 10:00:00 +0000",
            id="fourteen hours east",
        ),
    ],
)
def test_rss_dates_have_english_names_and_utc(moment: datetime, text: str) -> None:
    assert rfc822(moment) == text


def test_dates_are_written_in_whole_seconds() -> None:
    assert rfc3339(datetime(2026, 3, 4, 5, 6, 7, 999_999, tzinfo=UTC)) == "2026-03-04T05:06:07+00:00"


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        whole_seconds(datetime(2026, 3, 4))  # noqa: DTZ001


def test_feedgen_writes_its_dates_without_a_locale() -> None:
    assert {m.formatRFC2822 for m in (feedgen.util, feedgen.feed, feedgen.entry)} == {rfc822}

"""In what order a page writes day and month."""

from __future__ import annotations

import pytest

from feedsvc.clean.dateorders import order_of


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        pytest.param(["04/03/2026", "27/02/2026"], "DMY", id="a day above twelve stands first"),
        pytest.param(["03/04/2026", "on 02/27/2026 at 9"], "MDY", id="a day above twelve stands second"),
        pytest.param(["03/04/2026"], None, id="nothing tells"),
        pytest.param(["27/02/2026", "02/27/2026"], None, id="contradiction"),
        pytest.param(["2026-27-02", "127/02/2026", "45/45/2026"], None, id="no such dates"),
    ],
)
def test_a_page_s_dates_reveal_their_order(dates: list[str], order: str | None) -> None:
    assert order_of(dates) == order

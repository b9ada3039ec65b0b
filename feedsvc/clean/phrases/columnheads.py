"""What heads the columns of a table, in every language; atoms as in `clean.phrases`."""

from __future__ import annotations

from feedsvc.clean.phrases import alternatives

TITLED = alternatives("titled")
"""The column that names its rows: `Title`, `Betreff`, `件名`."""
ISSUED = alternatives("issued")
"""The column of the day on which something came out: `Date filed`, `Veröffentlicht`."""
BESIDES = alternatives("besides")
"""A column that names no row: `Judge`, `Status`, `Ort`."""

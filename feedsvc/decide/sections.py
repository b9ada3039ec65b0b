"""Under which section labels a story stands, when several sources show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedsvc.models import Sighting


def moved_within(
    sections: Sequence[str],
    before: str | None,
    after: str | None,
    others: Iterable[Sighting],
    tags: Iterable[str] = (),
) -> tuple[str, ...]:
    """The labels after one source moved a story from label `before` to `after`.

    The old label goes, unless another source still shows the story under it, or it is one of its `tags`
    still: some programs tell them in any order.
    """
    if not after or same_label(before, after):
        return tuple(sections)
    held = any(same_label(s.section, before) and s.gone is None for s in others)
    held = held or any(same_label(tag, before) for tag in tags)
    kept = [label for label in sections if held or not same_label(label, before)]
    return with_label(kept, after)


def seen_elsewhere(sections: Sequence[str], label: str | None, others: Sequence[Sighting]) -> tuple[str, ...]:
    """The labels after a further source showed the story: its label added, abandoned ones dropped."""
    return with_label(without_abandoned(sections, others), label) if label else tuple(sections)


def without_abandoned(sections: Sequence[str], sightings: Sequence[Sighting]) -> tuple[str, ...]:
    """The labels without those from whose every page the story vanished; never none of several left."""
    return tuple(label for label in sections if not abandoned(label, sightings))


def abandoned(label: str, sightings: Sequence[Sighting]) -> bool:
    """True when sources showed the story under this label and it vanished from all of them."""
    gone = [s.gone == "vanished" for s in sightings if same_label(s.section, label)]
    return bool(gone) and all(gone)


def with_label(sections: Sequence[str], label: str) -> tuple[str, ...]:
    """The labels with this one among them; the spelling that came first stays."""
    known = any(same_label(label, other) for other in sections)
    return tuple(sections) if known else (*sections, label)


def same_label(one: str | None, other: str | None) -> bool:
    """True for two spellings of one label."""
    return (one or "").casefold().split() == (other or "").casefold().split()

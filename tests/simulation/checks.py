"""What must hold once all has healed: nothing lost, doubled, re-dated, starved, untold; bytes as if made anew."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from feedsvc.publish.channels import feed_path
from feedsvc.publish.publisher import Publisher
from feedsvc.schedule.alerts import alert_title
from feedsvc.store.values import moment_of
from tests.simulation.ground import Ground
from tests.simulation.ledger import Broken, entries_of
from tests.simulation.origin import SHOWN
from tests.simulation.surroundings import Surroundings

PATH = feed_path("all", "json")


def check_end(around: Surroundings, ground: Ground) -> None:
    """Raise Broken where anything of it does not hold."""
    check_stories(around, ground)
    check_told(around, ground)
    check_document(around, ground)
    check_hub(around)


def check_stories(around: Surroundings, ground: Ground) -> None:
    """What was ever stored is there, as it was; what the pages show is there, once."""
    rows = ground.ask("SELECT id, url, published FROM stories")
    dates = {name: moment_of(published) for name, _, published in rows}  # type: ignore[arg-type]
    for name, told in around.ledger.stories.items():
        if name not in dates:
            raise Broken("lost", f"{name} was stored and is there no more")
        if dates[name] != told.published:
            raise Broken("re-dated", f"{name} is of {dates[name]}, and was of {told.published}")
    copies = Counter(url for _, url, _ in rows)
    for site in around.origin.sites.values():
        for article in site.articles[:SHOWN]:
            if copies[article.link] != 1:
                rule = "doubled" if copies[article.link] else "lost"
                raise Broken(rule, f"{article.link} of {site.slug} is stored {copies[article.link]} times")


def check_told(around: Surroundings, ground: Ground) -> None:
    """Every change of state is kept, and operators were alerted of it."""
    kept = Counter(ground.ask('SELECT source, "after" FROM transitions'))
    wanted: Counter[tuple[object, ...]] = Counter(
        (t.source, t.after.value) for t in around.ledger.transitions
    )
    if missing := wanted - kept:
        raise Broken("told", f"nobody is told of {dict(missing)}")
    if missed := Counter(map(alert_title, around.ledger.transitions)) - Counter(around.ledger.alerts):
        raise Broken("told", f"no alert came of {dict(missed)}")


def check_document(around: Surroundings, ground: Ground) -> None:
    """The feed shows every story, and a fresh rendering of the store gives the same bytes."""
    document = around.store.document(PATH)
    shown = {name for name, _ in entries_of(document.body)} if document else set()
    listed = {str(name) for (name,) in ground.ask("SELECT id FROM stories WHERE withdrawn_at IS NULL")}
    if shown != listed:
        raise Broken("lost", f"{PATH} lacks {sorted(listed - shown)} and shows {sorted(shown - listed)}")
    ground.ask("DELETE FROM fragments")
    ground.ask("UPDATE topics SET fingerprint = '', version = version + 1")
    later = around.now() + timedelta(days=2)
    publisher = Publisher(around.config, around.store, clock=lambda: later, sleep=lambda _: None)
    if changed := publisher.publish_stale():
        raise Broken("bytes", f"{changed} are not what the store gives")


def check_hub(around: Surroundings) -> None:
    """A hub was told of the last change of every document."""
    base = around.config.site.base_url
    for path, changed in around.ledger.changed.items() if around.config.publish.hub else ():
        if around.ledger.heard.get(base + path, float("-inf")) < changed:
            raise Broken("told", f"the hub was not told of the last change of {path}")

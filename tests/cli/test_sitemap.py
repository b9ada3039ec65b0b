"""A source of a sitemap, polled: what an edit of an old page comes to."""

from __future__ import annotations

from tests.cli.conftest import Site

SOURCE = 'title = "Map"\nurl = "file:pages/map.xml"\nextractor = "sitemap"\n'


def shows(site: Site, *pages: tuple[str, str]) -> None:
    urls = "".join(
        f"<url><loc>https://p.example/{name}</loc><lastmod>{date}</lastmod></url>" for name, date in pages
    )
    (site.directory / "pages" / "map.xml").write_text(f"<urlset>{urls}</urlset>", "utf-8")


def polled(site: Site) -> tuple[int, int]:
    """How many stories a poll finds new, and how many edited."""
    (report,) = site.run("poll", "map", "--json").json["sources"]
    return report["new"], report["edited"]


def test_a_known_page_that_is_edited_is_no_news(site: Site) -> None:
    (site.directory / "sources" / "map.toml").write_text(SOURCE, "utf-8")
    shows(site, ("a-new-quay", "2026-03-01"), ("a-new-crane", "2026-03-02"), ("the-old-pier", "2024-01-01"))
    assert polled(site) == (3, 0)
    shows(site, ("a-new-quay", "2026-03-01"), ("a-new-crane", "2026-03-02"), ("the-old-pier", "2026-03-05"))
    assert polled(site) == (0, 0)

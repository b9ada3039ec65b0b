"""Where the public feeds of a page are that does not name them; every row of the table with a made-up page."""

from __future__ import annotations

import pytest

from feedsvc.extract.auto.survey import survey
from feedsvc.models import Survey
from feedsvc.operate.feedtable import TABLE
from feedsvc.operate.unnamedfeeds import _fit, hidden_feeds
from tests.extract.helpers import make_page

A = "https://a.example"
CHANNEL = "UC" + "a1_-" * 5 + "bc"
GITLAB = '<meta property="og:site_name" content="GitLab">'
FORGEJO = '<meta name="author" content="Forgejo – Beyond coding. We Forge.">'
MASTODON = '<div class="app-holder" id="mastodon"></div>'
LEMMY = "<script>window.lemmyConfig = {}</script>"
WORDPRESS = '<link rel="stylesheet" href="/wp-content/themes/quay/style.css">'
SHOPIFY = '<script src="//cdn.shopify.com/s/x.js"></script>'
PHPBB = '<body id="phpbb" class="nojs">'
XENFORO = '<html id="XF" lang="en">'
PEERTUBE = '<meta property="og:platform" content="PeerTube">'
SMF = "<script>var smf_theme_url = '/t';</script>"


def made_by(generator: str) -> str:
    return f'<meta name="generator" content="{generator}">'


# The row, the address of a page, what stands in the page, and its feeds.
ROWS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("YouTube channel", f"https://www.youtube.com/channel/{CHANNEL}/videos", "", (f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",)),
    ("YouTube playlist", "https://www.youtube.com/playlist?list=PLx_1-2", "", ("https://www.youtube.com/feeds/videos.xml?playlist_id=PLx_1-2",)),
    ("YouTube user", "https://m.youtube.com/user/quay", "", ("https://www.youtube.com/feeds/videos.xml?user=quay",)),
    ("YouTube handle", "https://www.youtube.com/@quay", f'<script>{{"externalId":"{CHANNEL}"}}</script>', (f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",)),
    ("Vimeo group", "https://vimeo.com/channels/quay", "", ("https://vimeo.com/channels/quay/videos/rss",)),
    ("Vimeo user", "https://vimeo.com/quay", "", ("https://vimeo.com/quay/videos/rss",)),
    ("PeerTube channel", f"{A}/c/quay/videos", PEERTUBE, (f"{A}/feeds/videos.xml?videoChannelName=quay",)),
    ("PeerTube account", f"{A}/a/quay", PEERTUBE, (f"{A}/feeds/videos.xml?accountName=quay",)),
    ("PeerTube", f"{A}/videos/recently-added", PEERTUBE, (f"{A}/feeds/videos.xml",)),
    ("Dailymotion", "https://www.dailymotion.com/quay", "", ("https://www.dailymotion.com/rss/user/quay",)),
    ("Odysee", "https://odysee.com/@quay:5", "", ("https://odysee.com/$/rss/@quay:5",)),
    ("SoundCloud", "https://soundcloud.com/quay", '<meta property="al:ios:url" content="soundcloud://users:17">', ("https://feeds.soundcloud.com/users/soundcloud:users:17/sounds.rss",)),
    ("Podbean", "https://quay.podbean.com/", "", ("https://feed.podbean.com/quay/feed.xml",)),
    ("Buzzsprout", "https://www.buzzsprout.com/17/episodes", "", ("https://feeds.buzzsprout.com/17.rss",)),
    ("Libsyn", "https://quay.libsyn.com/", "", ("https://quay.libsyn.com/rss",)),
    ("Spreaker", "https://www.spreaker.com/podcast/the-quay--17", "", ("https://www.spreaker.com/show/17/episodes/feed",)),
    ("Apple Podcasts", "https://podcasts.apple.com/us/podcast/quay/id17", '<script>{"feedUrl":"https://cast.example/rss"}</script>', ("https://cast.example/rss",)),
    ("Flickr member", "https://www.flickr.com/photos/17@N05/", "", ("https://www.flickr.com/services/feeds/photos_public.gne?id=17@N05",)),
    ("Flickr tag", "https://www.flickr.com/photos/tags/quay", "", ("https://www.flickr.com/services/feeds/photos_public.gne?tags=quay",)),
    ("Flickr", "https://www.flickr.com/photos/quay/", '<script>{"nsid":"17@N05"}</script>', ("https://www.flickr.com/services/feeds/photos_public.gne?id=17@N05",)),
    ("DeviantArt", "https://www.deviantart.com/quay", "", ("https://backend.deviantart.com/rss.xml?q=gallery:quay",)),
    ("Pinterest board", "https://www.pinterest.com/quay/boats/", "", ("https://www.pinterest.com/quay/boats.rss",)),
    ("Pinterest", "https://www.pinterest.com/quay/", "", ("https://www.pinterest.com/quay/feed.rss",)),
    ("Letterboxd", "https://letterboxd.com/quay/", "", ("https://letterboxd.com/quay/rss/",)),
    ("GitHub releases", "https://github.com/port/quay/releases", "", ("https://github.com/port/quay/releases.atom",)),
    ("GitHub tags", "https://github.com/port/quay/tags", "", ("https://github.com/port/quay/tags.atom",)),
    ("GitHub commits of a branch", "https://github.com/port/quay/commits/side/deep/", "", ("https://github.com/port/quay/commits/side/deep.atom",)),
    ("GitHub commits", "https://github.com/port/quay/commits", "", ("https://github.com/port/quay/commits.atom",)),
    ("GitHub discussions", "https://github.com/port/quay/discussions", "", ("https://github.com/port/quay/discussions.atom",)),
    ("GitHub wiki", "https://github.com/port/quay/wiki", "", ("https://github.com/port/quay/wiki.atom",)),
    ("GitHub repository", "https://github.com/port/quay", "", tuple(f"https://github.com/port/quay/{what}.atom" for what in ("releases", "commits", "tags"))),
    ("GitHub user", "https://github.com/port?tab=repositories", "", ("https://github.com/port.atom",)),
    ("GitLab commits", f"{A}/port/deep/quay/-/commits/main", GITLAB, (f"{A}/port/deep/quay/-/commits/main?format=atom",)),
    ("GitLab releases", f"{A}/port/quay/-/releases", GITLAB, (f"{A}/port/quay/-/releases.atom", f"{A}/port/quay/-/tags?format=atom")),
    ("GitLab tags", f"{A}/port/quay/-/tags", GITLAB, (f"{A}/port/quay/-/tags?format=atom",)),
    ("GitLab issues", f"{A}/port/quay/-/issues", GITLAB, (f"{A}/port/quay/-/issues.atom",)),
    ("GitLab project or user", f"{A}/port/quay", GITLAB, (f"{A}/port/quay.atom",)),
    ("Gitea releases", "https://codeberg.org/port/quay/releases", FORGEJO, ("https://codeberg.org/port/quay/releases.rss",)),
    ("Gitea tags", f"{A}/port/quay/tags", FORGEJO, (f"{A}/port/quay/tags.rss",)),
    ("Gitea branch", f"{A}/port/quay/src/branch/main", FORGEJO, (f"{A}/port/quay/rss/branch/main",)),
    ("Gitea repository", f"{A}/port/quay", FORGEJO, (f"{A}/port/quay/releases.rss", f"{A}/port/quay.rss")),
    ("Gitea user", f"{A}/port", FORGEJO, (f"{A}/port.rss",)),
    ("cgit", f"{A}/quay.git/", made_by("cgit v1.2"), (f"{A}/quay.git/atom/",)),
    ("gitweb", f"{A}/git/?p=quay.git;a=summary", made_by("gitweb/2.39 git/2.39"), (f"{A}/git/?p=quay.git;a=atom",)),
    ("SourceHut", "https://git.sr.ht/~port/quay", "", ("https://git.sr.ht/~port/quay/refs/rss.xml", "https://git.sr.ht/~port/quay/log/rss.xml")),
    ("SourceForge news", "https://sourceforge.net/p/quay/news/", "", ("https://sourceforge.net/p/quay/news/feed",)),
    ("SourceForge files", "https://sourceforge.net/projects/quay/files/", "", ("https://sourceforge.net/projects/quay/rss?path=/",)),
    ("Launchpad", "https://launchpad.net/quay", "", ("http://feeds.launchpad.net/quay/announcements.atom", "http://feeds.launchpad.net/quay/latest-bugs.atom")),
    ("Launchpad person", "https://launchpad.net/~port", "", ("http://feeds.launchpad.net/~port/revisions.atom",)),
    ("Debian tracker", "https://tracker.debian.org/pkg/quay++", "", ("https://tracker.debian.org/pkg/quay++/rss",)),
    ("Arch packages", "https://archlinux.org/packages/", "", ("https://archlinux.org/feeds/packages/",)),
    ("PyPI project", "https://pypi.org/project/quay/#history", "", ("https://pypi.org/rss/project/quay/releases.xml",)),
    ("PyPI", "https://pypi.org/", "", ("https://pypi.org/rss/updates.xml", "https://pypi.org/rss/packages.xml")),
    ("crates.io", "https://crates.io/crates/quay/versions", "", ("https://static.crates.io/rss/crates/quay.xml",)),
    ("RubyGems", "https://rubygems.org/gems/quay", "", ("https://rubygems.org/gems/quay/versions.atom",)),
    ("Packagist", "https://packagist.org/packages/port/quay", "", ("https://packagist.org/feeds/package.port/quay.rss",)),
    ("NuGet", "https://www.nuget.org/packages/Quay.Core/1.0", "", ("https://www.nuget.org/packages/Quay.Core/atom.xml",)),
    ("Redmine", f"{A}/projects/quay/news", '<meta name="description" content="Redmine" />', (f"{A}/projects/quay/news.atom",)),
    ("Trac", f"{A}/wiki", '<link rel="stylesheet" href="/chrome/common/css/trac.css">', (f"{A}/timeline?ticket=on&milestone=on&wiki=on&format=rss",)),
    ("Bugzilla", f"{A}/buglist.cgi?product=Quay", "", (f"{A}/buglist.cgi?product=Quay&ctype=atom",)),
    ("Mastodon tag", f"{A}/tags/quay", MASTODON, (f"{A}/tags/quay.rss",)),
    ("Mastodon", f"{A}/@port/with_replies", MASTODON, (f"{A}/@port.rss",)),
    ("Misskey", f"{A}/@port", '<meta name="application-name" content="Misskey">', (f"{A}/@port.atom",)),
    ("GoToSocial", f"{A}/@port", '<link href="/assets/gotosocial.css">', (f"{A}/@port/feed.rss",)),
    ("Pixelfed", f"{A}/port", '<meta property="og:site_name" content="Pixelfed">', (f"{A}/users/port.atom",)),
    ("Bluesky", "https://bsky.app/profile/quay.example", "", ("https://bsky.app/profile/quay.example/rss",)),
    ("Reddit comments", "https://www.reddit.com/r/boats/comments/1ab/which_quay/", "", ("https://www.reddit.com/r/boats/comments/1ab/which_quay/.rss",)),
    ("Reddit, sorted", "https://old.reddit.com/r/boats/new/", "", ("https://www.reddit.com/r/boats/new/.rss",)),
    ("Reddit", "https://www.reddit.com/r/boats+ships/", "", ("https://www.reddit.com/r/boats+ships/.rss",)),
    ("Reddit user", "https://www.reddit.com/user/port/", "", ("https://www.reddit.com/user/port/.rss",)),
    ("Reddit front page", "https://www.reddit.com/", "", ("https://www.reddit.com/.rss",)),
    ("Lemmy community", f"{A}/c/boats@b.example", LEMMY, (f"{A}/feeds/c/boats@b.example.xml?sort=New",)),
    ("Lemmy user", f"{A}/u/port", LEMMY, (f"{A}/feeds/u/port.xml?sort=New",)),
    ("Lemmy", f"{A}/", LEMMY, (f"{A}/feeds/local.xml?sort=New",)),
    ("Hacker News, shown", "https://news.ycombinator.com/show", "", ("https://news.ycombinator.com/showrss",)),
    ("Hacker News", "https://news.ycombinator.com/", "", ("https://news.ycombinator.com/rss",)),
    ("Lobsters", "https://lobste.rs/t/boats", "", ("https://lobste.rs/t/boats.rss",)),
    ("Lobsters front page", "https://lobste.rs/", "", ("https://lobste.rs/rss",)),
    ("Stack Exchange tag", "https://boats.stackexchange.com/questions/tagged/quay+pier", "", ("https://boats.stackexchange.com/feeds/tag/quay+pier",)),
    ("Stack Exchange question", "https://stackoverflow.com/questions/17/how-to-moor", "", ("https://stackoverflow.com/feeds/question/17",)),
    ("Stack Exchange user", "https://superuser.com/users/17/port", "", ("https://superuser.com/feeds/user/17",)),
    ("Stack Exchange", "https://mathoverflow.net/questions", "", ("https://mathoverflow.net/feeds",)),
    ("Discourse list", f"{A}/c/boats/17", made_by("Discourse 3.2"), (f"{A}/c/boats/17.rss",)),
    ("Discourse top", f"{A}/top?period=weekly", made_by("Discourse 3.2"), (f"{A}/top.rss",)),
    ("Discourse", f"{A}/latest", made_by("Discourse 3.2"), (f"{A}/latest.rss", f"{A}/posts.rss")),
    ("phpBB forum", f"{A}/board/viewforum.php?sid=1&f=17", PHPBB, (f"{A}/board/feed/forum/17", f"{A}/board/app.php/feed/forum/17", f"{A}/board/feed.php?f=17")),
    ("phpBB topic", f"{A}/board/viewtopic.php?t=17", PHPBB, (f"{A}/board/feed/topic/17", f"{A}/board/app.php/feed/topic/17", f"{A}/board/feed.php?t=17")),
    ("phpBB", f"{A}/board/index.php", PHPBB, (f"{A}/board/feed", f"{A}/board/app.php/feed", f"{A}/board/feed.php")),
    ("XenForo forum", f"{A}/forums/boats.17/", XENFORO, (f"{A}/forums/boats.17/index.rss",)),
    ("XenForo", f"{A}/community", XENFORO, (f"{A}/forums/-/index.rss", f"{A}/community/forums/-/index.rss")),
    ("vBulletin forum", f"{A}/vb/forumdisplay.php?f=17", made_by("vBulletin 4.2.5"), (f"{A}/vb/external.php?type=RSS2&forumids=17",)),
    ("vBulletin", f"{A}/vb/", made_by("vBulletin 4.2.5"), (f"{A}/vb/external.php?type=RSS2",)),
    ("MyBB forum", f"{A}/forumdisplay.php?fid=17", "<script>var MyBB = 1</script>", (f"{A}/syndication.php?fid=17",)),
    ("MyBB", f"{A}/index.php", 'Powered By <a href="https://mybb.example">MyBB</a>', (f"{A}/syndication.php",)),
    ("SMF board", f"{A}/index.php?board=17.0", SMF, (f"{A}/index.php?action=.xml;type=rss2;sa=recent;board=17",)),
    ("SMF", f"{A}/index.php", SMF, (f"{A}/index.php?action=.xml;type=rss2;sa=recent",)),
    ("FluxBB", f"{A}/f/index.php", '<div id="punindex" class="pun">', (f"{A}/f/extern.php?action=feed&type=atom",)),
    ("NodeBB category", f"{A}/category/17/boats", '<script src="/assets/nodebb.min.js"></script>', (f"{A}/category/17.rss",)),
    ("NodeBB", f"{A}/recent", '<script src="/assets/nodebb.min.js"></script>', (f"{A}/recent.rss",)),
    ("Vanilla", f"{A}/categories/boats", '<link href="/applications/vanilla/design/v.css">', (f"{A}/categories/boats/feed.rss",)),
    ("lore", "https://lore.kernel.org/boats/", "", ("https://lore.kernel.org/boats/new.atom",)),
    ("OpenStreetMap diary", "https://www.openstreetmap.org/user/port/diary", "", ("https://www.openstreetmap.org/user/port/diary/rss",)),
    ("Medium tag", "https://medium.com/tag/boats", "", ("https://medium.com/feed/tag/boats",)),
    ("Medium", "https://medium.com/@port", "", ("https://medium.com/feed/@port",)),
    ("Medium, own host", "https://port.medium.com/", "", ("https://port.medium.com/feed",)),
    ("Medium, own domain", f"{A}/", '<meta property="al:android:package" content="com.medium.reader">', (f"{A}/feed",)),
    ("Substack", "https://port.substack.com/archive", "", ("https://port.substack.com/feed",)),
    ("Substack, own domain", f"{A}/archive", '<img src="https://substackcdn.com/x.png">', (f"{A}/feed",)),
    ("Blogger label", f"{A}/search/label/Old%20boats", made_by("blogger"), (f"{A}/feeds/posts/default/-/Old%20boats",)),
    ("Blogger", f"{A}/2026/03/", made_by("blogger"), (f"{A}/feeds/posts/default",)),
    ("Blogspot", "https://port.blogspot.co.uk/", "", ("https://port.blogspot.co.uk/feeds/posts/default", "https://port.blogspot.co.uk/feeds/comments/default")),
    ("Tumblr tag", "https://port.tumblr.com/tagged/boats", "", ("https://port.tumblr.com/tagged/boats/rss",)),
    ("Tumblr", "https://port.tumblr.com/", "", ("https://port.tumblr.com/rss",)),
    ("Tumblr, by name", "https://www.tumblr.com/port", "", ("https://port.tumblr.com/rss",)),
    ("Tumblr, own domain", f"{A}/", '<script src="https://assets.tumblr.com/x.js"></script>', (f"{A}/rss",)),
    ("dev.to", "https://dev.to/port", "", ("https://dev.to/feed/port",)),
    ("dev.to tag", "https://dev.to/t/boats", "", ("https://dev.to/feed/tag/boats",)),
    ("Hashnode", f"{A}/", '<img src="https://cdn.hashnode.com/x.png">', (f"{A}/rss.xml",)),
    ("Bear", "https://port.bearblog.dev/blog/", "", ("https://port.bearblog.dev/feed/",)),
    ("Micro.blog", "https://port.micro.blog/", "", ("https://port.micro.blog/feed.xml",)),
    ("Write.as", "https://write.as/port/", "", ("https://write.as/port/feed/",)),
    ("LiveJournal", "https://port.livejournal.com/", "", ("https://port.livejournal.com/data/rss",)),
    ("Buttondown", "https://buttondown.com/port/archive/", "", ("https://buttondown.com/port/rss",)),
    ("Squarespace", f"{A}/news?category=boats", '<img src="https://static1.squarespace.com/x">', (f"{A}/news?format=rss",)),
    ("Wix", f"{A}/blog", made_by("Wix.com Website Builder"), (f"{A}/blog-feed.xml", f"{A}/feed.xml")),
    ("Shopify blog", f"{A}/blogs/news/tagged/boats", SHOPIFY, (f"{A}/blogs/news/tagged/boats.atom",)),
    ("Shopify collection", f"{A}/collections/new", SHOPIFY, (f"{A}/collections/new.atom",)),
    ("Webflow", f"{A}/post", made_by("Webflow"), (f"{A}/post/rss.xml",)),
    ("Weebly", f"{A}/blog", '<script src="//cdn2.editmysite.com/x.js"></script>', (f"{A}/blog/feed",)),
    ("WordPress.com", "https://port.wordpress.com/tag/boats/", "", ("https://port.wordpress.com/tag/boats/feed/", "https://port.wordpress.com/feed/")),
    ("WordPress, plain addresses", f"{A}/?cat=17", WORDPRESS, (f"{A}/?cat=17&feed=rss2", f"{A}/?feed=rss2")),
    ("WordPress list", f"{A}/category/boats/", WORDPRESS, (f"{A}/category/boats/feed/", f"{A}/feed/")),
    ("WordPress", f"{A}/news/", WORDPRESS, (f"{A}/feed/", f"{A}/news/feed/", f"{A}/comments/feed/")),
    ("Ghost list", f"{A}/tag/boats/", made_by("Ghost 5.8"), (f"{A}/tag/boats/rss/", f"{A}/rss/")),
    ("Ghost", f"{A}/", made_by("Ghost 5.8"), (f"{A}/rss/",)),
    ("Drupal term", f"{A}/taxonomy/term/17", made_by("Drupal 10 (https://www.drupal.org)"), (f"{A}/taxonomy/term/17/feed", f"{A}/rss.xml")),
    ("Drupal", f"{A}/news", made_by("Drupal 10 (https://www.drupal.org)"), (f"{A}/rss.xml",)),
    ("Joomla", f"{A}/index.php/news", made_by("Joomla! - Open Source Content Management"), (f"{A}/index.php/news?format=feed&type=rss",)),
    ("MediaWiki history", f"{A}/w/index.php?title=Quay&action=history", made_by("MediaWiki 1.41"), (f"{A}/w/index.php?title=Quay&action=history&feed=atom",)),
    ("MediaWiki changes", f"{A}/wiki/Special:RecentChanges", made_by("MediaWiki 1.41"), (f"{A}/w/index.php?title=Special:RecentChanges&feed=atom",)),
    ("MediaWiki page", f"{A}/wiki/Quay", made_by("MediaWiki 1.41"), (f"{A}/w/index.php?title=Quay&action=history&feed=atom", f"{A}/w/index.php?title=Special:RecentChanges&feed=atom")),
    ("MediaWiki", f"{A}/wiki/../index.php/Quay".replace("/wiki/..", ""), made_by("MediaWiki 1.41"), (f"{A}/index.php?title=Special:RecentChanges&feed=atom",)),
    ("Hugo", f"{A}/posts/", made_by("Hugo 0.123"), (f"{A}/posts/index.xml", f"{A}/index.xml")),
    ("Jekyll", f"{A}/", made_by("Jekyll v4.3"), (f"{A}/feed.xml", f"{A}/atom.xml")),
    ("Eleventy", f"{A}/blog/", made_by("Eleventy v2"), (f"{A}/feed/feed.xml", f"{A}/feed.xml")),
    ("Hexo", f"{A}/", made_by("Hexo 7"), (f"{A}/atom.xml", f"{A}/rss2.xml")),
    ("Gatsby or Astro", f"{A}/", made_by("Astro v4.5"), (f"{A}/rss.xml",)),
    ("Pelican", f"{A}/", made_by("Pelican"), (f"{A}/feeds/all.atom.xml",)),
    ("Nikola", f"{A}/", made_by("Nikola (getnikola.com)"), (f"{A}/rss.xml",)),
    ("Zola", f"{A}/", made_by("Zola"), (f"{A}/atom.xml", f"{A}/rss.xml")),
    ("Docusaurus", f"{A}/blog", made_by("Docusaurus v3.1"), (f"{A}/blog/atom.xml", f"{A}/blog/rss.xml")),
    ("Publii", f"{A}/", made_by("Publii Open-Source CMS for Static Site"), (f"{A}/feed.xml",)),
    ("Movable Type", f"{A}/", made_by("Movable Type Pro 7"), (f"{A}/atom.xml", f"{A}/index.xml")),
    ("Typepad", f"{A}/port/2026/", made_by("http://www.typepad.com/"), (f"{A}/port/2026/atom.xml",)),
    ("Textpattern", f"{A}/", made_by("Textpattern CMS"), (f"{A}/rss/",)),
    ("Serendipity", f"{A}/", made_by("Serendipity v.2.4"), (f"{A}/feeds/index.rss2",)),
    ("Dotclear", f"{A}/", made_by("Dotclear"), (f"{A}/feed/atom",)),
    ("SPIP", f"{A}/", made_by("SPIP 4.2"), (f"{A}/spip.php?page=backend",)),
    ("DokuWiki", f"{A}/start", made_by("DokuWiki"), (f"{A}/feed.php",)),
    ("Grav", f"{A}/blog", made_by("GravCMS"), (f"{A}/blog.rss", f"{A}/blog.atom")),
    ("arXiv", "https://arxiv.org/list/cs.CL/recent", "", ("https://rss.arxiv.org/rss/cs.CL",)),
    ("Steam news", "https://store.steampowered.com/news/app/17?l=english", "", ("https://store.steampowered.com/feeds/news/app/17/",)),
    ("itch.io game", "https://port.itch.io/quay", "", ("https://port.itch.io/quay/devlog.rss",)),
    ("itch.io list", "https://itch.io/games/newest", "", ("https://itch.io/games/newest.xml",)),
)  # fmt: skip


def surveyed(url: str, markup: str) -> Survey:
    return survey(make_page(f"<html><head>{markup}</head><body></body></html>", url=url))


@pytest.mark.parametrize(("name", "url", "markup", "feeds"), [pytest.param(*row, id=row[0]) for row in ROWS])
def test_a_page_s_feeds_are_where_its_row_says(
    name: str, url: str, markup: str, feeds: tuple[str, ...]
) -> None:
    found = surveyed(url, markup)
    assert hidden_feeds(url, found, markup) == feeds
    assert next(row.name for row in TABLE if _fit(row, url, found.generator, markup) is not None) == name


def test_every_row_has_its_page() -> None:
    assert sorted(row.name for row in TABLE) == sorted(name for name, *_ in ROWS)


@pytest.mark.parametrize(
    ("url", "markup"),
    [
        pytest.param(f"{A}/channel/{CHANNEL}", "", id="an address like another site's"),
        pytest.param("https://notgithub.com/port/quay", "", id="a host that ends like another"),
        pytest.param("https://github.com.evil.example/port/quay", "", id="a host that begins like another"),
        pytest.param(f"{A}/news/", "<p>We left WordPress for Hugo.</p>", id="a page that talks of a system"),
        pytest.param("https://github.com/topics", "", id="a page of the host itself"),
        pytest.param("file:pages/x.html", WORDPRESS, id="a file"),
        pytest.param("https://www.reddit.com/settings", "", id="no list"),
    ],
)
def test_no_feed_is_guessed_elsewhere(url: str, markup: str) -> None:
    assert hidden_feeds(url, surveyed(url, markup), markup) == ()


def test_what_a_page_calls_itself_tells_its_feed_on_its_own_host_alone() -> None:
    channel = f"https://www.youtube.com/channel/{CHANNEL}"
    named = Survey(canonical=channel)
    feed = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
    assert hidden_feeds("https://www.youtube.com/@quay", named) == (feed,)
    assert hidden_feeds("https://a.example/", named) == ()
    assert hidden_feeds("https://a.example/", Survey(canonical="https://[a")) == ()


@pytest.mark.parametrize(
    ("link", "feeds"),
    [
        pytest.param('<a href="/news.rss">News</a>', ("https://news.example/news.rss",), id="by its ending"),
        pytest.param('<a href="feed/">Subscribe</a>', ("https://news.example/live/feed/",), id="by its folder"),
        pytest.param('<a href="/xml?n=1">RSS feed</a>', ("https://news.example/xml?n=1",), id="by its words"),
        pytest.param('<a href="/?feed=rss2">x</a>', ("https://news.example/?feed=rss2",), id="by its query"),
        pytest.param('<a href="https://feeds.b.example/news.rss">x</a>', ("https://feeds.b.example/news.rss",), id="a host for feeds"),
        pytest.param('<a href="https://reader.example/add?to=/feed">Read</a>', (), id="another site's"),
        pytest.param('<a href="/feed-the-birds">How to feed</a>', (), id="a story about feeding"),
        pytest.param('<a href="javascript:rss()">RSS</a>', (), id="no address"),
    ],
)  # fmt: skip
def test_links_that_read_like_feeds_are_found(link: str, feeds: tuple[str, ...]) -> None:
    assert survey(make_page(f"<html><body>{link}</body></html>")).feeds == feeds

"""Where public feeds are hidden: the one table, by a page's address, by what made it, or by its marks.

A row holds for a page where everything that it names fits: the host (whole), the beginning of the path with
its query, the beginning of the generator, words of the markup. Named groups fill the addresses, beside

    {origin}  https://host          {page}  the address without query and closing slash
    {dir}     {origin} and the path up to its last slash

What stands here is only tried: `feedsvc new` offers a feed when it was fetched and read as one.
"""

# ruff: noqa: E501 (a row is a line)

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One kind of page and the addresses of its feeds, the likeliest first."""

    name: str
    feeds: tuple[str, ...]
    host: str = ""
    path: str = ""
    generator: str = ""
    mark: str = ""


def _row(name: str, feeds: str, host: str = "", path: str = "", generator: str = "", mark: str = "") -> Row:
    return Row(name, tuple(feeds.split()), host, path, generator, mark)


_REPO = r"/(?P<repo>[\w.-]+/[\w.-]+)"
_END = r"/?(?:$|\?)"
_NAME = r"(?P<name>[\w.~-]+)"
_ID = r"(?P<id>\d+)"
_YOUTUBE = r"(?:www\.|m\.)?youtube\.com"
_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml"
_FORGE = r'content="(?:Gitea|Forgejo)\b'
_GITLAB = r'content="GitLab"|gon\.gitlab_url'
_MASTODON = r"\bid=[\"']mastodon[\"']"
_REDDIT = r"(?:www\.|old\.|new\.)?reddit\.com"
_MEDIUM_APP = r"content=[\"']com\.medium\.reader"
_BLOGSPOT = r"[\w-]+\.blogspot\.[a-z.]{2,6}"
_WORDPRESS = r"/wp-(?:content|includes)/|content=[\"']WordPress "
_STACK = (
    r"(?:[\w.]+\.)?(?:stackoverflow|stackexchange|serverfault|superuser|askubuntu|stackapps)\.com"
    r"|mathoverflow\.net"
)
_NOBODY = r"(?!(?:about|apps|collections|explore|features|login|marketplace|orgs|search|settings|sponsors|topics|trending)\b)"

TABLE: tuple[Row, ...] = (
    # Films, sounds and pictures
    _row("YouTube channel", _YOUTUBE_FEED + "?channel_id={id}", _YOUTUBE, r"/channel/(?P<id>UC[\w-]{22})"),
    _row("YouTube playlist", _YOUTUBE_FEED + "?playlist_id={id}", _YOUTUBE, r"/playlist\?(?:.*&)?list=(?P<id>[\w-]+)"),
    _row("YouTube user", _YOUTUBE_FEED + "?user={name}", _YOUTUBE, r"/user/" + _NAME),
    _row("YouTube handle", _YOUTUBE_FEED + "?channel_id={id}", _YOUTUBE, r"/(?:@|c/)", mark=r'"(?:externalId|channelId)":"(?P<id>UC[\w-]{22})"'),
    _row("Vimeo group", "https://vimeo.com/{name}/videos/rss", r"(?:www\.)?vimeo\.com", r"/(?P<name>(?:channels|groups)/[\w-]+)"),
    _row("Vimeo user", "https://vimeo.com/{name}/videos/rss", r"(?:www\.)?vimeo\.com", rf"/(?!\d+\b){_NAME}"),
    _row("PeerTube channel", "{origin}/feeds/videos.xml?videoChannelName={name}", path=rf"/(?:c|video-channels)/{_NAME}", mark=r'content="PeerTube"'),
    _row("PeerTube account", "{origin}/feeds/videos.xml?accountName={name}", path=rf"/(?:a|accounts)/{_NAME}", mark=r'content="PeerTube"'),
    _row("PeerTube", "{origin}/feeds/videos.xml", mark=r'content="PeerTube"'),
    _row("Dailymotion", "https://www.dailymotion.com/rss/user/{name}", r"(?:www\.)?dailymotion\.com", rf"/{_NAME}{_END}"),
    _row("Odysee", "https://odysee.com/$/rss/{name}", r"odysee\.com", r"/(?P<name>@[\w.-]+(?::\w+)?)"),
    _row("SoundCloud", "https://feeds.soundcloud.com/users/soundcloud:users:{id}/sounds.rss", r"(?:www\.|m\.)?soundcloud\.com", mark=r"soundcloud://users:" + _ID),
    _row("Podbean", "https://feed.podbean.com/{name}/feed.xml", r"(?P<name>(?!www\.|feed\.)[\w-]+)\.podbean\.com"),
    _row("Buzzsprout", "https://feeds.buzzsprout.com/{id}.rss", r"(?:www\.)?buzzsprout\.com", "/" + _ID),
    _row("Libsyn", "{origin}/rss", r"(?!www\.)[\w-]+\.libsyn\.com"),
    _row("Spreaker", "https://www.spreaker.com/show/{id}/episodes/feed", r"(?:www\.)?spreaker\.com", r"/(?:show|podcast)/(?:[\w-]+--)?" + _ID),
    _row("Apple Podcasts", "{feed}", r"podcasts\.apple\.com", mark=r'"feedUrl":"(?P<feed>https?://[^"\\\s]{1,500})"'),
    _row("Flickr member", "https://www.flickr.com/services/feeds/photos_public.gne?id={id}", r"(?:www\.)?flickr\.com", r"/(?:photos|people)/(?P<id>\d+@N\d\d)"),
    _row("Flickr tag", "https://www.flickr.com/services/feeds/photos_public.gne?tags={name}", r"(?:www\.)?flickr\.com", r"/photos/tags/" + _NAME),
    _row("Flickr", "https://www.flickr.com/services/feeds/photos_public.gne?id={id}", r"(?:www\.)?flickr\.com", r"/(?:photos|people)/", mark=r'"nsid":"(?P<id>\d+@N\d\d)"'),
    _row("DeviantArt", "https://backend.deviantart.com/rss.xml?q=gallery:{name}", r"(?:www\.)?deviantart\.com", "/" + _NAME),
    _row("Pinterest board", "{origin}/{name}/{board}.rss", r"(?:www\.)?pinterest\.[a-z.]+", rf"/{_NAME}/(?P<board>[\w-]+)/?$"),
    _row("Pinterest", "{origin}/{name}/feed.rss", r"(?:www\.)?pinterest\.[a-z.]+", rf"/{_NAME}/?$"),
    _row("Letterboxd", "https://letterboxd.com/{name}/rss/", r"letterboxd\.com", rf"/(?!films?\b|lists?\b){_NAME}"),
    # Code and packages
    _row("GitHub releases", "https://github.com/{repo}/releases.atom", r"github\.com", _REPO + "/releases"),
    _row("GitHub tags", "https://github.com/{repo}/tags.atom", r"github\.com", _REPO + "/tags"),
    _row("GitHub commits of a branch", "https://github.com/{repo}/commits/{branch}.atom", r"github\.com", _REPO + r"/(?:commits|tree)/(?P<branch>[^?#]*[^?#/])"),
    _row("GitHub commits", "https://github.com/{repo}/commits.atom", r"github\.com", _REPO + "/commits" + _END),
    _row("GitHub discussions", "https://github.com/{repo}/discussions.atom", r"github\.com", _REPO + "/discussions"),
    _row("GitHub wiki", "https://github.com/{repo}/wiki.atom", r"github\.com", _REPO + "/wiki"),
    _row("GitHub repository", "https://github.com/{repo}/releases.atom https://github.com/{repo}/commits.atom https://github.com/{repo}/tags.atom", r"github\.com", "/" + _NOBODY + _REPO[1:] + _END),
    _row("GitHub user", "https://github.com/{name}.atom", r"github\.com", "/" + _NOBODY + _NAME + _END),
    _row("GitLab commits", "{origin}/{repo}/-/commits/{branch}?format=atom", path=r"/(?P<repo>.+?)/-/commits/(?P<branch>[^?#]*[^?#/])", mark=_GITLAB),
    _row("GitLab releases", "{origin}/{repo}/-/releases.atom {origin}/{repo}/-/tags?format=atom", path=r"/(?P<repo>.+?)/-/releases", mark=_GITLAB),
    _row("GitLab tags", "{origin}/{repo}/-/tags?format=atom", path=r"/(?P<repo>.+?)/-/tags", mark=_GITLAB),
    _row("GitLab issues", "{origin}/{repo}/-/issues.atom", path=r"/(?P<repo>.+?)/-/issues", mark=_GITLAB),
    _row("GitLab project or user", "{page}.atom", path=r"/(?!.*/-/)[\w.-]+(?:/[\w.-]+)*" + _END, mark=_GITLAB),
    _row("Gitea releases", "{origin}/{repo}/releases.rss", path=_REPO + "/releases", mark=_FORGE),
    _row("Gitea tags", "{origin}/{repo}/tags.rss", path=_REPO + "/tags", mark=_FORGE),
    _row("Gitea branch", "{origin}/{repo}/rss/branch/{branch}", path=_REPO + r"/(?:src|commits)/branch/(?P<branch>[^?#/]+)", mark=_FORGE),
    _row("Gitea repository", "{page}/releases.rss {page}.rss", path=_REPO + _END, mark=_FORGE),
    _row("Gitea user", "{page}.rss", path=f"/{_NAME}{_END}", mark=_FORGE),
    _row("cgit", "{page}/atom/", path=r"/.+", generator="cgit"),
    _row("gitweb", "{origin}{script}?p={name};a=atom", path=r"(?P<script>/[^?]*)\?(?:.*[;&])?p=(?P<name>[^;&]+)", generator="gitweb"),
    _row("SourceHut", "{origin}/{repo}/refs/rss.xml {origin}/{repo}/log/rss.xml", r"git\.sr\.ht", r"/(?P<repo>~[\w.-]+/[\w.-]+)"),
    _row("SourceForge news", "{origin}/p/{name}/news/feed", r"sourceforge\.net", rf"/p/{_NAME}/news"),
    _row("SourceForge files", "{origin}/projects/{name}/rss?path=/", r"sourceforge\.net", rf"/(?:projects|p)/{_NAME}"),
    _row("Launchpad", "http://feeds.launchpad.net/{name}/announcements.atom http://feeds.launchpad.net/{name}/latest-bugs.atom", r"launchpad\.net", rf"/(?!~){_NAME}"),
    _row("Launchpad person", "http://feeds.launchpad.net/{name}/revisions.atom", r"launchpad\.net", r"/(?P<name>~[\w.-]+)"),
    _row("Debian tracker", "https://tracker.debian.org/pkg/{name}/rss", r"tracker\.debian\.org", r"/pkg/(?P<name>[\w.+-]+)"),
    _row("Arch packages", "https://archlinux.org/feeds/packages/", r"(?:www\.)?archlinux\.org", "/packages"),
    _row("PyPI project", "https://pypi.org/rss/project/{name}/releases.xml", r"pypi\.org", "/project/" + _NAME),
    _row("PyPI", "https://pypi.org/rss/updates.xml https://pypi.org/rss/packages.xml", r"pypi\.org", "/" + _END),
    _row("crates.io", "https://static.crates.io/rss/crates/{name}.xml", r"crates\.io", "/crates/" + _NAME),
    _row("RubyGems", "https://rubygems.org/gems/{name}/versions.atom", r"rubygems\.org", "/gems/" + _NAME),
    _row("Packagist", "https://packagist.org/feeds/package.{repo}.rss", r"packagist\.org", "/packages" + _REPO),
    _row("NuGet", "https://www.nuget.org/packages/{name}/atom.xml", r"(?:www\.)?nuget\.org", "/packages/" + _NAME),
    _row("Redmine", "{page}.atom", path=r"/.+", mark=r'content="Redmine"'),
    _row("Trac", "{origin}/timeline?ticket=on&milestone=on&wiki=on&format=rss", mark=r'<div id="trac-|/chrome/common/css/trac\.css'),
    _row("Bugzilla", "{origin}{list}&ctype=atom", path=r"(?P<list>/[^?]*buglist\.cgi\?[^#]+)"),
    # People talking
    _row("Mastodon tag", "{origin}/tags/{name}.rss", path=rf"/tags/{_NAME}", mark=_MASTODON),
    _row("Mastodon", "{origin}/@{name}.rss", path=r"/@(?P<name>\w+)(?=/|$|\?)", mark=_MASTODON),
    _row("Misskey", "{origin}/@{name}.atom", path=r"/@(?P<name>\w+)" + _END, mark=r'content="Misskey"|name="application-name" content="(?:Misskey|Sharkey|Firefish)'),
    _row("GoToSocial", "{origin}/@{name}/feed.rss", path=r"/@(?P<name>\w+)" + _END, mark=r"gotosocial"),
    _row("Pixelfed", "{origin}/users/{name}.atom", path=f"/{_NAME}{_END}", mark=r'content="Pixelfed|pixelfed'),
    _row("Bluesky", "https://bsky.app/profile/{id}/rss", r"bsky\.app", r"/profile/(?P<id>[\w.:-]+)"),
    _row("Reddit comments", "{page}/.rss", _REDDIT, r"/(?:r|user)/[\w-]+/comments/\w+"),
    _row("Reddit, sorted", "https://www.reddit.com/r/{name}/{sort}/.rss", _REDDIT, r"/r/(?P<name>[\w+-]+)/(?P<sort>new|top|hot|rising)\b"),
    _row("Reddit", "https://www.reddit.com/r/{name}/.rss", _REDDIT, r"/r/(?P<name>[\w+-]+)" + _END),
    _row("Reddit user", "https://www.reddit.com/user/{name}/.rss", _REDDIT, r"/u(?:ser)?/(?P<name>[\w-]+)" + _END),
    _row("Reddit front page", "https://www.reddit.com/.rss", _REDDIT, _END),
    _row("Lemmy community", "{origin}/feeds/c/{name}.xml?sort=New", path=r"/c/(?P<name>[\w.@-]+)", mark=r"lemmyConfig|lemmy-ui|content=\"Lemmy"),
    _row("Lemmy user", "{origin}/feeds/u/{name}.xml?sort=New", path=r"/u/(?P<name>[\w.@-]+)", mark=r"lemmyConfig|lemmy-ui|content=\"Lemmy"),
    _row("Lemmy", "{origin}/feeds/local.xml?sort=New", path=_END, mark=r"lemmyConfig|lemmy-ui|content=\"Lemmy"),
    _row("Hacker News, shown", "https://news.ycombinator.com/showrss", r"news\.ycombinator\.com", "/show"),
    _row("Hacker News", "https://news.ycombinator.com/rss", r"news\.ycombinator\.com", r"/(?:news)?" + _END),
    _row("Lobsters", "{origin}/t/{name}.rss", r"lobste\.rs", "/t/" + _NAME),
    _row("Lobsters front page", "{origin}/rss", r"lobste\.rs", "/" + _END),
    _row("Stack Exchange tag", "{origin}/feeds/tag/{name}", _STACK, r"/questions/tagged/(?P<name>[^/?#]+)"),
    _row("Stack Exchange question", "{origin}/feeds/question/{id}", _STACK, "/questions/" + _ID),
    _row("Stack Exchange user", "{origin}/feeds/user/{id}", _STACK, "/users/" + _ID),
    _row("Stack Exchange", "{origin}/feeds", _STACK, "/(?:questions)?" + _END),
    _row("Discourse list", "{page}.rss", path=r"/(?:c|t|tag)/.+", generator="discourse"),
    _row("Discourse top", "{origin}/top.rss", path="/top", generator="discourse"),
    _row("Discourse", "{origin}/latest.rss {origin}/posts.rss", generator="discourse"),
    _row("phpBB forum", "{dir}/feed/forum/{id} {dir}/app.php/feed/forum/{id} {dir}/feed.php?f={id}", path=r".*/viewforum\.php\?(?:.*&)?f=" + _ID, mark=r'id="phpbb"'),
    _row("phpBB topic", "{dir}/feed/topic/{id} {dir}/app.php/feed/topic/{id} {dir}/feed.php?t={id}", path=r".*/viewtopic\.php\?(?:.*&)?t=" + _ID, mark=r'id="phpbb"'),
    _row("phpBB", "{dir}/feed {dir}/app.php/feed {dir}/feed.php", mark=r'id="phpbb"'),
    _row("XenForo forum", "{page}/index.rss", path=r".*/forums/[\w%-]+\.\d+", mark=r'<html[^>]{0,80}\bid="XF"'),
    _row("XenForo", "{origin}/forums/-/index.rss {page}/forums/-/index.rss", mark=r'<html[^>]{0,80}\bid="XF"'),
    _row("vBulletin forum", "{dir}/external.php?type=RSS2&forumids={id}", path=r".*/forumdisplay\.php\?(?:.*&)?(?:f=)?" + _ID, generator="vbulletin"),
    _row("vBulletin", "{dir}/external.php?type=RSS2", generator="vbulletin"),
    _row("MyBB forum", "{dir}/syndication.php?fid={id}", path=r".*/forumdisplay\.php\?(?:.*&)?fid=" + _ID, mark=r"MyBB"),
    _row("MyBB", "{dir}/syndication.php", mark=r"Powered By[^<]{0,20}<a[^>]{0,80}>MyBB"),
    _row("SMF board", "{dir}/index.php?action=.xml;type=rss2;sa=recent;board={id}", path=r".*[?;&]board=" + _ID, mark=r"smf_(?:theme_url|scripturl)"),
    _row("SMF", "{dir}/index.php?action=.xml;type=rss2;sa=recent", mark=r"smf_(?:theme_url|scripturl)"),
    _row("FluxBB", "{dir}/extern.php?action=feed&type=atom", mark=r'id="punindex"|<div id="punwrap"|class="pun"'),
    _row("NodeBB category", "{origin}/category/{id}.rss", path="/category/" + _ID, mark=r"nodebb"),
    _row("NodeBB", "{origin}/recent.rss", mark=r'name="generator" content="NodeBB|nodebb'),
    _row("Vanilla", "{page}/feed.rss", path=r"/(?:discussions|categories)\b", mark=r"/applications/vanilla/|vanillaforums"),
    _row("lore", "{origin}/{name}/new.atom", r"lore\.kernel\.org", "/" + _NAME),
    _row("OpenStreetMap diary", "{page}/rss", r"www\.openstreetmap\.org", r"/(?:user/[^/]+/)?diary" + _END),
    # Blogs and sites, hosted
    _row("Medium tag", "https://medium.com/feed/tag/{name}", r"(?:www\.)?medium\.com", "/tag/" + _NAME),
    _row("Medium", "https://medium.com/feed/{name}", r"(?:www\.)?medium\.com", r"/(?P<name>@?[\w.-]+)"),
    _row("Medium, own host", "{origin}/feed", r"(?!www\.)[\w-]+\.medium\.com"),
    _row("Medium, own domain", "{origin}/feed", mark=_MEDIUM_APP),
    _row("Substack", "{origin}/feed", r"(?!www\.)[\w-]+\.substack\.com"),
    _row("Substack, own domain", "{origin}/feed", mark=r"//substackcdn\.com/"),
    _row("Blogger label", "{origin}/feeds/posts/default/-/{label}", path=r"/search/label/(?P<label>[^?#]+)", generator="blogger"),
    _row("Blogger", "{origin}/feeds/posts/default", generator="blogger"),
    _row("Blogspot", "{origin}/feeds/posts/default {origin}/feeds/comments/default", _BLOGSPOT),
    _row("Tumblr tag", "{origin}/tagged/{name}/rss", r"(?!www\.)[\w-]+\.tumblr\.com", "/tagged/" + _NAME),
    _row("Tumblr", "{origin}/rss", r"(?!www\.)[\w-]+\.tumblr\.com"),
    _row("Tumblr, by name", "https://{name}.tumblr.com/rss", r"(?:www\.)?tumblr\.com", r"/(?:blog/view/)?(?!(?:explore|dashboard|tagged|search|login)\b)(?P<name>[\w-]+)"),
    _row("Tumblr, own domain", "{origin}/rss", mark=r"assets\.tumblr\.com"),
    _row("dev.to", "https://dev.to/feed/{name}", r"dev\.to", f"/{_NAME}{_END}"),
    _row("dev.to tag", "https://dev.to/feed/tag/{name}", r"dev\.to", "/t/" + _NAME),
    _row("Hashnode", "{origin}/rss.xml", mark=r"cdn\.hashnode\.com"),
    _row("Bear", "{origin}/feed/", r"[\w-]+\.bearblog\.dev"),
    _row("Micro.blog", "{origin}/feed.xml", r"[\w-]+\.micro\.blog"),
    _row("Write.as", "{origin}/{name}/feed/", r"write\.as", "/" + _NAME),
    _row("LiveJournal", "{origin}/data/rss", r"[\w-]+\.(?:livejournal\.com|dreamwidth\.org)"),
    _row("Buttondown", "{origin}/{name}/rss", r"buttondown\.(?:com|email)", "/" + _NAME),
    _row("Squarespace", "{page}?format=rss", mark=r"(?:static1|assets)\.squarespace\.com"),
    _row("Wix", "{origin}/blog-feed.xml {origin}/feed.xml", generator="wix.com"),
    _row("Shopify blog", "{origin}/blogs/{name}.atom", path=r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/blogs/(?P<name>[\w%-]+(?:/tagged/[\w%-]+)?)", mark=r"cdn\.shopify\.com"),
    _row("Shopify collection", "{origin}/collections/{name}.atom", path=r"/collections/(?P<name>[\w%-]+)", mark=r"cdn\.shopify\.com"),
    _row("Webflow", "{page}/rss.xml", path=r"/.+", generator="webflow"),
    _row("Weebly", "{page}/feed", mark=r"editmysite\.com/"),
    # Blogs and sites, self-made
    _row("WordPress.com", "{page}/feed/ {origin}/feed/", r"[\w-]+\.wordpress\.com"),
    _row("WordPress, plain addresses", "{origin}/?{what}&feed=rss2 {origin}/?feed=rss2", path=r"/\?(?P<what>(?:cat|tag|author|p)=[\w-]+)", mark=_WORDPRESS),
    _row("WordPress list", "{page}/feed/ {origin}/feed/", path=r"/.*\b(?:category|tag|author|topics?)/", mark=_WORDPRESS),
    _row("WordPress", "{origin}/feed/ {page}/feed/ {origin}/comments/feed/", mark=_WORDPRESS),
    _row("Ghost list", "{page}/rss/ {origin}/rss/", path=r"/(?:tag|author)/.+", generator="ghost"),
    _row("Ghost", "{origin}/rss/", generator="ghost"),
    _row("Drupal term", "{page}/feed {origin}/rss.xml", path=r"/(?:\w\w/)?taxonomy/term/\d+", generator="drupal"),
    _row("Drupal", "{origin}/rss.xml", generator="drupal"),
    _row("Joomla", "{page}?format=feed&type=rss", generator="joomla"),
    _row("MediaWiki history", "{origin}{script}?title={title}&action=history&feed=atom", path=r"(?P<script>/[^?]*index\.php)\?(?:.*&)?title=(?P<title>[^&#]+)&(?:.*&)?action=history", generator="mediawiki"),
    _row("MediaWiki changes", "{origin}/w/index.php?title=Special:RecentChanges&feed=atom", path=r"/wiki/[^?]*(?:Special|Spezial|Sp%C3%A9cial|Especial|Speciale|Speciaal):", generator="mediawiki"),
    _row("MediaWiki page", "{origin}/w/index.php?title={title}&action=history&feed=atom {origin}/w/index.php?title=Special:RecentChanges&feed=atom", path=r"/wiki/(?P<title>[^?#]+)", generator="mediawiki"),
    _row("MediaWiki", "{origin}{script}?title=Special:RecentChanges&feed=atom", path=r"(?P<script>/[^?]*index\.php)", generator="mediawiki"),
    _row("Hugo", "{page}/index.xml {origin}/index.xml", generator="hugo"),
    _row("Jekyll", "{origin}/feed.xml {origin}/atom.xml", generator="jekyll"),
    _row("Eleventy", "{origin}/feed/feed.xml {origin}/feed.xml", generator="eleventy"),
    _row("Hexo", "{origin}/atom.xml {origin}/rss2.xml", generator="hexo"),
    _row("Gatsby or Astro", "{origin}/rss.xml", generator="(?:gatsby|astro)"),
    _row("Pelican", "{origin}/feeds/all.atom.xml", generator="pelican"),
    _row("Nikola", "{origin}/rss.xml", generator="nikola"),
    _row("Zola", "{origin}/atom.xml {origin}/rss.xml", generator="zola"),
    _row("Docusaurus", "{origin}/blog/atom.xml {origin}/blog/rss.xml", generator="docusaurus"),
    _row("Publii", "{origin}/feed.xml", generator="publii"),
    _row("Movable Type", "{origin}/atom.xml {origin}/index.xml", generator="movable type"),
    _row("Typepad", "{dir}/atom.xml", generator=r"https?://www\.typepad\.com"),
    _row("Textpattern", "{origin}/rss/", generator="textpattern"),
    _row("Serendipity", "{origin}/feeds/index.rss2", generator="serendipity"),
    _row("Dotclear", "{origin}/feed/atom", generator="dotclear"),
    _row("SPIP", "{origin}/spip.php?page=backend", generator="spip"),
    _row("DokuWiki", "{origin}/feed.php", generator="dokuwiki"),
    _row("Grav", "{page}.rss {page}.atom", path=r"/.+", generator="gravcms"),
    # Science, games
    _row("arXiv", "https://rss.arxiv.org/rss/{name}", r"(?:www\.)?arxiv\.org", r"/(?:list|archive)/(?P<name>[\w.-]+)"),
    _row("Steam news", "https://store.steampowered.com/feeds/news/app/{id}/", r"(?:store\.steampowered|steamcommunity)\.com", r"/(?:news/)?(?:app|games)/" + _ID),
    _row("itch.io game", "{origin}/{name}/devlog.rss", r"(?!www\.)[\w-]+\.itch\.io", "/" + _NAME),
    _row("itch.io list", "{page}.xml", r"itch\.io", r"/[\w/-]*\w" + _END),
)  # fmt: skip

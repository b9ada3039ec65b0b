"""Lists of threads: short subjects beside long names, last posts, pages of a thread, pinned ones."""

from __future__ import annotations

from tests.extract.listings.listing import Listing, Seen, days_back, rows, spoken

SUBJECTS = (
    "Where do the new night ferries leave?",
    "Nets",
    "My boat was scratched in the lock",
    "Fog",
    "Orchard paths closed after the storm",
    "Rope for sale, 40 metres",
    "Ok?",
    "Which paint holds on old oak?",
)
POSTERS = (
    "BartholomewTheSailor", "Ida", "WilhelminaOfTheHarbour", "CaptainConstantinople", "Ida", "oak_and_tar_1976",
    "BartholomewTheSailor", "Jo",
)  # fmt: skip
VALUES = [
    {"id": 900 - n, "title": title, "by": POSTERS[n], "last": POSTERS[-1 - n], **spoken(days_back(n))}
    for n, title in enumerate(SUBJECTS)
]


def threads(address: str, dated: bool = True) -> tuple[Seen, ...]:
    """What a person sees: every subject with its thread's first page."""
    return tuple(
        (str(v["title"]), "https://town.example" + address.format_map(v), str(v["iso"]) if dated else None)
        for v in VALUES
    )


PHPBB = """<li class="row {even}"><dl class="row-item topic_read"><dt title="No unread posts"><div class="list-inner">
<a href="./viewtopic.php?t={id}" class="topictitle">{title}</a><br>
<div class="pagination"><ul><li><a class="button" href="./viewtopic.php?t={id}">1</a></li><li><a class="button" href="./viewtopic.php?t={id}&amp;start=15">2</a></li></ul></div>
<div class="topic-poster responsive-hide left-box">by <a href="./memberlist.php?mode=viewprofile&amp;u={n}" class="username">{by}</a> &raquo; <time datetime="{iso}T16:45:00+00:00">{wd} {mon} {dd}, {y} 4:45 pm</time></div></div></dt>
<dd class="posts">3 <dfn>Replies</dfn></dd><dd class="views">51 <dfn>Views</dfn></dd>
<dd class="lastpost"><span><dfn>Last post</dfn> by <a href="./memberlist.php?mode=viewprofile&amp;u=3{n}" class="username">{last}</a>
<a href="./viewtopic.php?p=7{id}#p7{id}" title="Go to last post"><i class="icon"></i></a><br><time datetime="{iso}T16:45:00+00:00">{wd} {mon} {dd}, {y} 4:45 pm</time></span></dd></dl></li>"""

SUBSILVER = """<tr><td class="row1" width="20"><img src="folder.gif" alt=""></td><td class="row1" width="100%"><span class="topictitle"><a href="viewtopic.php?t={id}" class="topictitle">{title}</a></span><span class="gensmall"><br>[ <img src="i.gif" alt="">Gehe zu Seite: <a href="viewtopic.php?t={id}&amp;start=0">1</a>, <a href="viewtopic.php?t={id}&amp;start=15">2</a> ]</span></td>
<td class="row2" align="center"><span class="postdetails">12</span></td><td class="row3" align="center"><span class="name"><a href="profile.php?mode=viewprofile&amp;u={n}">{by}</a></span></td><td class="row2"><span class="postdetails">99</span></td>
<td class="row3Right" nowrap><span class="postdetails">{dd}.{mm}.{y}, 16:45<br><a href="profile.php?mode=viewprofile&amp;u=5{n}">{last}</a> <a href="viewtopic.php?p=7{id}#7{id}"><img src="l.gif" alt="Letzten Beitrag anzeigen" title="Letzten Beitrag anzeigen"></a></span></td></tr>"""

VBULLETIN3 = """<tr><td class="alt1"><img src="s.gif"></td><td class="alt2">&nbsp;</td><td class="alt1" id="td_threadtitle_{id}" title="Words of the first post that may be quite long and say much"><div><a href="showthread.php?t={id}" id="thread_title_{id}">{title}</a> <span class="smallfont">(<img src="m.gif"> <a href="showthread.php?t={id}">1</a> <a href="showthread.php?t={id}&amp;page=2">2</a> <a href="showthread.php?t={id}&amp;page=9">Last Page</a>)</span></div>
<div class="smallfont"><span style="cursor:pointer" onclick="window.open('member.php?u={n}', '_self')">{by}</span></div></td>
<td class="alt2" title="Replies: 7"><div class="smallfont" style="text-align:right">{mm}-{dd}-{y} <span class="time">04:45 PM</span><br>by <a href="member.php?find=lastposter&amp;t={id}" rel="nofollow">{last}</a> <a href="showthread.php?p=7{id}#post7{id}"><img src="l.gif" alt="Go to last post"></a></div></td>
<td class="alt1"><a href="misc.php?do=whoposted&amp;t={id}">7</a></td><td class="alt2">310</td></tr>"""

VBULLETIN4 = """<li class="threadbit hot" id="thread_{id}"><div class="rating0 nonsticky"><div class="threadinfo"><div class="inner"><h3 class="threadtitle"><a class="title" href="/threads/{id}-a-thread" id="thread_title_{id}">{title}</a></h3>
<div class="threadmeta"><div class="author"><span class="label">Started by&nbsp;<a href="/members/{n}-x" class="username understate" title="Started by {by} on {iso}">{by}</a>&lrm;, {iso} 16:45</span></div></div></div></div>
<ul class="threadstats td alt"><li>Replies: <a href="/misc/whoposted-{id}" class="understate">7</a></li><li>Views: 310</li></ul>
<dl class="threadlastpost td"><dt class="lastpostby hidden">Last Post By</dt><dd><div class="popupmenu memberaction"><a class="username offline popupctrl" href="/members/8{n}-y"><strong>{last}</strong></a></div></dd><dd>{iso}, <em class="time">16:45</em> <a href="/threads/{id}-a-thread?p=7{id}#post7{id}" class="lastpostdate understate" title="Go to last post"><img src="l.png" alt="Go to last post"></a></dd></dl></div></li>"""

SMF = """<tr><td class="icon1 windowbg"><img src="i.png" alt=""></td><td class="icon2 windowbg"><img src="x.png" alt=""></td>
<td class="subject windowbg2"><div><span id="msg_7{id}"><a href="https://town.example/index.php?topic={id}.0">{title}</a></span><p>Iniciado por <a href="https://town.example/index.php?action=profile;u={n}" title="Ver perfil de {by}">{by}</a> <small id="pages7{id}">&laquo; <a class="navPages" href="https://town.example/index.php?topic={id}.0">1</a> <a class="navPages" href="https://town.example/index.php?topic={id}.15">2</a> &raquo;</small></p></div></td>
<td class="stats windowbg">7 Respuestas<br>310 Vistas</td>
<td class="lastpost windowbg2"><a href="https://town.example/index.php?topic={id}.msg7{id}#new"><img src="l.gif" alt="Último mensaje" title="Último mensaje"></a> {dd}/{mm}/{y}, 16:45<br>por <a href="https://town.example/index.php?action=profile;u=9{n}">{last}</a></td></tr>"""

XENFORO = """<div class="structItem structItem--thread js-inlineModContainer" data-author="{by}"><div class="structItem-cell structItem-cell--icon"><div class="structItem-iconContainer"><a href="/members/x.{n}/" class="avatar avatar--s"><span class="avatar-u{n}-s">B</span></a></div></div>
<div class="structItem-cell structItem-cell--main"><ul class="structItem-statuses"><li><i class="structItem-status"></i><span class="u-srOnly">Sticky</span></li></ul><div class="structItem-title"><a href="/forums/x/?prefix_id=2" class="labelLink" rel="nofollow"><span class="label label--blue">Question about boats</span></a> <a href="/threads/a-thread.{id}/" data-tp-primary="on">{title}</a></div>
<div class="structItem-minor"><ul class="structItem-parts"><li><a href="/members/x.{n}/" class="username">{by}</a></li><li class="structItem-startDate"><a href="/threads/a-thread.{id}/" rel="nofollow"><time class="u-dt" datetime="{iso}T16:45:00+0000" title="{mon} {d}, {y} at 4:45 PM">{mon} {d}, {y}</time></a></li></ul><span class="structItem-pageJump"><a href="/threads/a-thread.{id}/page-2">2</a> <a href="/threads/a-thread.{id}/page-3">3</a></span></div></div>
<div class="structItem-cell structItem-cell--meta"><dl class="pairs pairs--justified"><dt>Replies</dt><dd>7</dd></dl></div>
<div class="structItem-cell structItem-cell--latest"><a href="/threads/a-thread.{id}/latest" rel="nofollow"><time class="structItem-latestDate u-dt" datetime="{iso}T16:45:00+0000">{mon} {d}, {y}</time></a><div class="structItem-minor"><a href="/members/y.8{n}/" class="username">{last}</a></div></div></div>"""

DISCOURSE = """<tr class="topic-list-item" id="topic-list-item-{id}"><td class="main-link" itemprop="itemListElement"><meta itemprop="url" content="https://town.example/t/a/{id}"><span class="link-top-line"><a href="https://town.example/t/a/{id}" class="title raw-link raw-topic-link">{title}</a></span>
<div class="link-bottom-line"><a href="/c/boats-and-harbours/5" class="badge-wrapper bullet"><span class="badge-category-bg"></span><span class="badge-category clear-badge"><span class="category-name">Boats and harbours of the town</span></span></a><div class="discourse-tags"><a href="/tag/wood" class="discourse-tag">wood-and-tar</a></div></div></td>
<td class="replies"><span class="posts" title="posts">7</span></td><td class="views"><span class="views">310</span></td><td>{mon} {d}, {y}</td></tr>"""

INVISION = """<li class="ipsDataItem ipsDataItem_responsivePhoto" data-rowid="{id}"><div class="ipsDataItem_icon ipsPos_top"><a href="/topic/{id}-a/?do=getNewComment" title="Go to first unread post"><span class="ipsItemStatus"><i class="fa fa-circle"></i></span></a></div>
<div class="ipsDataItem_main"><h4 class="ipsDataItem_title ipsContained_container"><span class="ipsType_break ipsContained"><a href="https://town.example/topic/{id}-a/" class="" title="{title}" data-ipsHover><span>{title}</span></a></span> <span class="ipsPagination ipsPagination_mini"><span><a href="/topic/{id}-a/#comments" title="Go to page 1">1</a></span> <span><a href="/topic/{id}-a/?page=2#comments">2</a></span></span></h4>
<div class="ipsDataItem_meta ipsType_reset ipsType_light ipsType_blendLinks"><span>By <a href="/profile/{n}-x/" class="ipsType_break">{by}</a>, </span> <time datetime="{iso}T16:45:00Z" title="{mm}/{dd}/{y} 04:45 PM">{month} {d}, {y}</time></div></div>
<ul class="ipsDataItem_stats"><li><span class="ipsDataItem_stats_number">7</span><span class="ipsDataItem_stats_type"> replies</span></li></ul>
<ul class="ipsDataItem_lastPoster ipsDataItem_withPhoto ipsType_blendLinks"><li><a href="/profile/8{n}-y/" class="ipsUserPhoto"><img src="p.jpg" alt="{last}"></a></li><li><a href="/profile/8{n}-y/" class="ipsType_break">{last}</a></li><li class="ipsType_light"><a href="/topic/{id}-a/?do=getLastComment" title="Go to last post"><time datetime="{iso}T16:45:00Z">{month} {d}, {y}</time></a></li></ul></li>"""

MYBB = """<tr class="inline_row"><td align="center" class="trow1"><span class="thread_status oldfolder" title="No new posts">&nbsp;</span></td><td class="trow1"><div><span class="prefix"><strong>Help needed:</strong>&nbsp;</span><span class="subject_old" id="tid_{id}"><a href="showthread.php?tid={id}">{title}</a></span> <span class="smalltext">(Pages: <a href="showthread.php?tid={id}">1</a> <a href="showthread.php?tid={id}&amp;page=2">2</a>)</span><div class="author smalltext"><a href="member.php?action=profile&amp;uid={n}">{by}</a></div></div></td>
<td align="center" class="trow1"><a href="misc.php?action=whoposted&amp;tid={id}">7</a></td><td align="center" class="trow1">310</td><td class="trow1" style="white-space: nowrap"><span class="lastpost smalltext">{mm}-{dd}-{y}, 04:45 PM<br><a href="showthread.php?tid={id}&amp;action=lastpost">Last Post</a>: <a href="member.php?action=profile&amp;uid=8{n}">{last}</a></span></td></tr>"""

WOLTLAB = """<ol class="tabularListRow"><li class="wbbThread"><ol class="tabularListColumns"><li class="columnIcon columnAvatar"><div><p class="pointer"><img src="a.png" class="userAvatarImage" alt=""></p></div></li>
<li class="columnSubject"><ul class="labelList"><li><a href="/board/1/?labelIDs" class="badge label green">Allgemeine Anfragen</a></li></ul><h3><a href="https://town.example/thread/{id}-a/" class="messageGroupLink wbbTopicLink" data-object-id="{id}">{title}</a></h3><aside class="statusDisplay"><span class="pagination"><a href="https://town.example/thread/{id}-a/?pageNo=2">2</a></span></aside><ul class="inlineList dotSeparated small messageGroupInfo"><li class="messageGroupAuthor"><a href="/user/{n}-x/" class="userLink">{by}</a></li><li class="messageGroupTime"><time datetime="{iso}T16:45:00+00:00" class="datetime">{d}. {mon} {y}</time></li></ul></li>
<li class="columnStats"><dl class="plain statsDataList"><dt>Antworten</dt><dd>7</dd></dl></li><li class="columnLastPost"><div class="box32"><a href="https://town.example/thread/{id}-a/?action=firstNew"><img src="b.png" alt=""></a><div><p><a href="/user/8{n}-y/" class="userLink">{last}</a></p><small><time datetime="{iso}T16:45:00+00:00" class="datetime">{d}. {mon} {y}</time></small></div></div></li></ol></li></ol>"""

PLAIN = """<tr bgcolor="#eee"><td><font size=2><a href="/read.php?f=1&amp;i={id}">{title}</a></font></td><td><font size=2><a href="/profile.php?id={n}">{by}</a></font></td><td><font size=2>{dd} {mon} {y}</font></td><td><font size=2><a href="/read.php?f=1&amp;i={id}&amp;last=1">{last}</a></font></td></tr>"""

REDDIT = """<div class="thing id-t3_{id} {even} link" data-promoted="false"><p class="parent"></p><span class="rank">{n}</span><div class="midcol unvoted"><div class="arrow up"></div><div class="score unvoted">51</div></div><a class="thumbnail may-blank" href="https://town.example/r/boats/comments/{id}/a/"><img src="t.jpg" alt=""></a>
<div class="entry unvoted"><div class="top-matter"><p class="title"><a class="title may-blank" href="https://town.example/r/boats/comments/{id}/a/">{title}</a> <span class="domain">(<a href="/r/boats/">self.boats</a>)</span></p><p class="tagline">submitted <time title="{wd} {mon} {d} 16:45:00 {y} UTC" datetime="{iso}T16:45:00+00:00" class="live-timestamp">some hours ago</time> by <a href="/user/{by}" class="author may-blank">{by}</a> to <a href="/r/boats/" class="subreddit hover">r/boats</a></p>
<ul class="flat-list buttons"><li class="first"><a href="https://town.example/r/boats/comments/{id}/a/" class="comments may-blank">7 comments</a></li><li class="share"><a class="post-sharing-button" href="javascript:void 0">share</a></li></ul></div></div><div class="child"></div></div>"""

LOBSTERS = """<li id="story_{id}" data-shortid="{id}" class="story"><div class="story_liner h-entry"><div class="voters"><a class="upvoter" href="/login"></a><div class="score">51</div></div><div class="details"><span role="heading" aria-level="1" class="link h-cite u-repost-of"><a class="u-url" href="https://elsewhere.example/{id}" rel="ugc noreferrer">{title}</a></span> <span class="tags"><a class="tag tag_wood" title="All about wood" href="/t/wood">wood-and-tar-of-old</a></span> <a class="domain" href="/domains/elsewhere.example">elsewhere.example</a>
<div class="byline"><a href="/~{by}"><img class="avatar" src="a.png" alt="{by} avatar"></a> <span> authored by </span><a class="u-author h-card" href="/~{by}">{by}</a> <time title="{iso} 16:45:00" datetime="{iso} 16:45:00">{n} days ago</time> | <span class="comments_label"><a role="heading" aria-level="2" href="/s/{id}/a">7 comments</a></span></div></div></div></li>"""

BBPRESS = """<ul id="bbp-topic-{id}" class="{even} bbp-parent-forum-1 user-id-{n} post-{id} topic type-topic status-publish hentry"><li class="bbp-topic-title"><a class="bbp-topic-permalink" href="https://town.example/forums/topic/{id}/">{title}</a><p class="bbp-topic-meta"><span class="bbp-topic-started-by">Started by: <a href="https://town.example/forums/users/{n}/" class="bbp-author-link"><span class="bbp-author-name">{by}</span></a></span></p></li>
<li class="bbp-topic-voice-count">3</li><li class="bbp-topic-reply-count">7</li><li class="bbp-topic-freshness"><a href="https://town.example/forums/topic/{id}/#post-7{id}" title="Reply To: {title}">{month} {d}, {y} at 4:45 pm</a><p class="bbp-topic-meta"><span class="bbp-topic-freshness-author"><a href="https://town.example/forums/users/8{n}/" class="bbp-author-link"><span class="bbp-author-name">{last}</span></a></span></p></li></ul>"""

TABLE = "<table class='tborder'><thead><tr><th></th><th>Thread / Starter</th><th>Rating</th><th>Last post</th></tr></thead><tbody>{}</tbody></table>"


def _listing(name: str, template: str, address: str, around: str = "{}", **given: str) -> Listing:
    body = around.replace("{}", rows(template, VALUES, ("bg1", "bg2")))
    menu = '<div id="nav"><a href="/">Home</a> <a href="/search">Search</a></div><h1>Boats</h1>'
    return Listing(name=name, body=menu + body, stories=threads(address), **given)


FORUMS = (
    _listing("phpBB", PHPBB, "/list/viewtopic.php?t={id}", '<ul class="topiclist topics">{}</ul>'),
    _listing("phpBB 2", SUBSILVER, "/list/viewtopic.php?t={id}", TABLE, language="de"),
    _listing("vBulletin 3", VBULLETIN3, "/list/showthread.php?t={id}", TABLE),
    _listing("vBulletin 4", VBULLETIN4, "/threads/{id}-a-thread", '<ol id="threads" class="threads">{}</ol>'),
    _listing("SMF", SMF, "/index.php?topic={id}.0", TABLE, language="es"),
    _listing(
        "XenForo", XENFORO, "/threads/a-thread.{id}/", '<div class="structItemContainer-group">{}</div>'
    ),
    _listing("Discourse", DISCOURSE, "/t/a/{id}", '<table class="topic-list"><tbody>{}</tbody></table>'),
    _listing("Invision", INVISION, "/topic/{id}-a/", '<ol class="ipsDataList">{}</ol>'),
    _listing("MyBB", MYBB, "/list/showthread.php?tid={id}", TABLE),
    _listing("WoltLab", WOLTLAB, "/thread/{id}-a/", '<div class="tabularList">{}</div>', language="de"),
    _listing("a table without classes", PLAIN, "/read.php?f=1&i={id}", "<table border=0>{}</table>"),
    _listing("old Reddit", REDDIT, "/r/boats/comments/{id}/a/", '<div id="siteTable">{}</div>'),
    Listing(
        name="Lobsters",
        body=f'<ol class="stories list">{rows(LOBSTERS, VALUES)}</ol>',
        stories=tuple(
            (str(v["title"]), f"https://elsewhere.example/{v['id']}", str(v["iso"])) for v in VALUES
        ),
    ),
    _listing("bbPress", BBPRESS, "/forums/topic/{id}/", '<li class="bbp-body">{}</li>'),
)

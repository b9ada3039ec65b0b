# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""What stands beside a text and changes by itself: ages, counters, the time of a change, credits, headings.

Atoms as in `clean.phrases`, made of the languages' words and of numbers.
"""

from __future__ import annotations

from feedsvc.clean.phrases import ALONE, ALSO, MONTH, MORE, READ_ON, alternatives

COMMENTS = alternatives("comments")
"""What readers answered: `comments`, `Kommentare`."""
_ONE, _BEFORE, _AFTER = (alternatives(field) for field in ("one", "ago_before", "ago_after"))
AGEING = rf"(?:\b(?:ago|just now)\b|{_BEFORE}|{_AFTER})"
"""Words of an age."""

# -- ages and times --------------------------------------------------------------------------------

_UNIT = r"(?:s|sec|second|m|min|minute|h|hr|hour)s?"
_LONG_UNIT = r"(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year)s?"
FRESH_AGE = (
    rf"(?:(?:\b(?:updated|posted|published)\s+)?\b(?:\d+|an?|one)\s*{_UNIT}\s+ago\b"
    r"|\d{1,6}\s*(?:秒钟?|分钟|小时)之?前|刚刚)"
)
"""An age in seconds, minutes or hours that never stands in prose for long."""
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\suhr\b)?"
_MANY = rf"(?:\b\d{{1,6}}|{_ONE})"
_TOLD_TIME = alternatives("changed", "published")
_LAST = r"(?:(?:first|last|feed|zuletzt|letztmals|dernière|última|ultima|laatst|senast|sidst|sist|ostatnio)\s|最終|最后|最後)"
_SINCE = rf"(?:{_LAST}?(?:{_TOLD_TIME}|generated|retrieved|fetched)\s?[:：]?\s?)"
_BEGUN = r"(?:(?:started|streamed|premiered|aired)\s)"
AGE = (
    rf"(?:(?:{_SINCE}|{_BEGUN})?(?:{_MANY}\s*{_LONG_UNIT}\s+ago\b|\bjust now\b|{_BEFORE}\s{_MANY}\s[^\W\d_]{{1,12}}\b"
    rf"|{_MANY}\s[^\W\d_]{{1,12}}\s{_AFTER}"
    r"|\d{1,6}\s?(?:秒钟?|分(?:钟|鐘)?|小[时時]|時間?|天|日|周|週間?|[个個ヶか]?月|年)[之以]?前"
    r"|\d{1,6}\s?(?:초|분|시간|일|주|개월|년)\s?전))"
)
"""How long ago: `3 hours ago`, `vor 5 Minuten`, `3時間前`, `started 3 hours ago`."""
_AT = r"(?:at|um|à|a las|alle|kl\.?)"
MOMENT = (
    rf"(?:{alternatives('day')}(?:,?\s(?:{_AT}\s)?{_CLOCK})?"
    r"|\d{1,2}\s?(?:s|secs?|m|mins?|h|hrs?|std|d|w|wks?|mo|y|yrs?)\.?)"
)
"""A moment near now: `Yesterday, 10:05`, `gestern`, `5m`."""
_TIME = (
    rf"(?:{_CLOCK}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|\d[\d:./-]*(?:st|nd|rd|th)?|{MONTH}|maart\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?"
    r"|(?-i:[A-Z]{2,4})|at|on|um|am|uhr|le|de|of|à|el|a las|alle|il|op|om|den|kl\.?|today|yesterday)"
)
STAMP = rf"(?:{_SINCE}{_TIME}(?:[\s,|·]+{_TIME}){{0,8}})"
"""The time of a change: `Last updated: Nov 22, 2026 at 10:05 am GMT`."""
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日)"
MADE = (
    rf"(?:(?:as of|{_LAST}?{alternatives('changed', 'changed_also')})\s?[:：]?\s?(?:{_TIME}[\s,|·]+){{0,8}}(?:{_CLOCK}|{_DAY})(?:\s(?:uhr|[A-Z]{{2,4}}))?"
    r"|(?:(?:page|feed)\s)?(?:generated|rendered|loaded|created|built) in \d[\d.,]*\s?(?:ms|milliseconds|s|secs?|seconds)\.?)"
)
"""When and in what time a page was made, as its only words: `Page generated in 0.231 seconds`."""

TAKES = (
    rf"(?<![\d.,:/-])(?:\d{{1,3}}(?:[-–]\d{{1,3}}|[.,]\d)?(?!\d)|\d{{1,2}}:\d\d(?=\s?(?:h|std|min)))\s?(?!{MONTH}|[年月日년월일]|[ap]m\b|uhr\b)[^\W\d_]{{1,12}}\.?"
    rf"(?:\s?\d{{1,2}}(?:\s?[^\W\d_]{{1,10}}\.?)?)?\s?{alternatives('takes')}"
    r"|(?<![\d.,:])\d{1,3}:\d\d\smin(?:ut[a-z]{1,3})?(?!\w)"
)
"""How long a text takes, which is no clock: `5 min read`, `3 h de lecture`, `1 h 20 Lesezeit`."""

# -- counters --------------------------------------------------------------------------------------

_COUNTED = (
    rf"(?:{COMMENTS}|views?|shares?|likes?|reads?|claps?|votes?|points?|upvotes?"
    r"|retweets?|reposts?|followers?|downloads?|min(?:ute)?s?\s+read|forks?|stargazers|seeders?|leechers?"
    r"|antworten|(?:auf|zu)rufe|zugriffe|réponses?|vues?|respuestas?|visitas?|visualizaciones|risposte|visualizzazioni|visite"
    r"|respostas?|visualizações|odpowiedzi|odsłony?|ответ(?:ов|а)?|просмотр(?:ов|а)?|reacties|weergaven|svar|visninger|visningar)"
)
_SPREAD = r"(?:boosts?|reblogs?|favou?rites?)"
"""What is counted, where the number is before it: `Hospitals get a boost 20 years on`."""
_LABELLED = (
    r"(?:(?<!\w)(?:(?:page\s)?hits|visit(?:or)?s(?:\stoday)?|page\s?views|gelesen|besucher|lu|leído|letto|gelezen|lượt xem|görüntülenme|kliknięć|wyświetleń|læst|läst|lest)\s?[:：]"
    r"|(?:点击|點擊|访问|訪問|阅读|閱讀|浏览|瀏覽|播放|閲覧|アクセス)(?:量|数|數|次数|次數)\s?[:：]|조회\s?수?\s?[:：]?)\s?\d[\d.,]*(?!\d|[-–/])"
)
"""So many readers, behind what they are called: `Hits: 120`, `浏览次数：120`."""
_SIGNS = "[♻♥♡❤🧡💛💚💙💜🖤👍👎👏💬🗨🗯👁👀🔁🔄↻🔖⭐★☆]\ufe0f?"
SIGNED = rf"(?:{_SIGNS}\s?\d[\d.,]*\s?[km万]?\b|\b\d[\d.,]*\s?[km万]?\s?{_SIGNS})"
"""A number beside a sign for what is counted: `♥ 1.2k`."""
_VOTES = r"\d[\d.,]*\s(?:votes?(?:\scast)?|ratings?|reviews?|stimmen?|bewertung(?:en)?|avis|vot[oi]s?|głos(?:y|ów)?|голос(?:а|ов)?|beoordeling(?:en)?)"
_OUT_OF = r"\b\d{1,2}(?:[.,]\d{1,2})?\s?(?:/|out of|von|sur|de|su|van|z|из)\s?(?:5|10|100)\b"
_RATED = (
    rf"(?:(?:(?<!\w)(?:rating|bewertung|note|nota|valoración|valutazione|voto|ocena|оценка|рейтинг|waardering)\s?[:：]?\s?)?(?:{_OUT_OF}|\b\d(?:[.,]\d{{1,2}})?(?:\sstars?)?)"
    rf"(?:(?:\.?\s(?:from|von|par)|,)\s{_VOTES}|\s?[(\[（]\s?{_VOTES}\s?[)\]）])"
    rf"|[(\[]?\s?{_VOTES},\saverage\s?:\s{_OUT_OF}\s?[)\]]?|[★☆⭐]{{3,10}}\s?[(（]\s?\d[\d.,]*\s?[)）]"
    r"|\b\d[\d,]*\s(?:people|persons?|users?|readers?)\sfound\sthis\s(?:\w{1,12}\s)?(?:helpful|useful)\b)"
)
"""What readers think, and how many: `Rating 4.5/5 (12 votes)`."""
_RAISED = r"(?<!\w)(?<!\w\s)[▲△▴▵⬆]\ufe0f?\s?\d[\d,]*\s?[km]?\b(?![.,]?\d*\s?[%‰])"
"""How many raised a story: `▲ 508`, no price that rose, nor an index: `DAX ▲ 120`."""
COUNTER = (
    rf"(?:{_RATED}|\b\d+\sposts?\s[-–]\s\d+\sparticipants?\b|\b\d[\d.,]*\s*[km万]?\s*{_COUNTED}\b|\b{_COUNTED}\s*[:(]?\s*\d[\d.,]*\s*[km万]?\)?"
    rf"|{alternatives('none')}\s{COMMENTS}(?:\syet\b)?"
    r"|\b(?:reading time|lesezeit)\s?:?\s?\d{1,3}\s?min(?:ute[sn]?)?\b\.?|\b(?:viewed|read|shared)\s\d[\d.,]*\stimes\b"
    r"|(?:阅读|评论|点赞|分享|浏览)量?\s*[:(]?\s*\d[\d.,]*\s*万?\)?"
    r"|\d[\d.,]*\s?(?:条评论|件のコメント|次(?:阅读|浏览))|(?:コメント|댓글)\s?[(（]?\d[\d.,]*\s?件?[)）]?"
    rf"|{SIGNED})"
)
"""So many answers, readers or likes: `12 comments`, `♥ 1.2k`, `评论 3`."""
COUNTER_BELOW = rf"(?:{_RAISED}|{_LABELLED}|\b\d[\d.,]*\s*[km]?\s{_SPREAD}\b)"
"""A counter in a line of its own; at the end of a headline its number is what it says: `Expo - visitors: 12000`."""

_PINNED = r"(?:pinned|sticky|angepinnt|angeheftet|épinglée?|fijado|fissato|fixado|vastgezet|przypięte|закреплено|置顶|置頂)"
PINNED = rf"(?:[📌📍]\ufe0f?|[\[(【（]\s?{_PINNED}\s?[\])】）]|{_PINNED}\s?[:：])"
"""Before the title of what is kept at the top for a while: `📌`, `[Pinned]`, `【置顶】`."""

# -- credits ---------------------------------------------------------------------------------------

_PICTURE = r"(?:photo|photograph|picture|image|illustration|graphic|video|foto|bild)s?"
_MADE = r"(?:\s(?:credits?|by|courtesy(?:\sof)?|source|via))?"
_CREDITED = rf"(?:file\s)?(?:{_PICTURE}|{alternatives('picture')}){_MADE}\s?[:：]"
_NAME = r"(?-i:[A-ZÀ-Þ@])[^\s,/|;]*"
CREDIT = (
    rf"(?:[(\[（]?(?:{_CREDITED}\s?(?:[^.!?。]|(?<=\b[a-z])\.){{1,80}}\.?|(?:file\s)?{_PICTURE}\s(?:by|via|courtesy(?:\sof)?)"
    rf"\s{_NAME}(?:[\s,/|&]{{1,3}}(?:{_NAME}|and|for|of|the|via|de|van|von|di|da)\b\.?){{0,7}}"
    r"|(?:file\s)?(?:©\s?[^.!?。]{1,80}|(?:图|摄影)/.{1,40}))[)\]）]?)"
)
"""Who made a picture: `Photo: A. Poe / VCG`, `Foto: dpa`, `© Reuters`."""
CREDIT_BELOW = rf"[(\[]?{_CREDITED}.{{0,80}}"
"""The credit that ends a caption."""

# -- ways on ---------------------------------------------------------------------------------------

GO_ON = (
    rf"(?:[\[(]?(?:{READ_ON}|{ALONE}|{MORE}\s?(?=[»›→>…])|continue reading\b.{{0,100}})\W{{0,10}}"
    r"|(?:leave a|add a|be the first to) comment|join the (?:conversation|discussion))"
)
"""What leads to the rest of a text, or to its comments."""
_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|bluesky|mastodon|telegram|reddit|pinterest|threads|e-?mail)"
)
SHARED = (
    r"(?:(?:share|teilen|partager|compartir|condividi|compartilhar|delen|dela|del|udostępnij|поделиться)"
    rf"(?:\sthis(?:\s[a-z]{{1,10}})?)?(?:\s(?:on|via|by|auf|sur|en|su|no|op|på|w|в)\s{_NETWORK})?|{_NETWORK}|follow us (?:on|at) .{{1,40}})"
)
"""A way to tell others of a story, as its only words: `Share on Facebook`, `Twitter`."""
DATE_LABEL = (
    rf"(?:{_TOLD_TIME}|(?<!\w)(?:dates?|dated|datum|fecha|data|дата|ημερομηνία|tarih|päivä\w*|dato|dátum|tanggal"
    r"|ngày|argued|filed|decided|issued|released|heard|entered)(?!\w)|日期|日付|日時|날짜|التاريخ|תאריך|วันที่)"
)
"""What names a date before a colon."""
CHANGED = alternatives("changed", "changed_also")
"""What stands before the day of a change."""
CLOSES = (
    r"(?:(?<!\w)(?:clos(?:es|ing)(?: date| on)?|close date|deadline|(?:apply|submit|register|respond) (?:by|before)|(?:ends|end date|last (?:day|date))(?: on)?|due(?: date| on| by)?|expir(?:es|y|ation)(?: date| on)?"
    r"|valid (?:until|through|to)|until|(?:abgabe|anmelde|annahme|bewerbungs|einreichungs|einsende|melde)schluss|[^\W\d_]*frist(?:ende)?|(?:gültig )?bis(?: zum)?|endet(?: am)?|date limite|jusqu['’]au"
    r"|clôture|(?:se termine|prend fin) le|fecha límite|cierre|hasta(?: el)?|(?:finaliza|termina|vence)(?: el)?|scadenza|scade(?: il)?|fino al|entro il|termina il"
    r"|prazo|encerramento|termina em|até|sluitings(?:datum|dag)|(?:geldig )?tot(?: en met)?|gäller till|sista (?:ansöknings)?dag|ansøgningsfrist|søknadsfrist"
    r"|termin składania|ważn[aey] do|срок|дата окончания|окончание|(?:действует|действительно)? ?до|son başvuru)(?!\w)"
    r"|截止(?:日期|时间)?|有效期至|締切日?|(?:有効)?期限|마감일?|آخر موعد)"
)
"""What stands before the day on which something ends or may no longer be asked for."""
EVENTS = (
    r"(?<!\w)(?:events?|calendars?|agenda|what['’]?s on|kalender|veranstaltung(?:en)?|termine|événements?|evenements?"
    r"|eventos?|calendario|eventi|appuntamenti|evenementen|evenemang|arrangement(?:er)?|tapahtumat|wydarzenia|kalendarz"
    r"|akce|události|események|evenimente|etkinlik(?:ler)?|события|мероприятия|афиша|события|події|εκδηλώσεις"
    r"|sự kiện|acara|فعاليات|אירועים|कार्यक्रम)(?!\w)|イベント|活动|活動|행사|일정|กิจกรรม"
)
"""What says that a page tells of days to come."""
NEWS = (
    r"(?:(?<!\w)(?:news|press|blog|current|stories|nachrichten|aktuelles|neuigkeiten|meldungen|actualit[ée]s?|actus?|nouvelles|noticias|novedades"
    r"|actualidad|notizie|novit[àa]|not[íi]cias|not[íi]cies|nieuws|nyheter|nyheder|nytt|uutiset|ajankohtaista|aktualności|wiadomości|aktuality|novinky"
    r"|zprávy|novice|vijesti|hírek|știri|новости|новини|вести|νέα|haberler|tin tức|berita|أخبار|חדשות|समाचार)(?!\w)|ニュース|新闻|新聞|뉴스|소식|ข่าว)"
)
"""What says that a list tells of what was: beside events, too (`News & Events`, `/news-and-events/`)."""
RELATED = rf"(?:{alternatives('related')}|{ALSO})"
"""The heading of other stories' headlines: `Related`, `Siehe auch`."""
POPULAR = alternatives("popular")
"""The heading of those that most people read: `Most read`, `Les plus lus`."""

PAID = (
    r"(?:(?:paid )?advertise?ments?|ad|sponsored(?: content| post)?|(?:story|article|content) continues (?:below|after)(?: (?:the|this))?(?: ad(?:vertisement)?)?|anzeige|werbung"
    r"|publicité|publicidad|publicidade|pubblicità|advertentie|reklama?|annons|annonce|annonse|mainos|hirdetés|реклама|διαφήμιση|reklam|iklan|quảng cáo|広告|廣告|广告|광고)"
)
"""What stands above or in place of an advertisement, as its only words."""
CONTENTS = (
    r"(?:(?:table of )?contents|(?:in|on) this (?:article|page|post|guide|issue)|jump to(?: section)?|(?:auf|in) dieser seite|inhalt(?:sverzeichnis)?"
    r"|(?:au )?sommaire|table des matières|índice|contenido|indice|sommario|conteúdo|inhoud(?:sopgave)?|innehåll|indhold|innhold|sisältö|spis treści|obsah"
    r"|содержание|оглавление|目[录錄次]|목차)"
)
"""What stands above a list of a text's own parts."""
HEARD = (
    r"(?:(?:listen(?: to)?|hear|play)(?: (?:this|the))? (?:article|story|post|audio)|(?:artikel|beitrag|text) (?:an)?hören|écouter (?:cet |l['’])article"
    r"|escuchar (?:este |el )?artículo|ascolta (?:l['’]|questo )articolo|ouvir (?:este |o )?artigo|beluister (?:dit |het )?artikel|lyssna på (?:artikeln|texten)|posłuchaj artykułu|слушать статью)"
)
"""What stands above a player that reads a text aloud, as its only words: `Listen to this article`."""
WALLED = (
    r"(?:\bsubscri(?:be|bers?|ption)\b|\blog ?in\b|\bsign (?:in|up)\b|\bregister (?:to|for)\b|\bmembers? only\b|\babonn\w*|\banmelden\b|\beinloggen\b"
    r"|\bs['’]inscri\w+|\bconnectez-vous\b|\bsuscr[ií]b\w+|\binicia(?:r)? sesión\b|\babbona\w*|\baccedi\b|\bassina(?:r|nte)\b|\binloggen\b|\blogga? in\b"
    r"|\bzaloguj\b|\bподпи(?:ш|с[ок]|сч)\w+|\bвойдите\b|订阅|訂閱|登[录錄入]|購読|会員|ログイン|구독|로그인)"
)
"""What asks for an account in place of the rest of a text: `Subscribe to read on`."""
REST = (
    r"(?:\b(?:read|continue|article|content|story|access|unlock|full|lesen|weiter\w*|artikel\w*|inhalte?|lire|suite|contenu|leer|seguir|artículo"
    r"|contenido|legger\w|articolo|contenut\w|ler|artigo|conteúdo|lezen|läs\w*|læs\w*|czyta\w*|artykuł\w*|чита\w*|стать\w*|текст\w*)\b"
    r"|全文|阅读|閱讀|续|続き|全部|内容|기사|전체)"
)
"""What such a request calls the rest: an outage, a run to register for and a newsletter have none."""
APPEARED = (
    r"(?:(?:the post|der beitrag|l['’]article|la entrada|l['’]articolo|het bericht|o post|a publicação|artykuł|wpis|inlägget|indlægget|innlegget|сообщение|запись)\s.{1,300}?"
    r"\s(?:(?:first appeared|appeared first) on|erschien zuerst (?:auf|bei)|est apparu en premier sur|(?:se publicó|apareció) primero en|(?:proviene da|sembra essere il primo su)|verscheen eerst op"
    r"|apare(?:ceu|u) primeiro em|pochodzi z serwisu|dök först upp på|blev først udgivet på|dukket først opp på|появил(?:ись|ась) сначала на|впервые появил(?:ось|ась) на)\s.{1,150}|投稿\s?.{1,300}\s?は\s?.{1,150}\s?に最初に表示されました。?)"
)
"""Where a story stood first, as blogs say below it: `The post Quay opens appeared first on Pier.`"""
NEXT_PAGE = (
    r"(?:next(?: page)?|older(?: (?:posts?|entries|articles|news|stories))?|(?:load|show|view|see) (?:more|older)(?: [\w-]{1,12})?|more(?: (?:posts|articles|news|stories|results))?"
    r"|nächste(?: seite)?|weiter|ältere(?: (?:beiträge|artikel|meldungen))?|mehr (?:laden|anzeigen)|(?:page )?suivante?|(?:articles |billets )?(?:plus anciens|précédents)|(?:charger|voir|afficher) plus(?: .{1,12})?"
    r"|(?:página )?siguiente|(?:entradas )?(?:más antiguas|anteriores)|(?:cargar|ver|mostrar) más|(?:pagina )?(?:successiva|seguente)|(?:articoli )?(?:più vecchi|meno recenti)|(?:carica|mostra|vedi) (?:altro|altri|di più)"
    r"|(?:página )?(?:próxima|seguinte)|(?:carregar|ver|mostrar) mais|volgende(?: pagina)?|oudere berichten|meer (?:laden|tonen)|następna(?: strona)?|starsze(?: wpisy)?|(?:załaduj|pokaż) więcej|nästa(?: sida)?|visa fler|næste(?: side)?|neste(?: side)?|(?:last inn|vis|hent) (?:flere|mer)"
    r"|seuraava|näytä lisää|další(?: strana)?|starší|načíst další|következő|sonraki(?: sayfa)?|daha fazla|(?:следующая|далее|вперед|вперёд|дальше)(?: страница)?|(?:показать|загрузить|смотреть) (?:ещё|еще)|наступна|показати ще|следваща|επόμενη|التالي|المزيد|הבא"
    r"|下一页|下一頁|下页|加载更多|載入更多|查看更多|次へ|次のページ|もっと見る|다음|더 ?보기|berikutnya|selanjutnya|tiếp|trang sau|ถัดไป)"
)
"""What leads to the next page of a list, as its only words: `Older posts`, `Weiter`, `Load more`."""

# ruff: noqa: E501 -- a table of phrases reads better unbroken
"""Pages that stand in for the wanted one: captcha, consent, login, age, region, rate, soft 404, a place for scripts.

Asked only about pages that gave few stories or none, and answered carefully: a news page may have a
login box and a cookie banner, and its stories may be about captchas.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.text import fold
from feedsvc.extract.shell import drawn_by_scripts
from feedsvc.models import Page

_LOOKED_AT = 400_000
_LITTLE_TEXT = 1500
HEALTHY_TEXT = 6000
"""A page with more visible text than this is a page of its own, whatever stands in its corners."""

BEFORE_LISTS = ("captcha", "consent", "login")
"""Kinds that stand above lists of their own; the words of the others are those of headlines, too."""
SCRIPTED = "javascript"
"""The kind of a page that is empty until its scripts have run."""

_CHALLENGE = re.compile(
    r"cf-browser-verification|cdn-cgi/challenge-platform|cf_chl_opt|_incapsula_resource|px-captcha"
    r"|captcha-delivery\.com|geo\.captcha|awswafcaptcha|perimeterx|ddos-guard",
    re.IGNORECASE,
)
_CAPTCHA_WIDGET = re.compile(
    r"g-recaptcha|h-captcha|hcaptcha\.com|recaptcha/api|cf-turnstile|challenges\.cloudflare\.com|arkoselabs|geetest",
    re.IGNORECASE,
)
"""What stands below forms of pages with stories, too."""
_KINDS = (
    (
        "captcha",
        r"just a moment|attention required|are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human"
        r"|(?:you are |i'?m )?not a robot|checking your browser|security (?:check|verification)|captcha|ddos protection"
        r"|access denied|pardon our interruption|unusual traffic|bot (?:check|verification|detection)|one more step"
        r"|human verification|bist du ein mensch|sind sie ein (?:mensch|roboter)|ich bin kein roboter"
        r"|je ne suis pas un robot|vérification de sécurité|no soy un robot|verificación de seguridad"
        r"|安全验证|人机验证|验证码|请完成验证|访问验证|セキュリティチェック|подтвердите, что вы (?:не робот|человек)",
    ),
    (
        "consent",
        r"before you continue|(?:we value|about) your privacy|privacy (?:settings|choices|preferences)"
        r"|cookie (?:consent|settings|preferences|notice|wall)|consent (?:required|to cookies)|asks? for your consent"
        r"|(?:accept|agree to|allow) (?:all )?cookies|your (?:privacy|cookie) (?:choices|matters)"
        r"|bevor (?:sie|du) (?:fortfahren|weitermachst)|datenschutzeinstellungen|zustimmung|cookies zustimmen"
        r"|wir (?:schätzen|respektieren|achten|schützen) (?:ihre|deine|eure) privatsphäre|(?:ihre|deine) privatsphäre"
        r"|privatsphäre-?einstellungen|(?:alle )?cookies akzeptieren|alle akzeptieren|akzeptieren und weiter(?:lesen)?"
        r"|avant de continuer|gérer (?:les|vos) cookies|votre vie privée|(?:respect|protection) de la vie privée"
        r"|tout accepter|accepter et (?:continuer|fermer)|continuer sans accepter"
        r"|antes de (?:continuar|ir)|(?:valoramos|respetamos) (?:tu|su) privacidad|aceptar todo|aceptar y continuar"
        r"|prima di continuare|la (?:tua|vostra|sua) privacy|accetta tutto|accetta e continua"
        r"|(?:valorizamos|respeitamos) a (?:sua )?privacidade|aceitar tudo"
        r"|cookie-instellingen|(?:je|jouw|uw) privacy|alles accepteren"
        r"|(?:dbamy o|szanujemy) (?:twoją|państwa) prywatność",
    ),
    (
        "login",
        r"(?:please )?(?:log|sign)[ -]?in\b|login|log on|session (?:has )?expired|members? only|authentication required"
        r"|(?:must|need to|have to) be (?:logged|signed)[ -]?in"
        r"|anmelden|einloggen|anmeldung|(?:se )?connecter|connexion|iniciar sesión|acceder|accedi|entrar"
        r"|请(?:先)?登录|用户登录|登录|登入|ログイン|войти|вход",
    ),
    (
        "age",
        r"age (?:check|gate|restricted|restriction|verification required)|(?:please )?(?:verify|confirm) your age"
        r"|(?:age verification|adults only|(?:over|for) 18s only)(?=\W*$|\s+[|–-])"
        r"|(?:verify|confirm) that you are (?:over|at least|of legal|older than|18|21).{0,30}"
        r"|are you (?:over |at least |of legal )(?:the age of )?(?:16|18|21|drinking|age).{0,30}"
        r"|you must be (?:at least |over )?(?:16|18|21).{0,40}|(?:altersprüfung|altersverifikation|alterskontrolle)"
        r"|(?:bist du|sind sie) (?:schon |über |mindestens )*(?:16|18).{0,20}|(?:avez-vous|êtes-vous) .{0,20}18 ans.{0,20}"
        r"|(?:eres|es usted) mayor de edad|年齢確認",
    ),
    (
        "region",
        r".{0,60}(?:not|un|isn['’]t )\s?(?:currently )?available (?:in|from) (?:your|this) (?:country|region|location)"
        r"|.{0,40}(?:blocked|restricted) in your (?:country|region|location)|unavailable (?:for|due to) legal reasons"
        r"|.{0,60}not (?:currently )?available (?:to|for) (?:visitors|users|readers|customers|people) (?:in|from|outside) .{0,40}"
        r"|.{0,40}in (?:deinem|ihrem) land nicht verfügbar|.{0,40}(?:n['’]est pas|in)disponible dans votre (?:pays|région)"
        r"|.{0,40}no (?:está )?disponible en (?:tu|su) (?:país|región)",
    ),
    (
        "rate",
        r"(?:error )?429.{0,3}too many requests|(?<!\w )too many requests(?=\W*$|\s+[|–-])|you (?:have )?(?:made|sent) too many requests.{0,40}"
        r"|rate limit (?:exceeded|reached)|zu viele anfragen|trop de requêtes|demasiadas (?:solicitudes|peticiones)",
    ),
    (
        "soft-404",
        r"(?:error )?(?:404|410)\b.{0,40}|(?:page|article|story|content|site) (?:was |could |can(?:no|')t |is |has )?"
        r"(?:not |be |been )*(?:not found|found|unavailable|removed|available|gone|missing|deleted|exist)"
        r"|not found|(?:sorry,? )?(?:we can(?:'|’)?t|we could(?:n'|n’| no)?t|cannot) find .{0,40}|oops.{0,40}"
        r"|(?:this |the )?page (?:you .{0,40} )?(?:does not|doesn['’]t|no longer) exists?"
        r"|under (?:maintenance|construction)|temporarily (?:unavailable|closed)|(?:scheduled )?maintenance|coming soon"
        r"|domain .{0,30}(?:for sale|expired|parked)|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)"
        r"|página no encontrada|pagina non trovata|página não encontrada|(?:页面|网页|文章)(?:不存在|未找到|已删除)"
        r"|ページが見つかりません|страница не найдена|service unavailable|bad gateway|internal server error",
    ),
)
_ASKS = re.compile(
    r"\byour privacy\b|\b(?:use|uses|using|store|accept) cookies\b|(?:votre|la) vie privée|\b(?:des|de|les) cookies\b"
    r"|privatsphäre|\bcookies? und\b|\b(?:verwenden|nutzen|setzen) .{0,60}\bcookies?\b|privacidade?\b|(?:tua|vostra|sua|je|uw) privacy"
    r"|\bcookies\b.{0,80}\b(?:partner|tracking|consent)",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\W*(?:(?:i )?consent|i (?:accept|agree)|(?:accept|agree|allow)(?: to)? all(?: cookies)?|(?:accept|agree) (?:and|&) (?:continue|close)"
    r"|tout accepter|accepter (?:et|&) (?:continuer|fermer)|j['’]accepte|continuer sans accepter"
    r"|alle (?:cookies )?akzeptieren|akzeptieren (?:und|&) (?:weiter|weiterlesen|schließen)|allen? zustimmen|zustimmen(?: und weiter)?"
    r"|aceptar (?:todo|todas|y continuar)|accetta (?:tutto|tutti|e continua|e chiudi)|aceitar (?:tudo|todos|e continuar)"
    r"|alles accepteren|(?:alle cookies )?accepteren"
    r"|akkoord|zgadzam się|akceptuję(?: wszystkie)?|przejdź do serwisu)\W*",
    re.IGNORECASE,
)
"""The words of a button that agrees to everything."""
_STORIES = "article, time, h1 a, h2 a, h3 a"
"""What no wall shows: such a page has a banner that asks, and stories."""
_PHRASES = [
    (kind, re.compile(rf"(?:.{{0,40}}\W)?(?:{words})(?:\W.{{0,60}})?", re.IGNORECASE))
    for kind, words in _KINDS
]


def page_kind(page: Page) -> str | None:
    """What the page stands in as (an entry of _KINDS, `javascript`, `blank`); None where it is what it seems."""
    markup = page.text[:_LOOKED_AT]
    if not markup.strip():
        return "blank"
    if "html" not in page.media_type and "<" not in markup[:500]:
        return _by_phrases([fold(line) for line in markup.splitlines()[:3]]) if len(markup) < 2000 else None
    return _kind_of_html(markup) or (SCRIPTED if drawn_by_scripts(markup) else None)


def in_words(kind: str) -> str:
    """What a page of this kind is, for people: the end of a sentence."""
    if kind == SCRIPTED:
        return "this page is drawn by JavaScript"
    if kind == "rate":
        return "it says that it was asked too often"
    return f"it is {'an' if kind == 'age' else 'a'} {kind} page"


def stand_in(tree: LexborHTMLParser) -> str | None:
    """`captcha`, `consent` or `login` where the title or main heading says so, whatever else the page lists."""
    signs = [fold(node.text()) for node in tree.css("head > title, h1")[:3]]
    kind = _by_phrases([sign for sign in signs if 0 < len(sign) < 120])
    return kind if kind in BEFORE_LISTS else None


def _kind_of_html(markup: str) -> str | None:
    tree = LexborHTMLParser(markup)
    password = tree.css_first('input[type="password"]') is not None
    signs = [fold(node.text()) for node in tree.css("title, h1, h2")[:6]]
    shows = tree.css_first("article, time") is not None
    agrees = _has_agree_button(tree) and tree.css_first(_STORIES) is None
    tree.strip_tags(["script", "style", "noscript", "template", "head"])
    visible = fold(tree.body.text(separator=" ")) if tree.body else ""
    if len(visible) > HEALTHY_TEXT:
        return None
    if _CHALLENGE.search(markup):
        return "captcha"
    kind = _by_phrases([sign for sign in signs if 0 < len(sign) < 120])
    if kind:
        return kind
    if _CAPTCHA_WIDGET.search(markup) and len(visible) < _LITTLE_TEXT and not shows:
        return "captcha"
    if password and len(visible) < _LITTLE_TEXT:
        return "login"
    if agrees and len(visible) < _LITTLE_TEXT and _ASKS.search(visible):
        return "consent"
    return _by_phrases([visible]) if len(visible) < 200 else None


def _has_agree_button(tree: LexborHTMLParser) -> bool:
    buttons = tree.css('button, a, [role="button"], input[type="submit"], input[type="button"], span, div')
    words = ((b.text() or b.attributes.get("value") or "")[:200] for b in buttons[:400])
    return any(_AGREES.fullmatch(fold(text)) for text in words if len(text) < 200)


def _by_phrases(signs: list[str]) -> str | None:
    for kind, pattern in _PHRASES:
        if any(pattern.fullmatch(sign) for sign in signs if sign):
            return kind
    return None

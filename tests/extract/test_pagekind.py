"""Pages that stand in for the wanted one are named; real pages are not."""

from __future__ import annotations

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.pagekind import page_kind
from feedsvc.extract.pipeline import run
from tests.extract.helpers import NOW, PAGES, make_page, make_settings, read_case

SENTENCE = "The company said that it would open a second factory next year. "


FRENCH = (
    "<p>Nous respectons votre vie privée.</p><p>Avec votre accord, nos 842 partenaires et nous utilisons des cookies "
    "ou des technologies similaires pour stocker et consulter des informations personnelles comme votre visite sur "
    "ce site. Vous pouvez retirer votre consentement à tout moment.</p>"
)
GERMAN = (
    "<p>Wir schätzen Ihre Privatsphäre.</p><p>Wir und unsere 211 Partner speichern Informationen auf Ihrem Gerät und "
    "verarbeiten personenbezogene Daten, um Anzeigen zu messen. Ihre Auswahl gilt nur für diese Website, und Sie "
    "können sie jederzeit ändern.</p>"
)


def html(title: str, body: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(html("Just a moment...", "<p>Checking your browser</p>"), "captcha", id="cloudflare"),
        pytest.param(html("x", "<script src='/cdn-cgi/challenge-platform/h/b.js'></script>"), "captcha", id="challenge-script"),
        pytest.param(html("Shop", "<div class='g-recaptcha'></div><p>Continue</p>"), "captcha", id="widget"),
        pytest.param(html("Access Denied", "<h1>Access Denied</h1>"), "captcha", id="denied"),
        pytest.param(html("安全验证", "<p>请完成验证</p>"), "captcha", id="chinese-captcha"),
        pytest.param(html("Sind Sie ein Mensch?"), "captcha", id="german-captcha"),
        pytest.param(html("Before you continue"), "consent", id="consent"),
        pytest.param(html("News", "<h1>We value your privacy</h1><button>Accept</button>"), "consent", id="consent-heading"),
        pytest.param(html("Bevor Sie fortfahren"), "consent", id="german-consent"),
        pytest.param(html("Le Quai", "<h2>Nous respectons votre vie privée</h2><p>Avec nos 800 partenaires…</p><button>Tout accepter</button>"), "consent", id="french-consent"),
        pytest.param(html("Le Quai", FRENCH + "<button>Accepter et continuer</button>"), "consent", id="french-consent-text"),
        pytest.param(html("Die Fähre", "<h1>Wir schätzen Ihre Privatsphäre</h1><button>Alle akzeptieren</button>"), "consent", id="german-consent-heading"),
        pytest.param(html("Die Fähre", GERMAN + "<div class=btn>Alle akzeptieren</div>"), "consent", id="german-consent-text"),
        pytest.param(html("El Muelle", "<div>Valoramos su privacidad</div><p>x</p><button>Aceptar todo</button>"), "consent", id="spanish-consent"),
        pytest.param(html("Il Molo", "<p>Rispettiamo la tua privacy. Usiamo i cookie…</p><input type=submit value='Accetta tutto'>"), "consent", id="italian-consent"),
        pytest.param(html("Log in – News"), "login", id="login"),
        pytest.param(html("Welcome", "<form><input type=password></form>"), "login", id="password"),
        pytest.param(html("用户登录"), "login", id="chinese-login"),
        pytest.param(html("Cellar", "<h1>Are you over 18?</h1><button>Yes</button>"), "age", id="age"),
        pytest.param(html("Altersprüfung"), "age", id="german-age"),
        pytest.param(html("Sorry", "<h1>This content is not available in your region</h1>"), "region", id="region"),
        pytest.param(html("404 Not Found"), "soft-404", id="404"),
        pytest.param(html("Site", "<h1>Page not found</h1>"), "soft-404", id="not-found"),
        pytest.param(html("Site", "<h2>Oops! We can't find that page</h2>"), "soft-404", id="oops"),
        pytest.param(html("页面不存在"), "soft-404", id="chinese-404"),
        pytest.param(html("Página no encontrada"), "soft-404", id="spanish-404"),
        pytest.param(html("We'll be back", "<p>Scheduled maintenance</p>"), "soft-404", id="maintenance"),
        pytest.param("", "blank", id="nothing"),
        pytest.param(" \n ", "blank", id="white-space"),
    ],
)  # fmt: skip
def test_a_stand_in_is_named(body: str, kind: str) -> None:
    assert page_kind(make_page(body)) == kind


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            html("News", f"<h1>Captchas Are Dying</h1><p>{SENTENCE * 100}</p>"), id="story-about-captchas"
        ),
        pytest.param(
            html("News", f"<p>{SENTENCE * 30}</p><form><input type=password></form>"), id="login-box"
        ),
        pytest.param(html("Daily News", "<h1>Daily News</h1><p>No stories today.</p>"), id="quiet-day"),
        pytest.param(
            html("Le Quai", f"<p>{SENTENCE * 40}</p>{FRENCH}<button>Tout accepter</button>"),
            id="cookie-banner",
        ),
        pytest.param(
            html("Le Quai", f"<h2><a href=/1>Un second quai</a></h2>{FRENCH}<button>Tout accepter</button>"),
            id="cookie-banner-and-one-story",
        ),
        pytest.param(html("Une loi sur la vie privée des marins"), id="headline-with-privacy"),
        pytest.param(html("Der Streit um die Privatsphäre im Hafen"), id="german-headline-with-privacy"),
        pytest.param(html("How Banks Found Missing Pages of an Old Ledger"), id="headline-with-found"),
        pytest.param(html("Average Age of Dockers Is Over 18 Years More"), id="headline-with-age"),
        pytest.param(html("Robot Maker Logs Record Sales"), id="headline-with-logs"),
    ],
)
def test_a_real_page_is_not_suspected(body: str) -> None:
    assert page_kind(make_page(body)) is None


def test_an_empty_extraction_names_the_kind_of_page() -> None:
    with pytest.raises(ExtractError, match="captcha page"):
        run(make_page(html("Just a moment...")), make_settings(), NOW)


def test_a_page_with_healthy_stories_has_no_kind() -> None:
    for case in ("articles", "story-page", "text"):
        assert run(*read_case(PAGES / "byline" / case)).page_kind is None

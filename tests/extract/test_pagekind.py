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
        pytest.param(html("Quay", "<h2>Quay asks for your consent</h2><p>We and our 842 partners store information, such as cookies.</p><button>Consent</button>"), "consent", id="consent asked for"),
        pytest.param(html("Havenkrant", "<h1>Havenkrant en jouw privacy</h1><button>Akkoord</button>"), "consent", id="dutch-consent"),
        pytest.param(html("Port", "<h1>Dbamy o Twoją prywatność</h1><button>Przejdź do serwisu</button>"), "consent", id="polish-consent"),
        pytest.param(html("Wines", "<h2>Welcome</h2><p>Please confirm that you are over 18 years old to enter.</p>"), "age", id="age to confirm"),
        pytest.param(html("Age verification", "<p>Enter your date of birth.</p><input name=day>"), "age", id="date of birth"),
        pytest.param(html("Adults only | Cellar", "<button>I am 18 or older - Enter</button>"), "age", id="adults"),
        pytest.param(html("Quay", "<h1>You must be logged in to view this page</h1>"), "login", id="members"),
        pytest.param(html("Quay", "<p>Sign in with your organisation</p><input name=mail>"), "login", id="sso"),
        pytest.param(html("Quay", "<h1>Our site is not available to visitors from the European Union</h1>"), "region", id="union"),
        pytest.param(html("Quay", "<p>The quay is unavailable due to legal reasons</p>"), "region", id="law"),
        pytest.param(html("429 Too Many Requests"), "rate", id="too often"),
        pytest.param(html("Slow down", "<p>You have made too many requests. Please try again later.</p>"), "rate", id="too often in words"),
        pytest.param(html("Zu viele Anfragen"), "rate", id="german-rate"),
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
        pytest.param(html("Adults Only Swim at the Harbour Pool Returns"), id="headline-with-adults"),
        pytest.param(html("Age Verification Becomes Law in the Spring"), id="headline-with-verification"),
        pytest.param(html("City Gets Too Many Requests for Berths"), id="headline-with-requests"),
        pytest.param(html("Berths: City Gets Too Many Requests"), id="headline-that-ends-with-requests"),
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


ROWS = "".join(f'<li><a href="/n/{n}">A story of the harbour, the {n}th of many</a></li>' for n in range(9))
TURNSTILE = '<form><div class="cf-turnstile"></div></form><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>'
WITH_ALL = {
    "a list about walls": "".join(f"<p><a href='/n/{n}'>Are you a robot? The {n}th captcha that Cloudflare shows</a>" for n in range(9)) + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    "a shop that asks for the age": f"<div class=gate><h2>Are you over 18?</h2><button>Yes</button></div><h1>Our news</h1><ul>{ROWS}</ul>",
    "a gate with the first heading": f"<div class=gate><h1>You must be over 18 to enter</h1><button>Yes</button></div><ul>{ROWS}</ul>",
    "a newsletter and a login box": f"<aside><h2>Log in</h2><form><input type=password></form><h2>Newsletter</h2></aside><h1>News</h1><ul>{ROWS}</ul>",
    "a cookie banner": f"<div><h2>We value your privacy</h2><button>Accept all</button></div><h1>News</h1><ul>{ROWS}</ul>",
    "a script of DataDome": f"<script src='https://js.datadome.co/tags.js'></script><h1>News</h1><ul>{ROWS}</ul>",
    "a captcha below a form": f"<h1>News</h1><ul>{ROWS}</ul>{TURNSTILE}",
    "a headline of regions": f"<h1>News</h1><ul>{ROWS}<li><a href=/x>Not available in your country, say streaming services</a></ul>",
}  # fmt: skip


@pytest.mark.parametrize("body", WITH_ALL.values(), ids=WITH_ALL)
def test_a_page_with_its_whole_list_is_no_wall(body: str) -> None:
    found = run(make_page(html("Harbour News", body)), make_settings(extractor="auto"), NOW)
    assert (len(found.stories) >= 9, found.page_kind) == (True, None)


def test_two_stories_beside_a_form_with_a_captcha_are_no_wall() -> None:
    two = "".join(f"<article><h2><a href=/{n}>The {n}th quay opens</a></h2></article>" for n in (1, 2))
    assert page_kind(make_page(html("Harbour News", two + TURNSTILE))) is None
    assert page_kind(make_page(html("Harbour News", TURNSTILE))) == "captcha"

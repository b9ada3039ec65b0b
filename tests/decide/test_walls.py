"""Walls are named by what they say while they refuse; whatever else those services sign is left alone."""

from __future__ import annotations

import pytest

from feedsvc.decide.walladvice import WALLS, advised, titled
from feedsvc.decide.walls import Answer, is_challenge, wall_in, wall_of
from feedsvc.decide.wallsigns import SERVICES

WALLED = {
    "cloudflare by its header": ("cloudflare", 403, {"cf-mitigated": "challenge"}, "", ""),
    "cloudflare, challenge": ("cloudflare", 503, {"server": "cloudflare"}, "", "<script>window._cf_chl_opt={cvId:'3'}</script>"),
    "cloudflare, script": ("cloudflare", 403, {}, "", "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'>"),
    "cloudflare, blocked": ("cloudflare", 403, {}, "", "<title>Attention Required! | Cloudflare</title>"),
    "cloudflare, rule": ("cloudflare", 403, {}, "", "<title>Access denied | a.example used Cloudflare to restrict access</title>"),
    "cloudflare, to programs": ("cloudflare", 403, {}, "", "error code: 1020"),
    "datadome by its edge": ("datadome", 403, {"server": "DataDome"}, "", "{}"),
    "perimeterx, JSON": ("perimeterx", 403, {}, "", '{"appId":"PX1","jsClientSrc":"/1/init.js"}'),
    "imperva, interruption": ("imperva", 403, {}, "", "<title>Pardon Our Interruption</title>"),
    "datadome by its header": ("datadome", 403, {"x-dd-b": "1"}, "", ""),
    "datadome by its cookie": ("datadome", 403, {}, "datadome", ""),
    "datadome, script": ("datadome", 403, {}, "", "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    "akamai by its edge": ("akamai", 403, {"server": "AkamaiGHost"}, "", "<h1>Access Denied</h1>"),
    "akamai, reference": ("akamai", 403, {}, "", "Reference #18.7a https://errors.edgesuite.net/18.7a"),
    "akamai, check": ("akamai", 429, {}, "", "<div id='sec-if-cpt-container'>"),
    "akamai, to programs": ("akamai", 428, {}, "", '{"sec-cp-challenge":"true","provider":"crypto","chlg_duration":30}'),
    "akamai, crypto": ("akamai", 428, {}, "", '{"branding_url_content":"/_sec/cp_challenge/crypto_message-4-3.htm"}'),
    "perimeterx by its cookie": ("perimeterx", 403, {}, "_pxhd", ""),
    "perimeterx, block": ("perimeterx", 403, {}, "", "<div id='px-captcha'></div>"),
    "imperva, frame": ("imperva", 403, {}, "", "<iframe src='/_Incapsula_Resource?CWUDNSAI=1'>"),
    "imperva by its edge": ("imperva", 403, {"x-cdn": "Imperva"}, "", ""),
    "kasada by its header": ("kasada", 429, {"x-kpsdk-ct": "0aBc"}, "", ""),
    "kasada, script": ("kasada", 429, {}, "", "<script>window.KPSDK={};</script>"),
    "aws by its header": ("aws-waf", 405, {"x-amzn-waf-action": "captcha"}, "", ""),
    "aws, challenge": ("aws-waf", 202, {}, "", "<script>AwsWafIntegration.checkForceRefresh()</script>"),
    "somebody's captcha": ("captcha", 403, {}, "", "<title>Are you a robot?</title>"),
    "a widget": ("captcha", 403, {}, "", "<div class='h-captcha'>"),
    "credentials": ("login", 401, {}, "", ""),
    "too often": ("rate", 429, {"retry-after": "60"}, "", "slow down"),
    "too often, as a refusal": ("rate", 403, {}, "", "<title>Too many requests</title>"),
    "too often, as an outage": ("rate", 503, {"retry-after": "60"}, "", "You have exceeded the rate limit."),
    "a door": ("login", 403, {}, "", "<title>Sign in | Harbour</title><input type=password>"),
    "members": ("login", 403, {}, "", "<h1>You must be logged in to read this</h1>"),
    "by union": ("region", 403, {}, "", "<p>Our site is not available to visitors from the European Union."),
    "by where from": ("region", 403, {}, "", "Access from your country is blocked"),
    "by law": ("region", 451, {}, "", ""),
    "by country": ("region", 403, {}, "", "<h1>This page is not available in your country</h1>"),
}  # fmt: skip
OPEN = {
    "a plain refusal": (403, {}, "", "<title>403 Forbidden</title>"),
    "a refusal of the site behind Cloudflare": (403, {"server": "cloudflare"}, "", "<h1>Forbidden</h1><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'>"),
    "a broken site behind Cloudflare": (403, {}, "", "error code: 1014"),
    "a refusal with their names": (403, {}, "", "<h1>Cloudflare, DataDome and Imperva</h1><p>Members only: error code: 1020"),
    "gone, told by the edge": (404, {"server": "AkamaiGHost"}, "", ""),
    "an error of the site": (500, {"x-cdn": "Imperva"}, "datadome", "px-captcha"),
    "an outage": (503, {}, "", "<h1>Back soon</h1>"),
    "a condition of the site": (428, {}, "", '{"error":"If-Match is missing"}'),
    "a refusal that names its door": (403, {}, "", "<title>Forbidden</title><a href=/login>Log in</a>"),
    "a busy site": (503, {}, "", "<h1>Too busy</h1><p>The limit of our machines has been reached"),
    "a cookie of another": (403, {}, "session", ""),
}  # fmt: skip


@pytest.mark.parametrize(("name", "status", "headers", "cookie", "body"), WALLED.values(), ids=WALLED)
def test_a_wall_is_named(name: str, status: int, headers: dict[str, str], cookie: str, body: str) -> None:
    answer = Answer(status=status, headers=headers, cookies=frozenset(filter(None, [cookie])), body=body)
    assert wall_of(answer) == name


def test_every_service_is_shown() -> None:
    assert set(SERVICES) <= {name for name, *_ in WALLED.values()} <= set(WALLS)


@pytest.mark.parametrize(("status", "headers", "cookie", "body"), OPEN.values(), ids=OPEN)
def test_what_refuses_for_reasons_of_its_own_is_no_wall(
    status: int, headers: dict[str, str], cookie: str, body: str
) -> None:
    answer = Answer(status=status, headers=headers, cookies=frozenset(filter(None, [cookie])), body=body)
    assert wall_of(answer) == ""


STORY = "<h1>How Cloudflare stops robots</h1><p>_cf_chl_opt and px-captcha, explained</p>"
STANDS_IN = {
    "a challenge": ("<script>window._cf_chl_opt</script>", "captcha", "cloudflare"),
    "a frame": ("<iframe src='/_Incapsula_Resource?x'>", "captcha", "imperva"),
    "nobody known": ("<h1>Are you human?</h1>", "captcha", "captcha"),
    "consent": ("<h1>We value your privacy</h1>", "consent", "consent"),
    "age": ("<h1>Are you over 18?</h1>", "age", "age"),
    "rate": ("<h1>Too many requests</h1>", "rate", "rate"),
    "login": ("<h1>Please log in</h1>", "login", "login"),
    "region": ("<h1>Not available in your country</h1>", "region", "region"),
    "an article about walls": (STORY, None, ""),
    "a page that is gone": (STORY, "soft-404", ""),
    "a page drawn by scripts": (STORY, "javascript", ""),
}


@pytest.mark.parametrize(("text", "kind", "name"), STANDS_IN.values(), ids=STANDS_IN)
def test_a_page_is_a_wall_only_where_it_stands_in_for_another(text: str, kind: str | None, name: str) -> None:
    assert wall_in(text, kind) == name


def test_a_reason_names_the_wall_once() -> None:
    told = titled("the server answered 403", "akamai")
    assert told == "the server answered 403 (Akamai bot manager)"
    assert titled(told, "akamai") == told
    assert titled("the server answered 500", "") == "the server answered 500"


def test_every_wall_says_what_can_be_done_about_this_source() -> None:
    assert all(advised(name, "quay") and "SOURCE" not in advised(name, "quay") for name in WALLS)
    assert "feedsvc letter quay" in advised("cloudflare", "quay")
    assert advised("") == ""


def test_only_what_asks_who_reads_is_a_challenge() -> None:
    assert [name for name in WALLS if not is_challenge(name)] == [
        "login",
        "signed-out",
        "consent",
        "age",
        "region",
        "rate",
    ]

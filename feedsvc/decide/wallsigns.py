"""By what the walls of services are known.

These sign ordinary pages, too: what tells a wall is what they say while they refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What tells one service's wall: any of its headers, cookies or words in the body of a refusal."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """Patterns of values that say alone that this is a wall."""
    edges: Mapping[str, str] = field(default_factory=dict)
    """Patterns of values that say so together with a status that refuses."""
    cookie: str = ""
    body: str = ""


SERVICES: Mapping[str, Signs] = {
    "cloudflare": Signs(
        headers={"cf-mitigated": "challenge|block"},
        # Below scripts/ lies what Cloudflare adds to pages that it lets through.
        body=r"cdn-cgi/challenge-platform/(?!scripts/)|_cf_chl_|cf-captcha|cf-browser-verification"
        r"|cf-error-details|attention required! \| cloudflare|used cloudflare to restrict access"
        # What programs get; 1009 means the region, 1015 the rate, most others a broken site.
        r"|\A\s*error code: 10(?:0[5-8]|10|12|20)\s*\Z",
    ),
    "datadome": Signs(
        headers={"x-dd-b": r"[1-9]\d*"},
        edges={"server": "datadome"},
        cookie="datadome",
        body=r"captcha-delivery\.com|geo\.captcha",
    ),
    "kasada": Signs(
        headers={"x-kpsdk-ct": ".+", "x-kpsdk-r": ".+"},
        body=r"\bkpsdk\b|149e9513-01fa-4fb0-aad4-566afd725d1b",
    ),
    "aws-waf": Signs(
        headers={"x-amzn-waf-action": "captcha|challenge"},
        body=r"awswafcaptcha|awswafintegration|\.awswaf\.com/",
    ),
    "perimeterx": Signs(
        cookie="_pxhd",
        body=r"px-captcha|captcha\.px-c(?:dn|loud)\.net|human-challenge\.com|\b_pxblock|\"jsclientsrc\"\s*:",
    ),
    "imperva": Signs(
        edges={"x-cdn": "imperva|incapsula"},
        body=r"_incapsula_resource|incapsula incident id|powered by imperva|<title>pardon our interruption",
    ),
    # The edge names itself as the server of what it answers alone.
    "akamai": Signs(
        edges={"server": "akamaighost|akamainetstorage"},
        body=r"errors\.edgesuite\.net|bm-verify=|sec-if-cpt-container|_sec/cp_challenge|\"sec-cp-challenge\"",
    ),
}

"""The name under which pages are asked for, and where it is proved."""

from __future__ import annotations

DIRECTORY_PATH = "/.well-known/http-message-signatures-directory"
"""Where our keys are."""


def make_user_agent(version: str, contact: str = "") -> str:
    """An honest User-Agent: `feedsvc/<version> (+<contact>)`; no bracket where there is no contact."""
    return f"feedsvc/{version} (+{contact})" if contact else f"feedsvc/{version}"


def agent_token(user_agent: str) -> str:
    """The name by which robots.txt speaks to us."""
    return user_agent.partition("/")[0] or "feedsvc"

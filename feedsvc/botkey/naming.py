"""The name under which pages are asked for."""

from __future__ import annotations


def make_user_agent(version: str, contact: str = "") -> str:
    """An honest User-Agent: `feedsvc/<version> (+<contact>)`; no bracket where there is no contact."""
    return f"feedsvc/{version} (+{contact})" if contact else f"feedsvc/{version}"


def agent_token(user_agent: str) -> str:
    """The name by which robots.txt speaks to us."""
    return user_agent.partition("/")[0] or "feedsvc"

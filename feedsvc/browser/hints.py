"""What a page's requests say of who asks: our name, and nothing of a browser and its system beside it.

User-Agent Client Hints (`Sec-CH-UA`, wicg.github.io/ua-client-hints) stay away where a name is given without
them, which the library never does. A frame of another site has a process, and a name, of its own: each waits
before its first request until it has been told, and so do the frames within it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

Send = Callable[[str, dict[str, Any]], object]
"""Tells a page or a frame a command of the DevTools protocol."""
FRAMES: dict[str, Any] = {
    "autoAttach": True,
    "waitForDebuggerOnStart": True,
    "flatten": False,  # answers of a frame come to whoever attached to it, and nobody else's are disturbed
    "filter": [{"type": "iframe"}],
}


def name_alone(session: Any, agent: str) -> None:
    """Have a page and all its frames say this name alone; `session` is the library's for the page."""
    naming = _Naming(agent)
    session.on("Target.attachedToTarget", lambda event: naming.begin(session.send, event))
    session.on("Target.receivedMessageFromTarget", lambda event: naming.hear(session.send, event))
    naming.tell(session.send)


class _Naming:
    def __init__(self, agent: str) -> None:
        self._agent, self._numbers = agent, count(1)

    def tell(self, send: Send) -> None:
        """Name us to a page or a frame, and have its frames wait."""
        send("Emulation.setUserAgentOverride", {"userAgent": self._agent})
        send("Target.setAutoAttach", FRAMES)

    def begin(self, send: Send, event: dict[str, Any]) -> None:
        """A frame waits."""
        from playwright.sync_api import Error

        within = self._within(send, event["sessionId"])
        with suppress(Error):  # it has gone on meanwhile
            self.tell(within)
            within("Runtime.runIfWaitingForDebugger", {})

    def hear(self, send: Send, event: dict[str, Any]) -> None:
        """A frame says something: perhaps that one within it waits."""
        said = json.loads(event["message"])
        within = self._within(send, event["sessionId"])
        if said.get("method") == "Target.attachedToTarget":
            self.begin(within, said["params"])
        elif said.get("method") == "Target.receivedMessageFromTarget":
            self.hear(within, said["params"])

    def _within(self, send: Send, session: str) -> Send:
        def send_within(method: str, params: dict[str, Any]) -> object:
            message = json.dumps({"id": next(self._numbers), "method": method, "params": params})
            return send("Target.sendMessageToTarget", {"sessionId": session, "message": message})

        return send_within

"""Stand-ins for the network: recorded answers, told by what is asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

from claims.providers.http import HttpClient, HttpSettings
from claims.providers.memory import Memory

RECORDED = Path(__file__).resolve().parents[2] / "seeds" / "providers"
Site = Callable[[httpx2.Request], httpx2.Response]


def reply(body: bytes | str, *, status: int = 200, **headers: str) -> httpx2.Response:
    content = body.encode() if isinstance(body, str) else body
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, headers=names, stream=httpx2.ByteStream(content))


def recorded(name: str) -> httpx2.Response:
    """An answer of seeds/providers, e.g. "wikipedia/search_found"."""
    status, headers, body = recording(name)
    return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(body))


def recording(name: str) -> tuple[int, dict[str, str], bytes]:
    found = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))
    body = found["body"]
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return found["status"], found["headers"], text.encode()


class Web:
    """A transport that answers by `site` and keeps the requests."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.requests: list[httpx2.Request] = []

    def client(
        self,
        *,
        memory: Memory | None = None,
        clock: Callable[[], float] = time.monotonic,
        **settings: Any,
    ) -> HttpClient:
        known: dict[str, Any] = {
            "contact_email": "desk@desk.example",
            "min_interval": 0.0,
        } | settings
        return HttpClient(
            HttpSettings(**known),
            transport=httpx2.MockTransport(self._answer),
            sleep=lambda _seconds: None,
            memory=memory,
            clock=clock,
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self._site(request)

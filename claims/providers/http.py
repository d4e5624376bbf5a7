"""The only HTTP client: public addresses, one deadline, capped bodies, no secrets out.

Every provider asks through `HttpClient.get`, which raises the errors of
`claims.providers.errors` and nothing else.  What it remembers of the sites it asks
(turns, trouble, answers) is shared with the other workers by a `Memory`.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO
from urllib.parse import urlencode

import httpx2

from claims.providers.addresses import Resolver, resolve
from claims.providers.errors import (
    OwnLimitError,
    PausedError,
    SourceError,
)
from claims.providers.guard import Deadline
from claims.providers.httpsettings import HttpSettings as HttpSettings
from claims.providers.memory import Call, Memory, ProcessMemory
from claims.providers.pacing import full_jitter
from claims.providers.response import Response
from claims.providers.targets import Target, target_of
from claims.providers.trying import Sleep, Trying
from claims.providers.urls import canonical_url, redacted
from claims.providers.wire import Room

JSON_BYTES = 5_000_000
PAGE_BYTES = 30_000_000
Check = Callable[[Response], object]


class HttpClient:
    """Keeps no connection between calls, so that workers may fork at any time.

    The clock, the sleep, the resolver, the transport and the memory can be given from
    outside.
    """

    def __init__(
        self,
        settings: HttpSettings,
        *,
        memory: Memory | None = None,
        resolver: Resolver = resolve,
        transport: httpx2.BaseTransport | None = None,
        sleep: Sleep = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        backoff: Callable[[int], float] = full_jitter,
    ) -> None:
        self.settings = settings
        self._memory = memory or ProcessMemory(clock)
        self._clock = clock
        self._trying = Trying(
            settings, self._memory, resolver, transport, sleep, backoff
        )

    def why_not(self) -> SourceError | None:
        """Why no public site can be asked at all, or None when they can."""
        return self.settings.why_not()

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        max_bytes: int = PAGE_BYTES,
        deadline: float = 20.0,
        ttl: float = 0.0,
        check: Check | None = None,
    ) -> Response:
        """The answer (2xx, or 304 to a condition of yours), within `deadline` seconds.

        Tries again, three times at most, what a second try may mend.  With a
        `ttl` the answer is kept so many seconds, and then asked for again only if it
        has changed.  `check` raises the `SourceError` an answer is that came as a
        success, as some services send them: it counts and is not kept, like any other.
        """
        target = target_of(url, params=params, internal=self.settings.allow_hosts)
        said, room = dict(headers or {}), Room(max_bytes)
        return self._told(target, said, room, deadline, ttl, check)

    def post(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int = JSON_BYTES,
        deadline: float = 20.0,
        check: Check | None = None,
    ) -> Response:
        """As `get`, with a form sent, which is never tried twice nor kept."""
        body = urlencode(dict(form)).encode()
        target = self._posted(url, body, "application/x-www-form-urlencoded")
        said, room = dict(headers or {}), Room(max_bytes)
        return self._told(target, said, room, deadline, 0.0, check)

    def post_json(
        self, url: str, value: object, *, max_bytes: int = JSON_BYTES, deadline: float
    ) -> Response:
        """As `post`, with a JSON value."""
        target = self._posted(url, json.dumps(value).encode(), "application/json")
        return self._told(target, {}, Room(max_bytes), deadline, 0.0, None)

    def _posted(self, url: str, body: bytes, media: str) -> Target:
        target = target_of(url, internal=self.settings.allow_hosts)
        return replace(target, body=body, media=media)

    def download(
        self,
        url: str,
        file: IO[bytes],
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int,
        deadline: float,
    ) -> Response:
        """As `get`, with the body put into `file` piece by piece as it comes.

        After an error, or a 304, what is in the file is no answer.
        """
        target = target_of(url, internal=self.settings.allow_hosts)
        said, room = dict(headers or {}), Room(max_bytes, file)
        return self._told(target, said, room, deadline, 0.0, None)

    def _told(
        self,
        target: Target,
        headers: dict[str, str],
        room: Room,
        seconds: float,
        ttl: float,
        check: Check | None,
    ) -> Response:
        """The answer, with a record of the call however it ends."""
        # Our own services need no contact address and no network beyond the house.
        if not target.internal and (problem := self.why_not()):
            raise problem
        begun = self._clock()
        try:
            response = self._ask(
                target,
                headers,
                room,
                Deadline(seconds, self._clock),
                ttl,
                check,
            )
        except SourceError as error:
            error.args = (redacted(str(error), self.settings.secrets),)
            if not isinstance(error, PausedError | OwnLimitError):  # nobody was asked
                self._record(target, begun, error.code)
            raise
        self._record(target, begun, "cached" if response.cached else "ok", response)
        return response

    def expire_soon(
        self, url: str, *, params: Mapping[str, str] | None = None, seconds: float
    ) -> None:
        """Let a kept answer go stale earlier: one that found nothing soon may."""
        target = target_of(url, params=params, internal=self.settings.allow_hosts)
        key = self._key(target)
        if kept := self._memory.recall(key):
            self._memory.keep(key, kept.response, seconds=seconds)

    def _ask(
        self,
        target: Target,
        headers: dict[str, str],
        room: Room,
        deadline: Deadline,
        ttl: float,
        check: Check | None,
    ) -> Response:
        kept = self._memory.recall(self._key(target)) if ttl else None
        if kept and kept.fresh:
            return kept.response
        if (seconds := self._memory.paused(site := self.settings.site(target))) > 0:
            raise PausedError(retry_after=seconds)
        try:
            response = self._trying.ask(
                target, headers | (kept.conditions if kept else {}), room, deadline
            )
            if check is not None and response.status != 304:
                check(response)
        except SourceError as error:
            self._memory.learn(site, error)
            raise
        self._memory.learn(site, None)
        if kept and response.status == 304:
            response = replace(kept.response, fetched_at=datetime.now(UTC))
        if ttl and response.status != 304:
            self._memory.keep(self._key(target), response, seconds=ttl)
        return response

    def _key(self, target: Target) -> str:
        asked = f"{self.settings.provider}\n{canonical_url(target.url)}"
        return hashlib.sha256(asked.encode()).hexdigest()

    def _record(
        self,
        target: Target,
        begun: float,
        outcome: str,
        response: Response | None = None,
    ) -> None:
        self._memory.record(
            Call(
                site=self.settings.site(target),
                url=redacted(target.url, self.settings.secrets),
                seconds=self._clock() - begun,
                outcome=outcome,
                status=response.status if response else 0,
                size=response.size if response else 0,
            )
        )

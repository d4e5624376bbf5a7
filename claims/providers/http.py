"""The only HTTP client: public addresses, one deadline, capped bodies, no secrets out.

Every provider asks through `HttpClient.get`, which raises the errors of
`claims.providers.errors` and nothing else.  What it remembers of the sites it asks
(turns, trouble, answers) is shared with the other workers by a `Memory`.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO

import httpx2

from claims.providers.addresses import Resolver, resolve
from claims.providers.errors import (
    BadResponseError,
    OwnLimitError,
    PausedError,
    SourceError,
)
from claims.providers.guard import Deadline
from claims.providers.httpsettings import HttpSettings as HttpSettings
from claims.providers.memory import Call, Memory, ProcessMemory
from claims.providers.pacing import full_jitter
from claims.providers.response import Response
from claims.providers.status import is_worth_retrying
from claims.providers.targets import Target, harmless, next_target, target_of
from claims.providers.urls import canonical_url, redacted
from claims.providers.wire import REDIRECTS, Room, guarded_transport, send

MAX_TRIES = 3
MAX_REDIRECTS = 5
JSON_BYTES = 5_000_000
PAGE_BYTES = 30_000_000
#: Seconds a worker waits for a site's turn before it does something else.
PATIENCE = 10.0
Sleep = Callable[[float], None]
Check = Callable[[Response], None]


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
        self._resolver = resolver
        self._transport = transport
        self._sleep = sleep
        self._clock = clock
        self._backoff = backoff

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

        Tries again, at most `MAX_TRIES` times, what a second try may mend.  With a
        `ttl` the answer is kept so many seconds, and then asked for again only if it
        has changed.  `check` raises the `SourceError` an answer is that came as a
        success, as some services send them: it counts and is not kept, like any other.
        """
        target = target_of(url, params=params, internal=self.settings.allow_hosts)
        said, room = dict(headers or {}), Room(max_bytes)
        return self._told(target, said, room, deadline, ttl, check)

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
        if (seconds := self._memory.paused(site := self._site(target))) > 0:
            raise PausedError(retry_after=seconds)
        try:
            response = self._persist(
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

    def _persist(
        self,
        target: Target,
        headers: dict[str, str],
        room: Room,
        deadline: Deadline,
    ) -> Response:
        """Try until it works, cannot work, or no time is left."""
        attempt = 1
        while True:
            try:
                return self._follow(target, headers, room, deadline)
            except SourceError as error:
                wait = self._wait_before_retry(error, attempt, deadline)
                if wait is None:
                    raise
            self._sleep(wait)
            attempt += 1

    def _wait_before_retry(
        self, error: SourceError, attempt: int, deadline: Deadline
    ) -> float | None:
        if attempt >= MAX_TRIES or not is_worth_retrying(error):
            return None
        wait = error.retry_after
        wait = self._backoff(attempt) if wait is None else wait
        return wait if wait < deadline.left() else None

    def _follow(
        self,
        target: Target,
        headers: dict[str, str],
        room: Room,
        deadline: Deadline,
    ) -> Response:
        visited: list[str] = []
        while True:
            response = self._once(target, headers, room, deadline, tuple(visited))
            if response.status not in REDIRECTS:
                return response
            visited.append(target.url)
            if len(visited) > MAX_REDIRECTS:
                raise BadResponseError("redirect", "The site redirects too many times.")
            following = next_target(target, response.headers.get("location", ""))
            if following.origin != target.origin:
                headers = harmless(headers)
            target = following

    def _once(
        self,
        target: Target,
        headers: dict[str, str],
        room: Room,
        deadline: Deadline,
        redirects: tuple[str, ...],
    ) -> Response:
        site = self._site(target)
        self._take_turn(target, site, deadline)
        transport = self._transport or guarded_transport(
            deadline, internal=self.settings.allow_hosts, resolver=self._resolver
        )
        try:
            return send(
                target,
                self.settings.headers | headers,
                transport,
                room=room,
                deadline=deadline,
                redirects=redirects,
                read_seconds=self.settings.read_seconds,
            )
        finally:
            if transport is not self._transport:
                transport.close()
            if not target.internal:
                self._memory.done(site)

    def _take_turn(self, target: Target, site: str, deadline: Deadline) -> None:
        if target.internal:
            return
        waited = 0.0
        interval = self.settings.min_interval
        while True:
            left = deadline.left()
            wait = self._memory.turn(site, interval=interval, hold=max(left, 1.0))
            if wait <= 0:
                return
            if waited + wait > min(left, PATIENCE):
                raise OwnLimitError(retry_after=wait)
            self._sleep(wait)
            waited += wait

    def _site(self, target: Target) -> str:
        return self.settings.provider or target.host

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
                site=self._site(target),
                url=redacted(target.url, self.settings.secrets),
                seconds=self._clock() - begun,
                outcome=outcome,
                status=response.status if response else 0,
                size=response.size if response else 0,
            )
        )

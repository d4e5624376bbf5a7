"""One question to a site: its turn, its redirects, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx2

from claims.providers.addresses import Resolver
from claims.providers.errors import (
    BadResponseError,
    OwnLimitError,
    QuotaExhaustedError,
    RateLimitedError,
    SourceError,
)
from claims.providers.guard import Deadline
from claims.providers.httpsettings import HttpSettings
from claims.providers.memory import Memory
from claims.providers.pacing import advertised_pace
from claims.providers.response import Response
from claims.providers.status import is_worth_retrying
from claims.providers.targets import Target, harmless, next_target
from claims.providers.wire import REDIRECTS, Room, guarded_transport, send

MAX_TRIES = 3
MAX_REDIRECTS = 5
#: Seconds a worker waits for a site's turn before it does something else.
PATIENCE = 10.0
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Trying:
    """How an `HttpClient` gets its answers from the network."""

    settings: HttpSettings
    memory: Memory
    resolver: Resolver
    transport: httpx2.BaseTransport | None
    sleep: Sleep
    backoff: Callable[[int], float]

    def ask(
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
                if wait is None or target.body:
                    raise
            self.sleep(wait)
            attempt += 1

    def _wait_before_retry(
        self, error: SourceError, attempt: int, deadline: Deadline
    ) -> float | None:
        if attempt >= MAX_TRIES or not is_worth_retrying(error):
            return None
        wait = error.retry_after
        wait = self.backoff(attempt) if wait is None else wait
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
        site = self.settings.site(target)
        self._take_turn(target, site, deadline)
        transport = self.transport or guarded_transport(
            deadline, internal=self.settings.allow_hosts, resolver=self.resolver
        )
        pause = 0.0
        try:
            response = send(
                target,
                self.settings.headers | headers,
                transport,
                room=room,
                deadline=deadline,
                redirects=redirects,
                read_seconds=self.settings.read_seconds,
            )
            asked = advertised_pace(response.headers)
            pause = asked if asked > self.settings.min_interval else 0.0
        except RateLimitedError as error:
            if not self.settings.daily_quota:
                raise
            raise QuotaExhaustedError from error
        finally:
            if transport is not self.transport:
                transport.close()
            if self.settings.is_paced(target):
                self.memory.done(site, pause=pause)
        return response

    def _take_turn(self, target: Target, site: str, deadline: Deadline) -> None:
        if not self.settings.is_paced(target):
            return
        waited = 0.0
        interval = self.settings.min_interval
        while True:
            left = deadline.left()
            wait = self.memory.turn(site, interval=interval, hold=max(left, 1.0))
            if wait <= 0:
                return
            if waited + wait > min(left, PATIENCE):
                raise OwnLimitError(retry_after=wait)
            self.sleep(wait)
            waited += wait

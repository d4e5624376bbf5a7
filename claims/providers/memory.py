"""What all workers of an installation remember together about the sites they ask."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from claims.providers.errors import (
    AuthFailedError,
    QuotaExhaustedError,
    SourceError,
)
from claims.providers.response import Response

#: So many failures in a row, and a site is left alone for a while.
FAILURES = 5
PAUSE = timedelta(minutes=10)
#: A key that is not accepted is not tried again before somebody could mend it.
KEY_PAUSE = timedelta(hours=1)
#: While another worker is asking a site, its turn is worth asking for again after this.
BUSY = 0.25

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer kept from an earlier call; not `fresh` means: ask whether it holds."""

    response: Response
    fresh: bool

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for an answer only if it is another one than this."""
        known = self.response.headers
        return {
            said: known[name] for name, said in _VALIDATORS.items() if name in known
        }


@dataclass(frozen=True, slots=True)
class Call:
    """One call through the door; `outcome` is ok, cached or the code of an error.

    `seconds` counts from asking to having read the answer, waits included; `url` bears
    no secret; `status` is 0 when no answer came.
    """

    site: str
    url: str
    seconds: float
    outcome: str
    status: int = 0
    size: int = 0


class Memory(Protocol):
    """Shared between workers; `site` is a provider's name or a host."""

    def turn(self, site: str, *, interval: float, hold: float) -> float:
        """0.0 when the turn is ours, else the seconds after which to ask again.

        One worker at a time asks a site, `interval` seconds apart.  A turn ends with
        `done`, or by itself after `hold` seconds, should its worker die.
        """

    def done(self, site: str, *, pause: float = 0.0) -> None:
        """The turn is over, and the next one is `pause` seconds away at least."""

    def paused(self, site: str) -> float:
        """Seconds for which the site is left alone; 0.0 when it may be asked."""

    def learn(self, site: str, error: SourceError | None) -> None:
        """How asking the site ended: what `paused` rests on."""

    def recall(self, key: str) -> Kept | None: ...

    def keep(self, key: str, response: Response, *, seconds: float) -> None:
        """Remember an answer, fresh for `seconds`; 0 makes a known one stale."""

    def record(self, call: Call) -> None: ...


def pause_after(error: SourceError, failures: int, now: datetime) -> datetime | None:
    """Until when a site is left alone that now failed `failures` times in a row."""
    if isinstance(error, QuotaExhaustedError):
        tomorrow = (now.astimezone(UTC) + timedelta(days=1)).date()
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC)
    if isinstance(error, AuthFailedError):
        return now + KEY_PAUSE
    return now + PAUSE if failures >= FAILURES else None


@dataclass(slots=True)
class _Site:
    next_at: float = 0.0
    busy_until: float = 0.0
    failures: int = 0
    paused_until: datetime | None = None


@dataclass(slots=True)
class ProcessMemory:
    """The memory of a lone process, for the engine room's tests and for scripts.

    `calls` and answers are kept for as long as the object lives.
    """

    clock: Callable[[], float] = time.monotonic
    calls: list[Call] = field(default_factory=list)
    _sites: dict[str, _Site] = field(default_factory=dict)
    _answers: dict[str, tuple[Response, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def turn(self, site: str, *, interval: float, hold: float) -> float:
        with self._lock:
            now, known = self.clock(), self._site(site)
            if known.busy_until > now:
                return BUSY
            if known.next_at > now:
                return known.next_at - now
            known.next_at, known.busy_until = now + interval, now + hold
            return 0.0

    def done(self, site: str, *, pause: float = 0.0) -> None:
        with self._lock:
            known = self._site(site)
            known.busy_until = 0.0
            if pause > 0:
                known.next_at = max(known.next_at, self.clock() + pause)

    def paused(self, site: str) -> float:
        until = self._site(site).paused_until
        left = (until - datetime.now(UTC)).total_seconds() if until else 0.0
        return max(left, 0.0)

    def learn(self, site: str, error: SourceError | None) -> None:
        with self._lock:
            known = self._site(site)
            if error is None:
                known.failures, known.paused_until = 0, None
            elif error.troubled:
                known.failures += 1
                now = datetime.now(UTC)
                known.paused_until = pause_after(error, known.failures, now)

    def recall(self, key: str) -> Kept | None:
        found = self._answers.get(key)
        if found is None:
            return None
        return Kept(replace(found[0], cached=True), found[1] > self.clock())

    def keep(self, key: str, response: Response, *, seconds: float) -> None:
        self._answers[key] = (response, self.clock() + seconds)

    def record(self, call: Call) -> None:
        self.calls.append(call)

    def _site(self, name: str) -> _Site:
        return self._sites.setdefault(name, _Site())

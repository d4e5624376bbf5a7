"""How long to wait: what a server asks for, between tries, and between two questions."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

MAX_WAIT = 3_600.0
# Takes a host's next turn, and returns the seconds until it.
Slot = Callable[[str], float]


def retry_after_seconds(
    value: str | None, *, now: float | None = None, cap: float = MAX_WAIT
) -> float | None:
    """Seconds of a Retry-After header (an integer, a float or a date), or None."""
    if value is None:
        return None
    text = value.strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            when = parsedate_to_datetime(text)
        except (TypeError, ValueError):
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        seconds = when.timestamp() - (time.time() if now is None else now)
    if seconds != seconds:  # NaN
        return None
    return min(max(seconds, 0.0), cap)


def full_jitter(attempt: int, *, base: float = 0.5, cap: float = 8.0) -> float:
    """A random wait before try number `attempt` + 1 (attempts count from 1)."""
    most = min(cap, base * 2 ** (attempt - 1))
    return random.SystemRandom().uniform(0.0, most)


class Pacer:
    """One request per host and interval, for the threads of this process."""

    def __init__(
        self, interval: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = interval
        self._clock = clock
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def __call__(self, host: str) -> float:
        """Takes the host's next turn; the seconds until then (0 is now)."""
        with self._lock:
            now = self._clock()
            if len(self._next) > 1_000:
                self._next = {h: at for h, at in self._next.items() if at > now}
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._interval
            return turn - now

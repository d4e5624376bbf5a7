"""How long to wait: what a server asks for, and between two tries."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

MAX_WAIT = 3_600.0
_INTERVAL = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*s?", re.ASCII)


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


def advertised_pace(headers: Mapping[str, str]) -> float:
    """Seconds between two requests, by the headers some services send; 0.0 if none.

    "x-rate-limit-limit: 5" and "x-rate-limit-interval: 1s" make a fifth of a second.
    """
    limit = headers.get("x-rate-limit-limit", "").strip()
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if interval is None or not limit.isdecimal() or not int(limit):
        return 0.0
    return min(float(interval[1]) / int(limit), MAX_WAIT)


def full_jitter(attempt: int, *, base: float = 0.5, cap: float = 8.0) -> float:
    """A random wait before try number `attempt` + 1 (attempts count from 1)."""
    most = min(cap, base * 2 ** (attempt - 1))
    return random.SystemRandom().uniform(0.0, most)

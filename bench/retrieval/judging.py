"""At which place the passages that speak for and against a claim came."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

#: So many passages are asked for; a best passage after them counts as not found.
DEPTH = 50


def place(found: Iterable[str], passage: str) -> int | None:
    """Counted from 1; a passage may hold a heading beside the paragraph meant."""
    return next((n for n, text in enumerate(found, 1) if passage in text), None)


def scores(places: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """In percent, over claims with the places of both passages."""
    every = {sort: [p[sort] for p in places] for sort in ("support", "against")}
    both = [p["support"] and p["against"] for p in places]
    worse = [
        b and max(p["support"], p["against"]) for b, p in zip(both, places, strict=True)
    ]
    return {
        "support_recall": _recall(every["support"]),
        "support_mrr": _mrr(every["support"]),
        "against_recall": _recall(every["against"]),
        "against_mrr": _mrr(every["against"]),
        "both_recall": _recall(worse),
    }


def _recall(places: Sequence[int | None]) -> float:
    return 100 * sum(1 for p in places if p and p <= 5) / len(places)


def _mrr(places: Sequence[int | None]) -> float:
    return 100 * sum(1 / p for p in places if p) / len(places)


def times(asked: Iterable[Callable[[], object]]) -> dict[str, float]:
    """Milliseconds, the best of three: the middle one, and what nineteen of twenty are
    below; and our own process's CPU, without what a server does for it.
    """
    wall, cpu = [], []
    for ask in asked:
        runs = [_timed(ask) for _ in range(3)]
        wall.append(1000 * min(run[0] for run in runs))
        cpu.append(1000 * min(run[1] for run in runs))
    return {
        "median": statistics.median(wall),
        "p95": sorted(wall)[int(0.95 * (len(wall) - 1))],
        "cpu": statistics.median(cpu),
    }


def _timed(ask: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - wall, time.process_time() - cpu

"""One reader in one process, over the texts all are given; prints JSON.

python -m bench.readers.run quantulum3
python -m bench.readers.run quantulum3 --first     # a fresh process, and nothing else
"""

from __future__ import annotations

import time

BEGIN = time.process_time()

import argparse  # noqa: E402
import importlib  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
from functools import partial  # noqa: E402
from importlib.metadata import version  # noqa: E402
from typing import Any  # noqa: E402

#: CPU seconds a reader may take for one text.
HOSTILE_CAP, LENGTH_CAP = 1, 60
LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
FIRST = "5 people paid $3 in 2019."


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("reader")
    parser.add_argument("--first", action="store_true")
    options = parser.parse_args()
    try:
        reader = importlib.import_module(f"bench.readers.{options.reader}")
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    json.dump(first(reader) if options.first else measure(reader), sys.stdout)


def first(reader: Any) -> dict[str, float]:
    from bench.readers.texts import running

    reader.read(FIRST)
    seconds = time.process_time() - BEGIN
    reader.read(running(10_000))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": seconds, "peak": peak}


def measure(reader: Any) -> dict[str, Any]:
    from bench.readers.score import score
    from bench.readers.texts import OWN, suites

    texts = suites()
    right = {name: score(reader, suite) for name, suite in texts.items()}
    sentences = [text.text for text in texts[OWN]]
    return {
        "name": reader.NAME,
        "version": version(reader.PACKAGE) if reader.PACKAGE else "",
        "how": reader.HOW,
        "suites": right,
        "dense": dense(reader, sentences),
        "lengths": lengths(reader),
        "hostile": hostile(reader),
    }


def dense(reader: Any, sentences: list[str]) -> float | None:
    """Characters a second where every sentence has numbers; one call a sentence."""
    from bench.readers.timing import timed

    def work() -> None:
        for sentence in sentences:
            reader.read(sentence)

    best = timed(work, LENGTH_CAP).best
    return sum(map(len, sentences)) / best if best else None


def lengths(reader: Any) -> dict[str, Any]:
    from bench.readers.texts import running
    from bench.readers.timing import timed

    seconds: dict[int, float] = {}
    for length in LENGTHS:
        if seconds.get(length // 10, 0) * 10 > LENGTH_CAP:
            break  # ten times the text takes ten times as long at the least
        runs = 5 if length <= 10_000 else 3 if length <= 1_000_000 else 1
        best = timed(partial(reader.read, running(length)), LENGTH_CAP, runs).best
        if best is None:
            break
        seconds[length] = best
    reached = max(seconds, default=0)
    growth = None
    if reached > LENGTHS[0]:
        ratio = seconds[reached] / seconds[LENGTHS[0]]
        growth = math.log(ratio) / math.log(reached / LENGTHS[0])
    return {"seconds": seconds, "reached": reached, "growth": growth}


def hostile(reader: Any) -> dict[str, Any]:
    from bench.readers.timing import timed
    from tests.engine.reading.hostile import HOSTILE

    times = {
        name: timed(partial(reader.read, text), HOSTILE_CAP, 3)
        for name, text in HOSTILE.items()
    }
    ended = {name: taken.best for name, taken in times.items() if taken.best}
    worst = max(ended, key=lambda name: ended[name], default="")
    raised = [name for name, taken in times.items() if taken.raised]
    return {
        "texts": len(times),
        "worst": worst,
        "seconds": ended.get(worst),
        "over": [name for name in times if name not in ended and name not in raised],
        "raised": raised,
    }


if __name__ == "__main__":
    main()

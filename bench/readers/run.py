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
ASPECTS = ("kind", "thing", "base", "claimant", "period", "per", "trend")
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
    from bench.readers.texts import OWN, suites

    documents = suites()
    right = {name: accuracy(reader, suite) for name, suite in documents.items()}
    sentences = [document["text"] for document in documents[OWN]]
    return {
        "name": reader.NAME,
        "version": version(reader.PACKAGE) if reader.PACKAGE else "",
        "how": reader.HOW,
        "suites": right,
        "dense": dense(reader, sentences),
        "lengths": lengths(reader),
        "hostile": hostile(reader),
    }


def accuracy(reader: Any, documents: list[dict[str, Any]]) -> dict[str, Any]:
    from tests.engine.reading.scoring import Score, score_one

    score, failures = Score(), 0
    for document in documents:
        try:
            read = reader.read(document["text"])
        except Exception:
            read, failures = [], failures + 1
        score_one(document, read, score)
    levels = ("found", "value", "bound", "full")
    return {
        "documents": len(documents),
        "quantities": score.gold["quantity"],
        "others": score.gold["other"],
        **{level: score.f1(level) for level in levels},
        "measured": score.measured_f1(),
        "leaked": score.hits["leaked"],
        "typed": score.share("other"),
        "checkable": score.checkable_f1(),
        "failures": failures,
        "aspects": {
            name: score.share(name)
            for name in ASPECTS
            if reader.NAME == "ours" and score.gold[name]
        },
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

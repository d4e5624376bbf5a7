"""The reader of numbers: how right it is on the annotated sentences, and how fast.

    python bench/reading.py

Prints a table and writes it to bench/results/reading.json.  Times are process CPU
seconds, the best of several runs; nothing but this repository is needed.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims.engine import extract  # noqa: E402
from tests.engine.reading.hostile import HOSTILE  # noqa: E402
from tests.engine.reading.scoring import gold_documents, score_documents  # noqa: E402

ASPECTS = ("kind", "thing", "base", "claimant", "period", "per", "trend")


def main() -> None:
    rows = [*accuracy(), *speed(), *hostile(), *footprint()]
    for name, value in rows:
        print(f"{name:<52} {value:>12,.3f}")
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    text = json.dumps(dict(rows), indent=1)
    (results / "reading.json").write_text(f"{text}\n")


def accuracy() -> list[tuple[str, float]]:
    score = score_documents(gold_documents())
    rows = [
        (f"F1, quantities: {level}", round(score.f1(level), 1))
        for level in ("found", "value", "bound", "full")
    ]
    rows.append(("not quantities, offered as one", float(score.hits["leaked"])))
    rows.append(("not quantities, typed right, %", round(score.share("other"), 1)))
    rows.append(("F1, checkable or not", round(score.checkable_f1(), 1)))
    rows += [(f"{name} right, %", round(score.share(name), 1)) for name in ASPECTS]
    return rows


def speed() -> list[tuple[str, float]]:
    sentences = [document["text"] for document in gold_documents()]
    article = _article()
    extract(article)

    def dense() -> None:
        for sentence in sentences:
            extract(sentence)

    per_sentence = sum(map(len, sentences)) / _best(dense)
    sizes = [(factor, len(article) * factor) for factor in (1, 10, 100)]
    times = [_best(partial(extract, article * factor), 3) for factor, _ in sizes]
    growth = math.log(times[-1] / times[0]) / math.log(sizes[-1][1] / sizes[0][1])
    return [
        ("chars/s, sentences full of numbers", per_sentence),
        ("chars/s, an article", sizes[0][1] / times[0]),
        ("chars/s, an article x 100", sizes[-1][1] / times[-1]),
        ("growth exponent", growth),
    ]


def _article() -> str:
    articles = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
    return "\n\n".join(path.read_text("utf-8") for path in articles)


def hostile() -> list[tuple[str, float]]:
    times = {name: _best(partial(extract, text), 3) for name, text in HOSTILE.items()}
    worst = max(times, key=lambda name: times[name])
    return [(f"slowest hostile text ({worst}), s", times[worst])]


def footprint() -> list[tuple[str, float]]:
    begin = "import time; b = time.process_time()\n"
    first = "from claims.engine import extract\nextract('5 people paid $3 in 2019.')\n"
    ending = "print(time.process_time() - b)"
    imported = subprocess.run(
        [sys.executable, "-c", begin + first + ending],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("import and first call, s", float(imported.stdout)),
        ("peak memory of this run, MB", peak),
    ]


def _best(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return max(min(times), 1e-6)


if __name__ == "__main__":
    main()

"""How well check-worthiness ranks sentences that people have labelled.

    python bench/worthiness.py sentences.json

The file is a list of {"text": …, "label": 1 or 0}, such as the folds ClaimBuster
publishes.  It is not part of this repository, and no weight was fitted to it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from unicodedata import normalize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims.engine import check_worthiness, extract  # noqa: E402

Scored = tuple[Decimal, bool]


def main(path: str) -> None:
    rows = json.loads(Path(path).read_text())
    texts = [normalize("NFC", row["text"]) for row in rows]
    labels = [bool(int(row["label"])) for row in rows]
    highest = [_highest_claim(text) for text in texts]
    perfect = [
        Decimal(0 if score is None else 1 + label)
        for score, label in zip(highest, labels, strict=True)
    ]
    columns = {
        "whole sentences": [check_worthiness(text).score for text in texts],
        "highest claim, 0 without one": [score or Decimal(0) for score in highest],
        "the same, ranked by the labels": perfect,
    }
    print(f"{len(rows):,} sentences, {sum(labels):,} check-worthy")
    for name, scores in columns.items():
        found = average_precision(list(zip(scores, labels, strict=True)))
        print(f"{name:<32} {found:.3f}")


def _highest_claim(text: str) -> Decimal | None:
    return max((one.check_worthiness for one in extract(text).claims), default=None)


def average_precision(scored: Sequence[Scored]) -> float:
    """Sentences of one score are one step: their order in the file tells nothing."""
    wanted = sum(label for _, label in scored)
    seen = hits = 0
    total = 0.0
    ranked = sorted(scored, key=lambda row: -row[0])
    for _, tied in groupby(ranked, key=lambda row: row[0]):
        step = [label for _, label in tied]
        seen, hits = seen + len(step), hits + sum(step)
        total += sum(step) / wanted * hits / seen
    return total


if __name__ == "__main__":
    main(sys.argv[1])

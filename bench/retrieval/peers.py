"""Plain BM25 over the same passages: bm25s, and what each database brings with it.

    python -m bench.retrieval.peers FOLDER SIZE...

Each is given a passage's heading and text, and asked with the claim's sentence.
Prints JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from bench.retrieval.judging import DEPTH, place, times
from bench.retrieval.ours import TIMED
from bench.retrieval.world import Claim, make

Passages = list[tuple[str, str]]
Ask = Callable[[str], list[int]]


def main(folder: Path, sizes: list[int]) -> dict[str, Any]:
    claims = make().claims
    measured: dict[str, Any] = {}
    for name, build in PEERS.items():
        found = []
        for size in sizes:
            lines = (folder / f"{size}.jsonl").read_text("utf-8").splitlines()
            passages: Passages = [tuple(json.loads(line)) for line in lines]
            ask = build(passages)
            found.append({"passages": len(passages)} | _measure(claims, passages, ask))
        measured[name] = found
    return measured


def _measure(claims: tuple[Claim, ...], passages: Passages, ask: Ask) -> dict[str, Any]:
    places = []
    for claim in claims:
        texts = [passages[row][1] for row in ask(claim.text)]
        both = {s: place(texts, getattr(claim, s)) for s in ("support", "against")}
        places.append({"split": claim.split, "topic": claim.topic} | both)
    some = claims[:: len(claims) // TIMED]
    return {"places": places, "times": times(partial(ask, c.text) for c in some)}


def _bm25s(passages: Passages) -> Ask:
    stemmer = Stemmer.Stemmer("english")

    def cut(texts: list[str]) -> Any:
        return bm25s.tokenize(
            texts, stopwords="en", stemmer=stemmer, show_progress=False
        )

    ranking = bm25s.BM25()
    ranking.index(cut(["\n".join(p) for p in passages]), show_progress=False)

    def ask(sentence: str) -> list[int]:
        depth = min(DEPTH, len(passages))
        rows, _ = ranking.retrieve(cut([sentence]), k=depth, show_progress=False)
        return [int(row) for row in rows[0]]

    return ask


def _fts5(passages: Passages) -> Ask:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(title, text, tokenize='porter unicode61')"
    )
    connection.executemany("INSERT INTO f VALUES (?, ?)", passages)

    def ask(sentence: str) -> list[int]:
        spread = "".join(c if c.isalnum() else " " for c in sentence).split()
        match = " OR ".join(f'"{word}"' for word in spread)
        rows = connection.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f), rowid LIMIT ?",
            (match, DEPTH),
        )
        return [row - 1 for (row,) in rows]

    return ask


PEERS: dict[str, Callable[[Passages], Ask]] = {
    f"bm25s {bm25s.__version__}": _bm25s,
    f"FTS5's bm25(), SQLite {sqlite3.sqlite_version}": _fts5,
}

if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), [int(a) for a in sys.argv[2:]])))

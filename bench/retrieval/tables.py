"""What the searches gave, as the text of one section of bench/RESULTS.md."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import machine, table
from bench.retrieval.judging import scores

Measured = Mapping[str, Sequence[Mapping[str, Any]]]
#: Whether something is found is asked once all claimed towns are there.
_WHOLE = 14_000
_NAMES = {
    "support_recall": "supporting: recall at 5",
    "support_mrr": "supporting: MRR",
    "against_recall": "contradicting: recall at 5",
    "against_mrr": "contradicting: MRR",
    "both_recall": "both among the first 5",
}
METHOD = """\
### Method

The library is made up by `bench/retrieval` from one seed: towns, years, organisations and
24 topics, with the texts of `seeds/` between them. Each claim has one passage that
supports it and one that contradicts it, of the same thing, town and year; its words, its
way of writing the number and often its unit are others ("half" for 49.7 %, 75 miles for
120 km). Around them stand other years of the figure, other things in the same words,
other towns, and the claim's very number about something else.

- Claims and library were written before the ranking. Twelve topics (`dev`) were for tuning
  its few weights; the other twelve (`test`) are for measuring only. No rule knows a
  sentence of either.
- All search the same passages, each with its document's title. BM25 is given the claim's
  sentence, stemmed and without stop words; FTS5 the sentence's words with the Porter
  stemmer.
- *MRR* in percent: 100 when the best passage always comes first, 50 when it is second.
  One of the two can be first: a search that favours neither reaches 75 for both.
- Times are the middle claim's, that of the slowest twentieth, and our own process's CPU
  (without what the database server does), each the best of three. They are of a whole
  search, ours with reading the passages it ranks and fetching the documents, from a
  database on disk; BM25 is in memory. On a busy machine the first two are mostly waiting:
  compare the CPU and the growth.
- *growth* is the exponent from the smallest library to the largest: 1 is linear."""


def figures(measured: Measured) -> dict[str, list[dict[str, Any]]]:
    """What was measured, without the place of every single passage."""
    return {
        name: [
            {key: value for key, value in size.items() if key != "places"}
            | {split: scores(_of(size, split)) for split in ("test", "dev")}
            for size in sizes
        ]
        for name, sizes in measured.items()
    }


def section(measured: Measured) -> str:
    parts = ["## The library's search", machine()]
    parts += [_right(measured, split) for split in ("test", "dev")]
    parts += [_fast(measured), METHOD]
    return "\n\n".join(parts)


def _right(measured: Measured, split: str) -> str:
    found: dict[str, dict[str, float]] = {}
    claims = size = 0
    for name, sizes in measured.items():
        whole = next((s for s in sizes if s["passages"] >= _WHOLE), sizes[-1])
        places = _of(whole, split)
        found[name], claims, size = scores(places), len(places), whole["passages"]
    rows = [
        [title, *(f"{one[key]:.1f}" for one in found.values())]
        for key, title in _NAMES.items()
    ]
    head = f"### What it finds: {split}\n\n{claims} claims, {size:,} passages; percent."
    return f"{head}\n\n{table(['', *found], rows)}"


def _of(size: Mapping[str, Any], split: str) -> list[Mapping[str, Any]]:
    return [place for place in size["places"] if place["split"] == split]


def _fast(measured: Measured) -> str:
    rows = []
    for at, one in enumerate(next(iter(measured.values()))):
        times = [sizes[at]["times"] for sizes in measured.values()]
        cells = [f"{t['median']:.1f} / {t['p95']:.1f} / {t['cpu']:.1f}" for t in times]
        rows.append([f"ms at {one['passages']:,} passages", *cells])
    rows.append(["growth", *(_growth(sizes) for sizes in measured.values())])
    rows.append(["filling, passages a second", *map(_filling, measured.values())])
    return f"### How fast\n\n{table(['', *measured], rows)}"


def _growth(sizes: Sequence[Mapping[str, Any]]) -> str:
    first, last = sizes[0], sizes[-1]
    if len(sizes) < 2:
        return ""
    times = last["times"]["median"] / first["times"]["median"]
    return f"{math.log(times) / math.log(last['passages'] / first['passages']):.2f}"


def _filling(sizes: Sequence[Mapping[str, Any]]) -> str:
    last = sizes[-1]
    return f"{last['passages'] / last['filled']:,.0f}" if "filled" in last else ""

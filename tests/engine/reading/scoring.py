"""How a reading is scored against annotated sentences (see docs/reading.md)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.engine import extract
from claims.engine.types import OTHER_KINDS

GOLD = Path(__file__).with_name("gold.jsonl")
_BOUND = {
    "about": "~",
    "nearly": "~",
    "vague": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
    "up_to": "<",
}
_ARTICLES = re.compile(r"^(?:the|a|an|all|its|their|his|her|our)\s+", re.IGNORECASE)


def gold_documents(path: Path = GOLD) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@dataclass
class Score:
    """Counts for one run; every figure is in percent."""

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    predicted: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, level: str) -> float:
        found, wanted = self.hits[level], self.gold["quantity"]
        return 200 * found / (self.predicted + wanted)

    def share(self, name: str) -> float:
        return 100 * self.hits[name] / max(1, self.gold[name])

    def checkable_f1(self) -> float:
        true, missed = self.hits["checkable"], self.gold["checkable"]
        return 200 * true / (missed + self.hits["claimed"])


def score_documents(documents: list[dict[str, Any]]) -> Score:
    score = Score()
    for document in documents:
        _score_one(document, score)
    return score


def _score_one(document: dict[str, Any], score: Score) -> None:
    found = extract(document["text"], language=document.get("language", "en")).as_dict()
    read = [dict(item, claim=True) for item in found["claims"]]
    read += [dict(item, claim=False) for item in found["dismissed"]]
    optional = [m for m in document["mentions"] if m.get("optional")]
    wanted = [m for m in document["mentions"] if not m.get("optional")]
    used: set[int] = set()
    for mention in wanted:
        index = _best(mention, read, used)
        if index is not None:
            used.add(index)
        _compare(
            document["text"], mention, read[index] if index is not None else None, score
        )
    for index, item in enumerate(read):
        if any(_overlap(item, m) for m in optional) and index not in used:
            continue
        if item["kind"] not in OTHER_KINDS:
            score.predicted += 1
            if index not in used:
                score.errors.append(f"extra {item['surface']!r} in {document['text']}")
        score.hits["claimed"] += item["claim"]


def _best(
    mention: dict[str, Any], read: list[dict[str, Any]], used: set[int]
) -> int | None:
    options = [i for i, r in enumerate(read) if i not in used and _overlap(r, mention)]
    return next(
        (i for i in options if _same_value(mention, read[i])),
        options[0] if options else None,
    )


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _compare(
    text: str, gold: dict[str, Any], read: dict[str, Any] | None, score: Score
) -> None:
    if gold["kind"] in OTHER_KINDS:
        score.gold["other"] += 1
        right = read is not None and read["kind"] == gold["kind"]
        score.hits["other"] += right
        leaked = read is not None and read["kind"] not in OTHER_KINDS
        score.hits["leaked"] += leaked
        if not right:
            score.errors.append(
                f"type {gold['surface']!r} {read and read['kind']} in {text}"
            )
        return
    score.gold["quantity"] += 1
    score.gold["checkable"] += gold["checkable"]
    if read is None or read["kind"] in OTHER_KINDS:
        score.errors.append(f"missed {gold['surface']!r} in {text}")
        return
    value = _same_value(gold, read)
    bound = value and _bound(gold) == _bound(read)
    unit = value and _same_unit(gold, read)
    score.hits["found"] += 1
    score.hits["value"] += value
    score.hits["bound"] += bound
    score.hits["full"] += bound and unit
    score.hits["checkable"] += gold["checkable"] and read["claim"]
    score.gold["kind"] += 1
    score.hits["kind"] += gold["kind"] == read["kind"]
    if not (bound and unit and gold["kind"] == read["kind"]):
        score.errors.append(
            f"{gold['surface']!r}: {read['kind']} {read['low']}..{read['high']} "
            f"{read['unit']!r} {read['qualifier']!r} in {text}"
        )
    if gold["checkable"] != read["claim"]:
        score.errors.append(f"checkable {gold['surface']!r} in {text}")
    for name in ("thing", "base", "claimant", "period", "per", "trend"):
        if name in gold:
            score.gold[name] += 1
            right = _same_phrase(gold[name], read.get(name), exact=name == "trend")
            score.hits[name] += right
            if not right:
                score.errors.append(
                    f"{name} {read.get(name)!r}, not {gold[name]!r}, in {text}"
                )


def _same_value(gold: dict[str, Any], read: dict[str, Any]) -> bool:
    a, b = _ends(gold), _ends(read)
    if a is None or b is None:
        return False
    return all(
        abs(x - y) <= max(abs(x), Decimal(1)) * Decimal("0.00001")
        for x, y in zip(a, b, strict=True)
    )


def _ends(item: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    low, high = item.get("low"), item.get("high")
    stated = [Decimal(end) for end in (low, high) if end is not None]
    return (stated[0], stated[-1]) if stated else None


def _bound(item: dict[str, Any]) -> str:
    return _BOUND.get(item.get("qualifier") or "", "=")


def _same_unit(gold: dict[str, Any], read: dict[str, Any]) -> bool:
    wanted, got = gold["unit"], read["unit"]
    if wanted == got or got in gold.get("alt_unit", ()):
        return True
    head = wanted.split()[-1] if wanted else ""
    return gold["kind"] in {"count", "rate"} and bool(head) and head == got


def _same_phrase(gold: str, read: str | None, *, exact: bool) -> bool:
    if exact:
        return gold == read
    if read is None:
        return False
    a, b = _ARTICLES.sub("", gold.lower()), _ARTICLES.sub("", read.lower())
    return a == b or a in b or b in a

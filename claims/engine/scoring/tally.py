"""Counts of what was right, and the mistakes with their sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from claims.engine.scoring.annotated import PHRASES

#: Each level asks more: an overlapping span; the value; its bound; its unit as well.
LEVELS = ("found", "value", "bound", "full")
#: Classes of mistakes, in the order they are reported.
CLASSES = (
    "missed",
    "false",
    "value",
    "bound",
    "unit",
    "kind",
    "checkable",
    *PHRASES,
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One number read wrongly: how it should be and how it was read."""

    kind_of: str  # one of CLASSES
    text: str  # the text's id
    surface: str
    kind: str
    wanted: str
    got: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those offered were right, and how many of those wanted were found."""

    right: int
    offered: int
    wanted: int

    @property
    def precision(self) -> float:
        return _percent(self.right, self.offered)

    @property
    def recall(self) -> float:
        return _percent(self.right, self.wanted)

    @property
    def f1(self) -> float:
        return _percent(2 * self.right, self.offered + self.wanted)

    def as_dict(self) -> dict[str, float]:
        return {
            "precision": round(self.precision, 1),
            "recall": round(self.recall, 1),
            "f1": round(self.f1, 1),
        }


@dataclass(slots=True)
class Tally:
    """The counts of one run over any number of texts; every figure is in percent."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    texts: int = 0

    def rate(self, level: str) -> Rate:
        """Of quantities, at one of LEVELS."""
        return Rate(
            self.right[level], self.offered["quantity"], self.wanted["quantity"]
        )

    def claims(self) -> Rate:
        """Of numbers that somebody could check."""
        return Rate(
            self.right["checkable"], self.offered["claim"], self.wanted["checkable"]
        )

    def share(self, name: str) -> float:
        return _percent(self.right[name], self.wanted[name])

    def trust(self, name: str) -> float:
        """Of the phrases offered, the share that is right."""
        return _percent(self.right[f"{name} offered"], self.offered[name])

    def kind(self, name: str) -> Counter[str]:
        return self.by_kind.setdefault(name, Counter())

    def by_class(self) -> dict[str, int]:
        counts = Counter(mistake.kind_of for mistake in self.mistakes)
        return {name: counts[name] for name in CLASSES if counts[name]}

    def as_dict(self) -> dict[str, Any]:
        return {
            "texts": self.texts,
            "quantities": self.wanted["quantity"],
            **{level: self.rate(level).as_dict() for level in LEVELS},
            "claims": self.claims().as_dict(),
            "other": {
                "numbers": self.wanted["other"],
                "offered as a quantity": self.right["leaked"],
                "typed right": round(self.share("other"), 1),
            },
            "right": {
                name: {"of": self.wanted[name], "percent": round(self.share(name), 1)}
                for name in ("kind", "about", *PHRASES)
            },
            "right when offered": {
                name: {"of": self.offered[name], "percent": round(self.trust(name), 1)}
                for name in PHRASES
            },
            "by kind": {
                kind: dict(self.by_kind[kind]) for kind in sorted(self.by_kind)
            },
            "mistakes": self.by_class(),
        }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0

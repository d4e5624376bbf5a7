"""How much a number deserves checking: named features times weights from a file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.engine.reading.lexicon import table
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Weights:
    base: Decimal
    features: dict[str, tuple[Decimal, str]]
    people: frozenset[str]
    public: frozenset[str]


@cache
def weights() -> Weights:
    data = table("worth.toml")
    return Weights(
        Decimal(str(data["base"])),
        {
            name: (Decimal(str(entry["weight"])), entry["phrase"])
            for name, entry in data["features"].items()
        },
        frozenset(data["words"]["people"].split()),
        frozenset(data["words"]["public"].split()),
    )


def score(
    s: Sentence, m: Mention, *, claimant: str | None, period: str | None
) -> tuple[Decimal, tuple[str, ...]]:
    """(0 to 1 with two places, the phrases of the strongest features)."""
    known = weights()
    names = _features(s, m, known, claimant=claimant, period=period)
    found = [known.features[name] for name in names or ["stated"]]
    total = known.base + sum((weight for weight, _ in found), Decimal(0))
    total = min(max(total, Decimal(0)), Decimal(1)).quantize(_CENT)
    ranked = sorted(found, key=lambda entry: -abs(entry[0]))
    return total, tuple(phrase for _, phrase in ranked[:4])


def _features(
    s: Sentence,
    m: Mention,
    known: Weights,
    *,
    claimant: str | None,
    period: str | None,
) -> list[str]:
    value = m.low if m.low is not None else m.high or Decimal(0)
    words = set(s.low)
    named = {
        "claimed": claimant is not None,
        "period": period is not None,
        "large": value >= 1000 and m.kind != "measure",
        "share": m.kind in {"percent", "fraction", "percentage_point"},
        "money": m.kind == "money",
        "people": m.unit in known.people,
        "public": not known.public.isdisjoint(words),
        "trend": m.trend is not None or m.kind == "multiple",
        "bounded": m.qualifier in {"at_least", "more_than", "at_most", "up_to"},
        "rate": m.per is not None,
        "first_person": not words.isdisjoint({"i", "my", "me"}),
        "question": s.text[s.end - 1] == "?",
        "small": m.kind == "count" and value < 10,
        "duration": m.kind in {"duration", "age"},
        "measure": m.kind in {"measure", "temperature"},
        "vague": m.form == "vague",
    }
    return [name for name, holds in named.items() if holds]

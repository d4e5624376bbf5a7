from __future__ import annotations

import pytest

from claims.engine.reasoning.compare import compare
from tests.engine.reasoning.quantities import count, day, percent, quantity

CASUALTIES = {"unit": "casualty", "thing": "Russian casualties"}

# Pairs that look different and are not: claim, evidence.
SAME_THING = [
    (count("500"), count("500", unit="troop")),
    (count("500"), count("500", unit="serviceman")),
    (
        count("500", unit="person", thing="people killed"),
        count("500", unit="fatality"),
    ),
    (
        count("500", **CASUALTIES),
        count("500", unit="soldier", thing="Russian soldiers killed or wounded"),
    ),
    (
        count("500", unit="casualty", thing="casualties in the Russian ranks"),
        count("500", **CASUALTIES),
    ),
    (
        count("500", **CASUALTIES),
        count("500", unit="casualty", thing="casualties since the attack on Ukraine"),
    ),
    (count("500", unit="resident"), count("500", unit="person", thing="people")),
    (count("500", unit="flat"), count("500", unit="apartment")),
    (count("500", unit=""), count("500", unit="")),
    (
        percent("6", base="the Russian state budget"),
        percent("6", base="Russia's federal budget"),
    ),
    (percent("6", base="the adult population"), percent("6", base="adults")),
    (
        percent("6", base=None, thing="the unemployment rate"),
        percent("6", base=None, thing="unemployment"),
    ),
    (
        percent("6", thing="the state budget"),
        percent("6", thing="payments to families"),
    ),
    (
        quantity("rate", "5", unit="case", per="100,000 people"),
        quantity("rate", "5", unit="infection", per="100,000 inhabitants"),
    ),
    (
        quantity("money", "5", unit="EUR", thing="spending on schools"),
        quantity("money", "5", unit="EUR", thing="the school budget"),
    ),
    (
        count("500", unit="crime", period="in 2023"),
        count("500", unit="crime", period="during 2023"),
    ),
    (
        count("500", unit="crime", period="in 2023", as_of=day("2026-01-01")),
        count("500", unit="crime", period="in 2023", as_of=day("2024-01-01")),
    ),
    (
        count("500", unit="crime", period="since February 2022"),
        count("500", unit="crime", period="since 24 February 2022"),
    ),
    (
        percent("6", as_of=day("2024-11-05")),
        percent("6", as_of=day("2024-03-31")),
    ),
    (
        quantity("measure", "5", unit="metre", as_of=day("2024-11-05")),
        quantity("measure", "5", unit="metre", as_of=day("1994-11-05")),
    ),
    (
        count("70000", unit="inhabitant", as_of=day("2024-11-05")),
        count("70000", unit="resident", as_of=day("2023-06-30")),
    ),
]


@pytest.mark.parametrize(("claim", "evidence"), SAME_THING)
def test_the_same_thing_in_other_words_is_compared(claim, evidence):
    found = compare(claim, evidence)
    assert (found.outcome, found.gate) == ("inside", ""), found.explanation

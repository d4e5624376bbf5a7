"""A figure behind its label, as tables and boxes have it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import in_context, quantity_of


def found(claim: str, line: str):
    number = extract(claim).claims[0]
    quantity = in_context(quantity_of(number), number.statement)
    (passage,) = find_passages(
        quantity, line, context=number.statement, limit=1, floor=Decimal(0)
    )
    return passage.quantity, compare(quantity, passage.quantity)


LOST = "At least 4,200 containers were lost at sea in 2023."
JOBLESS = "Unemployment in Spain was 12.9 percent in 2022."


@pytest.mark.parametrize(
    ("claim", "line", "thing", "outcome"),
    [
        (
            LOST,
            "Containers lost at sea, 2023: 4,150",
            "containers lost at sea",
            "outside",
        ),
        (LOST, "North Sea, containers, 2023: 5 thousand", "containers", "inside"),
        (LOST, "Losses by region, Containers, 2023: 4,150.", "containers", "outside"),
        (
            JOBLESS,
            "Spain, Unemployment rate, 2022: 12.9 %",
            "unemployment rate",
            "inside",
        ),
        (
            JOBLESS,
            "Unemployment rate, Spain, 2022: 14 %",
            "unemployment rate",
            "outside",
        ),
        (
            "The population of Berlin is 3.7 million.",
            "Berlin, Population, 2023: 3.7 million",
            "population",
            "inside",
        ),
    ],
)
def test_the_label_says_what_is_counted_and_when(claim, line, thing, outcome):
    quantity, comparison = found(claim, line)
    assert quantity.thing == thing
    assert comparison.outcome == outcome


def test_another_label_is_another_thing():
    _, comparison = found(LOST, "Ships sunk, 2023: 4,150")
    assert comparison.gate == "definition"
    assert "containers are not ships" in comparison.explanation


@pytest.mark.parametrize(
    "line",
    [
        "Containers: 4,150 in all, and more to come",
        "4,150",
        "The insurers told the inquiry 4,150",
    ],
)
def test_only_a_figure_alone_behind_a_colon_has_a_label(line):
    quantity, _ = found(LOST, line)
    assert quantity.thing is None or "containers" not in quantity.thing

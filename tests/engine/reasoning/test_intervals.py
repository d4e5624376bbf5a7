from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine.reasoning.intervals import difference, relation
from tests.engine.reasoning.quantities import interval

# claim, evidence, relation: what open and closed ends decide
RELATIONS = [
    ("[1; 5]", "[1; 5]", "inside"),
    ("[1; 5)", "[1; 5]", "overlaps"),
    ("(1; 5]", "[1; 5]", "overlaps"),
    ("[1; 5]", "(1; 5)", "inside"),
    ("(1; 5)", "(1; 5)", "inside"),
    ("[1; 5]", "[5; 9]", "overlaps"),
    ("[1; 5)", "[5; 9]", "outside"),
    ("[1; 5]", "(5; 9]", "outside"),
    ("[5; 9]", "[1; 5)", "outside"),
    ("(5; 9]", "[1; 5]", "outside"),
    ("[-; +)", "[-; 3]", "inside"),
    ("[-; 3]", "[-; +)", "overlaps"),
    ("[-; 3)", "[3; +)", "outside"),
    ("[3; +)", "[3; +)", "inside"),
    ("(3; +)", "[3; +)", "overlaps"),
    ("[3; 3]", "[3; 3]", "inside"),
    ("(3; 9]", "[3; 3]", "outside"),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), RELATIONS)
def test_ends_decide_how_two_intervals_lie(claim, evidence, expected):
    assert relation(interval(claim), interval(evidence)) == expected


DIFFERENCES = [
    ("[10; +)", "[3; 8]", "-0.2"),
    ("[-; 10]", "[12; 15]", "0.2"),
    ("(10; +)", "[10; 10]", "0"),
    ("[-20; -10]", "[-5; -5]", "0.5"),
    ("[-20; -10]", "[-30; -30]", "-0.5"),
    ("[0; 0]", "[3; 3]", None),
    ("[1; 5]", "[4; 9]", None),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), DIFFERENCES)
def test_the_difference_is_a_signed_share_of_the_nearest_end(claim, evidence, expected):
    found = difference(interval(claim), interval(evidence))
    assert found == (None if expected is None else Decimal(expected))

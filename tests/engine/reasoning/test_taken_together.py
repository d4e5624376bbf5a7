"""Sides of a disagreement, and what would turn a result round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.disagreement import Said, board
from claims.engine.reasoning.sensitivity import (
    Sensitivity,
    Weighed,
    sensitivity,
    standing_of,
    taken_by,
)
from claims.engine.types import Interval, Quantity
from tests.engine.reading.steps import lines_of


def boxes(value: int, **fields) -> Quantity:
    number = Decimal(value)
    values = {"surface": f"{value:,}", "unit": "box", "thing": "boxes"} | fields
    return Quantity("count", number, number, **values)


ABOUT = boxes(4200, qualifier="about")
AT_LEAST = replace(boxes(4200, qualifier="at_least"), high=None)
RANGE = replace(boxes(4000, qualifier="range"), high=Decimal(4500))


def said(key: str, value: int, *, claim: Quantity = ABOUT, **fields) -> Said:
    quantity = boxes(value, **fields)
    found = compare(claim, quantity)
    return Said(key, quantity, found.evidence, found.outcome, frozenset({key}))


def weigh(claim: Quantity, **values: int) -> Sensitivity:
    return sensitivity(
        claim,
        [
            Weighed(key, boxes(value), frozenset({f"root {key}"}))
            for key, value in values.items()
        ],
    )


# Sides --------------------------------------------------------------------------


def sides(*some: Said) -> list[str]:
    found = board(some)
    assert found is not None
    return ["".join(one.key for one in side.members) for side in found.sides]


def test_sources_that_agree_have_no_board():
    assert board([]) is None
    assert board([said("A", 4200)]) is None
    assert board([said("A", 4200), said("B", 4203)]) is None


def test_a_side_is_sources_with_a_number_in_common_lowest_first():
    found = [said("A", 9100), said("B", 4200), said("C", 4203), said("D", 7000)]
    assert sides(*found) == ["BC", "D", "A"]
    assert sides(*reversed(found)) == ["BC", "D", "A"]


def test_a_chain_of_overlaps_is_not_one_side():
    chain = [
        Said("A", boxes(1), Interval(Decimal(0), Decimal(10)), "inside"),
        Said("B", boxes(2), Interval(Decimal(8), Decimal(18)), "inside"),
        Said("C", boxes(3), Interval(Decimal(16), Decimal(26)), "inside"),
    ]
    assert sides(*chain) == ["AB", "C"]


def test_the_span_is_from_the_least_to_the_most_and_nothing_is_averaged():
    found = board([said("A", 4200), said("B", 9100)])
    assert found is not None
    assert (found.span.low, found.span.high) == (4150, 9150)
    ends = {
        end for side in found.sides for end in (side.interval.low, side.interval.high)
    }
    assert ends == {4150, 4250, 9050, 9150}


def test_an_unbounded_source_joins_the_first_side_it_fits():
    bound = Said("C", AT_LEAST, Interval(Decimal(4100), None), "overlaps")
    assert sides(said("A", 4200), said("B", 9100), bound) == ["AC", "B"]


WHY = [
    ({"thing": "boxes sunk"}, {"thing": "boxes damaged"}, ""),
    ({"period": "in 2023"}, {}, "B does not say for when."),
    ({"period": "in 2023"}, {"period": "in 2019"}, "another period"),
    (
        {"as_of": date(2024, 5, 1)},
        {"as_of": date(2024, 5, 9)},
        "8 days lie between 2024-05-01 and 2024-05-09.",
    ),
]


@pytest.mark.parametrize(("one", "other", "told"), WHY)
def test_why_two_sides_may_differ_is_told_where_it_is_known(one, other, told):
    found = board([said("A", 4200, **one), said("B", 9100, **other)])
    assert found is not None
    if told:
        assert any(told in reason for reason in found.why), found.why
    assert found.why == board([said("A", 4200, **one), said("B", 9100, **other)]).why


# Firmness -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "standing"),
    [
        ([], "open"),
        (["overlaps", "not_comparable"], "open"),
        (["inside", "overlaps"], "agrees"),
        (["outside", "overlaps"], "disagrees"),
        (["inside", "outside"], "disputed"),
    ],
)
def test_what_comparisons_say_together(outcomes, standing):
    assert standing_of(outcomes) == standing


def test_a_wider_tolerance_that_would_turn_it_round_is_told():
    found = weigh(ABOUT, A=4700, B=4800)
    (flip,) = found.flips
    assert (found.standing, flip.into, flip.above) == (
        "disagrees",
        "agrees",
        Decimal("0.1310"),
    )
    assert found.sentence == (
        "The sources disagree with the claim. With a tolerance above 13.1 % "
        "(10 % is used) they would agree with it."
    )


@pytest.mark.parametrize("claim", [ABOUT, RANGE, AT_LEAST, boxes(4200)])
@pytest.mark.parametrize(
    "values", [{"A": 4700, "B": 4800}, {"A": 4210, "B": 4910}, {"A": 4300}, {"A": 3000}]
)
def test_what_is_told_is_so_when_compared_again(claim, values):
    """Just past the tolerance the standing is the other; just short of it, still this."""
    found = weigh(claim, **values)

    def at(tolerance: Decimal) -> str:
        taken = taken_by(claim, tolerance)
        return standing_of(
            compare(taken, boxes(value)).outcome for value in values.values()
        )

    step = Decimal("0.0002")
    for flip in found.flips:
        if flip.above is not None:
            assert at(flip.above + step) == flip.into
            assert at(max(flip.above - step, found.used or 0)) == found.standing
        elif flip.below is not None:
            assert at(flip.below - step) == flip.into
        else:
            left = {k: v for k, v in values.items() if k not in flip.keys}
            assert weigh(claim, **left).standing == flip.into


def test_a_root_left_out_takes_everything_that_rests_on_it():
    both = frozenset({"Port"})
    found = sensitivity(
        ABOUT,
        [
            Weighed("A", boxes(4210), both),
            Weighed("B", boxes(4205), both),
            Weighed("C", boxes(9100), frozenset({"Insurers"})),
        ],
    )
    without = {
        flip.without: (flip.into, flip.keys) for flip in found.flips if flip.without
    }
    assert without == {
        "Port": ("disagrees", ("A", "B")),
        "Insurers": ("agrees", ("C",)),
    }


def test_a_firm_result_says_that_nothing_turns_it():
    assert weigh(AT_LEAST, A=4700, B=4800).sentence == (
        "The sources agree with the claim. No tolerance up to 100 % and no single root "
        "left out would change that."
    )


def test_without_evidence_nothing_is_claimed():
    assert weigh(ABOUT).sentence == "No source settles the claim."
    assert weigh(ABOUT).flips == ()


def test_twenty_pieces_are_weighed_in_time():
    values = {f"E{n}": 4000 + n * 57 for n in range(20)}
    weigh(ABOUT, **values)
    assert lines_of(lambda: weigh(ABOUT, **values)) < 200_000

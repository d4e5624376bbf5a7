"""What a source denies, when "last year" was said, and how far a temperature moved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.engine import extract
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import quantity_of

NURSES = "The Norby hospital employs 1,500 nurses."


def told(claim, source, *, language="en"):
    number = extract(claim, language=language).claims[0]
    quantity = quantity_of(number, as_of=date(2026, 3, 2))
    passage, *_ = find_passages(
        quantity,
        source,
        language=language,
        as_of=date(2026, 2, 1),
        context=claim,
        floor=Decimal(0),
        limit=1,
    )
    found = compare(quantity, passage.quantity)
    return found.outcome, found.gate


@pytest.mark.parametrize(
    "source",
    [
        "The Norby hospital does not employ 1,500 nurses.",
        "Officials denied that the hospital employs 1,500 nurses.",
        "The Norby hospital never employed 1,500 nurses.",
        "Critics falsely say the hospital employs 1,500 nurses.",
        "The hospital doesn’t employ 1,500 nurses.",
    ],
)
def test_what_a_source_denies_supports_nothing(source):
    assert told(NURSES, source) == ("not_comparable", "status")


def test_what_a_german_source_denies_supports_nothing():
    claim, source = (
        "Die Brücke kostet 800.000 Euro.",
        "Die Brücke kostet nicht 800.000 Euro.",
    )
    assert told(claim, source, language="de") == ("not_comparable", "status")


@pytest.mark.parametrize(
    "source",
    [
        "The Norby hospital employs 1,500 nurses, not doctors.",
        "The Norby hospital employs 1,500 nurses. It does not train any.",
    ],
)
def test_a_not_about_something_else_denies_nothing(source):
    assert told(NURSES, source)[0] == "inside"


def test_last_year_is_the_same_year_in_claim_and_source():
    claim = "At least 5,300 sailings were cancelled last year."
    assert told(claim, "In all, 5,450 sailings were cancelled last year.") == (
        "inside",
        "",
    )
    other = "In all, 4,450 sailings were cancelled last year."
    assert told(claim, other) == ("outside", "")


def test_a_plant_is_no_plan():
    claim = "Factory soot emissions in Norby are 3,650 tonnes a year."
    source = "The Norby plant emits 3,650 tonnes of soot a year."
    assert told(claim, source)[0] == "inside"


def test_how_far_a_temperature_moved_has_no_zero():
    claim = "The lake warmed by 2 degrees Celsius."
    assert told(claim, "The lake warmed by 3.6 degrees Fahrenheit.")[0] == "inside"
    assert told(claim, "The lake warmed by 35.6 degrees Fahrenheit.")[0] == "outside"

"""An "m" after a number: a million of what is counted, a metre of what is long."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

MILLIONS = """
The famine killed 7m across the region.
Some 1.2m Danish children were vaccinated last winter.
The flood displaced 3m.
About 2.3m voted for the party.
The charity fed 4m last year.
Of the 5m infected, half recovered.
The company made 12m in its first year.
The city, home to 9m, has no metro.
More than 6m live in poverty.
The app has 30m monthly users.
Deaths passed 1m in May.
At least 3m are hungry.
Nearly 2.5m have left the country.
A 2m-strong army marched.
The show was watched by 8m.
The painting was sold for 40m.
The jobless total hit 1.5m.
It moved a 4m-tonne harvest.
At least 3m of them are hungry.
"""
METRES = """
They built a 7m wall around the yard.
She ran 100m before breakfast.
The crane fell 40m into the dock.
The tower is 95m and leans.
The trench is 3m deep.
The 12m waves hit the coast.
The waves reached 12m in places.
The wreck was raised 12m to the surface.
Rescuers dug 6m into the rubble.
The boat sank in 30m of water.
The drone flew 200m over the border.
More than 40m of cable were laid.
"""


@pytest.mark.parametrize("text", MILLIONS.strip().splitlines())
def test_what_is_counted_is_counted_in_millions(text):
    found = next(m for m in extract(text).claims if "m" in m.surface)
    assert (found.low or found.high) >= Decimal(1_000_000)
    assert found.unit != "metre"


@pytest.mark.parametrize("text", METRES.strip().splitlines())
def test_what_is_long_or_high_is_measured_in_metres(text):
    (found,) = extract(text).claims
    assert found.unit == "metre"
    assert found.low < Decimal(1_000)


def test_a_letter_joined_to_another_is_no_billion() -> None:
    (claim,) = extract("Rooms cost from €132 B&B.").claims
    assert (claim.surface, claim.low) == ("€132", 132)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They sold 4 billion pounds of goods.", "GBP"),
        ("They sold 4 million pounds of beef.", "pound-mass"),
    ],
)
def test_pounds_are_money_of_what_has_a_value(text: str, unit: str) -> None:
    assert [claim.unit for claim in extract(text).claims] == [unit]

"""The alarm: seeded slips are caught, honest differences are not."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from claims.engine.reasoning.magnitudes import Known, alarms, known
from claims.engine.types import Quantity

WORDS = {3: "thousand", 5: "lakh", 6: "million", 7: "crore", 9: "billion"}


def amount(value: Decimal | str, surface: str = "", **fields) -> Quantity:
    number = Decimal(value)
    plain = {"kind": "money", "unit": "USD", "surface": surface or f"{number:,f}"}
    return Quantity(low=number, high=number, **{**plain, **fields})


def found(*values: str, words: str = "", **fields) -> list[Known]:
    return [
        Known(f"value {n}", amount(value, **fields), Decimal(value), words)
        for n, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("claim", "others", "said"),
    [
        (
            amount("4.2e9", "$4.2bn"),
            found("4.1e6", "4.3e6", "4.2e6", "9e8"),
            "1,000 times larger than 3 of 4 values found "
            "(value 1, value 2 and value 3): billion for million?",
        ),
        (
            amount("4.2e6", "$4.2 million"),
            found("4.2e9"),
            "1,000 times smaller than the only value found (value 1): "
            "million for billion?",
        ),
        (
            amount("3e5", "3 lakh", unit="INR"),
            found("3.1e7", "2.9e7", unit="INR"),
            "100 times smaller than all 2 values found (value 1 and value 2): "
            "lakh for crore?",
        ),
        (
            amount("5e7", "5 crore", unit="INR"),
            found("5.1e6", "5e6", unit="INR"),
            "10 times larger than all 2 values found (value 1 and value 2): "
            "crore for million?",
        ),
        (
            amount("52", "52", unit="INR"),
            found("5.2e6", "5.3e6", unit="INR"),
            "100,000 times smaller than all 2 values found (value 1 and value 2): "
            "is the word lakh missing?",
        ),
        (
            amount("12000", "12,000"),
            found("1200", "1,210".replace(",", "")),
            "10 times larger than all 2 values found (value 1 and value 2): "
            "one digit too many?",
        ),
        (
            amount("0.12", "0.12 percent", kind="percent", unit="percent"),
            found("12", "12.5", kind="percent", unit="percent"),
            "100 times smaller than all 2 values found (value 1 and value 2): "
            "a share of 1 taken for a percentage, or the other way round?",
        ),
        (
            amount("4200000", kind="count", unit="box"),
            found("4200", words="Boxes sold, in thousands", kind="count", unit="box"),
            "1,000 times larger than value 1 as written, but the passage says it "
            "counts in thousands: read so, they agree.",
        ),
        (
            amount("3000", "$3,000"),
            [known(amount("3000"), amount("3000", per="person"), name="A")],
            "The same number is a total here and per person in A: which of the two is "
            "meant?",
        ),
        (
            amount("60", per="day", kind="rate", unit="patient"),
            [Known("A", amount("60", per="month", kind="rate"), Decimal("1.971"))],
            "The same number is per day here and per month in A: which of the two is "
            "meant?",
        ),
    ],
)
def test_what_the_alarm_says(claim, others, said):
    told = alarms(claim, others)
    assert [one.explanation for one in told] == [said]


@pytest.mark.parametrize(
    ("claim", "others"),
    [
        (amount("4.2e9"), found("4.1e9", "4.2e6")),
        (amount("4.2e9"), found("6.7e6", "1.4e6")),
        (amount("4.2e9"), []),
        (amount("0"), found("4.2e6")),
        (amount("100"), found("1200")),  # a month for a year
        (amount("100"), found("36525")),  # a day for a hundred years
        (amount("3e9"), found("3e9", per="year")),
        (amount("12", kind="percent", unit="percent"), found("13")),
        (amount("4.2e6"), found("42000", "41000")),  # not a pair of words
    ],
)
def test_an_honest_difference_raises_none(claim, others):
    assert alarms(claim, others) == ()


def test_a_value_is_put_into_the_claims_unit_first():
    claim = amount("3", kind="measure", unit="metre", thing="canal width")
    other = amount("3", kind="measure", unit="kilometre", thing="canal width")
    (told,) = alarms(claim, [known(claim, other, name="A")])
    assert told.factor == Decimal("0.001")


def test_another_year_still_tells_the_size():
    claim = amount("4.2e9", "$4.2bn", thing="road budget", period="in 2024")
    other = amount("4e6", "$4m", thing="road budget", period="in 2021")
    assert known(claim, other, name="A").value == Decimal("4e6")
    assert alarms(claim, [known(claim, other, name="A")])


# Several hundred pairs, made by rule ----------------------------------------------


def written(value: Decimal, dice: random.Random) -> str:
    """As a paper would print it: digits, or a few of them with a word."""
    for power in (9, 6):
        if value >= 10**power and dice.random() < 0.7:
            return f"{float(value) / 10**power:.3g} {WORDS[power]}"
    return f"{value:,.0f}"


def rounded(value: float) -> Decimal:
    return Decimal(f"{value:.3g}")


def a_case(dice: random.Random) -> tuple[float, list[Decimal]]:
    """A true value, and what one to five sources say of it: most within a few
    percent, some of another year or another definition, some of something else.
    """
    truth = 10 ** dice.uniform(1.5, 11)
    values = []
    for _ in range(dice.randint(1, 5)):
        luck = dice.random()
        if luck < 0.75 or not values:
            factor = dice.gauss(1, 0.04)
        elif luck < 0.9:
            factor = dice.uniform(0.6, 1.7)
        else:
            factor = 10 ** dice.uniform(-2.5, 2.5)
        values.append(rounded(truth * max(factor, 0.01)))
    return truth, values


def asked(value: float, values: list[Decimal], dice: random.Random, unit: str):
    stated = rounded(value)
    claim = amount(stated, written(stated, dice), unit=unit)
    return alarms(claim, found(*map(str, values), unit=unit))


SWAPS = {
    "million and billion": ((3, -3), "USD"),
    "a lost million": ((6, -6), "USD"),
    "lakh and crore": ((2, -2), "INR"),
    "a lost lakh or crore": ((5, 7, -5, -7), "INR"),
    "a digit": ((1, -1), "USD"),
}


@pytest.mark.parametrize("swap", SWAPS)
def test_seeded_swaps_are_caught(swap):
    powers, unit = SWAPS[swap]
    dice = random.Random(swap)  # noqa: S311
    caught = 0
    for _ in range(200):
        truth, values = a_case(dice)
        power = dice.choice(powers)
        told = asked(truth * 10**power, values, dice, unit)
        caught += any(one.factor == Decimal(10) ** power for one in told)
    needed = 0.95 if swap != "a digit" else 0.9
    assert caught / 200 >= needed, caught / 200


@pytest.mark.parametrize("unit", ["USD", "INR"])
def test_honest_claims_raise_few_false_alarms(unit):
    """Right claims, and wrong ones by any factor that is no power of ten."""
    dice = random.Random(unit)  # noqa: S311
    raised, cases = 0, 1000
    for number in range(cases):
        truth, values = a_case(dice)
        if number % 2:
            truth *= dice.choice([0.3, 0.5, 1.5, 2, 3, 4, 7, 12, 24, 52, 60, 365])
        raised += bool(asked(truth, values, dice, unit))
    assert raised / cases < 0.01, raised / cases

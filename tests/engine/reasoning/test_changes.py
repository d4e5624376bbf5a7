"""What a sentence's own numbers imply, as one table: sentence, then what follows.

A line is `kind reading: result unit`; ends as in an interval where there are two.
"""

from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.reasoning.changes import implied
from claims.engine.reasoning.forms import form_of
from claims.engine.reasoning.implied import Implied
from claims.engine.types import Interval, decimal_text
from tests.engine.reading.hostile import HOSTILE
from tests.engine.reading.steps import lines_of
from tests.engine.reasoning.quantities import interval

TABLE = {
    # How far, and where to
    "Unemployment rose 3 points to 12 % in May.": [
        "before: 9 percent",
        "relative: 33.3333333333 percent",
    ],
    "The budget was cut by $3bn to $9bn.": [
        "before: 12000000000 USD",
        "relative: -25 percent",
    ],
    "The fleet grew by 12 ships to 40.": [
        "before: 28 ship",
        "relative: 42.8571428571 percent",
    ],
    "The index climbed 40 points to 1,040.": [
        "before: 1000 point",
        "relative: 4 percent",
    ],
    "Interest rates rose half a point to 4.5 percent.": [
        "before: 4 percent",
        "relative: 12.5 percent",
    ],
    "The base rate was lifted by 25 basis points to 4.25 percent.": [
        "before: 4 percent",
        "relative: 6.25 percent",
    ],
    "The lake warmed, its temperature rising by 2 degrees Celsius to 19 degrees Celsius.": [
        "before: 17 celsius"
    ],
    # Which part of it, and where to
    "Arrivals fell by a third to 200.": ["before: 300 arrival", "change: -100 arrival"],
    "Output fell 4 percent to 96,000 tonnes.": [
        "before: 100000 tonne",
        "change: -4000 tonne",
    ],
    "Prices jumped 12%, to $4.48 a gallon.": ["before: 4 USD", "change: 0.48 USD"],
    "There was a 30 percent rise in thefts to 1,300.": [
        "before: 1000",
        "change: 300",
    ],
    # Percent of percent: two readings
    "The poverty rate went up 30 % from 17 %.": [
        "after relative: 22.1 percent",
        "after points: 47 percent",
    ],
    "The fund grew by 20 percent to 30 percent of all deposits.": [
        "before relative: 25 percent",
        "before points: 10 percent",
    ],
    "Support was up 40 percent to 7 percent from 5 percent.": [
        "change: 2 percentage point",
        "relative: 40 percent",
        "fits relative: 7 percent",
        "fits relative: 5 percent",
        "fits relative: 40 percent",
    ],
    "Support was up 15 percent from 30 percent, at 45 percent.": [
        "change: 15 percentage point",
        "relative: 50 percent",
        "fits points: 45 percent",
        "fits points: 30 percent",
        "fits points: 15 percentage point",
    ],
    # Multiples
    "Ridership doubled to 1.2 million last year.": ["before: 600000"],
    "Membership tripled from 400.": ["after: 1200"],
    "Exports halved to 40,000 tonnes.": ["before: 80000 tonne"],
    "Rents have increased tenfold since 1990 to 900 euros.": ["before: 90 EUR"],
    "Herd sizes fell threefold to 300 cows.": ["before: 900 cow"],
    "The herd fell to a third of its former size, to 5,000.": ["before: 15000"],
    "Profits doubled.": ["relative: 100 percent"],
    "Crime increased by 200 percent.": ["ratio: 3 times"],
    # From and to
    "The vacancy rate rose from 5 % to 7 %.": [
        "change: 2 percentage point",
        "relative: 40 percent",
    ],
    "Turnout was 54 percent, down from 60 percent in 2019.": [
        "change: -6 percentage point",
        "relative: -10 percent",
    ],
    "Fares went down 10 percent to 90 euros.": ["before: 100 EUR", "change: -10 EUR"],
    "Novels made up 20% of all loans, up from 16%.": [
        "change: 4 percentage point",
        "relative: 25 percent",
    ],
    "Thefts rose to 1,300 from 1,000 a year earlier.": [
        "change: 300 theft",
        "relative: 30 percent",
    ],
    "One in five adults smokes, up from one in eight.": [
        "change: 7.5 percentage point",
        "relative: 60 percent",
    ],
    "Debt stands at $40 billion, up $8 billion on the year.": [
        "before: 32000000000 USD",
        "relative: 25 percent",
    ],
    # A share and the amount it makes
    "Sales rose 20 percent, or 3,000 cars, in June.": [
        "before: 15000 car",
        "after: 18000 car",
    ],
    "The firm cut 300 jobs, or 15 percent of its workforce.": [
        "whole: 2000 job",
        "after: 1700 job",
    ],
    "Some 60 pupils, or 25 percent, stay for lunch.": ["whole: 240 pupil"],
    "Bills rose by $250 to $1,500, an increase of 20 percent.": [
        "before: 1250 USD",
        "relative: 20 percent",
        "fits: 20 percent",
    ],
    # For each year
    "The population grew by 2 percent a year to 1.02 million.": ["before: 1000000"],
    "The debt grew by 4 percent a year for 10 years to 30 million euros.": [
        "relative: 48.0244284918 percent",
        "before: 20266925.0648 EUR",
    ],
    "Rents rose 50 percent in 10 years.": ["yearly: 4.13797439924 percent"],
    # Hedges and bounds
    "Wages rose by at least 10 percent to 2,200 euros.": ["before: [0; 2000] EUR"],
    "Profits more than doubled to €84m.": ["before: [0; 42000000) EUR"],
    "Turnover more than halved, to 4 million lei.": ["before: (8000000; -] RON"],
    "Rents rose by 20 to 25 percent to 900 euros.": ["before: [720; 750] EUR"],
    "Fares rose by more than a third to over $4.": [],
    # Compared, not changed
    "Nurses earn 20 percent more than porters, at 2,400 euros a month.": [
        "before: 2000 EUR",
        "change: 400 EUR",
    ],
    # What cannot be
    "Revenue fell 10 percent to 1.8 billion euros from 2 million euros.": [
        "change: 1798000000 EUR",
        "relative: 89900 percent",
        "misfit: 1800000 EUR",
        "misfit: 2000000000 EUR",
        "misfit: 89900 percent",
    ],
    "Heating costs fell 120 percent.": ["misfit: -20 percent"],
    # Nothing follows
    "The port employs 4,200 people.": [],
    "Exports fell 10 percent, imports rose to 400 tonnes.": [],
    "Exports fell by 10 percent and imports stood at 400 tonnes.": [],
    "Of the 12 firms affected, one said it was losing $3 million a day.": [],
    "After 23 rounds, with a raise of 0.8 of a point, it ended.": [],
    "A ticket costs 24 euros, or half that with a card.": [],
    "Some 212 millimetres of rain fell, nearly twice the monthly average.": [],
    "After nine minutes it slowed, losing nearly a quarter of its speed.": [],
    "They lost 8.7 percent of their weight, compared with 1 percent elsewhere.": [],
    "The bill passed the lower house by 312 votes to 289.": [],
    "The council raised $3 million for 12 schools.": [],
    "Between 500 and 600 people came, 40 percent of them by train.": [],
    "Attendance dropped by 1,200 to 8,800, a decline of 12 percent.": [
        "before: 10000",
        "relative: -12 percent",
        "fits: 12 percent",
    ],
    "Half the town's 8,000 homes were sold, up from a third.": [],
}


def found(sentence: str) -> tuple[Implied, ...]:
    return implied(extract(sentence).claims, sentence)


def plain(one: Implied) -> str:
    reading = f" {one.reading}" if one.reading else ""
    return f"{one.kind}{reading}: {ends(one.result)} {one.unit}".strip()


def ends(result: Interval) -> str:
    low, high = result.low, result.high
    if low == high and low is not None:
        return decimal_text(low)
    left = "(" if result.low_open else "["
    right = ")" if result.high_open else "]"
    ends_ = ("-" if end is None else decimal_text(end) for end in (low, high))
    return f"{left}{'; '.join(ends_)}{right}"


@pytest.mark.parametrize("sentence", TABLE)
def test_what_a_sentence_implies(sentence):
    assert [plain(one) for one in found(sentence)] == TABLE[sentence]


@pytest.mark.parametrize("sentence", TABLE)
def test_operands_are_numbers_of_the_sentence(sentence):
    spans = {(claim.start, claim.end) for claim in extract(sentence).claims}
    assert all(set(one.operands) <= spans and one.operands for one in found(sentence))


@pytest.mark.parametrize(
    ("sentence", "formula", "note"),
    [
        (
            "Unemployment rose 3 points to 12 % in May.",
            "12 % \u2212 3 points = 9 percent",
            "Before the change: 9 percent (8 to 10, allowing for rounding).",
        ),
        (
            "The poverty rate went up 30 % from 17 %.",
            "17 % \u00d7 (1 + 30 %) = 22.1 percent",
            "If the percentage is a share of the level, after the change: 22.1 percent "
            "(21.2 to 23, allowing for rounding).",
        ),
        (
            "Debt rose by about 200 million euros to 1.4 billion euros.",
            "1.4 billion \u2212 about 200 million = about 1.2 billion euros",
            "Before the change: about 1.2 billion euros (1.13 billion to 1.27 billion, "
            "allowing for rounding).",
        ),
        (
            "Arrivals fell by a third to 200.",
            "200 ÷ (1 \u2212 1/3) = 300 arrivals",
            "Before the change: 300 arrivals (271 to 332, allowing for rounding).",
        ),
        (
            "Wages rose by at least 10 percent to 2,200 euros.",
            "2,200 ÷ (1 + at least 10 %) = at most 2,000 euros",
            "Before the change: at most 2,000 euros.",
        ),
        (
            "Revenue fell 10 percent to 1.8 billion euros from 2 million euros.",
            "1.8 billion \u2212 2 million = 1.798 billion euros",
            "A rise of 1.798 billion euros (1.75 billion to 1.85 billion, "
            "allowing for rounding).",
        ),
    ],
)
def test_it_is_said_in_a_formula_and_a_sentence(sentence, formula, note):
    first = found(sentence)[0]
    assert (first.formula, first.note) == (formula, note)


@pytest.mark.parametrize(
    ("sentence", "allowed"),
    [
        # 11.5 to 12.5 less 2.5 to 3.5; the upper ends of rounded numbers are open
        ("Unemployment rose 3 points to 12 percent.", "(8; 10)"),
        # about 200 is 180 to 220
        ("Staff fell by about 200 to exactly 1,400.0.", "[1579.95; 1620.05)"),
        ("Profits more than doubled to exactly 84.0 euros.", "[0; 42.025)"),
    ],
)
def test_hedges_and_rounding_are_carried_as_intervals(sentence, allowed):
    assert found(sentence)[0].allowed == interval(allowed)


def test_each_sentence_stands_for_itself():
    text = "Rents rose 20 percent. The fee stood at 300 euros."
    assert found(text) == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    text = HOSTILE[name]
    claims = extract(text).claims

    def reason() -> None:
        implied(claims, text)
        for claim in claims[:3]:
            form_of(claim, claims, text)

    assert lines_of(reason) < 3 * len(text)


@pytest.mark.parametrize(
    ("text", "kind", "formula"),
    [
        (
            "It counted roughly 240,000 children, down from 260,000, a fall of 17 per cent.",
            "strained",
            "1 − about 240,000 ÷ 260,000 ≈ about 7.692 percent",
        ),
        (
            "The list shrank by a quarter, from 1,240 to 930 names.",
            "fits",
            "1 − 930 ÷ 1,240 = 25 percent",
        ),
        (
            "The list fell from 7.6 million to 7.3 million, a drop of 300,000.",
            "fits",
            "7.6 million − 7.3 million = 300,000",
        ),
    ],
)
def test_a_fall_is_told_the_right_way_round_and_a_stretched_fit_is_none(
    text, kind, formula
):
    *_, last = implied(extract(text).claims, text)
    assert (last.kind, last.formula) == (kind, formula)

"""True when said, and true now: claim's day, source's day and period, two outcomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.engine.reasoning.compare import compare, suggested_stance
from claims.engine.reasoning.twotimes import two_times
from tests.engine.reasoning.quantities import count, day, percent, quantity

SAID, SOON, LATER, BEFORE = map(
    day, ("2024-11-05", "2024-11-20", "2025-06-01", "2024-03-01")
)
STOCK = {"unit": "soldier", "thing": "soldiers"}
TOTAL = {"unit": "casualty", "thing": "casualties", "period": "since February 2022"}

#: claim, evidence, outcome or gate when said, the same now (None: says nothing of now)
TABLE = [
    # What stands on a day goes either way.
    (
        count("10000", as_of=SAID, **STOCK),
        count("10100", as_of=SOON, **STOCK),
        "inside",
        "inside",
    ),
    (
        count("10000", as_of=SAID, **STOCK),
        count("4000", as_of=LATER, **STOCK),
        "period",
        "outside",
    ),
    (
        count("10000", as_of=SAID, **STOCK),
        count("10000", as_of=LATER, **STOCK),
        "period",
        "inside",
    ),
    (
        count("10000", as_of=SAID, **STOCK),
        count("4000", as_of=BEFORE, **STOCK),
        "stale",
        None,
    ),
    (
        count("10000", as_of=SAID, **STOCK),
        count("4000", as_of=SAID, **STOCK),
        "outside",
        None,
    ),
    # Running totals only grow: earlier and higher, later and lower still tell.
    (
        count("600000", "at_least", as_of=SAID, **TOTAL),
        count("650000", as_of=BEFORE, **TOTAL),
        "inside",
        None,
    ),
    (
        count("600000", "at_least", as_of=SAID, **TOTAL),
        count("500000", as_of=BEFORE, **TOTAL),
        "stale",
        None,
    ),
    (
        count("600000", "at_least", as_of=SAID, **TOTAL),
        count("700000", as_of=LATER, **TOTAL),
        "period",
        "inside",
    ),
    (
        count("600000", "at_least", as_of=SAID, **TOTAL),
        count("500000", as_of=LATER, **TOTAL),
        "outside",
        "outside",
    ),
    (
        count("600000", "at_least", as_of=SAID, **TOTAL),
        count("610000", as_of=SOON, **TOTAL),
        "inside",
        "inside",
    ),
    (
        count("600000", as_of=SAID, **TOTAL),
        count("900000", as_of=BEFORE, **TOTAL),
        "outside",
        None,
    ),
    (
        count("600000", as_of=SAID, **TOTAL),
        count("900000", as_of=LATER, **TOTAL),
        "period",
        "outside",
    ),
    (
        count("600000", "at_most", as_of=SAID, **TOTAL),
        count("550000", as_of=LATER, **TOTAL),
        "inside",
        "inside",
    ),
    (
        count("600000", "at_most", as_of=SAID, **TOTAL),
        count("700000", as_of=LATER, **TOTAL),
        "period",
        "outside",
    ),
    # A daily rate is of its time.
    (
        quantity("rate", "1000", "about", unit="casualty", per="day", as_of=SAID),
        quantity("rate", "400", unit="casualty", per="day", as_of=LATER),
        "period",
        "outside",
    ),
    # A closed period stays what it was: a newer figure of it is about both.
    (
        percent("6", period="in 2023", as_of=SAID),
        percent("6.2", period="in 2023", as_of=day("2023-12-31"), known=LATER),
        "inside",
        "inside",
    ),
    (
        percent("6", period="in 2023", as_of=SAID),
        percent("8", period="in 2023", as_of=day("2023-12-31"), known=BEFORE),
        "outside",
        None,
    ),
    (
        percent("6", period="in 2023", as_of=SAID),
        percent("8", period="in 2024", as_of=LATER, known=LATER),
        "period",
        "period",
    ),
    # Without a day nothing is said of now.
    (count("10000", **STOCK), count("4000", as_of=LATER, **STOCK), "outside", None),
]


@pytest.mark.parametrize(("claim", "evidence", "said", "now"), TABLE)
def test_when_it_was_said_and_now_are_two_answers(claim, evidence, said, now):
    found = two_times(claim, evidence)
    assert (found.said.gate or found.said.outcome) == said
    assert (found.now and (found.now.gate or found.now.outcome)) == now


def test_what_was_said_is_what_compare_says():
    for claim, evidence, _, _ in TABLE:
        assert two_times(claim, evidence).said == compare(claim, evidence)


def test_a_later_revision_convicts_nobody():
    claim = percent("6", period="in 2023", as_of=SAID)
    revised = percent("8", period="in 2023", status="revised", known=LATER)
    found = compare(claim, revised)
    assert (found.outcome, suggested_stance(found)) == ("outside", "context")
    assert "Nobody could know this when the claim was made." in found.explanation
    known = replace(revised, known=BEFORE)
    assert suggested_stance(compare(claim, known)) == "refutes"


def test_what_was_published_later_says_so():
    claim = percent("6", period="in 2023", as_of=SAID)
    later = percent("6", period="in 2023", known=LATER)
    assert two_times(claim, later).published_later
    assert not two_times(claim, replace(later, known=BEFORE)).published_later
    assert not two_times(claim, replace(later, known=None)).published_later

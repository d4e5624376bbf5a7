"""Readers are compared in one vocabulary, by one scorer; no peer is needed for this."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from bench.readers.environment import _reason
from bench.readers.mention import ANY_TIME, mention, rejected
from bench.readers.score import extraction, measured_f1
from bench.readers.texts import OWN, ROOT, running, suites
from bench.readers.timing import timed
from bench.readers.units import canonical
from claims.engine.scoring import Tally, annotated, judge


@pytest.mark.parametrize(
    ("name", "kind", "ours"),
    [
        ("dollar", "money", "USD"),
        ("United States dollar", "money", "USD"),
        ("gbp", "money", "GBP"),
        ("Pound", "money", "GBP"),
        ("Pound", "measure", "pound-mass"),
        ("pound sterling per day", "money", "GBP"),
        ("Kilometer", "measure", "kilometre"),
        ("mph", "measure", "mile per hour"),
        ("kilometre per hour", "measure", "kilometre per hour"),
        ("degree Celsius", "temperature", "celsius"),
        ("C", "temperature", "celsius"),
        ("percentage", "percent", "percent"),
        ("dimensionless", "count", ""),
        ("Furlong of no list", "measure", "furlong of no list"),
    ],
)
def test_a_unit_has_one_name(name, kind, ours):
    assert canonical(name, kind) == ours


def test_a_peer_is_given_the_benefit_of_the_doubt():
    text = "An 18-year-old won a third, 0.5 of it, between 3 and 5."
    age = mention(text, (3, 10), (18.0, 18.0), "year", "duration")
    assert (age.kind, age.unit, age.surface) == ("age", "year of age", "18-year-old")
    third = mention(text, (19, 26), ("0.333333333333333", "0.333333333333333"))
    assert (third.kind, third.unit) == ("fraction", "fraction")
    assert mention(text, (28, 31), (0.5, 0.5)).unit == ""
    assert mention(text, (39, 54), (3.0, 5.0)).qualifier == "range"
    assert mention(text, (0, 1), (float("inf"), "nonsense")).low is None


TEXT = "On 5 May 40 percent of 1,200 pupils stayed away."
GOLD = {
    "id": "one",
    "language": "en",
    "split": "dev",
    "text": TEXT,
    "mentions": [
        {
            "start": 3,
            "end": 8,
            "kind": "date",
            "surface": "5 May",
            "checkable": False,
        },
        {
            "start": 9,
            "end": 19,
            "surface": "40 percent",
            "kind": "percent",
            "low": "40",
            "high": "40",
            "unit": "percent",
            "qualifier": "",
            "checkable": True,
        },
        {
            "start": 23,
            "end": 28,
            "surface": "1,200",
            "kind": "count",
            "low": "1200",
            "high": None,
            "unit": "pupil",
            "qualifier": "at_least",
            "alt": [["1199", "1199"]],
            "alt_unit": ["child"],
            "checkable": True,
        },
    ],
}


def _scored(*read):
    tally, text = Tally(), annotated(GOLD)
    judge(text, extraction(text, list(read)), tally)
    return tally


def test_a_peer_is_scored_by_span_value_bound_and_unit():
    tally = _scored(
        rejected(TEXT, (3, 8), ANY_TIME),
        mention(TEXT, (9, 19), (40.0, 40.0), "percentage", "percent"),
        mention(TEXT, (23, 28), ("1200", "1200")),
    )
    assert tally.share("other") == 100
    assert tally.right["leaked"] == 0
    assert tally.rate("found").f1 == tally.rate("value").f1 == 100
    assert tally.rate("bound").f1 == tally.rate("full").f1 == 50
    assert measured_f1(tally) == 100
    assert tally.claims().f1 == 100


def test_a_wrong_unit_of_what_is_measured_counts_against_it():
    assert (
        measured_f1(_scored(mention(TEXT, (9, 19), (40, 40), "mile", "measure"))) == 0
    )


def test_a_date_offered_as_a_quantity_leaks_and_costs_precision():
    tally = _scored(mention(TEXT, (3, 4), (5, 5)))
    assert (tally.right["leaked"], tally.right["other"]) == (1, 0)
    assert tally.offered["quantity"] == 1


def test_a_date_of_no_kind_in_particular_is_still_no_quantity():
    assert _scored(rejected(TEXT, (23, 28), ANY_TIME)).offered["quantity"] == 0


def test_every_reader_is_given_the_same_texts():
    assert len(suites()[OWN]) >= 250
    assert len(running(25_000)) == 25_000
    assert running(1_000) == running(25_000)[:1_000]


def test_a_reader_that_runs_on_is_ended_and_one_that_raises_is_named():
    assert timed(lambda: [None for _ in iter(int, 1)], cap=1).best is None
    assert timed(lambda: 1 / 0, cap=1).raised == "ZeroDivisionError"
    best = timed(lambda: sum(range(1000)), cap=5).best
    assert best is not None
    assert 0 < best < 1


def test_a_missing_reader_says_why():
    ended = subprocess.run(
        [sys.executable, "-m", "bench.readers.run", "nobody"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert "nobody" in json.loads(ended.stdout)["missing"]
    assert _reason("Looking\nERROR: nothing there\nnotice\n") == "ERROR: nothing there"


def test_a_value_is_exact_however_a_peer_writes_it():
    assert mention("x", (0, 1), ("1,200", "1,200")).low == Decimal(1200)
    assert mention("x", (0, 1), ("6%", "6%")).high == Decimal(6)

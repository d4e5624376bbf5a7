from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.topics import head_match, kind_match, topic_of
from tests.engine.reasoning.quantities import count, percent, quantity

WELLS = count("400", unit="well", thing="dry wells")
DAILY = quantity("rate", "9", unit="case", per="day")
SIX = percent("6")

# a number as claimed, a source, and how alike the two are as sorts of number
KINDS = [
    (WELLS, "There are 12 goats.", "1"),
    (WELLS, "There are 12 cases per day.", "0.6"),
    (DAILY, "There are 12 cases per week.", "1"),
    (DAILY, "There are 12 cases per 1,000 people.", "0.4"),
    (SIX, "Half of the goats are white.", "1"),
    (SIX, "It rose by 2 percentage points.", "0.3"),
    (SIX, "There are 12 goats.", "0"),
    (quantity("money", "5", unit="EUR"), "It costs $12.", "0.6"),
    (quantity("money", "5", unit="USD"), "It costs $12.", "1"),
    (quantity("measure", "5", unit="mile"), "It is 12 km long.", "1"),
    (quantity("measure", "5", unit="kilogram"), "It is 12 km long.", "0"),
    (quantity("multiple", "2"), "Prices doubled.", "1"),
    (quantity("percentage_point", "2"), "It rose by 2 percentage points.", "1"),
]


@pytest.mark.parametrize(("claim", "text", "alike"), KINDS)
def test_kinds_are_alike_the_same_or_neither(claim, text, alike):
    number = extract(text).claims[0]
    assert kind_match(claim, number) == Decimal(alike)


def heads(claim, quantity) -> Decimal:
    return head_match(claim, quantity, topic_of(claim, "", []))


def test_what_is_counted_ranks_from_the_same_to_something_else():
    killed = count("5", unit="person", thing="people killed")
    assert heads(killed, killed) == 1
    order = [
        heads(killed, count("5", unit="death", thing="deaths")),
        heads(killed, count("5", unit="casualty", thing="casualties")),
        heads(killed, count("5", unit="person", thing="people")),
        heads(killed, count("5", unit="goat", thing="goats")),
    ]
    assert order == sorted(order, reverse=True)
    assert heads(WELLS, count("5", unit="goat", thing="goats")) == 0


def test_shares_of_one_whole_rank_above_shares_of_another():
    pensions = percent("6", thing="pensions")
    same = heads(pensions, percent("5", thing="pensions"))
    other = heads(pensions, percent("5", thing="pensions", base="GDP"))
    assert same == 1 > other > 0
    assert heads(pensions, percent("5", thing=None)) == 1
    assert heads(pensions, percent("5", base=None, thing="pensions")) >= Decimal("0.5")


def test_a_topic_is_what_is_counted_and_the_rest_of_the_sentence():
    sentence = "In Britain 400 wells ran dry in the drought."
    topic = topic_of(WELLS, sentence, ["Goats drink at wells.", "Wells are old."])
    assert topic.overlap("British wells were dry in the drought", "") > Decimal("0.8")
    assert topic.overlap("Goats eat grass", "") == 0
    near = topic.overlap("Goats eat grass", "wells, dry in the drought")
    assert 0 < near < Decimal("0.5")


def test_a_claim_that_counts_nothing_named_has_its_sentence_for_topic():
    bare = count("400", unit="", thing=None)
    topic = topic_of(bare, "400 wells were dry", [])
    assert topic.overlap("All wells are dry", "") == 1
    assert topic_of(bare, "", []).overlap("All wells", "") == 0

"""Hedges and bounds: the interval each phrase sets."""

from __future__ import annotations

import pytest

from claims.engine import extract

POINT, LOWER, UPPER = "point", "lower", "upper"

PHRASES = {
    "{} people": ("", POINT),
    "exactly {} people": ("", POINT),
    "only {} people": ("", POINT),
    "just {} people": ("", POINT),
    "a total of {} people": ("", POINT),
    "about {} people": ("about", POINT),
    "around {} people": ("about", POINT),
    "roughly {} people": ("about", POINT),
    "approximately {} people": ("about", POINT),
    "some {} people": ("about", POINT),
    "an estimated {} people": ("about", POINT),
    "in the region of {} people": ("about", POINT),
    "{} or so people": ("about", POINT),
    "~{} people": ("about", POINT),
    "almost {} people": ("nearly", POINT),
    "nearly {} people": ("nearly", POINT),
    "close to {} people": ("nearly", POINT),
    "just under {} people": ("nearly", POINT),
    "at least {} people": ("at_least", LOWER),
    "no fewer than {} people": ("at_least", LOWER),
    "no less than {} people": ("at_least", LOWER),
    "a minimum of {} people": ("at_least", LOWER),
    "{} or more people": ("at_least", LOWER),
    "{}+ people": ("at_least", LOWER),
    "{} people or more": ("at_least", LOWER),
    "more than {} people": ("more_than", LOWER),
    "over {} people": ("more_than", LOWER),
    "above {} people": ("more_than", LOWER),
    "in excess of {} people": ("more_than", LOWER),
    "upwards of {} people": ("more_than", LOWER),
    "north of {} people": ("more_than", LOWER),
    "well over {} people": ("more_than", LOWER),
    "just over {} people": ("more_than", LOWER),
    "at most {} people": ("at_most", UPPER),
    "no more than {} people": ("at_most", UPPER),
    "not more than {} people": ("at_most", UPPER),
    "a maximum of {} people": ("at_most", UPPER),
    "{} or fewer people": ("at_most", UPPER),
    "less than {} people": ("less_than", UPPER),
    "fewer than {} people": ("less_than", UPPER),
    "under {} people": ("less_than", UPPER),
    "well below {} people": ("less_than", UPPER),
    "up to {} people": ("up_to", UPPER),
    "as many as {} people": ("up_to", UPPER),
}
OPEN = {"more_than", "less_than"}


@pytest.mark.parametrize("number", ["4,300", "four thousand three hundred"])
@pytest.mark.parametrize(("phrase", "wanted"), PHRASES.items())
def test_a_phrase_sets_its_bound(phrase, wanted, number):
    (claim,) = extract(f"The hall holds {phrase.format(number)}.").claims
    qualifier, shape = wanted
    assert claim.qualifier == qualifier
    assert claim.low == (None if shape == UPPER else 4300)
    assert claim.high == (None if shape == LOWER else 4300)
    assert (claim.low_open, claim.high_open) == (
        qualifier == "more_than",
        qualifier == "less_than",
    )
    assert (claim.unit, claim.surface) == ("person", number)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("The toll exceeded 50.", "more_than"),
        ("Sales topped $5bn.", "more_than"),
        ("Spending is capped at $5bn.", "at_most"),
        ("Losses reached $5bn.", ""),
        ("It lasted over three years.", "more_than"),
        ("They spent $9 million over three years.", ""),
        ("Petrol costs nearly $4 a gallon.", "nearly"),
    ],
)
def test_a_verb_or_preposition_sets_the_bound(text, qualifier):
    assert extract(text).claims[-1].qualifier == qualifier

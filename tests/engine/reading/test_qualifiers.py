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
    "merely {} people": ("", POINT),
    "a mere {} people": ("", POINT),
    "a full {} people": ("", POINT),
    "a record {} people": ("", POINT),
    "another {} people": ("", POINT),
    "an average of {} people": ("", POINT),
    "precisely {} people": ("", POINT),
    "a whopping {} people": ("", POINT),
    "all {} people": ("", POINT),
    "approx. {} people": ("about", POINT),
    "circa {} people": ("about", POINT),
    "somewhere around {} people": ("about", POINT),
    "something like {} people": ("about", POINT),
    "{} people or so": ("about", POINT),
    "in the neighborhood of {} people": ("about", POINT),
    "on the order of {} people": ("about", POINT),
    "in the vicinity of {} people": ("about", POINT),
    "more or less {} people": ("about", POINT),
    "an estimated total of {} people": ("about", POINT),
    "give or take {} people": ("about", POINT),
    "around about {} people": ("about", POINT),
    "{} people, give or take": ("about", POINT),
    "{} people or thereabouts": ("about", POINT),
    "{}-odd people": ("about", POINT),
    "{}-ish people": ("about", POINT),
    "roughly some {} people": ("about", POINT),
    "approaching {} people": ("nearly", POINT),
    "nearing {} people": ("nearly", POINT),
    "just shy of {} people": ("nearly", POINT),
    "just short of {} people": ("nearly", POINT),
    "a little under {} people": ("nearly", POINT),
    "a shade under {} people": ("nearly", POINT),
    "slightly fewer than {} people": ("nearly", POINT),
    "slightly less than {} people": ("nearly", POINT),
    "not quite {} people": ("nearly", POINT),
    "virtually {} people": ("nearly", POINT),
    "marginally below {} people": ("nearly", POINT),
    "not less than {} people": ("at_least", LOWER),
    "not fewer than {} people": ("at_least", LOWER),
    "at the very least {} people": ("at_least", LOWER),
    "minimum {} people": ("at_least", LOWER),
    "{} people at least": ("at_least", LOWER),
    "{} people at a minimum": ("at_least", LOWER),
    "{} people and more": ("at_least", LOWER),
    "{} and more people": ("at_least", LOWER),
    "{} people or above": ("at_least", LOWER),
    "{} people and counting": ("at_least", LOWER),
    "nothing less than {} people": ("at_least", LOWER),
    "≥{} people": ("at_least", LOWER),
    "upward of {} people": ("more_than", LOWER),
    "exceeding {} people": ("more_than", LOWER),
    "greater than {} people": ("more_than", LOWER),
    "far more than {} people": ("more_than", LOWER),
    "comfortably over {} people": ("more_than", LOWER),
    "easily more than {} people": ("more_than", LOWER),
    "a little over {} people": ("more_than", LOWER),
    "slightly more than {} people": ("more_than", LOWER),
    "a shade over {} people": ("more_than", LOWER),
    "beyond {} people": ("more_than", LOWER),
    "past {} people": ("more_than", LOWER),
    "better than {} people": ("more_than", LOWER),
    "well in excess of {} people": ("more_than", LOWER),
    "significantly more than {} people": ("more_than", LOWER),
    "many more than {} people": ("more_than", LOWER),
    "{}-plus people": ("more_than", LOWER),
    "{} plus people": ("at_least", LOWER),
    ">{} people": ("more_than", LOWER),
    "to the north of {} people": ("more_than", LOWER),
    "more than about {} people": ("more_than", LOWER),
    "not just {} people": ("", POINT),
    "at the most {} people": ("at_most", UPPER),
    "maximum {} people": ("at_most", UPPER),
    "no greater than {} people": ("at_most", UPPER),
    "not exceeding {} people": ("at_most", UPPER),
    "{} people at most": ("at_most", UPPER),
    "{} people maximum": ("at_most", UPPER),
    "{} or less people": ("at_most", UPPER),
    "≤{} people": ("at_most", UPPER),
    "a ceiling of {} people": ("at_most", UPPER),
    "a cap of {} people": ("at_most", UPPER),
    "a limit of {} people": ("at_most", UPPER),
    "not over {} people": ("at_most", UPPER),
    "no higher than {} people": ("at_most", UPPER),
    "below {} people": ("less_than", UPPER),
    "south of {} people": ("less_than", UPPER),
    "well under {} people": ("less_than", UPPER),
    "far fewer than {} people": ("less_than", UPPER),
    "lower than {} people": ("less_than", UPPER),
    "<{} people": ("less_than", UPPER),
    "significantly fewer than {} people": ("less_than", UPPER),
    "considerably less than {} people": ("less_than", UPPER),
    "much less than {} people": ("less_than", UPPER),
    "comfortably under {} people": ("less_than", UPPER),
    "as much as {} people": ("up_to", UPPER),
    "anything up to {} people": ("up_to", UPPER),
    "up to about {} people": ("up_to", UPPER),
    "up to around {} people": ("up_to", UPPER),
    "possibly as many as {} people": ("up_to", UPPER),
    "up to some {} people": ("up_to", UPPER),
    "as few as {} people": ("at_least", LOWER),
    "as little as {} people": ("at_least", LOWER),
    "not even {} people": ("less_than", UPPER),
    "the best part of {} people": ("nearly", POINT),
    "the better part of {} people": ("nearly", POINT),
    "getting on for {} people": ("nearly", POINT),
    "close on {} people": ("about", POINT),
    "hard on {} people": ("", POINT),
}


def test_the_table_of_phrases_is_long_enough():
    assert len(PHRASES) >= 60


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


@pytest.mark.parametrize("hedge", ["about", "roughly", "nearly", "only"])
def test_a_hedge_makes_no_order_of_magnitude_surer(hedge):
    (claim,) = extract(f"The firm lost {hedge} several hundred people.").claims
    assert (claim.low, claim.high, claim.qualifier) == (100, 1000, "vague")


def test_a_negative_order_of_magnitude_keeps_its_ends_in_order():
    (claim,) = extract("The balance was minus tens of thousands of euros.").claims
    assert (claim.low, claim.high) == (-100_000, -10_000)


def test_a_prefix_bounds_a_number():
    (claim,) = extract("Rates dipped to sub-4% loans.").claims
    assert (claim.low, claim.high, claim.qualifier) == (None, 4, "less_than")


def test_a_plus_before_money_adds_and_does_not_bound():
    share, _bonus = extract("Doctors got 6 percent plus £1,250.").claims
    assert (share.low, share.high, share.qualifier) == (6, 6, "")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Parents raised concerns about 12 teachers.", ""),
        ("She wrote a book about 3 sisters.", ""),
        ("They asked about 12 teachers.", "about"),
        ("A house near 3 schools burned.", ""),
        ("The toll was near 300.", "nearly"),
        ("The fee is never more than $250.", "at_most"),
        ("Highs will be near 90.", "nearly"),
        ("They sat around 6 tables.", ""),
        ("The win over two ranked teams helped.", ""),
        ("The fire spread over 40,000 acres.", ""),
        ("It was a dispute over 12 acres.", ""),
        ("They handed over $2,000.", ""),
        ("Over 12 weeks, patients took it.", ""),
        ("It cost $400 million over five fiscal years.", ""),
        ("Officials estimated 5,000 people came.", ""),
        ("An estimated 5,000 people came.", "about"),
        ("It is estimated at $5 million.", "about"),
        ("Salaries top out at $92,000.", "at_most"),
    ],
)
def test_a_preposition_or_verb_may_only_look_like_a_bound(text, bound):
    assert extract(text).claims[-1].qualifier == bound

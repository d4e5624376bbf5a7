from __future__ import annotations

from dataclasses import replace

import pytest

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.names import names_in, same_name, title_names
from claims.engine.reasoning.roles import Told
from claims.engine.reasoning.subject import UNCLEAR, doubt
from tests.engine.reasoning.test_precision import read


def told(sentence: str, surface: str, around: str = "") -> Told:
    return Told(read(sentence, surface), sentence, sentence.find(surface), around)


NAMED = [
    ("In the district of Skarn 86 schools are open.", {"skarn"}, set()),
    ("Port Ellery had 419,870 inhabitants.", set(), {"port ellery"}),
    ("Tolland's debt is 94 billion dollars.", set(), {"tolland"}),
    ("In March 2024, the city of Saint Orrin grew.", set(), {"saint orrin"}),
    ("Maud Ekeland said 12 wells were dry.", set(), set()),
    ("Officials say 12 wells were dry.", set(), set()),
]


@pytest.mark.parametrize(("sentence", "places", "owners"), NAMED)
def test_a_name_is_told_by_the_part_it_plays(sentence, places, owners):
    found = names_in(sentence)
    assert (found.places, found.owners) == (places, owners)


SAME_NAMES = [
    ("ellery", "port ellery", True),
    ("russia", "russian", True),
    ("us", "american", True),
    ("port harlan", "port ellery", False),
    ("north korea", "south korea", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_NAMES)
def test_names_meet_whole(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_headline_all_in_capitals_names_nobody():
    assert title_names("Council Plans Record Budget For Ellery").every == set()
    assert title_names("The council of Port Ellery plans a record").every


DOUBTED = [
    (
        "With 72,000 inhabitants, it is a small capital.",
        "72,000",
        "Bressen had 2,312,000 inhabitants.",
        "2,312,000",
        "A vote for Ardal: the city’s future",
        UNCLEAR,
    ),
    (
        "Ardal has 72,000 inhabitants.",
        "72,000",
        "Bressen has 71,900 inhabitants.",
        "71,900",
        "",
        "another place or subject: Bressen, not Ardal",
    ),
    (
        "Saint Ardal has 72,000 inhabitants.",
        "72,000",
        "New Bressen has 2,312,000 inhabitants.",
        "2,312,000",
        "",
        "another place or subject: New Bressen, not Saint Ardal",
    ),
    (
        "The toll for the bridge rose from 2 euros to 3 euros.",
        "2 euros",
        "The toll for the bridge is 3 euros.",
        "3 euros",
        "",
        "one side gives the earlier of two numbers, the other the later",
    ),
    (
        "Coverage was below the 95 percent that doctors think necessary.",
        "95 percent",
        "Coverage was 91 percent.",
        "91 percent",
        "",
        "one side gives an aim or a limit, the other what was reached",
    ),
    (
        "The pass was open 12 days longer than in 2019.",
        "12 days",
        "The pass was open for 140 days.",
        "140 days",
        "",
        "one side gives a change, the other a level",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "surface", "source", "number", "title", "reason"), DOUBTED
)
def test_what_stands_against_comparing_is_said(
    sentence, surface, source, number, title, reason
):
    assert doubt(told(sentence, surface, title), told(source, number)) == reason


def test_a_title_names_what_the_sentence_leaves_out():
    claim = "With 72,000 inhabitants, it is a small capital."
    source = told("Ardal had 71,630 inhabitants.", "71,630")
    assert doubt(told(claim, "72,000"), source) == UNCLEAR
    assert doubt(told(claim, "72,000", "Ardal's vote on its future"), source) == ""


def test_the_value_is_no_part_of_the_doubt():
    claim = told("The museum had 88,000 visitors.", "88,000")
    for value in ("88,000", "640,000"):
        source = told(f"The zoo had {value} visitors.", value)
        assert doubt(claim, source) == UNCLEAR


def test_a_doubt_is_the_last_reason_asked():
    claim = read("Some 400 wells were dry.", "400")
    source = read("A village has 90 wells.", "90")
    assert compare(claim, source).outcome == "outside"
    doubted = replace(source, doubt=UNCLEAR)
    compared = compare(claim, doubted)
    assert (compared.outcome, compared.gate) == ("not_comparable", "subject")
    assert UNCLEAR in compared.explanation

from __future__ import annotations

import pytest

from claims.engine import extract
from claims.engine.reasoning.forms import FORMS, form, form_of

SENTENCES = {
    "Unemployment rose 3 points to 12 percent.": ["change", "share"],
    "Ridership doubled to 1.2 million.": ["change", "level"],
    "There was a 20 percent rise in thefts.": ["change"],
    "The valley lost at least 48 homes.": ["change"],
    "The port employs 4,200 people.": ["level"],
    "The bridge is 800 metres long.": ["level"],
    "The firm made a loss of 3 million euros.": ["level"],
    "Some 40 percent of tenants are behind with their rent.": ["share"],
    "One in five adults smokes.": ["share"],
    "There are 310 doctors per 100,000 people.": ["rate"],
    "The clinic treats 60 patients a day.": ["rate"],
    "Inflation is 3.2 percent.": ["rate"],
    "A record 4,100 runners took part.": ["rank"],
    "Turnout reached 71 percent, the highest since 1994.": ["rank"],
    "The valley has 48 lakes, the most of any district.": ["rank"],
    "The largest dam holds 30 million cubic metres.": ["level"],
    "Most of the 300 homes were empty.": ["level"],
    "Nurses earn 20 percent more than porters.": ["comparison"],
    "The city has twice as many buses as Larnmouth.": ["comparison"],
    "Between 500 and 600 people came.": ["interval"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_number_makes_a_statement_of_a_form(sentence):
    claims = extract(sentence).claims
    found = [form_of(claim, claims, sentence).code for claim in claims]
    assert found == SENTENCES[sentence]


def test_every_form_is_met_above():
    assert {code for codes in SENTENCES.values() for code in codes} == set(FORMS)


@pytest.mark.parametrize("code", FORMS)
def test_every_form_has_a_short_list_of_questions(code):
    one = form(code)
    assert one.code == code
    assert one.name
    assert one.about
    assert 2 <= len(one.checks) <= 5
    assert all("?" in check or check.endswith(".") for check in one.checks)

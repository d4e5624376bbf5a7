"""Of several numbers of a pasted passage a person says which one is meant."""

from __future__ import annotations

import pytest

from claims.errors import InvalidInputError, SeveralNumbersError
from claims.models import Evidence
from claims.services import evidence
from claims.services.evidence import EvidenceData
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db

QUOTE = (
    "In the 2024-25 season 3,950 containers were lost in storms, down from 4,190 "
    "containers in 2022-23."
)


@pytest.fixture
def claim():
    return make_claim(make_article())


def data(**fields):
    return EvidenceData(quote=QUOTE, title="Loss report", **fields)


def test_which_is_asked_before_anything_is_kept(claim, reviewer):
    with pytest.raises(SeveralNumbersError) as asked:
        evidence.attach(claim, data(ask=True), actor=reviewer)
    assert {one.surface for one in asked.value.numbers} == {"3,950", "4,190"}
    assert all(one.told for one in asked.value.numbers)
    assert asked.value.field == "number_start"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("surface", ["3,950", "4,190"])
def test_the_number_that_was_chosen_is_the_evidence(claim, reviewer, surface):
    at = QUOTE.index(surface)
    kept, new = evidence.attach(claim, data(number_start=at), actor=reviewer)
    assert new
    assert (kept.surface, kept.quote) == (surface, QUOTE)
    (other,) = evidence.others_in(kept)
    assert {surface, other.quantity.surface} == {"3,950", "4,190"}


def test_both_numbers_of_a_passage_can_be_evidence(claim, reviewer):
    made = [
        evidence.attach(claim, data(number_start=QUOTE.index(one)), actor=reviewer)
        for one in ("3,950", "4,190", "4,190")
    ]
    assert [new for _, new in made] == [True, True, False]


def test_a_place_without_a_number_is_refused_with_those_there_are(claim, reviewer):
    with pytest.raises(InvalidInputError, match="3,950") as refused:
        evidence.attach(claim, data(number_start=1), actor=reviewer)
    assert refused.value.field == "number_start"
    assert not Evidence.objects.exists()


def test_nobody_is_asked_about_a_passage_of_one_number(claim, reviewer):
    one = EvidenceData(quote="It lost 3,950 containers.", title="Report", ask=True)
    kept, _ = evidence.attach(claim, one, actor=reviewer)
    assert kept.surface == "3,950"
    assert evidence.others_in(kept) == []


def test_what_can_be_compared_is_likeliest(reviewer):
    text = "The builders finished 212,000 homes in the 2024-25 financial year."
    claim = make_claim(
        make_article(f"{text}\n\nMore of it follows."),
        surface="212,000",
        low=212000,
        high=212000,
        qualifier="",
        unit="home",
        thing="homes",
        period="in the 2024-25 financial year",
        statement=text,
    )
    quote = (
        "In the 2024-25 financial year 198,400 homes were finished, down from 212,570 "
        "in 2022-23."
    )
    kept, _ = evidence.attach(
        claim, EvidenceData(quote=quote, title="Homes"), actor=reviewer
    )
    assert kept.surface == "198,400"

"""Other claims of one quantity are found by their words, and told apart by arithmetic."""

from __future__ import annotations

import pytest

from claims.models import Claim, ClaimKey
from claims.services import relating, rereading
from tests.conftest import person
from tests.factories import make_claim, read_article

pytestmark = pytest.mark.django_db


def claim_of(text: str, **fields) -> Claim:
    return read_article(text, **fields).claims.get()


def relations(claim: Claim) -> dict[int, str]:
    return {
        one.claim.pk: one.related.relation for one in relating.related_claims(claim)
    }


def test_claims_of_any_article_are_found_in_other_words():
    own = claim_of("The fire destroyed 340 homes in Kessel, the mayor said.")
    same = claim_of("In Kessel the blaze destroyed 340 houses.")
    other = claim_of("The fire in Kessel destroyed 34 homes.")
    claim_of("The choir of Lunden has 340 members.")
    found = relations(own)
    assert found == {same.pk: "same", other.pk: "contradictory"}
    assert list(found) == [same.pk, other.pk]  # the closest first


def test_it_works_both_ways_round():
    own = claim_of("At least 10,000 people marched in Velden on Sunday.")
    other = claim_of("Some 12,000 people marched in Velden on Sunday.")
    assert relations(own) == {other.pk: "compatible"}
    assert relations(other) == {own.pk: "compatible"}


def test_a_claim_of_any_status_is_found():
    own = make_claim()
    others = [make_claim(status=status) for status in ("dismissed", "detected")]
    assert relations(own) == {one.pk: "same" for one in others}


def test_keys_are_stored_with_the_reading_once():
    article = read_article("The hall in Marn cost 3 million euros.")
    claim = article.claims.get()
    terms = set(claim.keys.values_list("term", flat=True))
    assert {"marn", "hall"} <= terms
    assert any(term.startswith("euro") and "q" in term for term in terms)


def test_keys_follow_a_reading_put_right():
    claim = claim_of("The hall in Marn cost 3 million euros.")
    before = set(claim.keys.values_list("term", flat=True))
    data = rereading.ReadingData(number="30 million", unit="EUR")
    rereading.correct(claim, data, actor=person("rita", "reviewer"))
    after = set(ClaimKey.objects.filter(claim=claim).values_list("term", flat=True))
    assert before - after
    assert after - before


def test_what_finds_claims_costs_as_many_queries_for_few_as_for_many(
    django_assert_max_num_queries,
):
    own = make_claim()
    for _ in range(15):
        make_claim()
    with django_assert_max_num_queries(9):
        assert len(relating.related_claims(own)) == relating.SHOWN

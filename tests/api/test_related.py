"""Other claims of one quantity, over the API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.services import pairing, queueing
from tests.factories import make_article, make_claim, make_evidence, make_verdict

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def pair(reviewer, editor):
    claim, other = (make_claim(make_article(published_at=DAY)) for _ in range(2))
    make_verdict(other, author=reviewer, editor=editor)
    return claim, other


def test_related_claims_come_with_reason_and_verdict(as_stranger, pair):
    claim, other = pair
    content = as_stranger.get(f"claims/{claim.pk}/related/").json()
    (one,) = content["related"]
    assert (one["claim"], one["relation"], one["word"]) == (other.pk, "same", "")
    assert one["verdict"]["rating"] == "supported"
    assert "container" in one["shared"]
    assert content["precedents"] is None


def test_a_review_not_signed_off_is_no_verdict(as_stranger, as_reviewer, reviewer):
    claim, other = make_claim(), make_claim()
    queueing.take(other, actor=reviewer)
    (one,) = as_stranger.get(f"claims/{claim.pk}/related/").json()["related"]
    assert one["verdict"] is None


def test_words_are_said_and_taken_back(as_reviewer, pair):
    claim, other = pair
    url = f"claims/{claim.pk}/related/"
    said = as_reviewer.post(url, {"other": other.pk, "word": "same"})
    assert (said.status_code, said.json()["word"]) == (201, "same")
    back = as_reviewer.post(url, {"other": other.pk, "word": ""})
    assert back.json()["word"] == ""
    assert as_reviewer.post(url, {"other": claim.pk, "word": "same"}).status_code == 400
    assert as_reviewer.post(url, {"other": other.pk, "word": "x"}).status_code == 400


def test_evidence_is_taken_over(as_reviewer, pair):
    claim, other = pair
    url = f"claims/{claim.pk}/related/evidence/"
    made = as_reviewer.post(url, {"other": other.pk}).json()
    assert made == {"added": [claim.evidence.get().pk], "known": 0}
    assert as_reviewer.post(url, {"other": other.pk}).json() == {
        "added": [],
        "known": 1,
    }


def test_a_review_may_lean_on_a_verdict_people_paired(as_reviewer, reviewer, pair):
    claim, other = pair
    queueing.take(claim, actor=reviewer)
    cited = make_evidence(claim, actor=reviewer)
    body = {
        "rating": "supported",
        "rationale": "As before.",
        "evidence": [cited.pk],
        "leans_on": other.pk,
    }
    url = f"claims/{claim.pk}/reviews/"
    assert as_reviewer.post(url, body).status_code == 409
    pairing.say(claim, other, "same", actor=reviewer)
    assert as_reviewer.post(url, body).status_code == 201
    assert claim.reviews.get().leaning.parent.claim == other


def test_the_quantity_is_told_in_one_unit(as_stranger, pair):
    claim, other = pair
    content = as_stranger.get(f"claims/{claim.pk}/quantity/").json()
    asserted = [one for one in content["values"] if one["what"] == "asserted"]
    assert {one["claim"] for one in asserted} == {claim.pk, other.pk}
    assert asserted[0]["stated"]["low"] == "4200"
    assert content["repeats"] == 1
    assert [one["day"] for one in asserted] == ["2024-03-01"] * 2


@pytest.mark.parametrize("what", ["related", "quantity"])
def test_it_costs_the_same_for_few_as_for_many(what, as_reviewer):
    claim = make_claim()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = as_reviewer.get(f"claims/{claim.pk}/{what}/")
        assert answer.status_code == 200
        return len(queries)

    make_claim()
    few = cost()
    for _ in range(10):
        make_claim()
    assert cost() == few <= 18

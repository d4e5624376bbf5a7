"""Drafts of reviews: their author's alone, kept until handed in, and bounded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import conf
from claims.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TooLargeError,
)
from claims.models import Claim, Draft
from claims.services import drafts, queueing, reviewing, working
from claims.services.reviewdata import ReviewData
from tests.api.conftest import Api
from tests.factories import make_claim, make_evidence
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
WORDS = "The log says less."


def address(claim, step="draft") -> str:
    return f"/claims/{claim.pk}/{step}/"


@pytest.fixture
def claim(reviewer):
    return queueing.take(make_claim(), actor=reviewer)


def test_what_was_typed_is_in_the_form_again(claim, reviewer):
    cited = make_evidence(claim, actor=reviewer)
    typed = {
        "rating": "refuted",
        "rationale": WORDS,
        "figure": "about 3,000",
        "evidence": [cited.pk],
        "reason_codes": ["rounding"],
    }
    client = signed_in(reviewer)
    ticked = client.get(claim.get_absolute_url()).content.count(b" checked")
    assert client.post(address(claim), typed).status_code == 302
    page = client.get(claim.get_absolute_url()).content.decode()
    assert WORDS in page
    assert 'value="about 3,000"' in page
    assert page.count(" checked") == ticked + 3
    assert "Draft of" in page


def test_the_later_draft_takes_the_place_of_the_first(claim, reviewer):
    drafts.save(claim, ReviewData("", "One."), actor=reviewer)
    drafts.save(claim, ReviewData("", "Two."), actor=reviewer)
    assert Draft.objects.get().content["rationale"] == "Two."


def test_an_empty_draft_is_none(claim, reviewer):
    drafts.save(claim, ReviewData("", "One."), actor=reviewer)
    assert drafts.save(claim, ReviewData("", ""), actor=reviewer) is None
    assert not Draft.objects.exists()


def test_nobody_else_sees_it(claim, reviewer, editor):
    drafts.save(claim, ReviewData("", WORDS), actor=reviewer)
    for path in (claim.get_absolute_url(), f"/admin/claims/claim/{claim.pk}/change/"):
        assert WORDS not in signed_in(editor).get(path, follow=True).content.decode()
    assert Api(editor).get(f"claims/{claim.pk}/draft/").status_code == 404


def test_it_outlives_the_hold_and_waits_while_somebody_else_has_the_claim(
    claim, reviewer, second_reviewer
):
    drafts.save(claim, ReviewData("", WORDS), actor=reviewer)
    past = timezone.now() - timedelta(minutes=1)
    Claim.objects.filter(pk=claim.pk).update(held_until=past)
    working.tidy()
    queueing.take(Claim.objects.get(pk=claim.pk), actor=second_reviewer)
    client = signed_in(reviewer)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "You have a draft of a review here" in page
    assert WORDS in page
    assert client.post(address(claim), {"rationale": "More."}).status_code == 302
    assert Draft.objects.get().content["rationale"] == "More."


def test_it_is_gone_when_the_review_is_handed_in(claim, reviewer):
    drafts.save(claim, ReviewData("supported", WORDS), actor=reviewer)
    cited = make_evidence(claim, actor=reviewer)
    data = ReviewData("supported", WORDS, [cited.pk])
    reviewing.submit_review(claim, data, actor=reviewer)
    assert not Draft.objects.exists()
    with pytest.raises(ConflictError):
        drafts.save(claim, ReviewData("", "Late."), actor=reviewer)


def test_a_review_that_is_refused_keeps_it(claim, reviewer):
    drafts.save(claim, ReviewData("supported", WORDS), actor=reviewer)
    sent = {"version": claim.version, "rating": "supported", "rationale": WORDS}
    assert signed_in(reviewer).post(address(claim, "review"), sent).status_code == 422
    assert Draft.objects.exists()


def test_it_is_thrown_away_by_its_author(claim, reviewer):
    drafts.save(claim, ReviewData("", WORDS), actor=reviewer)
    client = signed_in(reviewer)
    client.post(address(claim), {"discard": "1", "rationale": WORDS})
    assert not Draft.objects.exists()


def test_readers_keep_none(claim, stranger):
    with pytest.raises(NotAllowedError):
        drafts.save(claim, ReviewData("", WORDS), actor=stranger)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (ReviewData("", "x" * (conf.LIMITS.rationale_chars + 1)), TooLargeError),
        (ReviewData("x" * 51, ""), TooLargeError),
        (ReviewData("", "", figure="9" * 201), TooLargeError),
        (ReviewData("", "", evidence=range(201)), TooLargeError),
        (ReviewData("", "", reason_codes=["no"]), InvalidInputError),
    ],
)
def test_a_draft_is_bounded(claim, reviewer, data, error):
    with pytest.raises(error):
        drafts.save(claim, data, actor=reviewer)


def test_a_person_has_so_many_and_the_oldest_goes_first(reviewer, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 2)
    claims = [make_claim() for _ in range(3)]
    for claim in claims:
        drafts.save(claim, ReviewData("", WORDS), actor=reviewer)
    kept = set(Draft.objects.values_list("claim", flat=True))
    assert kept == {claim.pk for claim in claims[1:]}


def test_old_ones_are_tidied_up(claim, reviewer):
    drafts.save(claim, ReviewData("", WORDS), actor=reviewer)
    Draft.objects.update(saved_at=timezone.now() - drafts.KEPT_FOR)
    working.tidy()
    assert not Draft.objects.exists()


def test_the_script_is_told_when_it_was_kept_and_why_not(claim, reviewer):
    client = signed_in(reviewer)
    headers = {"HX-Request": "true"}
    kept = client.post(address(claim), {"rationale": WORDS}, headers=headers)
    assert kept.json()["kept"].endswith("UTC")
    long = "x" * (conf.LIMITS.rationale_chars + 1)
    refused = client.post(address(claim), {"rationale": long}, headers=headers)
    assert refused.status_code == 413
    assert "longer than" in refused.json()["refused"]


def test_rest_keeps_tells_and_drops_it(claim, reviewer):
    api, path = Api(reviewer), f"claims/{claim.pk}/draft/"
    assert api.get(path).status_code == 404
    kept = api("PUT", path, {"rationale": WORDS, "reason_codes": ["rounding"]})
    assert kept.json()["rationale"] == WORDS
    assert api.get(path).json()["reason_codes"] == ["rounding"]
    assert api("PUT", path, {"rationale": ""}).status_code == 204
    assert api.get(path).status_code == 404
    assert api("DELETE", path).status_code == 204


def test_a_draft_holds_no_rating_the_scale_does_not_know(claim, reviewer):
    with pytest.raises(InvalidInputError) as refused:
        drafts.save(claim, ReviewData("gold", WORDS), actor=reviewer)
    assert refused.value.field == "rating"
    body = {"rating": "gold", "rationale": WORDS}
    answer = Api(reviewer)("PUT", f"claims/{claim.pk}/draft/", body)
    assert (answer.status_code, answer.json()["field"]) == (400, "rating")
    told = signed_in(reviewer).post(
        address(claim), body, headers={"hx-request": "true"}
    )
    assert told.status_code == 400
    assert not Draft.objects.exists()

"""Evidence, reviews, verdicts and publication over REST."""

from __future__ import annotations

from claims.models import Evidence
from claims.services import correcting, publishing, queueing, quorum, reviewing
from claims.services.reviewing import ReviewData
from tests.api.conftest import ids
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
)

CLIP = {
    "quote": "The insurers counted 4,310 containers lost at sea.",
    "url": "https://insurers.example/report",
    "title": "Loss report",
    "published_at": "2026-02-01T00:00:00Z",
    "stance": "supports",
    "note": "Their own count.",
}


def test_an_attached_passage_is_read_and_compared(as_reviewer, claim):
    made = as_reviewer.post(f"claims/{claim.pk}/evidence/", CLIP)
    assert made.status_code == 201
    told = made.json()
    assert (told["low"], told["relation"]) == ("4310", "inside")
    assert told["stance"] == "supports"
    assert told["added_by"] == "rita"
    assert told["quote"][told["number_start"] : told["number_end"]] == "4,310"
    assert made.headers["Location"] == told["links"]["self"]


def test_the_same_passage_twice_is_one_piece_of_evidence(as_reviewer, claim):
    first = as_reviewer.post(f"claims/{claim.pk}/evidence/", CLIP)
    again = as_reviewer.post(f"claims/{claim.pk}/evidence/", CLIP)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["duplicate"], again.json()["duplicate"]) == (False, True)
    assert again.json()["id"] == first.json()["id"]
    assert Evidence.objects.count() == 1


def test_stance_and_note_are_set_one_by_one(as_reviewer, evidence):
    path = f"evidence/{evidence.pk}/"
    as_reviewer("PATCH", path, {"stance": "refutes", "note": "Other year."})
    assert (
        as_reviewer("PATCH", path, {"stance": "context"}).json()["note"]
        == "Other year."
    )
    noted = as_reviewer("PATCH", path, {"note": "Same."}).json()
    assert (noted["stance"], noted["note"]) == ("context", "Same.")
    cleared = as_reviewer("PATCH", path, {"stance": ""}).json()
    assert cleared["stance"] == ""


def test_evidence_is_filtered(as_reviewer, evidence, reviewer):
    other = make_evidence(make_claim(make_article()), actor=reviewer, quote="Quite so.")
    assert ids(as_reviewer.get("evidence/")) == [evidence.pk, other.pk]
    assert ids(as_reviewer.get(f"evidence/?claim={other.claim_id}")) == [other.pk]
    assert ids(as_reviewer.get("evidence/?relation=not_comparable")) == [other.pk]
    assert ids(as_reviewer.get("evidence/?provider=wikipedia")) == []
    assert ids(as_reviewer.get(f"claims/{evidence.claim_id}/evidence/")) == [
        evidence.pk
    ]


def test_a_closed_claim_takes_no_evidence(as_reviewer, published_claim):
    response = as_reviewer.post(f"claims/{published_claim.pk}/evidence/", CLIP)
    assert response.status_code == 409
    assert response.json()["code"] == "transition"


def test_a_rating_that_needs_evidence_does_not_stand_without(as_reviewer, held):
    path = f"claims/{held.pk}/reviews/"
    body = {"rationale": "Searched.", "searched_not_enough": True}
    refused = as_reviewer.post(path, body | {"rating": "supported"})
    assert refused.status_code == 422
    assert refused.json()["code"] == "evidence_missing"
    made = as_reviewer.post(path, body | {"rating": "not_enough_evidence"})
    assert made.status_code == 201
    assert made.json()["searched_not_enough"] is True


def test_evidence_of_another_claim_cannot_be_cited(as_reviewer, held, reviewer):
    foreign = make_evidence(make_claim(make_article()), actor=reviewer)
    response = as_reviewer.post(
        f"claims/{held.pk}/reviews/",
        {"rating": "supported", "rationale": "So.", "evidence": [foreign.pk]},
    )
    assert response.status_code == 400
    assert response.json()["field"] == "evidence"


def test_there_is_no_verdict_before_the_sign_off(as_editor, claim, reviewer, editor):
    path = f"claims/{claim.pk}/verdict/"
    missing = as_editor.get(path)
    assert missing.status_code == 404
    assert "No verdict" in missing.json()["detail"]
    assert as_editor.get(f"claims/{claim.pk}/claimreview/").status_code == 404
    make_verdict(claim, author=reviewer, editor=editor)
    assert as_editor.get(path).json()["rating"] == "supported"


def test_a_review_of_another_claim_cannot_be_signed_off(as_editor, claim, reviewer):
    make_review(claim, author=reviewer)
    foreign = make_review(make_claim(make_article()), author=reviewer)
    response = as_editor.post(f"claims/{claim.pk}/verdict/", {"review": foreign.pk})
    assert response.status_code == 400
    assert response.json()["field"] == "review"


def test_a_verdict_is_reopened_with_a_reason(as_editor, claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    opened = as_editor.post(f"claims/{claim.pk}/reopen/", {"reason": "New figures."})
    assert opened.json()["status"] == "in_review"
    assert opened.json()["verdict"] is None


def test_a_published_claim_shows_where(as_stranger, published_claim):
    shown = as_stranger.get(f"claims/{published_claim.pk}/").json()
    assert shown["status"] == "published"
    assert shown["publication"]["url"].endswith(published_claim.public_url())
    assert shown["publication"]["in_force"] is True
    assert shown["verdict"]["signed_off_by"] == "edda"
    assert shown["review_count"] == 1


def test_ratings_come_in_the_order_of_their_scale(as_stranger):
    ratings = as_stranger.get("ratings/").json()["results"]
    assert [rating["slug"] for rating in ratings] == [
        "supported",
        "refuted",
        "conflicting",
        "not_enough_evidence",
    ]
    assert {rating["scale_version"] for rating in ratings} == {1}
    assert ratings[1]["labels"] == {"de": "Widerlegt", "fr": "Réfuté"}


def test_actions_are_what_the_reviews_leave_to_do(
    as_reviewer, as_editor, reviewer, second_reviewer, editor
):
    claim = make_claim()
    quorum.ask_reviews(claim, 2, actor=editor)
    queueing.take(claim, actor=reviewer)
    cited = [make_evidence(claim, actor=reviewer).pk]
    found = ReviewData("supported", "The log agrees.", evidence=cited, figure="4,310")
    before = set(as_reviewer.get(f"claims/{claim.pk}/").json()["actions"])
    assert {"dismiss", "request_sources"} <= before
    reviewing.submit_review(claim, found, actor=reviewer)
    after = set(as_reviewer.get(f"claims/{claim.pk}/").json()["actions"])
    assert after == before - {"dismiss", "request_sources"}
    assert "decide" not in as_editor.get(f"claims/{claim.pk}/").json()["actions"]
    queueing.take(claim, actor=second_reviewer)
    reviewing.submit_review(claim, found, actor=second_reviewer)
    assert "decide" in as_editor.get(f"claims/{claim.pk}/").json()["actions"]


def test_a_check_readers_see_is_not_offered_to_be_set_aside(
    as_reviewer, reviewer, editor
):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    correcting.correct(claim, actor=editor, reason="A typo.", kind="typo")
    queueing.take(claim, actor=reviewer)
    told = as_reviewer.get(f"claims/{claim.pk}/").json()
    assert told["status"] == "in_review"
    assert "dismiss" not in told["actions"]
    retracted = correcting.retract(claim, actor=editor, reason="It was wrong.")
    assert retracted
    assert "dismiss" in as_reviewer.get(f"claims/{claim.pk}/").json()["actions"]


def test_what_several_passed_over_is_not_a_reviewers_to_take(as_reviewer, as_editor):
    claim = make_claim(escalated=True)
    shown = as_reviewer.get(f"claims/{claim.pk}/").json()
    assert "start_review" not in shown["actions"]
    refused = as_reviewer.post(f"claims/{claim.pk}/take/")
    assert refused.status_code == 403
    assert "waits for an editor" in refused.json()["detail"]
    assert as_editor.post(f"claims/{claim.pk}/take/").status_code == 200

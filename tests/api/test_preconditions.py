"""A claim's version: read as an ETag, named by who changes the claim."""

from __future__ import annotations

import pytest

from claims.errors import StaleClaimError
from claims.models import Claim
from claims.services import queueing
from claims.vocabulary import ClaimStatus
from tests.factories import make_claim, make_review

CHANGES = [
    ("sources", {}),
    ("evidence", {"quote": "There were 4,300 containers.", "title": "Report"}),
    ("take", {}),
    ("renew", {}),
    ("release", {}),
    ("reviews", {"rating": "supported", "rationale": "So.", "evidence": []}),
    ("verdict", {}),
    ("publish", {}),
    ("reopen", {"reason": "Because."}),
    ("correct", {"reason": "Because.", "kind": "typo"}),
    ("retract", {"reason": "Because."}),
    ("dismiss", {"reason": "Because."}),
    ("restore", {}),
]


def test_the_etag_is_the_version(as_reviewer, claim):
    response = as_reviewer.get(f"claims/{claim.pk}/")
    assert response.headers["ETag"] == f'"{claim.version}"'
    taken = as_reviewer.post(f"claims/{claim.pk}/take/")
    assert taken.headers["ETag"] == f'"{claim.version + 1}"'
    assert taken.json()["version"] == claim.version + 1


@pytest.mark.parametrize(("name", "body"), CHANGES)
def test_every_change_refuses_a_stale_version(name, body, as_editor, claim):
    stored = list(Claim.objects.values_list())
    header = as_editor.post(f"claims/{claim.pk}/{name}/", body, **{"If-Match": '"7"'})
    assert header.status_code == 412
    assert header.json()["code"] == "precondition_failed"
    in_body = as_editor.post(f"claims/{claim.pk}/{name}/", body | {"version": 7})
    assert in_body.status_code == 409
    assert in_body.json()["code"] == "stale"
    for response in (header, in_body):
        assert f"version {claim.version}" in response.json()["detail"]
    assert list(Claim.objects.values_list()) == stored


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ('"1"', 200),
        (' "1" ', 200),
        ('"0", "1"', 200),
        ('"2"', 412),
        ('W/"1"', 412),
        ("*", 412),
        ('"01"', 412),
        ('""', 412),
        ("1", 400),
        ('"1', 400),
        ("nonsense", 400),
        ('"1" "2"', 400),
    ],
)
def test_if_match_holds_the_version_that_was_read(as_reviewer, claim, header, status):
    response = as_reviewer.post(f"claims/{claim.pk}/take/", **{"If-Match": header})
    assert response.status_code == status


def test_a_stale_reader_is_told_who_was_faster(as_reviewer, as_editor, claim):
    read = as_reviewer.get(f"claims/{claim.pk}/").headers["ETag"]
    as_editor.post(f"claims/{claim.pk}/dismiss/", {"reason": "Not a claim."})
    response = as_reviewer.post(f"claims/{claim.pk}/take/", **{"If-Match": read})
    assert response.status_code == 412
    assert "“dismiss” by edda" in response.json()["detail"]


def test_a_change_in_between_is_412_with_the_header(as_reviewer, claim, monkeypatch):
    """The version is checked again where it is written."""

    def changed_meanwhile(*args, **kwargs):
        raise StaleClaimError("Somebody was faster.")

    monkeypatch.setattr(queueing, "take", changed_meanwhile)
    assert as_reviewer.post(f"claims/{claim.pk}/take/").status_code == 409
    tagged = as_reviewer.post(f"claims/{claim.pk}/take/", **{"If-Match": '"1"'})
    assert tagged.status_code == 412


def test_the_second_of_two_is_told_who_holds_the_claim(held, as_editor):
    response = as_editor.post(f"claims/{held.pk}/take/")
    assert response.status_code == 409
    problem = response.json()
    assert problem["code"] == "held"
    assert "rita" in problem["detail"]


def test_an_action_the_status_forbids_is_a_conflict(as_editor, claim):
    response = as_editor.post(f"claims/{claim.pk}/publish/")
    assert response.status_code == 409
    assert response.json()["code"] == "transition"


def test_a_hold_that_is_not_yours_is_not_renewed(as_reviewer, claim):
    response = as_reviewer.post(f"claims/{claim.pk}/renew/")
    assert response.status_code == 409
    assert response.json()["code"] == "held"


def test_a_hold_is_renewed_and_given_back(held, as_reviewer):
    until = as_reviewer.get(f"claims/{held.pk}/").json()["held_until"]
    renewed = as_reviewer.post(f"claims/{held.pk}/renew/")
    assert renewed.json()["held_until"] > until
    released = as_reviewer.post(f"claims/{held.pk}/release/", {"reason": "Lunch."})
    assert released.json()["status"] == "ready"
    assert released.json()["holder"] is None


def test_a_second_review_by_the_same_person_is_a_conflict(claim, reviewer, as_reviewer):
    make_review(claim, author=reviewer)
    response = as_reviewer.post(
        f"claims/{claim.pk}/reviews/",
        {
            "rating": "not_enough_evidence",
            "rationale": "Again.",
            "searched_not_enough": True,
        },
    )
    assert response.status_code == 409
    assert response.json()["code"] == "conflict"


def test_a_claim_in_sourcing_cannot_be_reviewed(as_reviewer, article):
    claim = make_claim(article, status=ClaimStatus.SOURCING)
    response = as_reviewer.post(f"claims/{claim.pk}/take/")
    assert response.status_code == 409
    assert response.json()["code"] == "transition"

from __future__ import annotations

import pytest

from claims.services import queueing
from tests.factories import make_claim, make_review


def test_each_claim_has_its_own_answer_in_the_order_asked(
    as_reviewer, second_reviewer, db
):
    held, free = make_claim(), make_claim()
    queueing.take(held, actor=second_reviewer)
    body = {
        "claims": [free.pk, held.pk],
        "action": "dismiss",
        "reason": "No number of ours.",
    }
    tried = as_reviewer.post("claims/bulk/", {**body, "preview": True})
    assert tried.status_code == 207
    told = tried.json()
    assert (told["id"], told["done"], told["refused"]) == (None, 1, 1)
    free.refresh_from_db()
    assert free.status == "ready"
    done = as_reviewer.post("claims/bulk/", body).json()
    assert [(one["claim"], one["status"], one["code"]) for one in done["results"]] == [
        (free.pk, 200, ""),
        (held.pk, 409, "held"),
    ]
    assert done["undo_until"]
    free.refresh_from_db()
    assert free.status == "dismissed"
    undone = as_reviewer.post(f"bulk/{done['id']}/undo/").json()
    assert [(one["claim"], one["status"]) for one in undone["results"]] == [
        (free.pk, 200)
    ]
    assert as_reviewer.post(f"bulk/{done['id']}/undo/").status_code == 409


@pytest.mark.parametrize("preview", [True, False])
def test_an_id_that_is_none_is_refused_for_itself(as_reviewer, db, preview):
    claim = make_claim()
    body = {
        "claims": [999_999, claim.pk],
        "action": "dismiss",
        "reason": "No.",
        "preview": preview,
    }
    answer = as_reviewer.post("claims/bulk/", body)
    told = answer.json()
    assert (answer.status_code, told["done"], told["refused"]) == (207, 1, 1)
    nothing, fine = told["results"]
    assert (nothing["claim"], nothing["status"]) == (999_999, 404)
    assert (nothing["code"], "999999" in nothing["detail"]) == ("not_found", True)
    assert (fine["claim"], fine["status"]) == (claim.pk, 200)


def test_ids_that_are_none_leave_nothing_to_undo(as_reviewer, db):
    body = {"claims": [999_999], "action": "dismiss", "reason": "No."}
    told = as_reviewer.post("claims/bulk/", body).json()
    assert (told["id"], told["done"], told["refused"]) == (None, 0, 1)


def test_who_reviewed_a_claim_is_not_assigned_it(as_editor, reviewer, db):
    reviewed, free = make_claim(), make_claim()
    make_review(reviewed, author=reviewer)
    body = {
        "claims": [reviewed.pk, free.pk],
        "action": "assign",
        "to": reviewer.username,
    }
    first, second = as_editor.post("claims/bulk/", body).json()["results"]
    assert (first["status"], second["status"]) == (400, 200)
    assert "has reviewed claim" in first["detail"]
    body = {"claims": [reviewed.pk], "to": [reviewer.username]}
    refused = as_editor.post("claims/arrange/", body)
    assert refused.status_code == 400
    assert "has reviewed claim" in str(refused.json())

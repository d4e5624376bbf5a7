"""Discussions over REST."""

from __future__ import annotations

import pytest

from claims.services import talking


@pytest.fixture
def thread(claim, reviewer):
    return talking.begin(claim, text="Gross or net?", actor=reviewer).comment.thread


def test_a_discussion_is_opened_answered_settled_and_taken_up(
    as_reviewer, as_editor, claim, evidence
):
    made = as_reviewer.post(
        f"claims/{claim.pk}/threads/",
        {"text": "Which year, @edda?", "evidence": evidence.pk},
    )
    assert made.status_code == 201
    nobody = as_reviewer.post(f"claims/{claim.pk}/threads/", {"text": "@nemo?"})
    assert (nobody.status_code, nobody.json()["field"]) == (400, "text")
    assert made.json()["page"].endswith(f"#comment-{made.json()['id']}")
    key = made.json()["thread"]
    assert as_editor.post(f"threads/{key}/", {"text": "2025."}).status_code == 201
    assert as_editor.post(f"threads/{key}/resolve/").status_code == 201
    (row,) = as_reviewer.get(f"claims/{claim.pk}/threads/").json()["results"]
    assert (row["evidence"], row["field"], row["resolved"]) == (evidence.pk, "", True)
    assert [one["step"] for one in row["comments"]] == ["said", "said", "resolved"]
    assert (
        as_reviewer.post(f"threads/{key}/reopen/", {"text": "No."}).status_code == 201
    )
    assert not as_reviewer.get(f"threads/{key}/").json()["resolved"]


def test_an_own_comment_is_put_differently(as_reviewer, as_editor, thread):
    comment = thread.comments.get()
    path = f"comments/{comment.pk}/"
    assert as_editor("PATCH", path, {"text": "Net."}).status_code == 403
    changed = as_reviewer("PATCH", path, {"text": "Net?"})
    assert changed.status_code == 200
    assert changed.json()["earlier"][0]["text"] == "Gross or net?"
    assert as_editor.get(path).json()["text"] == "Net?"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": ""}, 400),
        ({"text": 7}, 400),
        ({"text": "x" * 4001}, 400),
        ({"text": "Why?", "field": "moon"}, 400),
        ({"text": "Why?", "evidence": 999}, 400),
        ({"text": "Why?", "evidence": 1, "field": "unit"}, 400),
        ({"text": "Why?", "about": "unit"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(as_reviewer, claim, body, status):
    answer = as_reviewer.post(f"claims/{claim.pk}/threads/", body)
    assert answer.status_code == status, answer.content


def test_settling_twice_is_a_conflict(as_reviewer, thread):
    as_reviewer.post(f"threads/{thread.pk}/resolve/")
    again = as_reviewer.post(f"threads/{thread.pk}/resolve/")
    assert again.status_code == 409
    assert again.json()["code"] == "conflict"


def test_claims_with_an_open_discussion_are_found(as_reviewer, claim, thread):
    found = as_reviewer.get("claims/?discussion=open").json()["results"]
    assert [one["id"] for one in found] == [claim.pk]
    as_reviewer.post(f"threads/{thread.pk}/resolve/")
    assert as_reviewer.get("claims/?discussion=open").json()["count"] == 0
    assert as_reviewer.get("claims/?discussion=never").status_code == 400

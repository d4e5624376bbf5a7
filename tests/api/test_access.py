"""Who may do what: every address and method, for everybody who could come."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from django.db.models import F
from django.test import Client
from django.urls import get_resolver

from claims.models import BulkChange, Claim, Review, StatusChange, Verdict
from claims.services import attaching, ingest, library, replies, talking
from claims.vocabulary import Origin
from tests.api.conftest import ROOT, Api
from tests.factories import make_review

READER, REVIEWER, EDITOR = ROLES = ["stranger", "reviewer", "editor"]


class Door(NamedTuple):
    """The least person let in; a body that is accepted in shape."""

    method: str
    name: str
    least: str
    body: Any = None


REASON = {"reason": "Because."}
TEXT = {"text": "In all 42 boats sank."}
REVIEW = {"rating": "supported", "rationale": "So.", "evidence": [1]}
CLIP = {"quote": "There were 4,300 containers.", "title": "Report"}
REFERENCE = {"title": "Boats", "text": "42 boats"}
WITHHOLD = {"provider": "library", "run": 1, "reason": "It names a source."}
ROOTS = {"evidence": [1], "step": "split", "reason": "Their own count."}

DOORS = [
    Door("GET", "start", READER),
    Door("GET", "articles", READER),
    Door("POST", "articles", REVIEWER, TEXT),
    Door("GET", "article", READER),
    Door("GET", "article-claims", READER),
    Door("GET", "article-dismissed", READER),
    Door("GET", "article-arithmetic", READER),
    Door("GET", "article-cuts", READER),
    Door("POST", "article-cuts", REVIEWER, {"step": "add", "quote": "4,200"}),
    Door("GET", "article-sign-off", READER),
    Door("POST", "article-sign-off", EDITOR, {}),
    Door("POST", "article-sign-off-back", EDITOR, REASON),
    Door("GET", "article-calibration", EDITOR),
    Door("PUT", "article-calibration", EDITOR, {}),
    Door("DELETE", "article-calibration", EDITOR),
    Door("GET", "claim-known-answer", EDITOR),
    Door("PUT", "claim-known-answer", EDITOR, {"rating": "supported"}),
    Door("DELETE", "claim-known-answer", EDITOR),
    Door("GET", "calibration", EDITOR),
    Door("GET", "own-calibration", REVIEWER),
    Door("GET", "trash", EDITOR),
    Door("POST", "article-trash", EDITOR, REASON),
    Door("POST", "article-restore", EDITOR, {}),
    Door("POST", "cut-undo", REVIEWER, {}),
    Door("GET", "submission", READER),
    Door("GET", "claims", READER),
    Door("GET", "claim", READER),
    Door("GET", "claim-sources", READER),
    Door("POST", "claim-sources", REVIEWER, {}),
    Door("GET", "claim-evidence", READER),
    Door("POST", "claim-evidence", REVIEWER, CLIP),
    Door("GET", "claim-weighing", READER),
    Door("GET", "claim-roots", READER),
    Door("POST", "claim-roots", REVIEWER, ROOTS),
    Door("GET", "claim-searches", READER),
    Door("POST", "claim-searches", EDITOR, WITHHOLD),
    Door("GET", "claim-calculations", READER),
    Door("POST", "claim-calculations", REVIEWER, {"formula": "e1 / 2"}),
    Door("GET", "claim-calculation-preview", READER),
    Door("GET", "claim-related", READER),
    Door("POST", "claim-related", REVIEWER, {"other": 1, "word": "same"}),
    Door("POST", "claim-related-evidence", REVIEWER, {"other": 1}),
    Door("GET", "claim-quantity", READER),
    Door("GET", "claim-history", READER),
    Door("GET", "claim-threads", READER),
    Door("POST", "claim-threads", REVIEWER, {"text": "Gross or net?"}),
    Door("GET", "thread", READER),
    Door("POST", "thread", REVIEWER, {"text": "Net."}),
    Door("POST", "thread-resolve", REVIEWER, {}),
    Door("POST", "thread-reopen", REVIEWER, {}),
    Door("GET", "comment", READER),
    Door("PATCH", "comment", REVIEWER, {"text": "Gross?"}),
    Door("POST", "claim-take", REVIEWER, {}),
    Door("POST", "claim-renew", REVIEWER, {}),
    Door("POST", "claim-release", REVIEWER, {}),
    Door("GET", "claim-reviews", READER),
    Door("POST", "claim-reviews", REVIEWER, REVIEW),
    Door("GET", "claim-draft", REVIEWER),
    Door("PUT", "claim-draft", REVIEWER, {"rationale": "So"}),
    Door("DELETE", "claim-draft", REVIEWER),
    Door("GET", "claim-verdict", READER),
    Door("POST", "claim-verdict", EDITOR, {}),
    Door("GET", "claim-panel", READER),
    Door("POST", "claim-panel", EDITOR, {"members": ["a", "b", "c"]}),
    Door("POST", "claim-panel-vote", EDITOR, {"review": 1, "rationale": "So."}),
    Door("POST", "claim-panel-off", EDITOR, REASON),
    Door("POST", "claim-publish", EDITOR, {}),
    Door("GET", "claim-claimreview", READER),
    Door("GET", "claim-events", READER),
    Door("POST", "claim-confirm", REVIEWER),
    Door("POST", "claim-reading", REVIEWER, {"base": "all crates"}),
    Door("PATCH", "article", EDITOR, {"importance": 1}),
    Door("POST", "claims-arrange", EDITOR, {"claims": [1], "due_at": None}),
    Door("POST", "claim-skip", REVIEWER, {"reason": "later"}),
    Door("POST", "claim-give-back", EDITOR, REASON),
    Door("POST", "claim-take-over", EDITOR, REASON),
    Door("POST", "claim-reviewers", EDITOR, {"reviews": 2}),
    Door("POST", "claim-reopen", EDITOR, REASON),
    Door("POST", "claim-prolong", EDITOR, REASON | {"valid_until": None}),
    Door("POST", "claim-correct", EDITOR, REASON | {"kind": "typo"}),
    Door("POST", "claim-retract", EDITOR, REASON),
    Door("POST", "claim-dismiss", REVIEWER, REASON),
    Door("POST", "claim-restore", REVIEWER, {}),
    Door("GET", "claim-replies", REVIEWER),
    Door("POST", "claim-replies", REVIEWER, {"contact": "Ada", "channel": "mail"}),
    Door("POST", "claim-no-reply", EDITOR, REASON),
    Door("PATCH", "reply", REVIEWER, {"answer": "We did."}),
    Door("GET", "all-evidence", READER),
    Door("GET", "evidence", READER),
    Door("PATCH", "evidence", REVIEWER, {"stance": "context"}),
    Door("GET", "evidence-snapshot", READER),
    Door("POST", "evidence-archive", EDITOR, {}),
    Door("POST", "evidence-take-back", REVIEWER, {"reason": "The wrong report."}),
    Door("POST", "evidence-bring-back", REVIEWER),
    Door("GET", "evidence-rechecks", READER),
    Door("POST", "evidence-rechecks", REVIEWER, {}),
    Door("GET", "evidence-judgements", READER),
    Door("POST", "evidence-judgements", REVIEWER, {"tier": "secondary"}),
    Door("GET", "evidence-confidential", READER),
    Door("POST", "evidence-confidential", REVIEWER, {"kept": True, "reason": "Risk."}),
    Door("GET", "attachment", READER),
    Door("POST", "attachment-choose", REVIEWER, {"passage": 0}),
    Door("POST", "people-leave", EDITOR, {"username": "nobody"}),
    Door("GET", "claim-presence", READER),
    Door("POST", "claim-presence", READER, {}),
    Door("GET", "claim-watch", READER),
    Door("POST", "claim-watch", READER, {"watching": True}),
    Door("GET", "notices", READER),
    Door("POST", "notices-read", READER, {}),
    Door("GET", "notice-choices", READER),
    Door("PATCH", "notice-choices", READER, {"answered": "off"}),
    Door("GET", "shortcuts", READER),
    Door("PATCH", "shortcuts", READER, {"next_entry": "h"}),
    Door("GET", "queues", READER),
    Door("GET", "overview", EDITOR),
    Door("POST", "queue-next", REVIEWER, {}),
    Door("GET", "ratings", READER),
    Door("GET", "search", READER),
    Door("POST", "claims-bulk", REVIEWER, {"claims": [1], "action": "due"}),
    Door("POST", "bulk-undo", REVIEWER),
    Door("GET", "library", READER),
    Door("POST", "library", REVIEWER, REFERENCE),
    Door("GET", "reference", READER),
    Door("GET", "me", READER),
    Door("GET", "limits", READER),
]
PUBLIC = {"schema", "docs", "unknown"}
#: What only its author does, whatever their role.
PERSONAL = {"comment"}
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def routes() -> dict[str, str]:
    """Name and path of every route of the REST door."""
    patterns = get_resolver("claims.api.urls").url_patterns
    return {pattern.name: str(pattern.pattern) for pattern in patterns}


def address(name: str) -> str:
    path = routes()[name]
    return ROOT + path.replace("<id:pk>", "999").replace("<queue:slug>", "review")


def test_every_route_is_in_the_table():
    assert {door.name for door in DOORS} | PUBLIC == set(routes())


@pytest.mark.parametrize("door", DOORS, ids=lambda d: f"{d.method}-{d.name}")
def test_nobody_comes_in_without_a_key(door, db):
    response = Api(None)(door.method, address(door.name), door.body)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("door", DOORS, ids=lambda d: f"{d.method}-{d.name}")
@pytest.mark.parametrize("who", ROLES)
def test_a_role_does_what_it_may(door, who, rows, request):
    """Refused with 403 below the least role; past the role otherwise, whatever then."""
    person = request.getfixturevalue(who)
    before = fingerprint(rows)
    path = place(door.name, rows)
    response = Api(person)(door.method, path, door.body)
    if ROLES.index(who) >= ROLES.index(door.least):
        assert response.status_code < 500
        assert response.status_code not in {401, 403} or (
            response.json()["code"] == "four_eyes" or door.name in PERSONAL
        )
    else:
        assert response.status_code == 403, response.content
        assert response.json()["code"] == "not_allowed"
        assert fingerprint(rows) == before
    if door.method == "GET":
        assert fingerprint(rows) == before


@pytest.mark.parametrize(
    "door",
    [d for d in DOORS if d.method != "GET" and d.least != READER],
    ids=lambda d: f"{d.method}-{d.name}",
)
def test_the_role_is_asked_before_the_body_is_read(door, as_stranger, as_editor):
    for body in (b"[", {}, {"version": 99}):
        refused = as_stranger(door.method, address(door.name), body)
        assert refused.status_code == 403
        assert refused.json()["code"] == "not_allowed"
    if door.method != "DELETE":  # which has no body
        assert as_editor(door.method, address(door.name), b"[").status_code == 400


@pytest.mark.parametrize("name", sorted(routes().keys() - {"unknown"}))
def test_other_methods_are_refused(name, as_editor):
    taken = {door.method for door in DOORS if door.name == name} | (
        {"GET"} if name in PUBLIC else set()
    )
    for method in set(METHODS) - taken:
        response = as_editor(method, address(name), {})
        assert response.status_code == 405
        assert response.json()["code"] == "method_not_allowed"
        assert set(response.headers["Allow"].split(", ")) >= taken


def test_an_operator_without_a_role_only_reads(operator, claim):
    api = Api(operator)
    assert api.get("claims/").status_code == 200
    assert api.post(f"claims/{claim.pk}/take/").status_code == 403


def test_an_author_does_not_sign_off_their_own_review(claim, as_editor, editor):
    make_review(claim, author=editor)
    response = as_editor.post(f"claims/{claim.pk}/verdict/")
    assert response.status_code == 403
    assert response.json()["code"] == "four_eyes"
    assert not Verdict.objects.exists()
    named = as_editor.post(
        f"claims/{claim.pk}/verdict/", {"review": Review.objects.get().pk}
    )
    assert named.json()["code"] == "four_eyes"


def test_a_preview_is_for_editors(published_claim, as_reviewer, as_editor):
    path = f"claims/{published_claim.pk}/claimreview/?preview=true"
    assert as_reviewer.get(path).status_code == 403
    assert as_editor.get(path).status_code == 200


def test_a_session_works_only_with_a_csrf_token(reviewer, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    assert client.get(f"{ROOT}me/").json()["username"] == reviewer.username
    refused = client.post(f"{ROOT}claims/{claim.pk}/take/", {}, "application/json")
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["detail"]
    client.get("/api/v1/docs/?script=")
    token = client.cookies["csrftoken"].value
    taken = client.post(
        f"{ROOT}claims/{claim.pk}/take/",
        {},
        "application/json",
        headers={"X-CSRFToken": token},
    )
    assert taken.status_code == 200


@pytest.fixture
def rows(claim, evidence, reviewer):
    """One row of each kind an address can name, by the argument it takes."""
    submission = ingest.submit_url(
        "https://paper.example/a", actor=reviewer, origin=Origin.API
    )
    reference, _ = library.add_reference(
        library.ReferenceData(text="41 boats", title="Boats"), actor=reviewer
    )
    comment = talking.begin(claim, text="Gross or net?", actor=reviewer).comment
    return {
        "thread": comment.thread_id,
        "comment": comment.pk,
        "article": claim.article_id,
        "submission": submission.pk,
        "claim": claim.pk,
        "evidence": evidence.pk,
        "attachment": attaching.submit(
            claim,
            attaching.AttachmentData(url="https://paper.example/b"),
            actor=reviewer,
        ).pk,
        "bulk": BulkChange.objects.create(action="due", actor=reviewer).pk,
        "reference": reference.pk,
        "reply": replies.ask(
            claim, replies.ReplyData("Ada", "mail"), actor=reviewer
        ).pk,
        "cut": claim.article.cuts.create(step="add", told="12", actor=reviewer).pk,
    }


def place(name: str, rows: dict[str, int]) -> str:
    kind = "evidence" if name == "all-evidence" else name.split("-")[0]
    path = routes()[name].replace("<queue:slug>", "review")
    return ROOT + path.replace("<id:pk>", str(rows.get(kind, 0)))


def fingerprint(rows: dict[str, int]) -> Any:
    claims = Claim.objects.annotate(who=F("holder")).values_list()
    return list(claims), StatusChange.objects.count(), Review.objects.count()

"""Workflow action x role x door: a claim moves where the table says so, and only there."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import claims
from claims.models import ApiKey, Claim
from claims.services import publishing, queueing
from claims.vocabulary import Action, ClaimStatus, Role
from claims.workflow import ROLES, TRANSITIONS
from tests.conftest import person
from tests.factories import make_claim, make_review, make_verdict

#: What people do; the rest is the workbench's own.
ACTIONS = [action for action, role in ROLES.items() if role is not None]
A, S = Action, ClaimStatus
#: Where a claim stands before the action is tried.
START = {
    A.REQUEST_SOURCES: S.READY,
    A.DISMISS: S.READY,
    A.RESTORE: S.DISMISSED,
    A.START_REVIEW: S.READY,
    A.RELEASE: S.IN_REVIEW,
    A.DECIDE: S.IN_REVIEW,
    A.REOPEN: S.DECIDED,
    A.PUBLISH: S.DECIDED,
    A.CORRECT: S.PUBLISHED,
    A.RETRACT: S.PUBLISHED,
}
#: The address of each on the pages and in the API.
ADDRESSES = {
    A.REQUEST_SOURCES: ("claim-sources", "claim-sources"),
    A.DISMISS: ("claim-dismiss", "claim-dismiss"),
    A.RESTORE: ("claim-restore", "claim-restore"),
    A.START_REVIEW: ("claim-take", "claim-take"),
    A.RELEASE: ("claim-release", "claim-release"),
    A.DECIDE: ("claim-decide", "claim-verdict"),
    A.REOPEN: ("claim-reopen", "claim-reopen"),
    A.PUBLISH: ("claim-publish", "claim-publish"),
    A.CORRECT: ("claim-correct", "claim-correct"),
    A.RETRACT: ("claim-retract", "claim-retract"),
}
SAYS_WHY = {A.DISMISS, A.REOPEN, A.CORRECT, A.RETRACT}


def _words(claim: Claim, action: Action) -> dict[str, Any]:
    said: dict[str, Any] = {"version": claim.version}
    if action in SAYS_WHY:
        said["reason"] = "A new report says otherwise."
    if action is A.CORRECT:
        said["kind"] = "typo"
    if action is A.DECIDE:
        said["review"] = claim.reviews.get().pk
    return said


def _signed_in(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def by_page(claim: Claim, action: Action, user) -> int:
    page = reverse(ADDRESSES[action][0], args=[claim.pk])
    return _signed_in(user).post(page, _words(claim, action)).status_code


def by_api(claim: Claim, action: Action, user) -> int:
    address = reverse(f"v1:{ADDRESSES[action][1]}", args=[claim.pk])
    headers = {}
    if user is not None:
        headers["authorization"] = f"Bearer {ApiKey.objects.create(user=user)[1]}"
    client = Client(headers=headers)
    sent = _words(claim, action)
    return client.post(address, sent, content_type="application/json").status_code


def by_session_in_the_api(claim: Claim, action: Action, user) -> int:
    address = reverse(f"v1:{ADDRESSES[action][1]}", args=[claim.pk])
    sent = _words(claim, action)
    client = _signed_in(user)
    return client.post(address, sent, content_type="application/json").status_code


def by_admin(claim: Claim, action: Action, user) -> int:
    sent = {"action": action.value, "_selected_action": claim.pk, "from_claim": "1"}
    sent |= {"reason": ""} | _words(claim, action)
    page = reverse("admin:claims_claim_changelist")
    return _signed_in(user).post(page, sent).status_code


Door = Callable[[Claim, Action, Any], int]
#: Steps that follow at once: sources of what is taken up are looked for.
GOES_ON = {A.RESTORE: (A.REQUEST_SOURCES,)}
DOORS: list[Door] = [by_page, by_api, by_session_in_the_api, by_admin]


@pytest.fixture
def people(db) -> dict[str, Any]:
    """Everybody who could come, each with the run of the admin where that exists."""
    left = person("lena", "editor", is_staff=True, is_superuser=True)
    left.is_active = False
    left.save()
    return {
        "anonymous": None,
        "stranger": person("sten", is_staff=True),
        "operator": person("olga", is_staff=True, is_superuser=True),
        "former": left,
        "reviewer": person("rita", "reviewer", is_staff=True),
        "editor": person("edda", "editor", is_staff=True),
    }


@pytest.fixture
def standing(db):
    """Makes a claim on which the action is possible for whoever may take it."""
    author, other = person("axel", "reviewer"), person("erna", "editor")

    def made(action: Action, user, *, may: bool) -> Claim:
        start = START[action]
        if action is A.RELEASE:
            claim = make_claim()
            queueing.take(claim, actor=user if may else author)
        elif start in (S.DECIDED, S.PUBLISHED):
            claim = make_claim()
            make_verdict(claim, author=author, editor=other)
            if start is S.PUBLISHED:
                publishing.publish(claim, actor=other)
        elif start is S.IN_REVIEW:
            claim = make_claim()
            make_review(claim, author=author)
        else:
            claim = make_claim(status=start)
        claim.refresh_from_db()
        return claim

    return made


def _may(name: str, action: Action) -> bool:
    least = ROLES[action]
    return name == "editor" or (name == "reviewer" and least is Role.REVIEWER)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_door_lets_through_whom_the_table_names_and_nobody_else(
    action, door, people, standing
):
    wrong = []
    for name, user in people.items():
        may = _may(name, action)
        claim = standing(action, user, may=may)
        before = claim.status_changes.count()
        status = door(claim, action, user)
        moved = Claim.objects.get(pk=claim.pk)
        steps = [action, *GOES_ON.get(action, ())] if may else []
        wanted = START[action]
        for step in steps:
            wanted = TRANSITIONS[wanted, step]
        history = claim.status_changes.order_by("version").values_list(
            "action", flat=True
        )
        written = list(history)[before:]
        if (moved.status, written) != (wanted, steps) or status >= 500:
            wrong.append(f"{name}: {status}, {moved.status}, {written} in the history")
    assert wrong == []


def test_every_action_of_a_person_is_tried_at_every_door():
    assert set(START) == set(ADDRESSES) == set(ACTIONS)
    assert {A.SETTLE_SOURCES} == set(Action) - set(ACTIONS)


def test_no_command_acts_as_a_person():
    """Whoever has a shell operates the site: no command decides, publishes or takes."""
    deciding = {"transitions", "reviewing", "publishing", "correcting", "queueing"}
    folder = Path(claims.__file__).parent / "management"
    named = {
        (path.name, alias.name)
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
        if alias.name.rpartition(".")[2] in deciding
    }
    assert named == set()

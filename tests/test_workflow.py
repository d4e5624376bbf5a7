"""The table as a table: every status with every action."""

from __future__ import annotations

import itertools

import pytest

from claims.vocabulary import Action, ClaimStatus, Role
from claims.workflow import (
    NEEDS_REASON,
    ROLES,
    SYSTEM,
    TRANSITIONS,
    actions_from,
    next_status,
)

# The policy, said once more by hand: status -> {action: status it leads to}.
POLICY = {
    "detected": {"request_sources": "sourcing", "dismiss": "dismissed"},
    "sourcing": {"settle_sources": "ready"},
    "ready": {
        "request_sources": "sourcing",
        "dismiss": "dismissed",
        "start_review": "in_review",
    },
    "in_review": {
        "request_sources": "sourcing",
        "dismiss": "dismissed",
        "release": "ready",
        "decide": "decided",
    },
    "decided": {"reopen": "in_review", "publish": "published"},
    "published": {"correct": "in_review", "retract": "decided"},
    "dismissed": {"restore": "detected"},
}


@pytest.mark.parametrize(
    ("status", "action"), list(itertools.product(ClaimStatus.values, Action.values))
)
def test_every_status_and_action_follows_the_policy(status, action):
    assert next_status(status, action) == POLICY[status].get(action)


@pytest.mark.parametrize("status", ClaimStatus.values)
def test_buttons_are_the_table(status):
    assert {str(a) for a in actions_from(status)} == set(POLICY[status])


def test_every_action_has_a_role_and_a_place_in_the_table():
    assert set(ROLES) == set(Action) == {action for _, action in TRANSITIONS}


def test_the_workbench_alone_never_decides_or_publishes():
    assert not SYSTEM & {
        Action.DECIDE,
        Action.PUBLISH,
        Action.CORRECT,
        Action.RETRACT,
        Action.REOPEN,
        Action.DISMISS,
    }


def test_what_was_said_is_taken_back_only_by_an_editor_with_a_reason():
    for action in (Action.REOPEN, Action.CORRECT, Action.RETRACT):
        assert ROLES[action] is Role.EDITOR
        assert action in NEEDS_REASON

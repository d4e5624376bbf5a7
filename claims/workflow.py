"""The verdict state machine: one table, no database.

`services.transitions.apply` is the only code that writes a status, and it asks here;
templates and API show `actions_from`, so a button and an endpoint cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from claims.vocabulary import Action, BulkAction, ClaimStatus, Role

A, S = Action, ClaimStatus

TRANSITIONS: Mapping[tuple[ClaimStatus, Action], ClaimStatus] = MappingProxyType(
    {
        (S.DETECTED, A.REQUEST_SOURCES): S.SOURCING,
        (S.READY, A.REQUEST_SOURCES): S.SOURCING,
        (S.IN_REVIEW, A.REQUEST_SOURCES): S.SOURCING,
        (S.SOURCING, A.SETTLE_SOURCES): S.READY,
        (S.DETECTED, A.DISMISS): S.DISMISSED,
        (S.READY, A.DISMISS): S.DISMISSED,
        (S.IN_REVIEW, A.DISMISS): S.DISMISSED,
        (S.DISMISSED, A.RESTORE): S.DETECTED,
        (S.READY, A.START_REVIEW): S.IN_REVIEW,
        (S.IN_REVIEW, A.RELEASE): S.READY,
        (S.IN_REVIEW, A.DECIDE): S.DECIDED,
        (S.DECIDED, A.REOPEN): S.IN_REVIEW,
        (S.DECIDED, A.PUBLISH): S.PUBLISHED,
        (S.PUBLISHED, A.CORRECT): S.IN_REVIEW,
        (S.PUBLISHED, A.RETRACT): S.DECIDED,
    }
)

_PEOPLE: Mapping[Action, Role] = MappingProxyType(
    {
        A.REQUEST_SOURCES: Role.REVIEWER,
        A.DISMISS: Role.REVIEWER,
        A.RESTORE: Role.REVIEWER,
        A.START_REVIEW: Role.REVIEWER,
        A.RELEASE: Role.REVIEWER,
        A.DECIDE: Role.EDITOR,
        A.REOPEN: Role.EDITOR,
        A.PUBLISH: Role.EDITOR,
        A.CORRECT: Role.EDITOR,
        A.RETRACT: Role.EDITOR,
    }
)
#: The least role an action asks of a person; None means no person does it.
ROLES: Mapping[Action, Role | None] = MappingProxyType(
    {**_PEOPLE, A.SETTLE_SOURCES: None}
)

#: The least role to do something to claims, be it one or several.
BULK_ROLES: Mapping[BulkAction, Role] = MappingProxyType(
    {
        BulkAction.ASSIGN: Role.REVIEWER,
        BulkAction.DUE: Role.EDITOR,
        BulkAction.IMPORTANCE: Role.EDITOR,
        BulkAction.REVIEWERS: Role.EDITOR,
        BulkAction.DISMISS: _PEOPLE[A.DISMISS],
        BulkAction.SOURCES: _PEOPLE[A.REQUEST_SOURCES],
    }
)

#: What the workbench may do by itself: never anything that decides or publishes.
SYSTEM = frozenset({A.REQUEST_SOURCES, A.SETTLE_SOURCES, A.RELEASE})

#: Actions that change what was already said or set aside, and so are explained.
NEEDS_REASON = frozenset({A.DISMISS, A.REOPEN, A.CORRECT, A.RETRACT})


def next_status(status: str, action: str) -> ClaimStatus | None:
    """The status `action` leads to, or None where the table does not know it."""
    return TRANSITIONS.get((ClaimStatus(status), Action(action)))


def actions_from(status: str) -> tuple[Action, ...]:
    """What can be done to a claim in this status by somebody, in table order."""
    return tuple(action for (start, action) in TRANSITIONS if start == status)

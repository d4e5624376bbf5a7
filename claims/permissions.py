"""Who may do what: asked by web, admin and API alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from claims.errors import NotAllowedError
from claims.models.prepared import prepared
from claims.vocabulary import Action, BulkAction, Role
from claims.workflow import BULK_ROLES, ROLES, SYSTEM, actions_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from claims.models import Claim

    Person = User | AnonymousUser

_IMPLIED = {
    Role.READER: frozenset({Role.READER}),
    Role.REVIEWER: frozenset({Role.READER, Role.REVIEWER}),
    Role.EDITOR: frozenset({Role.READER, Role.REVIEWER, Role.EDITOR}),
}


_GROUPS = prepared(lambda pk: Group.objects.filter(user=pk).values_list("name"), int)


def roles_of(person: Person) -> frozenset[Role]:
    """Roles from the person's groups; an active account alone may read.

    Being a superuser gives no role: operating the site is not editing it.
    """
    if not person.is_active or not person.is_authenticated:
        return frozenset()
    known: frozenset[Role] | None = person.__dict__.get("_roles")
    if known is None:
        known = remember(person, {name for (name,) in _GROUPS(person.pk).values()})
    return known


def remember(person: Person, groups: Collection[str | None]) -> frozenset[Role]:
    """Keep for one request what the groups a person was just found in come to."""
    known = frozenset({Role.READER}).union(
        *(_IMPLIED[role] for role in Role if role.value in groups)
    )
    person.__dict__["_roles"] = known
    return known


def stand_in(role: Role | None) -> User:
    """Somebody of a role who is nobody in particular; None operates the site.

    For asking the guards themselves what a role may do.  Never stored, never an actor.
    """
    person = get_user_model()(is_staff=True, is_superuser=role is None)
    person.__dict__["_roles"] = _IMPLIED[role or Role.READER]
    return person


def has_role(person: Person, role: Role) -> bool:
    return role in roles_of(person)


def require(person: Person, role: Role) -> None:
    if not has_role(person, role):
        raise NotAllowedError(f"This needs the role of {role.label.lower()}.")


def require_order(person: Person, action: BulkAction) -> None:
    require(person, BULK_ROLES[action])


def orders_of(person: Person) -> list[BulkAction]:
    """What the person's role lets them do to several claims at all."""
    return [one for one, role in BULK_ROLES.items() if has_role(person, role)]


def keeps_running(person: Person) -> bool:
    """Who may have failed work tried again: the operator as much as an editor."""
    operates = person.is_active and person.is_superuser
    return operates or has_role(person, Role.EDITOR)


def may(person: Person | None, action: Action) -> bool:
    """Whether the role allows the action at all; nobody (None) is the workbench."""
    if person is None:
        return action in SYSTEM
    role = ROLES[action]
    return role is not None and has_role(person, role)


def actions_for(person: Person, claim: Claim) -> tuple[Action, ...]:
    """The buttons: what the status allows and the person's role permits."""
    return tuple(a for a in actions_from(claim.status) if may(person, a))

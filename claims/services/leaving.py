"""Somebody leaves: one step closes the account, and no claim stays with it.

What they said, reviewed and signed off stays, under their name or under a pseudonym.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from claims.errors import InvalidInputError, NotAllowedError, raise_first
from claims.models import (
    ApiKey,
    Claim,
    Departure,
    Notice,
    NoticeChoice,
    PanelVote,
    Presence,
    ShortcutChoice,
    Watch,
)
from claims.permissions import keeps_running
from claims.services import arranging, locking, panels, queueing, sharing

AT_ONCE = 1_000
REASON = "The account of whoever held it was closed."


def leave(
    person: User,
    *,
    actor: User | None,
    to: Sequence[str] = (),
    pseudonymise: bool = False,
) -> Departure:
    """Close an account; `to` are user names its claims go to, none for everybody.

    Doing it again changes nothing but what was left to do, such as the pseudonym.
    Raises NotAllowedError or InvalidInputError.  `actor` None is the machine's operator.
    """
    _check(person, actor)
    people = _people(person, to)
    with transaction.atomic():
        User.objects.filter(pk=person.pk).update(is_active=False)
        mine = Q(holder=person) | Q(assignee=person)
        seats = PanelVote.objects.filter(member=person, cast_at=None)
        theirs = mine | Q(pk__in=seats.values("panel__claim"))
        locking.take(Claim.objects.filter(theirs))  # all at once, in order
        held = list(Claim.objects.filter(holder=person).order_by("pk"))
        for start in range(0, len(held), AT_ONCE):
            some = held[start : start + AT_ONCE]
            raise_first(queueing.free_each(some, reason=REASON))
        panels.leave(person, actor=actor)
        handed_over = arranging.hand_over(person, people, actor=actor)
        ApiKey.objects.filter(user=person).delete()
        for model in (Watch, Presence, NoticeChoice, ShortcutChoice):
            model._default_manager.filter(person=person).delete()
        unread = Notice.objects.filter(person=person, read_at=None)
        locking.update(unread, read_at=Now())
        if pseudonymise:
            _rename(person)
        done = Departure.objects.create(
            person=person,
            actor=actor,
            freed=len(held),
            handed_over=handed_over,
            to=", ".join(one.username for one in people)[:500],
            pseudonymised=pseudonymise,
        )
    person.refresh_from_db()
    return done


def account(username: str) -> User:
    """The account of that name, or a refusal that says there is none."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise InvalidInputError(f"There is no account {username!r}.", field="username")
    return found


def in_words(done: Departure) -> str:
    whom = done.to or "everybody"
    return (
        f"{done.person.get_username()} is switched off; {done.freed} freed, "
        f"{done.handed_over} handed over to {whom}."
    )


def _check(person: User, actor: User | None) -> None:
    if actor is None:
        return
    if not keeps_running(actor):
        raise NotAllowedError("Editors and operators close accounts.")
    if person == actor:
        raise InvalidInputError(
            "Have somebody else close your account.", field="username"
        )
    if person.is_superuser and not actor.is_superuser:
        raise NotAllowedError("An operator's account is closed by an operator.")


def _people(person: User, names: Sequence[str]) -> list[User]:
    people = list(User.objects.filter(username__in=names).order_by("pk"))
    if missing := set(names) - {one.username for one in people}:
        raise InvalidInputError(f"There is no account {min(missing)!r}.", field="to")
    if person in people:
        raise InvalidInputError("Choose others than who leaves.", field="to")
    for one in people:
        sharing.check_reviewer(one)
    return people


def _rename(person: User) -> None:
    """A name that says nothing; texts written before are history and stay."""
    username = f"former-{person.pk}"
    while User.objects.filter(username=username).exclude(pk=person.pk).exists():
        username += "-x"
    person.username = username
    person.first_name, person.last_name = "Former", f"colleague {person.pk}"
    person.email = ""
    person.set_unusable_password()
    person.save(
        update_fields=["username", "first_name", "last_name", "email", "password"]
    )

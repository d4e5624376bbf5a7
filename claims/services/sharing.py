"""Who may be given which claims, and how several share them.  Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User

from claims import selectors
from claims.errors import InvalidInputError, NotAllowedError, Refusals
from claims.models import Claim
from claims.permissions import has_role
from claims.services import priority
from claims.vocabulary import Role

ENDED = priority.CLOSED

#: A claim, and whom it is given to; None is everybody.
Pair = tuple[Claim, User | None]


def spread(
    claims: Sequence[Claim], people: Sequence[User], load: Counter[int]
) -> list[Pair]:
    """Each claim to who has least to do of those whose review it can still take; nobody
    where there are none.  `load` grows by what they are given, and is less by what they
    had."""
    reviewed = selectors.reviewed_by(claims, people)
    pairs: list[Pair] = []
    for claim in claims:
        able = (one for one in people if (claim.pk, one.pk) not in reviewed)
        to = min(able, key=lambda one: (load[one.pk], one.pk), default=None)
        if to is not None:
            load[to.pk] += 1
            load[claim.assignee_id or 0] -= 1
        pairs.append((claim, to))
    return pairs


def stuck(pairs: Iterable[Pair]) -> Refusals:
    return {
        claim.pk: InvalidInputError(
            f"All of them have reviewed claim {claim.pk} already.", field="to"
        )
        for claim, to in pairs
        if to is None
    }


def load_of(people: Iterable[User]) -> Counter[int]:
    """Open claims assigned to each."""
    rows = Claim.objects.filter(assignee__in=people).exclude(status__in=ENDED)
    return Counter(rows.order_by().values_list("assignee", flat=True))


def moving(pairs: Sequence[Pair]) -> list[Pair]:
    """Those that change hands: of open claims, to who has them not."""
    return [
        (claim, to)
        for claim, to in pairs
        if claim.assignee_id != (to.pk if to else None) and claim.status not in ENDED
    ]


def reviewed_already(pairs: Sequence[Pair]) -> Refusals:
    """Nobody reviews a claim twice in a round: with them it would be stuck."""
    people = {to for _, to in pairs if to is not None}
    reviewed = people and selectors.reviewed_by([one for one, _ in pairs], people)
    return {
        claim.pk: InvalidInputError(
            f"{to.get_username()} has reviewed claim {claim.pk} already; choose another "
            "reviewer.",
            field="to",
        )
        for claim, to in pairs
        if to is not None and (claim.pk, to.pk) in reviewed
    }


def may_give_to(to: User | None, *, actor: User) -> bool:
    """Whether `actor` may assign claims to this person: whoever is no editor gives them
    to themself alone, and gives theirs back to everybody."""
    return to in (None, actor) or has_role(actor, Role.EDITOR)


def takers(actor: User, people: Iterable[User] | None = None) -> list[User]:
    """Whom `actor` may assign claims to, of those who review (`people`, where known)."""
    asked = selectors.reviewers() if people is None else people
    return [one for one in asked if may_give_to(one, actor=actor)]


def check_giving(claim: Claim, to: User | None, actor: User) -> None:
    """Raise where this claim is not for `actor` to give to them."""
    whose = (actor.pk,) if to is None else (None, actor.pk)
    own = claim.assignee_id in whose and not (to and claim.escalated)
    if not (may_give_to(to, actor=actor) and (own or has_role(actor, Role.EDITOR))):
        raise NotAllowedError(
            "An editor assigns claims to others, and any that was passed over."
        )


def check_reviewer(person: User | None) -> None:
    if person is not None and not has_role(person, Role.REVIEWER):
        raise InvalidInputError(
            f"{person.get_username()} does not review; choose a reviewer.", field="to"
        )

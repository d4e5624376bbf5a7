"""What others did to a claim, or to a piece of evidence, after somebody read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, Q

from claims.errors import Changed
from claims.models import Claim, ClaimEvent, Evidence
from claims.selectors.claims import reviews_of
from claims.selectors.moves import own_moves
from claims.selectors.unread import evidence_for
from claims.vocabulary import DeskStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: How many are told; somebody who read the claim long ago reads it anew.
MOST = 30
#: What is decided about evidence and other claims: the claim's version stays as it is.
_BESIDE = (
    DeskStep.STANCE,
    DeskStep.NOTE,
    DeskStep.TAKE_BACK,
    DeskStep.BRING_BACK,
    DeskStep.CARRY,
    DeskStep.PAIR,
)


def changes_since(claim: Claim, version: int, person: User) -> list[Changed]:
    """Oldest first; a review this person is to follow unled is told without its content.

    What others brought, or decided about evidence, moves no version: all since the one
    that was read came to be is told, some of which may have been there already.
    """
    moves = claim.status_changes.filter(version__gt=version)
    handed_in = claim.reviews.filter(at_version__gt=version)
    seen = set(reviews_of(claim, person).values_list("pk", flat=True))
    if claim.calibration:
        moves, handed_in = own_moves(person, moves), handed_in.filter(pk__in=seen)
    found = [
        Changed(
            "status",
            one.get_old_status_display(),
            one.get_new_status_display(),
            _name(one.actor),
            one.created_at,
        )
        for one in moves.select_related("actor")[:MOST]
    ]
    beside = Q(version=version, step__in=_BESIDE) & ~Q(actor=person)
    events = claim.events.filter(Q(version__gt=version) | beside)
    newest = events.select_related("actor").order_by("-id")[:MOST]
    found += [_event(one, named=True) for one in newest]
    found += _brought_since(claim, version, person)
    found += [
        Changed(
            "reviews",
            "",
            str(one.rating) if one.pk in seen else "one more",
            one.author.get_username() if one.pk in seen else "a reviewer",
            one.created_at,
        )
        for one in handed_in.select_related("rating", "author")[:MOST]
    ]
    return sorted(found, key=lambda one: one.at)[-MOST:]


def _brought_since(claim: Claim, version: int, person: User) -> list[Changed]:
    """Evidence there is now, of others or the workbench, since a version came to be."""
    begun = [
        rows.filter(version__lte=version).aggregate(at=Max("created_at"))["at"]
        for rows in (claim.status_changes, claim.events.exclude(step__in=_BESIDE))
    ]
    since = max(filter(None, begun), default=claim.created_at)
    rows = Evidence.objects.filter(claim=claim, added_at__gt=since)
    rows = evidence_for(person, rows.exclude(added_by=person))
    return [
        Changed(
            "evidence",
            "",
            f"{about(one)}{one.get_relation_display()}",
            _name(one.added_by),
            one.added_at,
        )
        for one in rows.select_related("added_by").order_by("-pk")[:MOST]
    ]


def stance_changes_since(evidence: Evidence, version: int) -> list[Changed]:
    """The last change of each of the two fields, as they are now."""
    behind = evidence.version - version
    if behind < 1:
        return []
    steps = ClaimEvent.objects.filter(
        claim=evidence.claim_id,
        step__in=(DeskStep.STANCE, DeskStep.NOTE),
        before__startswith=about(evidence),
    )
    newest = {one.step: one for one in steps.select_related("actor").order_by("id")}
    return sorted((_event(one) for one in newest.values()), key=lambda one: one.at)


def about(evidence: Evidence) -> str:
    """How a change of a piece of evidence begins in the history."""
    return f"evidence {evidence.pk}: "


def _event(event: ClaimEvent, *, named: bool = False) -> Changed:
    """A reading put right names its field in front of what it was; a passage is `named`
    there where it may be any of the claim's."""
    field, before = event.step, event.before
    name, _, rest = event.before.partition(": ")
    if event.step == DeskStep.CORRECT:
        field, before = name, rest
    elif event.step in (DeskStep.STANCE, DeskStep.NOTE) and not named:
        before = rest
    return Changed(field, before, event.after, _name(event.actor), event.created_at)


def _name(person: User | None) -> str:
    return person.get_username() if person else "the workbench"

"""What every change of an article's cut shares: what may be touched, and its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    ConflictError,
    InvalidInputError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Article, Claim, Cut, DismissedNumber, Evidence
from claims.permissions import require
from claims.services import (
    arranging,
    away,
    indexing,
    keying,
    locking,
    priority,
    queueing,
    signing,
    transitions,
)
from claims.services.numbers import COMPARABLE, PLACED
from claims.vocabulary import Action, ClaimStatus, CutStep, DeskStep, Role, SetAside

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTE_CHARS = 300
#: Where a claim stands and how it is read: what a cut changes and its undoing brings back.
READING = ("start", "end", *COMPARABLE, "claimant", "trend", "statement", "readback")
KEPT = (
    *READING,
    *PLACED,
    *("sentence_start", "sentence_end", "check_worthiness", "reasons"),
    *("contributions", "worth_policy_id", "ambiguities", "engine_version"),
    *("confirmed_by_id", "confirmed_at", "withdrawn", "folded_into_id", "dismissal"),
)
#: Statuses in which nothing rests on the cut yet.
OPEN = frozenset({ClaimStatus.DETECTED, ClaimStatus.READY, ClaimStatus.IN_REVIEW})
_FIELDS: Mapping[str, models.Field[Any, Any]] = {
    field.attname: field for field in Claim._meta.concrete_fields
}


def kept(claim: Claim) -> dict[str, Any]:
    """A claim's cut as plain values, to be stored and brought back."""
    values = {name: getattr(claim, name) for name in KEPT}
    return {
        name: str(value) if isinstance(value, Decimal | date) else value
        for name, value in values.items()
    } | {"status": claim.status}


def columns_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The same as columns of a row."""
    return {
        name: _FIELDS[name].to_python(stored[name]) for name in KEPT if name in stored
    }


def lock(article: Article, actor: User) -> Article:
    """The article, for one change of its cut at a time; to be called in a transaction."""
    require(actor, Role.REVIEWER)
    locked = locking.whole(article.pk)
    if locked.trashed_at is not None:
        away.check(locked)
    if locked.extracted_at is None:
        raise ConflictError("The text is still being read; wait until that is done.")
    return locked


def check_free(
    article: Article, start: int, end: int, *, besides: Iterable[Claim] = ()
) -> None:
    """Raise ConflictError where another claim stands already."""
    there = Claim.objects.filter(
        article=article, withdrawn=False, start__lt=end, end__gt=start
    ).exclude(pk__in=[one.pk for one in besides])
    if (other := there.first()) is None:
        return
    stands = f"“{other.surface[:60]}” is claim {other.pk}"
    if other.status == ClaimStatus.DISMISSED:
        raise ConflictError(f"{stands}, which was set aside: take that up again.")
    raise ConflictError(f"{stands} already: cut that anew, or merge with it.")


def check_may_cut(claim: Claim, actor: User) -> None:
    """Raise where somebody else is at work on a claim, or something rests on it."""
    require(actor, Role.REVIEWER)
    queueing.check_hold(claim, actor)
    if claim.withdrawn:
        raise TransitionError(f"Claim {claim.pk} is no longer part of the article.")
    if claim.status == ClaimStatus.SOURCING:
        raise TransitionError("Sources are being looked for; wait until that is done.")
    if claim.status not in OPEN:
        raise TransitionError(
            f"Claim {claim.pk} is {ClaimStatus(claim.status).label.lower()}: it stays "
            "as it is cut."
        )
    if claim.publications.exists():
        raise TransitionError(
            f"Claim {claim.pk} was published: readers were told of it as it is cut."
        )
    if selectors.quorum_of(claim).handed_in:
        raise TransitionError(
            f"A review rests on claim {claim.pk}; an editor sends it back first."
        )


def why(code: str, note: str) -> str:
    """A reason code and a note in words.  Raises InvalidInputError."""
    if code not in SetAside.values:
        known = ", ".join(SetAside.values)
        raise InvalidInputError(f"Say why: one of {known}.", field="code")
    note = trimmed(note)
    if len(note) > NOTE_CHARS:
        raise InvalidInputError(
            f"The note has at most {NOTE_CHARS} characters.", field="note"
        )
    if code == SetAside.OTHER:
        if not note:
            raise InvalidInputError("Say why, in a sentence.", field="note")
        return note
    return f"{SetAside(code).label}: {note}" if note else SetAside(code).label


@away.writes
def write(claim: Claim, changes: Mapping[str, Any], version: int | None = None) -> None:
    """Change columns of a claim as it was read.  Raises StaleClaimError."""
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    rows = Claim.objects.filter(pk=claim.pk, status=claim.status, version=claim.version)
    if not rows.update(version=F("version") + 1, **changes):
        raise StaleClaimError(transitions.STALE)
    claim.refresh_from_db()


def withdraw(claim: Claim, into: Claim | None, reason: str, *, actor: User) -> None:
    """Take a claim out of the article's cut; it and all that hangs on it stay stored."""
    transitions.apply(
        claim,
        Action.DISMISS,
        actor=actor,
        reason=reason,
        changes={"withdrawn": True, "folded_into": into, "dismissal": reason[:500]}
        | queueing.nobody(),
    )


def bring_back(claim: Claim, changes: Mapping[str, Any], *, actor: User) -> None:
    """Put a claim that was set aside or withdrawn back where it was."""
    changes = {
        "withdrawn": False,
        "folded_into_id": None,
        "dismissal": "",
        **changes,
    }
    transitions.apply(claim, Action.RESTORE, actor=actor, changes=changes)
    transitions.ready_again([claim])
    claim.refresh_from_db()


def copy_evidence(of: Claim, to: Claim) -> list[int]:
    """Give a claim what another one has; the other keeps its own.  The new rows.

    A number somebody worked out stays with the claim it was worked out for.
    """
    known = set(Evidence.every.filter(claim=to).values_list("fingerprint", flat=True))
    rows = [
        one
        for one in of.evidence.filter(calculation=None)
        .select_related("source")
        .order_by("pk")
        if one.fingerprint not in known
    ]
    for one in rows:
        one.pk, one.claim = None, to
        one._state.adding = True
    Evidence.objects.bulk_create(rows)
    indexing.index_evidence(rows)
    return [one.pk for one in rows]


def record(
    article: Article,
    step: CutStep,
    told: str,
    *,
    actor: User,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    code: str = "",
    note: str = "",
) -> Cut:
    """Keep what was done; the article's numbers and places in queues follow."""
    settle(article)
    signing.loosen({article.pk: f"{step.label}: {told}"}, actor=actor)
    return Cut.objects.create(
        article=article,
        step=step,
        code=code,
        note=trimmed(note)[:500],
        told=told[:500],
        before=dict(before),
        after=dict(after),
        actor=actor,
    )


def settle(article: Article) -> None:
    """What lies in a claim is no longer set aside; what lies in none is again."""
    spans = list(
        Claim.objects.filter(Q(withdrawn=False) | Q(folded_into__isnull=False))
        .filter(article=article)
        .values_list("start", "end")
    )
    numbers = DismissedNumber.objects.filter(article=article)
    taken = [
        one.pk
        for one in numbers
        if any(start < one.end and one.start < end for start, end in spans)
    ]
    numbers.filter(pk__in=taken, taken_up=False).update(taken_up=True)
    numbers.filter(taken_up=True).exclude(pk__in=taken).update(taken_up=False)
    keying.replace_all(article)
    claims = Claim.objects.filter(article=article)
    indexing.index_claims(claims.only(*indexing.CLAIM_WORDS))
    priority.refresh(claims)


def tell(
    claim: Claim, step: DeskStep, actor: User, before: str = "", after: str = ""
) -> None:
    arranging.event(claim, step, actor, before=before, after=after).save()

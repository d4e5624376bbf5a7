"""Taking back a step of cutting: what was before stands again, if nothing rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.functions import Now

from claims import selectors
from claims.errors import ConflictError, TransitionError
from claims.models import Claim, Cut, DismissedNumber, Evidence
from claims.permissions import require
from claims.services import queueing, recomparing, reviewing, signing
from claims.services.cutting import (
    READING,
    bring_back,
    check_free,
    columns_of,
    copy_evidence,
    kept,
    lock,
    settle,
    tell,
    withdraw,
    write,
)
from claims.vocabulary import ClaimStatus, CutStep, DeskStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: What must still be as the step left it.
_STANDS = (*READING, "withdrawn", "folded_into_id")


def undo(cut: Cut, *, actor: User) -> Cut:
    """Take one step back.  Raises ConflictError or TransitionError, saying why not."""
    require(actor, Role.REVIEWER)
    with transaction.atomic():
        article = lock(cut.article, actor)
        cut = Cut.objects.select_for_update(no_key=True).get(pk=cut.pk)
        if cut.undone_at is not None:
            raise ConflictError("This step was undone already.")
        claims = _claims(cut)
        _check_last(cut)
        for claim in claims.values():
            _check_stands(cut, claim, actor)
        _UNDO[CutStep(cut.step)](cut, claims, actor)
        Cut.objects.filter(pk=cut.pk).update(undone_at=Now(), undone_by=actor)
        for claim in claims.values():
            tell(claim, DeskStep.UNDO, actor, after=f"{cut}"[:300])
        settle(article)
        signing.loosen({article.pk: f"Undone: {cut}"}, actor=actor)
    cut.refresh_from_db()
    return cut


def _claims(cut: Cut) -> dict[int, Claim]:
    ids = sorted(map(int, cut.after.get("claims", {})))
    rows = Claim.objects.filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows}


def _check_last(cut: Cut) -> None:
    """Later steps on the same claims come back first."""
    mine = set(cut.after.get("claims", {}))
    later = Cut.objects.filter(article=cut.article_id, undone_at=None, pk__gt=cut.pk)
    for one in later.order_by("-pk"):
        if mine & set(one.after.get("claims", {})):
            raise ConflictError(f"Undo the later step first: {one}.")


def _check_stands(cut: Cut, claim: Claim, actor: User) -> None:
    queueing.check_hold(claim, actor)
    status, name = ClaimStatus(claim.status), f"Claim {claim.pk}"
    left = cut.after["claims"][str(claim.pk)]
    if status in (ClaimStatus.PUBLISHED, ClaimStatus.DECIDED):
        raise TransitionError(
            f"{name} is {status.label.lower()} by now: its cut stays as it is."
        )
    if status == ClaimStatus.SOURCING:
        raise TransitionError(
            f"Sources are being looked for; wait until that is done. ({name})"
        )
    if claim.publications.filter(in_force=True).exists():
        raise TransitionError(f"{name} has readers by now: its cut stays as it is.")
    if selectors.quorum_of(claim).handed_in:
        raise TransitionError(
            f"A review rests on {name.lower()} by now; an editor sends it back first."
        )
    aside = left["status"] == ClaimStatus.DISMISSED
    if aside != (status == ClaimStatus.DISMISSED):
        what = "taken up again" if aside else "set aside"
        raise TransitionError(f"{name} was {what} since.")
    now = kept(claim)
    if any(now[field] != left[field] for field in _STANDS):
        raise TransitionError(f"The reading of {name.lower()} was put right since.")


def _undo_add(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    for claim in claims.values():
        withdraw(claim, None, "Its adding was undone.", actor=actor)


def _undo_respan(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    for claim in claims.values():
        _place_again(cut, claim)


def _undo_split(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    before = cut.before["claims"]
    (first,) = (one for one in claims.values() if str(one.pk) in before)
    for claim in claims.values():
        if claim.pk != first.pk:
            told = f"Part of claim {first.pk} again."
            withdraw(claim, first, told, actor=actor)
            copy_evidence(claim, first)  # what was found meanwhile
    _place_again(cut, first)


def _undo_merge(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    (gone,) = (one for one in claims.values() if one.withdrawn)
    (first,) = (one for one in claims.values() if not one.withdrawn)
    _take_copies(cut.after.get("evidence", []))
    _place_again(cut, first)
    check_free(cut.article, gone.start, gone.end, besides=[gone])
    bring_back(gone, _before(cut, gone), actor=actor)


def _undo_dismiss(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    for claim in claims.values():
        reviewing.put_back(claim, actor=actor)
    if number := cut.after.get("number"):
        DismissedNumber.objects.filter(pk=number, dismissed_by__isnull=False).delete()


def _undo_restore(cut: Cut, claims: dict[int, Claim], actor: User) -> None:
    for claim in claims.values():
        reason = cut.before["claims"][str(claim.pk)]["dismissal"] or "As before."
        reviewing.dismiss(claim, actor=actor, reason=reason)


def _before(cut: Cut, claim: Claim) -> dict[str, Any]:
    return columns_of(cut.before["claims"][str(claim.pk)])


def _place_again(cut: Cut, claim: Claim) -> None:
    changes = _before(cut, claim)
    check_free(cut.article, changes["start"], changes["end"], besides=[claim])
    write(claim, changes)
    recomparing.again(claim)


def _take_copies(ids: list[int]) -> None:
    """Copies of evidence nobody built on since; the others stay with both claims."""
    for row in Evidence.every.filter(pk__in=ids, cited_in=None):
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            continue


_UNDO = {
    CutStep.ADD: _undo_add,
    CutStep.RESPAN: _undo_respan,
    CutStep.SPLIT: _undo_split,
    CutStep.MERGE: _undo_merge,
    CutStep.DISMISS: _undo_dismiss,
    CutStep.RESTORE: _undo_restore,
}

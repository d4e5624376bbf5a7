"""A person's reading of a passage, beside the machine's suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from claims import selectors
from claims.errors import InvalidInputError, StaleClaimError, TransitionError
from claims.models import Claim, ClaimEvent, Evidence
from claims.permissions import require
from claims.selectors.changes import about, stance_changes_since
from claims.services import arranging, away
from claims.vocabulary import ClaimStatus, DeskStep, Role, Stance

if TYPE_CHECKING:
    from django.contrib.auth.models import User


NOTHING = "nothing"
STALE = "Somebody said something else about this passage meanwhile. Read it again."


def check_stance(claim: Claim, stance: str, note: str = "") -> None:
    """Raises InvalidInputError, or TransitionError where it would lead others."""
    if stance and stance not in Stance.values:
        raise InvalidInputError("No such stance.", field="stance")
    if (stance or note.strip()) and is_blind(claim):
        raise TransitionError(
            "Several people review this claim unled by each other: what a passage does "
            "to it is said in your review."
        )


@away.writes
def set_stance(
    evidence: Evidence,
    stance: str,
    *,
    actor: User,
    note: str | None = None,
    version: int | None = None,
) -> None:
    """Keep what a person says a passage does to the claim, and what was said before.

    `version` is the version of the evidence the person looked at.  Raises
    StaleClaimError where somebody else said something meanwhile.
    """
    require(actor, Role.REVIEWER)
    check_stance(evidence.claim, stance, note or "")
    if evidence.claim.status == ClaimStatus.PUBLISHED:
        raise TransitionError("This claim is published: its evidence stays as it is.")
    if version is not None and version != evidence.version:
        raise _stale(evidence, version)
    said = {"stance": stance} | ({} if note is None else {"note": note.strip()})
    moved = {name: new for name, new in said.items() if new != getattr(evidence, name)}
    if not moved:
        return
    with transaction.atomic():
        rows = Evidence.objects.filter(pk=evidence.pk, version=evidence.version)
        if not rows.update(version=F("version") + 1, **moved):
            read = evidence.version
            evidence.refresh_from_db()
            raise _stale(evidence, read)
        for name, new in moved.items():
            _event(evidence, name, new, actor).save()
    evidence.refresh_from_db()


def _event(evidence: Evidence, name: str, new: str, actor: User) -> ClaimEvent:
    old = getattr(evidence, name)
    if name == "stance":
        old, new = (Stance(one).label if one else "" for one in (old, new))
    else:  # its words may be about a source that is kept from readers of the history
        old, new = ("a note" if one else "" for one in (old, new))
    before = f"{about(evidence)}{old or NOTHING}"
    step = DeskStep(name)
    return arranging.event(
        evidence.claim, step, actor, before=before, after=new or NOTHING
    )


def _stale(evidence: Evidence, version: int) -> StaleClaimError:
    return StaleClaimError(STALE, changed=stance_changes_since(evidence, version))


def is_blind(claim: Claim) -> bool:
    """Whether people review it unled by each other, and not all are done."""
    if claim.status != ClaimStatus.IN_REVIEW:
        return False
    quorum = selectors.quorum_of(claim)
    return quorum.needed > 1 and bool(quorum.missing)

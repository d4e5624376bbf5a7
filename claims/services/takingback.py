"""Evidence taken back: attached by mistake, or set aside by an editor; and undone.

The row stays, with who took it back and why; it counts for nothing and is shown nowhere
else.  What anything rests on is never taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Now

from claims.documents.text import one_line
from claims.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    TransitionError,
)
from claims.models import Calculation, Evidence, PanelVote, SearchText
from claims.permissions import has_role, require
from claims.selectors.changes import about
from claims.services import arranging, away, indexing, recomparing
from claims.services.evidence import check_open
from claims.services.evidence.stances import is_blind
from claims.vocabulary import DeskStep, Role, Searched

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON_CHARS = 300


def may_take_back(evidence: Evidence, person: User) -> bool:
    """Who attached it; an editor whatever anybody, or a search, brought."""
    if has_role(person, Role.EDITOR):
        return True
    return has_role(person, Role.REVIEWER) and evidence.added_by_id == person.pk


@away.writes
def take_back(evidence: Evidence, *, actor: User, reason: str) -> Evidence:
    """Have it count for nothing.  Raises TransitionError naming what rests on it."""
    require(actor, Role.REVIEWER)
    if not may_take_back(evidence, actor):
        raise NotAllowedError("Who attached this takes it back, or an editor.")
    told = one_line(reason, limit=REASON_CHARS + 1)
    if not told:
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    if len(told) > REASON_CHARS:
        raise InvalidInputError(f"At most {REASON_CHARS} characters.", field="reason")
    _check_open(evidence, actor)
    if rests := _resting_on(evidence):
        raise TransitionError(f"{rests} It cannot be taken back while that stands.")
    alive = Evidence.objects.filter(pk=evidence.pk)
    if not alive.update(taken_back_at=Now(), taken_back_by=actor, taken_back_why=told):
        raise ConflictError("This was taken back already.")
    SearchText.objects.filter(kind=Searched.EVIDENCE, target=evidence.pk).delete()
    _tell(evidence, DeskStep.TAKE_BACK, actor, told)
    return _fresh(evidence)


@away.writes
def bring_back(evidence: Evidence, *, actor: User) -> Evidence:
    """Undo it, by who did it or an editor; it is compared as numbers are read now."""
    require(actor, Role.REVIEWER)
    if evidence.taken_back_at is None:
        raise ConflictError("This was not taken back.")
    if evidence.taken_back_by_id != actor.pk and not has_role(actor, Role.EDITOR):
        raise NotAllowedError("Who took this back brings it back, or an editor.")
    _check_open(evidence, actor)
    lying = Evidence.every.filter(pk=evidence.pk, taken_back_at__isnull=False)
    if not lying.update(taken_back_at=None, taken_back_by=None, taken_back_why=""):
        raise ConflictError("This was not taken back.")
    fresh = _fresh(evidence)
    indexing.index_evidence([fresh])
    recomparing.again(fresh.claim)
    _tell(evidence, DeskStep.BRING_BACK, actor, "")
    return _fresh(evidence)


def _check_open(evidence: Evidence, actor: User) -> None:
    check_open(evidence.claim, actor)
    if is_blind(evidence.claim):
        raise TransitionError(
            "Several people review this claim unled by each other: its evidence stays "
            "as it is until all reviews are in."
        )


def _resting_on(evidence: Evidence) -> str:
    """The first thing that rests on it, in a sentence; "" where nothing does."""
    review = evidence.cited_in.select_related("author").order_by("-pk").first()
    if review is not None:
        said = f"The review of {review.author.get_username()}"
        if review.verdicts.filter(in_force=True).exists():
            return f"{said}, which is the verdict in force, rests on it."
        return f"{said} of round {review.round} rests on it."
    if vote := PanelVote.objects.filter(evidence=evidence).first():
        return f"A vote of the panel of round {vote.panel.round} rests on it."
    made = Calculation.objects.filter(evidence__claim=evidence.claim_id)
    for one in made.exclude(evidence=evidence):
        used = {operand["evidence"] for operand in one.operands}
        if evidence.pk in used and one.evidence.taken_back_at is None:
            return f"The calculation “{one.formula[:60]}” is worked out of it."
    if evidence.threads.exists():
        return "A discussion is about it."
    return ""


def _tell(evidence: Evidence, step: DeskStep, actor: User, why: str) -> None:
    told = f"{about(evidence)}{evidence.get_relation_display()}"
    arranging.event(evidence.claim, step, actor, before=told, reason=why).save()


def _fresh(evidence: Evidence) -> Evidence:
    rows = Evidence.every.select_related("claim__article", "source", "taken_back_by")
    return rows.get(pk=evidence.pk)

"""People's word on two claims, and what may be taken from one to the other.

Nothing here decides anything: a word changes no verdict, evidence is compared anew, and
another claim's verdict is no more than a proposal that fills in a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from claims import selectors
from claims.engine.reasoning.gates import measured_apart
from claims.engine.reasoning.twotimes import two_times
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Evidence, Leaning, PairChoice, Review, Verdict
from claims.permissions import require
from claims.services import (
    arranging,
    away,
    evidence,
    notices,
    relating,
    tolerances,
)
from claims.services.evidence import claim_quantity
from claims.services.evidence.keeping import fingerprint
from claims.services.numbers import COMPARABLE, MEANT, columns, placed_columns
from claims.vocabulary import ClaimRelation, ClaimStatus, DeskStep, PairWord, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ABOUT_SOMETHING_ELSE = "subject"
TAKEN_BACK = "taken back"
_SIGNED_OFF = {ClaimStatus.DECIDED, ClaimStatus.PUBLISHED}


def other_claim(claim: Claim, pk: int | None) -> Claim:
    """The other claim of a pair; raises InvalidInputError."""
    rows = Claim.objects.select_related("article")
    found = rows.filter(pk=pk).first() if pk is not None else None
    if found is None or found.pk == claim.pk:
        raise InvalidInputError("There is no such other claim.", field="other")
    return found


@away.writes
def say(claim: Claim, other: Claim, word: str, *, actor: User) -> PairChoice:
    """Say that two claims state one quantity, or not; "" takes the last word back."""
    require(actor, Role.REVIEWER)
    if word and word not in PairWord.values:
        known = ", ".join(PairWord.values)
        raise InvalidInputError(f"Say one of: {known}; or nothing.", field="word")
    other = other_claim(claim, other.pk)
    if word == PairWord.SAME and measured_apart(
        claim_quantity(claim), claim_quantity(other)
    ):
        raise InvalidInputError(
            "Their numbers have no unit in common, so they are no values of one "
            "quantity. Where one was read wrongly, put its reading right first.",
            field="word",
        )
    pair = relating.related_pair(claim, other)
    if pair.said is not None and pair.word == word:
        return pair.said
    if not word and not pair.word:
        raise InvalidInputError("Nothing was said of these two claims.", field="word")
    one, two = sorted((claim, other), key=lambda each: each.pk)
    before, after = _in_words(pair.word), _in_words(word) or TAKEN_BACK
    with transaction.atomic():
        made = PairChoice.objects.create(
            one=one,
            other=two,
            word=word,
            relation=pair.related.relation,
            actor=actor,
        )
        for own, beside in ((claim, other), (other, claim)):
            arranging.event(
                own,
                DeskStep.PAIR,
                actor,
                before=f"claim {beside.pk}: {before}" if before else "",
                after=after if before else f"claim {beside.pk}: {after}",
            ).save()
    return made


def _in_words(word: str) -> str:
    return PairWord(word).label.lower() if word else ""


# Evidence ------------------------------------------------------------------------


@away.writes
def carry_evidence(
    claim: Claim, other: Claim, *, actor: User
) -> tuple[list[Evidence], int]:
    """The other claim's evidence for this one, each number compared anew.

    What was added, and how much was there already.  Stances and notes stay behind, as
    does what was worked out of the other claim's numbers, or is about something else.
    """
    evidence.check_open(claim, actor)
    other = other_claim(claim, other.pk)
    rows = selectors.evidence_of(other).filter(calculation__isnull=True)
    rows = rows.exclude(gate=ABOUT_SOMETHING_ELSE)
    added, known = [], 0
    with transaction.atomic():
        for row in rows:
            kept, is_new = evidence.kept_once(_carried(claim, row, actor))
            known += not is_new
            added += [kept] if is_new else []
        if not added and not known:
            raise InvalidInputError("That claim has no evidence to take over.")
        if added:
            told = f"{len(added)} from claim {other.pk}"
            arranging.event(claim, DeskStep.CARRY, actor, after=told).save()
    return added, known


def _carried(claim: Claim, row: Evidence, actor: User) -> Evidence:
    place = {
        name: getattr(row, name)
        for name in ("quote", "start", "end", "number_start", "number_end")
    }
    if not row.policy:  # it states no number
        made = evidence.without_number(claim, row.source, row.start, row.end)
    else:
        quantity = row.quantity(as_of=row.as_of)
        policy = tolerances.policy_for(claim)
        said = two_times(claim_quantity(claim), quantity, policy=policy)
        made = Evidence(
            claim=claim,
            source=row.source,
            as_of=row.as_of,
            readback=row.readback,
            known_on=row.known_on,
            locator=row.locator,
            **place,
            **columns(quantity, (*COMPARABLE, *MEANT)),
            **placed_columns(quantity),
            **evidence.compared_columns(said),
            fingerprint=fingerprint(row.source, row.start, row.end, row.number_start),
        )
    made.standing, made.added_by = row.standing, actor
    return made


# Verdicts ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another claim's verdict, as a review of this claim may begin."""

    claim: Claim
    verdict: Verdict
    explanation: str

    @property
    def rating(self) -> str:
        return self.verdict.review.rating.slug

    @property
    def rationale(self) -> str:
        day = self.verdict.created_at.date().isoformat()
        return (
            f"As in our check of “{self.claim.statement}” of {day}: "
            f"{self.verdict.review.rationale}"
        )

    @property
    def reason_codes(self) -> list[str]:
        return list(self.verdict.review.reason_codes)


def propose(claim: Claim, other: Claim, *, actor: User) -> Proposal:
    """What a review may begin with; raises where the two are not alike enough.

    A person has said that they state one quantity, arithmetic says that they state the
    same number, and both are known to hold for one time.
    """
    require(actor, Role.REVIEWER)
    other = other_claim(claim, other.pk)
    pair = relating.related_pair(claim, other)
    if not pair.confirmed:
        raise TransitionError("First say that the two claims state the same quantity.")
    if pair.related.relation != ClaimRelation.SAME:
        raise TransitionError(
            f"Only the same number can be proposed for. {pair.related.explanation}"
        )
    if not _of_one_time(claim, other):
        raise TransitionError(
            "The day one of the articles was published is not known, and they name no "
            "common period: it may have been another time."
        )
    verdict = proposable(other)
    if verdict is None:
        raise TransitionError("That claim has no verdict in force on the scale in use.")
    return Proposal(other, verdict, pair.related.explanation)


def proposable(other: Claim) -> Verdict | None:
    if other.status not in _SIGNED_OFF:
        return None
    verdict = selectors.verdict_of(other)
    if verdict is None or selectors.is_retracted(verdict):
        return None
    scale = selectors.ratings().filter(slug=verdict.review.rating.slug)
    return verdict if scale.exists() else None


def lean(review: Review, proposal: Proposal) -> None:
    """Keep that a review began as a proposal, where its rating was kept."""
    if review.rating.slug == proposal.rating:
        Leaning.objects.create(review=review, parent=proposal.verdict)


def taken_back(claim: Claim, *, actor: User) -> None:
    """Its verdict does not stand any more: what began as its proposal is to be looked at
    again, and whose that is are told.  To be called in the transaction of the step.
    """
    fallen = Leaning.objects.filter(parent__claim=claim, gone_at__isnull=True)
    leanings = list(fallen.select_related("review__claim", "parent"))
    if leanings:
        fallen.update(gone_at=Now())
        notices.parents_gone(leanings, actor=actor)


def _of_one_time(claim: Claim, other: Claim) -> bool:
    """The gates of time need days: where one is unknown they let everything through."""
    days = claim.article.published_at, other.article.published_at
    return all(days) or (bool(claim.period) and claim.period == other.period)

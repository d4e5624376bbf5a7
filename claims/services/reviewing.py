"""Reviews, verdicts and their sign-off: two people, always."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import NullIf

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    ConflictError,
    FourEyesError,
    HeldError,
    InvalidInputError,
    Refusals,
    StaleClaimError,
    TransitionError,
    raise_first,
)
from claims.models import Claim, Review, Verdict
from claims.models.prepared import prepared_update
from claims.permissions import require
from claims.services import (
    away,
    calibrating,
    drafts,
    notices,
    pairing,
    queueing,
    quorum,
    resting,
    reviewchecks,
    sourcing,
    transitions,
    validity,
)
from claims.services.reviewdata import ReviewData as ReviewData
from claims.vocabulary import Action, ClaimStatus, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

TWICE = "You have reviewed this claim already."


def submit_review(
    claim: Claim, data: ReviewData, *, actor: User, version: int | None = None
) -> Review:
    """Record a person's rating of a claim they hold; the claim then awaits sign-off.

    Raises InvalidInputError (rating, rationale, reason codes), EvidenceMissingError,
    TransitionError (not in review), HeldError, StaleClaimError or ConflictError.
    """
    require(actor, Role.REVIEWER)
    try:
        return _submitted(claim, data, actor=actor, version=version)
    except IntegrityError as error:
        raise ConflictError(TWICE) from error


@cache
def _handing_in(*, disputed: bool) -> Callable[[tuple[int, ...]], int]:
    """A claim of this version leaves the hands of its holder, with a review more; who
    was to review it has, and what is missing still is for the others."""

    def build(keys: tuple[int, ...]) -> tuple[QuerySet[Claim], dict[str, Any]]:
        claim, version, holder, *_ = keys
        return Claim.objects.filter(pk=claim, version=version, holder=holder), {
            "version": F("version") + 1,
            "reviews_in": F("reviews_in") + 1,
            "disputed": disputed,
            "assignee": NullIf(F("assignee"), F("holder")),
            **queueing.nobody(),
        }

    return prepared_update(build, tuple)


@away.writes
def _submitted(
    claim: Claim, data: ReviewData, *, actor: User, version: int | None
) -> Review:
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    if claim.status != ClaimStatus.IN_REVIEW:
        raise TransitionError("Take the claim for review first.")
    if claim.holder_id != actor.pk:
        if selectors.open_reviews(claim).filter(author=actor).exists():
            raise ConflictError(TWICE)
        queueing.check_hold(claim, actor)
        raise HeldError("Take this claim for review first.")
    so_far = selectors.quorum_of(claim)
    found = reviewchecks.check(claim, data, several=so_far.needed > 1, actor=actor)
    proposal = None
    if data.leans_on is not None:
        other = pairing.other_claim(claim, data.leans_on)
        proposal = pairing.propose(claim, other, actor=actor)
    review = Review.objects.create(
        claim=claim,
        round=claim.round,
        author=actor,
        rating=found.rating,
        rationale=found.rationale,
        reason_codes=found.reason_codes,
        searched_not_enough=data.searched_not_enough,
        judged_as_of=data.judged_as_of,
        sources_reason=found.sources_reason,
        unled=bool(so_far.missing),
        at_version=claim.version + 1,
        **found.figure,
    )
    quorum.compare_figures(review)
    calibrating.score(review)
    review.evidence.add(*found.cited)
    if proposal is not None:
        pairing.lean(review, proposal)
    now = so_far.with_one_more()  # the claim is locked
    claim.disputed = quorum.is_disputed(claim, now)
    hand_in = _handing_in(disputed=claim.disputed)
    if not hand_in((claim.pk, claim.version, actor.pk)):
        queueing.check_hold(claim, actor)
        raise StaleClaimError(transitions.STALE)
    claim.version += 1
    claim.reviews_in += 1
    claim.holder = claim.held_until = None
    if claim.assignee_id == actor.pk:
        claim.assignee = None
    notices.reviews_in(claim, now, actor=actor)
    drafts.hand_in(claim, actor)
    if claim.calibration:  # to everybody else as if nobody had reviewed it
        queueing.free(claim, reason="")
    return review


def what_follows(claim: Claim, actor: User) -> str:
    """What becomes of a review this person just handed in."""
    if claim.disputed:
        told = "Your review is in. The reviews do not agree: a third person decides."
        found = selectors.open_reviews(claim)
        return f"{told} {quorum.figures_apart(found, claim.article.language)}".strip()
    missing = selectors.quorum_seen(claim, actor).missing
    if missing:
        return f"Your review is in; {missing} more before sign-off."
    return "Your review is in. Another person signs it off."


@away.writes
def decide(
    claim: Claim,
    *,
    actor: User,
    review: Review | None = None,
    note: str = "",
    valid_until: date | None = None,
    version: int | None = None,
    by_panel: bool = False,
) -> Verdict:
    """Sign off a review: the newsroom's verdict, by another person than its author.

    It holds until the day given, if any; then its claim is looked at again.  While a
    panel votes, nobody but the panel decides.
    """
    require(actor, Role.EDITOR)
    if not by_panel:
        transitions.check_no_panel(claim)
    transitions.check_ordinary(claim)
    queueing.check_hold(claim, actor)
    validity.check(valid_until)
    reviews = list(selectors.open_reviews(claim))
    quorum_now = selectors.quorum_of(claim)
    missing = quorum_now.missing
    if reviews and missing:
        raise TransitionError(
            f"{missing} more {'review is' if missing == 1 else 'reviews are'} needed "
            "before this claim is signed off."
        )
    others = [one for one in reviews if one.author_id != actor.pk]
    if len(others) < len(reviews) and (claim.disputed or quorum_now.needed > 1):
        raise FourEyesError(
            "Several people were to review this claim, and one review is yours: "
            "a third person decides."
        )
    if review is None and len(others) > 1:
        raise InvalidInputError("There are several reviews: say which.", field="review")
    chosen = review or (others[0] if others else None)
    if chosen is None:
        if reviews:
            raise FourEyesError("Another person than the reviewer signs off.")
        raise TransitionError("There is no review to sign off yet.")
    if chosen.claim_id != claim.pk or chosen.round != claim.round:
        raise InvalidInputError(
            "That review is not open on this claim.", field="review"
        )
    if chosen.author_id == actor.pk:
        raise FourEyesError("Another person than the reviewer signs off.")
    resting.check_review(chosen)
    with transaction.atomic():
        transitions.apply(
            claim,
            Action.DECIDE,
            actor=actor,
            reason=note,
            version=version,
            changes=queueing.nobody(),
        )
        return Verdict.objects.create(
            claim=claim,
            review=chosen,
            author=chosen.author,
            signed_off_by=actor,
            note=trimmed(note),
            valid_until=valid_until,
        )


def reopen(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Claim:
    """Take a verdict that is not published back into review."""
    with transaction.atomic():
        transitions.apply(
            claim,
            Action.REOPEN,
            actor=actor,
            reason=reason,
            version=version,
            changes=queueing.new_round() | queueing.nobody(),
        )
        retire_verdict(claim, actor=actor)
    return claim


def dismiss(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Claim:
    """Set a claim aside, with the reason."""
    seen = {} if version is None else {claim.pk: version}
    raise_first(dismiss_each([claim], actor=actor, reason=reason, seen=seen))
    claim.refresh_from_db()
    return claim


def dismiss_each(
    claims: Sequence[Claim],
    *,
    actor: User,
    reason: str,
    seen: Mapping[int, int] | None = None,
) -> Refusals:
    """Set many aside: why not, by claim.  They are to be read again."""
    return queueing.start_over(
        claims,
        Action.DISMISS,
        actor=actor,
        reason=reason,
        seen=seen,
        changes={"dismissal": trimmed(reason)[:500]} | queueing.nobody(),
    )


def restore(claim: Claim, *, actor: User, version: int | None = None) -> Claim:
    """Take a dismissed claim up again where its work goes on: ready for review, or its
    sources are looked for now, however worth checking it seems."""
    seen = {} if version is None else {claim.pk: version}
    raise_first(restore_each([claim], actor=actor, seen=seen))
    claim.refresh_from_db()
    return claim


def restore_each(
    claims: Sequence[Claim], *, actor: User, seen: Mapping[int, int] | None = None
) -> Refusals:
    """The same of many: why not, by claim.  They are to be read again."""
    with transaction.atomic():
        refused = put_back_each(claims, actor=actor, seen=seen)
        again = Claim.objects.filter(
            pk__in=[one.pk for one in claims if one.pk not in refused],
            status=ClaimStatus.DETECTED,
        )
        rows = again.select_related("article").order_by("pk")
        return refused | sourcing.request_each(list(rows), actor=actor)


def put_back(claim: Claim, *, actor: User) -> None:
    """Undo a dismissal: ready for review if it ever was, else as it was read."""
    raise_first(put_back_each([claim], actor=actor))
    claim.refresh_from_db()


def put_back_each(
    claims: Sequence[Claim], *, actor: User, seen: Mapping[int, int] | None = None
) -> Refusals:
    """The same of many: why not, by claim.  They are to be read again."""
    refused: Refusals = {
        one.pk: TransitionError(
            "It is no longer part of the article: undo the step that took it out."
        )
        for one in claims
        if one.withdrawn
    }
    left = [one for one in claims if one.pk not in refused]
    with transaction.atomic():
        refused |= transitions.apply_each(
            left,
            Action.RESTORE,
            actor=actor,
            seen=seen,
            changes={one.pk: {"dismissal": ""} for one in left},
        )
        transitions.ready_again([one for one in left if one.pk not in refused])
    return refused


def retire_verdict(claim: Claim, *, actor: User) -> None:
    claim.verdicts.filter(in_force=True).update(in_force=False)
    pairing.taken_back(claim, actor=actor)

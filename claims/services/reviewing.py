"""Reviews, verdicts and their sign-off: two people, always."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F

from claims import conf, selectors
from claims.documents.text import trimmed
from claims.errors import (
    ConflictError,
    EvidenceMissingError,
    FourEyesError,
    HeldError,
    InvalidInputError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Claim, Evidence, Rating, Review, Verdict
from claims.models.prepared import prepared
from claims.permissions import require
from claims.services import (
    drafts,
    notices,
    pairing,
    queueing,
    quorum,
    resting,
    transitions,
    validity,
)
from claims.services.reviewdata import ReviewData as ReviewData
from claims.vocabulary import Action, ClaimStatus, JudgedAsOf, ReasonCode, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TWICE = "You have reviewed this claim already."


def submit_review(
    claim: Claim, data: ReviewData, *, actor: User, version: int | None = None
) -> Review:
    """Record a person's rating of a claim they hold; the claim then awaits sign-off.

    Raises InvalidInputError (rating, rationale, reason codes), EvidenceMissingError,
    TransitionError (not in review), HeldError, StaleClaimError or ConflictError.
    """
    require(actor, Role.REVIEWER)
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    if claim.status != ClaimStatus.IN_REVIEW:
        raise TransitionError("Take the claim for review first.")
    if claim.holder_id != actor.pk:
        if selectors.open_reviews(claim).filter(author=actor).exists():
            raise ConflictError(TWICE)
        queueing.check_hold(claim, actor)
        raise HeldError("Take this claim for review first.")
    rating = _rating(data.rating)
    rationale = trimmed(data.rationale)
    if not rationale:
        raise InvalidInputError(
            "Say why, so that a reader can follow.", field="rationale"
        )
    if len(rationale) > conf.LIMITS.rationale_chars:
        raise InvalidInputError(
            f"The rationale is longer than {conf.LIMITS.rationale_chars:,} characters.",
            field="rationale",
        )
    if unknown := set(data.reason_codes) - set(ReasonCode.values):
        raise InvalidInputError(
            f"No such reason code: {', '.join(sorted(unknown))}.", field="reason_codes"
        )
    if data.judged_as_of not in JudgedAsOf.values:
        raise InvalidInputError(
            f"Judge it as of {' or '.join(JudgedAsOf.values)}.", field="judged_as_of"
        )
    if rating.needs_reason and not data.reason_codes:
        raise InvalidInputError(
            f"“{rating.label}” says that something is off about the number: choose what.",
            field="reason_codes",
        )
    cited = _cited(claim, data, rating)
    sources_reason = resting.check_reason(data.sources_reason)
    resting.check(claim, cited, reason=sources_reason)
    figure = quorum.read_figure(claim, data.figure)
    so_far = selectors.quorum_of(claim)
    if cited and not figure and so_far.needed > 1:
        raise InvalidInputError(
            "Several people review this claim by themselves: write the number you found.",
            field="figure",
        )
    proposal = None
    if data.leans_on is not None:
        other = pairing.other_claim(claim, data.leans_on)
        proposal = pairing.propose(claim, other, actor=actor)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                claim=claim,
                round=claim.round,
                author=actor,
                rating=rating,
                rationale=rationale,
                reason_codes=sorted(set(data.reason_codes)),
                searched_not_enough=data.searched_not_enough,
                judged_as_of=data.judged_as_of,
                sources_reason=sources_reason,
                unled=bool(so_far.missing),
                at_version=claim.version + 1,
                **figure,
            )
            quorum.compare_figures(review)
            review.evidence.add(*cited)
            if proposal is not None:
                pairing.lean(review, proposal)
            now = selectors.quorum_of(claim)
            changes = {
                "disputed": quorum.is_disputed(claim, now),
                **_done_by(actor, claim),
                **queueing.nobody(),
            }
            mine = Claim.objects.filter(pk=claim.pk, version=claim.version)
            if not mine.filter(holder=actor).update(
                version=F("version") + 1, **changes
            ):
                queueing.check_hold(claim, actor)
                raise StaleClaimError(transitions.STALE)
            claim.version += 1
            for name, value in changes.items():
                setattr(claim, name, value)
            notices.reviews_in(claim, now, actor=actor)
            drafts.drop(claim, actor)
    except IntegrityError as error:
        raise ConflictError(TWICE) from error
    return review


def what_follows(claim: Claim) -> str:
    """What becomes of a review that was just handed in."""
    if claim.disputed:
        return "Your review is in. The reviews do not agree: a third person decides."
    missing = selectors.quorum_of(claim).missing
    if missing:
        return f"Your review is in; {missing} more before sign-off."
    return "Your review is in. Another person signs it off."


def decide(
    claim: Claim,
    *,
    actor: User,
    review: Review | None = None,
    note: str = "",
    valid_until: date | None = None,
    version: int | None = None,
) -> Verdict:
    """Sign off a review: the newsroom's verdict, by another person than its author.

    It holds until the day given, if any; then its claim is looked at again.
    """
    require(actor, Role.EDITOR)
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
        retire_verdict(claim)
    return claim


def dismiss(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Claim:
    """Set a claim aside, with the reason."""
    queueing.check_hold(claim, actor)
    transitions.apply(
        claim,
        Action.DISMISS,
        actor=actor,
        reason=reason,
        version=version,
        changes={"dismissal": trimmed(reason)[:500]}
        | queueing.nobody()
        | queueing.next_round(claim, actor),
    )
    return claim


def restore(claim: Claim, *, actor: User, version: int | None = None) -> Claim:
    """Take a dismissed claim up again."""
    if claim.withdrawn:
        raise TransitionError(
            "It is no longer part of the article: undo the step that took it out."
        )
    transitions.apply(
        claim, Action.RESTORE, actor=actor, version=version, changes={"dismissal": ""}
    )
    return claim


def retire_verdict(claim: Claim) -> None:
    claim.verdicts.filter(in_force=True).update(in_force=False)


def _done_by(actor: User, claim: Claim) -> dict[str, Any]:
    """Who was to review it has: what is missing still is for the others."""
    return {"assignee": None} if claim.assignee_id == actor.pk else {}


def _rating(slug: str) -> Rating:
    rating = _IN_USE(slug).first()
    if rating is None:
        known = ", ".join(selectors.ratings().values_list("slug", flat=True))
        raise InvalidInputError(
            f"No such rating on the scale in use. Choose one of: {known}.",
            field="rating",
        )
    return rating


_IN_USE = prepared(
    lambda slug: Rating.objects.filter(scale__in_use=True, slug=slug), str
)


def _cited(claim: Claim, data: ReviewData, rating: Rating) -> list[Evidence]:
    wanted = set(data.evidence)
    rows = claim.evidence.select_related("source__snapshot", "calculation")
    cited = list(rows.defer(*selectors.UNREAD).order_by("pk").filter(pk__in=wanted))
    if len(cited) != len(wanted):
        raise InvalidInputError("Unknown evidence for this claim.", field="evidence")
    if cited and data.searched_not_enough:
        raise InvalidInputError(
            "Either cite evidence, or say that you searched and it is not enough.",
            field="searched_not_enough",
        )
    if cited:
        return cited
    if not data.searched_not_enough:
        raise EvidenceMissingError(
            "Cite at least one piece of evidence, or say that you searched and it is "
            "not enough.",
            field="evidence",
        )
    if not rating.without_evidence:
        raise EvidenceMissingError(
            f"“{rating.label}” needs evidence; only a rating that says so stands without.",
            field="rating",
        )
    return cited

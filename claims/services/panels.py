"""Three editors vote where a claim is not for one of them to decide; two carry.

Nobody reads another's vote before their own is cast, and a vote stands once it is.
What carries becomes the verdict by the same service as any sign-off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from claims import conf, selectors
from claims.documents.text import trimmed
from claims.errors import (
    ConflictError,
    FourEyesError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Claim, Evidence, Notice, Panel, PanelVote, Verdict
from claims.permissions import has_role, require
from claims.selectors.panels import MEMBERS
from claims.services import (
    arranging,
    away,
    notices,
    panelcount,
    queueing,
    resting,
    reviewchecks,
    transitions,
)
from claims.services.numbers import COMPARABLE
from claims.services.reviewdata import ReviewData
from claims.vocabulary import ClaimStatus, DeskStep, NoticeEvent, PanelState, Role

REASON_CHARS = 500
VOTED = "You have voted, and a vote stands."


@away.writes
def call(
    claim: Claim,
    members: Sequence[str],
    *,
    actor: User,
    reason: str = "",
    version: int | None = None,
) -> Panel:
    """Ask three editors to vote on a reviewed claim, instead of deciding alone.

    Raises TransitionError (not all reviews are in, or a panel voted on them already),
    FourEyesError (a member reviewed it), InvalidInputError, HeldError, StaleClaimError.
    """
    require(actor, Role.EDITOR)
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    _check_up_for_vote(claim)
    queueing.check_hold(claim, actor)
    people = _people(claim, members)
    why = trimmed(reason)
    if len(why) > REASON_CHARS:
        raise InvalidInputError(f"At most {REASON_CHARS} characters.", field="reason")
    with transaction.atomic():
        seen = Claim.objects.filter(pk=claim.pk, version=claim.version)
        # They vote on these reviews: a new policy asks for no more of them meanwhile.
        asked = Coalesce(F("reviews_asked"), selectors.quorum_of(claim).needed)
        if not seen.update(
            version=F("version") + 1, reviews_asked=asked, **queueing.nobody()
        ):
            raise StaleClaimError(transitions.STALE)
        try:
            with transaction.atomic():
                panel = Panel.objects.create(
                    claim=claim, round=claim.round, called_by=actor, reason=why
                )
        except IntegrityError as error:
            raise ConflictError(transitions.UNDER_VOTE) from error
        PanelVote.objects.bulk_create(
            PanelVote(panel=panel, member=one) for one in people
        )
        named = ", ".join(one.get_username() for one in people)
        step = arranging.event(claim, DeskStep.PANEL, actor, after=named, reason=why)
        step.save()
        notices.settle(NoticeEvent.SIGN_OFF, claim)
        notices.tell(
            panelcount.news(panel, "You are asked to vote", actor),
            [one.pk for one in people],
        )
    claim.refresh_from_db()
    return panel


@away.writes
def vote(
    claim: Claim,
    data: ReviewData,
    *,
    actor: User,
    review: int | None = None,
    version: int | None = None,
) -> Panel:
    """Cast a member's vote: for a submitted `review`, or for a rating of their own.

    The third vote ends the panel.  Raises NotAllowedError (not a member),
    ConflictError (voted), TransitionError (no panel votes), InvalidInputError.
    """
    require(actor, Role.EDITOR)
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    with transaction.atomic():
        panel = _locked(claim)
        seat = panel.votes.filter(member=actor).first()
        if seat is None:
            raise NotAllowedError("You are not asked to vote on this claim.")
        if seat.cast_at is not None:
            raise ConflictError(VOTED)
        cited = _fill(seat, claim, data, review)
        seat.save()
        seat.evidence.set(cited)
        arranging.event(claim, DeskStep.VOTE, actor).save()
        asked = Notice.objects.filter(
            claim=claim, event=NoticeEvent.PANEL, person=actor, read_at=None
        )
        asked.update(read_at=Now())
        if not panel.votes.filter(cast_at=None).exists():
            panelcount.count(panel, claim, actor)
    claim.refresh_from_db()
    panel.refresh_from_db()
    return panel


@away.writes
def call_off(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Panel:
    """End a panel without a verdict, with the reason; its votes stay unread."""
    require(actor, Role.EDITOR)
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    why = trimmed(reason)
    if not why:
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    if len(why) > REASON_CHARS:
        raise InvalidInputError(f"At most {REASON_CHARS} characters.", field="reason")
    with transaction.atomic():
        panel = _locked(claim)
        panelcount.end(panel, PanelState.CALLED_OFF, why, actor=actor)
    panel.refresh_from_db()
    return panel


def leave(person: User, *, actor: User | None) -> None:
    """Somebody's account is closed: panels that wait for their vote end."""
    waiting = PanelVote.objects.filter(
        member=person, cast_at=None, panel__state=PanelState.VOTING
    )
    for seat in waiting.select_related("panel__claim"):
        why = "The account of a member was closed."
        panelcount.end(seat.panel, PanelState.CALLED_OFF, why, actor=actor)


def told_of(verdict: Verdict) -> dict[str, Any]:
    """What readers are told of the vote, to be frozen with a publication.

    Nothing, unless the newsroom says so; and never who voted how.
    """
    panel = Panel.objects.filter(verdict=verdict).first()
    if panel is None or not conf.publishes_dissent():
        return {}
    votes = list(panel.votes.select_related("rating"))
    language = verdict.claim.article.language
    return {
        "members": len(votes),
        "carried": sum(one.carried for one in votes),
        "dissent": [
            {
                "rating": one.rating.label_in(language),
                "figure": one.surface,
                "note": one.rationale,
            }
            for one in votes
            if one.rating and not one.carried
        ],
    }


# What is asked first ---------------------------------------------------------------


def _check_up_for_vote(claim: Claim) -> None:
    transitions.check_ordinary(claim)
    so_far = selectors.quorum_of(claim)
    if claim.status != ClaimStatus.IN_REVIEW or not so_far.handed_in:
        raise TransitionError("A panel votes on a claim that was reviewed.")
    if so_far.missing:
        raise TransitionError("All reviews are in before a panel is called.")
    transitions.check_no_panel(claim)
    rows = Panel.objects.filter(claim=claim, round=claim.round)
    if rows.filter(state=PanelState.UNDECIDED).exists():
        raise TransitionError(
            "A panel voted on these reviews without a verdict: a person decides."
        )


def _people(claim: Claim, members: Sequence[str]) -> list[User]:
    names = list(dict.fromkeys(members))
    if len(names) != MEMBERS:
        raise InvalidInputError(
            f"Choose {MEMBERS} editors; three vote, two carry.", field="members"
        )
    found = {one.username: one for one in User.objects.filter(username__in=names)}
    if missing := [name for name in names if name not in found]:
        raise InvalidInputError(f"There is no account {missing[0]!r}.", field="members")
    people = [found[name] for name in names]
    authors = set(selectors.open_reviews(claim).values_list("author", flat=True))
    for one in people:
        if not has_role(one, Role.EDITOR):
            raise InvalidInputError(
                f"{one.get_username()} is no editor and signs nothing off.",
                field="members",
            )
        if one.pk in authors:
            raise FourEyesError(
                f"{one.get_username()} reviewed this claim; choose somebody else.",
                field="members",
            )
    return people


def _locked(claim: Claim) -> Panel:
    """The panel that votes now; the last two votes are counted one after the other."""
    rows = Panel.objects.select_for_update(of=("self",)).select_related("claim")
    panel = rows.filter(claim=claim, state=PanelState.VOTING).first()
    if panel is None:
        raise TransitionError("No panel votes on this claim.")
    return panel


def _fill(
    seat: PanelVote, claim: Claim, data: ReviewData, backed: int | None
) -> list[Evidence]:
    """Write a vote into its seat; what it cites of its own is answered."""
    seat.cast_at = timezone.now()
    if backed is not None:
        _back(seat, claim, data, backed)
        return []
    if not data.rating:
        raise InvalidInputError(
            "Choose a review, or a rating of your own.", field="review"
        )
    found = reviewchecks.check(claim, data, several=True)
    seat.rating, seat.rationale = found.rating, found.rationale
    seat.reason_codes, seat.sources_reason = found.reason_codes, found.sources_reason
    seat.searched_not_enough = data.searched_not_enough
    seat.judged_as_of = data.judged_as_of
    for name, value in found.figure.items():
        setattr(seat, name, value)
    return found.cited


def _back(seat: PanelVote, claim: Claim, data: ReviewData, backed: int) -> None:
    """The rating and number of a submitted review; the words are the member's."""
    if data.rating:
        raise InvalidInputError(
            "Either back a review, or give a rating of your own.", field="review"
        )
    review = selectors.open_reviews(claim).filter(pk=backed).first()
    if review is None:
        raise InvalidInputError(
            "That review is not open on this claim.", field="review"
        )
    resting.check_review(review)
    seat.review, seat.rationale = review, reviewchecks.rationale_of(data.rationale)
    for name in ("rating", "reason_codes", *COMPARABLE):
        setattr(seat, name, getattr(review, name))

"""How a panel ends: what two of three say alike becomes the verdict, or nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from claims import selectors
from claims.errors import ClaimsError, FourEyesError
from claims.models import Claim, Panel, PanelVote, Review, Verdict
from claims.permissions import has_role
from claims.selectors import concerned
from claims.services import arranging, notices, quorum, reviewing
from claims.services.numbers import COMPARABLE
from claims.vocabulary import DeskStep, NoticeEvent, PanelState, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SPLIT = "Three votes, no two alike: a person decides."
#: What a vote of its own says as a review does.
_ALIKE = (
    *("rating", "rationale", "reason_codes", "searched_not_enough"),
    *("judged_as_of", "sources_reason", *COMPARABLE),
)


def count(panel: Panel, claim: Claim, actor: User) -> None:
    """All have voted: what two of them say alike becomes the verdict."""
    votes = list(panel.votes.select_related("member", "rating", "review"))
    votes.sort(key=lambda one: (one.cast_at, one.pk))
    alike = _alike(votes)
    if not alike:
        end(panel, PanelState.UNDECIDED, SPLIT, actor=actor)
        return
    told = f"{alike[0].rating}: {len(alike)} of {len(votes)}"
    try:
        with transaction.atomic():
            verdict = _decide(claim, alike, note=f"By a panel. {told}.")
            rows = PanelVote.objects.filter(pk__in=[one.pk for one in alike])
            rows.update(carried=True)
            end(panel, PanelState.CARRIED, told, actor=actor, verdict=verdict)
    except ClaimsError as error:
        outcome = f"{told}, but: {error.message}"
        end(panel, PanelState.UNDECIDED, outcome, actor=actor)


def _alike(votes: Sequence[PanelVote]) -> list[PanelVote]:
    for one, other in combinations(votes, 2):
        if quorum.agree(one, other):
            pair = (one, other)
            return [
                v for v in votes if v in pair or all(quorum.agree(v, p) for p in pair)
            ]
    return []


def _decide(claim: Claim, alike: Sequence[PanelVote], *, note: str) -> Verdict:
    """Sign off what carried, by the last of those who may and did not write it."""
    claim.refresh_from_db()
    backed = next((one.review for one in alike if one.review is not None), None)
    chosen = backed or _as_review(claim, alike[0])
    signers = [
        one.member
        for one in alike
        if one.member_id != chosen.author_id and has_role(one.member, Role.EDITOR)
    ]
    if not signers:
        raise FourEyesError("Nobody of those who carried it may sign it off any more.")
    return reviewing.decide(
        claim, actor=signers[-1], review=chosen, note=note, by_panel=True
    )


def _as_review(claim: Claim, vote: PanelVote) -> Review:
    """A rating of a member's own, as the review that a second member signs off."""
    made = Review.objects.create(
        claim=claim,
        round=claim.round,
        author=vote.member,
        unled=False,
        at_version=claim.version,
        **{name: getattr(vote, name) for name in _ALIKE},
    )
    made.evidence.set(vote.evidence.all())
    Claim.objects.filter(pk=claim.pk).update(reviews_in=F("reviews_in") + 1)
    return made


def end(
    panel: Panel,
    state: PanelState,
    outcome: str,
    *,
    actor: User | None,
    verdict: Verdict | None = None,
) -> None:
    Panel.objects.filter(pk=panel.pk).update(
        state=state,
        outcome=outcome[:500],
        verdict=verdict,
        ended_by=actor,
        ended_at=Now(),
    )
    claim, label = panel.claim, state.label
    step = arranging.event(
        claim, DeskStep.PANEL_END, actor, after=label, reason=outcome
    )
    step.save()
    notices.settle(NoticeEvent.PANEL, claim)
    told = news(panel, f"{label}. {outcome}", actor, ended=True)
    members = set(panel.votes.values_list("member", flat=True))
    notices.tell(told, members | {panel.called_by_id})
    if state is not PanelState.CARRIED:
        authors = set(selectors.open_reviews(claim).values_list("author", flat=True))
        again = notices.News(
            NoticeEvent.SIGN_OFF,
            claim,
            f"after-panel:{panel.pk}",
            "No panel decides; a person does",
            actor,
            spot="#claim-work",
        )
        notices.tell(again, concerned.editors() - authors - members)


def news(
    panel: Panel, told: str, actor: User | None, *, ended: bool = False
) -> notices.News:
    return notices.News(
        NoticeEvent.PANEL,
        panel.claim,
        f"panel{'-end' if ended else ''}:{panel.pk}",
        told,
        actor,
        spot="#claim-work",
    )

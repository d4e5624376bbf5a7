"""Panels, and whose votes a person may read: nobody's before their own is cast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Claim, ClaimQuerySet, Panel, PanelVote, Review
from claims.selectors.listing import for_listing
from claims.vocabulary import PanelState, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MEMBERS = 3
#: Panels that voted to the end: what was said is for everybody at the desk.
TOLD = (PanelState.CARRIED, PanelState.UNDECIDED)


@dataclass(frozen=True, slots=True)
class PanelSight:
    """A panel as one person may see it."""

    panel: Panel
    members: Sequence[tuple[User, bool]]  # and whether they have voted
    votes: Sequence[PanelVote]  # those this person may read
    asked: bool  # this person's own vote is still wanted

    @property
    def cast(self) -> int:
        return sum(voted for _, voted in self.members)

    @property
    def is_voting(self) -> bool:
        return self.panel.state == PanelState.VOTING

    @property
    def dissent(self) -> list[PanelVote]:
        """Votes that did not carry, where others did."""
        if self.panel.state != PanelState.CARRIED:
            return []
        return [one for one in self.votes if not one.carried]


def voted_on(claims: Iterable[Claim]) -> set[int]:
    """Those of them (their keys) a panel votes on now."""
    rows = Panel.objects.filter(
        claim__in=[one.pk for one in claims], state=PanelState.VOTING
    )
    return set(rows.values_list("claim", flat=True))


def under_vote() -> Exists:
    """Claims a panel votes on now."""
    rows = Panel.objects.filter(claim=OuterRef("pk"), state=PanelState.VOTING)
    return Exists(rows)


def votes_seen_by(person: User, votes: QuerySet[PanelVote]) -> QuerySet[PanelVote]:
    """Those of `votes` this person may read."""
    own = PanelVote.objects.filter(
        panel=OuterRef("panel"), member=person.pk, cast_at__isnull=False
    )
    seen = votes.filter(Q(panel__state__in=TOLD) | Exists(own), cast_at__isnull=False)
    return seen.select_related("member", "rating", "review__author").order_by("cast_at")


def panel_of(claim: Claim, person: User) -> PanelSight | None:
    """The last panel of the claim's current round."""
    rows = Panel.objects.filter(claim=claim, round=claim.round)
    panel = rows.select_related("called_by", "ended_by", "verdict__review").first()
    return None if panel is None else sight_of(panel, person)


def sight_of(panel: Panel, person: User) -> PanelSight:
    # Only who sits there and whether they voted; what they voted is asked for apart.
    seats = list(
        panel.votes.select_related("member").only("panel", "member", "cast_at")
    )
    seen = votes_seen_by(person, panel.votes.all()).prefetch_related("evidence")
    asked = panel.state == PanelState.VOTING and any(
        one.member_id == person.pk and one.cast_at is None for one in seats
    )
    return PanelSight(
        panel=panel,
        members=[(one.member, one.cast_at is not None) for one in seats],
        votes=list(seen),
        asked=asked,
    )


def candidates(claim: Claim) -> QuerySet[User]:
    """Who can sit on a panel: editors who reviewed nothing of this round."""
    editors = get_user_model().objects.filter(
        is_active=True, groups__name=Role.EDITOR.value
    )
    own = Review.objects.filter(claim=claim, round=claim.round, author=OuterRef("pk"))
    return editors.exclude(Exists(own)).order_by("username")


def votes_wanted(person: User) -> ClaimQuerySet:
    """Claims on whose panel a person is still to vote, the most pressing first."""
    seats = PanelVote.objects.filter(
        panel__claim=OuterRef("pk"),
        panel__state=PanelState.VOTING,
        member=person.pk,
        cast_at__isnull=True,
    )
    wanted: ClaimQuerySet = Claim.objects.filter(Exists(seats))
    return for_listing(wanted).order_by("-priority", "id")

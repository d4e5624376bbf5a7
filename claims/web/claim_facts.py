"""What is known of a claim, and how its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from claims import selectors
from claims.models import (
    Attachment,
    Claim,
    ClaimEvent,
    Draft,
    Evidence,
    Leaning,
    PriorCheck,
    Publication,
    Rating,
    Review,
    RootChoice,
    SourceJob,
    StatusChange,
    Verdict,
)
from claims.services import priority, relating
from claims.services.calculating import Operand, Preview
from claims.services.pairing import Proposal
from claims.services.standards import Standards
from claims.services.weighing import Weighing
from claims.vocabulary import (
    Action,
    ClaimStatus,
    ReadingField,
    ReasonCode,
    RootStep,
    SearchOutcome,
    Stance,
    Standing,
)
from claims.web.cards import Card
from claims.web.forms.claims import ClaimForm
from claims.web.lines import Lines
from claims.web.past import Event, SentBack, sent_back, timeline
from claims.web.worth import Sum, sum_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class ClaimFacts:
    """A claim as one person sees it.  `refused` holds the form a service refused."""

    claim: Claim
    person: User
    context: selectors.Context
    cards: Sequence[Card]
    standards: Standards
    replies: selectors.Replies  # shown to the desk alone
    lines: Lines | None
    sense: selectors.Sense
    arithmetic: selectors.Arithmetic
    taken_back: Sequence[tuple[str, Evidence]]
    searches: Sequence[SourceJob]
    asked: Sequence[selectors.Asked]
    going: selectors.Going
    operands: Mapping[str, Operand]
    choices: Sequence[RootChoice]
    weighing: Weighing | None
    prior_checks: Sequence[PriorCheck]
    reviews: Sequence[Review]  # those this person may read
    quorum: selectors.Quorum
    panel: selectors.PanelSight | None  # of this round
    verdict: Verdict | None
    publications: Sequence[Publication]
    history: Sequence[StatusChange]
    events: Sequence[ClaimEvent]
    ratings: Sequence[Rating]
    attachments: Sequence[Attachment]
    watched: bool
    present: Sequence[User]
    talks: Sequence[selectors.Talk]  # what this person may read of them
    actions: frozenset[Action]
    draft: Draft | None = None  # this person's own
    refused: Mapping[str, ClaimForm] = field(default_factory=dict)
    typed: Mapping[str, ClaimForm] = field(default_factory=dict)  # and not refused
    preview: Preview | None = None
    scale: str = ""
    proposal: Proposal | None = None
    about: str = ""  # the spot a new discussion begins with
    thread: int | None = None  # the discussion that is looked for

    reason_codes = ReasonCode.choices
    reason_labels: ClassVar[Mapping[str, str]] = dict(ReasonCode.choices)
    stances = Stance.choices
    root_steps = RootStep.choices

    @property
    def searching(self) -> bool:
        return self.claim.status == ClaimStatus.SOURCING

    @property
    def searched(self) -> bool:
        """Whether a search came to its end, with or without a find."""
        return bool(self.searches) and not self.searching

    @property
    def stamp(self) -> str:
        """Changes whenever a source arrives: what the page has shown already."""
        ended = sum(job.outcome != SearchOutcome.PENDING for job in self.searches)
        shown = f"{self.claim.version}-{ended}-{len(self.cards)}"
        return f"{shown}-{self.going.stamp}" if self.going.steps else shown

    @cached_property
    def cards_aside(self) -> list[Card]:
        """Numbers of something else: kept, and folded."""
        return [card for card in self.cards if card.is_aside]

    @cached_property
    def worth(self) -> Sum | None:
        return sum_of(self.claim)

    @cached_property
    def priority(self) -> list[priority.Part]:
        return priority.explain(self.claim)

    @property
    def open_reviews(self) -> list[Review]:
        return [one for one in self.reviews if one.round == self.claim.round]

    @property
    def going_out(self) -> list[Review]:
        """Reviews of this round that may yet be published."""
        if self.claim.status == ClaimStatus.PUBLISHED:
            return []
        chosen = self.verdict.review_id if self.verdict else None
        return [one for one in self.open_reviews if chosen in (None, one.pk)]

    @property
    def unseen(self) -> int:
        """Reviews of this round kept from this person until theirs is in."""
        return self.quorum.handed_in - len(self.open_reviews)

    @property
    def complete(self) -> bool:
        return not self.quorum.missing

    @property
    def earlier_reviews(self) -> list[Review]:
        return [one for one in self.reviews if one.round != self.claim.round]

    @cached_property
    def sent_back(self) -> SentBack | None:
        """Why a reviewed claim waits for a new review; it is about the one signed off."""
        waiting = {ClaimStatus.READY, ClaimStatus.IN_REVIEW}
        if self.quorum.handed_in or self.claim.status not in waiting:
            return None
        back = sent_back(self.reviews, self.history)
        if back is None:
            return None
        decided = selectors.decided_last(self.claim)
        round_ = (one for one in self.reviews if one.round == back.review.round)
        about = next((one for one in round_ if one.pk == decided), back.review)
        return replace(back, review=about)

    @property
    def timeline(self) -> list[Event]:
        shown = [(one.letter, one.evidence) for one in self.cards if not one.hidden]
        return timeline(
            self.reviews, self.history, self.events, [*shown, *self.taken_back]
        )

    @property
    def my_review(self) -> Review | None:
        return next(
            (one for one in self.open_reviews if one.author_id == self.person.pk), None
        )

    @property
    def open_talks(self) -> list[selectors.Talk]:
        return [one for one in self.talks if not one.resolved]

    @property
    def talk_spots(self) -> list[tuple[str, str]]:
        """What a discussion can be about, in the words of the page."""
        evidence = [
            (f"evidence-{card.evidence.pk}", f"Evidence {card.letter}")
            for card in self.cards
        ]
        return [("claim", "The claim"), *ReadingField.choices, *evidence]

    @cached_property
    def spot_names(self) -> Mapping[str, str]:
        return dict(self.talk_spots)

    @cached_property
    def talked(self) -> Mapping[str, selectors.Talk]:
        """The first open discussion about each spot."""
        return {one.about: one for one in reversed(self.open_talks)}

    @property
    def root_choices(self) -> list[tuple[str, RootChoice]]:
        """What people said of origins, newest first, with the evidence's letter."""
        letters = {card.evidence.pk: card.letter for card in self.cards}
        return [(letters.get(c.evidence_id, ""), c) for c in reversed(self.choices)]

    @property
    def said_and_now(self) -> bool:
        """Whether a source tells apart what held then and what holds now."""
        return any(card.evidence.relation_now for card in self.cards)

    @property
    def cards_by_evidence(self) -> Mapping[int, Card]:
        return {card.evidence.pk: card for card in self.cards}

    @cached_property
    def related(self) -> list[relating.Other]:
        """Other claims about the same; worked out where the page shows them."""
        return relating.related_claims(self.claim)

    @cached_property
    def verdicts_on_related(self) -> Mapping[int, Verdict]:
        return selectors.verdicts_on(one.claim for one in self.related)

    @cached_property
    def precedents(self) -> selectors.Precedents | None:
        return selectors.precedents(self.claim, self.person)

    @cached_property
    def undermined(self) -> Leaning | None:
        """What the verdict in force began as, where that was taken back since."""
        return selectors.undermined_by(self.verdict) if self.verdict else None

    @cached_property
    def shaken(self) -> list[Card]:
        """What the verdict in force cites and its source has no more."""
        gone = [c for c in self.cards if c.evidence.standing == Standing.GONE]
        if not gone or self.verdict is None:
            return []
        cited = set(self.verdict.review.evidence.values_list("pk", flat=True))
        return [card for card in gone if card.evidence.pk in cited]

"""Everything the claim page prints, worked out before the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.utils import timezone

from claims import selectors
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.models import (
    Claim,
    PriorCheck,
    Publication,
    Rating,
    Review,
    SourceJob,
    StatusChange,
    Verdict,
)
from claims.permissions import actions_for, has_role
from claims.services import quorum, tolerances
from claims.vocabulary import (
    Action,
    ClaimStatus,
    QueueSlug,
    ReasonCode,
    Role,
    SearchOutcome,
    Stance,
)
from claims.web.cards import Card, cards_of, letters_of
from claims.web.forms.claims import (
    ClaimForm,
    EvidenceForm,
    ReasonForm,
    ReviewersForm,
    ReviewForm,
    SignOffForm,
)
from claims.web.lines import Lines, lines_of
from claims.web.past import Event, SentBack, sent_back, timeline
from claims.web.worth import Sum, sum_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORMS: Mapping[str, type[ClaimForm]] = {
    "attach": EvidenceForm,
    "review": ReviewForm,
    "decide": SignOffForm,
    "reviewers": ReviewersForm,
    "send_back": ReasonForm,
    "reopen": ReasonForm,
    "correct": ReasonForm,
    "retract": ReasonForm,
    "dismiss": ReasonForm,
}


@dataclass(frozen=True)
class ClaimPage:
    """A claim as one person sees it.  `refused` holds the form a service refused."""

    claim: Claim
    person: User
    context: selectors.Context
    cards: Sequence[Card]
    lines: Lines | None
    sense: selectors.Sense
    arithmetic: selectors.Arithmetic
    searches: Sequence[SourceJob]
    prior_checks: Sequence[PriorCheck]
    reviews: Sequence[Review]  # those this person may read
    quorum: selectors.Quorum
    verdict: Verdict | None
    publications: Sequence[Publication]
    history: Sequence[StatusChange]
    ratings: Sequence[Rating]
    actions: frozenset[Action]
    refused: Mapping[str, ClaimForm] = field(default_factory=dict)

    reason_codes = ReasonCode.choices
    reason_labels: ClassVar[Mapping[str, str]] = dict(ReasonCode.choices)
    stances = Stance.choices

    # What the page shows -------------------------------------------------------

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
        return f"{self.claim.version}-{ended}-{len(self.cards)}"

    @cached_property
    def worth(self) -> Sum | None:
        return sum_of(self.claim)

    @property
    def open_reviews(self) -> list[Review]:
        return [one for one in self.reviews if one.round == self.claim.round]

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

    @property
    def sent_back(self) -> SentBack | None:
        """Why a reviewed claim waits for a new review."""
        waiting = {ClaimStatus.READY, ClaimStatus.IN_REVIEW}
        if self.quorum.handed_in or self.claim.status not in waiting:
            return None
        return sent_back(self.reviews, self.history)

    @property
    def timeline(self) -> list[Event]:
        return timeline(self.reviews, self.history)

    @property
    def my_review(self) -> Review | None:
        return next(
            (one for one in self.open_reviews if one.author_id == self.person.pk), None
        )

    @property
    def cards_by_evidence(self) -> Mapping[int, Card]:
        return {card.evidence.pk: card for card in self.cards}

    # Who holds it --------------------------------------------------------------

    @cached_property
    def held(self) -> bool:
        until = self.claim.held_until
        return self.claim.holder_id is not None and bool(
            until and until > timezone.now()
        )

    @property
    def mine(self) -> bool:
        return self.held and self.claim.holder_id == self.person.pk

    @property
    def others(self) -> bool:
        return self.held and not self.mine

    # What this person can do now -----------------------------------------------

    @property
    def in_review(self) -> bool:
        return self.claim.status == ClaimStatus.IN_REVIEW

    @property
    def is_reviewer(self) -> bool:
        return has_role(self.person, Role.REVIEWER)

    @property
    def is_editor(self) -> bool:
        return has_role(self.person, Role.EDITOR)

    @property
    def can_take(self) -> bool:
        free = self.in_review and not self.held and self.my_review is None
        return self.is_reviewer and (Action.START_REVIEW in self.actions or free)

    @property
    def can_review(self) -> bool:
        return (
            self.is_reviewer and self.in_review and self.mine and self.my_review is None
        )

    @property
    def to_sign_off(self) -> list[Review]:
        """Open reviews this person may sign off: by somebody else, once all are in."""
        if Action.DECIDE not in self.actions or self.others or not self.complete:
            return []
        if self.claim.disputed and self.my_review:
            return []
        return [one for one in self.open_reviews if one.author_id != self.person.pk]

    @property
    def only_mine_to_sign_off(self) -> bool:
        return (
            Action.DECIDE in self.actions
            and self.complete
            and bool(self.open_reviews)
            and not any(one.author_id != self.person.pk for one in self.open_reviews)
        )

    @property
    def can_release(self) -> bool:
        holdable = {ClaimStatus.IN_REVIEW, ClaimStatus.DECIDED}
        theirs = self.mine or (self.is_editor and self.held)
        return self.is_reviewer and self.claim.status in holdable and theirs

    @property
    def can_send_back(self) -> bool:
        return (
            Action.RELEASE in self.actions
            and self.is_editor
            and bool(self.quorum.handed_in)
            and not self.others
        )

    @property
    def may_start_over(self) -> bool:
        """Whether a review handed in, if any, is this person's to make history."""
        return not self.others and (self.is_editor or not self.quorum.handed_in)

    @property
    def cost_of_starting_over(self) -> str:
        return "The review handed in becomes history." if self.quorum.handed_in else ""

    @property
    def search_look(self) -> str:
        """The first thing to do, unless there is a review to read."""
        return "quiet" if self.quorum.handed_in else "button"

    @property
    def further_look(self) -> str:
        return "quiet" if self.complete else "button"

    @property
    def can_search(self) -> bool:
        return Action.REQUEST_SOURCES in self.actions and self.may_start_over

    @property
    def can_attach(self) -> bool:
        closed = {ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED}
        return self.is_reviewer and self.claim.status not in closed

    @property
    def can_restore(self) -> bool:
        return Action.RESTORE in self.actions

    @property
    def can_publish(self) -> bool:
        """Not what was retracted: that is reopened and signed off anew."""
        verdict = self.verdict
        retracted = verdict is not None and any(
            one.verdict_id == verdict.pk and not one.in_force
            for one in self.publications
        )
        return Action.PUBLISH in self.actions and not retracted

    @property
    def next_queue(self) -> QueueSlug | None:
        """Where the next claim comes from, for who is done with this one."""
        if self.mine or not self.is_reviewer:
            return None
        signed_off = {ClaimStatus.DECIDED, ClaimStatus.PUBLISHED}
        deciding = self.is_editor and self.claim.status in signed_off
        return QueueSlug.SIGN_OFF if deciding else QueueSlug.REVIEW

    @property
    def can_ask_reviews(self) -> bool:
        return self.is_editor and self.claim.status not in quorum.CLOSED

    @property
    def published(self) -> bool:
        return any(one.in_force for one in self.publications)

    # Forms, each empty or as it was refused ------------------------------------

    @cached_property
    def forms(self) -> Mapping[str, ClaimForm]:
        empty = {
            name: form(auto_id=auto_id(name))
            for name, form in FORMS.items()
            if name not in self.refused
        }
        return {**empty, **self.refused}

    @cached_property
    def shows(self) -> Mapping[str, bool]:
        """Forms on the page: what can be done now, and what was refused just now,
        so that the words typed into it are not lost."""
        possible = {
            "attach": self.can_attach and not self.searching,
            "review": self.can_review,
            "decide": bool(self.to_sign_off),
            "reviewers": self.can_ask_reviews,
            "send_back": self.can_send_back,
            "reopen": Action.REOPEN in self.actions,
            "correct": Action.CORRECT in self.actions,
            "retract": Action.RETRACT in self.actions,
            "dismiss": Action.DISMISS in self.actions and self.may_start_over,
        }
        return {name: may or name in self.refused for name, may in possible.items()}

    @property
    def refusals(self) -> list[str]:
        """Messages of refused buttons, which have no form of their own to stand at."""
        return [
            message
            for name, form in self.refused.items()
            if not self.shows.get(name)
            for message in form.problems
        ]

    @property
    def stumble(self) -> str:
        """The first message of what was refused, for the top of the page."""
        for form in self.refused.values():
            for messages in form.errors.values():
                return str(messages[0])
        return ""

    @property
    def cited_before(self) -> set[int]:
        """Evidence ticked in a review that was refused."""
        ticked = self.forms["review"]["evidence"].value() or []
        return {int(value) for value in ticked if str(value).isdecimal()}


def claim_page(
    claim: Claim, person: User, *, refused: Mapping[str, ClaimForm] | None = None
) -> ClaimPage:
    found = list(selectors.evidence_of(claim))
    letters = letters_of(one.pk for one in found)
    evidence = [(letters[one.pk], one) for one in found]
    policies = tolerances.made_by(found)
    return ClaimPage(
        claim=claim,
        person=person,
        context=selectors.context_of(claim),
        cards=cards_of(evidence),
        lines=lines_of(claim, evidence, policies),
        sense=selectors.sense_of(claim, evidence, policy=next(iter(policies.values()))),
        arithmetic=_arithmetic(claim, next(iter(policies.values()))),
        searches=list(selectors.source_jobs_of(claim)),
        prior_checks=list(selectors.prior_checks_of(claim)),
        reviews=list(selectors.reviews_of(claim, person)),
        quorum=selectors.quorum_of(claim),
        verdict=selectors.verdict_of(claim),
        publications=list(selectors.revisions_of(claim)),
        history=list(selectors.history_of(claim)),
        ratings=list(selectors.ratings()),
        actions=frozenset(actions_for(person, claim)),
        refused=refused or {},
    )


def _arithmetic(claim: Claim, policy: TolerancePolicy) -> selectors.Arithmetic:
    article = claim.article
    rows = selectors.arithmetic_claims(article)
    return selectors.arithmetic_of(article, rows, policy=policy).of(claim)


def auto_id(form_name: str) -> str:
    """Keeps the ids of many forms on one page apart."""
    return f"id_{form_name}_%s"

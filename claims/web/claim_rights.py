"""What one person can do with a claim now."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from claims import selectors
from claims.models import KnownAnswer, Publication, Review
from claims.permissions import has_role
from claims.services import arranging, publishing, quorum, rereading
from claims.vocabulary import Action, ClaimStatus, QueueSlug, Role
from claims.web.claim_facts import ClaimFacts

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ClaimRights(ClaimFacts):
    """Every button of the page asks here."""

    # Calibration, which is for editors alone to know -----------------------------

    @property
    def is_calibration(self) -> bool:
        return self.claim.calibration and self.is_editor

    @cached_property
    def known_answer(self) -> KnownAnswer | None:
        return selectors.known_answer_of(self.claim) if self.is_calibration else None

    @cached_property
    def answers(self) -> selectors.Answers:
        return selectors.answers_of(self.claim.article_id, after=self.claim.pk)

    # A panel -------------------------------------------------------------------

    @property
    def under_vote(self) -> bool:
        return self.panel is not None and self.panel.is_voting

    @property
    def can_vote(self) -> bool:
        return self.panel is not None and self.panel.asked and self.is_editor

    @property
    def can_call_off(self) -> bool:
        return self.under_vote and self.is_editor

    @property
    def can_call_panel(self) -> bool:
        voted = self.panel is not None and self.panel.panel.state in selectors.TOLD
        reviewed = bool(self.quorum.handed_in) and self.complete and not self.others
        free = self.in_review and not self.under_vote and not voted
        return self.is_editor and reviewed and free

    @cached_property
    def candidates(self) -> list[User]:
        """Who can be asked to vote."""
        return list(selectors.candidates(self.claim))

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
        free = free and not self.under_vote
        if self.is_calibration:  # who can see the answer
            return False
        if self.claim.escalated and not self.is_editor:
            return False
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
        if self.under_vote or (self.claim.disputed and self.my_review):
            return []
        return [one for one in self.open_reviews if one.author_id != self.person.pk]

    @property
    def figures_apart(self) -> str:
        """How the numbers of reviews that are all in were read, where that differs."""
        language = self.claim.article.language
        return (
            quorum.figures_apart(self.open_reviews, language) if self.complete else ""
        )

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
        holdable = {
            ClaimStatus.IN_REVIEW,
            ClaimStatus.DECIDED,
            ClaimStatus.PUBLISHED,
        }
        theirs = self.mine or (self.is_editor and self.held)
        return self.is_reviewer and self.claim.status in holdable and theirs

    @property
    def can_send_back(self) -> bool:
        return (
            Action.RELEASE in self.actions
            and self.is_editor
            and bool(self.quorum.handed_in)
            and not self.others
            and not self.under_vote
        )

    @property
    def may_start_over(self) -> bool:
        """Whether a review handed in, if any, is this person's to make history."""
        free = not self.others and not self.under_vote
        return free and (self.is_editor or not self.quorum.handed_in)

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
    def can_archive(self) -> bool:
        return has_role(self.person, Role.EDITOR)

    @property
    def can_restore(self) -> bool:
        return Action.RESTORE in self.actions

    @property
    def retracted(self) -> bool:
        """Whether the verdict in force was published and taken down."""
        verdict = self.verdict
        return verdict is not None and any(
            one.verdict_id == verdict.pk and not one.in_force
            for one in self.publications
        )

    @property
    def outdated(self) -> bool:
        verdict = self.verdict
        return verdict is not None and verdict.is_outdated

    @property
    def can_prolong(self) -> bool:
        """The verdict in force, by who may say that it holds."""
        return self.is_editor and self.verdict is not None and not self.others

    @property
    def can_retract(self) -> bool:
        """What readers see now, also while it is being corrected."""
        corrected = self.corrected is not None
        return Action.RETRACT in self.actions or (self.is_editor and corrected)

    @property
    def corrected(self) -> Publication | None:
        """What readers see while its correction is being made."""
        shown = (one for one in self.publications if one.in_force and one.withdrawal)
        return next(shown, None)

    @property
    def can_publish(self) -> bool:
        """Not what was retracted: that is reopened and signed off anew."""
        return Action.PUBLISH in self.actions and not self.retracted

    @property
    def must_say_kind(self) -> bool:
        """Whether the correction about to be published was said to change more."""
        verdict = self.verdict
        return (
            self.can_publish
            and verdict is not None
            and self.published
            and publishing.asks_for_kind(self.claim, verdict)
        )

    @property
    def next_queue(self) -> QueueSlug | None:
        """Where the next claim comes from, for who is done with this one."""
        if self.mine or not self.is_reviewer:
            return None
        signed_off = {ClaimStatus.DECIDED, ClaimStatus.PUBLISHED}
        deciding = self.is_editor and self.claim.status in signed_off
        return QueueSlug.SIGN_OFF if deciding else QueueSlug.REVIEW

    @property
    def can_confirm(self) -> bool:
        return (
            self.is_reviewer
            and not self.others
            and not self.quorum.handed_in
            and self.claim.confirmed_by_id is None
            and self.claim.status not in rereading.CLOSED
        )

    @property
    def can_reread(self) -> bool:
        return (
            self.is_reviewer
            and not self.others
            and not self.quorum.handed_in
            and not self.searching
            and self.claim.status not in rereading.CLOSED
        )

    @property
    def can_skip(self) -> bool:
        waiting = self.claim.status == ClaimStatus.READY
        return self.is_reviewer and (self.mine or (waiting and not self.held))

    @property
    def can_arrange(self) -> bool:
        return self.is_editor and self.claim.status not in arranging.ENDED

    @property
    def can_ask_reviews(self) -> bool:
        open_ = self.claim.status not in quorum.CLOSED and not self.under_vote
        return self.is_editor and open_

    @property
    def published(self) -> bool:
        return any(one.in_force for one in self.publications)

"""The forms of a claim's page, each empty or as it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from claims.services import rereading
from claims.services.pairing import Proposal
from claims.vocabulary import Action
from claims.web.claim_rights import ClaimRights
from claims.web.forms.arranging import ArrangeForm, ReadingForm, ReviewersForm, SkipForm
from claims.web.forms.calibration import KnownAnswerForm
from claims.web.forms.claims import (
    ClaimForm,
    CorrectionForm,
    EvidenceForm,
    ProlongForm,
    PublishForm,
    ReasonForm,
    ReviewForm,
    SignOffForm,
)
from claims.web.forms.panels import PanelForm, VoteForm
from claims.web.forms.replies import AskForm
from claims.web.forms.talk import TalkForm
from claims.web.forms.working import CalculationForm, RootsForm

FORMS: Mapping[str, type[ClaimForm]] = {
    "attach": EvidenceForm,
    "calculate": CalculationForm,
    "roots": RootsForm,
    "review": ReviewForm,
    "ask_reply": AskForm,
    "waive_reply": ReasonForm,
    "decide": SignOffForm,
    "panel": PanelForm,
    "panel_vote": VoteForm,
    "panel_off": ReasonForm,
    "reviewers": ReviewersForm,
    "reading": ReadingForm,
    "skip": SkipForm,
    "arrange": ArrangeForm,
    "take_over": ReasonForm,
    "give_back": ReasonForm,
    "send_back": ReasonForm,
    "prolong": ProlongForm,
    "publish": PublishForm,
    "reopen": ReasonForm,
    "correct": CorrectionForm,
    "retract": ReasonForm,
    "dismiss": ReasonForm,
    "talk": TalkForm,
    "known_answer": KnownAnswerForm,
}


class ClaimForms(ClaimRights):
    """Which forms stand on the page, and what was typed into them."""

    @cached_property
    def forms(self) -> Mapping[str, ClaimForm]:
        empty = {
            name: form(auto_id=auto_id(name), initial=self.starts.get(name))
            for name, form in FORMS.items()
            if name not in self.refused
        }
        return {**empty, **self.typed, **self.refused}

    @property
    def starts(self) -> dict[str, dict[str, Any]]:
        """What forms begin with."""
        claim = self.claim
        to = claim.assignee.get_username() if claim.assignee else ""
        return {
            "review": proposed(self.proposal) or self._draft,
            "reading": dict(rereading.told(claim)),
            "arrange": {"to": to, "due_at": claim.due_at},
            "reviewers": {"reviews": claim.reviews_asked},
            "talk": {"about": self.about},
            "known_answer": self._known,
        }

    @property
    def _known(self) -> dict[str, Any]:
        if (known := self.known_answer) is None:
            return {}
        told = {"figure": known.surface, "note": known.note}
        return {"rating": known.rating.slug, **told}

    @property
    def _draft(self) -> dict[str, Any]:
        return self.draft.content if self.draft else {}

    @cached_property
    def shows(self) -> Mapping[str, bool]:
        """Forms on the page: what can be done now, and what was refused just now,
        so that the words typed into it are not lost."""
        possible = {
            "attach": self.can_attach and not self.searching,
            "calculate": self.can_attach and not self.searching,
            "roots": self.can_attach and not self.searching and bool(self.cards),
            "review": self.can_review,
            "ask_reply": self.is_reviewer,
            "waive_reply": self.is_editor,
            "decide": bool(self.to_sign_off),
            "panel": self.can_call_panel,
            "panel_vote": self.can_vote,
            "panel_off": self.can_call_off,
            "reviewers": self.can_ask_reviews,
            "reading": self.can_reread,
            "skip": self.can_skip,
            "arrange": self.can_arrange,
            "take_over": self.is_editor and self.others,
            "give_back": self.is_editor and self.claim.escalated,
            "send_back": self.can_send_back,
            "prolong": self.can_prolong,
            "publish": self.can_publish,
            "reopen": Action.REOPEN in self.actions,
            "correct": Action.CORRECT in self.actions,
            "retract": self.can_retract,
            "dismiss": Action.DISMISS in self.actions
            and self.may_start_over
            and not self.published,
            "talk": self.is_reviewer,
        }
        return {name: may or name in self.refused for name, may in possible.items()}

    @property
    def draft_waits(self) -> bool:
        """Whether a draft is kept that no form on the page shows."""
        return (
            self.draft is not None
            and self.my_review is None
            and not self.shows["review"]
        )

    @property
    def further_steps(self) -> bool:
        """Whether anything stands among the steps beside the review itself."""
        steps: tuple[str, ...] = (
            "send_back",
            "skip",
            "take_over",
            "give_back",
            "arrange",
            "reviewers",
            "panel",
        )
        steps += ("dismiss", "prolong", "reopen", "correct", "retract")
        return (
            any(self.shows[name] for name in steps)
            or self.can_search
            or self.can_restore
            or self.can_release
            or self.searching
        )

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
    def stumbles(self) -> list[tuple[str, str]]:
        """What was refused, and where it stands, for the top of the page."""
        return [
            (str(messages[0]), form[name].auto_id if name in form.fields else "")
            for form in self.refused.values()
            for name, messages in form.errors.items()
        ]

    @property
    def stumble(self) -> str:
        return next((message for message, _ in self.stumbles), "")

    @property
    def asks_which(self) -> bool:
        """Whether a number or a passage is to be chosen, which is where to go on."""
        return any(
            getattr(form, "numbers", ()) or "passage" in form.fields
            for form in self.refused.values()
        )

    @property
    def stumbled_at(self) -> str:
        """Where on the page the refused form stands."""
        for name in self.refused:
            if name in {"attach", "talk"} or name.startswith(("thread-", "comment-")):
                return name
        return "claim-work"

    @property
    def roots_ticked(self) -> set[int]:
        """Evidence ticked in a step that was refused."""
        ticked = self.forms["roots"]["evidence"].value() or []
        return {int(value) for value in ticked if str(value).isdecimal()}

    @property
    def cited_before(self) -> set[int]:
        """Evidence ticked in a review that was refused."""
        ticked = self.forms["review"]["evidence"].value() or []
        return {int(value) for value in ticked if str(value).isdecimal()}


def proposed(proposal: Proposal | None) -> dict[str, Any]:
    """A review as it begins where another claim's verdict was proposed."""
    if proposal is None:
        return {}
    return {
        "rating": proposal.rating,
        "rationale": proposal.rationale,
        "reason_codes": proposal.reason_codes,
        "leans_on": proposal.claim.pk,
    }


def auto_id(form_name: str) -> str:
    """Keeps the ids of many forms on one page apart."""
    return f"id_{form_name}_%s"

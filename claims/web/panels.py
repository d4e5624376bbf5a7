"""A panel of three: calling it, voting, calling it off."""

from __future__ import annotations

from claims.models import Claim
from claims.services import panels
from claims.vocabulary import PanelState
from claims.web.access import SignedInRequest
from claims.web.forms.claims import ReasonForm
from claims.web.forms.panels import PanelForm, VoteForm
from claims.web.verbs import verb


@verb(PanelForm)
def panel(request: SignedInRequest, claim: Claim, form: PanelForm) -> str:
    given = form.cleaned_data
    panels.call(
        claim,
        given["members"],
        actor=request.user,
        reason=given["reason"],
        version=form.seen(),
    )
    return "The three are asked to vote; each votes unseen by the others."


@verb(VoteForm)
def panel_vote(request: SignedInRequest, claim: Claim, form: VoteForm) -> str:
    ended = panels.vote(
        claim,
        form.review(),
        actor=request.user,
        review=form.cleaned_data["backs"],
        version=form.seen(),
    )
    if ended.state == PanelState.VOTING:
        return "Your vote is in. It counts once all three have voted."
    return f"Your vote is in, and the panel ended. {ended.outcome}"


@verb(ReasonForm)
def panel_off(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    panels.call_off(claim, actor=request.user, reason=form.why(), version=form.seen())
    return "The panel is called off; the claim waits for sign-off again."

"""Everything the claim page prints, worked out before the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from claims import selectors
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.models import Claim, ClaimEvent
from claims.permissions import actions_for
from claims.selectors.letters import lettered
from claims.services import drafts, shown, standards, tolerances
from claims.services.calculating import Preview, operands_of, stale
from claims.services.pairing import Proposal
from claims.services.weighing import compared, weigh
from claims.web.cards import Judged, cards_of
from claims.web.claim_forms import ClaimForms
from claims.web.forms.claims import ClaimForm
from claims.web.lines import lines_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ClaimPage(ClaimForms):
    """Facts, rights and forms together: what the template is given."""


def claim_page(
    claim: Claim,
    person: User,
    *,
    refused: Mapping[str, ClaimForm] | None = None,
    typed: Mapping[str, ClaimForm] | None = None,
    preview: Preview | None = None,
    scale: str = "",
    proposal: Proposal | None = None,
    about: str = "",
    thread: int | None = None,
) -> ClaimPage:
    selectors.seen_after_review([claim], person)
    rows = selectors.evidence_of(claim, every=True)
    all_rows = list(selectors.evidence_marked(person, rows))
    letters = selectors.letters_of(one.pk for one in all_rows)
    with_back = [one for one in all_rows if not one.unread]
    every = [one for one in with_back if one.taken_back_at is None]
    back = {one.pk for one in with_back} - {one.pk for one in every}
    found = shown.read_by(person, every)
    evidence = [(letters[one.pk], one) for one in found]
    cards = [(letters[one.pk], one) for one in shown.shown_to(person, every)]
    whys = shown.whys_in(person, every)
    kept = {} if shown.may_read_confidential(person) else whys
    policies = tolerances.made_by(found)
    searches = list(selectors.source_jobs_of(claim))
    operands = operands_of(claim, all_rows)
    choices = [
        one
        for one in selectors.root_choices(claim, person=person)
        if one.evidence_id not in {*kept, *back}
    ]
    judged = Judged(
        standards.in_use(), selectors.judgements_of(one.source_id for one in found)
    )
    so_far = selectors.quorum_seen(claim, person)
    made = compared(claim, evidence, policies)
    return ClaimPage(
        claim=claim,
        person=person,
        context=selectors.context_of(claim),
        cards=cards_of(cards, stale(operands), judged=judged, hidden=kept, whys=whys),
        standards=judged.standards,
        replies=selectors.replies_to(claim),
        lines=lines_of(claim, evidence, policies, scale=scale, known=made),
        sense=selectors.sense_of(claim, evidence, policy=next(iter(policies.values()))),
        arithmetic=_arithmetic(claim, next(iter(policies.values()))),
        taken_back=[
            (letters[one.pk], one)
            for one in shown.read_by(person, with_back)
            if one.pk in back
        ],
        searches=searches,
        asked=selectors.asked_of(searches),
        going=selectors.going_on(searches),
        operands=shown.operands_for(person, operands),
        choices=choices,
        weighing=(
            weigh(claim, evidence, policies, choices, known=made) if evidence else None
        ),
        prior_checks=list(selectors.prior_checks_of(claim)),
        reviews=list(selectors.reviews_of(claim, person)),
        quorum=so_far,
        panel=selectors.panel_of(claim, person) if so_far.handed_in else None,
        verdict=selectors.verdict_of(claim),
        publications=list(selectors.revisions_of(claim)),
        history=list(shown.history_of(claim, person)),
        events=_by_letters(selectors.events_of(claim, person), letters),
        ratings=list(selectors.ratings()),
        attachments=[
            one
            for one in selectors.attachments_of(claim)
            if not shown.hidden_from(person, one.source)
        ],
        present=selectors.present(claim, person),
        watched=selectors.watches(person, claim),
        talks=selectors.talks_of(claim, person),
        actions=frozenset(actions_for(person, claim)),
        draft=drafts.of(claim, person),
        refused=refused or {},
        typed=typed or {},
        preview=preview,
        scale=scale,
        proposal=proposal,
        about=about,
        thread=thread,
    )


def _by_letters(
    events: Iterable[ClaimEvent], letters: Mapping[int, str]
) -> list[ClaimEvent]:
    """Events for the page alone: evidence is named as it is there."""
    found = list(events)
    for one in found:
        one.before = lettered(one.before, letters)
    return found


def _arithmetic(claim: Claim, policy: TolerancePolicy) -> selectors.Arithmetic:
    article = claim.article
    rows = selectors.arithmetic_claims(article)
    return selectors.arithmetic_of(article, rows, policy=policy).of(claim)

"""What people do to a claim: one POST each, to the service of the same name.

A refusal shows the claim as it stands now, with the message at the form and every
typed word kept; its status code is the refusal's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from claims import selectors
from claims.errors import Changed, ClaimsError, InvalidInputError, StaleClaimError
from claims.models import Claim
from claims.permissions import has_role
from claims.selectors.changes import changes_since
from claims.selectors.letters import lettered
from claims.services import (
    arranging,
    attaching,
    correcting,
    evidence,
    publishing,
    queueing,
    quorum,
    rereading,
    reviewing,
    sourcing,
    validity,
)
from claims.vocabulary import Role
from claims.web.access import AnyView, SignedInRequest, post_only, signed_in
from claims.web.claim_forms import auto_id
from claims.web.claim_page import claim_page
from claims.web.claims import claim_or_404
from claims.web.forms.arranging import ArrangeForm, ReadingForm, ReviewersForm, SkipForm
from claims.web.forms.claims import (
    ActForm,
    ClaimForm,
    CorrectionForm,
    EvidenceForm,
    ProlongForm,
    PublishForm,
    ReasonForm,
    ReviewForm,
    SignOffForm,
    SourcesForm,
    StepForm,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: What to tell the person when it is done, and where to; by itself back to the claim.
Told = str | tuple[str, Any]
Step = Callable[[SignedInRequest, Claim, Any], Told]


def verb(
    form_class: type[ClaimForm], *, name: str = "", shown_at: str = ""
) -> Callable[[Step], AnyView[[int]]]:
    """A view around one step.

    `name` is the form's on the page, where it is not the step's own.  Who only looks is
    led to `shown_at` of the claim's page.
    """

    def decorate(step: Step) -> AnyView[[int]]:
        form_name = name or step.__name__

        @wraps(step)
        def view(request: SignedInRequest, pk: int) -> HttpResponseBase:
            claim = claim_or_404(pk)
            form = form_class(
                request.POST, files=request.FILES, auto_id=auto_id(form_name)
            )
            status = InvalidInputError.status
            changed: tuple[Changed, ...] = ()
            if form.is_valid():
                try:
                    told = step(request, claim, form)
                except ClaimsError as error:
                    if not has_role(request.user, Role.REVIEWER):
                        raise
                    form.refuse(error)
                    changed = _changed(error, claim.pk, form, request.user)
                    status = error.status
                else:
                    words, place = told if isinstance(told, tuple) else (told, claim)
                    messages.success(request, words)
                    return redirect(place)
            page = claim_page(claim_or_404(pk), request.user, refused={form_name: form})
            context = {"page": page, "changed": changed}
            return render(request, "claims/claim.html", context, status=status)

        posted = post_only(signed_in(view))
        return _or_shown(posted, shown_at) if shown_at else posted

    return decorate


def _changed(
    error: ClaimsError, pk: int, form: ClaimForm, person: User
) -> tuple[Changed, ...]:
    """What others did since the page was shown, where that is what stands in the way."""
    seen = form.cleaned_data.get("version")
    if not isinstance(error, StaleClaimError) or seen is None:
        return ()
    claim = claim_or_404(pk)
    if isinstance(form, ReadingForm):
        form.set_beside(rereading.told(claim))
    changed = error.changed or changes_since(claim, seen, person)
    letters = selectors.letters_in(claim)
    return tuple(
        replace(
            one,
            before=lettered(one.before, letters),
            after=lettered(one.after, letters),
        )
        for one in changed
    )


def _or_shown(posted: AnyView[[int]], place: str) -> AnyView[[int]]:
    """An address people also type or keep: looking at it leads to where it is shown."""

    @signed_in
    def look(request: SignedInRequest, pk: int) -> HttpResponseBase:
        return redirect(f"{claim_or_404(pk).get_absolute_url()}#{place}")

    @wraps(posted)
    def view(request: HttpRequest, pk: int) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            return look(request, pk)
        return posted(request, pk)

    return view


@verb(ActForm)
def take(request: SignedInRequest, claim: Claim, form: ActForm) -> str:
    queueing.take(claim, actor=request.user)
    return "This claim is yours now."


@verb(ActForm)
def release(request: SignedInRequest, claim: Claim, form: ActForm) -> str:
    queueing.release(claim, actor=request.user)
    return "The claim is free for others again."


@verb(ReasonForm)
def send_back(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    queueing.send_back(
        claim, actor=request.user, reason=form.why(), version=form.seen()
    )
    return "Sent back to review."


@verb(StepForm)
def confirm(request: SignedInRequest, claim: Claim, form: StepForm) -> str:
    rereading.confirm(claim, actor=request.user, version=form.seen())
    return "The reading is confirmed."


@verb(ReadingForm)
def reading(request: SignedInRequest, claim: Claim, form: ReadingForm) -> str:
    rereading.correct(
        claim,
        form.reading(),
        actor=request.user,
        reason=form.cleaned_data["reason"],
        version=form.seen(),
    )
    claim.refresh_from_db(fields=["readback"])
    return f"The reading is put right, and the evidence compared anew. {claim.readback}"


@verb(SkipForm)
def skip(request: SignedInRequest, claim: Claim, form: SkipForm) -> str:
    given = form.cleaned_data
    passed = arranging.skip(
        claim, reason=given["why"], note=given["note"], actor=request.user
    )
    if passed.escalated:
        return "Passed over by several people now: an editor looks at it."
    return "Passed over; it comes to you last now."


@verb(ArrangeForm)
def arrange(request: SignedInRequest, claim: Claim, form: ArrangeForm) -> str:
    given = form.cleaned_data
    with transaction.atomic():
        arranging.assign([claim], given["to"], actor=request.user)
        arranging.set_due([claim], given["due_at"], actor=request.user)
    return "Arranged."


@verb(ReasonForm)
def take_over(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    arranging.take_over(claim, actor=request.user, reason=form.why())
    return "This claim is yours now."


@verb(ReasonForm)
def give_back(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    arranging.give_back(claim, actor=request.user, reason=form.why())
    return "Everybody is served it again."


@verb(ReviewersForm)
def reviewers(request: SignedInRequest, claim: Claim, form: ReviewersForm) -> str:
    quorum.ask_reviews(
        claim,
        form.cleaned_data["reviews"],
        actor=request.user,
        version=form.seen(),
    )
    needed = selectors.quorum_of(claim).needed
    return f"This claim takes {needed} {'review' if needed == 1 else 'reviews'}."


@post_only
@signed_in
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a claim for longer; asked by the page while somebody works on it."""
    claim = claim_or_404(pk)
    if queueing.renew(claim, actor=request.user):
        return HttpResponse(status=204) if request.htmx else redirect(claim)
    page = claim_page(claim, request.user)
    return render(request, "claims/claim.html", {"page": page}, status=409)


@verb(SourcesForm, shown_at="log-title")
def sources(request: SignedInRequest, claim: Claim, form: SourcesForm) -> str:
    sourcing.request_sources(
        claim, actor=request.user, version=form.seen(), wording=form.wording()
    )
    return "Looking for sources; they appear on this page as they arrive."


@verb(EvidenceForm, shown_at="evidence")
def attach(request: SignedInRequest, claim: Claim, form: EvidenceForm) -> Told:
    if form.is_document:
        made = attaching.submit(claim, form.document(), actor=request.user)
        return "It is being read; then you choose the passage.", made
    kept, _ = evidence.attach(claim, form.evidence(), actor=request.user)
    return f"Evidence attached. {kept.explanation}".strip()


@verb(ReviewForm)
def review(request: SignedInRequest, claim: Claim, form: ReviewForm) -> str:
    made = reviewing.submit_review(
        claim, form.review(), actor=request.user, version=form.seen()
    )
    told = reviewing.what_follows(claim, request.user)
    found = quorum.figure_read(made, claim.article.language)
    return f"{told} Your number is read as {found}." if found else told


@verb(SignOffForm)
def decide(request: SignedInRequest, claim: Claim, form: SignOffForm) -> str:
    verdict = reviewing.decide(
        claim,
        actor=request.user,
        review=form.chosen(claim),
        note=form.cleaned_data["note"],
        valid_until=form.cleaned_data["valid_until"],
        version=form.seen(),
    )
    return f"Signed off: {verdict.review.rating}. It can be published now."


@verb(PublishForm)
def publish(request: SignedInRequest, claim: Claim, form: PublishForm) -> str:
    publishing.publish(
        claim,
        actor=request.user,
        version=form.seen(),
        kind=form.cleaned_data["kind"],
    )
    return "Published. Readers find it at its own address."


@verb(ProlongForm)
def prolong(request: SignedInRequest, claim: Claim, form: ProlongForm) -> str:
    verdict = validity.prolong(
        claim,
        form.cleaned_data["valid_until"],
        actor=request.user,
        reason=form.why(),
        version=form.seen(),
    )
    if verdict.valid_until is None:
        return "Noted: it still holds."
    return f"Noted: it still holds; it comes back on {verdict.valid_until:%d %B %Y}."


@verb(ReasonForm)
def reopen(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    reviewing.reopen(claim, actor=request.user, reason=form.why(), version=form.seen())
    return "The verdict is set aside; the claim is in review again."


@verb(CorrectionForm)
def correct(request: SignedInRequest, claim: Claim, form: CorrectionForm) -> str:
    correcting.correct(
        claim,
        actor=request.user,
        reason=form.why(),
        kind=form.cleaned_data["kind"],
        version=form.seen(),
    )
    return "In review again; readers see the reason until the correction is published."


@verb(ReasonForm)
def retract(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    correcting.retract(
        claim, actor=request.user, reason=form.why(), version=form.seen()
    )
    return "Retracted; its page tells readers why."


@verb(ReasonForm)
def dismiss(request: SignedInRequest, claim: Claim, form: ReasonForm) -> str:
    reviewing.dismiss(claim, actor=request.user, reason=form.why(), version=form.seen())
    return "Set aside, with your reason."


@verb(StepForm)
def restore(request: SignedInRequest, claim: Claim, form: StepForm) -> str:
    reviewing.restore(claim, actor=request.user, version=form.seen())
    return "Taken up again."

"""Publication: a frozen ClaimReview document, corrected only by a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims import claimreview, conf, selectors
from claims.engine.reading.persons import names_a_person
from claims.errors import EvidenceMissingError, InvalidInputError, TransitionError
from claims.models import Claim, Publication, Review, Verdict
from claims.permissions import require
from claims.services import panels, replies, resting, sameness, transitions
from claims.vocabulary import Action, ClaimStatus, CorrectionKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from django.contrib.auth.models import User

RETRACTED = "This verdict was retracted. Reopen the claim and sign off another one."


#: What a correction may do that leaves the verdict as it was.
LESSER = (CorrectionKind.FACTUAL, CorrectionKind.UPDATE, CorrectionKind.TYPO)


def publish(
    claim: Claim, *, actor: User, version: int | None = None, kind: str = ""
) -> Publication:
    """Freeze and publish the verdict in force.  Refuses what the linter calls wrong.

    `kind` is asked for (one of `LESSER`) where a correction came out as another than it
    was said to be: the verdict is what it was, or more than the wording changed.
    """
    require(actor, Role.EDITOR)
    transitions.check_ordinary(claim)
    verdict = _publishable(claim)
    kind = _kind(claim, verdict, kind)
    replies.check(claim)
    now = timezone.now()
    published = claim.publications.order_by("revision")
    first, last = published.first(), published.last()
    document = build(
        claim, verdict, first_published=first.published_at if first else now, now=now
    )
    with transaction.atomic():
        transitions.apply(claim, Action.PUBLISH, actor=actor, version=version)
        claim.publications.filter(in_force=True).update(in_force=False, correction=kind)
        return Publication.objects.create(
            claim=claim,
            verdict=verdict,
            revision=last.revision + 1 if last else 1,
            document=document,
            sources=resting.told_of(resting.cited_by(verdict.review)),
            replies=replies.told_of(claim),
            reading=sameness.told_of(claim),
            panel=panels.told_of(verdict),
            published_by=actor,
            published_at=now,
        )


def asks_for_kind(claim: Claim, verdict: Verdict) -> bool:
    """Whether the class a correction was said to be of is not what it came to be."""
    before = _before(claim)
    return before is not None and bool(_objection(before, claim, verdict))


def asking_for_kind(claims: Sequence[Claim]) -> list[Claim]:
    """Those of them whose publishing asks of what class the correction came to be."""
    shown = Publication.objects.filter(
        claim__in=claims,
        in_force=True,
        correction__in=(CorrectionKind.VERDICT, CorrectionKind.TYPO),
    )
    corrected = set(shown.values_list("claim", flat=True))
    return [
        claim
        for claim in claims
        if claim.pk in corrected
        and (verdict := selectors.verdict_of(claim)) is not None
        and asks_for_kind(claim, verdict)
    ]


def _before(claim: Claim) -> Publication | None:
    """The revision readers see now."""
    shown = claim.publications.filter(in_force=True)
    return shown.select_related("verdict__review").first()


def _says_the_same(one: Review, other: Review) -> bool:
    """The same rating, and no other number where both found one."""
    if one.rating_id != other.rating_id:
        return False
    if not one.surface or not other.surface:
        return True
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


def _kind(claim: Claim, verdict: Verdict, said: str) -> str:
    """Of what class the correction came to be that is published now.

    One whose rating changes is a change of verdict, whatever was said.
    """
    before = _before(claim)
    if before is None:
        return ""
    if objection := _objection(before, claim, verdict):
        if said not in LESSER:
            raise InvalidInputError(objection, field="kind")
        if said == CorrectionKind.TYPO and (
            told := _more_than_wording(before, claim, verdict)
        ):
            raise InvalidInputError(told, field="kind")
        return said
    if said and said != before.correction:
        raise InvalidInputError(
            "Of what class the correction is was said already.", field="kind"
        )
    changed = before.verdict.review.rating_id != verdict.review.rating_id
    return CorrectionKind.VERDICT if changed else before.correction


def _objection(before: Publication, claim: Claim, verdict: Verdict) -> str:
    """Why the class said of a correction cannot stand; empty where it can.

    Another rating makes it a change of verdict without asking.
    """
    one, other = before.verdict.review, verdict.review
    if before.correction == CorrectionKind.VERDICT and _says_the_same(one, other):
        return (
            "The rating and the number are what they were: this correction does not "
            f"change the verdict. Say on its page what it does: {', '.join(LESSER)}."
        )
    if before.correction == CorrectionKind.TYPO and one.rating_id == other.rating_id:
        return _more_than_wording(before, claim, verdict)
    return ""


def _more_than_wording(before: Publication, claim: Claim, verdict: Verdict) -> str:
    """Why a correction is not of wording only, and of what class it is; or nothing."""
    moved = sameness.differs(before, claim, verdict)
    if not moved:
        return ""
    fits = (
        "that it adds what became known (update), or corrects a fact (factual)"
        if moved == [sameness.EVIDENCE]
        else "that it corrects a fact (factual), or adds what became known (update)"
    )
    return (
        f"More than the wording changed since it was published: the {', the '.join(moved)}. "
        f"Say {fits}."
    )


def _publishable(claim: Claim) -> Verdict:
    """The verdict that may go out, or why none may."""
    verdict = selectors.verdict_of(claim)
    if verdict is None or claim.status != ClaimStatus.DECIDED:
        raise TransitionError(
            "Only a claim that is signed off can be published; this one is "
            f"“{ClaimStatus(claim.status).label}”."
        )
    if claim.publications.filter(verdict=verdict, in_force=False).exists():
        raise TransitionError(RETRACTED)
    review = verdict.review
    if not review.searched_not_enough and not review.evidence.exists():
        raise EvidenceMissingError("The verdict cites no evidence.")
    return verdict


def preview(claim: Claim) -> dict[str, Any]:
    """The document as it would be published now."""
    verdict = selectors.verdict_of(claim)
    if verdict is None:
        raise TransitionError("There is no verdict in force to publish.")
    now = timezone.now()
    return build(claim, verdict, first_published=now, now=now)


def build(
    claim: Claim, verdict: Verdict, *, first_published: datetime, now: datetime
) -> dict[str, Any]:
    article, review = claim.article, verdict.review
    values = [r.value for r in review.rating.scale.ratings.all() if r.value is not None]
    document = claimreview.build(
        claimreview.PublishedVerdict(
            url=conf.public_url(claim.public_url()),
            claim_text=_claim_text(claim),
            quote=article.text[claim.sentence_start : claim.sentence_end],
            claimant=claim.claimant or article.author or article.publisher,
            claimant_type=_claimant_type(claim),
            article_url=article.url,
            article_title=article.title,
            article_publisher=article.publisher,
            article_published=article.published_at,
            rating_label=review.rating.label_in(article.language),
            rating_value=review.rating.value,
            best_rating=max(values, default=None),
            worst_rating=min(values, default=None),
            explanation=review.rationale,
            organisation=conf.newsroom_name(),
            organisation_url=conf.public_url("/"),
            corrections_policy=conf.public_url(reverse("corrections")),
            correction=_last_correction(claim),
            date_published=first_published,
            date_modified=now,
            citations=tuple(
                (evidence.source.title or evidence.source.url, evidence.source.url)
                for evidence in review.evidence.select_related("source")
                if not evidence.source.confidential
            ),
            language=article.language,
        )
    )
    errors = [f for f in claimreview.lint(document) if f.severity == "error"]
    if errors:
        raise InvalidInputError(" ".join(finding.message for finding in errors))
    return document


def _claimant_type(claim: Claim) -> str:
    """What schema.org calls who said it: the claimant, else the author or the paper."""
    article = claim.article
    somebody = (
        names_a_person(claim.claimant, article.language)
        if claim.claimant
        else bool(article.author)
    )
    return "Person" if somebody else "Organization"


def _last_correction(claim: Claim) -> str:
    """Why the revision before was corrected, unless only its wording was."""
    told = claim.publications.exclude(correction__in=("", CorrectionKind.TYPO))
    last = told.order_by("-revision").first()
    return last.withdrawal if last else ""


def _claim_text(claim: Claim) -> str:
    """The statement; with its number in front where the sentence makes several claims."""
    others = Claim.objects.filter(
        article=claim.article_id, sentence_start=claim.sentence_start
    ).exclude(pk=claim.pk)
    return f"{claim.surface}: {claim.statement}" if others.exists() else claim.statement

"""Rows of every kind the admin lists, as many as asked for."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, timedelta

from django.utils import timezone

from claims.models import (
    ApiKey,
    Article,
    ArticleEvent,
    ArticleSignOff,
    Attachment,
    Calculation,
    CalibrationEvent,
    CalibrationResult,
    Confidentiality,
    Cut,
    Departure,
    Digest,
    DismissedNumber,
    Job,
    KnownAnswer,
    Leaning,
    PairChoice,
    Panel,
    PriorityPolicy,
    Publication,
    Recheck,
    ReferenceDocument,
    ReplyEntry,
    ReplyRequest,
    Review,
    ReviewPolicy,
    RootChoice,
    SourceJob,
    SourceJudgement,
    StandardsPolicy,
    StatusChange,
    Submission,
    TolerancePolicy,
    Verdict,
    WorthPolicy,
)
from claims.services import notices, standards, talking
from claims.vocabulary import Action, ClaimStatus, JobKind, NoticeEvent, Origin
from tests.factories import make_article, make_claim, make_evidence, rating

#: What reviewers are not to know.
HIDDEN = ("KnownAnswer", "CalibrationResult", "CalibrationEvent")


def fill(count: int, *, author, editor) -> None:
    """`count` more rows in every table the admin shows, each with its own parents."""
    for _ in range(count):
        claim = make_claim(status=ClaimStatus.PUBLISHED, holder=editor)
        claim.status = ClaimStatus.READY
        _working(make_evidence(claim, actor=author), author=author)
        _talk(claim, author=author)
        _told(claim, author=author, editor=editor)
        _decisions(claim, author=author, editor=editor)
        _machine(claim, author=author)
        ArticleEvent.objects.create(article=claim.article, step="restore", actor=editor)
        Article.every.filter(pk=make_article().pk).update(
            trashed_at=timezone.now(), trashed_by=editor, trash_reason="A copy."
        )
        ArticleSignOff.objects.create(article=claim.article, signed_by=editor)
        _replies(claim, author=author)
        Cut.objects.create(
            article=claim.article, step="add", told=claim.surface, actor=author
        )

    version = WorthPolicy.objects.count()
    WorthPolicy.objects.bulk_create(
        WorthPolicy(version=version + n, weights={"share": "0.20"}, created_by=editor)
        for n in range(1, count + 1)
    )
    version = PriorityPolicy.objects.count()
    PriorityPolicy.objects.bulk_create(
        PriorityPolicy(version=version + n, points={"worth": 50}, created_by=editor)
        for n in range(1, count + 1)
    )
    version = ReviewPolicy.objects.count()
    ReviewPolicy.objects.bulk_create(
        ReviewPolicy(version=version + n, two_from="0.90", created_by=editor)
        for n in range(1, count + 1)
    )
    version = StandardsPolicy.objects.count()
    words = standards.shipped()
    StandardsPolicy.objects.bulk_create(
        StandardsPolicy(
            version=version + n,
            tiers=[asdict(one) for one in words.tiers],
            created_by=editor,
        )
        for n in range(1, count + 1)
    )
    version = TolerancePolicy.objects.count()
    TolerancePolicy.objects.bulk_create(
        TolerancePolicy(
            version=version + n, values={"about": "0.20"}, created_by=editor
        )
        for n in range(1, count + 1)
    )


def _decisions(claim, *, author, editor) -> None:
    review = Review.objects.create(
        claim=claim, round=1, author=author, rating=rating(), rationale="Read it."
    )
    verdict = Verdict.objects.create(
        claim=claim, review=review, author=author, signed_off_by=editor
    )
    Leaning.objects.create(review=review, parent=verdict)
    known = KnownAnswer.objects.create(claim=claim, rating=rating(), set_by=editor)
    CalibrationResult.objects.create(
        review=review, answer=known, same_rating=True, number="same"
    )
    CalibrationEvent.objects.create(
        article=claim.article, claim=claim, step="answer", actor=editor
    )
    PairChoice.objects.create(
        one=claim, other=make_claim(), word="same", relation="same", actor=author
    )
    Panel.objects.create(claim=claim, round=1, called_by=editor)
    Publication.objects.create(
        claim=claim,
        verdict=verdict,
        revision=1,
        document={"@type": "ClaimReview"},
        published_by=editor,
        published_at=timezone.now(),
    )
    StatusChange.objects.create(
        claim=claim,
        action=Action.PUBLISH,
        old_status=ClaimStatus.DECIDED,
        new_status=ClaimStatus.PUBLISHED,
        version=1,
        actor=editor,
    )


def _talk(claim, *, author) -> None:
    said = talking.begin(claim, text=f"Loss report of claim {claim.pk}?", actor=author)
    talking.edit(said.comment, text="Which loss report?", actor=author)


def _told(claim, *, author, editor) -> None:
    Departure.objects.create(person=author, actor=editor, freed=0, handed_over=1)
    day = date(2026, 1, 1) + timedelta(days=Digest.objects.count())
    Digest.objects.create(person=author, day=day, state="sent")
    for who in (author, editor):
        notices.tell(
            notices.News(NoticeEvent.CHANGED, claim, f"row:{claim.pk}"), [who.pk]
        )


def _replies(claim, *, author) -> None:
    asked = ReplyRequest.objects.create(
        claim=claim,
        contact="The press office",
        channel="mail",
        sent_at=timezone.now(),
        asked_by=author,
    )
    ReplyEntry.objects.create(claim=claim, request=asked, step="asked", actor=author)


def _working(evidence, *, author) -> None:
    RootChoice.objects.create(
        evidence=evidence, root="Port", reason="They copy it.", actor=author
    )
    Confidentiality.objects.create(
        source=evidence.source, kept=False, reason="It is public.", actor=author
    )
    SourceJudgement.objects.create(
        source=evidence.source, before="Not told", after="Primary", actor=author
    )
    Calculation.objects.create(
        evidence=evidence,
        formula="e1 * 2",
        operands=[],
        result={},
        working="4,300 containers times 2",
        policy="2026.1",
    )


def _machine(claim, *, author) -> None:
    search = SourceJob.objects.create(
        claim=claim, provider="library", reason="Nothing there."
    )
    search.earlier.create(run=0, outcome="empty", asked_at=timezone.now())
    search.withheld.create(run=0, reason="It names a source.", actor=author)
    source = claim.evidence.first().source
    Attachment.objects.create(
        claim=claim,
        url=f"https://paper.example/{claim.pk}",
        source=source,
        created_by=author,
    )
    Recheck.objects.create(source=source, asked_by=author, finished_at=timezone.now())
    Job.objects.create(
        kind=JobKind.SEARCH,
        target_id=claim.pk,
        dedupe_key=f"row:{claim.pk}",
        run_after=timezone.now(),
    )
    Submission.objects.create(
        url=f"https://paper.example/{claim.pk}",
        origin=Origin.URL,
        article=claim.article,
        created_by=author,
    )
    DismissedNumber.objects.create(
        article=claim.article, start=0, end=1, surface="T", reason="A label."
    )
    text = f"Reference {claim.pk} counts 12 boats."
    ReferenceDocument.objects.create(
        title=f"Reference {claim.pk}",
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        published_on=timezone.now().date(),
    )
    ApiKey.objects.create(user=author, name=f"key {claim.pk}")

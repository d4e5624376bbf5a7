from __future__ import annotations

import pytest

from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import Claim, Publication, Rating
from claims.services import correcting, publishing, queueing, reviewing
from claims.vocabulary import ClaimStatus, QueueSlug
from tests.factories import make_article, make_claim, make_review, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(reviewer, editor):
    claim = make_claim(claimant="The harbour authority")
    make_verdict(claim, author=reviewer, editor=editor)
    return claim


def test_publishing_freezes_a_claimreview(decided, editor):
    publication = publishing.publish(decided, actor=editor)
    document = publication.document
    assert decided.status == ClaimStatus.PUBLISHED
    assert publication.revision == 1
    assert document["@type"] == "ClaimReview"
    assert document["itemReviewed"]["author"]["name"] == "The harbour authority"
    assert document["reviewRating"]["alternateName"] == "Supported"
    assert document["url"].endswith(f"/c/{decided.pk}/")


@pytest.mark.parametrize(
    ("language", "label"),
    [("de", "Belegt"), ("de-AT", "Belegt"), ("fr", "Confirmé"), ("es", "Supported")],
)
def test_the_rating_is_named_in_the_language_of_the_article(
    language, label, reviewer, editor
):
    claim = make_claim(make_article(language=language))
    verdict = make_verdict(claim, author=reviewer, editor=editor)
    document = publishing.publish(claim, actor=editor).document
    assert document["inLanguage"] == language
    assert document["reviewRating"]["alternateName"] == label
    assert str(verdict.review.rating) == "Supported"


def test_what_is_published_keeps_its_label(reviewer, editor):
    """From before ratings had labels by language, until its next revision."""
    claim = make_claim(make_article(language="de"))
    verdict = make_verdict(claim, author=reviewer, editor=editor)
    rating, labels = verdict.review.rating, verdict.review.rating.labels
    Rating.objects.filter(pk=rating.pk).update(labels={})
    before = publishing.publish(Claim.objects.get(pk=claim.pk), actor=editor)
    Rating.objects.filter(pk=rating.pk).update(labels=labels)
    before.refresh_from_db()
    assert before.rating_label == "Supported"
    claim.refresh_from_db()
    correcting.correct(claim, actor=editor, reason="The unit.", kind="factual")
    make_review_again(claim, reviewer)
    reviewing.decide(claim, actor=editor)
    after = publishing.publish(claim, actor=editor)
    before.refresh_from_db()
    assert (before.rating_label, after.rating_label) == ("Supported", "Widerlegt")


def test_only_an_editor_publishes(decided, reviewer, stranger, operator):
    for person in (reviewer, stranger, operator):
        with pytest.raises(NotAllowedError):
            publishing.publish(decided, actor=person)
    assert not Publication.objects.exists()


def test_nothing_is_published_before_it_is_signed_off(reviewer, editor):
    claim = make_claim()
    make_review(claim, author=reviewer)
    with pytest.raises(TransitionError):
        publishing.publish(claim, actor=editor)


def test_a_correction_is_a_new_revision_and_the_old_one_stays(
    decided, reviewer, editor
):
    first = publishing.publish(decided, actor=editor)
    correcting.correct(
        decided, actor=editor, reason="The unit was wrong.", kind="factual"
    )
    first.refresh_from_db()
    assert first.in_force
    assert first.withdrawal == "The unit was wrong."
    make_review_again(decided, reviewer)
    reviewing.decide(decided, actor=editor)
    second = publishing.publish(decided, actor=editor)
    first.refresh_from_db()
    assert (first.in_force, second.in_force, second.revision) == (False, True, 2)
    assert second.document["datePublished"] == first.document["datePublished"]


def make_review_again(claim, author):
    queueing.take(claim, actor=author)
    cited = claim.evidence.first()
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            rating="refuted",
            rationale="Read again.",
            evidence=[cited.pk],
            reason_codes=["rounding"],
        ),
        actor=author,
    )


def test_a_retraction_takes_the_page_down_with_a_reason(decided, editor):
    publication = publishing.publish(decided, actor=editor)
    with pytest.raises(InvalidInputError):
        correcting.retract(decided, actor=editor, reason="")
    correcting.retract(decided, actor=editor, reason="The source withdrew it.")
    publication.refresh_from_db()
    assert decided.status == ClaimStatus.DECIDED
    assert not publication.in_force


def test_a_retracted_verdict_is_not_published_again(decided, editor, second_editor):
    publishing.publish(decided, actor=editor)
    correcting.retract(decided, actor=editor, reason="The source withdrew it.")
    with pytest.raises(TransitionError, match="retracted"):
        publishing.publish(decided, actor=editor)
    assert queueing.take_next(QueueSlug.PUBLISH, actor=editor) is None
    reviewing.reopen(decided, actor=editor, reason="Another source was found.")
    make_review_again(decided, second_editor)
    reviewing.decide(decided, actor=editor)
    assert queueing.take_next(QueueSlug.PUBLISH, actor=editor) == decided
    assert publishing.publish(decided, actor=editor).revision == 2


def test_two_claims_of_one_sentence_are_published_apart(reviewer, editor):
    article = make_article("The port lost 4,200 crates and 310 boats.")
    first = make_claim(article)
    make_claim(article, surface="310")
    make_verdict(first, author=reviewer, editor=editor)
    document = publishing.publish(first, actor=editor).document
    assert document["claimReviewed"].startswith("4,200: ")


def test_a_stale_publish_changes_nothing(decided, editor):
    from claims.errors import StaleClaimError

    with pytest.raises(StaleClaimError):
        publishing.publish(decided, actor=editor, version=decided.version - 1)
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("claimant", "kind"),
    [
        ("Housing Minister Lea Holm", "Person"),
        ("Lea Holm", "Person"),
        ("the finance minister", "Person"),
        ("The harbour authority", "Organization"),
        ("Eurostat", "Organization"),
        ("the Ministry of Housing", "Organization"),
    ],
)
def test_who_said_it_is_somebody_or_a_body(claimant, kind, reviewer, editor):
    claim = make_claim(claimant=claimant)
    make_verdict(claim, author=reviewer, editor=editor)
    document = publishing.publish(claim, actor=editor).document
    assert document["itemReviewed"]["author"]["@type"] == kind

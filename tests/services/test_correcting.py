from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.errors import (
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import ClaimEvent
from claims.services import (
    bulk,
    correcting,
    publishing,
    queueing,
    recutting,
    rereading,
    reviewing,
)
from claims.vocabulary import (
    Action,
    BulkAction,
    ClaimStatus,
    CorrectionKind,
    DeskStep,
)
from tests.factories import make_claim, make_evidence, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(reviewer, editor):
    claim = make_claim(claimant="The harbour authority")
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    return claim


def published_again(claim, reviewer, editor, *, rating, kind=""):
    queueing.take(claim, actor=reviewer)
    data = reviewing.ReviewData(
        rating=rating,
        rationale="Read again.",
        evidence=[claim.evidence.first().pk],
        reason_codes=["rounding"],
    )
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    return publishing.publish(claim, actor=editor, kind=kind)


@pytest.mark.parametrize("kind", ["", "void", "important", None])
def test_nothing_published_is_changed_without_a_class(published, editor, kind):
    with pytest.raises(InvalidInputError) as refused:
        correcting.correct(published, actor=editor, reason="A slip.", kind=kind)
    assert refused.value.field == "kind"
    assert published.status == ClaimStatus.PUBLISHED


def test_not_even_the_database_takes_a_withdrawal_without_a_class(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        published.publications.update(withdrawal="Just so.")


@pytest.mark.parametrize("kind", correcting.KINDS)
@pytest.mark.parametrize("rating", ["supported", "refuted"])
def test_another_rating_is_a_change_of_the_verdict_whatever_was_said(
    published, reviewer, editor, kind, rating
):
    correcting.correct(published, actor=editor, reason="A slip.", kind=kind)
    lesser = "typo" if (kind, rating) == ("verdict", "supported") else ""
    published_again(published, reviewer, editor, rating=rating, kind=lesser)
    first = published.publications.get(revision=1)
    expected = CorrectionKind.VERDICT if rating == "refuted" else lesser or kind
    assert first.correction == expected
    assert first.withdrawn_at is not None
    assert not first.in_force


def test_the_next_revision_tells_what_was_corrected_but_not_a_typo(
    published, reviewer, editor
):
    correcting.correct(published, actor=editor, reason="A unit.", kind="factual")
    second = published_again(published, reviewer, editor, rating="supported")
    assert second.document["correction"] == "A unit."
    assert second.document["author"]["correctionsPolicy"].endswith("/corrections/")
    correcting.correct(published, actor=editor, reason="A comma.", kind="typo")
    third = published_again(published, reviewer, editor, rating="supported")
    assert third.document["correction"] == "A unit."


def test_a_verdict_that_is_what_it_was_is_not_told_as_changed(
    published, reviewer, editor
):
    correcting.correct(published, actor=editor, reason="All wrong.", kind="verdict")
    with pytest.raises(InvalidInputError, match="does not change the verdict") as no:
        published_again(published, reviewer, editor, rating="supported")
    assert no.value.field == "kind"
    published.refresh_from_db()
    assert published.status == ClaimStatus.DECIDED
    with pytest.raises(InvalidInputError):
        publishing.publish(published, actor=editor, kind="verdict")
    publishing.publish(published, actor=editor, kind="factual")
    first = published.publications.get(revision=1)
    assert (first.correction, first.in_force) == ("factual", False)


def test_a_class_is_said_once(published, reviewer, editor):
    correcting.correct(published, actor=editor, reason="A slip.", kind="typo")
    with pytest.raises(InvalidInputError, match="said already"):
        published_again(published, reviewer, editor, rating="supported", kind="update")


def _read(claim):
    type(claim.article).objects.filter(pk=claim.article_id).update(
        extracted_at=timezone.now()
    )


def _dismissed_by_code(claim, actor):
    _read(claim)
    return recutting.dismiss(claim, actor=actor, code="opinion")


def _merged(claim, actor):
    _read(claim)
    other = make_claim(article=claim.article, surface="nine percent")
    return recutting.merge(other, claim, actor=actor)


@pytest.mark.parametrize(
    "aside",
    [
        lambda claim, actor: reviewing.dismiss(claim, actor=actor, reason="Off topic."),
        _dismissed_by_code,
        _merged,
    ],
)
def test_what_readers_see_is_not_set_aside(published, reviewer, editor, aside):
    correcting.correct(published, actor=editor, reason="A slip.", kind="factual")
    with pytest.raises(TransitionError):
        aside(published, reviewer)
    published.refresh_from_db()
    assert published.status == ClaimStatus.IN_REVIEW
    assert not published.withdrawn


def test_several_at_once_leave_alone_what_readers_see(published, reviewer, editor):
    correcting.correct(published, actor=editor, reason="A slip.", kind="factual")
    order = bulk.Order(BulkAction.DISMISS, reason="Off topic.")
    _, (outcome,) = bulk.do([published], order, actor=reviewer)
    assert outcome.error is not None
    assert "retract" in outcome.error.message


def test_what_was_taken_down_can_be_set_aside(published, reviewer, editor):
    correcting.correct(published, actor=editor, reason="A slip.", kind="factual")
    correcting.retract(published, actor=editor, reason="All of it was wrong.")
    reviewing.dismiss(published, actor=reviewer, reason="Off topic.")
    assert published.status == ClaimStatus.DISMISSED


def test_a_check_that_is_being_corrected_can_be_taken_down(published, editor):
    correcting.correct(published, actor=editor, reason="A unit.", kind="factual")
    seen = published.version
    correcting.retract(
        published, actor=editor, reason="It was never said.", version=seen
    )
    assert published.status == ClaimStatus.IN_REVIEW
    assert published.version == seen + 1
    one = published.publications.get()
    assert (one.in_force, one.correction) == (False, "void")
    assert one.withdrawal == "It was never said."
    told = ClaimEvent.objects.get(claim=published, step=DeskStep.TAKE_DOWN)
    assert (told.actor, told.reason) == (editor, "It was never said.")


def test_taking_down_meets_the_same_guards(published, editor, reviewer, operator):
    correcting.correct(published, actor=editor, reason="A unit.", kind="factual")
    for person in (reviewer, operator):
        with pytest.raises(NotAllowedError):
            correcting.retract(published, actor=person, reason="So.")
    with pytest.raises(InvalidInputError):
        correcting.retract(published, actor=editor, reason=" ")
    with pytest.raises(StaleClaimError):
        correcting.retract(published, actor=editor, reason="So.", version=1)
    assert published.publications.get().in_force


def test_what_was_taken_down_while_corrected_is_published_anew(
    published, reviewer, editor
):
    correcting.correct(published, actor=editor, reason="A unit.", kind="factual")
    correcting.retract(published, actor=editor, reason="It was never said.")
    again = published_again(published, reviewer, editor, rating="supported")
    assert (again.revision, again.in_force) == (2, True)
    assert published.publications.get(revision=1).correction == CorrectionKind.VOID


def test_what_readers_do_not_see_cannot_be_taken_down(reviewer, editor, db):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    with pytest.raises(TransitionError, match=Action.RETRACT.label):
        correcting.retract(claim, actor=editor, reason="So.")


def taken_up(
    claim, reviewer, editor, *, kind, reading=None, figure="", more_evidence=False
):
    """Corrected, read or reviewed otherwise under the same rating, and signed off."""
    correcting.correct(claim, actor=editor, reason="A slip.", kind=kind)
    queueing.take(claim, actor=reviewer)
    if reading:
        data = rereading.ReadingData(**reading)
        rereading.correct(claim, data, actor=reviewer)
    if more_evidence:
        make_evidence(claim, actor=reviewer)
    cited = [one.pk for one in claim.evidence.all()]
    data = reviewing.ReviewData(
        "supported", "Worded better.", evidence=cited, figure=figure
    )
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    return claim


MORE = [
    ({"reading": {"number": "at least 4,250"}}, "number", "factual"),
    ({"reading": {"number": "about 4,200"}}, "bound", "factual"),
    ({"figure": "4,260"}, "figure found", "factual"),
    ({"more_evidence": True}, "evidence cited", "update"),
]


@pytest.mark.parametrize(("change", "named", "fits"), MORE, ids=lambda one: str(one))
def test_a_correction_of_wording_changes_nothing_else(
    published, reviewer, editor, change, named, fits
):
    taken_up(published, reviewer, editor, kind="typo", **change)
    for kind in ("", "typo"):
        with pytest.raises(InvalidInputError, match="More than the wording") as no:
            publishing.publish(published, actor=editor, kind=kind)
        assert no.value.field == "kind"
        assert f"the {named}" in no.value.message
        assert fits in no.value.message
    assert publishing.asking_for_kind([published]) == [published]
    publishing.publish(published, actor=editor, kind=fits)
    assert published.publications.get(revision=1).correction == fits


def test_nor_does_one_that_was_to_change_the_verdict_become_one_of_wording(
    published, reviewer, editor
):
    taken_up(
        published,
        reviewer,
        editor,
        kind="verdict",
        reading={"number": "at least 4,250"},
    )
    with pytest.raises(InvalidInputError, match="the number"):
        publishing.publish(published, actor=editor, kind="typo")
    publishing.publish(published, actor=editor, kind="factual")


def test_how_a_name_is_spelled_is_wording(published, reviewer, editor):
    taken_up(
        published,
        reviewer,
        editor,
        kind="typo",
        reading={"claimant": "The harbor authority"},
    )
    publishing.publish(published, actor=editor)
    assert published.publications.get(revision=1).correction == "typo"


def test_readings_published_before_they_were_kept_are_not_compared(
    published, reviewer, editor
):
    published.publications.update(reading={})
    taken_up(
        published, reviewer, editor, kind="typo", reading={"number": "at least 4,250"}
    )
    publishing.publish(published, actor=editor)
    assert published.publications.get(revision=1).correction == "typo"

"""The figures of the overview, each from a newsroom small enough to count by hand."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import timezone

from claims.models import Claim, Review, StatusChange, Verdict
from claims.selectors.accord import Share
from claims.selectors.backlog import AGES, backlog
from claims.selectors.outcomes import outcomes
from claims.selectors.workload import DAYS, throughput, workload
from claims.services import correcting, publishing, queueing, quorum, reviewing
from claims.vocabulary import ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_review, make_verdict

pytestmark = pytest.mark.django_db


def hand_in(claim, author, rating="supported", figure="", codes=()):
    queueing.take(claim, actor=author)
    cited = make_evidence(claim, actor=author)
    data = reviewing.ReviewData(
        rating, "So it is.", [cited.pk], reason_codes=codes, figure=figure
    )
    return reviewing.submit_review(claim, data, actor=author)


def two_reviews(editor, people, ratings, figures):
    """A claim two people reviewed unled by each other."""
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    for one, rating, figure in zip(people, ratings, figures, strict=True):
        codes = ["rounding"] if rating == "refuted" else ()
        hand_in(claim, one, rating, figure, codes)
    return claim


def waiting() -> dict[str, int]:
    return {row.slug: row.total for row in backlog() if row.total}


def test_every_open_claim_waits_in_one_queue(reviewer, second_reviewer, editor):
    make_claim(status=ClaimStatus.DETECTED)
    make_claim(status=ClaimStatus.SOURCING)
    make_claim(status=ClaimStatus.DISMISSED)
    make_claim()
    make_claim(escalated=True)
    make_review(make_claim(), author=reviewer)
    make_verdict(make_claim(), author=reviewer, editor=editor)
    people = (reviewer, second_reviewer)
    two_reviews(editor, people, ("supported", "refuted"), ("4,200", "4,200"))
    half = quorum.ask_reviews(make_claim(), 2, actor=editor)
    hand_in(half, reviewer, figure="4,200 containers")
    assert waiting() == {
        "sourcing": 1,
        "review": 2,
        "escalated": 1,
        "adjudicate": 1,
        "sign-off": 1,
        "publish": 1,
    }


def test_what_was_retracted_waits_for_nobody(reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    correcting.retract(claim, actor=editor, reason="Wrong port.")
    assert waiting() == {}


def test_age_counts_from_the_last_step_and_falls_into_one_bucket():
    now = timezone.now()
    for days in (0, 0.5, 2, 5, 30):
        claim = make_claim()
        past = now - timedelta(days=days)
        Claim.objects.filter(pk=claim.pk).update(created_at=past)
    (row,) = [row for row in backlog() if row.total]
    assert row.ages == (1,) * len(AGES)
    assert now - row.oldest >= timedelta(days=30)


def test_taking_a_claim_back_starts_its_age_anew(reviewer, editor):
    claim = make_claim()
    make_review(claim, author=reviewer)
    old = timezone.now() - timedelta(days=9)
    Review.objects.update(created_at=old)
    StatusChange.objects.update(created_at=old)
    assert next(row for row in backlog() if row.total).ages[-1] == 1
    queueing.send_back(claim, actor=editor, reason="Look again.")
    assert next(row for row in backlog() if row.total).ages[0] == 1


def test_late_and_held_are_told_apart(reviewer):
    late = make_claim(due_at=timezone.now() - timedelta(hours=1))
    make_claim(due_at=timezone.now() + timedelta(hours=1))
    queueing.take(late, actor=reviewer)
    (row,) = [row for row in backlog() if row.total]
    assert (row.total, row.late, row.in_hand) == (2, 1, 1)


def test_a_day_counts_what_was_done_on_it(reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    Verdict.objects.update(created_at=timezone.now() - timedelta(days=2))
    done = {one.name: one.counts for one in throughput().series}
    assert done["read"][-1] == done["reviewed"][-1] == done["published"][-1] == 1
    assert done["signed_off"][-3] == 1
    assert all(len(counts) == DAYS and sum(counts) == 1 for counts in done.values())


def test_what_is_out_of_the_cut_is_no_number_read():
    gone = make_claim()
    make_claim()
    Claim.objects.filter(pk=gone.pk).update(withdrawn=True)
    assert {one.name: one.total for one in throughput().series}["read"] == 1


@pytest.mark.parametrize(
    ("hours", "quartiles"),
    [([5], [5, 5, 5]), ([1, 2, 3, 4], [1, 2, 3]), ([8, 1, 2, 4, 3], [2, 3, 4])],
)
def test_time_to_verdict_is_told_in_quartiles(reviewer, editor, hours, quartiles):
    for count in hours:
        claim = make_claim()
        verdict = make_verdict(claim, author=reviewer, editor=editor)
        past = verdict.created_at - timedelta(hours=count)
        Claim.objects.filter(pk=claim.pk).update(created_at=past)
    found = outcomes().to_verdict
    assert found.count == len(hours)
    took = [found.lower, found.median, found.upper]
    assert took == [timedelta(hours=count) for count in quartiles]


def test_only_the_first_verdict_of_a_claim_tells_how_long_it_took(reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="New figures.")
    hand_in(claim, reviewer, "refuted", codes=["outdated"])
    reviewing.decide(claim, actor=editor)
    found = outcomes()
    assert found.to_verdict.count == 1
    assert (found.verdicts, found.changed) == (2, 1)
    assert dict(found.undone) == {"reopen": 1, "correct": 0, "retract": 0}


def test_a_verdict_that_says_the_same_again_changed_nothing(reviewer, editor):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="Look again.")
    hand_in(claim, reviewer)
    reviewing.decide(claim, actor=editor)
    assert outcomes().changed == 0


def test_agreement_is_told_by_scale_and_kind_of_number(
    reviewer, second_reviewer, editor
):
    people = (reviewer, second_reviewer)
    for ratings in (
        ("supported", "supported"),
        ("refuted", "refuted"),
        ("supported", "refuted"),
    ):
        two_reviews(editor, people, ratings, ("4,200", "4,200"))
    found = outcomes()
    (scale,) = found.scales
    assert (scale.pairs, scale.same) == (3, 2)
    # Coincidences: 2 of each alone and 1 either way; expected 3 * 3 * 2 of 5.
    assert scale.nominal == scale.ordinal == 1 - Fraction(5 * 2, 18)
    (kind,) = found.kinds
    assert (kind.kind, kind.accord.same, kind.accord.pairs) == ("count", 2, 3)
    assert dict(found.reasons) == {"rounding": 3}


def test_the_same_label_with_another_number_is_counted(
    reviewer, second_reviewer, editor
):
    people, same = (reviewer, second_reviewer), ("supported", "supported")
    two_reviews(editor, people, same, ("4,200 containers", "9,900 containers"))
    two_reviews(editor, people, same, ("4,200 containers", "4,200 containers"))
    found = outcomes()
    assert found.different_number == Share(1, 2)
    assert found.same_label_different_number == Share(1, 2)


def test_a_review_written_after_reading_the_others_says_nothing_of_agreement(
    reviewer, second_reviewer
):
    claim = make_claim()
    make_review(claim, author=reviewer)
    led = hand_in(claim, second_reviewer, "refuted", codes=["rounding"])
    assert not led.unled
    assert outcomes().scales == ()


def test_no_figure_tells_of_a_review_that_others_follow_unled(
    reviewer, second_reviewer, editor
):
    people = (reviewer, second_reviewer)
    two_reviews(editor, people, ("refuted", "refuted"), ("4,200", "4,200"))
    before = outcomes()
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    hand_in(claim, reviewer, "refuted", "9,900", ["outdated"])
    after = outcomes()
    figures = ("scales", "kinds", "reasons", "different_number", "verdicts")
    for name in figures:
        assert getattr(after, name) == getattr(before, name), name
    hand_in(claim, second_reviewer, "refuted", "4,200", ["outdated"])
    assert dict(outcomes().reasons)["outdated"] == 2


def test_people_are_listed_by_name_with_what_is_theirs(reviewer, editor, stranger):
    anna = person("anna", "reviewer")
    make_claim(assignee=anna)
    make_claim(assignee=anna, status=ClaimStatus.PUBLISHED)
    queueing.take(make_claim(), actor=anna)
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    started = StatusChange.objects.get(claim=claim, action="start_review")
    review = claim.reviews.get()
    StatusChange.objects.filter(pk=started.pk).update(
        created_at=review.created_at - timedelta(minutes=7)
    )
    rows = {row.person.username: row for row in workload()}
    assert list(rows) == ["anna", "edda", "rita"]
    assert (rows["anna"].assigned, rows["anna"].held) == (1, 1)
    assert (rows["rita"].reviewed, rows["edda"].signed_off) == (1, 1)
    assert rows["rita"].median == timedelta(minutes=7)
    assert rows["anna"].median is None

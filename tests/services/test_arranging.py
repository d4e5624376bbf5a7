from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import selectors
from claims.errors import HeldError, InvalidInputError, NotAllowedError, TransitionError
from claims.models import Claim, ClaimEvent
from claims.services import arranging, priority, queueing, sharing
from claims.vocabulary import ClaimStatus, DeskStep, QueueSlug
from tests.conftest import person
from tests.factories import make_claim, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(db):
    return person("third", "reviewer")


def waiting(one, slug=QueueSlug.REVIEW):
    return list(selectors.queue(slug, one))


def test_an_assigned_claim_is_served_to_its_person_first_and_to_nobody_else(
    reviewer, second_reviewer, editor
):
    make_claim(check_worthiness="0.99")
    mine = make_claim(check_worthiness="0.10")
    assert arranging.assign([mine], second_reviewer, actor=editor) == 1
    assert mine not in waiting(reviewer)
    assert queueing.take_next(QueueSlug.REVIEW, actor=second_reviewer) == mine


def test_an_assigned_claim_is_not_for_other_reviewers_to_take(
    reviewer, second_reviewer, editor
):
    claim = make_claim()
    arranging.assign([claim], second_reviewer, actor=editor)
    with pytest.raises(NotAllowedError, match="assigned to"):
        queueing.take(claim, actor=reviewer)
    assert queueing.take(claim, actor=editor).holder == editor


def test_a_claim_of_somebody_who_left_is_everybodys_again(
    reviewer, second_reviewer, editor
):
    claim = make_claim()
    arranging.assign([claim], second_reviewer, actor=editor)
    second_reviewer.is_active = False
    second_reviewer.save()
    assert waiting(reviewer) == [claim]
    claim.refresh_from_db()
    assert queueing.take(claim, actor=reviewer).holder == reviewer


def test_reviewers_assign_themselves_and_give_back_but_nobody_else(
    reviewer, second_reviewer
):
    claim = make_claim()
    assert arranging.assign([claim], reviewer, actor=reviewer) == 1
    with pytest.raises(NotAllowedError):
        arranging.assign([claim], second_reviewer, actor=second_reviewer)
    with pytest.raises(NotAllowedError):
        arranging.assign([claim], second_reviewer, actor=reviewer)
    assert arranging.assign([claim], None, actor=reviewer) == 1


def test_readers_are_not_assigned_anything(editor, stranger):
    with pytest.raises(InvalidInputError):
        arranging.assign([make_claim()], stranger, actor=editor)


def test_claims_are_shared_out_evenly_beginning_with_who_has_least(
    reviewer, second_reviewer, third, editor
):
    arranging.assign([make_claim(), make_claim()], third, actor=editor)
    claims = [make_claim() for _ in range(7)]
    people = [reviewer, second_reviewer, third]
    assert arranging.share_out(claims, people, actor=editor) == 7
    assert sorted(sharing.load_of(people).values()) == [3, 3, 3]


def test_a_thousand_claims_are_assigned_in_few_queries(
    reviewer, editor, django_assert_max_num_queries
):
    claims = [make_claim() for _ in range(60)]
    with django_assert_max_num_queries(12):
        arranging.assign(claims, reviewer, actor=editor)
    with pytest.raises(InvalidInputError, match="1,000"):
        arranging.assign(claims * 20, reviewer, actor=editor)


def test_who_assigned_what_to_whom_is_kept(reviewer, editor):
    claim = make_claim()
    arranging.assign([claim], reviewer, actor=editor)
    arranging.assign([claim], None, actor=editor)
    told = [(one.before, one.after, one.actor) for one in claim.events.all()]
    name = reviewer.username
    assert told == [("nobody", name, editor), (name, "nobody", editor)]


def test_what_is_due_comes_first(reviewer, editor):
    make_claim(check_worthiness="0.90")
    due = make_claim(check_worthiness="0.50")
    priority.refresh()
    arranging.set_due([due], timezone.now() + timedelta(hours=2), actor=editor)
    assert waiting(reviewer)[0] == due
    arranging.set_due([due], None, actor=editor)
    assert waiting(reviewer)[0] != due
    assert [one.step for one in due.events.all()] == [DeskStep.DUE, DeskStep.DUE]


def test_a_top_storys_claims_come_first(reviewer, editor):
    make_claim(check_worthiness="0.70")
    top = make_claim(check_worthiness="0.50")
    priority.refresh()
    arranging.set_importance(top.article, 2, actor=editor)
    assert waiting(reviewer)[0] == top


def test_a_claim_passed_over_comes_to_that_person_last(reviewer, second_reviewer):
    claim, other = make_claim(check_worthiness="0.9"), make_claim()
    queueing.take(claim, actor=reviewer)
    arranging.skip(claim, reason="specialist", note="Ask Ben.", actor=reviewer)
    assert claim.holder is None
    assert claim.status == ClaimStatus.READY
    assert queueing.take_next(QueueSlug.REVIEW, actor=second_reviewer) == claim
    claim.refresh_from_db()
    queueing.release(claim, actor=second_reviewer)
    assert queueing.take_next(QueueSlug.REVIEW, actor=reviewer) == other
    assert queueing.take_next(QueueSlug.REVIEW, actor=reviewer) == claim


def test_three_people_passing_over_put_it_before_an_editor(
    reviewer, second_reviewer, third, editor
):
    claim = make_claim()
    for one in (reviewer, reviewer, second_reviewer):
        arranging.skip(claim, reason="later", actor=one)
    assert not claim.escalated
    arranging.skip(claim, reason="unclear", actor=third)
    assert claim.escalated
    assert waiting(person("fourth", "reviewer")) == []
    assert waiting(editor, QueueSlug.ESCALATED) == [claim]
    arranging.give_back(claim, actor=editor, reason="Ben is back.")
    assert waiting(person("fifth", "reviewer")) == [claim]
    assert waiting(editor, QueueSlug.ESCALATED) == []


def test_passing_over_needs_a_reason_of_the_list(reviewer):
    with pytest.raises(InvalidInputError, match="specialist"):
        arranging.skip(make_claim(), reason="bored", actor=reviewer)


@pytest.mark.parametrize("status", ["detected", "decided", "published", "dismissed"])
def test_only_what_is_up_for_review_is_passed_over(reviewer, status):
    with pytest.raises(TransitionError):
        arranging.skip(make_claim(status=status), reason="later", actor=reviewer)


def test_what_somebody_else_holds_is_not_passed_over(reviewer, second_reviewer):
    claim = queueing.take(make_claim(), actor=second_reviewer)
    with pytest.raises(HeldError):
        arranging.skip(claim, reason="later", actor=reviewer)


def test_an_editor_takes_over_with_a_reason_and_it_is_kept(reviewer, editor):
    claim = queueing.take(make_claim(), actor=reviewer)
    with pytest.raises(NotAllowedError):
        arranging.take_over(claim, actor=reviewer, reason="Mine.")
    with pytest.raises(InvalidInputError):
        arranging.take_over(claim, actor=editor, reason=" ")
    arranging.take_over(claim, actor=editor, reason="Rita is ill.")
    assert claim.holder == editor
    (kept,) = ClaimEvent.objects.filter(step=DeskStep.TAKE_OVER)
    assert (kept.before, kept.after) == (reviewer.username, editor.username)
    assert kept.reason == "Rita is ill."


def test_what_is_done_is_not_assigned_any_more(reviewer, editor):
    done = make_claim(status=ClaimStatus.PUBLISHED)
    assert arranging.assign([done], reviewer, actor=editor) == 0


def test_a_reviewed_claim_keeps_its_place_when_passed_over_for_sign_off(
    reviewer, second_reviewer, editor
):
    claim = make_claim()
    make_review(claim, author=reviewer)
    queueing.take(claim, actor=second_reviewer)
    arranging.skip(claim, reason="later", actor=second_reviewer)
    assert waiting(editor, QueueSlug.SIGN_OFF) == [claim]


def test_assigning_what_was_passed_over_takes_it_off_the_editors_list(reviewer, editor):
    claim = make_claim(escalated=True)
    arranging.assign([claim], reviewer, actor=editor)
    assert waiting(reviewer) == [claim]
    assert waiting(editor, QueueSlug.ESCALATED) == []


def test_nothing_is_wanted_by_a_moment_that_has_passed(editor):
    claim = make_claim()
    with pytest.raises(InvalidInputError) as refused:
        arranging.set_due([claim], timezone.now() - timedelta(minutes=1), actor=editor)
    assert refused.value.field == "due_at"


def test_a_date_that_has_passed_meanwhile_can_stay(editor, time_machine):
    claim = make_claim()
    due_at = timezone.now() + timedelta(hours=1)
    arranging.set_due([claim], due_at, actor=editor)
    time_machine.move_to(due_at + timedelta(hours=1))
    assert arranging.set_due([claim], due_at, actor=editor) == 0


def reviewed_once(author):
    """One of two reviews is in."""
    claim = make_claim()
    make_review(claim, author=author)
    Claim.objects.filter(pk=claim.pk).update(reviews_asked=2)
    claim.refresh_from_db()
    return claim


def test_nobody_is_assigned_what_they_reviewed_in_this_round(
    reviewer, second_reviewer, editor
):
    claim = reviewed_once(reviewer)
    with pytest.raises(InvalidInputError, match="has reviewed") as refused:
        arranging.assign([make_claim(), claim], reviewer, actor=editor)
    assert refused.value.field == "to"
    assert arranging.assign([claim], second_reviewer, actor=editor) == 1
    queueing.send_back(claim, actor=editor, reason="The base year is wrong.")
    assert arranging.assign([claim], reviewer, actor=editor) == 1  # a new round


def test_sharing_out_passes_over_who_reviewed_a_claim(
    reviewer, second_reviewer, third, editor
):
    arranging.assign([make_claim(), make_claim()], third, actor=editor)
    claims = [reviewed_once(reviewer), make_claim(), make_claim()]
    arranging.share_out(claims, [reviewer, third], actor=editor)
    assert [one.assignee for one in claims] == [third, reviewer, reviewer]
    with pytest.raises(InvalidInputError, match="All of them have reviewed"):
        arranging.share_out([reviewed_once(third)], [third], actor=editor)


def test_what_a_leaver_had_goes_to_who_can_review_it_or_back_to_all(
    reviewer, second_reviewer, editor
):
    claim = reviewed_once(reviewer)
    arranging.assign([claim], second_reviewer, actor=editor)
    arranging.hand_over(second_reviewer, [reviewer], actor=editor)
    claim.refresh_from_db()
    assert claim.assignee is None


@pytest.mark.parametrize("why", ["reviewed", "role", "left"])
def test_who_cannot_review_it_any_more_keeps_a_claim_from_nobody(
    reviewer, second_reviewer, third, editor, why
):
    claim = reviewed_once(reviewer)
    arranging.assign([claim], second_reviewer, actor=editor)
    assert waiting(third) == []
    if why == "role":
        second_reviewer.groups.clear()
    elif why == "left":
        second_reviewer.is_active = False
        second_reviewer.save()
    else:  # as what was assigned before this was refused
        Claim.objects.filter(pk=claim.pk).update(assignee=reviewer)
    claim.refresh_from_db()
    assert waiting(third) == [claim]
    assert queueing.take(claim, actor=third).holder == third
    queueing.release(claim, actor=third)
    assert queueing.take_next(QueueSlug.REVIEW, actor=third) == claim


def test_handing_in_leaves_what_is_missing_to_the_others(reviewer, third, editor):
    claim = make_claim()
    arranging.assign([claim], reviewer, actor=editor)
    make_review(claim, author=reviewer)
    Claim.objects.filter(pk=claim.pk).update(reviews_asked=2)
    assert waiting(third) == [claim]


def test_what_was_passed_over_is_for_editors_to_take(reviewer, editor):
    claim = make_claim(escalated=True)
    with pytest.raises(NotAllowedError, match="waits for an editor"):
        queueing.take(claim, actor=reviewer)
    with pytest.raises(NotAllowedError, match="An editor assigns"):
        arranging.assign([claim], reviewer, actor=reviewer)
    assert waiting(editor, QueueSlug.ESCALATED) == [claim]
    assert queueing.take(claim, actor=editor).holder == editor

"""What is served next is what the queue shows on top, whoever asks."""

from __future__ import annotations

import pytest
from django.db import transaction

from claims import selectors
from claims.errors import NotAllowedError
from claims.models import Claim
from claims.selectors import queues
from claims.services import arranging, queueing, reviewing
from claims.vocabulary import QueueSlug
from tests.conftest import person
from tests.factories import make_claim, make_review, make_verdict

pytestmark = pytest.mark.django_db


def begun_by(author, **fields) -> Claim:
    """Reviewed by one of two."""
    claim = make_claim(**fields)
    make_review(claim, author=author)
    Claim.objects.filter(pk=claim.pk).update(reviews_asked=2)
    return claim


def drained(slug: QueueSlug, who) -> list[Claim]:
    """Everything a person is served, put aside by hand each time."""
    served = []
    while True:
        with transaction.atomic():
            claim = selectors.next_in(slug, who)
        if claim is None:
            return served
        served.append(claim)
        Claim.objects.filter(pk=claim.pk).update(status="dismissed")


def test_what_is_begun_and_what_is_not_are_served_by_what_presses_more(
    reviewer, second_reviewer
):
    quiet, loud = make_claim(priority=100), make_claim(priority=900)
    begun = begun_by(second_reviewer, priority=500)
    assert drained(QueueSlug.REVIEW, reviewer) == [loud, begun, quiet]


def test_each_is_served_in_the_order_of_the_list(
    reviewer, second_reviewer, editor, second_editor
):
    left = person("lena", "reviewer")
    for number in range(4):
        worth = [{"check_worthiness": f"0.{n}{number}"} for n in range(2, 9)]
        mine, theirs, nobodys, skipped = (make_claim(**one) for one in worth[:4])
        arranging.assign([mine], reviewer, actor=editor)
        arranging.assign([theirs], second_reviewer, actor=editor)
        arranging.assign([nobodys], left, actor=editor)
        arranging.skip(skipped, reason="later", actor=reviewer)
        begun_by(second_reviewer, **worth[4])
        begun_by(reviewer, **worth[5])
        disputed = make_claim(**worth[6])
        make_review(disputed, author=second_reviewer)
        Claim.objects.filter(pk=disputed.pk).update(disputed=True)
        make_review(make_claim(), author=second_reviewer)
        make_claim(escalated=True, priority=number)
        make_verdict(make_claim(), author=reviewer, editor=editor)
    left.is_active = False
    left.save()
    for slug in QueueSlug:
        for who in (reviewer, second_reviewer, second_editor):
            shown = list(selectors.queue(slug, who))
            if slug is QueueSlug.REVIEW:
                shown.sort(key=lambda claim: _part(claim, who))
            undo = transaction.savepoint()
            assert drained(slug, who) == shown, (slug, who)
            transaction.savepoint_rollback(undo)
            assert shown or who != second_editor or slug is QueueSlug.OUTDATED


def test_among_some_claims_the_order_and_the_guards_are_the_same(
    reviewer, second_reviewer, editor
):
    asked = Claim.objects.filter(kind="money")
    make_claim(priority=900)
    low, high = (make_claim(kind="money", priority=n) for n in (100, 500))
    held, theirs = (make_claim(kind="money", priority=n) for n in (700, 800))
    queueing.take(held, actor=second_reviewer)
    arranging.assign([theirs], second_reviewer, actor=editor)
    arranging.skip(high, reason="later", actor=reviewer)
    taken = [
        queueing.take_next(QueueSlug.REVIEW, actor=reviewer, among=asked)
        for _ in range(3)
    ]
    assert taken == [low, high, None]
    nothing = Claim.objects.none()
    assert not queueing.take_next(QueueSlug.REVIEW, actor=reviewer, among=nothing)
    with pytest.raises(NotAllowedError):
        queueing.take_next(QueueSlug.SIGN_OFF, actor=reviewer, among=asked)


def _part(claim: Claim, who) -> int:
    skipped = claim.events.filter(step="skip", actor=who).exists()
    return 0 if claim.assignee_id == who.pk else 1 + skipped


def test_a_claim_that_was_never_decided_is_known_by_its_round_and_status(
    reviewer, editor
):
    claim = make_claim()
    assert claim.never_decided()
    make_review(claim, author=reviewer)
    assert claim.never_decided()
    reviewing.decide(claim, actor=editor)
    assert not claim.never_decided()
    reviewing.reopen(claim, actor=editor, reason="A new report.")
    assert not claim.never_decided()


def test_somebody_else_s_key_is_put_into_the_same_query(reviewer, second_reviewer):
    first, second = make_claim(priority=9), make_claim(priority=5)
    for claim, who in ((first, second_reviewer), (second, reviewer)):
        arranging.assign([claim], who, actor=who)
    assert queueing.take_next(QueueSlug.REVIEW, actor=reviewer) == second
    assert queueing.take_next(QueueSlug.REVIEW, actor=second_reviewer) == first


def test_nothing_but_the_person_is_worked_out_once_and_kept(reviewer):
    for asked in queues._PREPARED.values():
        for one in asked(reviewer.pk):
            given = one.given
            assert all(isinstance(one, str | int) for one in given), given

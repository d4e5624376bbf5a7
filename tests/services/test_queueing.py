from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from claims.errors import HeldError, NotAllowedError, TransitionError
from claims.models import Claim
from claims.services import queueing
from claims.vocabulary import ClaimStatus, QueueSlug
from tests.conftest import person
from tests.factories import make_article, make_claim, make_review

REVIEW, SIGN_OFF = QueueSlug.REVIEW, QueueSlug.SIGN_OFF


def let_the_hold_run_out(claim):
    Claim.objects.filter(pk=claim.pk).update(
        held_until=timezone.now() - timedelta(seconds=1)
    )


locks_rows = pytest.mark.skipif(
    not connection.features.has_select_for_update_skip_locked,
    reason="Where one writes at a time, nobody meets a locked row.",
)


@pytest.mark.django_db
def test_the_worthiest_claim_comes_first(reviewer):
    make_claim(check_worthiness="0.40")
    worthy = make_claim(check_worthiness="0.90")
    assert queueing.take_next(REVIEW, actor=reviewer) == worthy


@pytest.mark.django_db
def test_two_people_get_two_claims_and_then_none(reviewer, second_reviewer):
    claims = {make_claim().pk, make_claim().pk}
    people = (reviewer, second_reviewer)
    taken = {queueing.take_next(REVIEW, actor=p).pk for p in people}
    assert taken == claims
    assert queueing.take_next(REVIEW, actor=reviewer) is None


@pytest.mark.django_db
def test_a_held_claim_names_its_holder_to_others(reviewer, second_reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    with pytest.raises(HeldError, match="rita"):
        queueing.take(claim, actor=second_reviewer)


@pytest.mark.django_db
def test_a_released_claim_can_be_taken_by_others(reviewer, second_reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    queueing.release(claim, actor=reviewer)
    assert claim.status == ClaimStatus.READY
    assert queueing.take_next(REVIEW, actor=second_reviewer) == claim


@pytest.mark.django_db
def test_others_cannot_release_but_an_editor_can(reviewer, second_reviewer, editor):
    claim = queueing.take(make_claim(), actor=reviewer)
    with pytest.raises(HeldError):
        queueing.release(claim, actor=second_reviewer)
    queueing.release(claim, actor=editor)
    assert claim.holder is None


@pytest.mark.django_db
def test_a_hold_that_ran_out_frees_the_claim(reviewer, second_reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    let_the_hold_run_out(claim)
    queueing.expire_holds()
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.READY, None)
    last = claim.status_changes.last()
    assert (last.actor, last.reason) == (None, queueing.EXPIRED)
    assert queueing.take_next(REVIEW, actor=second_reviewer) == claim


@pytest.mark.django_db
def test_a_hold_that_ran_out_can_be_taken_before_the_sweeper_comes(
    reviewer, second_reviewer
):
    claim = queueing.take(make_claim(), actor=reviewer)
    let_the_hold_run_out(claim)
    queueing.take(claim, actor=second_reviewer)
    assert claim.holder == second_reviewer


@pytest.mark.django_db
def test_a_hold_can_be_prolonged_only_by_its_holder(reviewer, second_reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    assert queueing.renew(claim, actor=reviewer)
    assert not queueing.renew(claim, actor=second_reviewer)
    let_the_hold_run_out(claim)
    assert not queueing.renew(claim, actor=reviewer)


@pytest.mark.django_db
def test_sign_off_serves_others_reviews_only(reviewer, editor, second_editor):
    own = make_claim()
    make_review(own, author=editor)
    assert queueing.take_next(SIGN_OFF, actor=editor) is None
    assert queueing.take_next(SIGN_OFF, actor=second_editor) == own
    assert own.status == ClaimStatus.IN_REVIEW


@pytest.mark.django_db
def test_queues_ask_for_their_role(reviewer, stranger):
    make_claim()
    with pytest.raises(NotAllowedError):
        queueing.take_next(REVIEW, actor=stranger)
    with pytest.raises(NotAllowedError):
        queueing.take_next(SIGN_OFF, actor=reviewer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "status", [ClaimStatus.DETECTED, ClaimStatus.SOURCING, ClaimStatus.DISMISSED]
)
def test_what_is_not_ready_cannot_be_taken(reviewer, status):
    with pytest.raises(TransitionError):
        queueing.take(make_claim(status=status), actor=reviewer)


@pytest.mark.django_db(transaction=True)
def test_many_people_at_once_never_get_the_same_claim():
    """Eight people empty a queue of forty claims, each on a connection of their own."""
    from django.contrib.auth.models import Group

    Group.objects.get_or_create(name="reviewer")
    article = make_article("\n".join(f"They lost {n} boats." for n in range(100, 140)))
    for number in range(100, 140):
        make_claim(article, surface=str(number))
    people = [person(f"person{n}", "reviewer") for n in range(8)]
    taken: list[int] = []
    errors: list[Exception] = []

    def work(user):
        try:
            while claim := queueing.take_next(REVIEW, actor=user):
                taken.append(claim.pk)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(taken) == len(set(taken)) == 40
    assert not Claim.objects.filter(status=ClaimStatus.READY).exists()


@pytest.mark.django_db(transaction=True)
@locks_rows
def test_what_somebody_only_looked_at_is_still_served_to_the_next():
    """The head of every branch is locked until the one who asks knows which to take."""
    from django.contrib.auth.models import Group

    Group.objects.get_or_create(name="reviewer")
    begun = make_claim(status=ClaimStatus.IN_REVIEW, reviews_asked=2)
    ready = make_claim(priority=begun.priority + 1)
    first, second = person("first", "reviewer"), person("second", "reviewer")
    served: list[Claim | None] = []
    other = _asks_for_the_next(second, served)
    with transaction.atomic():
        taken = queueing.take_next(REVIEW, actor=first)
        assert taken == ready
        other.start()
        _wait_until_it_waits(other)
    other.join()

    assert served == [begun]


@pytest.mark.django_db(transaction=True)
@locks_rows
def test_who_waits_for_a_claim_keeps_no_other():
    """Two who did could wait for each other."""
    from django.contrib.auth.models import Group

    Group.objects.get_or_create(name="reviewer")
    last = make_claim()
    pressing = make_claim(priority=last.priority + 1)
    first, second = person("first", "reviewer"), person("second", "reviewer")
    served: list[Claim | None] = []
    other = _asks_for_the_next(second, served)
    third = connection.copy()
    try:
        with transaction.atomic():
            assert queueing.take_next(REVIEW, actor=first) == pressing
            third.set_autocommit(False)
            with third.cursor() as cursor:
                lock = "SELECT 1 FROM claims_claim WHERE id = %s FOR UPDATE"
                cursor.execute(lock, [last.pk])
            other.start()
            _wait_until_it_waits(other)
        _wait_until_it_waits(other)  # for the last claim now
        with transaction.atomic():
            assert Claim.objects.select_for_update(nowait=True).get(pk=pressing.pk)
    finally:
        third.close()
        other.join()

    assert served == [last]


def _asks_for_the_next(who, served: list[Claim | None]) -> threading.Thread:
    """A thread that takes the next claim on a connection of its own, to be started."""

    def work() -> None:
        try:
            served.append(queueing.take_next(REVIEW, actor=who))
        finally:
            connection.close()

    return threading.Thread(target=work)


def _wait_until_it_waits(other: threading.Thread) -> None:
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        found = None
        while found is None and other.is_alive():
            cursor.execute(waiting)
            found = cursor.fetchone()

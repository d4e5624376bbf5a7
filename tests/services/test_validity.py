from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from claims import selectors
from claims.errors import (
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import ClaimEvent, Evidence
from claims.services import correcting, publishing, queueing, reviewing, validity
from claims.vocabulary import ClaimStatus, DeskStep, QueueSlug, Standing
from tests.factories import make_claim, make_review

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OUTDATED = QueueSlug.OUTDATED


def today() -> date:
    return timezone.now().date()


@pytest.fixture
def said(reviewer, editor):
    """A published claim whose verdict holds for two days."""
    claim = make_claim()
    make_review(claim, author=reviewer)
    reviewing.decide(claim, actor=editor, valid_until=today() + 2 * DAY)
    publishing.publish(claim, actor=editor)
    return claim


def waiting(person):
    return list(selectors.queue(OUTDATED, person))


def lose_the_quote(claim):
    rows = Evidence.objects.filter(claim=claim)
    rows.update(standing=Standing.GONE, gone_at=timezone.now())


@pytest.mark.parametrize("days", [0, -1])
def test_a_verdict_holds_until_a_day_to_come(reviewer, editor, days):
    claim = make_claim()
    make_review(claim, author=reviewer)
    with pytest.raises(InvalidInputError) as refused:
        reviewing.decide(claim, actor=editor, valid_until=today() + days * DAY)
    assert refused.value.field == "valid_until"
    assert claim.status == ClaimStatus.IN_REVIEW


def test_it_waits_from_that_day_on(said, editor, time_machine):
    assert waiting(editor) == []
    time_machine.move_to(timezone.now() + 2 * DAY)
    assert waiting(editor) == [said]
    assert selectors.queue_counts(editor)[OUTDATED] == 1


def test_a_lost_quote_brings_it_back_before_its_day(said, editor):
    lose_the_quote(said)
    assert waiting(editor) == [said]


def test_what_was_found_to_hold_waits_again_when_another_quote_is_lost(said, editor):
    lose_the_quote(said)
    validity.prolong(said, None, actor=editor, reason="The copy says the same.")
    assert waiting(editor) == []
    lose_the_quote(said)
    assert waiting(editor) == [said]


def test_an_editor_takes_it_and_says_that_it_holds(
    said, editor, second_editor, time_machine
):
    time_machine.move_to(timezone.now() + 2 * DAY)
    assert queueing.take_next(OUTDATED, actor=second_editor) == said
    said.refresh_from_db()
    assert said.status == ClaimStatus.PUBLISHED
    assert waiting(editor) == []  # in somebody's hands
    assert list(selectors.held_in(OUTDATED)) == [said]
    until = today() + 90 * DAY
    verdict = validity.prolong(
        said, until, actor=second_editor, reason="The new release says the same."
    )
    assert verdict.valid_until == until
    assert said.holder is None
    assert waiting(editor) == []
    told = ClaimEvent.objects.get(claim=said, step=DeskStep.PROLONG)
    assert told.after == f"{until:%Y-%m-%d}"
    assert told.reason == "The new release says the same."


def test_who_took_it_may_let_it_go(said, editor, time_machine):
    time_machine.move_to(timezone.now() + 2 * DAY)
    claim = queueing.take_next(OUTDATED, actor=editor)
    queueing.release(claim, actor=editor)
    assert waiting(editor) == [said]


def test_a_correction_takes_it_out_of_the_queue(said, editor, time_machine):
    time_machine.move_to(timezone.now() + 2 * DAY)
    correcting.correct(said, actor=editor, reason="A newer count.", kind="update")
    assert waiting(editor) == []


def test_reviewers_neither_take_nor_prolong(said, second_reviewer, operator):
    for person in (second_reviewer, operator):
        with pytest.raises(NotAllowedError):
            queueing.take_next(OUTDATED, actor=person)
        with pytest.raises(NotAllowedError):
            validity.prolong(said, None, actor=person, reason="So.")
    with pytest.raises(TransitionError):
        queueing.take(said, actor=second_reviewer)


def test_prolonging_needs_a_reason_a_verdict_and_the_version_seen(said, editor):
    with pytest.raises(InvalidInputError):
        validity.prolong(said, None, actor=editor, reason=" ")
    with pytest.raises(StaleClaimError):
        validity.prolong(said, None, actor=editor, reason="So.", version=1)
    with pytest.raises(TransitionError):
        validity.prolong(make_claim(), None, actor=editor, reason="So.")

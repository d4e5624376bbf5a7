"""How far a job is, as whoever waits for it is told."""

from __future__ import annotations

import pytest

from claims.models import Job
from claims.services import ingest, jobs, turns, working
from claims.vocabulary import JobKind, JobState

pytestmark = pytest.mark.django_db


def hand_in(reviewer, name: str):
    return ingest.submit_file(
        b"Ship 4 lost 4,200 boxes.",
        filename=name,
        media_type="text/plain",
        actor=reviewer,
    )


def turn_of(submission) -> turns.Turn:
    found = turns.turn_of(JobKind.INGEST, submission.pk)
    assert found is not None
    return found


def test_a_job_waits_behind_those_of_its_own_queue(reviewer):
    first, second = (hand_in(reviewer, f"{name}.txt") for name in "ab")
    assert (turn_of(first).before, turn_of(second).before) == (0, 1)
    Job.objects.filter(target_id=first.pk).update(kind=JobKind.SEARCH)
    assert turn_of(second).before == 0


def test_it_is_done_by_whoever_leased_it_and_has_then_ended(reviewer):
    submission = hand_in(reviewer, "a.txt")
    waiting = turn_of(submission)
    assert waiting.goes_on
    Job.objects.update(state=JobState.LEASED, attempts=1)
    assert turn_of(submission).running
    assert turn_of(submission).stamp != waiting.stamp
    jobs.reclaim()
    working.drain()
    assert not turn_of(submission).goes_on


def test_what_is_put_off_says_until_when(reviewer):
    submission = hand_in(reviewer, "a.txt")
    Job.objects.update(error="The site asked to wait.")
    job = Job.objects.get()
    assert turn_of(submission).again_at == job.run_after
    assert turn_of(submission).before == 0


def test_there_is_no_turn_without_a_job():
    assert turns.turn_of(JobKind.RERANK, 7) is None
    assert not turns.goes_on(JobKind.RERANK, 7)
    assert not turns.goes_on(JobKind.RERANK, None)

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from claims import dispatch
from claims.models import Job
from claims.services import jobs, working
from claims.vocabulary import JobKind, JobState

pytestmark = pytest.mark.django_db


class Recorder:
    """A handler that remembers what happened to it."""

    def __init__(self, work=None):
        self.done, self.given_up, self.settled = [], [], []
        self._work = work or (lambda job: "result")

    @property
    def handlers(self):
        handler = jobs.Handler(
            load=lambda job: job,
            work=self._work,
            save=lambda job, result: self.done.append((job.pk, result)),
            give_up=lambda job, message: self.given_up.append(message),
            again=lambda job: self.given_up.clear(),
            settled=lambda job: self.settled.append(job.pk),
        )
        return {JobKind.EXTRACT: handler}


@pytest.fixture
def job():
    with transaction.atomic():
        [job] = jobs.enqueue(JobKind.EXTRACT, {1: "extract:1"})
    return job


def fail_with(error):
    def work(job):
        raise error

    return work


def let_the_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def make_due(job):
    Job.objects.filter(pk=job.pk).update(
        run_after=timezone.now() - timedelta(seconds=1)
    )


def test_a_job_is_done_once_and_a_second_message_changes_nothing(job):
    recorder = Recorder()
    assert jobs.run(job.pk, recorder.handlers)
    assert not jobs.run(job.pk, recorder.handlers)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert recorder.done == [(job.pk, "result")]
    assert recorder.settled == [job.pk]


def test_the_same_work_asked_twice_is_one_job(job):
    again = jobs.enqueue(JobKind.EXTRACT, {1: "extract:1"})
    assert [j.pk for j in again] == [job.pk]


def test_an_unknown_job_is_nobodys():
    assert not jobs.run(404, Recorder().handlers)


def test_a_leased_job_is_left_alone_until_its_lease_runs_out(job):
    seen = []

    def look_at_it_meanwhile(leased):
        seen.append(jobs.run(leased.pk, Recorder().handlers))

    jobs.run(job.pk, Recorder(look_at_it_meanwhile).handlers)
    assert seen == [False]


def test_a_worker_that_wakes_after_its_lease_writes_nothing(job):
    quick = Recorder()

    def sleep_too_long(leased):
        let_the_lease_run_out(leased)
        assert jobs.run(leased.pk, quick.handlers)

    slow = Recorder(sleep_too_long)
    assert not jobs.run(job.pk, slow.handlers)
    assert slow.done == []
    assert len(quick.done) == 1


def test_a_permanent_failure_is_not_tried_again(job):
    recorder = Recorder(fail_with(jobs.PermanentError("The file is broken.")))
    jobs.run(job.pk, recorder.handlers)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The file is broken.")
    assert recorder.given_up == ["The file is broken."]
    assert recorder.settled == [job.pk]


@pytest.mark.parametrize(
    "error", [jobs.RetryLaterError("busy"), ValueError("a mistake of ours")]
)
def test_other_failures_are_tried_again_later_and_then_given_up(job, error):
    recorder = Recorder(fail_with(error))
    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        job.refresh_from_db()
        assert job.state == JobState.READY
        make_due(job)
        assert jobs.run(job.pk, recorder.handlers)
        job.refresh_from_db()
        assert job.attempts == attempt
    assert job.state == JobState.DEAD
    assert len(recorder.given_up) == 1
    assert str(error) in job.error


def test_a_retry_waits_as_long_as_the_other_side_asks(job):
    recorder = Recorder(fail_with(jobs.RetryLaterError("busy", seconds=900)))
    jobs.run(job.pk, recorder.handlers)
    job.refresh_from_db()
    wait = job.run_after - timezone.now()
    assert timedelta(minutes=14) < wait < timedelta(minutes=16)
    assert not jobs.due().exists()


def test_waiting_as_asked_is_no_attempt_but_ends_after_a_while(job):
    recorder = Recorder(fail_with(jobs.RetryLaterError("busy", seconds=60)))
    for _ in range(jobs.MAX_ATTEMPTS + 2):
        make_due(job)
        assert jobs.run(job.pk, recorder.handlers)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.READY, 0)
    long_ago = timezone.now() - jobs.PATIENCE
    Job.objects.filter(pk=job.pk).update(created_at=long_ago)
    make_due(job)
    jobs.run(job.pk, recorder.handlers)
    job.refresh_from_db()
    assert (job.state, recorder.given_up) == (JobState.DEAD, ["busy"])


def test_searches_are_rung_for_in_a_queue_of_their_own(settings):
    assert {dispatch.queue_of(kind) for kind in dispatch.SEARCHES} == {
        "factcheck.search"
    }
    kinds = [kind for kinds in dispatch.queues().values() for kind in kinds]
    assert sorted(kinds) == sorted(JobKind)
    assert [queue.name for queue in settings.CELERY_TASK_QUEUES] == [*dispatch.queues()]
    assert dispatch.queue_of(JobKind.EXTRACT) == "factcheck"


def test_a_job_whose_worker_died_every_time_is_buried(job):
    for _ in range(jobs.MAX_ATTEMPTS):
        assert jobs._claim(job.pk, working.HANDLERS)
        let_the_lease_run_out(job)
    recorder = Recorder()
    assert not jobs.run(job.pk, recorder.handlers)
    assert jobs.bury_dead(recorder.handlers) == 1
    job.refresh_from_db()
    assert job.state == JobState.DEAD
    assert recorder.given_up == [jobs.DIED]
    assert jobs.bury_dead(recorder.handlers) == 0


def test_a_dead_job_can_be_tried_again_once(job):
    failing = Recorder(fail_with(jobs.PermanentError("broken")))
    jobs.run(job.pk, failing.handlers)
    assert jobs.retry(job, failing.handlers)
    assert not jobs.retry(job, failing.handlers)
    assert failing.given_up == []
    recorder = Recorder()
    assert jobs.run(job.pk, recorder.handlers)
    assert len(recorder.done) == 1


def test_a_lone_installation_frees_old_leases_at_start(job):
    jobs._claim(job.pk, working.HANDLERS)
    assert jobs.reclaim() == 1
    assert jobs.due().filter(pk=job.pk).exists()


def test_nothing_is_rung_before_the_commit(
    django_capture_on_commit_callbacks, monkeypatch
):
    rung = []
    monkeypatch.setattr(dispatch, "ring", lambda ids, *, queue: rung.extend(ids))
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            [job] = jobs.enqueue(JobKind.EXTRACT, {7: "extract:7"})
        assert rung == []
    assert rung == [job.pk]


def test_a_missing_broker_is_survived(job):
    assert dispatch.ring([job.pk], queue="factcheck") == 0
    assert dispatch.outstanding("factcheck") is None
    job.refresh_from_db()
    assert job.state == JobState.READY


def test_a_job_that_got_somewhere_goes_on_with_its_attempts_forgotten(job):
    recorder = Recorder(fail_with(jobs.GoOnError()))
    for _ in range(jobs.MAX_ATTEMPTS + 2):
        assert jobs.run(job.pk, recorder.handlers)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.READY, 0, "")
    assert recorder.given_up == []
    assert jobs.run(job.pk, Recorder().handlers)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_long_work_has_a_lease_of_its_own(job):
    handler = replace(Recorder().handlers[JobKind.EXTRACT], lease=timedelta(minutes=9))
    leased = jobs._claim(job.pk, {JobKind.EXTRACT: handler})
    assert leased
    until = Job.objects.get(pk=job.pk).lease_until
    assert until - timezone.now() > timedelta(minutes=8)

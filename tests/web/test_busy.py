"""Two wait for each other, and the database gives one of them up: at every door."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from claims.models import Claim, Job
from claims.services import jobs, working
from claims.vocabulary import ClaimStatus, JobState
from tests.admin.conftest import messages_of
from tests.admin.test_actions import do as do_in_admin
from tests.conftest import person
from tests.factories import make_article, make_claim
from tests.web.conftest import signed_in
from tests.web.pages import text
from tests.web.steps import do

TOLD = "Nothing was changed; try again."


def give_up(*args, **kwargs):
    raise OperationalError("deadlock detected")


def test_a_step_of_the_claim_page(as_reviewer, claim, monkeypatch):
    monkeypatch.setattr("claims.services.queueing.take", give_up)
    answer = do(as_reviewer, claim, "take")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert TOLD in text(answer)


def test_a_page_that_is_only_read(as_reviewer, claim, monkeypatch):
    monkeypatch.setattr("claims.selectors.quorum_seen", give_up)
    assert as_reviewer.get(f"/claims/{claim.pk}/").status_code == 503


def test_the_rest_interface(as_reviewer, claim, monkeypatch):
    monkeypatch.setattr("claims.services.queueing.take", give_up)
    answer = as_reviewer.post(
        f"/api/v1/claims/{claim.pk}/take/", content_type="application/json"
    )
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert (answer.json()["code"], TOLD in answer.json()["detail"]) == ("busy", True)


def test_a_page_of_the_admin(db, monkeypatch):
    client = signed_in(person("rosa", "reviewer", is_staff=True))
    monkeypatch.setattr(
        "django.contrib.admin.views.main.ChangeList.get_results", give_up
    )
    answer = client.get("/admin/claims/claim/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_of_several_steps_in_the_admin_the_others_are_done(db, monkeypatch):
    """What is told of one is true of that one."""
    from claims.services import queueing

    one, other = make_claim(), make_claim()
    take = queueing.take

    def some(claim, **kwargs):
        return give_up() if claim.pk == one.pk else take(claim, **kwargs)

    monkeypatch.setattr(queueing, "take", some)
    client = signed_in(person("rosa", "reviewer", is_staff=True))
    told = " ".join(messages_of(do_in_admin(client, "start_review", one, other)))
    assert "1 taken" in told
    assert TOLD in told
    statuses = dict(Claim.objects.values_list("pk", "status"))
    assert statuses[one.pk] == ClaimStatus.READY
    assert statuses[other.pk] == ClaimStatus.IN_REVIEW


@pytest.mark.django_db
def test_a_job_is_tried_again(monkeypatch):
    article = make_article("They lost 4,200 containers.")
    job = Job.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.signing.loosen", give_up)
        assert working.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 1)
    assert not article.claims.exists()  # nothing was kept by half
    Job.objects.update(run_after=job.created_at)
    assert jobs.run(job.pk, working.HANDLERS)
    assert article.claims.count() == 1

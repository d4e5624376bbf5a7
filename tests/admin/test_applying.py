"""A policy's page says how far the job is that brings stored rows up to it."""

from __future__ import annotations

import pytest

from claims.models import Job
from claims.services import tolerances, working, worthiness
from claims.vocabulary import JobState
from tests.factories import make_claim, make_evidence, read_article
from tests.web.pages import document, text


def weights(editor):
    read_article()
    return worthiness.make_policy({"share": worthiness.MOST}, actor=editor)


def tolerance(editor):
    make_evidence(make_claim(), actor=editor)
    values = tolerances.values_of(None)
    return tolerances.make_policy(values, actor=editor)


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (weights, "/admin/claims/worthpolicy/{}/change/"),
        (tolerance, "/admin/claims/tolerancepolicy/{}/change/"),
    ],
)
def test_rows_done_of_all_are_shown_until_the_job_has_ended(
    make, address, editing_client, staff_editor
):
    address = address.format(make(staff_editor).pk)
    page = editing_client.get(address)
    bar = document(page).xpath("//*[@id='progress'][@role='status']//progress")[0]
    every = bar.get("max")
    assert bar.get("value") == "0"
    assert int(every) > 0
    assert "It waits its turn" in text(page)
    assert document(page).xpath("//*[@id='progress']/*/@hx-select")
    assert document(page).xpath("//noscript/meta[@http-equiv='refresh']")
    working.drain()
    page = editing_client.get(address)
    bar = document(page).xpath("//*[@id='progress']//progress")[0]
    assert bar.get("value") == bar.get("max") == every
    assert not document(page).xpath("//*[@id='progress']/*/@hx-get")
    assert not document(page).xpath("//noscript/meta[@http-equiv='refresh']")


def test_a_job_that_ended_badly_is_told_and_not_asked_for_again(
    editing_client, staff_editor
):
    policy = weights(staff_editor)
    Job.objects.update(state=JobState.DEAD, error="The disk is full.")
    page = editing_client.get(f"/admin/claims/worthpolicy/{policy.pk}/change/")
    assert "It ended badly: The disk is full." in text(page)
    assert not document(page).xpath("//*[@id='progress']/*/@hx-get")
    share = {"share": worthiness.MOST / 2}
    worthiness.make_policy(share, actor=staff_editor, seen=policy.version)
    page = editing_client.get(f"/admin/claims/worthpolicy/{policy.pk}/change/")
    assert "A newer version has taken its place." in text(page)

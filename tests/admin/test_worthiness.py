from __future__ import annotations

import pytest

from claims.engine import shipped_weights
from claims.models import Job, WorthPolicy
from claims.services import worthiness
from claims.vocabulary import JobKind
from tests.admin.conftest import messages_of
from tests.admin.test_forms import form_of
from tests.factories import make_claim, read_article

ADD = "/admin/claims/worthpolicy/add/"


def use(client, given, address=ADD, **options):
    """Look at what a new version would change, then put it to use."""
    shown = client.post(address, given)
    return client.post(address, {**form_of(shown), "save": "1"}, **options)


def test_the_form_begins_with_the_weights_in_use(editing_client, staff_editor):
    given = form_of(editing_client.get(ADD))
    assert shipped_weights().keys() <= given.keys()
    assert given["share"] == f"{shipped_weights()['share'].weight:.2f}"
    worthiness.make_policy({"share": worthiness.MOST}, actor=staff_editor)
    given = form_of(editing_client.get(ADD))
    assert (given["share"], given["seen"]) == ("1.00", "1")


def test_sending_the_form_makes_a_version_and_one_job(editing_client, staff_editor):
    given = {**form_of(editing_client.get(ADD)), "public": "0.30", "note": "Election"}
    response = use(editing_client, given, follow=True)
    policy = WorthPolicy.objects.get()
    assert messages_of(response) == [
        "Weights, version 1 is in use; every claim is being ranked by it."
    ]
    assert (policy.weights["public"], policy.note) == ("0.30", "Election")
    assert policy.created_by == staff_editor
    assert Job.objects.filter(kind=JobKind.RERANK).count() == 1
    assert "(shipped as +0.12)" in response.content.decode()


def test_an_empty_field_is_the_shipped_weight(editing_client):
    use(editing_client, {"public": "", "share": "0.30"})
    weights = WorthPolicy.objects.get().weights
    assert weights["public"] == f"{shipped_weights()['public'].weight:.2f}"


@pytest.mark.parametrize("weight", ["1.5", "-2", "0.125", "much", "NaN", "1e9"])
def test_what_is_no_weight_is_told_at_its_field(editing_client, weight):
    response = editing_client.post(ADD, {"public": weight})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["public"]
    assert not WorthPolicy.objects.exists()


def test_a_form_that_was_overtaken_is_refused_and_keeps_what_was_typed(
    editing_client, staff_editor
):
    given = form_of(editing_client.get(ADD))
    worthiness.make_policy({}, actor=staff_editor)
    response = use(editing_client, {**given, "public": "0.33"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Somebody else changed the weights meanwhile." in page
    assert "0.33" in page


def test_only_editors_open_the_form(reviewing_client, operating_client):
    for client in (reviewing_client, operating_client):
        assert client.get(ADD).status_code == 403
        assert client.post(ADD, {"public": "0.30"}).status_code == 403
    assert not WorthPolicy.objects.exists()


def test_a_feature_that_is_gone_is_still_told(reviewing_client, staff_editor):
    WorthPolicy.objects.create(
        version=1, weights={"charm": "0.10"}, created_by=staff_editor
    )
    page = reviewing_client.get("/admin/claims/worthpolicy/1/change/").content.decode()
    assert "+0.10 charm (no longer a feature)" in page


def test_the_claims_page_shows_each_weight_or_at_least_the_reasons(reviewing_client):
    read = read_article("The city raised the tax by 12 percent.").claims.get()
    older = make_claim(reasons=["a large number"])
    told = reviewing_client.get(f"/admin/claims/claim/{read.pk}/change/")
    assert "0.12 a share of something" in told.content.decode()
    told = reviewing_client.get(f"/admin/claims/claim/{older.pk}/change/")
    assert "a large number" in told.content.decode()

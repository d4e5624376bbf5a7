from __future__ import annotations

from decimal import Decimal

import pytest

from claims.models import Evidence, Job, TolerancePolicy
from claims.services import tolerances, working
from claims.vocabulary import JobKind
from tests.admin.conftest import messages_of
from tests.admin.test_forms import form_of
from tests.services.test_tolerances import about_a_thousand, found

ADD = "/admin/claims/tolerancepolicy/add/"


def looked_at(client, given: dict[str, str]) -> dict[str, str]:
    """What the browser would send back of a preview."""
    response = client.post(ADD, given)
    return form_of(response) | {"previewed": response.context["previewed"]}


def given_to(client, **fields) -> dict[str, str]:
    return {**form_of(client.get(ADD)), **fields}


def test_the_form_begins_with_the_tolerances_in_use(editing_client, staff_editor):
    given = form_of(editing_client.get(ADD))
    assert (given["about"], given["percent.about"]) == ("0.10", "")
    values = {"about": Decimal("0.05"), "percent.about": Decimal("0.025")}
    tolerances.make_policy(values, actor=staff_editor)
    given = form_of(editing_client.get(ADD))
    assert (given["about"], given["percent.about"]) == ("0.05", "0.025")
    assert given["seen"] == "1"


def test_a_form_can_begin_with_an_older_version(editing_client, staff_editor):
    tolerances.make_policy({"about": Decimal("0.05")}, actor=staff_editor)
    tolerances.make_policy({"about": Decimal("0.07")}, actor=staff_editor, seen=1)
    for asked, about in (("1", "0.05"), ("0", "0.10"), ("9", "0.07"), ("x", "0.07")):
        assert form_of(editing_client.get(f"{ADD}?from={asked}"))["about"] == about


def test_what_would_change_is_shown_before_anything_is_saved(
    editing_client, staff_reviewer
):
    found(about_a_thousand(), "1,070", staff_reviewer)
    found(about_a_thousand(), "1,020", staff_reviewer)
    response = editing_client.post(ADD, given_to(editing_client, about="0.05"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "1 of 2 comparisons" in page
    assert "About, all kinds: 0.10 to 0.05" in page
    assert "Agrees (supports)" in page
    assert "Disagrees (refutes)" in page
    assert not TolerancePolicy.objects.exists()
    assert not Job.objects.filter(kind=JobKind.RECOMPARE).exists()


def test_what_was_looked_at_can_be_put_to_use(editing_client, staff_editor):
    given = given_to(editing_client, about="0.05", note="Too kind")
    shown = looked_at(editing_client, given)
    response = editing_client.post(ADD, {**shown, "save": "save"}, follow=True)
    row = TolerancePolicy.objects.get()
    assert messages_of(response) == [
        "Tolerances, version 1 is in use; evidence is being compared by it."
    ]
    assert (row.values["about"], row.note) == ("0.05", "Too kind")
    assert row.created_by == staff_editor
    assert Job.objects.filter(kind=JobKind.RECOMPARE).count() == 1
    assert "About, all kinds: 0.10 to 0.05" in response.content.decode()


def test_what_was_changed_after_it_was_looked_at_is_shown_again(editing_client):
    shown = looked_at(editing_client, given_to(editing_client, about="0.05"))
    response = editing_client.post(ADD, {**shown, "about": "0.5", "save": "save"})
    assert response.status_code == 200
    assert "0.10 to 0.50" in response.content.decode()
    assert not TolerancePolicy.objects.exists()


@pytest.mark.parametrize("name", ["about", "percent.about", "money.nearly"])
@pytest.mark.parametrize("share", ["1.5", "-2", "0.1234", "much", "NaN", "1e9"])
def test_what_is_no_tolerance_is_told_at_its_field(editing_client, name, share):
    response = editing_client.post(ADD, {name: share})
    assert response.status_code == 200
    assert response.context["form"].errors[name]
    assert "errorlist" in response.content.decode()
    assert not TolerancePolicy.objects.exists()


def test_a_form_that_was_overtaken_is_refused_and_keeps_what_was_typed(
    editing_client, staff_editor
):
    given = given_to(editing_client, about="0.10", previewed="nothing", save="save")
    tolerances.make_policy({}, actor=staff_editor)
    response = editing_client.post(ADD, {**given, "note": "Mine"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Somebody else changed the tolerances meanwhile." in page
    assert "Mine" in page


def test_one_click_goes_back(editing_client, staff_editor, staff_reviewer):
    one = found(about_a_thousand(), "1,070", staff_reviewer)
    tolerances.make_policy({"about": Decimal("0.05")}, actor=staff_editor)
    page = editing_client.get("/admin/claims/tolerancepolicy/1/change/")
    assert "Go back to the shipped policy" in page.content.decode()
    again = "/admin/claims/tolerancepolicy/0/again/"
    editing_client.post(again, {"seen": "1"})
    working.drain()
    one.refresh_from_db()
    assert (one.relation, one.policy) == ("inside", "newsroom-2")
    page = editing_client.get("/admin/claims/tolerancepolicy/1/change/")
    assert "Go back to this version" in page.content.decode()
    again = "/admin/claims/tolerancepolicy/1/again/"
    stale = editing_client.post(again, {"seen": "1"}, follow=True)
    assert messages_of(stale) == [
        "Somebody else changed the tolerances meanwhile. Look at them again."
    ]
    editing_client.post(again, {"seen": "2"})
    assert tolerances.in_use().about == Decimal("0.05")
    assert (
        editing_client.post("/admin/claims/tolerancepolicy/99/again/").status_code
        == 404
    )


def test_only_editors_change_tolerances(
    reviewing_client, operating_client, staff_editor
):
    tolerances.make_policy({}, actor=staff_editor)
    for client in (reviewing_client, operating_client):
        assert client.get(ADD).status_code == 403
        assert client.post(ADD, {"about": "0.30"}).status_code == 403
        again = "/admin/claims/tolerancepolicy/0/again/"
        assert client.post(again, {"seen": "1"}).status_code == 403
        page = client.get("/admin/claims/tolerancepolicy/1/change/").content.decode()
        assert "Go back" not in page
    assert TolerancePolicy.objects.count() == 1


def test_claim_page_and_api_tell_whose_policy_it_was(
    editing_client, staff_editor, staff_reviewer
):
    claim = about_a_thousand()
    found(claim, "1,070", staff_reviewer)
    page = editing_client.get(claim.get_absolute_url()).content.decode()
    assert "our rules, version 2026.1." in page
    assert "900" in page
    tolerances.make_policy({"about": Decimal("0.05")}, actor=staff_editor)
    working.drain()
    page = editing_client.get(claim.get_absolute_url()).content.decode()
    assert "our rules, version newsroom-1." in page
    assert "Policy newsroom-1." in page
    assert "950 to 1,050" in page
    [row] = editing_client.get(f"/api/v1/claims/{claim.pk}/evidence/").json()["results"]
    assert (row["policy"], row["relation"]) == ("newsroom-1", "outside")
    assert Evidence.objects.get().policy == "newsroom-1"

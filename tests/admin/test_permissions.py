from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from claims.models import ApiKey, Job
from claims.vocabulary import JobState
from tests.admin.conftest import messages_of, signed_in
from tests.admin.rows import HIDDEN, fill
from tests.admin.test_pages import OURS, address
from tests.conftest import person

WRITABLE = {
    "Article": {"add", "change"},
    "Evidence": {"add", "change"},
    "ReferenceDocument": {"add"},
    "Thread": {"add"},
    "Comment": {"add"},
    "Source": {"change"},
}
POLICIES = (
    "PriorityPolicy",
    "RatingScale",
    "ReviewPolicy",
    "StandardsPolicy",
    "TolerancePolicy",
    "WorthPolicy",
)
#: What an operator does as much as an editor.
KEPT = {"Departure": {"add"}}
EDITED = {name: {"add"} for name in (*POLICIES, "Panel")}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_people_may_do_to_rows_directly(
    model, rf, staff_editor, staff_reviewer, operator
):
    """History and machine-made rows are read-only for everybody, nothing is deleted."""
    row_admin = admin.site._registry[model]
    for user in (staff_reviewer, staff_editor, operator):
        request = rf.get("/")
        request.user = user
        may = {
            verb
            for verb in ("add", "change", "delete")
            if getattr(row_admin, f"has_{verb}_permission")(request)
        }
        desk = WRITABLE.get(model.__name__, set())
        if user is staff_editor:
            desk = desk | EDITED.get(model.__name__, set())
        keepers = (
            KEPT.get(model.__name__, set()) if user is not staff_reviewer else set()
        )
        assert may == (set() if user is operator else desk) | keepers
        hidden = model.__name__ in HIDDEN and user is staff_reviewer
        assert row_admin.has_view_permission(request) != hidden


def test_model_permissions_given_by_hand_open_nothing_for_writing(db):
    user = person("mona", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="claims")
    )
    client = signed_in(user)
    assert client.get("/admin/claims/claim/").status_code == 200
    assert client.get("/admin/claims/article/add/").status_code == 403
    assert client.get("/admin/claims/review/add/").status_code == 403


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_forged_change_or_deletion_is_refused(
    model, operating_client, reviewing_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    row = model._default_manager.first()
    before = model._default_manager.filter(pk=row.pk).values().get()
    every_field = {f.name: "1" for f in model._meta.concrete_fields}
    for client in (operating_client, reviewing_client):
        if model.__name__ not in WRITABLE:
            client.post(address(model, "change", row.pk), every_field)
        client.post(address(model, "delete", row.pk), {"post": "yes"})
        client.post(
            address(model, "changelist"),
            {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
        )
    assert model._default_manager.filter(pk=row.pk).values().get() == before


def test_people_with_a_role_but_not_of_the_staff_stay_out(editor, reviewer):
    for user in (editor, reviewer):
        response = signed_in(user).get("/admin/claims/claim/")
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_accounts_and_roles_are_not_deleted(operating_client, editor):
    group = Group.objects.get(name="editor")
    user_page = reverse("admin:auth_user_delete", args=[editor.pk])
    group_page = reverse("admin:auth_group_delete", args=[group.pk])
    assert operating_client.post(user_page, {"post": "yes"}).status_code == 403
    assert operating_client.post(group_page, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=editor.pk).exists()


def test_only_an_operator_hands_out_powers(db):
    clerk = person("cleo", is_staff=True)
    clerk.user_permissions.set(
        Permission.objects.filter(content_type__app_label="auth")
    )
    client = signed_in(clerk)
    page = reverse("admin:auth_user_change", args=[clerk.pk])
    assert client.get(page).status_code == 200
    form = {
        "username": "cleo",
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
        "groups": [Group.objects.get(name="editor").pk],
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
    }
    client.post(page, form)
    clerk.refresh_from_db()
    assert not clerk.is_superuser
    assert not clerk.groups.exists()


def test_a_key_s_digest_is_nowhere_to_be_seen(operating_client, staff_reviewer):
    key, token = ApiKey.objects.create(user=staff_reviewer, name="laptop")
    listed = operating_client.get("/admin/claims/apikey/").content.decode()
    asked = operating_client.get(
        reverse("admin:claims_apikey_revoke", args=[key.token_key])
    )
    for page in (listed, asked.content.decode()):
        assert "laptop" in page
        assert key.token_key in page
        assert key.digest not in page
        assert token not in page
    for name in ("change", "delete", "history"):
        page = reverse(f"admin:claims_apikey_{name}", args=[key.digest])
        assert "laptop" not in operating_client.get(
            page, follow=True
        ).content.decode() or (name == "change")


def test_a_person_sees_and_revokes_only_own_keys(
    reviewing_client, operating_client, staff_reviewer, staff_editor
):
    mine, _ = ApiKey.objects.create(user=staff_reviewer, name="mine")
    theirs, _ = ApiKey.objects.create(user=staff_editor, name="theirs")
    listed = reviewing_client.get("/admin/claims/apikey/").content.decode()
    assert "mine" in listed
    assert "theirs" not in listed
    page = reverse("admin:claims_apikey_revoke", args=[theirs.token_key])
    assert reviewing_client.post(page).status_code == 404
    assert operating_client.post(page).status_code == 302
    page = reverse("admin:claims_apikey_revoke", args=[mine.token_key])
    assert reviewing_client.get(page).status_code == 200
    assert reviewing_client.post(page).status_code == 302
    assert not ApiKey.objects.exists()


def test_a_job_that_ended_badly_goes_back_in_line_for_those_who_may(
    reviewing_client, editing_client, operating_client, staff_reviewer, staff_editor
):
    fill(1, author=staff_reviewer, editor=staff_editor)
    job = Job.objects.first()
    form = {"action": "put_back", "_selected_action": job.pk}
    for client, state in (
        (reviewing_client, JobState.DEAD),
        (editing_client, JobState.READY),
        (operating_client, JobState.READY),
    ):
        Job.objects.update(state=JobState.DEAD)
        response = client.post("/admin/claims/job/", form, follow=True)
        assert Job.objects.get(pk=job.pk).state == state
        if state == JobState.READY:
            assert messages_of(response)[0].startswith("1 of 1 back in line")

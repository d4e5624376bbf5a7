"""Several claims at once, without a line of script: choose, look, do, undo."""

from __future__ import annotations

import pytest

from claims.models import BulkChange
from claims.vocabulary import ClaimStatus
from tests.factories import make_claim
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_claims_are_chosen_looked_at_changed_and_put_back(reviewer):
    client = signed_in(reviewer)
    one, closed = make_claim(), make_claim(status=ClaimStatus.PUBLISHED)
    listed = client.get("/claims/").content.decode()
    assert f'name="claim" value="{one.pk}" form="bulk"' in listed.replace("\n", "")
    sent = {
        "claim": [one.pk, closed.pk],
        "action": "dismiss",
        "reason": "No number of ours.",
    }
    shown = client.post("/claims/bulk/", sent).content.decode()
    assert "1 of 2 claims would change; 1 would be refused" in shown
    assert "Refused: " in shown
    one.refresh_from_db()
    assert one.status == "ready"
    seen = [f"{claim.pk}:{claim.version}" for claim in (one, closed)]
    done = client.post("/claims/bulk/", {**sent, "confirm": "yes", "seen": seen})
    page = client.get(done.url).content.decode()
    assert "1 done, 1 refused" in page
    one.refresh_from_db()
    assert one.status == "dismissed"
    client.post(f"{done.url}undo/")
    one.refresh_from_db()
    assert one.status != "dismissed"
    assert "Undone" in client.get(done.url).content.decode()


def test_what_cannot_be_done_is_told_where_the_form_stood(reviewer):
    client = signed_in(reviewer)
    for sent in ({}, {"claim": [make_claim().pk], "action": "publish"}):
        refused = client.post("/claims/bulk/", sent, follow=True)
        assert "message--error" in refused.content.decode()
    assert not BulkChange.objects.exists()


def test_a_reader_has_no_boxes_and_no_form(stranger):
    make_claim()
    shown = signed_in(stranger).get("/claims/").content.decode()
    assert 'form="bulk"' not in shown
    assert signed_in(stranger).post("/claims/bulk/", {}).status_code == 403

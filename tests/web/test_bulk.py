"""Several claims at once, without a line of script: choose, look, do, undo."""

from __future__ import annotations

import pytest

from claims.errors import NotAllowedError
from claims.models import BulkChange, Claim
from claims.services import bulk
from claims.vocabulary import BulkAction, ClaimStatus
from tests.factories import make_claim
from tests.web.conftest import signed_in
from tests.web.pages import document, text

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
    sent = {"back": "/queue/review/?kind=money"}
    refused = client.post("/claims/bulk/", sent, follow=True)
    assert refused.redirect_chain[-1][0] == "/queue/review/?kind=money"
    assert "message--error" in refused.content.decode()
    assert not BulkChange.objects.exists()


def test_an_order_that_cannot_be_read_is_asked_again_of_the_same_claims(reviewer):
    claim = make_claim()
    for wrong in ({"action": "publish"}, {"action": "due", "due_at": "soon"}):
        sent = {"claim": [claim.pk], "reason": "As we agreed.", **wrong}
        asked = signed_in(reviewer).post("/claims/bulk/", sent)
        assert asked.status_code == 400
        shown = asked.content.decode()
        assert 'class="wrong"' in shown
        assert f'name="claim" value="{claim.pk}"' in shown
        assert 'value="As we agreed."' in shown
    assert not BulkChange.objects.exists()


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_the_form_offers_what_the_role_may_do_and_nothing_else(request, role):
    who, claim = request.getfixturevalue(role), make_claim()
    page = document(signed_in(who).get("/claims/"))
    offered = page.xpath("//select[@name='action']/option/@value")
    named = set(page.xpath("//form[@id='bulk']//*/@name"))
    for action in BulkAction:
        order = bulk.Order(action, to=who.username, reason="As we agreed.")
        (tried,) = bulk.try_out(bulk.chosen([claim.pk]), order, actor=who)
        refused = isinstance(tried.error, NotAllowedError)
        assert (action.value in offered) is not refused
        assert refused is (bulk.ASKED.get(action, "reason") not in named)
    people = page.xpath("//form[@id='bulk']//input[@name='to']/@value")
    for name in people:
        order = bulk.Order(BulkAction.ASSIGN, to=name)
        (tried,) = bulk.try_out(bulk.chosen([claim.pk]), order, actor=who)
        assert tried.error is None


def test_what_the_role_may_not_do_is_no_choice_when_it_is_sent(reviewer):
    sent = {"claim": [make_claim().pk], "action": "importance", "importance": "2"}
    asked = signed_in(reviewer).post("/claims/bulk/", sent)
    assert asked.status_code == 400
    assert not BulkChange.objects.exists()


def test_an_order_refused_for_all_is_put_right_on_its_preview(reviewer):
    claim = make_claim()
    sent = {"claim": [claim.pk], "action": "dismiss", "back": "/claims/?kind=money"}
    shown = signed_in(reviewer).post("/claims/bulk/", sent).content.decode()
    assert "Refused: Say why" in shown
    assert '<details class="more panel bulk" open>' in shown
    assert f'name="claim" value="{claim.pk}"' in shown
    assert 'href="/claims/?kind=money">Leave everything as it is' in shown


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/no/"])
def test_the_way_back_leads_nowhere_else(reviewer, back):
    sent = {"claim": [make_claim().pk], "action": "dismiss", "back": back}
    shown = signed_in(reviewer).post("/claims/bulk/", sent).content.decode()
    assert f'href="{back}"' not in shown


def test_several_people_share_the_claims_chosen(editor, reviewer, second_reviewer):
    people = [reviewer.username, second_reviewer.username]
    claims = [make_claim().pk for _ in range(4)]
    sent = {"claim": claims, "action": "assign", "to": people, "confirm": "yes"}
    signed_in(editor).post("/claims/bulk/", sent)
    for person in (reviewer, second_reviewer):
        assert Claim.objects.filter(assignee=person).count() == 2


@pytest.mark.parametrize(
    "address", ["/claims/", "/queue/review/", "/search/?value_from=4000"]
)
def test_whom_claims_can_be_given_to_is_offered_and_nobody_else(
    address, editor, reviewer, second_reviewer
):
    claim = make_claim()
    everybody = [one.username for one in (editor, reviewer, second_reviewer)]
    for who, offered in ((editor, sorted(everybody)), (reviewer, [reviewer.username])):
        client = signed_in(who)
        boxes = document(client.get(address)).xpath("//input[@name='to']/@value")
        assert boxes == offered
        for name in boxes:
            sent = {"claim": [claim.pk], "action": "assign", "to": [name]}
            assert "1 of 1 claim would change" in text(
                client.post("/claims/bulk/", sent)
            )
    refused = {
        "claim": [claim.pk],
        "action": "assign",
        "to": [second_reviewer.username],
    }
    assert client.post("/claims/bulk/", refused).status_code == 400


def test_a_reader_has_no_boxes_and_no_form(stranger):
    make_claim()
    shown = signed_in(stranger).get("/claims/").content.decode()
    assert 'form="bulk"' not in shown
    assert signed_in(stranger).post("/claims/bulk/", {}).status_code == 403

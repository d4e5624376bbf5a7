from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims import selectors
from claims.errors import (
    InvalidInputError,
    NotAllowedError,
    ReplyMissingError,
    TransitionError,
)
from claims.models import Claim, ReplyEntry
from claims.services import publishing, replies, standards
from claims.vocabulary import ClaimStatus
from tests.conftest import person
from tests.factories import make_claim, make_verdict

pytestmark = pytest.mark.django_db

CONTACT = "Frau Quitte, quitte@port.example"


@pytest.fixture
def claim():
    return make_claim()


def asked(claim, actor, **fields):
    values = {"contact": CONTACT, "channel": "mail"} | fields
    return replies.ask(claim, replies.ReplyData(**values), actor=actor)


def wait_for_replies(editor):
    standards.make_policy(replace(standards.in_use(), reply=True), actor=editor)


def ago(**time):
    return timezone.now() - timedelta(**time)


def test_every_step_is_kept(claim, reviewer, editor):
    row = asked(claim, reviewer)
    replies.update(row, answer="We counted 4,200.", actor=reviewer)
    replies.update(row, answer="We counted 4,300.", told=True, actor=editor)
    replies.update(row, told=False, actor=editor)
    replies.waive(claim, reason="It is a law.", actor=editor)
    steps = list(ReplyEntry.objects.values_list("step", "text"))
    assert steps == [
        ("asked", ""),
        ("answered", "We counted 4,200."),
        ("answered", "We counted 4,300."),
        ("told", ""),
        ("untold", ""),
        ("waived", "It is a law."),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"contact": " "}, "contact"),
        ({"contact": "x" * 201}, "contact"),
        ({"channel": "pigeon"}, "channel"),
        ({"sent_at": timezone.now() + timedelta(days=1)}, "sent_at"),
        ({"deadline": timezone.now() - timedelta(days=1)}, "deadline"),
    ],
)
def test_what_makes_no_sense_is_refused(claim, reviewer, fields, field):
    with pytest.raises(InvalidInputError) as refused:
        asked(claim, reviewer, **fields)
    assert refused.value.field == field


def test_an_answer_comes_after_asking_and_stays(claim, reviewer):
    row = asked(claim, reviewer, sent_at=ago(hours=1))
    for moment in (ago(hours=2), timezone.now() + timedelta(hours=1)):
        with pytest.raises(InvalidInputError):
            replies.update(row, answer="So.", answered_at=moment, actor=reviewer)
    row = replies.update(row, answer="So.", actor=reviewer)
    with pytest.raises(InvalidInputError):
        replies.update(row, answer=" ", actor=reviewer)


def test_who_may_do_what(claim, reviewer, stranger):
    with pytest.raises(NotAllowedError):
        asked(claim, stranger)
    row = asked(claim, reviewer)
    with pytest.raises(NotAllowedError):
        replies.update(row, answer="So.", actor=stranger)
    with pytest.raises(NotAllowedError):
        replies.update(row, told=True, actor=reviewer)
    with pytest.raises(NotAllowedError):
        replies.waive(claim, reason="So.", actor=reviewer)


def test_nobody_is_asked_about_what_is_set_aside(reviewer):
    with pytest.raises(TransitionError):
        asked(make_claim(status=ClaimStatus.DISMISSED), reviewer)


def test_publication_waits_where_the_standards_say_so(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    wait_for_replies(editor)
    with pytest.raises(ReplyMissingError):
        publishing.publish(claim, actor=editor)
    client = Client()
    client.force_login(editor)
    page = client.post(f"/claims/{claim.pk}/publish/", {"version": claim.version})
    assert page.status_code == 422
    assert "has not been asked for a reply" in page.content.decode()
    refused = client.post(f"/api/v1/claims/{claim.pk}/publish/", {}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "reply_missing")
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.DECIDED
    asked(claim, reviewer)
    assert publishing.publish(claim, actor=editor).pk


def test_the_admin_is_refused_alike(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    wait_for_replies(editor)
    chief = person("chief", "editor", is_staff=True)
    client = Client()
    client.force_login(chief)
    form = {"action": "publish", "_selected_action": claim.pk}
    told = client.post("/admin/claims/claim/", form, follow=True).content.decode()
    assert "has not been asked for a reply" in told
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.DECIDED


def test_a_reason_stands_in_for_asking(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    wait_for_replies(editor)
    with pytest.raises(InvalidInputError):
        replies.waive(claim, reason=" ", actor=editor)
    replies.waive(claim, reason="The number is a law's.", actor=editor)
    assert publishing.publish(claim, actor=editor).pk


def test_as_shipped_nothing_waits(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    assert publishing.publish(claim, actor=editor).replies == []


def test_a_late_reply_is_told_and_found(claim, reviewer):
    late = asked(claim, reviewer, sent_at=ago(days=3), deadline=ago(days=1))
    other = make_claim()
    asked(other, reviewer, deadline=timezone.now() + timedelta(days=1))
    assert selectors.replies_to(claim).overdue == 1
    waiting, overdue = (
        set(Claim.objects.filter(selectors.reply_waited_for(overdue=late_only)))
        for late_only in (False, True)
    )
    assert (waiting, overdue) == ({claim, other}, {claim})
    client = Client()
    client.force_login(reviewer)
    assert "overdue" in client.get(claim.get_absolute_url()).content.decode()
    listed = client.get("/claims/?reply=overdue").context["page"].object_list
    assert list(listed) == [claim.pk]
    replies.update(late, answer="Late, but here.", actor=reviewer)
    assert selectors.replies_to(claim).overdue == 0


def test_readers_are_told_what_an_editor_ticked_and_never_whom(claim, reviewer, editor):
    answered = asked(claim, reviewer, sent_at=ago(days=5), deadline=ago(days=1))
    replies.update(answered, answer="We counted well.", told=True, actor=editor)
    silent = asked(claim, reviewer, sent_at=ago(days=5), deadline=ago(days=1))
    replies.update(silent, told=True, actor=editor)
    hidden = asked(claim, reviewer)
    replies.update(hidden, answer="Between us.", actor=reviewer)
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    page = Client().get(f"/c/{claim.pk}/").content.decode()
    assert "We counted well." in page
    assert "got no answer by" in page
    assert "Between us." not in page
    for address in (f"/c/{claim.pk}/", f"/c/{claim.pk}/claimreview.json"):
        assert "uitte" not in Client().get(address).content.decode()
    replies.update(silent, answer="Now we did.", actor=reviewer)
    assert Client().get(f"/c/{claim.pk}/").content.decode() == page  # frozen


def test_contacts_are_for_the_desk_alone(claim, reviewer, stranger, operator):
    asked(claim, reviewer)
    client = Client()
    for somebody in (stranger, operator):
        client.force_login(somebody)
        for address in (
            claim.get_absolute_url(),
            f"/api/v1/claims/{claim.pk}/",
            f"/api/v1/claims/{claim.pk}/replies/",
            f"/api/v1/claims/{claim.pk}/events/",
            f"/admin/claims/replyrequest/{claim.reply_requests.get().pk}/change/",
            "/admin/claims/replyrequest/",
            "/admin/claims/replyentry/",
        ):
            text = client.get(address, follow=True).content.decode()
            assert "uitte" not in text, address
    client.force_login(reviewer)
    assert (
        "quitte@port.example" in client.get(claim.get_absolute_url()).content.decode()
    )


def test_the_page_logs_it(claim, reviewer, editor):
    client = Client()
    client.force_login(reviewer)
    form = {"contact": CONTACT, "channel": "phone", "answer_by": "2090-01-01"}
    assert client.post(f"/claims/{claim.pk}/replies/", form).status_code == 302
    row = claim.reply_requests.get()
    assert row.deadline.isoformat() == "2090-01-01T23:59:59+00:00"
    refused = client.post(
        f"/claims/{claim.pk}/replies/", form | {"sent_on": "2090-01-01"}
    )
    assert refused.status_code == 400
    assert "Log it once it is sent." in refused.content.decode()
    client.force_login(editor)
    said = {"answer": "We did.", "told": "on", "told_too": "on"}
    assert client.post(f"/replies/{row.pk}/", said).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.told) == ("We did.", True)
    assert client.post(f"/replies/{row.pk}/", {"told_too": "on"}).status_code == 302
    row.refresh_from_db()
    assert not row.told

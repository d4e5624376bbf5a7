"""The day's e-mail: one a person and day, late things first, never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models.functions import Now

from claims.models import Claim, Digest, Job, Notice
from claims.services import (
    arranging,
    digests,
    letters,
    notices,
    quorum,
    talking,
    working,
)
from claims.vocabulary import JobKind
from tests.factories import make_article, make_claim

MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning(settings, db):
    settings.CLAIMS_DIGEST_HOUR = 7
    settings.CLAIMS_NEWSROOM_TIMEZONE = "UTC"
    settings.CLAIMS_PUBLIC_URL = "https://desk.example"
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def rita(reviewer):
    reviewer.email = "rita@desk.example"
    reviewer.save()
    return reviewer


def run_all() -> None:
    digests.ask_daily()
    for job in Job.objects.filter(kind=JobKind.DIGEST).order_by("pk"):
        working.run(job.pk)


def assigned(to, editor, *, due: datetime | None = None, **fields) -> Claim:
    claim = make_claim(**fields)
    arranging.assign([claim], to, actor=editor)
    if due:
        Claim.objects.filter(pk=claim.pk).update(due_at=due)  # days that came since
    return claim


def test_what_is_late_comes_first_with_full_links(rita, editor):
    now = MORNING
    told = assigned(rita, editor, statement="Told of.")
    late = assigned(rita, editor, due=now - timedelta(days=1), statement="Late.")
    today = assigned(rita, editor, due=now + timedelta(hours=3), statement="Today.")
    assigned(rita, editor, due=now + timedelta(days=1), statement="Tomorrow.")
    run_all()
    (letter,) = mail.outbox
    assert letter.to == ["rita@desk.example"]
    assert letter.subject.endswith(": 1 overdue, 1 due today, 4 notices")
    body = letter.body
    places = [
        body.index(w)
        for w in ("Overdue (1)", "Late.", "Due today (1)", "Today.", "Told of.")
    ]
    assert places == sorted(places)
    for claim in (late, today, told):
        assert f"https://desk.example/claims/{claim.pk}/" in body
    assert Digest.objects.get().state == "sent"


def test_there_is_one_a_day_however_often_it_is_asked_for(rita, editor, morning):
    assigned(rita, editor)
    for _ in range(3):
        run_all()
    assert len(mail.outbox) == 1
    morning.move_to(MORNING + timedelta(days=1))
    run_all()
    assert len(mail.outbox) == 1  # it was told, and nothing is due
    assigned(rita, editor)
    morning.move_to(MORNING + timedelta(days=2))
    run_all()
    assert len(mail.outbox) == 2


def test_without_anything_to_say_or_an_address_there_is_none(rita, editor):
    assigned(editor, editor)
    run_all()
    assert mail.outbox == []
    assert not Digest.objects.exists()


def test_it_waits_for_the_hour_of_the_newsroom(rita, editor, morning, settings):
    settings.CLAIMS_NEWSROOM_TIMEZONE = "America/New_York"
    assigned(rita, editor)
    run_all()  # half past two there
    assert mail.outbox == []
    morning.move_to(MORNING + timedelta(hours=5))
    run_all()
    assert len(mail.outbox) == 1
    assert f"{Digest.objects.get().day:%Y-%m-%d}" == "2026-03-04"


def test_it_can_be_switched_off(rita, editor, settings):
    settings.CLAIMS_DIGEST_HOUR = -1
    assigned(rita, editor)
    run_all()
    assert not Job.objects.filter(kind=JobKind.DIGEST).exists()


def test_what_was_read_or_chosen_away_is_not_told(rita, editor):
    notices.choose(rita, {"assigned": "app", "overdue": "app"})
    assigned(rita, editor, due=MORNING - timedelta(days=1))
    talking.begin(make_claim(), text="@rita", actor=editor)
    notices.mark_read(rita)
    run_all()
    assert mail.outbox == []


def test_a_worker_that_dies_while_sending_sends_nothing_twice(
    rita, editor, monkeypatch
):
    assigned(rita, editor)

    def dies(self, messages):
        mail.outbox.extend(messages)
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailBackend, "send_messages", dies)
    digests.ask_daily()
    job = Job.objects.get(dedupe_key=f"digest:{Digest.objects.get().pk}")
    with pytest.raises(KeyboardInterrupt):
        working.run(job.pk)
    assert Digest.objects.get().state == "sending"
    Job.objects.update(lease_until=MORNING - timedelta(hours=1))
    run_all()
    assert len(mail.outbox) == 1
    assert Digest.objects.get().state == "sending"


def test_an_error_in_the_middle_is_told_and_not_tried_again(rita, editor, monkeypatch):
    assigned(rita, editor)

    def fails(self, messages):
        raise OSError("554 no, key=abcdef123456")

    monkeypatch.setattr(EmailBackend, "send_messages", fails)
    run_all()
    run_all()
    digest = Digest.objects.get()
    assert digest.state == "failed"
    assert "554" in digest.error
    assert "abcdef" not in digest.error


def test_a_server_that_cannot_be_reached_is_asked_again(rita, editor, monkeypatch):
    assigned(rita, editor)

    def refuses(self):
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", refuses)
        digests.ask_daily()
        Job.objects.update(created_at=Now())  # the database's clock is not ours
        run_all()
    assert Digest.objects.get().state == "waiting"
    Job.objects.update(run_after=MORNING)
    run_all()
    assert len(mail.outbox) == 1


def test_yesterdays_is_not_sent_today(rita, editor, morning):
    assigned(rita, editor)
    digests.ask_daily()
    morning.move_to(MORNING + timedelta(days=1))
    run_all()
    assert [one.state for one in Digest.objects.order_by("day")] == ["failed", "sent"]
    assert len(mail.outbox) == 1


def test_nothing_said_and_nothing_embargoed_leaves_the_house(rita, editor):
    article = make_article(embargoed=True)
    claim = make_claim(article, statement="Secret: 4,200 lost.")
    arranging.assign([claim], rita, actor=editor)
    talking.begin(make_claim(), text="@rita Zuckerbrot", actor=editor)
    run_all()
    (letter,) = mail.outbox
    assert "Secret" not in letter.body
    assert f"Claim {claim.pk}, of an embargoed article" in letter.body
    assert "Zuckerbrot" not in letter.body
    assert "Somebody calls you in a discussion (edda)" in letter.body


def test_who_is_to_review_unled_is_mailed_no_trace_of_a_discussion(rita, editor):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    talking.begin(claim, text="@rita", actor=editor)
    run_all()
    assert mail.outbox == []
    assert Digest.objects.get().state == "nothing"
    assert Notice.objects.get(person=rita).mailed_in is None


def test_a_long_letter_ends_in_a_link(rita, editor):
    claims = [make_claim() for _ in range(letters.MOST + 3)]
    arranging.assign(claims, rita, actor=editor)
    letter = letters.letter_to(rita, MORNING.date())
    assert letter is not None
    assert "and 3 more: https://desk.example/notices/" in letter.body


def test_lines_of_names_and_statements_stay_lines(rita, editor):
    editor.first_name = "Ed\r\nBcc: all@desk.example"
    editor.save()
    assigned(rita, editor, statement="One\nTwo")
    run_all()
    (letter,) = mail.outbox
    assert "(Ed Bcc: all@desk.example)" in letter.body
    assert letter.recipients() == ["rita@desk.example"]

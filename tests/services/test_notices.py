"""People are told what concerns them: once, with the event, and nothing they may not know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from claims import selectors
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Job, Notice
from claims.services import (
    arranging,
    correcting,
    notices,
    publishing,
    queueing,
    quorum,
    rechecking,
    rereading,
    reviewing,
    talking,
    working,
)
from claims.vocabulary import NoticeEvent
from tests.conftest import person
from tests.factories import (
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
    read_article,
)


@pytest.fixture
def claim(db):
    return make_claim()


def told(who, **narrowed) -> list[str]:
    rows = selectors.notices_for(who).filter(**narrowed).order_by("id")
    return list(rows.values_list("event", flat=True))


def test_who_is_given_a_claim_is_told_and_who_takes_it_is_not(claim, reviewer, editor):
    arranging.assign([claim], reviewer, actor=editor)
    arranging.assign([claim], reviewer, actor=editor)  # it is theirs already
    assert told(reviewer) == ["assigned"]
    arranging.assign([make_claim()], reviewer, actor=reviewer)
    assert told(reviewer) == ["assigned"]
    assert told(editor) == []


def test_a_claim_no_longer_theirs_is_unread_by_nobody(
    claim, reviewer, second_reviewer, editor
):
    arranging.assign([claim], reviewer, actor=editor)
    arranging.assign([claim], second_reviewer, actor=editor)
    assert told(reviewer, read_at__isnull=True) == []
    assert told(second_reviewer, read_at__isnull=True) == ["assigned"]
    arranging.assign([claim], None, actor=editor)
    assert told(second_reviewer, read_at__isnull=True) == []


def test_a_name_in_a_discussion_is_told_once_and_leads_to_the_spot(
    claim, reviewer, second_reviewer, editor
):
    comment = talking.begin(claim, text="@remy, gross?", actor=reviewer).comment
    talking.edit(comment, text="@remy, gross or net? @edda", actor=reviewer)
    assert told(second_reviewer) == ["mentioned"]
    assert told(editor) == ["mentioned"]
    (notice,) = selectors.notice_list(second_reviewer)
    assert selectors.spot_of(notice).endswith(f"#comment-{comment.pk}")
    talking.reply(comment.thread, text="Net.", actor=second_reviewer)
    assert told(reviewer) == ["answered"]


def test_what_comes_back_is_told_to_those_who_had_a_part_and_who_watch(
    claim, reviewer, editor, second_editor, stranger
):
    notices.watch(claim, actor=stranger)
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=second_editor, reason="The base is another.")
    for who in (reviewer, editor, stranger):
        (notice,) = selectors.notice_list(who).filter(event=NoticeEvent.RETURNED)
        assert notice.text == "Reopened: The base is another."
    assert told(second_editor, event="returned") == []
    notices.watch(claim, actor=stranger, on=False)
    assert not selectors.watches(stranger, claim)


def test_sent_back_is_told_and_a_mere_release_is_not(claim, reviewer, editor):
    queueing.take(claim, actor=reviewer)
    queueing.release(claim, actor=reviewer)
    make_review(claim, author=reviewer)
    queueing.send_back(claim, actor=editor, reason="Cite the table.")
    assert told(reviewer) == ["returned"]


def test_a_published_verdict_is_told_and_its_withdrawal(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    correcting.correct(claim, actor=editor, reason="A slip.", kind="typo")
    assert told(reviewer) == ["published", "returned"]


def test_editors_are_told_what_waits_until_one_of_them_does_it(
    claim, reviewer, editor, second_editor
):
    make_review(claim, author=reviewer)
    assert told(editor, read_at__isnull=True) == ["sign_off"]
    reviewing.decide(claim, actor=second_editor)
    assert told(editor, read_at__isnull=True) == []


def test_a_reading_put_right_is_told_to_who_watches(claim, reviewer, stranger):
    notices.watch(claim, actor=stranger)
    rereading.correct(claim, rereading.ReadingData(base="all crates"), actor=reviewer)
    (notice,) = selectors.notice_list(stranger)
    assert (notice.event, notice.text) == ("changed", "base: none to all crates")


def test_a_claim_passed_over_by_three_is_told_to_editors(claim, editor):
    for name in ("p1", "p2", "p3"):
        arranging.skip(claim, reason="unclear", actor=person(name, "reviewer"))
    assert told(editor) == ["escalated"]
    arranging.give_back(claim, actor=editor, reason="It is clear.")
    assert told(editor, read_at__isnull=True) == []


def test_a_quote_that_is_gone_is_told_once_however_often_the_look_is_saved(
    claim, reviewer, editor, monkeypatch
):
    make_review(claim, author=reviewer)
    cited = claim.evidence.get()
    seen = rechecking._Seen(rechecking.Standing.GONE, "", 200, "0" * 64, (cited.pk,))
    look = cited.source.rechecks.create()
    job = Job(target_id=look.pk)
    for _ in range(2):
        with transaction.atomic():
            rechecking._save(job, seen)
    assert told(reviewer) == ["gone"]


def test_an_overdue_claim_is_told_once_to_whose_it_is_else_to_editors(
    claim, reviewer, editor
):
    other = make_claim()
    arranging.assign([claim], reviewer, actor=editor)
    assert other.pk
    Claim.objects.update(due_at=timezone.now() - timedelta(hours=1))
    for _ in range(3):
        notices.overdue()
    assert told(reviewer, event="overdue") == ["overdue"]
    assert told(editor, event="overdue") == ["overdue"]
    Claim.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    Notice.objects.update(created_at=timezone.now() - timedelta(minutes=30))
    notices.overdue()  # the date was moved, and passed again
    assert told(reviewer, event="overdue") == ["overdue", "overdue"]


def test_the_sweeper_tells_what_is_overdue(claim, reviewer, editor):
    arranging.assign([claim], reviewer, actor=editor)
    Claim.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    working.cache.clear()
    working.tidy()
    assert told(reviewer, event="overdue") == ["overdue"]


def test_a_watched_quantity_told_elsewhere_with_another_number(stranger, reviewer):
    first = read_article(
        "In 2024 the port of Hamburg handled 112 million tonnes of cargo."
    )
    claim = first.claims.get(surface__startswith="112")
    notices.watch(claim, actor=stranger)
    for text in (
        "The port of Hamburg handled 112 million tonnes of cargo in 2024, they say.",
        "A zoo in Berlin has 14 penguins.",
        "The port of Hamburg handled 170 million tonnes of cargo in 2024, she said.",
    ):
        read_article(text)
    (notice,) = selectors.notice_list(stranger)
    assert notice.event == "elsewhere"
    assert (
        notice.text
        == f"{notice.claim.surface} here, {claim.surface} in claim {claim.pk}"
    )
    assert "170" in notice.claim.surface
    assert told(reviewer) == []


def test_what_is_undone_is_not_told(claim, reviewer, editor):
    make_review(claim, author=reviewer)

    @transaction.atomic
    def undone() -> None:
        reviewing.decide(claim, actor=editor)
        for _ in range(2):
            reviewing.reopen(claim, actor=editor, reason="No.")

    with pytest.raises(TransitionError):
        undone()
    assert told(reviewer) == []


def test_everybody_chooses_how_they_are_told(claim, reviewer, editor):
    notices.choose(reviewer, {"assigned": "off", "mentioned": "app"})
    notices.choose(reviewer, {"mentioned": "digest"})
    arranging.assign([claim], reviewer, actor=editor)
    talking.begin(claim, text="@rita", actor=editor)
    assert told(reviewer) == ["mentioned"]
    assert Notice.objects.get(person=reviewer).by_mail
    for wrong in ({"moon": "app"}, {"assigned": "loudly"}):
        with pytest.raises(InvalidInputError):
            notices.choose(reviewer, wrong)


def test_accounts_switched_off_are_told_nothing(claim, reviewer, editor):
    reviewer.is_active = False
    reviewer.save()
    notices.tell(notices.News(NoticeEvent.ASSIGNED, claim, "k"), [reviewer.pk])
    assert not Notice.objects.exists()


def test_reading_is_ones_own_and_counted_in_one_query(
    claim, reviewer, editor, django_assert_num_queries
):
    for n in range(120):
        notices.tell(notices.News(NoticeEvent.ASSIGNED, claim, f"k{n}"), [reviewer.pk])
    with django_assert_num_queries(1):
        assert selectors.unread_count(reviewer) == 100
    first = Notice.objects.earliest("pk")
    assert notices.mark_read(editor, [first.pk]) == 0
    assert notices.mark_read(reviewer, [first.pk]) == 1
    assert notices.mark_read(reviewer) == 119
    assert selectors.unread_count(reviewer) == 0


def test_a_call_in_what_is_to_be_reviewed_unled_waits(
    reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    notices.watch(claim, actor=second_reviewer)
    talking.begin(claim, text="@remy, I find 4,300.", actor=reviewer)
    assert selectors.unread_count(second_reviewer) == 0
    assert notices.mark_read(second_reviewer) == 0
    for who in (reviewer, second_reviewer):
        queueing.take(claim, actor=who)
        cited = make_evidence(claim, actor=who)
        data = reviewing.ReviewData(
            "supported", "So.", evidence=[cited.pk], figure="4,300 containers"
        )
        reviewing.submit_review(claim, data, actor=who)
    assert told(second_reviewer) == ["mentioned"]

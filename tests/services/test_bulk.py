"""Several claims at once: tried, done one by one, undone within a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import ArticleSignOff, BulkChange, ClaimEvent, Job, Notice
from claims.services import arranging, bulk, queueing, reviewing, sharing
from claims.services.bulk import Order
from claims.vocabulary import BulkAction, ClaimStatus, Importance, NoticeEvent
from tests.factories import make_claim, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    return [make_claim(), make_claim(), make_claim(status=ClaimStatus.PUBLISHED)]


def orders(to):
    return [
        Order(BulkAction.ASSIGN, to=to),
        Order(BulkAction.DUE, due_at=timezone.now() + timedelta(days=2)),
        Order(BulkAction.REVIEWERS, reviews=2),
        Order(BulkAction.DISMISS, reason="Not a number of ours."),
        Order(BulkAction.SOURCES),
    ]


def test_importance_is_their_articles_and_comes_back_whole(editor, reviewer):
    one = make_claim()
    other = make_claim(one.article, surface="4")
    order = Order(BulkAction.IMPORTANCE, importance=Importance.TOP)
    change, done = bulk.do([one, other], order, actor=editor)
    assert [step.error for step in done] == [None, None]
    assert change.told == "Top story"
    one.article.refresh_from_db()
    assert one.article.importance == Importance.TOP
    assert bulk.undo(change, actor=editor) == [(one.pk, None), (other.pk, None)]
    one.article.refresh_from_db()
    assert one.article.importance == Importance.NORMAL
    change, done = bulk.do([one], order, actor=reviewer)
    assert change.done == 0  # an editor's to say


def _state(claims):
    fields = ("status", "version", "assignee_id", "due_at", "reviews_asked")
    for claim in claims:
        claim.refresh_from_db()
    return [[getattr(claim, name) for name in fields] for claim in claims]


def test_trying_tells_what_doing_does_and_changes_nothing(claims, reviewer, editor):
    for order in orders(reviewer.username):
        before = _state(claims), ClaimEvent.objects.count(), Job.objects.count()
        tried = bulk.try_out(claims, order, actor=editor)
        assert (
            _state(claims),
            ClaimEvent.objects.count(),
            Job.objects.count(),
        ) == before
        assert [one.error is None for one in tried] == [True, True, False]
        assert tried[2].error.message
        assert [one.claim.pk for one in tried] == [claim.pk for claim in claims]


def test_what_can_be_undone_is_undone_to_where_it_was(claims, reviewer, editor):
    for order in orders(reviewer.username)[:4]:
        before = [[row[0], *row[2:]] for row in _state(claims)]
        change, done = bulk.do(claims, order, actor=editor)
        assert change.done == 2
        assert [bool(one.error) for one in done] == [False, False, True]
        assert [[row[0], *row[2:]] for row in _state(claims)] != before
        told = bulk.undo(change, actor=editor)
        assert [error for _, error in told] == [None, None]
        after = [[row[0], *row[2:]] for row in _state(claims)]
        if order.action == BulkAction.DISMISS:  # no source was looked for: not ready
            after[0][0] = after[1][0] = ClaimStatus.READY
        assert after == before


def test_a_claim_that_moved_since_stays_and_says_why(claims, reviewer, editor):
    order = Order(BulkAction.ASSIGN, to=reviewer.username)
    change, _ = bulk.do(claims[:2], order, actor=editor)
    arranging.assign([claims[0]], editor, actor=editor)
    (_, kept), (_, put_back) = bulk.undo(change, actor=editor)
    assert kept.message == bulk.MOVED
    assert put_back is None
    claims[0].refresh_from_db()
    assert claims[0].assignee == editor
    with pytest.raises(ConflictError):
        bulk.undo(change, actor=editor)


def test_undoing_has_its_day_and_its_people(claims, reviewer, second_reviewer, editor):
    order = Order(BulkAction.DISMISS, reason="Not ours.")
    change, _ = bulk.do(claims[:1], order, actor=reviewer)
    with pytest.raises(NotAllowedError):
        bulk.undo(change, actor=second_reviewer)
    BulkChange.objects.update(created_at=timezone.now() - timedelta(hours=25))
    change.refresh_from_db()
    with pytest.raises(ConflictError):
        bulk.undo(change, actor=reviewer)
    asked, _ = bulk.do(claims[1:2], Order(BulkAction.SOURCES), actor=editor)
    with pytest.raises(ConflictError):
        bulk.undo(asked, actor=editor)


def test_guards_hold_for_each_claim(claims, reviewer, second_reviewer):
    queueing.take(claims[0], actor=second_reviewer)
    order = Order(BulkAction.DISMISS, reason="Not ours.")
    _, done = bulk.do(claims, order, actor=reviewer)
    assert [one.error and one.error.code for one in done] == [
        "held",
        None,
        "transition",
    ]
    stale, ok = (
        bulk.do(
            [claims[0]],
            Order(BulkAction.ASSIGN),
            actor=reviewer,
            seen={claims[0].pk: 0},
        )[1],
        claims[1],
    )
    assert stale[0].error.code == "stale"
    _, due = bulk.do([ok], Order(BulkAction.DUE), actor=reviewer)
    assert due[0].error.code == "not_allowed"


def test_claims_are_named_in_order_each_once_and_must_exist(claims):
    keys = [claims[1].pk, claims[0].pk, claims[1].pk]
    assert [one.pk for one in bulk.chosen(keys)] == keys[:2]
    with pytest.raises(InvalidInputError):
        bulk.chosen([10**9])
    with pytest.raises(InvalidInputError):
        bulk.chosen(range(1, 300))


def _queries(run):
    """What it answers, and how many queries that took."""
    with CaptureQueriesContext(connection) as asked:
        return run(), len(asked)


def _some(count, holder):
    """Claims that are free, closed and held by somebody, so many of each."""
    held = [make_claim() for _ in range(count)]
    for one in held:
        queueing.take(one, actor=holder)
    free = [make_claim() for _ in range(count)]
    closed = [make_claim(status=ClaimStatus.PUBLISHED) for _ in range(count)]
    return [one.pk for one in (*free, *closed, *held)]


def _cost(order, keys, actor):
    tried, trying = _queries(
        lambda: bulk.try_out(bulk.chosen(keys), order, actor=actor)
    )
    (change, done), doing = _queries(
        lambda: bulk.do(bulk.chosen(keys), order, actor=actor)
    )
    told = [[one.error and one.error.message for one in some] for some in (tried, done)]
    assert told[0] == told[1]
    if bulk.undo_until(change) is None:
        return trying, doing
    _, undoing = _queries(lambda: bulk.undo(change, actor=actor))
    return trying, doing, undoing


@pytest.mark.parametrize("place", range(7))
def test_many_claims_cost_no_more_queries_than_a_few(
    reviewer, second_reviewer, editor, place
):
    """Some are refused, each for itself."""
    order = [
        *orders(reviewer.username),
        Order(BulkAction.ASSIGN, among=(reviewer.username, second_reviewer.username)),
        Order(BulkAction.IMPORTANCE, importance=Importance.TOP),
    ][place]
    _cost(order, _some(2, second_reviewer), editor)  # what is looked up once
    few, many = (_cost(order, _some(n, second_reviewer), editor) for n in (2, 6))
    assert few == many


def test_claims_that_several_share_come_to_each_evenly(
    reviewer, second_reviewer, editor
):
    """Be they somebody's of them already."""
    keys = [make_claim(assignee=reviewer).pk for _ in range(4)]
    both = (reviewer.username, second_reviewer.username)
    bulk.do(bulk.chosen(keys), Order(BulkAction.ASSIGN, among=both), actor=editor)
    assert set(sharing.load_of([reviewer, second_reviewer]).values()) == {2}


def test_a_due_date_that_differs_comes_back_to_each(editor):
    days = [
        None,
        timezone.now() + timedelta(days=1),
        timezone.now() + timedelta(days=3),
    ]
    claims = [make_claim(due_at=day) for day in days]
    order = Order(BulkAction.DUE, due_at=timezone.now() + timedelta(days=9))
    change, _ = bulk.do(claims, order, actor=editor)
    bulk.undo(change, actor=editor)
    assert [row[3] for row in _state(claims)] == days


def test_reviews_under_way_are_history_after_an_editor_asks_again(
    reviewer, editor, second_reviewer
):
    reviewed, ready = make_claim(), make_claim()
    make_review(reviewed, author=reviewer)
    keys = [reviewed.pk, ready.pk]
    _, refused = bulk.do(
        bulk.chosen(keys), Order(BulkAction.SOURCES), actor=second_reviewer
    )
    assert [bool(one.error) for one in refused] == [True, False]
    assert refused[0].error.message == queueing.WAITS
    bulk.do(bulk.chosen(keys), Order(BulkAction.SOURCES), actor=editor)
    reviewed.refresh_from_db()
    assert (reviewed.round, reviewed.reviews_in) == (2, 0)
    told = Notice.objects.filter(claim=reviewed, person=reviewer)
    assert told.filter(event=NoticeEvent.RETURNED).count() == 1


def test_a_sign_off_ends_once_for_several_claims_of_its_article(editor):
    first = make_claim(status=ClaimStatus.DISMISSED)
    other = make_claim(first.article, surface="nine", status=ClaimStatus.DISMISSED)
    signed = ArticleSignOff.objects.create(article=first.article, signed_by=editor)
    assert reviewing.restore_each([first, other], actor=editor) == {}
    signed.refresh_from_db()
    assert (signed.in_force, signed.why) == (False, "Restore: “4,200”.")
    for one in (first, other):
        one.refresh_from_db()
        assert one.status != ClaimStatus.DISMISSED


def test_a_day_is_told_as_on_every_page():
    due = datetime(2026, 11, 30, 6, 29, tzinfo=UTC)
    order = Order(BulkAction.DUE, due_at=due)
    assert order.told == "30 Nov 2026, 06:29"

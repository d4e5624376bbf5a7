"""Several rows are locked the lowest key first, and what was asked of them stays true."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from claims.errors import ClaimsError, NotReadyError, TransitionError
from claims.models import (
    ArticleEvent,
    ArticleSignOff,
    Claim,
    Job,
    Notice,
    Publication,
    Recheck,
    Source,
)
from claims.services import (
    arranging,
    bulk,
    calibrating,
    confidential,
    leaving,
    locking,
    notices,
    priority,
    publishing,
    queueing,
    rechecking,
    recutting,
    reviewing,
    signing,
    sourcing,
    trash,
)
from claims.vocabulary import (
    ArticleStep,
    BulkAction,
    ClaimStatus,
    NoticeEvent,
    SetAside,
    Standing,
)
from tests.conftest import person
from tests.factories import make_article, make_claim, make_evidence, make_review
from tests.services.test_queueing import locks_rows

pytestmark = [pytest.mark.django_db(transaction=True), locks_rows]


class Other(threading.Thread):
    """Somebody else, on a connection of their own."""

    def __init__(self, step) -> None:
        super().__init__()
        self.step, self.error = step, None
        self.start()

    def run(self) -> None:
        try:
            self.step()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def waits(self) -> bool:
        """Whether it comes to wait for a lock before it is done."""
        with connection.cursor() as cursor:
            while self.is_alive():
                cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
                if cursor.fetchone():
                    return True
        return False


@pytest.fixture
def editors(db):
    for name in ("reviewer", "editor"):
        Group.objects.get_or_create(name=name)
    return [person(f"editor{n}", "reviewer", "editor") for n in range(2)]


@pytest.fixture
def claims(db):
    """Three of one article: the first stands last, and a scan meets it last."""
    article = make_article("They lost 11 boats, 12 barges and 13 buoys.")
    Claim.objects.all().delete()
    made = [make_claim(article, surface=n, priority=0) for n in ("13", "12", "11")]
    Claim.objects.filter(pk=made[0].pk).update(statement="They lost 11 boats at sea.")
    article.extracted_at = timezone.now()
    article.save()
    return [Claim.objects.get(pk=one.pk) for one in made]


def change(claims, **columns):
    for one in reversed(claims):  # the first one last, again
        Claim.objects.filter(pk=one.pk).update(**columns)
        one.refresh_from_db()


def refresh(claims, editors):
    priority.refresh()


def settle(claims, editors):
    sourcing.settle(Claim.objects.all())


def expire(claims, editors):
    queueing.expire_holds()


def put_away(claims, editors):
    trash.put(claims[0].article, actor=editors[0], reason="No.")


def give_calibration(claims, editors):
    calibrating.mark(claims[0].article, actor=editors[0])


def merge(claims, editors):
    recutting.merge(claims[0], claims[2], actor=editors[0])


def give(claims, editors):
    """The second and third to the one who comes first, the first to the other one."""
    first, second = editors
    pairs = [(claims[1], first), (claims[2], first), (claims[0], second)]
    arranging.hand_out(pairs, actor=first)


def set_dues(claims, editors):
    day = timezone.now() + timedelta(days=1)
    dues = [(one, day + timedelta(hours=n)) for n, one in enumerate(reversed(claims))]
    arranging.set_dues(dues, actor=editors[0])


def leave(claims, editors):
    leaving.leave(editors[1], actor=None)


@pytest.mark.parametrize(
    ("step", "columns"),
    [
        (refresh, {}),
        (settle, {"status": ClaimStatus.SOURCING}),
        (expire, {"status": ClaimStatus.DECIDED}),
        (expire, {"status": ClaimStatus.IN_REVIEW}),
        (put_away, {}),
        (give_calibration, {}),
        (merge, {}),
        (give, {}),
        (set_dues, {}),
        (leave, {}),
    ],
)
def test_who_waits_for_a_claim_has_none_behind_it(claims, editors, step, columns):
    if step is expire:
        ago = timezone.now() - timedelta(seconds=1)
        columns = columns | {"holder": editors[1], "held_until": ago}
    if step is leave:
        change(claims[1:], holder=editors[1], status=ClaimStatus.IN_REVIEW)
        columns = {"assignee": editors[1]}
    change(claims, **columns)
    with transaction.atomic():
        first = Claim.objects.select_for_update(no_key=True).get(pk=claims[0].pk)
        other = Other(lambda: step(claims, editors))
        assert other.waits()
        free = Claim.objects.select_for_update(nowait=True).exclude(pk=first.pk)
        assert len(free) == 2
    other.join()
    assert other.error is None


def test_who_waits_for_a_notice_has_none_behind_it(claims, editors):
    for n, claim in enumerate(reversed(claims)):
        Notice.objects.create(
            person=editors[0], event=NoticeEvent.SIGN_OFF, claim=claim, key=f"{n}"
        )
    lowest = Notice.objects.order_by("pk").first()
    Notice.objects.filter(pk=lowest.pk).update(text="So.")
    for step in (
        lambda: notices.settle(NoticeEvent.SIGN_OFF, *claims),
        lambda: notices.mark_read(editors[0]),
    ):
        Notice.objects.exclude(pk=lowest.pk).update(read_at=None)
        Notice.objects.filter(pk=lowest.pk).update(read_at=None)
        with transaction.atomic():
            Notice.objects.select_for_update().get(pk=lowest.pk)
            other = Other(step)
            assert other.waits()
            free = Notice.objects.select_for_update(nowait=True).exclude(pk=lowest.pk)
            assert len(free) == 2
        other.join()
        assert other.error is None


def test_a_hold_taken_while_the_sweeper_waits_stays(claims, editors):
    """Of a reviewed claim no version tells that it has changed hands."""
    claim, (old, new) = claims[0], editors
    make_review(claim, author=person("rita", "reviewer"))
    ago = timezone.now() - timedelta(seconds=1)
    Claim.objects.filter(pk=claim.pk).update(holder=old, held_until=ago)
    with transaction.atomic():
        queueing.take(Claim.objects.get(pk=claim.pk), actor=new)
        sweeper = Other(queueing.expire_holds)
        assert sweeper.waits()
    sweeper.join()
    claim.refresh_from_db()
    assert (sweeper.error, claim.holder) == (None, new)


def test_what_is_published_meanwhile_is_not_put_in_the_trash(claims, editors):
    claim, (first, second) = claims[0], editors
    make_review(claim, author=person("rita", "reviewer"))
    reviewing.decide(claim, actor=first)
    with transaction.atomic():
        publishing.publish(claim, actor=first)
        other = Other(lambda: trash.put(claim.article, actor=second, reason="No."))
        assert other.waits()
    other.join()
    assert isinstance(other.error, TransitionError)
    assert Publication.objects.filter(claim__in_trash=False).count() == 1


def test_what_is_taken_up_again_meanwhile_is_not_signed_off(claims, editors):
    first, second = editors
    for claim in claims:
        recutting.dismiss(claim, actor=first, code=SetAside.values[0])
    with transaction.atomic():
        reviewing.put_back(Claim.objects.get(pk=claims[0].pk), actor=first)
        other = Other(lambda: signing.sign_off(claims[0].article, actor=second))
        assert other.waits()
    other.join()
    assert isinstance(other.error, NotReadyError)
    assert not ArticleSignOff.objects.exists()


def test_what_is_reviewed_meanwhile_does_not_become_calibration(claims, editors):
    claim, (first, second) = claims[0], editors
    with transaction.atomic():
        make_review(claim, author=first)
        other = Other(lambda: calibrating.mark(claim.article, actor=second))
        assert other.waits()
    other.join()
    assert isinstance(other.error, ClaimsError)
    assert not Claim.objects.filter(calibration=True).exists()


def test_an_order_that_fails_half_way_can_be_undone_still(claims, editors, monkeypatch):
    order = bulk.Order(BulkAction.ASSIGN, to=editors[0].username)
    made, _ = bulk.do(claims, order, actor=editors[0])

    def broken(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as half_way:
        half_way.setattr(arranging, "hand_out", broken)
        with pytest.raises(RuntimeError):
            bulk.undo(made, actor=editors[0])
    made.refresh_from_db()
    assert made.undone_at is None
    bulk.undo(made, actor=editors[0])
    assert not Claim.objects.filter(assignee__isnull=False).exists()


def test_sources_are_kept_back_in_order(claims, editors):
    """The one asked for and those of the same address, whichever was asked for."""
    url = "https://a.example/1"
    rows = [
        make_evidence(claim, actor=editors[0], url=url, title=f"{n}")
        for n, claim in enumerate(claims)
    ]
    lowest, *_, last = sorted({row.source for row in rows}, key=lambda one: one.pk)
    Source.objects.filter(pk=lowest.pk).update(publisher="P")
    with transaction.atomic():
        Source.objects.select_for_update(no_key=True).get(pk=lowest.pk)
        other = Other(
            lambda: confidential.keep_back(last, reason="Told so.", actor=editors[1])
        )
        assert other.waits()
        rest = Source.objects.exclude(pk=lowest.pk)
        assert len(rest.select_for_update(nowait=True)) == 2
    other.join()
    assert other.error is None


def test_who_has_a_whole_article_keeps_nobody_from_pointing_at_it(claims, editors):
    """Else they could wait for a claim of somebody who is about to."""
    with transaction.atomic():
        row = locking.whole(claims[0].article_id)
        step = {"step": ArticleStep.TRASH, "actor": editors[0]}
        other = Other(lambda: ArticleEvent.objects.create(article=row, **step))
        other.join()
    assert other.error is None


def test_a_look_and_who_keeps_its_source_back_take_the_source_first(claims, editors):
    """Either would have what the other one waits for."""
    source = make_evidence(claims[0], actor=editors[0]).source
    look = rechecking.ask(source, actor=editors[0])

    def save():
        with transaction.atomic():
            job = Job(target_id=look.pk)
            rechecking._save(job, rechecking._Seen(Standing.SAME))

    with transaction.atomic():
        Source.objects.select_for_update(no_key=True).get(pk=source.pk)
        other = Other(save)
        assert other.waits()
        assert Recheck.objects.select_for_update(nowait=True).get(pk=look.pk)
    other.join()
    assert other.error is None

"""The day's e-mail: one a person and day at most, and only if there is something to say.

The row is the record.  It is put on its way in a transaction of its own and handed to the
mail server after that: should everything stop in between, nobody gets it twice, and
somebody may not get it at all.  What it would have said stands among their notices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core import mail
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from claims import conf
from claims.models import Claim, Digest, Job, Notice
from claims.selectors.redaction import redacted
from claims.services import jobs, letters, locking
from claims.services.priority import CLOSED
from claims.vocabulary import DigestState, JobKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Seconds until a mail server that does not answer is asked again.
LATER = 300.0
_MISSED = "The day was over before it could be sent."


def today() -> date:
    return timezone.localdate(timezone=conf.newsroom_zone())


def ask_daily() -> None:
    """From the hour of the day on, once, a job for everybody there is something for."""
    hour = conf.digest_hour()
    now = timezone.localtime(timezone=conf.newsroom_zone())
    if hour is None or now.hour < hour:
        return
    key = f"digests:{now:%Y-%m-%d}"
    if Job.objects.filter(dedupe_key=key).exists():
        return
    with transaction.atomic():
        # The day's mark: a job about nothing, so that nobody asks twice.
        jobs.enqueue(JobKind.DIGEST, {0: key})
        Digest.objects.bulk_create(
            [Digest(person=one, day=now.date()) for one in _people(now.date())],
            ignore_conflicts=True,
        )
        made = Digest.objects.filter(day=now.date(), state=DigestState.WAITING)
        targets = {pk: f"digest:{pk}" for pk in made.values_list("pk", flat=True)}
        jobs.enqueue(JobKind.DIGEST, targets)


def _people(day: date) -> QuerySet[User]:
    told = Notice.objects.filter(
        person=OuterRef("pk"), by_mail=True, read_at=None, mailed_in=None
    )
    due = Claim.objects.filter(assignee=OuterRef("pk"), due_at__lte=letters.end_of(day))
    due = due.exclude(status__in=CLOSED)
    people = User.objects.filter(is_active=True).exclude(email="")
    return people.filter(Q(Exists(told)) | Q(Exists(due)))


# The job -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ended:
    state: DigestState
    error: str = ""


def _load(job: Job) -> Digest | None:
    rows = Digest.objects.select_related("person")
    return rows.filter(pk=job.target_id, state=DigestState.WAITING).first()


def _work(digest: Digest) -> _Ended | None:
    person = digest.person
    if digest.day != today():
        return _Ended(DigestState.FAILED, _MISSED)
    letter = letters.letter_to(person, digest.day)
    if letter is None or not person.is_active or not person.email:
        return _Ended(DigestState.NOTHING)
    connection = mail.get_connection()
    try:
        connection.open()
    except OSError as error:  # nothing was sent: it may be tried again
        told = f"The mail server cannot be reached: {redacted(str(error))}"
        raise jobs.RetryLaterError(told, LATER) from error
    try:
        if not _put_on_its_way(digest, letter):
            return None
        message = mail.EmailMessage(
            letter.subject, letter.body, to=[person.email], connection=connection
        )
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        try:
            message.send()
        except (OSError, ValueError) as error:  # it may have gone out: never again
            return _Ended(
                DigestState.FAILED, redacted(f"{type(error).__name__}: {error}")
            )
        return _Ended(DigestState.SENT)
    finally:
        connection.close()


def _put_on_its_way(digest: Digest, letter: letters.Letter) -> bool:
    """Whether this call may send it; whoever comes later may not."""
    with transaction.atomic():
        waiting = Digest.objects.filter(pk=digest.pk, state=DigestState.WAITING)
        if not waiting.update(state=DigestState.SENDING):
            return False
        told = Notice.objects.filter(pk__in=letter.notices)
        locking.update(told, mailed_in=digest)
    return True


def _save(job: Job, ended: _Ended | None) -> None:
    if ended is None:
        return
    sent = {"sent_at": Now()} if ended.state == DigestState.SENT else {}
    Digest.objects.filter(pk=job.target_id).update(
        state=ended.state, error=ended.error[:300], **sent
    )


def _give_up(job: Job, message: str) -> None:
    waiting = Digest.objects.filter(pk=job.target_id, state=DigestState.WAITING)
    waiting.update(state=DigestState.FAILED, error=redacted(message)[:300])


def _again(job: Job) -> None:
    """Only what was given up before it was put on its way; the day must not be over."""
    given_up = Digest.objects.filter(pk=job.target_id, state=DigestState.FAILED)
    given_up.filter(notices__isnull=True).update(state=DigestState.WAITING, error="")


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)

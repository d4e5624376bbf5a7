"""A small newsroom with one of everything, and the people who try its doors."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from claims.models import (
    ApiKey,
    Article,
    Attachment,
    Claim,
    Digest,
    Job,
    Leaning,
    Notice,
    RatingScale,
    Recheck,
    SourceJob,
    StatusChange,
)
from claims.services import (
    attaching,
    bulk,
    calculating,
    calibrating,
    confidential,
    correcting,
    drafts,
    judging,
    leaving,
    library,
    pairing,
    panels,
    priority,
    publishing,
    queueing,
    quorum,
    recutting,
    replies,
    reviewing,
    roots,
    rounds,
    saving,
    signing,
    standards,
    takingback,
    talking,
    tolerances,
    trash,
    working,
    worthiness,
)
from claims.services.attaching import AttachmentData
from claims.services.ingest import submit_url
from claims.services.stretches import Stretch
from claims.vocabulary import BulkAction, ClaimStatus, JobState, Origin, QueueSlug
from tests.conftest import person
from tests.factories import make_article, make_claim, make_evidence, make_review

#: Kept by sign-in itself, so a refused request may write there.
BOOKKEEPING = {
    "django_session",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
}


@cache
def _handler(enforce_csrf_checks: bool) -> ClientHandler:
    """The project's middleware, built once: a handler keeps nothing of a client."""
    return ClientHandler(enforce_csrf_checks)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody at the door: a session for pages, a key for the API, or nothing."""

    name: str
    user: User | None
    cookies: dict[str, str]
    key: str

    def client(self, *, with_key: bool = False, **options: Any) -> Client:
        """A fresh client each time: one cell's sign-out must not reach the next."""
        if with_key and self.key:
            options["headers"] = {"authorization": f"Bearer {self.key}"}
        client = Client(raise_request_exception=False, **options)
        client.handler = _handler(client.handler.enforce_csrf_checks)
        if not with_key:
            for name, value in self.cookies.items():
                client.cookies[name] = value
        return client


def persona(name: str, user: User | None) -> Persona:
    if user is None:
        return Persona(name, None, {}, "")
    client = Client()
    client.force_login(user)
    _, key = ApiKey.objects.create(user=user, name="walk")
    cookies = {cookie: morsel.value for cookie, morsel in client.cookies.items()}
    return Persona(name, user, cookies, key)


def people() -> dict[str, Persona]:
    """Everybody the matrix knows; `former` left after signing in."""
    known = [
        persona("anonymous", None),
        persona("stranger", person("sten")),
        persona("reviewer", person("rita", "reviewer", is_staff=True)),
        persona("editor", person("edda", "editor", is_staff=True)),
        persona("operator", person("olga", is_staff=True, is_superuser=True)),
        persona("former", person("fred", "editor", is_staff=True, is_superuser=True)),
    ]
    User.objects.filter(username="fred").update(is_active=False)
    return {one.name: one for one in known}


def objects(cast: dict[str, Persona]) -> SimpleNamespace:
    """Rows by the name the matrix calls them; every claim status is there once."""
    author = person("axel", "reviewer")
    other = person("erna", "editor")
    made = SimpleNamespace(
        article=make_article(title="The storm"),
        detected=make_claim(status=ClaimStatus.DETECTED),
        ready=make_claim(),
        held=make_claim(),
        reviewed=make_claim(),
        decided=make_claim(),
        published=make_claim(),
        unproven=make_claim(),
        dismissed=make_claim(status=ClaimStatus.DISMISSED),
        to_release=make_claim(),
        passed_over=make_claim(escalated=True),
        account=person("anna"),
        group=Group.objects.get(name="editor"),
        scale=RatingScale.objects.get(in_use=True),
        slug=QueueSlug.REVIEW.value,
        unknown=99_999_999,
    )
    holder: Any = cast["reviewer"].user
    queueing.take(made.held, actor=holder)
    queueing.take(made.to_release, actor=holder)
    made.evidence = make_evidence(made.held, actor=holder)
    made.mistake = make_evidence(made.held, actor=holder)
    made.taken_back = takingback.take_back(
        make_evidence(made.held, actor=holder), actor=holder, reason="The wrong one."
    )
    drafts.save(made.held, reviewing.ReviewData("", "So far."), actor=holder)
    for claim in (made.reviewed, made.decided, made.published):
        made.review = make_review(claim, author=author)
    for claim in (made.decided, made.published):
        made.verdict = reviewing.decide(claim, actor=other)
    made.publication = publishing.publish(made.published, actor=other)
    made.calculation = calculating.keep(
        made.held, calculating.CalculationData("e1 * 2"), actor=holder
    )[0].calculation
    (made.root_choice,) = roots.choose(
        made.held,
        roots.RootData([made.evidence.pk], "split", "Their own."),
        actor=holder,
    )
    made.pair = pairing.say(made.ready, made.published, "same", actor=holder)
    made.leaning = Leaning.objects.create(review=made.review, parent=made.verdict)
    _unproven(made, author=author, editor=other)
    made.earlier_revision = _corrected(author=author, editor=other)
    made.open_review = made.reviewed.reviews.get()
    made.reference, _ = library.add_reference(
        library.ReferenceData(text="The port lists 12 tugs.", title="Tugs"), actor=None
    )
    made.worth_policy = worthiness.make_policy({}, actor=other)
    made.finished = _finished("The barge")
    made.signed = _finished("The wharf")
    made.article_sign_off = signing.sign_off(made.signed, actor=other)
    made.to_trash = _finished("The buoy")
    made.trashed = trash.put(_finished("The mast"), actor=other, reason="A copy.")
    made.article_event = made.trashed.events.get()
    made.cut_article = make_article(title="The quay")
    Article.objects.filter(pk=made.cut_article.pk).update(extracted_at=timezone.now())
    recutting.add(made.cut_article, Stretch(quote="nine percent"), actor=author)
    Claim.objects.filter(article=made.cut_article).update(status=ClaimStatus.READY)
    made.cut = made.cut_article.cuts.get()
    made.view = saving.keep(
        name="All", path="/claims/", query="", shared=True, actor=author
    )
    made.bulk, _ = bulk.do(
        [make_claim()],
        bulk.Order(BulkAction.DUE, due_at=timezone.now() + timedelta(days=1)),
        actor=other,
    )
    made.priority_policy = priority.make_policy({}, actor=other)
    made.review_policy = quorum.make_policy(two_from=None, three_from=None, actor=other)
    made.standards_policy = standards.make_policy(standards.shipped(), actor=other)
    made.judgement = judging.judge(made.evidence.source, tier="secondary", actor=holder)
    source = make_evidence(made.held, actor=holder).source
    made.confidentiality = confidential.keep_back(
        source, reason="It is at risk.", actor=holder
    )
    made.reply = replies.ask(
        made.ready, replies.ReplyData("Frau Quitte", "mail"), actor=author
    )
    made.reply_entry = made.reply.entries.get()
    _panel(made, author=author, editor=other)
    made.tolerance_policy = tolerances.make_policy({}, actor=other)
    _calibration(made, author=author, editor=other)
    _machine(made, author)
    _talk(made, holder)
    return made


def _panel(made: SimpleNamespace, *, author: User, editor: User) -> None:
    """A claim three editors vote on, the editor of the cast among them."""
    for name in ("panel_a", "panel_b", "panel_c"):
        person(name, "editor")
    made.voted = make_claim()
    made.voted_review = make_review(made.voted, author=author)
    made.panel = panels.call(made.voted, ["edda", "panel_a", "panel_b"], actor=editor)


def _calibration(made: SimpleNamespace, *, author: User, editor: User) -> None:
    """A claim with a known answer that was reviewed, and an article not yet marked."""
    made.to_mark = _finished("The raft")
    made.measured = make_claim()
    calibrating.mark(made.measured.article, actor=editor)
    made.measured.refresh_from_db()
    made.known = calibrating.answer(
        made.measured, rating="supported", figure="4,200", actor=editor
    )
    queueing.take(made.measured, actor=author)
    cited = make_evidence(made.measured, actor=author)
    made.measured_review = reviewing.submit_review(
        made.measured,
        reviewing.ReviewData("supported", "So.", [cited.pk], figure="4,200"),
        actor=author,
    )
    made.calibration_result = made.measured_review.calibration_result
    made.calibration_event = made.measured.calibration_events.get()


def _finished(title: str) -> Any:
    """An article that states no number, and so can be signed off."""
    article = make_article(f"{title} was quiet all day.", title=title)
    Article.objects.filter(pk=article.pk).update(extracted_at=timezone.now())
    return article


def _talk(made: SimpleNamespace, holder: User) -> None:
    made.comment = talking.begin(
        made.held, text="Gross or net?", actor=holder, field="unit"
    ).comment
    made.thread = made.comment.thread
    settled = talking.begin(made.held, text="Who counts?", actor=holder).comment.thread
    talking.resolve(settled, actor=holder)
    made.settled_thread = settled
    asker = made.review.author
    talking.reply(made.thread, text="@rita, see the annex.", actor=asker)
    made.departure = leaving.leave(person("gert", "reviewer"), actor=None)
    made.digest = Digest.objects.create(person=holder, day=date(2026, 1, 1))
    made.notice = Notice.objects.filter(person=holder).latest("pk")


def _unproven(made: SimpleNamespace, *, author: User, editor: User) -> None:
    """A verdict that the search was not enough, with a round before the last one."""
    claim = made.unproven
    search = SourceJob.objects.create(
        claim=claim, provider="library", outcome="empty", finished_at=timezone.now()
    )
    rounds.keep(SourceJob.objects.filter(pk=search.pk))
    SourceJob.objects.filter(pk=search.pk).update(run=2)
    made.withheld_search = rounds.withhold(
        claim, provider="library", run=2, reason="It names a source.", actor=editor
    )
    made.earlier_search = search.earlier.get()
    queueing.take(claim, actor=author)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "not_enough_evidence", "We asked everybody.", searched_not_enough=True
        ),
        actor=author,
    )
    reviewing.decide(claim, actor=editor)
    publishing.publish(claim, actor=editor)


def _corrected(*, author: User, editor: User) -> list[int]:
    """A check published twice: its claim, and the number of the earlier revision."""
    claim = make_claim()
    make_review(claim, author=author)
    reviewing.decide(claim, actor=editor)
    publishing.publish(claim, actor=editor)
    correcting.correct(claim, actor=editor, reason="A slip.", kind="factual")
    make_review(claim, author=author)
    reviewing.decide(claim, actor=editor)
    publishing.publish(claim, actor=editor)
    return [claim.pk, 1]


def _machine(made: SimpleNamespace, author: User) -> None:
    made.submission = submit_url(
        "https://paper.example/1", actor=author, origin=Origin.URL
    )
    made.source_job = SourceJob.objects.create(claim=made.ready, provider="library")
    made.job = Job.objects.order_by("pk").first()
    Job.objects.filter(pk=made.job.pk).update(state=JobState.DEAD)
    made.change = StatusChange.objects.first()
    made.source = made.evidence.source
    made.snapshot = made.source.snapshot
    made.claim = made.ready
    made.attachment = read_attachment(made.ready, author)
    made.recheck = Recheck.objects.create(
        source=made.review.evidence.get().source, asked_by=author
    )
    made.key, _ = ApiKey.objects.create(user=author, name="desk")
    made.key_prefix = made.key.token_key
    made.section = "claims"
    articles = ContentType.objects.get_for_model(made.article)
    made.shortcut = [articles.pk, made.article.pk]
    made.dismissed_number = made.article.dismissed_numbers.create(
        start=0, end=1, surface="T", reason="A label."
    )


def read_attachment(claim: Any, author: User) -> Attachment:
    """A document that was read, with a passage to choose."""
    data = AttachmentData(content=b"They list 4,100 containers.", filename="list.txt")
    made = attaching.submit(claim, data, actor=author)
    job = Job.objects.get(dedupe_key=f"attach:{made.pk}")
    working.run(job.pk)
    made.refresh_from_db()
    return made


def digest() -> str:
    """A fingerprint of every row of every table but the bookkeeping of sign-in."""
    total = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model._meta.db_table in BOOKKEEPING:
            continue
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if (model._meta.label, field.attname) != ("auth.User", "last_login")
        ]
        rows = model._base_manager.order_by("pk").values_list(*columns)
        total.update(repr((model._meta.label, list(rows))).encode())
    return total.hexdigest()


class Writes:
    """Whether any statement since `forget` wrote to a table that counts."""

    VERBS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(self.VERBS) and not any(
            f'"{table}"' in sql for table in BOOKKEEPING
        ):
            self.seen.append(sql)
        return execute(sql, params, many, context)

    def forget(self) -> None:
        self.seen.clear()

    def watching(self):
        return connection.execute_wrapper(self)

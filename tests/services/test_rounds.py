"""What was asked before stays on record, and readers are told no secrets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import selectors
from claims.errors import InvalidInputError, NotAllowedError
from claims.models import EarlierSearch, Job, SourceJob
from claims.selectors.redaction import GONE, redacted
from claims.services import jobs, publishing, queueing, reviewing, rounds, sourcing
from claims.services.working import HANDLERS
from claims.vocabulary import JobKind, JobState, SearchOutcome
from tests.factories import make_claim


@pytest.fixture
def claim(db):
    return make_claim()


def ended(claim, provider: str = "library", **fields) -> SourceJob:
    values = {
        "outcome": SearchOutcome.EMPTY,
        "queries": ["containers storm"],
        "reason": "3 read, 0 with a number about this.",
        "finished_at": timezone.now(),
    } | fields
    return SourceJob.objects.create(claim=claim, provider=provider, **values)


def test_asking_again_keeps_what_was_asked_before(claim, reviewer):
    ended(claim)
    wording = sourcing.Wording("library", ["quay containers lost"])
    sourcing.request_sources(claim, actor=reviewer, wording=wording)
    (before,) = EarlierSearch.objects.all()
    assert before.queries == ["containers storm"]
    assert (before.run, before.outcome, before.worded) == (1, "empty", False)
    now = SourceJob.objects.get()
    assert (now.run, now.queries, now.documents) == (2, [], 0)
    assert now.asked_at > before.asked_at


def test_a_round_is_kept_once_and_a_pending_one_not_at_all(claim):
    ended(claim)
    ended(claim, "wikipedia", outcome=SearchOutcome.PENDING, finished_at=None)
    for _ in range(2):
        rounds.keep(claim.source_jobs.all())
    assert EarlierSearch.objects.count() == 1


def test_a_search_tried_once_more_keeps_how_it_failed(claim):
    search = ended(claim, outcome=SearchOutcome.COULD_NOT_SEARCH, reason="Timed out.")
    job = Job.objects.create(
        kind=JobKind.SEARCH,
        target_id=search.pk,
        dedupe_key="x",
        state=JobState.DEAD,
        run_after=timezone.now(),
    )
    assert jobs.retry(job, HANDLERS)
    (before,) = EarlierSearch.objects.all()
    assert before.reason == "Timed out."
    search.refresh_from_db()
    assert search.outcome == SearchOutcome.PENDING


def test_the_log_has_every_round_newest_first(claim, reviewer):
    ended(claim)
    sourcing.request_sources(
        claim, actor=reviewer, wording=sourcing.Wording("library", ["other words"])
    )
    log = selectors.search_log(claim)
    assert [(one.provider, one.run) for one in log] == [("library", 2), ("library", 1)]


def test_readers_see_only_rounds_that_had_ended_when_it_was_published(
    claim, reviewer, editor
):
    ended(claim, queries=["before"])
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "not_enough_evidence", "We asked.", searched_not_enough=True
        ),
        actor=reviewer,
    )
    reviewing.decide(claim, actor=editor)
    until = publishing.publish(claim, actor=editor).published_at
    later = until + timedelta(minutes=5)
    ended(claim, "wikipedia", queries=["after"], finished_at=later)
    assert [one.queries for one in selectors.public_log(claim, until=until)] == [
        ("before",)
    ]


def test_what_the_house_calls_its_documents_stays_inside(claim):
    ended(claim, reason="1 read, 0 useful. 1 could not be opened: Source Falcon: no.")
    ended(claim, "google_factcheck", outcome="not_asked", reason="No key is set.")
    log = selectors.public_log(claim, until=timezone.now())
    told = " ".join(one.reason for one in log)
    assert "could not be opened" in told
    assert "Falcon" not in told
    assert "key" not in told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://api.example/v1?key=abc123&q=ships", "https://api.example/v1"),
        ("https://me:pw@api.example/x#frag", "https://api.example/x"),
        ("http://10.0.0.4:8080/x failed", f"{GONE} failed"),
        ("redis://broker/0 refused", f"{GONE} refused"),
        ("api_key=AIzaSyD4 was refused", f"{GONE} was refused"),
        ("Authorization: Bearer 99xyz12", f"Authorization: {GONE}"),
        ("token 5f4dcc3b5aa765d61d8327deb882cf99 expired", f"{GONE} expired"),
        ("ask jo@paper.example about it", f"ask {GONE} about it"),
        ("open /srv/desk/secret.txt failed", f"open {GONE} failed"),
        ("localhost:6379 is down", f"{GONE} is down"),
        ("key figures of 4,200 containers", "key figures of 4,200 containers"),
        ("the 24/7 service of 2024", "the 24/7 service of 2024"),
        ("container losses 2024-05-03", "container losses 2024-05-03"),
    ],
)
def test_no_secret_reaches_readers(text, kept):
    assert redacted(text) == kept


def test_an_editor_withholds_what_was_asked_and_readers_are_told_why(
    claim, reviewer, editor
):
    ended(claim, queries=["a name nobody may read"])
    asked = {"provider": "library", "run": 1, "reason": "It names a source."}
    with pytest.raises(NotAllowedError):
        rounds.withhold(claim, actor=reviewer, **asked)
    rounds.withhold(claim, actor=editor, **asked)
    (told,) = selectors.public_log(claim, until=timezone.now())
    assert (told.queries, told.reason) == ((), "")
    assert told.withheld == "It names a source."
    (inside,) = selectors.search_log(claim)
    assert inside.queries == ("a name nobody may read",)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"run": 2}, "run"),
        ({"provider": "nobody"}, "run"),
    ],
)
def test_only_a_round_there_was_is_withheld_and_with_a_reason(
    claim, editor, change, field
):
    ended(claim)
    asked = {"provider": "library", "run": 1, "reason": "So."} | change
    with pytest.raises(InvalidInputError) as refused:
        rounds.withhold(claim, actor=editor, **asked)
    assert refused.value.field == field


STATES = [
    ({"state": JobState.READY}, "queued"),
    ({"state": JobState.READY, "run_after": 60, "error": "Asked to wait."}, "waiting"),
    ({"state": JobState.LEASED, "lease_until": 60}, "asking"),
    ({"state": JobState.LEASED, "lease_until": -60}, "silent"),
    ({"state": JobState.DEAD}, "lost"),
    (None, "lost"),
]


@pytest.mark.parametrize(("job", "state"), STATES)
def test_how_far_a_search_is_is_told_as_it_is(claim, job, state):
    search = ended(claim, outcome=SearchOutcome.PENDING, finished_at=None)
    ended(claim, "wikipedia")
    now = timezone.now()
    if job is not None:
        moments = {
            name: now + timedelta(seconds=value)
            for name, value in ({"run_after": -1} | job).items()
            if isinstance(value, int)
        }
        Job.objects.create(
            kind=JobKind.SEARCH,
            target_id=search.pk,
            dedupe_key="x",
            **{**job, **moments},
        )
    going = selectors.going_on(list(claim.source_jobs.all()))
    assert going.steps[search.pk].state == state
    assert (going.done, going.of) == (1, 2)


def test_nothing_is_asked_of_jobs_when_every_search_has_ended(
    claim, django_assert_num_queries
):
    searches = [ended(claim)]
    with django_assert_num_queries(0):
        assert selectors.going_on(searches).steps == {}

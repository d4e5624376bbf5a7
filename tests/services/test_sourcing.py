from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import Evidence, Job, Snapshot, SourceJob
from claims.providers.base import (
    FetchedDocument,
    Kind,
    Outcome,
    SearchResult,
    candidate,
)
from claims.services import evidence, library, sourcing, working
from claims.services.network import PROVIDERS
from claims.vocabulary import ClaimStatus, JobState, Relation, SearchOutcome
from tests.factories import make_claim, make_evidence, read_article

pytestmark = pytest.mark.django_db

TEXT = (
    "The port of Elmsund handled at least 4,000 containers in March, the harbour "
    "board said."
)


def add_reference(text, title="Harbour report", **fields):
    return library.add_reference(
        library.ReferenceData(text=text, title=title, **fields), actor=None
    )


def jobs_of(article, provider="library"):
    return SourceJob.objects.get(claim__article=article, provider=provider)


def test_a_claim_meets_the_library_and_becomes_ready():
    add_reference("In March the port of Elmsund handled 4,310 containers.")
    article = read_article(TEXT, published_at=datetime(2024, 4, 2, tzinfo=UTC))
    claim = article.claims.get()
    assert claim.status == ClaimStatus.READY
    found = claim.evidence.get()
    assert found.relation == Relation.INSIDE
    assert found.low == 4310
    snapshot = found.source.snapshot
    assert snapshot.text[found.start : found.end] == found.quote
    assert "4,310" in snapshot.text[found.number_start : found.number_end]
    assert jobs_of(article).outcome == SearchOutcome.FOUND


def test_every_provider_ends_with_one_honest_outcome():
    article = read_article(TEXT)
    outcomes = dict(
        SourceJob.objects.filter(claim__article=article).values_list(
            "provider", "outcome"
        )
    )
    assert outcomes == dict.fromkeys(PROVIDERS, SearchOutcome.NOT_ASKED) | {
        "library": SearchOutcome.EMPTY
    }
    for row in SourceJob.objects.exclude(provider="library"):
        assert row.reason


class Answering:
    """A provider that answers what the test says."""

    kind = Kind.WEB

    def __init__(self, result):
        self.result = result

    def applicable(self, frame):
        return None

    def problem(self):
        return None

    def search(self, frame, *, limit, deadline):
        return self.result


def answer(monkeypatch, **fields):
    result = SearchResult("library", **fields)
    answering = Answering(result)
    monkeypatch.setattr(sourcing, "providers", lambda: {"library": answering})
    monkeypatch.setattr(sourcing, "provider_named", lambda name, source_job: answering)


def test_could_not_search_is_never_stored_as_found_nothing(monkeypatch):
    answer(
        monkeypatch,
        outcome=Outcome.COULD_NOT_SEARCH,
        reason="unavailable",
        message="The source could not be reached.",
    )
    row = jobs_of(read_article(TEXT))
    assert row.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert row.reason == "The source could not be reached."


def test_a_source_that_asks_us_to_wait_is_asked_again(monkeypatch):
    answer(
        monkeypatch,
        outcome=Outcome.COULD_NOT_SEARCH,
        message="Wait.",
        retry_after=60.0,
    )
    article = read_article(TEXT)
    row = jobs_of(article)
    assert row.outcome == SearchOutcome.PENDING
    assert article.claims.get().status == ClaimStatus.SOURCING
    for _ in range(2):
        Job.objects.filter(state=JobState.READY).update(run_after="2020-01-01T00:00Z")
        working.drain()
        row.refresh_from_db()
        assert row.outcome == SearchOutcome.PENDING
    past = "2020-01-01T00:00Z"
    Job.objects.filter(state=JobState.READY).update(run_after=past, created_at=past)
    working.drain()
    row.refresh_from_db()
    assert row.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert article.claims.get().status == ClaimStatus.READY


def test_a_mistake_of_ours_ends_as_could_not_search(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("a bug")

    monkeypatch.setattr(Answering, "search", broken)
    answer(monkeypatch, outcome=Outcome.FOUND)
    article = read_article(TEXT)
    for _ in range(3):
        Job.objects.filter(state=JobState.READY).update(run_after="2020-01-01T00:00Z")
        working.drain()
    assert jobs_of(article).outcome == SearchOutcome.COULD_NOT_SEARCH
    assert article.claims.get().status == ClaimStatus.READY


def test_asking_again_keeps_one_row_and_doubles_nothing(reviewer):
    add_reference("In March the port of Elmsund handled 4,310 containers.")
    claim = read_article(TEXT).claims.get()
    rows = SourceJob.objects.count()
    sourcing.request_sources(claim, actor=reviewer)
    assert claim.status == ClaimStatus.SOURCING
    working.drain()
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.READY
    assert SourceJob.objects.count() == rows
    assert claim.evidence.count() == 1
    assert Snapshot.objects.count() == 1


def test_a_worker_that_died_before_settling_is_made_up_for(monkeypatch):
    monkeypatch.setattr(sourcing, "settle", lambda claims: 0)
    claim = read_article(TEXT).claims.get()
    assert claim.status == ClaimStatus.SOURCING
    monkeypatch.undo()
    working.tidy()
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.READY


def test_a_passage_a_reviewer_brings_is_read_and_compared(reviewer):
    claim = make_claim()
    row = make_evidence(
        claim, actor=reviewer, quote="Insurers counted 3,100 containers lost."
    )
    assert row.low == 3100
    assert row.relation == Relation.OUTSIDE
    assert row.added_by == reviewer
    assert row.source.snapshot.text == row.quote


def test_a_passage_without_a_number_is_kept_as_context(reviewer):
    row = make_evidence(make_claim(), actor=reviewer, quote="No figures were given.")
    assert (row.relation, row.gate) == (Relation.NOT_COMPARABLE, "value")
    assert row.explanation == evidence.NO_NUMBER


def test_the_same_passage_twice_is_one_piece_of_evidence(reviewer):
    claim = make_claim()
    same = {"quote": "They lost 4,300 containers.", "url": "https://a.example/x"}
    first = make_evidence(claim, actor=reviewer, title="A", **same)
    assert make_evidence(claim, actor=reviewer, title="A", **same) == first
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "  "},
        {"quote": "x" * 5001},
        {"url": "", "title": ""},
        {"url": "javascript:alert(1)"},
        {"stance": "maybe"},
    ],
)
def test_evidence_that_cannot_be_followed_is_refused(reviewer, fields):
    with pytest.raises(InvalidInputError):
        make_evidence(make_claim(), actor=reviewer, **fields)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("status", [ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED])
def test_a_closed_claim_takes_no_evidence(reviewer, status):
    with pytest.raises(TransitionError):
        make_evidence(make_claim(status=status), actor=reviewer)


def test_a_stranger_attaches_nothing(stranger):
    with pytest.raises(NotAllowedError):
        make_evidence(make_claim(), actor=stranger)


class Statistic(Answering):
    """A provider with a statistic that a table mapped to the claim."""

    def fetch(self, candidate):
        body = candidate.extra["text"].encode()
        return FetchedDocument(
            url=candidate.url, final_url=candidate.url, fetched_at=datetime.now(UTC),
            status=200, media_type="text/plain", charset="utf-8", title=candidate.title,
            text=body.decode(), sha256="", published_at=None, access="open",
            licence="", language="en", body=body,
        )  # fmt: skip


def test_a_mapped_statistic_is_read_however_it_is_worded_and_once(monkeypatch):
    said = "Military spending of Norway was"
    text = f"{said} 5.9 percent of GDP in 2023.\n{said} 4.7 percent of GDP in 2022.\n"
    found = candidate(
        url="https://statistics.example/x", title="Arms", provider="library", rank=1,
        kind=Kind.STATISTIC,
        extra={"mapped": True, "text": text},
    )  # fmt: skip
    result = SearchResult("library", Outcome.FOUND, (found,))
    provider = Statistic(result)
    monkeypatch.setattr(sourcing, "providers", lambda: {"library": provider})
    monkeypatch.setattr(sourcing, "provider_named", lambda name, source_job: provider)
    article = read_article("Norway spends six percent of the state budget on defence.")
    row = article.claims.get().evidence.get()
    assert row.low == Decimal("5.9")
    assert (row.relation, row.gate) == (Relation.NOT_COMPARABLE, "base")


def test_a_provider_is_told_the_window_the_claim_names():
    text = "The port of Elmsund handled 4,000 containers in March 2024."
    claim = read_article(text).claims.get()
    frame = sourcing.frame_of(claim)
    assert (frame.as_of_start, frame.as_of_end) == (date(2024, 3, 1), date(2024, 3, 31))

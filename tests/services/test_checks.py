"""Prior checks: what others published about a claim like ours, and never evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from claims import selectors
from claims.models import PriorCheck, ReviewLoad, SourceJob
from claims.providers.base import Kind, Outcome, SearchResult
from claims.providers.published import PublishedCheck, as_candidate
from claims.services import checks, reviewfeed, sourcing
from claims.vocabulary import ClaimStatus, SameNumber, SearchOutcome
from tests.factories import read_article

pytestmark = pytest.mark.django_db

TEXT = (
    "The port of Elmsund handled at least 4,000 containers in March, the harbour "
    "board said."
)
REVIEWED = PublishedCheck(
    url="https://checks.example/elmsund",
    claim="The port of Elmsund handled 4,310 containers in March.",
    publisher="Harbour Checks",
    rating="Half true",
    reviewed_on=date(2024, 4, 20),
    claimed_on=date(2024, 4, 2),
)


def publish(*claims: str, **fields) -> None:
    load = ReviewLoad.objects.create(source="x", rows=len(claims))
    for n, claim in enumerate(claims):
        given = {"publisher": "Harbour Checks", "rating": "Half true"} | fields
        check = PublishedCheck(f"https://checks.example/{n}", claim, **given)
        reviewfeed._row(load, check).save()
    reviewfeed.put_in_force(load)


def claim_read(text=TEXT):
    article = read_article(text, published_at=datetime(2024, 4, 2, tzinfo=UTC))
    return article.claims.get()


def log(claim) -> SourceJob:
    return claim.source_jobs.get(provider="claimreview_feed")


def test_a_published_check_is_kept_beside_the_evidence_and_never_as_evidence():
    publish(REVIEWED.claim, reviewed_on=REVIEWED.reviewed_on)
    claim = claim_read()
    found = claim.prior_checks.get()
    assert (found.publisher, found.rating) == ("Harbour Checks", "Half true")
    assert found.provider == "claimreview_feed"
    assert found.number == SameNumber.COMPATIBLE
    assert "4,310" in found.readback
    assert not claim.evidence.exists()
    assert claim.status == ClaimStatus.READY


def test_the_log_says_what_was_searched_and_how_much_of_it_was_about_the_claim():
    publish(REVIEWED.claim, "A choir of Elmsund sang in March.")
    row = log(claim_read())
    assert row.outcome == SearchOutcome.FOUND
    assert row.documents == 2
    assert "2 published checks share words with the claim; 1 about it." in row.reason
    assert "2 reviews, last brought up to date on" in row.reason
    assert row.queries


def test_nothing_alike_is_searched_and_found_nothing():
    publish("A vaccine made 900 people ill.", "The choir sang in Elmsund port.")
    claim = claim_read()
    assert log(claim).outcome == SearchOutcome.EMPTY
    assert not claim.prior_checks.exists()


def test_without_a_dump_it_is_not_asked_and_says_how_to_load_one():
    row = log(claim_read())
    assert row.outcome == SearchOutcome.NOT_ASKED
    assert "import_claimreviews" in row.reason


@pytest.mark.parametrize(
    ("text", "reviewed", "number"),
    [
        (
            "The port of Elmsund handled 4,000 containers in March.",
            "The port of Elmsund handled 4,000 containers in March.",
            SameNumber.SAME,
        ),
        (
            "The port of Elmsund handled 4,000 containers in March.",
            "Elmsund port has handled more than 3,500 containers in March",
            SameNumber.COMPATIBLE,
        ),
        (
            "The port of Elmsund handled 4,000 containers in March.",
            "The port of Elmsund handled 9,000 containers in March.",
            SameNumber.DIFFERENT,
        ),
        (
            "The port of Elmsund handled 4,000 containers in March.",
            "The port of Elmsund handled 4,000 containers in 2012.",
            SameNumber.NOT_COMPARED,
        ),
        (
            "The port of Elmsund handled 4,000 containers in March.",
            "The port of Elmsund handled no containers at all in March.",
            SameNumber.NONE,
        ),
    ],
)
def test_whether_it_is_about_the_same_number_is_read_by_the_engine(
    text, reviewed, number
):
    publish(reviewed, claimed_on=date(2024, 4, 2))
    assert claim_read(text).prior_checks.get().number == number


def test_checks_of_the_same_number_are_shown_first():
    text = "The port of Elmsund handled 4,000 containers in March."
    publish(
        "The port of Elmsund handled 9,000 containers in March.",
        text,
        claimed_on=date(2024, 4, 2),
    )
    claim = claim_read(text)
    numbers = [one.number for one in selectors.prior_checks_of(claim)]
    assert numbers == [SameNumber.SAME, SameNumber.DIFFERENT]


def test_asking_again_doubles_nothing_and_takes_over_a_changed_rating():
    publish(REVIEWED.claim)
    claim = claim_read()
    publish(REVIEWED.claim, rating="False")
    sourcing.request_for_all([claim], actor=None)
    from claims.services import working

    working.drain()
    assert claim.prior_checks.get().rating == "False"
    assert log(claim).run == 2


def test_the_same_check_from_two_providers_is_one():
    claim = claim_read()
    found = checks.Checked(REVIEWED, SameNumber.SAME)
    checks.store_checks(claim, "claimreview_feed", [found, found])
    checks.store_checks(claim, "google_factcheck", [found])
    assert PriorCheck.objects.get().provider == "claimreview_feed"


class Checker:
    """A provider of published checks that answers what the test says."""

    kind = Kind.FACT_CHECK

    def __init__(self, result):
        self.result = result

    def applicable(self, frame):
        return None

    def problem(self):
        return None

    def search(self, frame, *, limit, deadline):
        return self.result

    def fetch(self, candidate):
        raise AssertionError("no published check is opened")


@pytest.fixture
def answer(monkeypatch):
    def answering(**fields):
        checker = Checker(SearchResult("checker", **fields))
        monkeypatch.setattr(sourcing, "providers", lambda: {"checker": checker})
        monkeypatch.setattr(
            sourcing, "provider_named", lambda name, source_job: checker
        )

    return answering


def test_trouble_is_told_as_trouble_and_the_claim_goes_on(answer):
    answer(
        outcome=Outcome.COULD_NOT_SEARCH,
        reason="quota_exhausted",
        message="The quota for this source is used up.",
        retry_after=40_000.0,
    )
    claim = claim_read()
    row = claim.source_jobs.get()
    assert row.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert row.reason == "The quota for this source is used up."
    assert claim.status == ClaimStatus.READY


def test_half_an_answer_that_is_about_something_else_is_no_nothing(answer):
    other = PublishedCheck("https://a.example/x", "The choir sang.", "Checks")
    answer(
        outcome=Outcome.FOUND,
        candidates=(as_candidate(other, provider="checker"),),
        reason="timeout",
        message="The source did not answer in time.",
        partial=True,
    )
    row = claim_read().source_jobs.get()
    assert row.outcome == SearchOutcome.COULD_NOT_SEARCH
    assert "did not answer in time" in row.reason

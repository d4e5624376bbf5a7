"""What the desk and a claim tell over REST beside the work itself."""

from __future__ import annotations

from django.db import OperationalError

from claims.providers.published import PublishedCheck
from claims.services import checks
from claims.vocabulary import SameNumber
from tests.api.conftest import ids
from tests.factories import (
    make_claim,
    make_evidence,
    read_article,
)


def test_the_library_takes_a_document_once(as_reviewer):
    body = {"title": "Survey", "text": "41 boats.", "published_on": "2026-01-31"}
    first = as_reviewer.post("library/", body)
    again = as_reviewer.post("library/", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["duplicate"] is True
    shown = as_reviewer.get(f"library/{first.json()['id']}/").json()
    assert shown["text"] == "41 boats."
    assert ids(as_reviewer.get("library/?q=boats%20!")) == [first.json()["id"]]
    assert ids(as_reviewer.get("library/?q=boats&language=de")) == []
    assert ids(as_reviewer.get('library/?q="%20*')) == []
    assert "text" not in as_reviewer.get("library/").json()["results"][0]


def test_limits_are_those_in_force(as_stranger):
    told = as_stranger.get("limits/").json()
    assert told["text_chars"] == 1_000_000
    assert told["json_depth"] == 32


def test_an_address_without_its_slash_is_redirected_with_its_method(as_reviewer):
    response = as_reviewer.post("articles", {"text": "42"})
    assert response.status_code == 308
    assert response.headers["Location"] == "/api/v1/articles/"
    assert (
        as_reviewer.get("claims?page=2").headers["Location"] == "/api/v1/claims/?page=2"
    )


def test_answers_are_kept_by_no_cache(as_reviewer, claim):
    response = as_reviewer.get(f"claims/{claim.pk}/")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Authorization" in response.headers["Vary"]


def test_a_fault_of_ours_is_a_problem_without_its_cause(
    as_reviewer, claim, monkeypatch, caplog
):
    def broken(*args, **kwargs):
        raise RuntimeError("secret cause")

    monkeypatch.setattr("claims.selectors.source_jobs_of", broken)
    response = as_reviewer.get(f"claims/{claim.pk}/sources/")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert "secret" not in response.content.decode()
    assert told["request_id"] in caplog.text


def test_a_busy_database_asks_to_try_again(as_reviewer, claim, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("claims.selectors.source_jobs_of", locked)
    response = as_reviewer.get(f"claims/{claim.pk}/sources/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json()["code"] == "busy"


def test_a_claim_says_its_form_and_what_its_sentence_implies(as_reviewer, db):
    article = read_article("The road budget was cut by $3bn to $9bn in 2024.")
    claim = article.claims.get(surface="$9bn")
    body = as_reviewer.get(f"claims/{claim.pk}/").json()
    assert (body["form"], body["alarms"]) == ("level", [])
    before, share = body["implied"]
    assert (before["kind"], share["kind"]) == ("before", "relative")
    assert before["result"] == {
        "low": "12000000000",
        "high": "12000000000",
        "low_open": False,
        "high_open": False,
    }
    spans = [article.text[start:end] for start, end in before["operands"]]
    assert spans == ["$9bn", "$3bn"]


def test_a_claim_that_is_a_thousand_times_too_large_raises_an_alarm(
    as_reviewer, reviewer
):
    article = read_article("The port handled 4.2 billion tonnes of grain in 2024.")
    claim = article.claims.get()
    quote = "In 2024 the port handled 4.3 million tonnes of grain."
    found = make_evidence(claim, actor=reviewer, quote=quote)
    (alarm,) = as_reviewer.get(f"claims/{claim.pk}/").json()["alarms"]
    assert (alarm["kind"], alarm["factor"]) == ("magnitude", "1000")
    assert alarm["agreeing"] == [f"evidence {found.pk}"]


def test_lists_leave_what_is_worked_out_to_the_claim(as_reviewer, db):
    make_claim()
    (row,) = as_reviewer.get("claims/").json()["results"]
    assert not {"form", "implied", "alarms"} & set(row)


def test_what_others_checked_is_told_with_a_claim_and_is_no_evidence(
    as_reviewer, claim
):
    check = PublishedCheck(
        "https://checks.example/x", "It was 4,310.", "Harbour Checks"
    )
    found = checks.Checked(check, SameNumber.DIFFERENT, "4,310 lies above.")
    checks.store_checks(claim, "claimreview_feed", [found])
    evidence = as_reviewer.get(f"claims/{claim.pk}/evidence/").json()["count"]
    told = as_reviewer.get(f"claims/{claim.pk}/").json()
    [prior] = told["prior_checks"]
    assert prior["publisher"] == "Harbour Checks"
    assert (prior["number"], prior["rating"]) == ("different", "")
    assert told["evidence_count"] == evidence == claim.evidence.count()

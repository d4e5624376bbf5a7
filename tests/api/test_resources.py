"""What each address gives and takes, beyond the walk."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Claim, Submission
from claims.services import priority, working
from claims.services.worthiness import make_policy
from claims.vocabulary import ClaimStatus, SubmissionState
from tests.api.conftest import ROOT, ids
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    read_article,
)

CONTRACT = [
    "start",
    "end",
    "surface",
    "kind",
    "low",
    "high",
    "low_open",
    "high_open",
    "unit",
    "per",
    "qualifier",
    "thing",
    "base",
    "claimant",
    "period",
    "trend",
    "sentence",
    "statement",
    "readback",
    "check_worthiness",
    "reasons",
    "ambiguities",
]


# Articles ------------------------------------------------------------------------


def test_the_same_text_twice_is_one_article(as_reviewer, as_editor):
    first = as_reviewer.post("articles/", {"text": "In all 42 boats sank.\r\n"})
    again = as_editor.post(
        "articles/", {"text": "In all 42 boats sank.\n", "title": "B"}
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["duplicate"] is False
    assert again.json()["duplicate"] is True
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["title"] == "In all 42 boats sank."
    assert first.headers["Location"] == first.json()["links"]["self"]


def test_an_article_is_stored_normalised_and_counted_before_it_is_read(as_reviewer):
    body = {"text": "Cafe\u0301s: 42\r\nand 43 \U0001f6a2", "language": "en-GB"}
    made = as_reviewer.post("articles/", body).json()
    assert made["text"] == "Caf\u00e9s: 42\nand 43 \U0001f6a2"
    assert made["coverage"] == {
        "claimed": 0,
        "dismissed": 0,
        "pending": 2,
        "total": 2,
        "percent": 0,
    }
    assert made["progress"]["running"] is True
    assert made["origin"] == "api"
    assert made["created_by"] == "rita"


def test_a_text_without_numbers_is_an_article(as_reviewer):
    made = as_reviewer.post("articles/", {"text": "Nothing to count here."})
    assert made.status_code == 201
    working.drain()
    shown = as_reviewer.get(f"articles/{made.json()['id']}/").json()
    assert shown["coverage"]["percent"] == 100
    assert shown["progress"]["running"] is False


def test_an_address_becomes_a_submission(as_reviewer):
    response = as_reviewer.post("articles/", {"url": "https://paper.example/a"})
    assert response.status_code == 202
    told = response.json()
    assert (told["state"], told["article"], told["error"]) == ("waiting", None, "")
    assert as_reviewer.get(told["links"]["self"]).json() == told
    assert not Article.objects.exists()


def test_a_file_becomes_an_article(as_reviewer):
    file = SimpleUploadedFile(
        "boats.txt",
        b"In all 42 boats sank in the Sound last year.",
        "text/plain",
    )
    response = as_reviewer.client.post(
        f"{ROOT}articles/", {"file": file}, headers=as_reviewer.headers
    )
    assert response.status_code == 202
    working.drain()
    told = as_reviewer.get(response.json()["links"]["self"]).json()
    assert told["state"] == SubmissionState.DONE
    assert "42 boats" in as_reviewer.get(told["links"]["article"]).json()["text"]


def test_a_submission_that_failed_says_why(as_reviewer, reviewer):
    failed = Submission.objects.create(
        url="https://paper.example/gone",
        origin="api",
        state=SubmissionState.FAILED,
        error="The page does not exist.",
        created_by=reviewer,
    )
    told = as_reviewer.get(f"submissions/{failed.pk}/").json()
    assert told["state"] == "failed"
    assert told["error"] == "The page does not exist."


def test_articles_are_filtered(as_reviewer):
    sound = make_article(title="Ferries", publisher="The Sound")
    times = make_article(title="Boats", publisher="Times", language="de")
    assert ids(as_reviewer.get("articles/")) == [times.pk, sound.pk]
    assert ids(as_reviewer.get("articles/?publisher=sound")) == [sound.pk]
    assert ids(as_reviewer.get("articles/?language=de")) == [times.pk]
    assert ids(as_reviewer.get("articles/?q=ferr")) == [sound.pk]
    assert ids(as_reviewer.get("articles/?created_after=2020-01-01T00:00:00Z"))
    assert not ids(
        as_reviewer.get("articles/?created_after=2190-01-01T00:00:00%2B02:00")
    )


# Claims --------------------------------------------------------------------------


def test_a_claim_has_every_field_of_the_contract(as_reviewer, claim):
    for shown in (
        as_reviewer.get(f"claims/{claim.pk}/").json(),
        as_reviewer.get("claims/").json()["results"][0],
    ):
        assert set(CONTRACT) <= set(shown)
        assert (shown["low"], shown["high"]) == ("4200", None)
        assert shown["sentence"] == [claim.sentence_start, claim.sentence_end]
        assert shown["check_worthiness"] == "0.8"


def test_a_claim_says_what_adds_up_to_its_worth(as_reviewer, editor):
    claim = read_article("The city raised the tax by 12 percent.").claims.get()
    shown = as_reviewer.get(f"claims/{claim.pk}/").json()
    assert shown["worth_policy"] is None
    assert sum(Decimal(one["weight"]) for one in shown["contributions"]) == Decimal(
        shown["check_worthiness"]
    )
    assert shown["contributions"][0] == {
        "feature": "base",
        "weight": "0.1",
        "phrase": "where every score starts",
    }
    make_policy({"base": Decimal("0.05")}, actor=editor)
    working.drain()
    shown = as_reviewer.get(f"claims/{claim.pk}/").json()
    assert shown["worth_policy"] == 1
    assert shown["contributions"][0]["weight"] == "0.05"
    assert shown["version"] == claim.version  # ranking is no change to be warned of


@pytest.mark.parametrize(
    ("low", "told"),
    [
        ("1E+9", "1000000000"),
        ("0.10", "0.1"),
        ("123456789012345678901234567.25", "123456789012345678901234567.25"),
        ("-0", "0"),
    ],
)
def test_numbers_are_told_digit_for_digit(as_reviewer, article, low, told):
    claim = make_claim(article, low=low)
    assert as_reviewer.get(f"claims/{claim.pk}/").json()["low"] == told


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("status=ready", "ab"),
        ("status=ready&status=dismissed", "abc"),
        ("kind=money", "b"),
        ("claimant=brook", "b"),
        ("qualifier=at_least", "ac"),
        ("qualifier=none", "b"),
        ("unit=USD", "b"),
        ("unit=usd", "b"),
        ("min_worthiness=0.5", "ac"),
        ("min_worthiness=1", ""),
        ("q=storm", "ac"),
        ("q=9%25", ""),
        ("held=me", "a"),
        ("held=free", "bc"),
        ("relation=none", "bc"),
        ("relation=inside", "a"),
        ("relation=outside", ""),
        ("ordering=check_worthiness", "bac"),
        ("ordering=-id", "cba"),
        ("ordering=-start,id", "bac"),
        ("page_size=1&page=2&ordering=id", "b"),
    ],
)
def test_claims_are_filtered(query, wanted, as_reviewer, article, reviewer):
    a = make_claim(article)
    b = make_claim(
        article,
        surface="nine",
        kind="money",
        unit="USD",
        qualifier="",
        claimant="Ada Brook",
        check_worthiness="0.20",
        statement="Repairs take nine percent.",
    )
    c = make_claim(make_article(), status=ClaimStatus.DISMISSED)
    make_evidence(
        a, actor=reviewer, quote="The insurers counted 4,310 containers lost at sea."
    )
    if query.startswith("held"):
        as_reviewer.post(f"claims/{a.pk}/take/")
    names = {a.pk: "a", b.pk: "b", c.pk: "c"}
    found = [names[pk] for pk in ids(as_reviewer.get(f"claims/?{query}"))]
    assert found == list(wanted)


def test_an_article_lists_its_own_claims(as_reviewer, claim):
    other = make_claim(make_article())
    own = f"articles/{claim.article_id}/claims/"
    assert ids(as_reviewer.get(own)) == [claim.pk]
    assert ids(as_reviewer.get(f"{own}?status=published")) == []
    assert ids(as_reviewer.get(f"claims/?article={other.article_id}")) == [other.pk]
    assert as_reviewer.get("articles/99/claims/").status_code == 404


def test_actions_are_what_the_caller_may_do(as_stranger, as_reviewer, as_editor, claim):
    told = {
        name: api.get(f"claims/{claim.pk}/").json()["actions"]
        for name, api in [("s", as_stranger), ("r", as_reviewer), ("e", as_editor)]
    }
    assert told["s"] == []
    assert set(told["r"]) == {"request_sources", "dismiss", "start_review"}
    assert set(told["e"]) == set(told["r"])


def test_sources_are_asked_again(as_reviewer, claim):
    response = as_reviewer.post(f"claims/{claim.pk}/sources/", {"reason": "More."})
    assert response.status_code == 202
    assert response.json()["status"] == "sourcing"
    asked = {job["provider"]: job["outcome"] for job in response.json()["source_jobs"]}
    assert asked["library"] == "pending"
    working.drain()
    jobs = as_reviewer.get(f"claims/{claim.pk}/sources/").json()["results"]
    assert {job["provider"] for job in jobs} == set(asked)
    assert "pending" not in {job["outcome"] for job in jobs}
    assert as_reviewer.get(f"claims/{claim.pk}/").json()["status"] == "ready"


def test_one_provider_is_asked_in_a_person_s_words(as_reviewer, claim):
    address = f"claims/{claim.pk}/sources/"
    sent = {"provider": "library", "queries": ["crates lost"]}
    assert as_reviewer.post(address, sent).status_code == 202
    working.drain()
    (job,) = as_reviewer.get(address).json()["results"]
    assert (job["provider"], job["wording"]) == ("library", ["crates lost"])
    for wrong in (
        {"queries": ["a"]},
        {"provider": "oracle"},
        {"provider": "library", "queries": ["a", "b", "c", "d"]},
        {"provider": "library", "queries": ["x" * 201]},
        {"provider": "library", "queries": "a"},
    ):
        assert as_reviewer.post(address, wrong).status_code == 400, wrong


def test_a_dismissed_claim_is_restored(as_reviewer, claim):
    gone = as_reviewer.post(f"claims/{claim.pk}/dismiss/", {"reason": "An example."})
    assert (gone.json()["status"], gone.json()["dismissal"]) == (
        "dismissed",
        "An example.",
    )
    back = as_reviewer.post(f"claims/{claim.pk}/restore/")
    assert (back.json()["status"], back.json()["dismissal"]) == ("ready", "")
    history = as_reviewer.get(f"claims/{claim.pk}/history/").json()["results"]
    assert [(step["action"], step["reason"]) for step in history] == [
        ("dismiss", "An example."),
        ("restore", ""),
        (
            "request_sources",
            "Its sources were looked for before; nobody is asked again.",
        ),
        ("settle_sources", ""),
    ]


def test_an_expired_hold_is_not_shown(as_reviewer, held):
    Claim.objects.filter(pk=held.pk).update(held_until="2020-01-01T00:00:00Z")
    shown = as_reviewer.get(f"claims/{held.pk}/").json()
    assert (shown["holder"], shown["held_until"]) == (None, None)


# Queues --------------------------------------------------------------------------


def test_queues_count_what_waits_for_the_caller(as_editor, claim):
    queues = as_editor.get("queues/").json()["results"]
    assert {queue["slug"]: queue["waiting"] for queue in queues} == {
        "review": 1,
        "escalated": 0,
        "sign-off": 0,
        "adjudicate": 0,
        "publish": 0,
        "outdated": 0,
    }
    assert all(queue["about"] and queue["role"] for queue in queues)


def test_the_worthiest_claim_comes_first_and_an_empty_queue_is_204(
    as_reviewer, article
):
    make_claim(article, surface="nine", check_worthiness="0.10")
    best = make_claim(article, check_worthiness="0.90")
    assert as_reviewer.post("queues/review/next/").json()["id"] == best.pk
    assert as_reviewer.post("queues/review/next/").status_code == 200
    empty = as_reviewer.post("queues/review/next/")
    assert (empty.status_code, empty.content) == (204, b"")


def test_the_next_claim_is_taken_among_those_a_list_would_show(as_reviewer, article):
    make_claim(article, check_worthiness="0.90")
    fee = make_claim(article, surface="nine", kind="money", check_worthiness="0.10")
    taken = as_reviewer.post("queues/review/next/?kind=money&kind=percent")
    assert taken.json()["id"] == fee.pk
    for query in ("kind=money", "verdict=refuted", "quote_gone=true", "assignee=me"):
        assert as_reviewer.post(f"queues/review/next/?{query}").status_code == 204
    for query in ("kind=nonsense", "value_from=lots", "ordering=id", "page=2"):
        answer = as_reviewer.post(f"queues/review/next/?{query}")
        assert answer.status_code == 400, query
    assert as_reviewer.post("queues/review/next/?value_from=4000").status_code == 200


def test_an_editor_sends_a_review_back_with_a_reason(as_editor, claim, reviewer):
    make_review(claim, author=reviewer)
    path = f"claims/{claim.pk}/release/"
    assert as_editor.post(path).status_code == 403
    back = as_editor.post(path, {"reason": "The wrong year."})
    assert back.json()["status"] == "ready"
    reviews = as_editor.get(f"claims/{claim.pk}/reviews/").json()["results"]
    assert [review["open"] for review in reviews] == [False]


def test_worth_is_asked_for_as_a_range(as_reviewer):
    made = [make_claim(check_worthiness=f"0.{n}0") for n in (2, 5, 8)]

    def found(query: str) -> list[int]:
        rows = as_reviewer.get(f"claims/?{query}").json()["results"]
        return sorted(one["id"] for one in rows)

    assert found("min_worthiness=0.3&max_worthiness=0.5") == [made[1].pk]
    assert found("max_worthiness=0.5") == [made[0].pk, made[1].pk]
    refused = as_reviewer.get("claims/?min_worthiness=0.6&max_worthiness=0.5")
    assert refused.status_code == 400
    assert "max_worthiness" in refused.content.decode()


def test_no_claim_is_taken_where_what_it_is_narrowed_by_is_empty(as_reviewer):
    claim = make_claim()
    for query in ("max_worthiness=", "q=", "unit=+", "kind=money&kind="):
        refused = as_reviewer.post(f"queues/review/next/?{query}")
        assert refused.status_code == 400
    claim.refresh_from_db()
    assert claim.holder is None


def test_an_order_said_again_is_put_to_the_database_once(as_reviewer):
    first, last = make_claim(), make_claim(status=ClaimStatus.DECIDED)
    again = ",".join(["status", "-status"] * 300)
    with CaptureQueriesContext(connection) as asked:
        assert ids(as_reviewer.get(f"claims/?ordering={again}")) == [last.pk, first.pk]
    assert max(one["sql"].count("DESC") for one in asked) <= 1


def test_a_claim_says_what_its_priority_adds_up_from(as_reviewer):
    claim = make_claim(check_worthiness="0.85", due_at=timezone.now())
    priority.refresh()
    shown = as_reviewer.get(f"claims/{claim.pk}/").json()
    parts = shown["priority_parts"]
    assert [one["feature"] for one in parts] == ["worth", "deadline"]
    assert parts[1] == {
        "feature": "deadline",
        "points": "40",
        "phrase": "due soon or overdue",
    }
    total = sum(Decimal(one["points"]) for one in parts)
    assert total == Decimal(shown["priority"]) == 91
    assert "priority_parts" not in as_reviewer.get("claims/").json()["results"][0]

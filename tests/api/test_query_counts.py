"""A list costs the same for one row and for thirty."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ReferenceDocument, Review, RootChoice, StatusChange
from claims.services import calculating, talking
from tests.conftest import person as make_person
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    rating,
    read_article,
)

LISTS = [
    ("articles/", 4),
    ("articles/{article}/claims/", 5),
    ("claims/", 4),
    ("claims/{claim}/evidence/", 5),
    ("claims/{claim}/roots/", 5),
    ("claims/{claim}/calculations/", 8),
    ("claims/{claim}/reviews/", 6),
    ("claims/{claim}/history/", 5),
    ("claims/{claim}/threads/", 7),
    ("notices/", 4),
    ("evidence/", 4),
    ("search/?value_from=1&", 4),
    ("search/?kind=evidence&value_from=1&", 4),
    ("library/", 4),
]


@pytest.mark.parametrize(("path", "most"), LISTS)
def test_a_list_costs_the_same_however_long_it_is(path, most, as_reviewer, reviewer):
    def cost() -> tuple[int, int]:
        address = path.format(claim=claim.pk, article=claim.article_id)
        with CaptureQueriesContext(connection) as queries:
            response = as_reviewer.get(
                address + ("page_size=200" if "?" in address else "?page_size=200")
            )
        assert response.status_code == 200
        return len(queries), len(response.json()["results"])

    claim = make_claim(make_article(text=BODY))
    grow(claim, reviewer, 1)
    short, few = cost()
    grow(claim, reviewer, 30)
    long, many = cost()
    assert few >= 1
    assert many >= few + 25
    assert long == short
    assert short <= most


def test_a_claim_costs_the_same_however_much_evidence_it_has(as_reviewer, reviewer):
    claim = make_claim(make_article(text=BODY))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_reviewer.get(f"claims/{claim.pk}/")
        return len(queries)

    grow(claim, reviewer, 1)
    short = cost()
    grow(claim, reviewer, 20)
    assert cost() == short <= 12


def test_taking_the_next_claim_costs_the_same_however_long_the_queue_is(
    as_reviewer, reviewer
):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_reviewer.post("queues/review/next/").status_code == 200
        return len(queries)

    most = 7
    grow(make_claim(make_article(text=BODY)), reviewer, 1)
    assert cost() <= most
    grow(make_claim(make_article(text=f"{BODY} More.")), reviewer, 30)
    assert cost() <= most


def test_within_a_filter_the_next_takes_no_query_but_for_its_words(as_reviewer):
    for number in range(4):
        make_claim(make_article(text=f"{BODY} {number}."))

    def cost(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_reviewer.post(f"queues/review/next/{query}").status_code == 200
        return len(queries)

    cost("")
    whole = cost("")
    assert cost("?kind=count&relation=none") == whole
    assert cost("?kind=count&q=containers") == whole + 1


def test_a_review_costs_the_same_however_much_evidence_there_is(as_reviewer, reviewer):
    def cost(claim) -> int:
        taken = as_reviewer.post(f"claims/{claim.pk}/take/")
        assert taken.status_code == 200
        cited = [claim.evidence.first().pk]
        body = {"rating": "supported", "rationale": "So.", "evidence": cited}
        with CaptureQueriesContext(connection) as queries:
            answer = as_reviewer.post(f"claims/{claim.pk}/reviews/", body)
        assert answer.status_code == 201
        assert answer.json()["evidence"] == cited
        return len(queries)

    first, other = (make_claim(make_article(text=f"{BODY} {n}.")) for n in "ab")
    grow(first, reviewer, 1)
    short = cost(first)
    grow(other, reviewer, 20)
    assert cost(other) == short <= 16


def test_a_list_of_one_status_is_not_sifted_for_rows_that_are_there_twice(as_reviewer):
    make_claim()
    with CaptureQueriesContext(connection) as queries:
        assert as_reviewer.get("claims/?status=ready&kind=count").json()["count"] == 1
    assert "DISTINCT" not in " ".join(query["sql"] for query in queries)


def test_weighing_costs_the_same_however_much_evidence_there_is(as_reviewer, reviewer):
    claim = make_claim(make_article(text=BODY))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_reviewer.get(f"claims/{claim.pk}/weighing/").status_code == 200
        return len(queries)

    grow(claim, reviewer, 1)
    short = cost()
    grow(claim, reviewer, 20)
    assert cost() == short <= 5


def test_the_arithmetic_of_an_article_costs_the_same_however_many_claims(as_reviewer):
    def cost(claims: int) -> int:
        sold = " ".join(f"Shop {n} sold {n + 10} hats." for n in range(claims))
        article = read_article(sold)
        assert article.claims.count() >= claims
        with CaptureQueriesContext(connection) as queries:
            assert as_reviewer.get(f"articles/{article.pk}/arithmetic/").json()
        return len(queries)

    assert cost(1) == cost(30) <= 4


BODY = " ".join(f"Ship {n} lost 4,200 boxes." for n in range(1000, 1100))
_serial = iter(range(10_000))


def _colleague():
    known = User.objects.filter(username="kim").first()
    return known or make_person("kim", "reviewer")


def grow(claim, person, count: int) -> None:
    """`count` more rows in every list."""
    for _ in range(count):
        number = next(_serial)
        article = make_article(
            text=f"{BODY} Edition {number}.", title=f"Edition {number}"
        )
        for owner in (claim.article, article):
            make_claim(owner, surface=str(1000 + number % 100))
        evidence = make_evidence(claim, actor=person)
        RootChoice.objects.create(
            evidence=evidence, root="Port", reason="So.", actor=person
        )
        data = calculating.CalculationData(
            "e1 * 2", note=str(number), thing=f"t{number}"
        )
        calculating.keep(claim, data, actor=person)
        review = Review.objects.create(
            claim=claim,
            round=100 + number,
            author=person,
            rating=rating(),
            rationale="So.",
        )
        review.evidence.add(evidence)
        thread = talking.begin(claim, text="Gross or net?", actor=person).comment.thread
        talking.reply(thread, text="@rita?", actor=_colleague())
        StatusChange.objects.create(
            claim=claim,
            action="release",
            old_status="in_review",
            new_status="ready",
            version=100 + number,
            actor=person,
        )
        ReferenceDocument.objects.create(
            title="Boats", text="41", text_sha256=f"{number}"
        )

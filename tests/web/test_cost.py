"""What a page asks of the database does not grow with what it shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.services import (
    arranging,
    indexing,
    publishing,
    queueing,
    reviewing,
    talking,
)
from claims.vocabulary import ClaimStatus
from tests.factories import make_article, make_claim, make_evidence
from tests.web.conftest import signed_in


def claims_of_one_article(count: int, actor) -> list[Claim]:
    """Claims with a holder or evidence each, on one text."""
    article = make_article(
        " ".join(f"Depot {n} holds {4000 + n} crates." for n in range(count))
    )
    made = []
    for number in range(count):
        held = Decimal(4000 + number)
        claim = make_claim(article, surface=str(held), low=held, high=held)
        make_evidence(claim, actor=actor)
        made.append(claim)
    indexing.index_article(article)
    indexing.index_claims(made)
    return made


def queries(client, address: str) -> int:
    client.get(address)  # what is kept between requests is kept now
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 17),
        ("/articles/", 9),
        ("/articles/{article}/", 18),
        ("/articles/{article}/live/", 16),
        ("/queue/review/", 15),
        ("/claims/", 13),
        ("/search/?q=crates", 21),
        ("/search/?q=crates&in=article", 14),
        ("/jobs/", 10),
        ("/notices/", 7),
        ("/providers/", 12),
    ],
)
def test_lists_cost_the_same_for_one_claim_and_for_twenty(
    reviewer, second_reviewer, address, most
):
    client = signed_in(reviewer)
    second_reviewer.groups.add(Group.objects.get(name="editor"))
    one, other = claims_of_one_article(2, reviewer)
    queueing.take(other, actor=second_reviewer)
    arranging.assign([one], reviewer, actor=second_reviewer)
    few = queries(client, address.format(article=one.article_id))
    many_claims = claims_of_one_article(23, reviewer)
    arranging.assign(many_claims[3:], reviewer, actor=second_reviewer)
    for claim in many_claims[:3]:
        queueing.take(claim, actor=second_reviewer)
    many = queries(client, address.format(article=many_claims[0].article_id))
    assert many == few
    assert many <= most


def grown(claim, reviewer, pieces: int) -> None:
    for _ in range(pieces):
        make_evidence(claim, actor=reviewer)
    for _ in range(pieces):
        talking.begin(claim, text="Gross or net?", actor=reviewer)
    for provider in range(pieces):
        claim.source_jobs.create(provider=f"p{provider}", outcome="empty")


def test_a_claim_costs_the_same_with_one_piece_of_evidence_and_with_twenty(
    reviewer, editor
):
    client = signed_in(editor)
    small, large = make_claim(), make_claim()
    grown(small, reviewer, 1)
    grown(large, reviewer, 20)
    few = queries(client, small.get_absolute_url())
    assert queries(client, large.get_absolute_url()) == few
    assert few <= 45  # ten of them find other claims of its quantity


def test_reviews_that_cite_much_cost_the_same(reviewer, editor):
    client = signed_in(editor)
    make_claim()  # so that there is another one to be found
    counts = []
    for pieces in (1, 20):
        claim = make_claim()
        grown(claim, reviewer, pieces)
        cite(claim, reviewer)
        counts.append(queries(client, claim.get_absolute_url()))
    assert counts[0] == counts[1]


def cite(claim, reviewer) -> None:
    queueing.take(claim, actor=reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "supported", "So it is.", evidence=[e.pk for e in claim.evidence.all()]
        ),
        actor=reviewer,
    )


def test_the_public_page_costs_the_same_and_asks_for_no_session(
    anonymous, reviewer, editor
):
    counts = []
    for pieces in (1, 20):
        claim = make_claim(status=ClaimStatus.READY)
        grown(claim, reviewer, pieces)
        cite(claim, reviewer)
        reviewing.decide(claim, actor=editor)
        publishing.publish(claim, actor=editor)
        counts.append(queries(anonymous, f"/c/{claim.pk}/"))
    assert counts[0] == counts[1] <= 7


def test_the_list_of_checks_costs_the_same(anonymous, reviewer, editor):
    counts = []
    for _ in range(2):
        for _ in range(len(counts) * 9 + 1):
            claim = make_claim()
            make_evidence(claim, actor=reviewer)
            cite(claim, reviewer)
            reviewing.decide(claim, actor=editor)
            publishing.publish(claim, actor=editor)
        counts.append(queries(anonymous, "/published/"))
    assert counts[0] == counts[1] <= 3

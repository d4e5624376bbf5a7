from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import Claim
from claims.services import arranging, priority
from claims.vocabulary import ClaimStatus
from tests.factories import make_claim, read_article

pytestmark = pytest.mark.django_db


def told(claim):
    return {part.phrase: part.points for part in priority.explain(claim)}


def test_a_priority_is_the_sum_of_what_explains_it():
    claim = make_claim(check_worthiness="0.85", due_at=timezone.now())
    claim.article.importance = 1
    claim.article.save()
    Claim.objects.filter(pk=claim.pk).update(
        created_at=timezone.now() - timedelta(days=4)
    )
    priority.refresh()
    claim.refresh_from_db()
    assert told(claim) == {
        "worth checking": "51",
        "due soon or overdue": "40",
        "importance of the article": "15",
        "waiting for days": "6",
    }
    assert claim.priority == 11200


@pytest.mark.parametrize(
    ("hours", "points"), [(-1, "40"), (3, "32"), (20, "24"), (60, "12"), (100, None)]
)
def test_a_deadline_presses_the_more_the_nearer_it_is(hours, points):
    claim = make_claim(due_at=timezone.now() + timedelta(hours=hours))
    assert told(claim).get("due soon or overdue") == points


def test_claims_have_their_priority_from_the_start():
    article = read_article()
    claims = list(article.claims.all())
    assert claims
    assert all(one.priority == one.check_worthiness * 6000 for one in claims)


def test_what_is_up_to_date_or_closed_is_not_written_again():
    make_claim()
    make_claim(status=ClaimStatus.DISMISSED)
    assert priority.refresh() == 1
    assert priority.refresh() == 0


def test_new_points_take_effect_at_once_and_are_explained(editor):
    claim = make_claim(check_worthiness="0.50")
    policy = priority.make_policy({"worth": 100}, actor=editor, note="Worth is all.")
    claim.refresh_from_db()
    assert claim.priority == 5000
    assert policy.points == {
        "worth": 100,
        "importance": 30,
        "deadline": 40,
        "waiting": 10,
    }


def test_points_that_make_no_sense_are_refused(editor, reviewer):
    with pytest.raises(InvalidInputError, match="no feature"):
        priority.make_policy({"luck": 3}, actor=editor)
    with pytest.raises(InvalidInputError, match="From 0 to 100"):
        priority.make_policy({"worth": 101}, actor=editor)
    with pytest.raises(NotAllowedError):
        priority.make_policy({}, actor=reviewer)
    priority.make_policy({}, actor=editor)
    with pytest.raises(ConflictError):
        priority.make_policy({}, actor=editor)


@pytest.mark.parametrize("several", [1, 3])
def test_a_date_and_an_importance_find_each_claim_its_place_at_once(several, editor):
    claims = [make_claim() for _ in range(several)]
    priority.refresh()
    arranging.set_due(claims, timezone.now() + timedelta(hours=1), actor=editor)
    assert priority.refresh() == 0
    assert told(claims[0])["due soon or overdue"] == "32"
    for one in claims:
        arranging.set_importance(one.article, 2, actor=editor)
    assert priority.refresh() == 0


def test_an_article_as_important_as_it_was_has_no_claim_placed_anew(editor):
    claim = make_claim()
    arranging.set_importance(claim.article, 2, actor=editor)
    with CaptureQueriesContext(connection) as queries:
        arranging.set_importance(claim.article, 2, actor=editor)
    assert not any("priority" in query["sql"] for query in queries)

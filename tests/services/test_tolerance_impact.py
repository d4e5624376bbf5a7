"""What new tolerances would change, told before they are saved."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.tolerance import TolerancePolicy as Policy
from claims.models import Evidence, Job
from claims.services import (
    evidence,
    impact,
    publishing,
    working,
)
from claims.services.tolerances import make_policy
from claims.vocabulary import JobKind
from tests.services.hedged import (
    STRICT,
    about_a_thousand,
    found,
    signed_off,
)

pytestmark = pytest.mark.django_db


def test_from_a_tenth_to_a_twentieth_exactly_the_comparisons_that_flip_are_listed(
    editor, reviewer
):
    claims = [
        about_a_thousand(),
        about_a_thousand(qualifier="", statement="1,000 containers were lost."),
        about_a_thousand(qualifier="at_least", high=None),
        about_a_thousand(qualifier="nearly"),
    ]
    numbers = ("940", "950", "1,000", "1,049", "1,050", "1,070", "1,100", "1,523")
    rows = [found(claim, number, reviewer) for claim in claims for number in numbers]
    policy = Policy(version="strict", about=Decimal("0.05"))
    flips = {
        one.pk
        for one in rows
        if compare(
            evidence.claim_quantity(one.claim), one.quantity(), policy=policy
        ).outcome
        != one.relation
    }
    told = impact.impact_of(policy)
    assert {change.evidence.pk for change in told.changes} == flips
    assert {(c.evidence.surface, c.old, c.new) for c in told.changes} == {
        ("940", "Agrees (supports)", "Disagrees (refutes)"),
        ("950", "Agrees (supports)", "Overlaps (context)"),
        ("1,050", "Agrees (supports)", "Overlaps (context)"),
        ("1,070", "Agrees (supports)", "Disagrees (refutes)"),
    }
    assert told.claims == {claims[0].pk}
    assert (told.changed, told.looked_at, told.comparisons) == (4, 32, 32)
    make_policy(STRICT, actor=editor)
    working.drain()
    moved = {
        one.pk
        for one, now in zip(rows, Evidence.objects.order_by("pk"), strict=True)
        if now.relation != one.relation
    }
    assert moved == flips


def test_the_impact_writes_nothing(reviewer):
    found(about_a_thousand(), "1,070", reviewer)
    before = list(Evidence.objects.values())
    with CaptureQueriesContext(connection) as queries:
        impact.impact_of(Policy(version="strict", about=Decimal("0.05")))
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert list(Evidence.objects.values()) == before
    assert not Job.objects.filter(kind=JobKind.RECOMPARE).exists()


def test_what_is_published_or_signed_off_is_told_first(editor, reviewer):
    free, decided, published = (about_a_thousand() for _ in range(3))
    for claim in (free, decided, published):
        found(claim, "1,070", reviewer)
    for claim in (decided, published):
        signed_off(claim, author=reviewer, editor=editor)
    publishing.publish(published, actor=editor)
    told = impact.impact_of(Policy(version="strict", about=Decimal("0.05")))
    assert [one.claim.pk for one in told.changes] == [published.pk, decided.pk, free.pk]
    assert [one.published for one in told.changes] == [True, False, False]
    assert [one.signed_off for one in told.changes] == [False, True, False]
    assert (told.changed, told.published, told.signed_off) == (3, 1, 1)
    assert told.recompared == 2


def test_the_list_ends_somewhere_and_the_rest_is_counted(reviewer, monkeypatch):
    monkeypatch.setattr(impact, "TOLD", 2)
    claim = about_a_thousand()
    for number in ("1,060", "1,070", "1,080"):
        found(claim, number, reviewer)
    told = impact.impact_of(Policy(version="strict", about=Decimal("0.05")))
    assert (len(told.changes), told.changed, told.untold) == (2, 3, 1)


def test_what_there_was_no_time_for_is_said(reviewer, monkeypatch):
    monkeypatch.setattr(impact, "SECONDS", 0)
    monkeypatch.setattr(impact, "CLAIMS_AT_ONCE", 1)
    for _ in range(3):
        found(about_a_thousand(), "1,070", reviewer)
    told = impact.impact_of(Policy(version="strict", about=Decimal("0.05")))
    assert (told.looked_at, told.missing, told.changed) == (1, 2, 1)


def test_the_cost_of_the_impact_does_not_grow_within_a_batch(reviewer):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            impact.impact_of(Policy(version="strict", about=Decimal("0.05")))
        return len(queries)

    found(about_a_thousand(), "1,070", reviewer)
    few = cost()
    for _ in range(8):
        found(about_a_thousand(), "1,060", reviewer)
    assert cost() == few <= 7

"""Of two answers, then and now, a review says which one it rates."""

from __future__ import annotations

import pytest

from claims.errors import InvalidInputError
from claims.models import Review
from claims.services import publishing, queueing, reviewing
from tests.factories import make_claim, make_evidence
from tests.web.pages import field, text


@pytest.fixture
def claim(db, reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    return claim


@pytest.fixture
def later(claim, reviewer):
    kept = make_evidence(claim, actor=reviewer, url="https://later.example/1")
    kept.relation_now, kept.explanation_now = "outside", "Far lower by then."
    kept.save(update_fields=["relation_now", "explanation_now"])
    return kept


def sent(claim, kept, **given):
    return {
        "version": claim.version,
        "rating": "supported",
        "rationale": "The log agrees.",
        "evidence": [kept.pk],
    } | given


def test_it_is_asked_only_where_then_and_now_differ(as_reviewer, reviewer, claim):
    make_evidence(claim, actor=reviewer, url="https://same.example/1")
    assert "The rating is about" not in text(as_reviewer.get(claim.get_absolute_url()))


def test_the_review_keeps_it_and_readers_are_told(
    as_reviewer, anonymous, editor, claim, later
):
    page = as_reviewer.get(claim.get_absolute_url())
    address = f"/claims/{claim.pk}/review/"
    assert field(page, address, "judged_as_of") == "when_said"
    as_reviewer.post(
        f"/claims/{claim.pk}/review/", sent(claim, later, judged_as_of="now")
    )
    assert Review.objects.get().judged_as_of == "now"
    claim.refresh_from_db()
    assert "Rates what holds now" in text(as_reviewer.get(claim.get_absolute_url()))
    reviewing.decide(claim, actor=editor)
    publishing.publish(claim, actor=editor)
    assert "Our rating is about what holds now" in text(
        anonymous.get(claim.public_url())
    )


def test_what_is_not_said_is_about_the_day_it_was_said(as_reviewer, claim, later):
    as_reviewer.post(f"/claims/{claim.pk}/review/", sent(claim, later))
    assert Review.objects.get().judged_as_of == "when_said"


def test_another_day_is_no_choice(claim, later, reviewer):
    data = reviewing.ReviewData(
        "supported", "So.", evidence=[later.pk], judged_as_of="tomorrow"
    )
    with pytest.raises(InvalidInputError) as refused:
        reviewing.submit_review(claim, data, actor=reviewer)
    assert refused.value.field == "judged_as_of"

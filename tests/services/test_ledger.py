"""Every value of one quantity: of which days it is, and what there was no room for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from claims.services import confidential, ledger
from claims.services.ledger import ledger_of
from tests.factories import make_cost, make_evidence

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)
AUDIT = "The new hospital in Orsby cost 242 million euros{}, the audit office said."


def days(claim, person) -> list[tuple[date | None, date | None, str]]:
    values = ledger_of(claim, person).values
    return [(value.first, value.day, value.dated) for value in values]


def test_a_value_is_of_a_stretch_of_time_of_a_day_or_of_none(reviewer):
    claim = make_cost(240, DAY)
    make_cost(250, DAY, period="in 2023")
    make_cost(260)
    assert days(claim, reviewer) == [
        (date(2023, 1, 1), date(2023, 12, 31), "as of"),
        (None, date(2024, 3, 1), "published"),
        (None, None, ""),
    ]


def test_evidence_without_a_day_has_that_of_its_source_or_none(reviewer):
    claim = make_cost(240, DAY)
    made = (
        (" so far", datetime(2024, 5, 2, tzinfo=UTC)),
        (" in 2022", datetime(2024, 5, 2, tzinfo=UTC)),
        ("", None),
    )
    for period, published in made:
        make_evidence(
            claim, actor=reviewer, quote=AUDIT.format(period), published_at=published
        )
    assert days(claim, reviewer) == [
        (date(2022, 1, 1), date(2022, 12, 31), "as of"),
        (None, date(2024, 3, 1), "published"),
        (None, date(2024, 5, 2), "published"),
        (None, None, ""),
    ]


def test_evidence_of_another_time_is_told_and_contradicts_nothing(reviewer):
    claim = make_cost(240, DAY)
    old = make_evidence(
        claim,
        actor=reviewer,
        quote="The new hospital in Orsby cost 90 million euros in 2012.",
    )
    make_evidence(
        claim, actor=reviewer, quote="The new bridge in Marn is 300 metres long."
    )
    found = ledger_of(claim, reviewer)
    assert (old.relation, old.gate) == ("not_comparable", "stale")
    told = [value for value in found.values if value.evidence]
    assert [value.evidence for value in told] == [old]
    assert told[0].relation_word == "Different period"
    assert found.contradictions == ()


def test_what_there_is_no_room_for_is_counted(reviewer, monkeypatch):
    claim = make_cost(240, DAY)
    for n in range(4):
        make_cost(240, DAY)
        make_evidence(claim, actor=reviewer, quote=AUDIT.format(f" by report {n}"))
    every = ledger_of(claim, reviewer)
    assert (every.claims_left, every.evidence_left) == (0, 0)
    monkeypatch.setattr(ledger, "CLAIMS", 3)
    monkeypatch.setattr(ledger, "EVIDENCE", 1)
    found = ledger_of(claim, reviewer)
    assert (found.claims_left, found.evidence_left) == (2, 3)
    assert len(found.values) == 4


def test_the_claims_own_evidence_comes_before_that_of_others(reviewer, monkeypatch):
    other, claim = make_cost(240, DAY), make_cost(240, DAY)
    make_evidence(other, actor=reviewer, quote=AUDIT.format(" in all"))
    own = make_evidence(claim, actor=reviewer, quote=AUDIT.format(" at last"))
    monkeypatch.setattr(ledger, "EVIDENCE", 1)
    found = [value.evidence for value in ledger_of(claim, reviewer).values]
    assert [one for one in found if one] == [own]


def test_what_is_confidential_is_not_even_counted(reviewer, editor, monkeypatch):
    claim = make_cost(240, DAY)
    kept = make_evidence(claim, actor=reviewer, quote=AUDIT.format(""))
    confidential.keep_back(kept.source, reason="It is at risk.", actor=editor)
    monkeypatch.setattr(ledger, "EVIDENCE", 0)
    assert ledger_of(claim, editor).evidence_left == 0

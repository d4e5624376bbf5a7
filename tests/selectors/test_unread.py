"""Which reasons wait for a review, where the rows that hold them name no round."""

from __future__ import annotations

import pytest

from claims import selectors
from claims.models import Confidentiality
from claims.services import confidential, queueing, quorum, reviewing, shown
from claims.services.evidence import EvidenceData, attach
from claims.services.reviewdata import ReviewData
from tests.conftest import person
from tests.factories import make_claim, make_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor):
    return quorum.ask_reviews(make_claim(), 2, actor=editor)


def given_back(claim, who, reason):
    queueing.take(claim, actor=who)
    queueing.release(claim, actor=who, reason=reason)


def hand_in(claim, who):
    queueing.take(claim, actor=who)
    cited = make_evidence(claim, actor=who)
    data = ReviewData("supported", "So.", [cited.pk], figure="4,200 containers")
    reviewing.submit_review(claim, data, actor=who)


def told(claim, who) -> list[str]:
    rows = shown.history_of(claim, who).values_list("told", flat=True)
    return [one for one in rows if one]


def test_a_reason_waits_for_who_is_to_review_and_for_nobody_else(
    claim, reviewer, second_reviewer
):
    given_back(claim, reviewer, "It is far too high.")
    assert told(claim, reviewer) == ["It is far too high."]
    assert told(claim, second_reviewer) == []
    hand_in(claim, second_reviewer)
    assert told(claim, second_reviewer) == ["It is far too high."]


def test_one_reviewer_alone_is_kept_from_nothing(reviewer, second_reviewer):
    claim = make_claim()
    given_back(claim, reviewer, "It is far too high.")
    assert told(claim, second_reviewer) == ["It is far too high."]


def test_what_was_open_stays_open_and_why_it_came_back_is_told(
    claim, reviewer, second_reviewer, editor
):
    given_back(claim, reviewer, "Too high.")
    for who in (reviewer, second_reviewer):
        hand_in(claim, who)
    queueing.send_back(claim, actor=editor, reason="Look at the port's list.")
    given_back(claim, second_reviewer, "Still too high.")
    third = person("anna", "reviewer")
    assert told(claim, third) == ["Too high.", "Look at the port's list."]
    assert told(claim, second_reviewer)[-1] == "Still too high."


def test_a_round_cut_short_keeps_its_reasons(claim, reviewer, second_reviewer, editor):
    given_back(claim, reviewer, "Too high.")
    hand_in(claim, reviewer)
    queueing.send_back(claim, actor=editor, reason="Look at the port's list.")
    assert told(claim, second_reviewer) == ["Look at the port's list."]


def test_why_a_source_is_confidential_waits_wherever_it_came_from(
    claim, reviewer, second_reviewer
):
    first = make_evidence(claim, actor=reviewer)
    confidential.keep_back(first.source, reason="It says 9,900.", actor=reviewer)
    again = EvidenceData(quote=first.quote, url=first.source.url, title="Another title")
    own, _ = attach(claim, again, actor=second_reviewer)
    assert own.source.confidential == "It says 9,900."
    for who, why in ((second_reviewer, shown.LATER), (reviewer, "It says 9,900.")):
        whys = shown.whys_in(who, claim.evidence.select_related("source"))
        assert set(whys.values()) == {why}
    marks = selectors.marks_told(second_reviewer, Confidentiality.objects.all())
    assert [(one.kept, one.told) for one in marks] == [(True, "")]
    hand_in(claim, second_reviewer)
    assert selectors.whys_unread(second_reviewer) == frozenset()


def test_a_mark_from_before_the_source_came_to_the_claim_is_told(
    claim, reviewer, second_reviewer
):
    other = make_evidence(make_claim(), actor=reviewer)
    confidential.keep_back(other.source, reason="An informant.", actor=reviewer)
    again = EvidenceData(quote=other.quote, url=other.source.url, title="Another title")
    own, _ = attach(claim, again, actor=second_reviewer)
    assert shown.whys_in(second_reviewer, [own]) == {own.pk: "An informant."}

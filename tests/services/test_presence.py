"""Who looks at a claim: told within seconds, written in one statement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import selectors
from claims.models import Presence
from claims.services import presence, quorum
from tests.factories import make_claim, make_review


@pytest.fixture
def claim(db):
    return make_claim()


def test_others_see_who_looks_for_ten_seconds(claim, reviewer, editor, stranger):
    presence.here(claim, actor=reviewer)
    presence.here(claim, actor=editor)
    assert selectors.present(claim, editor) == [reviewer]
    assert selectors.present(claim, stranger) == [editor, reviewer]
    assert selectors.present(make_claim(), editor) == []
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=11))
    assert selectors.present(claim, stranger) == []


def test_a_poll_is_one_write_of_one_row_and_one_question(
    claim, reviewer, django_assert_num_queries
):
    for _ in range(3):
        with django_assert_num_queries(1):
            presence.here(claim, actor=reviewer)
        with django_assert_num_queries(1):
            selectors.present(claim, reviewer)
    assert Presence.objects.count() == 1


def test_old_signs_are_forgotten(claim, reviewer, editor):
    presence.here(claim, actor=reviewer)
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    presence.here(claim, actor=editor)
    presence.forget()
    assert [one.person for one in Presence.objects.all()] == [editor]


def test_who_reviews_unled_is_told_of_nobody(claim, reviewer, second_reviewer, editor):
    quorum.ask_reviews(claim, 2, actor=editor)
    presence.here(claim, actor=reviewer)
    presence.here(claim, actor=second_reviewer)
    assert selectors.present(claim, second_reviewer) == []
    quorum.ask_reviews(claim, 1, actor=editor)
    claim.refresh_from_db()
    assert selectors.present(claim, second_reviewer) == [reviewer]
    make_review(claim, author=reviewer)
    assert selectors.present(claim, reviewer) == [second_reviewer]

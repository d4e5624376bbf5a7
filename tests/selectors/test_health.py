"""How providers did in the last days, as the stored searches and calls tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import selectors
from claims.models import EarlierSearch, SiteCall
from claims.providers.errors import PausedError, TimedOutError
from claims.selectors.sites import HEALTH_DAYS, Ended, Speed
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


def test_searches_are_counted_by_day_and_by_how_they_ended():
    today = timezone.now()
    for outcome, reason in (
        ("found", ""),
        ("empty", ""),
        ("could_not_search", str(TimedOutError())),
        ("could_not_search", str(PausedError())),
        ("not_asked", "The network is switched off."),
    ):
        make_claim().source_jobs.create(
            provider="gdelt", outcome=outcome, reason=reason, finished_at=today
        )
    make_claim().source_jobs.create(provider="gdelt", outcome="pending")
    old = today - timedelta(days=HEALTH_DAYS)
    make_claim().source_jobs.create(provider="gdelt", outcome="found", finished_at=old)
    found = selectors.health()["gdelt"]
    assert found.total == found.days[today.date()] == Ended(2, 1, 1)


def test_a_round_that_was_asked_again_still_counts():
    job = make_claim().source_jobs.create(
        provider="gdelt", outcome="found", finished_at=timezone.now(), run=2
    )
    EarlierSearch.objects.create(
        source_job=job,
        run=1,
        outcome="could_not_search",
        asked_at=timezone.now(),
        finished_at=timezone.now(),
    )
    assert selectors.health()["gdelt"].total == Ended(1, 1, 0)


def test_only_answers_that_came_over_the_network_tell_how_quick_a_place_is():
    for outcome, took in (("ok", 200), ("ok", 1400), ("ok", 9000), ("cached", 1)):
        SiteCall.objects.create(
            site="gdelt", url="https://g.example/", outcome=outcome, milliseconds=took
        )
    SiteCall.objects.create(
        site="gdelt", url="https://g.example/", outcome="timeout", milliseconds=30_000
    )
    assert selectors.health()["gdelt"].speed == Speed(3, 1, 2, 9000)

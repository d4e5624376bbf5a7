"""The page that says where sources come from, and how each place is doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Site, SiteCall
from tests.factories import make_claim
from tests.web.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(settings):
    settings.CLAIMS_NETWORK = True
    settings.CLAIMS_CONTACT_EMAIL = "desk@desk.example"


def test_a_place_that_works_says_when_it_last_did(as_reviewer, network):
    Site.objects.create(name="wikipedia", succeeded_at="2026-11-20T08:05Z")
    for outcome in ("ok", "cached", "timeout"):
        SiteCall.objects.create(
            site="wikipedia", url="https://w.example/", outcome=outcome
        )
    make_claim().source_jobs.create(
        provider="wikipedia", outcome="could_not_search", finished_at=timezone.now()
    )
    shown = text(as_reviewer.get("/providers/"))
    assert "20 Nov 2026, 08:05 UTC" in shown
    assert "3 questions, 1 answered from what was kept, 1 failed" in shown
    assert "0 found, 0 searched and found nothing, 1 could not search" in shown
    assert "up to five words of the claim, and its number" in shown


def test_a_place_in_trouble_says_what_and_until_when(as_reviewer, network):
    Site.objects.create(
        name="wikipedia",
        failures=5,
        failed_at=timezone.now(),
        error="The source did not answer in time.",
        paused_until=timezone.now() + timedelta(minutes=10),
    )
    shown = text(as_reviewer.get("/providers/"))
    assert "Left alone until" in shown
    assert "5 failures in a row" in shown
    assert "The source did not answer in time." in shown


def test_a_place_that_is_not_asked_says_why(as_reviewer, settings):
    assert "The network is switched off." in text(as_reviewer.get("/providers/"))
    settings.CLAIMS_NETWORK = True
    assert "No contact address is set" in text(as_reviewer.get("/providers/"))
    settings.CLAIMS_PROVIDERS_OFF = ["library"]
    assert "Switched off by PROVIDERS_OFF." in text(as_reviewer.get("/providers/"))

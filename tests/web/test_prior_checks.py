"""Checked before by others: on the claim's page, beside the evidence and not of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import PriorCheck
from claims.providers.published import PublishedCheck
from claims.services import checks, publishing
from claims.vocabulary import SameNumber
from tests.factories import make_claim, make_evidence, make_verdict
from tests.web.pages import document, text
from tests.web.test_hostile_text import PAYLOADS, assert_clean

pytestmark = pytest.mark.django_db

CHECK = PublishedCheck(
    url="https://checks.example/storm",
    claim="The storm swept 4,310 containers off the ships.",
    publisher="Harbour Checks",
    rating="Half true",
    title="Did the storm take that many?",
    reviewed_on=date(2024, 4, 20),
)


def page_section(page):
    return document(page).get_element_by_id("checks")


def add(claim, number=SameNumber.COMPATIBLE, claimed=CHECK.claim, **fields):
    check = replace(CHECK, claim=claimed, **fields)
    found = checks.Checked(check, number, "4,310 lies above the 4,200 claimed.")
    checks.store_checks(claim, "claimreview_feed", [found])


def test_a_prior_check_is_shown_with_its_rating_and_a_link(as_reviewer):
    claim = make_claim()
    assert "Checked before" not in text(as_reviewer.get(claim.get_absolute_url()))
    add(claim)
    page = as_reviewer.get(claim.get_absolute_url())
    section = page_section(page)
    told = " ".join(section.text_content().split())
    assert "Checked before by others 1" in told
    assert "Harbour Checks: Half true" in told
    assert "Compatible number" in told
    assert "checked 20 Apr 2024" in told
    [link] = section.iter("a")
    assert link.get("href") == CHECK.url
    assert link.text == CHECK.title
    assert "nofollow" in link.get("rel")


def test_it_is_in_no_count_of_evidence_and_on_no_number_line(as_reviewer, reviewer):
    claim = make_claim()
    make_evidence(claim, actor=reviewer)

    def measured():
        page = as_reviewer.get(claim.get_absolute_url())
        line = list(document(page).iter("svg"))
        return (
            document(page).get_element_by_id("evidence").text_content(),
            [svg.text_content() for svg in line],
            text(as_reviewer.get("/queue/review/")),
        )

    before = measured()
    add(claim)
    assert measured() == before


def test_the_public_page_leaves_other_people_s_verdicts_out(client, reviewer, editor):
    claim = make_claim()
    add(claim)
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    page = client.get(f"/c/{claim.pk}/")
    assert page.status_code == 200
    assert "Harbour Checks" not in page.content.decode()


def test_many_checks_cost_no_more_than_one(as_reviewer):
    claim = make_claim()
    add(claim)
    as_reviewer.get(claim.get_absolute_url())

    def cost():
        with CaptureQueriesContext(connection) as queries:
            as_reviewer.get(claim.get_absolute_url())
        return len(queries)

    one = cost()
    for n in range(20):
        add(claim, url=f"https://checks.example/{n}")
    assert PriorCheck.objects.count() == 21
    assert cost() == one


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_publisher_wrote_is_shown_as_text(as_reviewer, payload):
    claim = make_claim()
    add(claim, claimed=payload, rating=payload, publisher=payload, title=payload)
    assert_clean(as_reviewer.get(claim.get_absolute_url()), payload)


def test_an_address_that_is_none_is_no_link(as_reviewer):
    claim = make_claim()
    add(claim, url="javascript:alert(1)")
    section = page_section(as_reviewer.get(claim.get_absolute_url()))
    assert not list(section.iter("a"))

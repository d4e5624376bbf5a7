"""A form sent after the session ended leads back to where it stood."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import PASSWORD
from tests.factories import make_claim
from tests.web.pages import document, text


@pytest.fixture
def strict(db) -> Client:
    return Client(enforce_csrf_checks=True)


def way_back(answer) -> str:
    (link,) = document(answer).xpath("//a[contains(., 'Sign in and return')]/@href")
    return str(link)


def test_signing_in_again_returns_to_the_claim(strict, reviewer):
    claim = make_claim()
    answer = strict.post(f"/claims/{claim.pk}/take/")
    assert answer.status_code == 403
    assert "too old" in text(answer)
    form = strict.get(way_back(answer))
    fields = dict(document(form).forms[0].form_values())
    signed_in = strict.post(
        "/sign-in/",
        fields | {"username": reviewer.username, "password": PASSWORD},
        follow=True,
    )
    assert signed_in.request["PATH_INFO"] == claim.get_absolute_url()


def test_who_is_still_signed_in_goes_straight_back(strict, reviewer):
    claim = make_claim()
    strict.force_login(reviewer)
    answer = strict.post(f"/claims/{claim.pk}/review/", {"rationale": "x"})
    assert strict.get(way_back(answer)).url == claim.get_absolute_url()


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-out/"])
def test_a_sign_in_that_is_too_old_leads_to_the_desk(strict, reviewer, address):
    answer = strict.post(address)
    assert answer.status_code == 403
    strict.force_login(reviewer)
    assert strict.get(way_back(answer)).url == "/"

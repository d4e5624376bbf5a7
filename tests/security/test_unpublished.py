"""What is not published cannot be told from what does not exist."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.services import publishing, reviewing
from claims.vocabulary import ClaimStatus
from tests.factories import make_claim, make_review

UNKNOWN = 99_999_999
PAGES = ["/c/{}/", "/c/{}/claimreview.json"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("status", sorted(set(ClaimStatus.values) - {"published"}))
def test_an_unpublished_claim_looks_like_none(status, page, db):
    claim = make_claim(status=status, id=UNKNOWN - 1)
    there, not_there = (Client().get(page.format(key)) for key in (claim.pk, UNKNOWN))
    assert there.status_code == not_there.status_code == 404
    assert _plain(there, claim.pk) == _plain(not_there, UNKNOWN)
    assert claim.statement not in there.content.decode()


def test_the_words_of_a_draft_are_on_no_public_page(reviewer, editor):
    drafted, published = make_claim(), make_claim(statement="Of 4,200 we may speak.")
    make_review(drafted, author=reviewer)
    make_review(published, author=reviewer)
    reviewing.decide(published, actor=editor)
    publishing.publish(published, actor=editor)
    reviewing.decide(drafted, actor=editor)
    for page in ("/published/", f"/c/{published.pk}/", "/api/v1/schema/"):
        text = Client().get(page).content.decode()
        assert drafted.statement not in text
        assert f"/c/{drafted.pk}/" not in text


@pytest.mark.parametrize("key", ["0", "-1", "1.5", "9" * 40, "1%00", "٣", "1/../2"])
@pytest.mark.parametrize("page", PAGES)
def test_a_twisted_address_is_a_plain_404(key, page, db):
    assert Client().get(page.format(key)).status_code == 404


def _plain(response, key: int):
    """Body and headers without what differs by the address itself."""
    body = re.sub(rf"\b{key}\b", "KEY", response.content.decode())
    headers = {k: v for k, v in response.items() if k != "Content-Length"}
    return re.sub(r'nonce="[^"]*"', "", body), headers

from __future__ import annotations

import pytest

from claims.models import Claim
from claims.models.prepared import SEVERAL, Asked, prepared
from claims.vocabulary import ClaimStatus
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

ONE = prepared(lambda pk: Claim.objects.filter(pk=pk), int)
WORDED = prepared(lambda words: Claim.objects.filter(dismissal=words), str)
READY_OF = prepared(
    lambda keys: Claim.objects.filter(
        pk__in=keys, status=ClaimStatus.READY, surface__contains="%"
    ).order_by("pk"),
    tuple,
)


def test_what_is_asked_for_is_put_into_the_query():
    first, second = make_claim(), make_claim()
    assert [ONE(one.pk).first() for one in (first, second)] == [first, second]


def test_a_word_is_put_in_as_what_it_is_whatever_it_holds():
    claim = make_claim()
    for words in ("'; --", "100 %s", "ø"):
        Claim.objects.update(dismissal=words)
        assert WORDED(words).first() == claim


def test_several_are_asked_for_at_once_be_they_one_or_the_most():
    share = {"surface": "12 %"}
    claims = [make_claim() for _ in range(SEVERAL)]
    Claim.objects.update(**share)
    for some in (claims[:1], claims[:3], claims):
        assert READY_OF(tuple(one.pk for one in some)).rows() == some


def test_queries_that_tell_the_same_columns_are_asked_in_one(django_assert_num_queries):
    first, _, third = (make_claim() for _ in range(3))
    asked = [ONE(first.pk), ONE(-1), ONE(third.pk)]
    with django_assert_num_queries(1):
        found = Asked.one_after_the_other(asked).rows()
    assert sorted(found, key=lambda one: one.pk) == [first, third]

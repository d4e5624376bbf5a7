from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.models import Claim
from claims.models.fields import ExactDecimalField
from tests.factories import make_claim

FIELD = ExactDecimalField()

numbers = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    places=4,
    min_value=-(10**20),
    max_value=10**20,
)


class RoundTrip(TestCase):
    @given(numbers)
    def test_a_number_comes_back_digit_for_digit(self, number):
        claim = make_claim(low=number, high=None)
        assert Claim.objects.get(pk=claim.pk).low == number


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("1E+3", "1000"),
        ("0.50", "0.5"),
        ("-0", "0"),
        (" 7 ", "7"),
        ("", None),
        (None, None),
    ],
)
def test_numbers_are_stored_written_out(given_text, stored):
    assert FIELD.get_prep_value(given_text) == stored


@pytest.mark.parametrize(
    "text", ["abc", "NaN", "Infinity", "1e1000000", "1" * 61, "1e-40"]
)
def test_what_is_no_sane_number_is_refused(text):
    with pytest.raises(ValidationError):
        FIELD.to_python(text)

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from claims.web.forms.plain import PlainSelect

CHOICES = [("", "Any"), ("a&b", "<b>A & B</b>"), (7, "Seven")]


@pytest.mark.parametrize("chosen", [None, "", "7", 7, "a&b", "unknown"])
def test_a_plain_select_is_the_element_django_makes(chosen):
    made = [
        kind(choices=CHOICES).render("kind", chosen, {"id": "kind", "required": True})
        for kind in (PlainSelect, forms.Select)
    ]
    assert parse_html(made[0]) == parse_html(made[1])

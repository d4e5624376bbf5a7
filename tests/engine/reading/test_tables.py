"""Tables: a column's unit, a caption's scale and a row's label are its figures' own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract
from claims.engine.types import NumericClaim

MARKDOWN = """Ports compared

| Port | Freight ($m) | Growth (%) | Crews |
|---|---|---|---|
| Harl | 412 | 4.1 | 1,204 |
| Messin | (8) | -2.0 | 88 |
"""
PLAIN = """In millions of euros, except per share data
2023 2024
Freight 412 388
Operating profit (8) 14
"""
GERMAN = """Kennzahlen (Angaben in Millionen Euro)
| | 2023 | 2024 |
|---|---:|---:|
| Umsatz | 412,5 | 1.388 |
| Mitarbeiter | 1.204 | 1.310 |
"""


def _told(text: str, language: str = "en") -> list[tuple[str, ...]]:
    found = extract(text, language=language).claims
    return [
        (c.surface, _value(c), c.unit, c.thing or "", c.period or "") for c in found
    ]


def _value(claim: NumericClaim) -> str:
    assert claim.low is not None
    return format(claim.low.normalize(), "f")


def test_a_column_s_head_says_unit_and_scale() -> None:
    assert _told(MARKDOWN) == [
        ("412", "412000000", "USD", "Freight, Harl", ""),
        ("4.1", "4.1", "percent", "Growth, Harl", ""),
        ("1,204", "1204", "crew", "Crews, Harl", ""),
        ("(8)", "-8000000", "USD", "Freight, Messin", ""),
        ("-2.0", "-2", "percent", "Growth, Messin", ""),
        ("88", "88", "crew", "Crews, Messin", ""),
    ]


def test_a_caption_s_scale_holds_for_lines_of_figures() -> None:
    assert _told(PLAIN) == [
        ("412", "412000000", "EUR", "Freight", "2023"),
        ("388", "388000000", "EUR", "Freight", "2024"),
        ("(8)", "-8000000", "EUR", "Operating profit", "2023"),
        ("14", "14000000", "EUR", "Operating profit", "2024"),
    ]


def test_a_german_caption_scales_money_and_no_staff() -> None:
    assert _told(GERMAN, "de") == [
        ("412,5", "412500000", "EUR", "Umsatz", "2023"),
        ("1.388", "1388000000", "EUR", "Umsatz", "2024"),
        ("1.204", "1204", "", "Mitarbeiter", "2023"),
        ("1.310", "1310", "", "Mitarbeiter", "2024"),
    ]


def test_the_scale_itself_is_no_claim() -> None:
    found = extract(PLAIN).dismissed
    assert ("In millions of euros", "label") in {(d.surface, d.kind) for d in found}


def test_a_row_of_years_dates_its_figures() -> None:
    text = "| Year | Wrecks | Cost ($bn) |\n| 2022 | 12 | 4.1 |\n| 2023 | 9 | 5 |"
    assert [c.period for c in extract(text).claims] == ["2022", "2022", "2023", "2023"]


@pytest.mark.parametrize(
    "text",
    [
        "Home | News | Sport\n12 | 14 | 15",
        "Figures in £m\nPage 3",
        "Thousands came.\nA crowd of 40 stayed.",
    ],
)
def test_what_is_no_table_is_read_as_ever(text: str) -> None:
    assert all(abs(c.low or 0) < Decimal(1_000) for c in extract(text).claims[-1:])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The line's result was (8) million euros.", "-8000000"),
        ("Cash flow was $(8.1) million.", "-8100000"),
        ("Cash flow was $(12,400) in May.", "-12400"),
    ],
)
def test_money_in_brackets_is_negative(text: str, value: str) -> None:
    (claim,) = extract(text).claims
    assert _value(claim) == value
    assert claim.kind == "money"

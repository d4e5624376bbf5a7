"""Ratios, p-values and reproduction numbers count nothing that stands elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

FIGURES = {
    "Of 400 patients 12 died; the hazard ratio was 0.80.": "0.80",
    "Smokers had an odds ratio of 2.1 for the disease.": "2.1",
    "The effect on 90 mice was clear (p < 0.05).": "0.05",
    "A p-value of 0.03 was reported for the trial.": "0.03",
    "The p values were below 0.01 in the trials.": "0.01",
    "The virus had an R0 of 1.3 in spring.": "1.3",
    "The R number rose to 1.4.": "1.4",
    "The relative risk was 1.7.": "1.7",
    "The correlation between the 40 tests was 0.3.": "0.3",
    "The Gini coefficient fell to 0.31.": "0.31",
    "The drug cut deaths (HR 0.62).": "0.62",
}


@pytest.mark.parametrize(("text", "surface"), FIGURES.items())
def test_a_statistic_is_an_index_without_a_unit(text, surface):
    found = next(c for c in extract(text).claims if c.surface == surface)
    assert (found.kind, found.unit) == ("index", "")
    assert Decimal(surface) in {found.low, found.high}


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("The hazard ratio was 0.80 (95% CI 0.7 to 0.9).", "index", ""),
        ("A risk ratio of 1.45 (1.2\u20131.7) was found.", "index", ""),
        ("It cut deaths by 67% (52\u201378).", "percent", "percent"),
        ("It took 67 days (52-78).", "duration", "day"),
    ],
)
def test_an_interval_in_brackets_is_in_the_unit_of_its_figure(text, kind, unit):
    *_, interval = extract(text).claims
    assert (interval.kind, interval.unit, interval.qualifier) == (kind, unit, "range")


def test_rand_are_money_and_a_ratio_of_counts_is_a_share():
    assert extract("R50 million was spent.").claims[0].unit == "ZAR"
    assert extract("The ratio was one in five.").claims[0].kind == "fraction"

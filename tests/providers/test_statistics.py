from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.engine import extract
from claims.providers.base import ClaimFrame
from claims.providers.statistics.countries import countries_in, country
from claims.providers.statistics.records import (
    Record,
    sentences_of,
    shown,
    text_of,
    year_figure,
)
from claims.providers.statistics.topics import all_series, series_of, topics_of

SAMPLES = {
    "percent": "5.857736", "count": "83510950", "money": "2779092236506.1",
    "rate": "3.2", "duration": "84.04", "measure": "2830450000", "index": "36.2",
}  # fmt: skip
SPAIN = country("ESP")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("series", all_series(), ids=lambda series: series.title)
def test_every_figure_reads_back_with_its_value_unit_and_period(series, language):
    value = Decimal(SAMPLES[series.kind])
    figures = tuple(
        year_figure(value, year, unit=series.unit, definition=series.title)
        for year in (2023, 2022)
    )
    record = Record(
        url="https://statistics.example/x",
        title=f"{series.title}: Spain",
        figures=figures,
        sentences=sentences_of(series, SPAIN, figures, language),
        note="Source: Statistics, updated on 2026-07-01.",
        responses=(),
    )
    latest, earlier = extract(text_of(record), language=language).claims
    assert latest.low == latest.high == Decimal(shown(value).replace(",", ""))
    assert (latest.period[-4:], earlier.period[-4:]) == ("2023", "2022")
    assert latest.kind in {series.kind, "count" if series.kind == "index" else ""}
    if series.kind in {"money", "percent", "duration", "measure"}:
        assert latest.unit == series.unit
    if series.of and language == "en":
        assert latest.base == series.of


@pytest.mark.parametrize(
    "series", [s for s in all_series() if s.below], ids=lambda series: series.title
)
def test_a_figure_below_zero_is_a_fall_and_reads_back_as_one(series):
    fall = year_figure(Decimal("-0.3"), 2023, unit=series.unit, definition="")
    (said,) = sentences_of(series, SPAIN, [fall])
    (read,) = extract(said).claims
    assert (read.low, read.unit, read.period) == (Decimal("0.3"), "percent", "in 2023")
    assert any(word in said for word in ("shrank", "surplus"))


@pytest.mark.parametrize("series", all_series(), ids=lambda series: series.title)
def test_every_series_can_be_asked_for_somewhere(series):
    assert set(series.codes) & {"worldbank", "owid", "eurostat"}
    assert set(series.codes) <= {"worldbank", "owid", "eurostat"}
    assert all(
        part in said
        for said in (*series.says.values(), *series.below.values())
        for part in ("{place}", "{value}", "{period}")
    )
    assert series.says.keys() == {"en", "de"}
    assert not series.below or series.below.keys() == {"en", "de"}


def test_titles_are_unique():
    titles = [series.title for series in all_series()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("5.857736", "5.86"), ("19.0", "19.0"), ("19", "19"), ("-0.3", "-0.3"),
        ("83280000", "83,280,000"), ("48012.55", "48,013"), ("1E+6", "1,000,000"),
        ("0.004", "0.00"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_exactly_as_it_helps(value, text):
    assert shown(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Russia\u2019s state budget", ["RUS"]),
        ("The US spent US$3 billion in Niger and Nigeria.", ["USA", "NER", "NGA"]),
        ("Northern Ireland and New Mexico", []),
        ("Only 41% of Kenyans", ["KEN"]),
        ("North Korean and South Korean troops", ["PRK", "KOR"]),
        ("Papua New Guinea", ["PNG"]),
        ("die russischen Ausgaben, Deutschlands Schulden", ["RUS", "DEU"]),
        ("the world population", ["WLD"]),
        ("Norway and the world", ["NOR"]),
        ("A turkey and some china.", []),
    ],
)
def test_countries_are_known_by_name_and_adjective(text, codes):
    assert [one.iso3 for one in countries_in(text)] == codes


def test_the_country_nearest_to_the_number_is_asked_first():
    text = "France spends 2.1 percent, but Italy only 1.5 percent."
    assert countries_in(text, near=text.find("1.5"))[0].iso3 == "ITA"


def test_greece_and_britain_have_codes_of_their_own_at_eurostat():
    assert [
        country(code).called.get("eurostat", "") for code in ("GRC", "GBR", "RUS")
    ] == [
        "EL",
        "UK",
        "",
    ]


def frame(text, **fields):
    claim = extract(text).claims[0]
    given = {
        "kind": claim.kind,
        "unit": claim.unit,
        "base": claim.base or "",
        "surface": claim.surface,
    }
    return ClaimFrame(claim_id="t", text=text, value=claim.low, **(given | fields))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Germany has a population of 84 million.", ["Population, total"]),
        ("The deer population of Germany is 2.5 million.", []),
        ("Spain's unemployment rate fell to 12.2%.", ["Unemployment (% of total labour force)"]),
        ("Youth unemployment in Spain is 28%.", ["Youth unemployment (% of the young labour force)"]),
        ("France's GDP was 3.05 trillion dollars.", ["GDP (current US$)"]),
        ("France's GDP was \u20ac2.8 trillion.", ["Gross domestic product at market prices (current prices, euro)"]),
        ("The German economy shrank by 0.3 percent.", ["GDP growth (annual %)"]),
        ("Russian military spending rose by 20%.", []),
        ("Three percent of the Russian defence budget goes to drones.", []),
        (
            "Russia spends six percent of the state budget on the military.",
            ["Military expenditure (% of GDP)", "Military expenditure (% of general government expenditure)"],
        ),
        ("A ferry for 180 people sank in the fog off the west coast of Norway, a country with a population of five million.", []),
        ("Payments to widows swallow six percent of Russia's state budget.", []),
    ],
)  # fmt: skip
def test_a_claim_asks_for_the_series_of_its_topic_and_sort(text, titles):
    claim = frame(text)
    assert [one.title for one in series_of(claim, topics_of(claim))] == titles


def test_a_data_set_comes_first_among_its_dimensions():
    for series in all_series():
        assert next(iter(series.codes.get("eurostat", {"dataset": ""}))) == "dataset"


def test_german_claims_get_german_sentences():
    series = next(one for one in all_series() if one.title == "Population, total")
    day = replace(
        year_figure(Decimal("83280000.4"), 2023, unit="person", definition=""),
        period_start=date(2023, 3, 5),
        period_end=date(2023, 3, 5),
        status="estimated, provisional",
    )
    (said,) = sentences_of(series, country("CHE"), [day], "de")
    assert said == (
        "Die Bevölkerung von der Schweiz betrug 83.280.000 Einwohner am 5. März 2023"
        " (geschätzt, vorläufig)."
    )

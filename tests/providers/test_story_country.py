"""Which country a sentence that names none is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.providers.base import ClaimFrame, Outcome
from claims.providers.statistics.countries import story_country
from claims.providers.worldbank import WorldBank
from tests.providers.fakes import Web, recorded

SENTENCE = "Unemployment rose to 4.1 percent in 2023."
FRAME = ClaimFrame(
    claim_id="n1",
    text=SENTENCE,
    value=Decimal("4.1"),
    surface="4.1 percent",
    kind="percent",
    unit="percent",
    thing="Unemployment",
    claim_date=date(2024, 6, 1),
    story_country="NOR",
    country_from="named in the headline",
)


@pytest.mark.parametrize(
    ("title", "text", "address", "found"),
    [
        ("Jobs are scarce in Norway", SENTENCE, "", "NOR"),
        ("Norwegian jobs, Swedish workers", SENTENCE, "", None),
        ("", "Kenya's ports are busy. Nairobi's are not.", "", "KEN"),
        ("", "Kenya and Kenya and Kenyans met Uganda.", "", "KEN"),
        ("", "Kenya met Uganda, and Kenya left.", "https://paper.de/a", None),
        ("", SENTENCE, "https://www.paper.de/2024/a", "DEU"),
        ("", SENTENCE, "https://news.co.uk/a", "GBR"),
        ("", SENTENCE, "https://start.io/a", None),
        ("", SENTENCE, "https://news.example/a", None),
        ("", SENTENCE, "", None),
        ("Europe at work", SENTENCE, "https://paper.de/a", None),
    ],
)
def test_the_storys_country_is_clear_or_it_is_none(title, text, address, found):
    told = story_country(title, text, address)
    assert (told[0].iso3 if told else None) == found
    assert told is None or told[1]


def worldbank():
    return WorldBank(Web(lambda _request: recorded("worldbank/no_rows")).client())


def test_a_sentence_without_a_country_asks_for_the_storys_and_says_so():
    provider = worldbank()
    assert provider.applicable(FRAME) is None
    assert all(" NOR " in query for query in provider.queries(FRAME))
    result = provider.search(FRAME)
    assert result.outcome is Outcome.EMPTY
    assert result.message == (
        "Country taken from the article: Norway, named in the headline."
    )


def test_a_sentence_with_a_country_keeps_its_own():
    named = replace(FRAME, text="Unemployment in Sweden rose to 4.1 percent in 2023.")
    provider = worldbank()
    assert all(" SWE " in query for query in provider.queries(named))
    assert provider.search(named).message == ""


@pytest.mark.parametrize(
    "text",
    ["Unemployment in Oslo rose to 4.1 percent in 2023.",
     "The city's unemployment rose to 4.1 percent in 2023.",
     "Unemployment in the region rose to 4.1 percent in 2023.",
     "Unemployment abroad rose to 4.1 percent in 2023."],
)  # fmt: skip
def test_a_sentence_about_another_place_takes_no_country(text):
    assert worldbank().applicable(replace(FRAME, text=text)) == (
        "The claim names no country."
    )


def test_a_person_may_name_another_country():
    worded = replace(FRAME, wording=("SL.UEM.TOTL.ZS DNK 2018:2023",))
    provider = worldbank()
    assert provider.queries(worded) == ("SL.UEM.TOTL.ZS DNK 2018:2023",)
    assert provider.search(worded).message == ""

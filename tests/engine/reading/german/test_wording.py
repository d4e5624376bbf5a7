"""German wording: a bound behind the verb, one and a half times, the year before, "sie"."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Die Zahl der Anträge verdoppelte sich nahezu.", "nearly"),
        ("Die Zahl der Anträge verdoppelte sich fast.", "nearly"),
        ("Die Zahl der Anträge verdoppelte sich etwa.", "about"),
        ("Die Zahl der Anträge verdoppelte sich.", ""),
    ],
)
def test_a_bound_may_stand_behind_the_verb(text: str, qualifier: str) -> None:
    (claim,) = extract(text, language="de").claims
    assert (claim.low, claim.qualifier) == (Decimal(2), qualifier)


@pytest.mark.parametrize("said", ["anderthalb Mal", "3 Mal", "dreimal", "3 mal"])
def test_so_many_times_is_a_multiple(said: str) -> None:
    text = f"Die Mieten sind {said} so hoch wie im Umland."
    assert extract(text, language="de").claims[0].kind == "multiple"


PERIODS = {
    "Im Vorjahr waren es 210 Boote.": ["Im Vorjahr"],
    "Der Gewinn sank auf 8 Millionen Euro nach 12 Millionen Euro im Vorjahr.": [
        None,
        "im Vorjahr",
    ],
    "Vor einem Jahr waren es 210 Boote.": ["Vor einem Jahr"],
    "Ein Jahr zuvor waren es 210 Boote.": ["Ein Jahr zuvor"],
    "Im Geschäftsjahr 2023/24 baute die Werft 210 Boote.": ["Im Geschäftsjahr 2023/24"],
    "Im Jahr bis Ende Mai kamen 340 Boote.": ["Im Jahr bis Ende Mai"],
    "Der Rat rechnet mit 340 Booten bis Ende des Jahres.": ["bis Ende des Jahres"],
    "Die Beteiligung betrug 61 Prozent (2019: 58 Prozent).": [None, "2019"],
    "Seit Einführung der Maut kamen 340 Boote.": ["Seit Einführung der Maut"],
    "In ihrer zweiten Amtszeit kamen 340 Boote.": ["In ihrer zweiten Amtszeit"],
    "Bis zum Ende des Jahrzehnts kommen 340 Boote.": ["Bis zum Ende des Jahrzehnts"],
    "Stand Dienstag lagen dort 340 Boote.": ["Stand Dienstag"],
    "Binnen eines Jahres kamen 340 Boote.": ["Binnen eines Jahres"],
    "Seither kamen 340 Boote.": ["Seither"],
    "Zwei Tage nach dem Sturm lagen dort 340 Boote.": [
        None,
        "Zwei Tage nach dem Sturm",
    ],
    "Wracks: 2021: 340, 2022: 210": ["2021", "2022"],
    "Bis Montag kamen 340 Boote, in der Woche zuvor waren es 210.": [
        "Bis Montag",
        "in der Woche zuvor",
    ],
    "Nach Einbruch der Nacht kamen 340 Boote.": ["Nach Einbruch der Nacht"],
    "Zum Jahreswechsel lagen dort 340 Boote.": ["Zum Jahreswechsel"],
    "Vor Weihnachten lagen dort 340 Boote.": ["Vor Weihnachten"],
    "Im Mai lagen dort 340 Boote, am Ende 210.": ["Im Mai", "am Ende"],
    "Seit Mai kamen 340 Boote, allein seit Oktober 210.": ["Seit Mai", "seit Oktober"],
    "Innerhalb von drei Wochen kamen 340 Boote.": [None, "Innerhalb von drei Wochen"],
    "Vergangene Woche meldete das Amt 340 Boote.": ["Vergangene Woche"],
    "In diesem Jahr kamen 340 Boote, im Jahr zuvor 210.": [
        "In diesem Jahr",
        "im Jahr zuvor",
    ],
}


@pytest.mark.parametrize(("text", "periods"), PERIODS.items())
def test_the_time_before_is_told_in_many_ways(
    text: str, periods: list[str | None]
) -> None:
    assert [c.period for c in extract(text, language="de").claims] == periods


SPEAKERS = {
    "„Es kamen 340 Boote“, sagte Lea Holm. „40 sanken“, sagte sie.": "Lea Holm",
    "Der Hafenmeister sagte, 340 Boote kämen. Er rechnet mit 40 Booten mehr.": (
        "der Hafenmeister"
    ),
    "„340 Boote“, sagte Sprecher Jan Berg. „40 sanken“, sagte sie.": None,
    "Die Polizei teilte mit, 340 Boote kämen. „40 sanken“, sagte er.": None,
    "„340 Boote“, sagte Jan Berg. „12 Boote“, sagte Lea Holm. „40“, sagte sie.": None,
}


@pytest.mark.parametrize(("text", "claimant"), SPEAKERS.items())
def test_a_pronoun_is_the_one_it_can_only_mean(text: str, claimant: str | None) -> None:
    assert extract(text, language="de").claims[-1].claimant == claimant

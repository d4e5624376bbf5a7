"""German numbers by classes of wording: text | surface | kind | low | high | unit | qualifier."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

QUANTITIES = """
Es kamen mindestens 10.000 Soldaten. | 10.000 | count | 10000 | - | Soldat | at_least
Es gab Strafen zu je 60 Euro. | 60 Euro | money | 60 | 60 | EUR |
Es kamen rund 1 200 Gäste. | 1 200 | count | 1200 | 1200 | Gast | about
Das kostet 3,4 Mio. Euro. | 3,4 Mio. Euro | money | 3400000 | 3400000 | EUR |
Das kostet 2 Mrd. Dollar. | 2 Mrd. Dollar | money | 2000000000 | 2000000000 | USD |
Das kostet knapp 80 Cent. | 80 Cent | money | 80 | 80 | cent | nearly
Es waren 12,5 Prozent der Wähler. | 12,5 Prozent | percent | 12.5 | 12.5 | percent |
Es fehlt eine halbe Million Wohnungen. | eine halbe Million | count | 500000 | 500000 | Wohnung |
Es dauerte anderthalb Stunden. | anderthalb Stunden | duration | 1.5 | 1.5 | hour |
Es kam ein Dutzend Gäste. | ein Dutzend | count | 12 | 12 | Gast |
Es kamen Zehntausende Menschen. | Zehntausende | count | 10000 | 100000 | Mensch | vague
Es fehlten Hunderte von Helfern. | Hunderte | count | 100 | 1000 | Helfer | vague
Es fehlten mehrere Millionen Euro. | mehrere Millionen Euro | money | 1000000 | 10000000 | EUR | vague
Es war höchstens ein Drittel der Betriebe. | ein Drittel | fraction | - | 0.3333333333333333333333333333 | fraction | at_most
Jeder fünfte Haushalt heizt mit Öl. | Jeder fünfte | fraction | 0.2 | 0.2 | fraction |
Neun von zehn Schülern bestehen. | Neun von zehn | fraction | 0.9 | 0.9 | fraction |
Die Zahl hat sich verdoppelt. | verdoppelt | multiple | 2 | 2 | times |
Es sind dreimal so viele Autos. | dreimal so viele | multiple | 3 | 3 | times |
Zwischen 40 und 60 Menschen starben. | 40 und 60 | count | 40 | 60 | Mensch | range
Das sind 5 bis 7 Prozent. | 5 bis 7 Prozent | percent | 5 | 7 | percent | range
Das sind bis zu 300 Grad. | 300 Grad | temperature | - | 300 | degree | up_to
Das waren weniger als 50 km. | 50 km | measure | - | 50 | kilometre | less_than
Es waren gut 400 Tonnen Reis. | 400 Tonnen | measure | 400 | - | tonne | more_than
Es waren um die 90 Fälle. | 90 | count | 90 | 90 | Fall | about
Ein 35-jähriger Mann starb. | 35-jähriger | age | 35 | 35 | year of age |
Es kamen Kinder unter sechs Jahren. | sechs Jahren | age | - | 6 | year of age | less_than
Sie ist 82 Jahre alt. | 82 Jahre alt | age | 82 | 82 | year of age |
Es waren minus 12 Grad. | minus 12 Grad | temperature | -12 | -12 | degree |
Sie gewann 2,5 Prozentpunkte. | 2,5 Prozentpunkte | percentage_point | 2.5 | 2.5 | percentage point |
Es kamen 17 der 51 Helfer. | 17 | count | 17 | 17 | Helfer |
Es waren mehrere hundert Helfer. | mehrere hundert | count | 100 | 1000 | Helfer | vague
Er bekam sechs Jahre und drei Monate. | sechs Jahre und drei Monate | duration | 6.25 | 6.25 | year |
Es kamen Kinder im Alter von 4 bis 9 Jahren. | 4 bis 9 Jahren | age | 4 | 9 | year of age | range
Es kostet 63 statt 58 Euro. | 63 | money | 63 | 63 | EUR |
Es waren 60 Prozent, im Osten nur 47. | 47 | percent | 47 | 47 | percent |
Der Weg führt über zwölf Brücken. | zwölf | count | 12 | 12 | Brücke |
Er ist halb so groß. | halb so groß | multiple | 0.5 | 0.5 | times |
Ein Viertel der 16- bis 24-Jährigen raucht. | 16- bis 24-Jährigen | age | 16 | 24 | year of age | range
Es waren 14 harte Monate. | 14 | duration | 14 | 14 | month |
Es kamen 640 Schülerinnen und Schüler. | 640 | count | 640 | 640 | Schüler |
Es war eine Umfrage unter 2.500 Eltern. | 2.500 | count | 2500 | 2500 | Eltern |
Sie bekam 51 Prozent, vier Punkte mehr. | vier Punkte | percentage_point | 4 | 4 | percentage point |
Sie hat nun vier Punkte. | vier | count | 4 | 4 | Punkt |
Es stieg um 50 auf 250 Euro. | 50 | money | 50 | 50 | EUR |
Es misst 3 mal 4 Meter. | 3 | measure | 3 | 3 | metre |
Das Feld misst 34.000 m². | 34.000 m² | measure | 34000 | 34000 | square metre |
Das Beben der Stärke 5,4 war kurz. | 5,4 | measure | 5.4 | 5.4 | magnitude |
Er stand bei 7 Metern, 20 Zentimeter unter dem Rekord. | 7 Metern | measure | 7 | 7 | metre |
Es stieg um 6,4 Prozent; dann um 9.000. | 9.000 | count | 9000 | 9000 | |
"""

OTHERS = """
Am 5. Mai 2023 kam er. | 5. Mai 2023 | date
Es ist von 10 bis 18 Uhr offen. | 10 bis 18 Uhr | time
Sie lief in 30:52,16 Minuten. | 30:52,16 Minuten | time
Er kam am 3., 4. und 5. Mai. | 3., 4. und 5. Mai | date
Die Wahl ist am 5., 12. und 19. Juni 2022. | 5., 12. und 19. Juni 2022 | date
Am 12.03.1998 kam er. | 12.03.1998 | date
Im Jahr 2021 kam er. | 2021 | year
Um 14.30 Uhr kam er. | 14.30 Uhr | time
Im zweiten Quartal kam er. | zweiten Quartal | period
In den 1990er Jahren kam er. | 1990er Jahren | period
Er wurde zum dritten Mal gewählt. | dritten | ordinal
Er traf in der 78. Minute. | 78. | ordinal
Nach Artikel 3 ist er frei. | Artikel 3 | label
Wegen Paragraf 218 kam er. | Paragraf 218 | label
Das steht auf Seite 7. | Seite 7 | label
Er hatte Covid-19. | Covid-19 | label
Er war beim G20. | G20 | label
Der ICE 578 fuhr ab. | ICE 578 | label
Er wohnt in der Hauptstraße 12. | Hauptstraße 12 | identifier
Sie siegten 3:1. | 3:1 | score
Sie gewann ihr 11. Rennen. | 11. | ordinal
Es gilt die Vier-Tage-Woche. | Vier | idiom
Er arbeitet im Werk 2. | Werk 2 | label
Er lebte 2019 in Rom. | 2019 | year
Sie siegten mit 3 zu 1. | 3 zu 1 | score
Er spielt beim 1. FC Neustadt. | 1. FC | label
Das steht auf Seite 3 von 12. | Seite 3 von 12 | label
Sie kamen zu dritt. | dritt | idiom
Er rief 030 1234567 an. | 030 1234567 | identifier
"""


def rows(table: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in row.split("|")] for row in table.split("\n") if row
    ]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "low", "high", "unit", "qualifier"), rows(QUANTITIES)
)
def test_a_german_quantity_is_read_whole(
    text, surface, kind, low, high, unit, qualifier
):
    (claim,) = [c for c in extract(text, language="de").claims if c.surface == surface]
    ends = [None if end == "-" else Decimal(end) for end in (low, high)]
    assert [claim.low, claim.high] == ends
    assert (claim.kind, claim.unit, claim.qualifier) == (kind, unit, qualifier)


@pytest.mark.parametrize(("text", "surface", "kind"), rows(OTHERS))
def test_a_german_number_that_counts_nothing_is_dismissed(text, surface, kind):
    reading = extract(text, language="de")
    assert reading.claims == ()
    assert [(n.surface, n.kind) for n in reading.dismissed] == [(surface, kind)]


def test_a_change_is_two_numbers_and_leads_to_the_second():
    low, high = extract(
        "Die Miete stieg von 840 auf 1.120 Euro im Monat.", language="de"
    ).claims
    assert [(c.low, c.unit, c.trend) for c in (low, high)] == [
        (840, "EUR", None), (1120, "EUR", "up")
    ]  # fmt: skip
    assert high.per == "month"


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Nach Angaben der Behörde starben 12 Menschen.", "der Behörde"),
        ("Laut dem Amt starben 12 Menschen.", "dem Amt"),
        ("Dem Ministerium zufolge starben 12 Menschen.", "dem Ministerium"),
        ("Es starben 12 Menschen, sagte Anna Berg.", "Anna Berg"),
        ("Es starben 12 Menschen, wie das Amt am Montag mitteilte.", "das Amt"),
        ("Es starben 12 Menschen, wie das Amt (LKA) am Montag mitteilte.", "das Amt"),
        ("Nach ersten Angaben der Polizei starben 12 Menschen.", "der Polizei"),
        ("Nach Polizeiangaben starben 12 Menschen.", "Polizei"),
        ("Nach UN-Angaben starben 12 Menschen.", "UN"),
        ("Es starben 12 Menschen.", None),
        ("Das sind 40 Prozent, wie eine Studie zeigt.", "eine Studie"),
        ("Es sind 12 Prozent, ergab eine Umfrage unter Wirten.", "eine Umfrage"),
        ("Es sind 12 Orte, wie aus dem Bericht hervorgeht.", "dem Bericht"),
    ],
)
def test_who_says_it_is_named_as_written(text, claimant):
    (claim,) = extract(text, language="de").claims
    assert claim.claimant == claimant


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Pro Tag starben 12 Menschen.", "day"),
        ("Täglich fahren 12 Züge.", "day"),
        ("Das kostet 12 Euro im Monat.", "month"),
        ("Das kostet 12 Euro je Einwohner.", "Einwohner"),
        ("Auf 100.000 Einwohner kamen 12 Fälle.", "100.000 Einwohner"),
    ],
)
def test_what_a_number_is_per_is_found(text, per):
    claims = extract(text, language="de").claims
    assert [claim.per for claim in claims] == [per]


def test_the_base_of_a_share_is_the_genitive_behind_it():
    (claim,) = extract(
        "Das sind sechs Prozent des russischen Staatshaushalts.", language="de"
    ).claims
    assert claim.base == "des russischen Staatshaushalts"


def test_a_german_number_is_read_back_in_german():
    (claim,) = extract(
        "Nach Angaben der Armee kamen im Mai mindestens 10.000 Soldaten.", language="de"
    ).claims
    assert claim.readback == (
        "Gelesen als: mindestens 10.000 Soldaten, im Mai; Quelle: der Armee; nach oben offen."
    )
    assert claim.statement.startswith("Nach Angaben der Armee")


@pytest.mark.parametrize(
    "text",
    ["Wenn 10.000 Besucher kämen, wäre es eng.", "Ich hätte gern 12 Äpfel."],
)
def test_what_nobody_could_check_is_no_claim(text):
    assert extract(text, language="de").claims == ()


def test_an_abbreviation_or_an_ordinal_ends_no_sentence():
    text = "Das kostet 3 Mio. Euro und gilt ab dem 5. Mai. Es gilt z. B. für 12 Orte."
    sentences = {claim.sentence for claim in extract(text, language="de").claims}
    assert {text[first:last] for first, last in sentences} == {
        "Das kostet 3 Mio. Euro und gilt ab dem 5. Mai.",
        "Es gilt z. B. für 12 Orte.",
    }


def test_every_rank_of_a_list_is_a_rank():
    read = extract("Am 1., 2. und 3. Tag regnete es.", language="de")
    assert [number.kind for number in read.numbers] == ["ordinal"] * 3


def test_what_is_moved_from_one_figure_to_another_is_its_object():
    text = "Die Stadt will den Tarif von 12 auf 15 Euro anheben."
    claims = extract(text, language="de").claims
    assert [claim.thing for claim in claims] == ["den Tarif", "den Tarif"]


def test_a_surname_may_be_any_word():
    text = "Das kostet 40 Euro, sagte Stadträtin Eva Lang."
    (claim,) = extract(text, language="de").claims
    assert claim.claimant == "Stadträtin Eva Lang"


def test_an_average_age_in_years_is_an_age():
    text = "Das Durchschnittsalter der Fahrer liegt bei 41,9 Jahren."
    (claim,) = extract(text, language="de").claims
    assert (claim.kind, claim.unit) == ("age", "year of age")


ALIKE = {
    "Laut Polizei kamen 800 Menschen, die Gastgeber sprachen von 2.000.": "Menschen",
    "Die Quote liegt bei 5,9 Prozent, 0,2 Punkte weniger als im Mai.": "Die Quote",
    "Es kamen 300 Gäste an, 12 Prozent mehr als im Mai.": "Gäste",
    "Bei dem Brand starben 19 Menschen, 43 wurden verletzt.": "Menschen",
    "In Ulm liegt die Quote bei 3 Prozent, in Kiel bei 10,6 Prozent.": "die Quote",
    "Das Brot kostet 4,29 Euro, im Mai waren es noch 3,99 Euro.": "Das Brot",
    "Die Polizei zählte 800 Gäste, die Veranstalter nannten 2.000.": "Gäste",
}


@pytest.mark.parametrize(("text", "thing"), ALIKE.items())
def test_a_number_told_beside_another_counts_the_same(text, thing):
    first, second = extract(text, language="de").claims
    assert (first.thing, second.thing) == (thing, thing)


BASES = {
    "Sie zahlt 40 Prozent ihres Lohns für die Miete.": "ihres Lohns",
    "Knapp die Hälfte der 620 Dörfer schreibt rote Zahlen.": "der 620 Dörfer",
}


@pytest.mark.parametrize(("text", "base"), BASES.items())
def test_a_base_may_be_owned_or_counted(text, base):
    assert extract(text, language="de").claims[0].base == base


def test_both_ends_of_a_change_have_its_denominator():
    text = "Ab Januar steigt der Lohn von 12,41 auf 12,82 Euro pro Stunde."
    assert [c.per for c in extract(text, language="de").claims] == ["hour", "hour"]


WAYS = {
    "Der Kurs gab um 9 Prozent nach und schloss bei 41,35 Euro.": ["down", None],
    "Der Fonds legte um ein Drittel zu und hat 4 Milliarden Euro.": ["up", None],
    "Von den 48 Spielen gewann die Mannschaft nur elf.": [None, None],
    "Der Euro gewann 0,3 Prozent.": ["up"],
}


@pytest.mark.parametrize(("text", "ways"), WAYS.items())
def test_which_way_it_moved(text, ways):
    assert [c.trend for c in extract(text, language="de").claims] == ways


def test_who_names_a_number_says_it():
    text = "Die Polizei zählte 800 Gäste, die Veranstalter nannten 2.000."
    claims = extract(text, language="de").claims
    assert [c.claimant for c in claims] == ["die Polizei", "die Veranstalter"]

"""German numbers read by what stands beside them, by classes of wording."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract


def read(text: str):
    return extract(text, language="de").claims


THINGS = {
    "Der Betrieb streicht 900 Stellen, knapp die Hälfte davon in Ulm.": [
        "Stellen",
        "Stellen",
    ],
    "Die Schule hat 800 Schüler, davon sind 53 Prozent Mädchen.": [
        "Schüler",
        "Schüler",
    ],
    "Im Mai wurden 61 Prozent mehr Fahrräder verkauft.": ["Fahrräder"],
    "Der Richter gab ihm vier Jahre Haft.": ["Haft"],
    "Der Bus hatte 90 Minuten Verspätung.": ["Verspätung"],
    "Das Museum verlangt 12 Euro Eintritt.": ["Eintritt"],
    "Das Land hat 3 Millionen Euro für Radwege ausgegeben.": ["Radwege"],
    "Der Pegel lag bei 8 Metern, 20 Zentimeter höher als am Vortag.": ["Der Pegel"] * 2,
    "Der Umsatz lag bei 28 Millionen Euro, ein Plus von 2 Prozent.": ["Der Umsatz"] * 2,
    "Ein Drittel der Ernte verdirbt, das sind elf Tonnen.": ["der Ernte", "der Ernte"],
    "Die Gerichte verhängten Strafen in Höhe von 3 Millionen Euro.": ["Strafen"],
    "Das Land halbiert die Hilfe auf 4 Millionen Euro.": ["Das Land", "die Hilfe"],
    "Das Heer zählt 1.800 Soldaten, das Ziel liegt bei 2.030.": [
        "Soldaten",
        "Soldaten",
    ],
    "Statt 15 kamen nur 9 Delegierte.": ["Delegierte", "Delegierte"],
    "Statt der geplanten 4,2 soll der Bau nun 9,8 Millionen Euro kosten.": ["der Bau"]
    * 2,
    "Die Firma rechnet mit einem Umsatz zwischen 4 und 5 Millionen Euro.": [
        "einem Umsatz"
    ],
    "Auf dem Land misst der Weg 5 Kilometer, in der Stadt 0,6.": ["der Weg", "der Weg"],
    "Die Partei spricht von 4 Millionen Euro neuen Schulden.": ["neuen Schulden"],
    "Von den 1.900 Gemeinden haben 312 einen Notplan.": ["Gemeinden", "Gemeinden"],
    "Der Verbrauch lag 4 Prozent unter dem des Vorjahres.": ["Der Verbrauch"],
    "Von 84 Spielplätzen hatten 17 grobe Mängel.": ["Spielplätzen", "Spielplätzen"],
    "Das Amt hebt den Preis zum 1. Mai von 1,92 auf 2,19 Euro an.": ["den Preis"] * 2,
    "Stadtwerke erhöhen Wasserpreis um 14 Prozent": ["Wasserpreis"],
    "Es geht um Kosten, die sich seit 2021 verdoppelt haben.": ["Kosten"],
    "Es sind mindestens 1.500 der 2.400 Tonnen Öl ausgelaufen.": ["Öl", "Öl"],
    "Gleichzeitig bricht jeder Dritte ab.": [None],
    "Die Kosten beziffert der Rechnungshof auf 210 Millionen Euro.": ["Die Kosten"],
    "Den Schaden beziffert die Polizei auf 3 Millionen Euro.": ["Den Schaden"],
    "Wir hatten 17 grobe Mängel.": ["grobe Mängel"],
    "Sie kauften ein Schiff, Stückpreis: 140 Millionen Dollar.": ["Stückpreis"],
}


@pytest.mark.parametrize(("text", "things"), THINGS.items())
def test_what_a_number_is_about(text, things):
    assert [claim.thing for claim in read(text)] == things


def test_one_of_so_many_is_a_share_but_who_is_one_of_them_is_none():
    (claim,) = read("Nur einer von zehn Anträgen wurde bewilligt.")
    assert (claim.kind, claim.low, claim.base) == (
        "fraction",
        Decimal("0.1"),
        "Anträgen",
    )
    (claim,) = read("Es ist eine von zwölf Städten.")
    assert (claim.kind, claim.low) == ("count", 12)


@pytest.mark.parametrize(
    ("text", "kind", "qualifier"),
    [
        ("Weniger als ein Prozent des Geldes kam an.", "percent", "less_than"),
        ("Sie verlor einen Prozentpunkt.", "percentage_point", ""),
    ],
)
def test_an_article_counts_percent(text, kind, qualifier):
    (claim,) = read(text)
    assert (claim.kind, claim.high, claim.qualifier) == (kind, 1, qualifier)


def test_an_article_counts_nothing_else():
    assert read("Das kostet ein Vermögen, er hat einen Hund von einem Freund.") == ()


def test_the_amount_planned_stands_behind_the_real_one():
    cost, planned = read(
        "Der Bau verschlang 866 statt der geplanten 77 Millionen Euro."
    )
    assert (cost.low, cost.unit) == (866_000_000, "EUR")
    assert planned.low == 77_000_000


def test_persons_over_an_age():
    share, age = read("Fast jeder Zweite über 65 lebt allein.")
    assert (age.kind, age.unit, age.qualifier) == ("age", "year of age", "more_than")
    assert share.kind == "fraction"


PER = {
    "Sie verdient 3.400 Euro brutto im Monat.": "month",
    "Auf jeden Arzt kommen 214 Einwohner.": "Arzt",
    "Auf jeden Fall kommen 300 Gäste.": None,
}


@pytest.mark.parametrize(("text", "per"), PER.items())
def test_what_a_number_is_per(text, per):
    assert [claim.per for claim in read(text)] == [per]


WAYS = {
    "Das ist ein Minus von 12.000 Geburten.": ["down"],
    "Die Fahrt verkürzt sich um 35 auf 90 Minuten.": ["down", "down"],
    "Die Partei verlor 4 Prozentpunkte und kam auf 22 Prozent.": ["down", None],
    "Sie ließ den Preis um 3 Prozent steigen.": ["up"],
    "Am Hahn (+6,8 Prozent) und am Strom (-2 Prozent) lag es.": ["up", "down"],
    "Treibstoffe verbilligten sich um 2 Prozent.": ["down"],
    "Der Verbrauch lag 4 Prozent unter dem des Vorjahres.": ["down"],
    "Die Quote von 5 Prozent unter den Schülern ist hoch.": [None],
    "Eine Rente von 1.000 Euro erhöht sich um 45 Euro.": [None, "up"],
}


@pytest.mark.parametrize(("text", "ways"), WAYS.items())
def test_which_way_it_went(text, ways):
    assert [claim.trend for claim in read(text)] == ways


def test_a_time_compared_with_is_not_the_numbers_own():
    for text in (
        "Es gingen 1.200 Anzeigen ein, doppelt so viele wie 2022.",
        "Der Verlust beträgt 3 Millionen Euro nach einem Gewinn von 2 Millionen im Vorjahr.",
    ):
        assert read(text)[0].period is None


def test_each_source_has_its_own_number():
    police, organisers = read(
        "Laut Polizei waren es 1.200, laut Veranstaltern 3.000 Menschen."
    )
    assert (police.claimant, police.unit) == ("Polizei", "Mensch")
    assert (organisers.claimant, organisers.low) == ("Veranstaltern", 3000)


def test_the_second_of_two_who_speak_tells_the_scale_once():
    told, other = read(
        "Die Partei spricht von 40 Milliarden Euro, der Minister von 25."
    )
    assert (other.low, other.unit) == (25_000_000_000, "EUR")
    assert (told.claimant, other.claimant) == ("die Partei", "der Minister")


def test_whose_share_it_is_may_open_the_sentence():
    _, old = read("Von den 640 Kilometern Rohr sind 38 Prozent alt.")
    assert old.base == "den 640 Kilometern Rohr"
    (said,) = read("Von den Befragten gaben 38 Prozent nichts an.")
    assert said.base == "den Befragten"


def test_what_is_estimated_may_stand_before_who_estimates():
    (claim,) = read("Die Kosten beziffert der Rechnungshof auf 210 Millionen Euro.")
    assert claim.claimant == "der Rechnungshof"
    (claim,) = read("Die Polizei schätzt den Schaden auf 3 Millionen Euro.")
    assert claim.claimant == "die Polizei"


def test_ages_are_listed():
    read_ages = read("Gegen Männer im Alter von 24, 31 und 58 Jahren wird ermittelt.")
    assert [(c.kind, c.low) for c in read_ages] == [("age", n) for n in (24, 31, 58)]


def test_how_often_is_no_multiple():
    (claim,) = read("Sie fliegt 26-mal am Tag.")
    assert (claim.kind, claim.unit, claim.per) == ("rate", "Mal", "day")


def test_a_verb_in_front_of_a_noun_describes_it_not():
    _, hurt = read("Fünf Menschen starben, mehr als 320 verloren Finger.")
    assert hurt.unit == "Mensch"


def test_so_many_times_higher_is_a_multiple():
    (claim,) = read("Sie gehen von einer zehnmal höheren Zahl aus.")
    assert (claim.kind, claim.low) == ("multiple", 10)


def test_a_bound_may_stand_behind():
    (claim,) = read("Der Schaden dürfte 80 Millionen Euro übersteigen.")
    assert claim.qualifier == "more_than"


def test_so_many_times_more_is_a_multiple():
    _, more = read("Es gingen 213 Notrufe ein, dreimal mehr als sonst.")
    assert (more.kind, more.low, more.trend) == ("multiple", 3, "up")


def test_what_it_is_elsewhere_is_a_share_too():
    text = "Acht Prozent der Schüler verlassen die Schule ohne Abschluss, in Bremen sind es 10."
    assert [claim.kind for claim in read(text)] == ["percent", "percent"]


@pytest.mark.parametrize(
    ("word", "value"),
    [("Viertelmillion", 250_000), ("Dreiviertelmilliarde", 750_000_000)],
)
def test_a_part_of_a_magnitude_in_one_word(word, value):
    (claim,) = read(f"Es gibt eine {word} Haushalte.")
    assert (claim.low, claim.unit) == (value, "Haushalt")


def test_where_somebody_starts_from_says_nothing():
    (claim,) = read("Der Zug ging von Ulm aus 40 Kilometer weit.")
    assert claim.claimant is None


def test_who_assumes_a_number_counts_the_same():
    lost, assumed = read("Die Armee verlor 70 Panzer, Beobachter gehen von 110 aus.")
    assert (lost.unit, assumed.unit) == ("Panzer", "Panzer")
    assert (lost.claimant, assumed.claimant) == (None, "Beobachter")


@pytest.mark.parametrize(
    ("noun", "unit"),
    [("Fahrzeugen", "Fahrzeug"), ("Insolvenzen", "Insolvenz"), ("Geburten", "Geburt")],
)
def test_the_unit_is_the_singular(noun, unit):
    (claim,) = read(f"Das Amt half bei 14 {noun}.")
    assert claim.unit == unit

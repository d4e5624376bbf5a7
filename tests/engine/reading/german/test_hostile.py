"""German texts made to hurt, or put together at random: bounded, and offsets hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.reading.lexicon import lexicon
from tests.engine.reading.hostile import HOSTILE, SIZE
from tests.engine.reading.steps import steps

GERMAN = [
    "zweihundert ",
    "zweihundert",
    "tausend",
    "einund",
    "5. ",
    "von 5 auf ",
    "5 bis ",
    "laut der ",
    "5 große, ",
    "der Sohn des ",
    ", sagte er ",
    "auf 100.000 Einwohner ",
    "in den letzten 5 Jahren ",
    "fünf ",
    "Ministerium zufolge 5 ",
    "1.000,5 ",
    "am 5. ",
    "3 Mio. ",
    "jeder fünfte ",
    "16- bis ",
]
TEXTS = {**HOSTILE, **{unit: (unit * SIZE)[:SIZE] for unit in GERMAN}}

_MORE = (
    "5 12,5 1.234 2021 Euro % Prozent Mio. Mrd. km Soldaten Menschen der die des laut "
    'zufolge sagte stieg um auf von bis zwischen und , . ( ) : " - \u2013 § Artikel Uhr '
    "Mai jeder mal so viele Jahre alt 16- Müller zu Drittel halb"
)
WORDS = st.sampled_from([*sorted(lexicon("de").triggers), *_MORE.split(" ")])


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_german_is_read_at_the_places_it_stands(name):
    text = TEXTS[name]
    for item in extract(text, language="de").numbers:
        assert text[item.start : item.end] == item.surface


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_hostile_german_is_twice_the_work(name):
    text = TEXTS[name][:20_000]
    assert steps(text, "de") < 2.3 * steps(text[:10_000], "de") + 1_000


@given(st.lists(WORDS, max_size=25), st.sampled_from([" ", "", "\n"]))
def test_any_row_of_words_is_read_with_the_offsets_right(words, joint):
    text = joint.join(words)
    read = extract(text, language="de")
    ends = [0]
    for item in read.numbers:
        assert text[item.start : item.end] == item.surface
        assert item.start >= ends[-1]
        ends.append(item.end)
    assert read == extract(text, language="de")


@given(st.text(max_size=60))
def test_any_text_is_read(text):

    extract(unicodedata.normalize("NFC", text), language="de")


@pytest.mark.parametrize(
    "figure", ["4,783.12.", "1,5.3. Mai", "1.2,3.", "0.0.", "99.99.", "3.13. Mai"]
)
def test_a_figure_that_looks_like_a_date_is_only_a_figure(figure):
    text = f"Der Index schloss am Freitag bei {figure}"
    for number in extract(text, language="de").numbers:
        assert text[number.start : number.end] == number.surface
